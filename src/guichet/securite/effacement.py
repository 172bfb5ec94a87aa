"""Ce qui a passé sa date, hors de la base : sauvegardes, dossiers d'essai abandonnés.

La base elle-même se purge dans ``accompagnement.dossiers`` (``DELETE`` puis ``VACUUM``).
"""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guichet.errors import GuichetError

RECUL_TOLERE = timedelta(days=1)
SAUT_TOLERE = timedelta(days=400)


class HorlogeSuspecte(GuichetError):
    advice = "Vérifiez la date et l'heure de ce poste. Rien n'a été effacé."


def exiger_horloge_plausible(maintenant: datetime, derniere_vue: datetime | None) -> None:
    """Une horloge fausse ne doit pas vider la base.

    Raises:
        HorlogeSuspecte: plus d'un jour avant, ou 400 jours après, le dernier acte connu.
    """
    if derniere_vue is None:
        return
    if maintenant < derniere_vue - RECUL_TOLERE:
        raise HorlogeSuspecte("L'horloge de ce poste est en retard sur le dernier acte connu.")
    if maintenant > derniere_vue + SAUT_TOLERE:
        raise HorlogeSuspecte("L'horloge de ce poste a avancé de plus d'un an.")


def effacer_fichiers(dossier: Path, motif: str, *, avant: datetime | None = None) -> int:
    """Efface les fichiers et dossiers nommés ``motif`` ; ``avant`` : seulement les plus vieux.

    Ce qui résiste (fichier ouvert ailleurs) est laissé pour la fois suivante.
    """
    effaces = 0
    for chemin in dossier.glob(motif):
        try:
            if avant and datetime.fromtimestamp(chemin.lstat().st_mtime, UTC) >= avant:
                continue
            if chemin.is_dir() and not chemin.is_symlink():
                shutil.rmtree(chemin)
            else:
                chemin.unlink()
        except OSError:
            continue
        effaces += 1
    return effaces
