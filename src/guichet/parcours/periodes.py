"""Découper un parcours en périodes : Avant, Maintenant, D'ici …, trimestres, Sans date.

Une échelle de dates entasserait tout dans le premier mois ; des périodes de plus en plus
longues laissent chaque étape lisible. Les périodes vides n'existent pas.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from guichet.parcours.calendrier import jour_court, nom_du_mois
from guichet.parcours.etape import Etape

Genre: TypeAlias = Literal["avant", "maintenant", "a_venir", "sans_date"]

MAINTENANT = timedelta(days=14)
BIENTOT = timedelta(days=46)
_TRIMESTRES = timedelta(days=365)
_HORIZON_SANS_ANNEE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Periode:
    """Une période et ses étapes, dans l'ordre du parcours.

    ``titre_liste`` : son titre dans la vue Liste et sur le papier (« En retard »).
    ``fin`` : dernier jour compris ; ``None`` pour « Avant » et « Sans date ».
    """

    genre: Genre
    titre: str
    titre_liste: str
    etapes: tuple[Etape, ...]
    sous_titre: str = ""
    fin: date | None = None


def decouper(
    etapes: Iterable[Etape], *, au: date, maximum: int | None = None
) -> tuple[Periode, ...]:
    """Les périodes non vides, dans l'ordre ; les dernières se regroupent s'il y en a trop."""
    rangees: dict[tuple[int, date], list[Etape]] = {}
    for etape in etapes:
        rangees.setdefault(_case(etape, au), []).append(etape)
    periodes = [_periode(rang, fin, tuple(rangees[rang, fin]), au) for rang, fin in sorted(rangees)]
    while maximum is not None and len(periodes) > maximum and _regrouper(periodes, au):
        pass
    return tuple(periodes)


def _case(etape: Etape, au: date) -> tuple[int, date]:
    """Le rang du genre de période et son dernier jour."""
    jour = etape.date_sure
    if jour is None:
        return 4, date.max
    if jour < au:
        return 0, date.min
    if jour <= au + MAINTENANT:
        return 1, au + MAINTENANT
    if jour <= au + BIENTOT:
        return 2, au + BIENTOT
    if jour <= _fin_de_trimestre(au + _TRIMESTRES):
        return 3, _fin_de_trimestre(jour)
    return 3, date(jour.year, 12, 31)


def _periode(rang: int, fin: date, etapes: tuple[Etape, ...], au: date) -> Periode:
    if rang == 0:
        a_faire = any(etape.faite_le is None for etape in etapes)
        liste = "En retard" if a_faire else "Fait"
        return Periode(genre="avant", titre="Avant", titre_liste=liste, etapes=etapes)
    if rang == 4:
        return Periode(genre="sans_date", titre="Sans date", titre_liste="Sans date", etapes=etapes)
    titre = {1: "Maintenant", 2: f"D’ici {nom_du_mois(fin)}"}.get(rang) or _trimestre(
        fin, etapes, au
    )
    return Periode(
        genre="maintenant" if rang == 1 else "a_venir",
        titre=titre,
        titre_liste=titre,
        sous_titre=_jusqu_au(fin, au),
        fin=fin,
        etapes=etapes,
    )


def _jusqu_au(fin: date, au: date) -> str:
    return f"jusqu’au {jour_court(fin, au=au, horizon=_HORIZON_SANS_ANNEE)}"


def _trimestre(fin: date, etapes: tuple[Etape, ...], au: date) -> str:
    """« Février – mars » : le trimestre entamé commence à son premier mois occupé."""
    if fin > _fin_de_trimestre(au + _TRIMESTRES):
        return f"En {fin.year}"
    debut = max(date(fin.year, fin.month - 2, 1), au + BIENTOT + timedelta(days=1))
    occupes = {etape.date_sure.month for etape in etapes if etape.date_sure}
    mois = debut.month if debut.day == 1 or debut.month in occupes else debut.month + 1
    if mois >= fin.month:
        return nom_du_mois(fin).capitalize()
    return f"{nom_du_mois(debut.replace(day=1, month=mois)).capitalize()} – {nom_du_mois(fin)}"


def _regrouper(periodes: list[Periode], au: date) -> bool:
    """Réunit les deux dernières périodes à venir ; faux s'il n'en reste qu'une."""
    rangs = [rang for rang, periode in enumerate(periodes) if periode.genre == "a_venir"]
    if len(rangs) < 2:
        return False
    avant_derniere, derniere = rangs[-2:]
    fin = periodes[derniere].fin
    periodes[avant_derniere : derniere + 1] = [
        Periode(
            genre="a_venir",
            titre="Ensuite",
            titre_liste="Ensuite",
            sous_titre=_jusqu_au(fin, au) if fin else "",
            fin=fin,
            etapes=periodes[avant_derniere].etapes + periodes[derniere].etapes,
        )
    ]
    return True


def _fin_de_trimestre(jour: date) -> date:
    mois = (jour.month + 2) // 3 * 3
    return date(jour.year, mois, 31 if mois in (3, 12) else 30)
