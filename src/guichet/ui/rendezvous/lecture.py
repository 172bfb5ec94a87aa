"""Ce qui a été lu d'un agenda, et ce qu'on en regarde : sujet, demi-journée, dix jours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from guichet.rendezvous.agenda import Creneau
from guichet.ui.rendezvous.choix import (
    JOURS_MONTRES,
    Moment,
    filtrer,
    jours_montres,
    par_jour,
    periode,
    proposer,
)
from guichet.ui.rendezvous.dits import Creneaux


@dataclass(slots=True)
class Lecture:
    """``lus`` : l'heure de la lecture (« 9 h 41 »), vide si rien n'est lu."""

    zone: ZoneInfo
    creneaux: Sequence[Creneau] = ()
    lus: str = ""
    motif: str = ""
    moment: Moment = "peu_importe"
    page: int = 0

    def oublier(self) -> None:
        """Une autre caisse : rien n'est encore lu ; la demi-journée voulue reste."""
        self.creneaux, self.lus, self.motif, self.page = (), "", "", 0

    def recevoir(self, creneaux: Sequence[Creneau], *, lus: str) -> None:
        self.creneaux, self.lus = creneaux, lus

    def filtrer(self, *, motif: str | None = None, moment: Moment | None = None) -> None:
        """Change de sujet ou de demi-journée, et revient aux premiers jours."""
        self.motif = self.motif if motif is None else motif
        self.moment = self.moment if moment is None else moment
        self.page = 0

    def tourner(self, sens: int) -> None:
        """Les dix jours ouvrés d'après (1) ou d'avant (-1)."""
        self.page = max(self.page + sens, 0)

    def contient(self, creneau: Creneau) -> bool:
        """Ce créneau est-il encore libre ?"""
        return any(libre.ref == creneau.ref for libre in self.creneaux)

    def proposes(self) -> list[Creneau]:
        return proposer(self._retenus())

    def montrer(self, *, du: date, choisi: Creneau | None, ouverts: bool) -> Creneaux:
        """Ce que l'écran montre, à partir du jour ``du``."""
        retenus = self._retenus()
        jours = jours_montres(retenus, du=du, zone=self.zone)
        debut = self.page * JOURS_MONTRES
        if debut >= len(jours):
            debut = self.page = 0
        visibles = jours[debut : debut + JOURS_MONTRES]
        return Creneaux(
            proposes=proposer(retenus),
            jours=par_jour(retenus, visibles, zone=self.zone),
            motifs=sorted({creneau.motif for creneau in self.creneaux if creneau.motif}),
            choisi=choisi,
            lus=f"agenda lu à {self.lus}" if self.lus else "",
            periode=periode(visibles),
            avant=debut > 0,
            apres=debut + JOURS_MONTRES < len(jours),
            ouverts=ouverts,
        )

    def _retenus(self) -> list[Creneau]:
        return filtrer(self.creneaux, motif=self.motif, moment=self.moment, zone=self.zone)
