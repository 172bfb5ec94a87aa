"""Les dates et les heures comme on les dit : « vendredi 20 novembre », « 10 h 30 »."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from guichet.ui.saisie import MOIS

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def jour_long(jour: date, *, annee: bool = False) -> str:
    """``vendredi 20 novembre`` ; ``1er`` et non ``1``.

    >>> jour_long(date(2026, 12, 1), annee=True)
    'mardi 1er décembre 2026'
    """
    return f"{JOURS[jour.weekday()]} {quantieme(jour, annee=annee)}"


def quantieme(jour: date, *, annee: bool = False) -> str:
    """``20 novembre``, ``1er décembre 2026``."""
    numero = "1er" if jour.day == 1 else str(jour.day)
    suite = f" {jour.year}" if annee else ""
    return f"{numero} {MOIS[jour.month - 1]}{suite}"


def heure(instant: datetime, zone: ZoneInfo) -> str:
    """``10 h 30`` à l'heure du guichet.

    >>> from datetime import UTC
    >>> heure(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), ZoneInfo("Indian/Reunion"))
    '13 h 00'
    """
    local = instant.astimezone(zone)
    return f"{local.hour} h {local.minute:02d}"


def majuscule(texte: str) -> str:
    """La première lettre en majuscule, le reste tel quel."""
    return texte[:1].upper() + texte[1:]
