"""Le trousseau du poste : un ingrédient de plus, jamais une porte à lui seul.

Un trousseau ouvert avec la session Windows s'ouvrirait pour toute personne assise là.
Il ne garde donc qu'un secret tiré au sort, mêlé à la phrase de passe.
"""

import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from guichet.errors import GuichetError

if TYPE_CHECKING:  # keyring ne se charge qu'à l'ouverture de la base
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "Guichet"
DELAI = 20.0  # secondes : le temps de taper le mot de passe du trousseau s'il le demande
# Tout autre trousseau pourrait écrire en clair : il est refusé par son nom.
_SURS = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)


class TrousseauIndisponible(GuichetError):
    advice = "La phrase de passe reste demandée. Le code de secours ouvre toujours la base."


class Trousseau:
    """Le secret du poste, par structure. ``backend`` : un trousseau imposé (essais)."""

    def __init__(self, backend: "KeyringBackend | None" = None, *, delai: float = DELAI) -> None:
        self._impose = backend
        self._delai = delai

    def creer(self, nom: str) -> bytes:
        """Tire un secret, le range et le relit avant d'y croire.

        Raises:
            TrousseauIndisponible: aucun trousseau sûr, verrouillé, muet ou infidèle.
        """
        secret = secrets.token_hex(32)
        self._demander(lambda coffre: coffre.set_password(SERVICE, nom, secret))
        if self._demander(lambda coffre: coffre.get_password(SERVICE, nom)) != secret:
            raise TrousseauIndisponible("Le trousseau de ce poste n'a pas gardé son secret.")
        return bytes.fromhex(secret)

    def lire(self, nom: str) -> bytes:
        """Le secret rangé par ``creer``.

        Raises:
            TrousseauIndisponible: idem, ou secret disparu ou remplacé.
        """
        texte = self._demander(lambda coffre: coffre.get_password(SERVICE, nom))
        if texte is None:
            raise TrousseauIndisponible("Le secret de ce poste a disparu du trousseau.")
        try:
            return bytes.fromhex(texte)
        except ValueError as erreur:
            raise TrousseauIndisponible(
                "Le secret de ce poste a été remplacé dans le trousseau."
            ) from erreur

    def oublier(self, nom: str) -> None:
        """Retire le secret ; sans effet s'il n'y est pas."""

        def retirer(coffre: "KeyringBackend") -> None:
            if coffre.get_password(SERVICE, nom) is not None:
                coffre.delete_password(SERVICE, nom)

        self._demander(retirer)

    def _backend(self) -> "KeyringBackend":
        if self._impose is not None:
            return self._impose
        import keyring  # noqa: PLC0415 - voir plus haut

        trouve: KeyringBackend = keyring.get_keyring()
        vrais = getattr(trouve, "backends", [trouve])  # le « chainer » en essaie plusieurs
        for backend in vrais:
            if type(backend).__module__.startswith(_SURS):
                return backend
        raise TrousseauIndisponible("Ce poste n'a pas de trousseau sûr.")

    def _demander(self, acte: "Callable[[KeyringBackend], T]") -> T:
        backend = self._backend()
        rendu: list[T] = []
        erreurs: list[Exception] = []

        def travail() -> None:
            try:
                rendu.append(acte(backend))
            except Exception as erreur:  # noqa: BLE001 - relevée ci-dessous, dans le bon fil
                erreurs.append(erreur)

        fil = threading.Thread(target=travail, daemon=True, name="trousseau")
        fil.start()
        fil.join(self._delai)
        if erreurs:
            raise _dite(erreurs[0]) from erreurs[0]
        if not rendu:
            raise TrousseauIndisponible("Le trousseau de ce poste ne répond pas.")
        return rendu[0]


def _dite(erreur: Exception) -> Exception:
    from keyring.errors import (  # noqa: PLC0415 - voir plus haut
        InitError,
        KeyringError,
        KeyringLocked,
        NoKeyringError,
    )

    match erreur:
        case KeyringLocked():
            return TrousseauIndisponible("Le trousseau de ce poste est verrouillé.")
        case NoKeyringError():
            return TrousseauIndisponible("Ce poste n'a pas de trousseau.")
        case InitError():
            return TrousseauIndisponible("Le trousseau de ce poste ne s'ouvre pas.")
        case KeyringError():
            return TrousseauIndisponible("Le trousseau de ce poste a refusé.")
        case _:
            return erreur
