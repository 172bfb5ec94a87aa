"""``guichet creneaux`` : les créneaux libres d'un organisme."""

import argparse
import difflib
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from guichet.cli.arguments import Analyseur, ecrire_json, lire_date
from guichet.errors import EntreeRefusee, PasEncoreDisponible
from guichet.rendezvous.agenda import AgendaDuGuichet, Creneau
from guichet.rendezvous.contrat import ecrire_creneaux

DEMONSTRATION = (
    "Démonstration : ces créneaux sont fictifs, servis par un agenda de ce poste ; "
    "aucune caisse n'est prévenue."
)
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def declarer(
    sous: "argparse._SubParsersAction[Analyseur]",
    *,
    ouvrir: Callable[[], AgendaDuGuichet],
    organismes: Callable[[], Sequence[str]],
) -> None:
    """``ouvrir`` donne l'agenda (la démonstration démarre là) ; ``organismes`` : les ids connus."""
    parser = sous.add_parser(
        "creneaux",
        help="les créneaux libres d'un organisme",
        description="Liste les créneaux libres d'un organisme, bornes comprises.",
    )
    parser.add_argument("--organisme", required=True, metavar="ID", help="par exemple caf")
    parser.add_argument("--avec", metavar="ID", help="créneaux communs avec cet organisme")
    for option, quoi in (("--du", "le premier jour"), ("--au", "le dernier jour")):
        lire = partial(lire_date, champ=option)
        parser.add_argument(
            option, type=lire, required=True, metavar="DATE", help=f"{quoi}, AAAA-MM-JJ"
        )
    parser.add_argument("--json", action="store_true", help="un objet JSON sur la sortie standard")
    parser.set_defaults(executer=lambda args: _executer(args, ouvrir, organismes))


def annoncer(*, demonstration: bool, json: bool) -> None:
    """Dit qu'il s'agit de la démonstration ; avec ``--json``, hors de la sortie standard."""
    if demonstration:
        print(DEMONSTRATION, file=sys.stderr if json else sys.stdout)


def ligne(creneau: Creneau, zone: ZoneInfo) -> str:
    return f"{dire(creneau.debut, creneau.fin, zone)}  {creneau.motif}  [{creneau.ref}]"


def dire(debut: datetime, fin: datetime, zone: ZoneInfo) -> str:
    """« mardi 24/11/2026, 9h00 à 9h30 », à l'heure du guichet."""
    ici, la = debut.astimezone(zone), fin.astimezone(zone)
    return f"{JOURS[ici.weekday()]} {ici:%d/%m/%Y}, {ici.hour}h{ici:%M} à {la.hour}h{la:%M}"


def _executer(
    args: argparse.Namespace,
    ouvrir: Callable[[], AgendaDuGuichet],
    organismes: Callable[[], Sequence[str]],
) -> None:
    du, au = args.du, args.au
    if du > au:
        raise EntreeRefusee(
            f"--du {du} est après --au {au}.",
            champ="--du",
            advice="Donnez le premier jour après --du, le dernier après --au.",
        )
    for option, organisme in (("--organisme", args.organisme), ("--avec", args.avec)):
        _verifier(option, organisme, organismes())
    if args.avec is not None:
        raise PasEncoreDisponible(
            "Les créneaux communs à deux organismes ne sont pas encore disponibles."
        )
    agenda = ouvrir()
    creneaux = agenda.creneaux(args.organisme, du, au)
    annoncer(demonstration=agenda.demonstration, json=args.json)
    if args.json:
        ecrire_json(ecrire_creneaux(creneaux, agenda.zone, demonstration=agenda.demonstration))
        return
    if not creneaux:
        print(f"Aucun créneau libre pour {args.organisme} du {du:%d/%m/%Y} au {au:%d/%m/%Y}.")
    for creneau in creneaux:
        print(ligne(creneau, agenda.zone))


def _verifier(option: str, organisme: str | None, connus: Sequence[str]) -> None:
    if organisme is None or organisme in connus:
        return
    proche = difflib.get_close_matches(organisme.lower(), connus, 1, 0.4)
    conseil = f"Le plus proche est « {proche[0]} »." if proche else "Voyez la liste des organismes."
    raise EntreeRefusee(
        f"{option} : l'organisme « {organisme[:40]} » est inconnu.", champ=option, advice=conseil
    )
