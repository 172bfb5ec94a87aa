"""Ce qui n'a pas marché, dit calmement, avec les créneaux les plus proches."""

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from guichet.ui.dates import JOURS, quantieme
from guichet.ui.noyau import Bouton, Cadre, Constat
from guichet.ui.noyau.flux import Flux
from guichet.ui.rendezvous.choix import heure
from guichet.ui.rendezvous.dits import ConstatDit
from guichet.ui.vider import vider

GENRES = {
    "pris": ("calendar-x", "verifier"),
    "panne": ("circle-alert", "danger"),
    "vide": ("calendar-search", "encre2"),
}


class ConstatCreneaux(Cadre):
    """``choisi`` : un des créneaux proches ; ``relire`` : réessayer."""

    choisi = Signal(object)
    relire = Signal()

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__(marges=(18, 14, 18, 14))
        self._zone = zone
        self._montre: ConstatDit | None = None
        self.boutons: list[Bouton] = []
        self._pile = QVBoxLayout()
        self._pile.setSpacing(12)
        self.corps.addLayout(self._pile)
        self.hide()

    @property
    def texte(self) -> str:
        """Ce qui est dit, ou vide."""
        return f"{self._montre.titre}. {self._montre.texte}" if self._montre else ""

    def montrer(self, constat: ConstatDit | None) -> None:
        if constat == self._montre:
            return
        self._montre = constat
        vider(self._pile)
        self.boutons = []
        self.setVisible(constat is not None)
        if constat is None:
            return
        icone, couleur = GENRES[constat.genre]
        self._pile.addWidget(Constat(icone, constat.titre, constat.texte, couleur=couleur))
        flux = Flux(espace=8)
        for rang, creneau in enumerate(constat.suivants, start=1):
            ici = creneau.debut.astimezone(self._zone).date()
            jour = f"{JOURS[ici.weekday()][:3]}. {quantieme(ici)}"
            texte = f"{jour}, {heure(creneau.debut, self._zone)}"
            bouton = Bouton(texte, touche=str(rang), taille="compact")
            bouton.setAccessibleName(f"Choisir {texte}")
            bouton.clicked.connect(partial(self.choisi.emit, creneau))
            self.boutons.append(bouton)
            flux.addWidget(bouton)
        if constat.genre == "panne":
            relire = Bouton("Réessayer", icone="refresh-cw", touche="F5", taille="compact")
            relire.clicked.connect(self.relire)
            self.boutons.append(relire)
            flux.addWidget(relire)
        self._pile.addLayout(flux)
