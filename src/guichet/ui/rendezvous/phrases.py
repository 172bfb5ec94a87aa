"""Ce qui n'a pas marché, en mots : un fait, ce qui est gardé, quoi faire. Python pur."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from guichet.errors import GuichetError
from guichet.rendezvous.agenda import AccesRefuse, Creneau, IssueInconnue, ServeurOccupe
from guichet.ui.rendezvous.choix import PROPOSES, heure, jour_sans_annee
from guichet.ui.rendezvous.dits import Caisse, ConstatDit

TITRES: tuple[tuple[type[GuichetError], str], ...] = (
    (AccesRefuse, "L'agenda refuse ce compte"),
    (ServeurOccupe, "L'agenda est trop lent"),
    (IssueInconnue, "On ne sait pas si c'est enregistré"),
)


def dire_pris(
    perdu: Creneau | None, suivants: Sequence[Creneau], *, zone: ZoneInfo, pourquoi: str = ""
) -> ConstatDit:
    """Le créneau choisi n'est plus libre : rien n'est réservé, voici les plus proches."""
    quand = f"{pourquoi} "
    if perdu is not None:
        jour = jour_sans_annee(perdu.debut, zone).lower()
        quand = f"Le {jour} à {heure(perdu.debut, zone)} n'est plus libre. "
    proches = tuple(suivants)[:PROPOSES]
    suite = "Voici les plus proches." if proches else "Aucun autre n'est libre pour l'instant."
    return ConstatDit(
        genre="pris",
        titre="Ce créneau vient d'être pris",
        texte=f"{quand}Rien n'a été réservé. {suite}",
        suivants=proches,
    )


def dire_rien(caisse: Caisse, *, fin: datetime, zone: ZoneInfo) -> ConstatDit:
    """Aucun créneau jusqu'à ``fin`` ; qui appeler, si le catalogue le sait."""
    jour = jour_sans_annee(fin, zone).lower()
    appel = f" Appelez le {caisse.telephone}." if caisse.telephone else ""
    return ConstatDit(
        genre="vide",
        titre=f"Aucun créneau avant le {jour}",
        texte=f"{caisse.nom} n'a plus d'heure libre dans cet agenda.{appel}",
    )


def dire_panne(error: GuichetError) -> ConstatDit:
    """Une panne prévue, avec son conseil."""
    titre = next((titre for genre, titre in TITRES if isinstance(error, genre)), "")
    morceaux = [error.message if titre else "", error.advice]
    return ConstatDit(
        genre="panne",
        titre=titre or error.message,
        texte=" ".join(morceau for morceau in morceaux if morceau),
    )
