"""Écrire une date comme on la dit au guichet : « 30 nov. », « mardi 24 novembre 2026 ».

Le jour et son mois sont joints par une espace insécable (U+00A0) : ils ne se
séparent jamais en fin de ligne.
"""

from datetime import date

INSECABLE = "\u00a0"
_ABREGES = (
    "janv.",
    "févr.",
    "mars",
    "avril",
    "mai",
    "juin",
    "juill.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_JOURS_SANS_ANNEE_AVANT = 90
_JOURS_SANS_ANNEE_APRES = 270


def nom_du_mois(jour: date) -> str:
    """« novembre »."""
    return _MOIS[jour.month - 1]


def jour_court(jour: date, *, au: date, horizon: int = _JOURS_SANS_ANNEE_APRES) -> str:
    """« 30 nov. », « 1er avril » ; avec l'année dès que l'on pourrait se tromper d'année.

    ``horizon`` : le nombre de jours après ``au`` au-delà duquel l'année est écrite.
    """
    if -_JOURS_SANS_ANNEE_AVANT <= (jour - au).days <= horizon:
        return _sans_annee(jour)
    return f"{_sans_annee(jour)}{INSECABLE}{jour.year}"


def jour_long(jour: date) -> str:
    """« mardi 24 novembre 2026 », « jeudi 1er avril 2027 »."""
    return f"{_JOURS[jour.weekday()]} {jour_et_mois(jour)}"


def jour_et_mois(jour: date) -> str:
    """« 2 novembre 2026 »."""
    return f"{_quantieme(jour)}{INSECABLE}{nom_du_mois(jour)}{INSECABLE}{jour.year}"


def du_au(debut: date, fin: date, *, au: date) -> str:
    """« du 2 déc. au 2 janv. » ; l'année seulement à la fin si elle vaut pour les deux."""
    depart = _sans_annee(debut) if debut.year == fin.year else jour_court(debut, au=au)
    return f"du {depart} au {jour_court(fin, au=au)}"


def _sans_annee(jour: date) -> str:
    return f"{_quantieme(jour)}{INSECABLE}{_ABREGES[jour.month - 1]}"


def _quantieme(jour: date) -> str:
    return "1er" if jour.day == 1 else str(jour.day)
