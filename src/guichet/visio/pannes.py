"""Ce qu'un code HTTP d'agenda veut dire, en une phrase pour le conseiller."""

from http import HTTPStatus

from guichet.errors import GuichetError
from guichet.rendezvous.agenda import (
    AccesRefuse,
    AgendaIllisible,
    CreneauPris,
    IssueInconnue,
    ServeurOccupe,
)
from guichet.visio.http import Reponse


def exiger(reponse: Reponse, attendu: HTTPStatus) -> None:
    """Dit en une phrase ce qu'un code inattendu veut dire pour une lecture."""
    if reponse.code != attendu:
        raise panne(reponse.code)


def panne(code: int) -> GuichetError:
    """Une lecture refusée."""
    match code:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return acces(code)
        case HTTPStatus.LOCKED | HTTPStatus.TOO_MANY_REQUESTS:
            return ServeurOccupe("L'agenda est occupé.")
        case _ if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return ServeurOccupe("L'agenda est en panne.")
        case _ if 300 <= code < 400:
            return AgendaIllisible("L'agenda renvoie vers une autre adresse, que Guichet refuse.")
        case HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
            return AgendaIllisible("Cet agenda n'existe pas à cette adresse.")
        case _:
            return AgendaIllisible("Ce qui répond n'est pas un agenda.")


def acces(code: int) -> AccesRefuse:
    """Le compte ou le droit manque."""
    if code == HTTPStatus.UNAUTHORIZED:
        return AccesRefuse("L'agenda refuse le compte ou le mot de passe de ce guichet.")
    return AccesRefuse("Ce guichet n'a pas le droit d'écrire dans cet agenda.")


def non_garde(code: int) -> GuichetError:
    """L'écriture n'a rien changé : pourquoi, d'après le code reçu."""
    if code == HTTPStatus.PRECONDITION_FAILED:
        return CreneauPris("Ce créneau vient de changer dans l'agenda.")
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return IssueInconnue("L'agenda est en panne et n'a pas confirmé.")
    if code < 300:
        return IssueInconnue("L'agenda a répondu oui, mais ne montre pas le changement.")
    return panne(code)
