"""``guichet reserver`` et ``guichet annuler`` : prendre ou rendre un créneau."""

import argparse
from collections.abc import Callable

from guichet.cli.arguments import Analyseur, ecrire_json
from guichet.cli.creneaux import annoncer, dire, ligne
from guichet.errors import PasEncoreDisponible
from guichet.rendezvous.agenda import AgendaDuGuichet, CreneauPris, IssueInconnue, Reservation
from guichet.rendezvous.contrat import ecrire_reservation

ETATS = {
    "reserve": "Réservé",
    "annule": "Annulé : le créneau est rendu",
    "demande": "Demande envoyée, pas encore confirmée",
    "inconnu": "Issue inconnue, à relire",
}


def declarer(
    sous: "argparse._SubParsersAction[Analyseur]",
    *,
    ouvrir: Callable[[], AgendaDuGuichet],
) -> None:
    """Déclare ``reserver`` et ``annuler`` ; ``ouvrir`` donne l'agenda du guichet."""
    prise = sous.add_parser(
        "reserver", help="prend un créneau", description="Prend un créneau libre."
    )
    prise.add_argument("refs", nargs="+", metavar="REF", help="donnée par guichet creneaux")
    prise.set_defaults(executer=lambda args: _reserver(args, ouvrir))
    rendu = sous.add_parser(
        "annuler",
        help="rend un créneau réservé depuis ce poste",
        description="Rend un créneau réservé depuis ce poste.",
    )
    rendu.add_argument("id", metavar="ID", help="l'identifiant donné à la réservation")
    rendu.set_defaults(executer=lambda args: _annuler(args, ouvrir))
    for parser in (prise, rendu):
        parser.add_argument(
            "--json", action="store_true", help="un objet JSON sur la sortie standard"
        )


def _reserver(args: argparse.Namespace, ouvrir: Callable[[], AgendaDuGuichet]) -> None:
    if len(args.refs) > 1:
        raise PasEncoreDisponible(
            "Réserver plusieurs créneaux ensemble n'est pas encore disponible."
        )
    agenda = ouvrir()
    try:
        reservation = agenda.reserver(args.refs[0])
    except CreneauPris as error:
        raise CreneauPris(_dire_pris(error, agenda), advice=error.advice) from error
    _rendre_compte(reservation, agenda, json=args.json)


def _annuler(args: argparse.Namespace, ouvrir: Callable[[], AgendaDuGuichet]) -> None:
    agenda = ouvrir()
    _rendre_compte(agenda.annuler(args.id), agenda, json=args.json)


def _dire_pris(error: CreneauPris, agenda: AgendaDuGuichet) -> str:
    raison = error.message.removeprefix("Créneau pris : ")
    phrase = f"Rien n'est réservé, créneau pris : {raison[0].lower()}{raison[1:]}"
    if not error.suivants:
        return phrase
    suivants = "\n".join(ligne(creneau, agenda.zone) for creneau in error.suivants)
    return f"{phrase} Les suivants :\n{suivants}\n"


def _rendre_compte(reservation: Reservation, agenda: AgendaDuGuichet, *, json: bool) -> None:
    annoncer(demonstration=reservation.demonstration, json=json)
    if json:
        ecrire_json(ecrire_reservation(reservation, agenda.zone))
    else:
        quand = dire(reservation.debut, reservation.fin, agenda.zone)
        print(f"{ETATS[reservation.etat]} : {quand}")
        print(f"Identifiant : {reservation.id}")
        if reservation.lien_visio:
            print(f"Lien visio : {reservation.lien_visio}")
    if reservation.etat == "inconnu":
        raise IssueInconnue("La réponse de l'agenda n'est pas revenue : l'issue est inconnue.")
