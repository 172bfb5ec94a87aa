"""La clé de la base et ce qui l'ouvre : une phrase de passe, ou le code de secours.

La clé est tirée au sort et ne change pas ; chaque « fente » la garde enveloppée (AES key
wrap, RFC 3394) sous une clé dérivée. Fente « phrase » : HKDF(Argon2id(phrase) ‖ secret du
trousseau s'il est là). Fente « secours » : HKDF(code), qui a déjà 160 bits.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from guichet.errors import GuichetError
from guichet.securite import code_secours, phrases

Genre: TypeAlias = Literal["phrase", "secours"]

TAILLE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class CoutArgon2:
    """``memoire_kio`` en kibioctets (RFC 9106)."""

    memoire_kio: int = 64 * 1024
    tours: int = 3
    voies: int = 4


COUT = CoutArgon2()
PLANCHER = CoutArgon2(memoire_kio=19 * 1024, tours=2, voies=1)  # minimum de l'OWASP
PLAFOND_KIO = 1024 * 1024


class MauvaisePhrase(GuichetError):
    advice = "Vérifiez la touche Majuscule et la langue du clavier, ou prenez le code de secours."


class MauvaisCode(GuichetError):
    advice = "Vérifiez que la feuille est bien celle de cette structure."


class FenteRefusee(GuichetError):
    advice = "Le fichier des clés a été changé hors de Guichet : ne tapez plus rien, appelez."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fente:
    """Une façon d'ouvrir. ``temoin`` : 8 octets qui reconnaissent le secret du trousseau."""

    genre: Genre
    sel: bytes
    enveloppe: bytes
    cout: CoutArgon2 | None = None
    temoin: bytes | None = None

    @property
    def avec_trousseau(self) -> bool:
        return self.temoin is not None


def nouvelle_cle() -> bytearray:
    """Une clé de base, effaçable par ``oublier``."""
    return bytearray(secrets.token_bytes(TAILLE))


def oublier(cle: bytearray) -> None:
    """Remplace les octets par des zéros (Python a pu en garder des copies)."""
    cle[:] = bytes(len(cle))


def sous_cle(cle: bytes | bytearray, usage: str) -> bytes:
    """Une clé dérivée pour un autre usage que la base (``journal``, ``visite``…)."""
    return _hkdf(bytes(cle), b"", f"guichet {usage}")


def deriver(phrase: str, sel: bytes, cout: CoutArgon2) -> bytes:
    """Argon2id : 64 Mio, trois tours, quatre voies par défaut (0,2 s mesurées)."""
    return Argon2id(
        salt=sel,
        length=TAILLE,
        iterations=cout.tours,
        lanes=cout.voies,
        memory_cost=cout.memoire_kio,
    ).derive(phrases.normaliser(phrase).encode())


def fente_phrase(
    cle: bytes | bytearray, phrase: str, *, cout: CoutArgon2 = COUT, secret: bytes | None = None
) -> Fente:
    """La fente d'un conseiller ; ``secret`` : celui du trousseau, ajouté à la phrase."""
    sel = secrets.token_bytes(16)
    fente = Fente(
        genre="phrase",
        sel=sel,
        enveloppe=b"",
        cout=cout,
        temoin=None if secret is None else _temoin(secret),
    )
    return replace(
        fente, enveloppe=_envelopper(fente, deriver(phrase, sel, cout) + (secret or b""), cle)
    )


def fente_secours(cle: bytes | bytearray, secret: bytes) -> Fente:
    fente = Fente(genre="secours", sel=secrets.token_bytes(16), enveloppe=b"")
    return replace(fente, enveloppe=_envelopper(fente, secret, cle))


def ouvrir_par_phrase(
    fente: Fente, phrase: str, *, secret: bytes | None = None, plancher: CoutArgon2 = PLANCHER
) -> bytearray:
    """La clé de la base.

    Raises:
        MauvaisePhrase: phrase fausse.
        FenteRefusee: secret du trousseau remplacé, ou coût affaibli dans le fichier.
    """
    cout = fente.cout
    if (
        cout is None
        or not plancher.memoire_kio <= cout.memoire_kio <= PLAFOND_KIO
        or cout.tours < plancher.tours
    ):
        raise FenteRefusee("La protection de la phrase de passe a été affaiblie.")
    if fente.temoin and not hmac.compare_digest(fente.temoin, _temoin(secret or b"")):
        raise FenteRefusee(
            "Le trousseau de ce poste a été remplacé : la phrase seule ne suffit plus.",
            advice="Ouvrez avec le code de secours, puis choisissez une nouvelle phrase.",
        )
    ingredient = (secret or b"") if fente.avec_trousseau else b""
    try:
        return _developper(fente, deriver(phrase, fente.sel, cout) + ingredient)
    except InvalidUnwrap as erreur:
        raise MauvaisePhrase("Ce n'est pas la phrase de passe.") from erreur


def ouvrir_par_code(fente: Fente, texte: str) -> bytearray:
    """La clé de la base, par le code de secours retapé.

    Raises:
        EntreeRefusee: code mal recopié.
        MauvaisCode: code bien recopié, mais d'une autre structure ou remplacé depuis.
    """
    try:
        return _developper(fente, code_secours.lire(texte))
    except InvalidUnwrap as erreur:
        raise MauvaisCode("Ce code de secours n'ouvre pas cette structure.") from erreur


def sceller(cle: bytes, contenu: bytes, contexte: str) -> bytes:
    """Chiffre un contenu gardé en mémoire (AES-256-GCM, nonce au début)."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(cle).encrypt(nonce, contenu, contexte.encode())


def desceller(cle: bytes, scelle: bytes, contexte: str) -> bytes:
    return AESGCM(cle).decrypt(scelle[:12], scelle[12:], contexte.encode())


def _envelopper(fente: Fente, ingredients: bytes, cle: bytes | bytearray) -> bytes:
    return aes_key_wrap(_kek(fente, ingredients), bytes(cle))


def _developper(fente: Fente, ingredients: bytes) -> bytearray:
    return bytearray(aes_key_unwrap(_kek(fente, ingredients), fente.enveloppe))


def _kek(fente: Fente, ingredients: bytes) -> bytes:
    # Le genre entre dans la clé : une fente prise pour une autre n'ouvre rien.
    return _hkdf(ingredients, fente.sel, f"guichet fente {fente.genre}")


def _hkdf(matiere: bytes, sel: bytes, usage: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=TAILLE, salt=sel or None, info=usage.encode()).derive(
        matiere
    )


def _temoin(secret: bytes) -> bytes:
    return hashlib.sha256(b"guichet temoin" + secret).digest()[:8]
