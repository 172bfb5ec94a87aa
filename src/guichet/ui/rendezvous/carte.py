"""Les morceaux de l'écran « Rendez-vous » : un créneau proposé, la grille des jours."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from guichet.parcours.calendrier import jour_court
from guichet.rendezvous.agenda import Creneau
from guichet.ui.noyau import Bouton, Cadre, Etiquette, Paragraphe, Pastille, rangee
from guichet.ui.rendezvous.choix import JOURS, heure, jour


class CarteCreneau(Cadre):
    """Une des trois propositions ; ``touche`` : 1, 2 ou 3."""

    choisi = Signal(object)

    def __init__(
        self,
        creneau: Creneau,
        *,
        zone: ZoneInfo,
        nom: str,
        groupe: str,
        touche: str,
        retenu: bool,
    ) -> None:
        super().__init__("accent" if retenu else "panneau", marges=(15, 12, 15, 13), espace=6)
        duree = int((creneau.fin - creneau.debut).total_seconds() // 60)
        self.corps.addWidget(Paragraphe(jour(creneau.debut, zone), role="titre3"))
        self.corps.addWidget(
            Etiquette(
                heure(creneau.debut, zone), "montant_total", "accent_texte" if retenu else "encre"
            )
        )
        detail = Etiquette(f"{nom}, {duree} min", "petit", "encre2")
        self.corps.addLayout(rangee(Pastille(groupe, 22), detail, espace=8, ressort=True))
        self.corps.addWidget(Paragraphe(creneau.motif, role="petit", couleur="encre2"))
        self.corps.addStretch(1)
        self.bouton = (
            Bouton("Choisi", "plein", icone="check", taille="compact")
            if retenu
            else Bouton("Choisir", taille="compact", touche=touche)
        )
        quand = f"{jour(creneau.debut, zone)} à {heure(creneau.debut, zone)}, {nom}"
        self.bouton.setAccessibleName(f"Choisir {quand}" if not retenu else f"Choisi : {quand}")
        self.bouton.clicked.connect(partial(self.choisi.emit, creneau))
        self.corps.addWidget(self.bouton)


class GrilleJours(QWidget):
    """Dix jours ouvrés, les heures libres sous chacun."""

    choisi = Signal(object)

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setSpacing(6)

    def montrer(
        self, jours: Mapping[date, Sequence[Creneau]], *, choisi: Creneau | None, au: date
    ) -> None:
        while (element := self._grille.takeAt(0)) is not None:
            widget = element.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for colonne, (present, creneaux) in enumerate(jours.items()):
            self._colonne(colonne, present, creneaux, choisi, au)

    def _colonne(
        self,
        colonne: int,
        present: date,
        creneaux: Sequence[Creneau],
        choisi: Creneau | None,
        au: date,
    ) -> None:
        tete = QWidget()
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        nom = Etiquette(f"{JOURS[present.weekday()][:3]}.", "legende", "encre2")
        numero = Etiquette(jour_court(present, au=au), "petit", graisse=600)
        for etiquette in (nom, numero):
            etiquette.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            pile.addWidget(etiquette)
        self._grille.addWidget(tete, 0, colonne)
        self._grille.setColumnStretch(colonne, 1)
        if not creneaux:
            aucun = Etiquette("aucun", "legende", "encre2")
            aucun.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._grille.addWidget(aucun, 1, colonne)
        for rang, creneau in enumerate(creneaux, start=1):
            genre = "plein" if choisi is not None and choisi.ref == creneau.ref else "contour"
            bouton = Bouton(heure(creneau.debut, self._zone), genre, taille="mini")
            bouton.setAccessibleName(
                f"{jour(creneau.debut, self._zone)} à {heure(creneau.debut, self._zone)}"
            )
            bouton.clicked.connect(partial(self.choisi.emit, creneau))
            self._grille.addWidget(bouton, rang, colonne)
