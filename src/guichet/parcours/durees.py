"""Ajouter une durée du contenu à une date : ``P14W``, ``-P6M``, ``P2Y``.

Mois et années sont calendaires : le 31 janvier plus un mois donne le dernier jour de
février, et le 29 février plus un an, le 28.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from guichet.errors import EntreeRefusee
from guichet.parcours.calendrier import INSECABLE

_DUREE = re.compile(
    r"(?P<signe>-?)P(?=\d)(?:(?P<ans>\d{1,3})Y)?(?:(?P<mois>\d{1,3})M)?"
    r"(?:(?P<semaines>\d{1,3})W)?(?:(?P<jours>\d{1,4})D)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Duree:
    """Une durée ; ``signe`` vaut 1 ou -1 et porte sur le tout."""

    signe: int
    ans: int = 0
    mois: int = 0
    semaines: int = 0
    jours: int = 0

    @property
    def nulle(self) -> bool:
        return not (self.ans or self.mois or self.semaines or self.jours)

    def ajouter(self, jour: date) -> date:
        """La date située à cette durée de ``jour`` : les mois d'abord, les jours ensuite.

        Raises:
            EntreeRefusee: la date obtenue n'existe pas (avant l'an 1, après l'an 9999).
        """
        rang = jour.year * 12 + jour.month - 1 + self.signe * (self.ans * 12 + self.mois)
        annee, mois = rang // 12, rang % 12 + 1
        if not MINYEAR <= annee <= MAXYEAR:
            raise _hors_calendrier(jour)
        dernier = calendar.monthrange(annee, mois)[1]
        try:
            return date(annee, mois, min(jour.day, dernier)) + timedelta(
                days=self.signe * (self.semaines * 7 + self.jours)
            )
        except OverflowError as error:
            raise _hors_calendrier(jour) from error

    def en_mots(self) -> str:
        """« 2 mois », « 14 semaines », « 1 an et 6 mois », sans le signe."""
        morceaux = [
            f"{nombre}{INSECABLE}{mot}{'s' if nombre > 1 and mot != 'mois' else ''}"
            for nombre, mot in (
                (self.ans, "an"),
                (self.mois, "mois"),
                (self.semaines, "semaine"),
                (self.jours, "jour"),
            )
            if nombre
        ]
        return " et ".join(morceaux)


def lire_duree(texte: str) -> Duree:
    """Lit ``P[nY][nM][nW][nD]``, précédé de ``-`` pour remonter le temps.

    Raises:
        EntreeRefusee: ce n'est pas une durée de cette forme.
    """
    trouve = _DUREE.fullmatch(texte)
    if trouve is None:
        raise EntreeRefusee(
            f"« {texte[:40]} » n'est pas une durée.",
            champ="duree",
            advice="Écrivez-la P2M, P14W, P60D ou -P6M.",
        )
    nombres = {cle: int(trouve[cle] or 0) for cle in ("ans", "mois", "semaines", "jours")}
    return Duree(signe=-1 if trouve["signe"] else 1, **nombres)


def ajouter(jour: date, duree: str) -> date:
    """``ajouter(date(2026, 1, 31), "P1M")`` vaut le 28 février 2026."""
    return lire_duree(duree).ajouter(jour)


def fin_du_mois(jour: date) -> date:
    return jour.replace(day=calendar.monthrange(jour.year, jour.month)[1])


def _hors_calendrier(jour: date) -> EntreeRefusee:
    return EntreeRefusee(
        f"La date {jour.isoformat()} est trop loin pour en calculer les délais.",
        champ="evenement",
        advice="Vérifiez l'année.",
    )
