"""Meurt à chaque ligne d'une réservation, puis d'une annulation ; dit ce qu'il en reste.

Un programme à part, sans fil : il se dédouble, l'enfant se tue (SIGKILL) à la n-ième ligne, le
parent reprend comme au démarrage suivant. Écrit une ligne JSON par essai. Arguments : le dossier
de données, le pas (1 : toutes les lignes).
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from guichet.accompagnement.journal_rdv import JournalRdv
from guichet.accompagnement.reservation import RendezVousDuGuichet
from guichet.rendezvous.agenda import Creneau, Guichet
from guichet.securite.fichiers import ecrire_atomique
from guichet.visio import semis, serveur_demo

DEPART = datetime(2026, 11, 20, 12, tzinfo=UTC)
IDENTIFIANT = "0b0e2b3c-0000-4000-8000-000000000001"
SUIVIS = ("reservation.py", "journal_rdv.py", "caldav.py", "fichiers.py")


def ouvrir(dossier: Path, maintenant: datetime) -> RendezVousDuGuichet:
    serveur = serveur_demo.demarrer(dossier, today=date(2026, 11, 20), ecrire=ecrire_atomique)
    return RendezVousDuGuichet(
        fournisseur=serveur_demo.fournisseur(serveur, maintenant=lambda: maintenant),
        journal=JournalRdv(dossier / "journal"),
        guichet=Guichet(nom="France Services de Langon"),
        zone=ZoneInfo("Europe/Paris"),
        maintenant=lambda: maintenant,
    )


def mourir_a(ligne_fatale: int) -> Callable[[FrameType, str, Any], Any]:
    vues = 0

    def suivre(cadre: FrameType, evenement: str, _valeur: object) -> Any:  # noqa: ANN401
        nonlocal vues
        if not cadre.f_code.co_filename.endswith(SUIVIS):
            return None
        if evenement == "line":
            vues += 1
            if vues == ligne_fatale:
                os.kill(os.getpid(), signal.SIGKILL)
        return suivre

    return suivre


def essayer(acte: Callable[[], object], ligne_fatale: int) -> bool:
    """Vrai si l'acte est mort en route ; faux s'il a fini avant la ligne fatale."""
    enfant = os.fork()
    if enfant == 0:
        sys.settrace(mourir_a(ligne_fatale))
        acte()
        os._exit(0)
    _, etat = os.waitpid(enfant, 0)
    return os.WIFSIGNALED(etat)


def bilan(plus_tard: RendezVousDuGuichet, creneau: Creneau) -> dict[str, object]:
    dits = [reservation.etat for reservation in plus_tard.resoudre_inconnus()]
    ligne = plus_tard.journal.lire(IDENTIFIANT)
    relu = plus_tard.fournisseur.relire(IDENTIFIANT, creneau.ref)
    libres = plus_tard.fournisseur.creneaux("dgfip", creneau.debut, creneau.fin)
    revus = [libre for libre in libres if libre.ref == creneau.ref]
    heures = {(revu.debut, revu.fin) for revu in revus}
    heures |= {(relu.debut, relu.fin)} if relu else set()
    return {
        "agenda": relu is not None,
        "entier": heures == {(creneau.debut, creneau.fin)},
        "libre": bool(revus),
        "journal": ligne.etat if ligne else None,
        "dits": dits,
    }


def main() -> None:
    semis.JOURS = 1
    dossier, pas = Path(sys.argv[1]), int(sys.argv[2])
    avant, plus_tard = ouvrir(dossier, DEPART), ouvrir(dossier, DEPART + timedelta(minutes=5))
    creneau = avant.fournisseur.creneaux("dgfip", DEPART, DEPART + timedelta(days=9))[0]

    def prendre() -> object:
        return avant.reserver_creneau(creneau, reservation_id=IDENTIFIANT)

    def rendre() -> object:
        return avant.annuler(IDENTIFIANT)

    prendre()
    rendre()
    for acte, preparer in ((prendre, rendre), (rendre, prendre)):
        ligne_fatale, mort, pris = 1, True, False
        while mort:
            if pris is (acte is prendre):
                preparer()
            if acte is prendre:
                avant.journal.oublier(IDENTIFIANT)
            mort = essayer(acte, ligne_fatale)
            resultat = bilan(plus_tard, creneau)
            pris = bool(resultat["agenda"])
            entete = {"acte": acte.__name__, "ligne": ligne_fatale, "mort": mort}
            sys.stdout.write(json.dumps(entete | resultat) + "\n")
            ligne_fatale += pas


if __name__ == "__main__":
    main()
