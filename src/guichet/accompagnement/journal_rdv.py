"""Le petit journal privé des réservations : ce qu'il faut pour ne jamais en perdre une.

Un fichier par réservation, hors de la base : id, référence du créneau, état, heures. Rien sur
la personne, ni le lien de la salle. Chaque fichier est écrit entier ou pas du tout (0600).
"""

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias, cast, get_args

from guichet.errors import GuichetError, cause
from guichet.securite.fichiers import ecrire_atomique

# « reservation » et « annulation » : demandes parties, dont l'issue n'est pas encore sûre.
EtatLigne: TypeAlias = Literal["reservation", "reserve", "annulation", "annule"]

EN_SUSPENS = ("reservation", "annulation")
GARDE = timedelta(days=1)
_ID = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneRdv:
    """``ecrite_a`` : dernier changement d'état. Toutes les heures sont en UTC."""

    id: str
    ref: str
    etat: EtatLigne
    debut: datetime
    fin: datetime
    ecrite_a: datetime


class JournalRdv:
    """Le dossier du journal ; plusieurs programmes peuvent y écrire à la fois."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier

    def ecrire(self, ligne: LigneRdv) -> None:
        """Écrit ou remplace la ligne de cette réservation.

        Raises:
            GuichetError: le disque refuse ; l'ancienne ligne reste entière.
        """
        try:
            self._dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise GuichetError(
                f"Le journal des rendez-vous ne peut pas être écrit : {cause(error)}.",
                advice="Rien n'a été réservé. Vérifiez la place et les droits du dossier.",
            ) from error
        objet = {
            "version": 1,
            "id": ligne.id,
            "ref": ligne.ref,
            "etat": ligne.etat,
            "debut": _ecrire_instant(ligne.debut),
            "fin": _ecrire_instant(ligne.fin),
            "ecrite_a": _ecrire_instant(ligne.ecrite_a),
        }
        ecrire_atomique(self._fichier(ligne.id), json.dumps(objet).encode())

    def lire(self, reservation_id: str) -> LigneRdv | None:
        return _lire(self._fichier(reservation_id)) if _ID.fullmatch(reservation_id) else None

    def lignes(self) -> Iterator[LigneRdv]:
        """Toutes les lignes lisibles, les plus anciennes d'abord."""
        lues = (_lire(fichier) for fichier in self._dossier.glob("*.json"))
        yield from sorted((x for x in lues if x), key=lambda ligne: (ligne.ecrite_a, ligne.id))

    def oublier(self, reservation_id: str) -> None:
        """Efface la ligne d'une réservation dont on sait qu'elle n'a jamais eu lieu."""
        with contextlib.suppress(OSError):
            self._fichier(reservation_id).unlink()

    def purger(self, maintenant: datetime) -> int:
        """Efface ce qui est fini depuis plus d'un jour ; rend le nombre d'effacées."""
        passees = [ligne for ligne in self.lignes() if ligne.fin + GARDE < maintenant]
        for ligne in passees:
            self.oublier(ligne.id)
        self._balayer(maintenant)
        return len(passees)

    def _balayer(self, maintenant: datetime) -> None:
        """Les restes d'une écriture coupée par le courant."""
        limite = (maintenant - GARDE).timestamp()
        for reste in self._dossier.glob(".*.tmp"):
            with contextlib.suppress(OSError):
                if reste.stat().st_mtime < limite:
                    reste.unlink()

    def _fichier(self, reservation_id: str) -> Path:
        if not _ID.fullmatch(reservation_id):
            raise ValueError(reservation_id)
        return self._dossier / f"{reservation_id}.json"


def _lire(fichier: Path) -> LigneRdv | None:
    """Une ligne, ou ``None`` si le fichier manque ou n'est pas une ligne de ce journal."""
    try:
        objet = json.loads(fichier.read_bytes())
        if objet["etat"] not in get_args(EtatLigne) or objet["id"] != fichier.stem:
            return None
        return LigneRdv(
            id=objet["id"],
            ref=str(objet["ref"]),
            etat=cast("EtatLigne", objet["etat"]),
            debut=_lire_instant(objet["debut"]),
            fin=_lire_instant(objet["fin"]),
            ecrite_a=_lire_instant(objet["ecrite_a"]),
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _ecrire_instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def _lire_instant(texte: str) -> datetime:
    instant = datetime.fromisoformat(texte)
    if instant.tzinfo is None:
        raise ValueError(texte)
    return instant.astimezone(UTC)
