"""Le processus qui calcule : il charge, répond, oublie.

Rien de lourd n'est importé avant ``servir`` : le client désigne cette fonction par son
nom de module. Aucune valeur n'est écrite ni journalisée ; une panne ne rend que le type
de l'erreur et l'endroit du programme.
"""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from guichet.droits.situation import Situation
from guichet.errors import GuichetError

if TYPE_CHECKING:
    from guichet.calcul.evaluation import Evaluateur

Message: TypeAlias = tuple[str, Any]

PRET = "pret"
EVALUER = "evaluer"
RESULTAT = "resultat"
REFUS = "refus"
PANNE = "panne"
FIN = "fin"


def servir(tuyau: Connection) -> None:
    """Charge le moteur, l'amorce, puis répond jusqu'à ``FIN`` ou la fin du parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence = Path(os.devnull).open("w")  # noqa: SIM115 - ouvert tant que vit le processus
    sys.stdout = sys.stderr = silence
    try:
        evaluateur = _preparer(tuyau)
        while True:
            demande, contenu = tuyau.recv()
            if demande == FIN:
                return
            tuyau.send(_repondre(evaluateur, contenu))
            del contenu
            gc.collect()  # la simulation a des cycles : rien du foyer ne doit rester
    except (EOFError, OSError):
        return  # la fenêtre s'est fermée
    except Exception as error:  # noqa: BLE001 - dit au parent avant de mourir
        tuyau.send((PANNE, ou(error)))


def _preparer(tuyau: Connection) -> "Evaluateur":
    from guichet.calcul import chargeur, fraicheur  # noqa: PLC0415 - lourd
    from guichet.calcul.amorce import foyer_factice  # noqa: PLC0415
    from guichet.calcul.evaluation import Evaluateur  # noqa: PLC0415

    evaluateur = Evaluateur(chargeur.charger())
    au = datetime.now(UTC).date()
    evaluateur.evaluer([foyer_factice(au)])
    tuyau.send((PRET, fraicheur.versions(evaluateur.systeme, au)))
    return evaluateur


def _repondre(evaluateur: "Evaluateur", variantes: Sequence[Situation]) -> Message:
    try:
        return RESULTAT, evaluateur.evaluer(variantes)
    except GuichetError as error:
        return REFUS, (error.message, error.advice)
    except Exception as error:  # noqa: BLE001 - une panne ne doit pas tuer l'ouvrier
        return PANNE, ou(error)


def ou(error: BaseException) -> str:
    """« KeyError, correspondance.py:120 » : jamais le texte, qui peut porter une valeur."""
    pile = traceback.extract_tb(error.__traceback__)
    lieux = " < ".join(f"{Path(lieu.filename).name}:{lieu.lineno}" for lieu in reversed(pile[-6:]))
    return f"{type(error).__name__}, {lieux}"
