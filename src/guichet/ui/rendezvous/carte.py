"""Les morceaux de l'écran « Rendez-vous » : un créneau proposé, la grille des jours."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from guichet.rendezvous.agenda import Creneau
from guichet.ui import theme
from guichet.ui.dates import JOURS
from guichet.ui.noyau import Bouton, Cadre, Etiquette, Paragraphe, Pastille, rangee
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.rendezvous.choix import heure, jour_sans_annee
from guichet.ui.rendezvous.dits import Caisse
from guichet.ui.vider import vider

HEURES_MONTREES = 3


class CarteCreneau(Cadre):
    """Une des trois propositions ; ``touche`` : 1, 2 ou 3."""

    choisi = Signal(object)

    def __init__(
        self, creneau: Creneau, caisse: Caisse | None, *, zone: ZoneInfo, touche: str, retenu: bool
    ) -> None:
        super().__init__("accent" if retenu else "panneau", marges=(15, 12, 15, 13), espace=6)
        nom = caisse.nom if caisse else ""
        duree = int((creneau.fin - creneau.debut).total_seconds() // 60)
        quand = jour_sans_annee(creneau.debut, zone)
        self.corps.addWidget(Paragraphe(quand, role="titre3"))
        self.corps.addWidget(
            Etiquette(
                heure(creneau.debut, zone, complete=True),
                "montant_total",
                "accent_texte" if retenu else "encre",
                tabulaire=True,
            )
        )
        detail = Etiquette(f"{nom}, {duree} min", "petit", "encre2")
        pastille = Pastille(caisse.groupe if caisse else "autre", 22)
        self.corps.addLayout(rangee(pastille, detail, espace=8, ressort=True))
        self.corps.addWidget(Paragraphe(creneau.motif, role="petit", couleur="encre2"))
        self.corps.addStretch(1)
        self.bouton = (
            Bouton("Choisi", "plein", icone="check", taille="compact")
            if retenu
            else Bouton("Choisir", taille="compact", touche=touche)
        )
        dit = f"{quand} à {heure(creneau.debut, zone)}, {nom}, {creneau.motif}"
        self.bouton.setAccessibleName(f"Choisi : {dit}" if retenu else f"Choisir {dit}")
        self.bouton.clicked.connect(partial(self.choisi.emit, creneau))
        self.corps.addWidget(self.bouton)
        self._retenu = retenu

    def paintEvent(self, _event: QPaintEvent) -> None:
        couleur = theme.actuel().couleur
        painter = peindre(self)
        if self._retenu:
            fond, bord, trait = couleur("accent_fond"), couleur("accent"), 2
        else:
            fond, bord, trait = couleur("surface"), couleur("trait"), 1
        arrondi(painter, QRectF(self.rect()), 12, fond, bord, trait=trait)
        painter.end()


class GrilleJours(QWidget):
    """Dix jours ouvrés, les heures libres sous chacun ; trois d'abord, toutes si on le demande."""

    choisi = Signal(object)

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._montre: tuple[Mapping[date, Sequence[Creneau]], Creneau | None] | None = None
        self.toutes = Bouton("Toutes les heures", "discret", taille="mini")
        self.toutes.setCheckable(True)
        self.toutes.toggled.connect(self._deplier)
        self._cases = QWidget()
        self._grille = QGridLayout(self._cases)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setHorizontalSpacing(4)
        self._grille.setVerticalSpacing(6)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(self._cases)

    def montrer(self, jours: Mapping[date, Sequence[Creneau]], *, choisi: Creneau | None) -> None:
        """Ne reconstruit la grille que si elle a changé."""
        if self._montre == (jours, choisi):
            return
        self._montre = (jours, choisi)
        self._dessiner(jours, choisi)

    def _deplier(self, _toutes: bool) -> None:
        if self._montre is not None:
            self._dessiner(*self._montre)

    def _dessiner(self, jours: Mapping[date, Sequence[Creneau]], choisi: Creneau | None) -> None:
        vider(self._grille)
        toutes = self.toutes.isChecked()
        caches = sum(max(len(heures) - HEURES_MONTREES, 0) for heures in jours.values())
        self.toutes.setVisible(bool(caches))
        self.toutes.setText("Moins d'heures" if toutes else "Toutes les heures")
        for colonne, (present, creneaux) in enumerate(jours.items()):
            visibles = creneaux if toutes else creneaux[:HEURES_MONTREES]
            self._entete(colonne, present, aucun=not creneaux)
            for rang, creneau in enumerate(visibles, start=1):
                retenu = choisi is not None and choisi.ref == creneau.ref
                self._grille.addWidget(self._heure(creneau, retenu=retenu), rang, colonne)

    def _entete(self, colonne: int, present: date, *, aucun: bool) -> None:
        nom = Etiquette(f"{JOURS[present.weekday()][:3]}.", "petit", "encre2")
        numero = Etiquette("1er" if present.day == 1 else str(present.day), "titre3")
        tete = QWidget()
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        for etiquette in (nom, numero):
            etiquette.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            pile.addWidget(etiquette)
        self._grille.addWidget(tete, 0, colonne)
        self._grille.setColumnStretch(colonne, 1)
        if aucun:
            rien = Etiquette("aucun", "petit", "encre2")
            rien.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._grille.addWidget(rien, 1, colonne)

    def _heure(self, creneau: Creneau, *, retenu: bool) -> Bouton:
        texte = heure(creneau.debut, self._zone)
        bouton = Bouton(texte, "plein" if retenu else "contour", taille="mini")
        quand = jour_sans_annee(creneau.debut, self._zone)
        bouton.setAccessibleName(f"{quand} à {texte}, {creneau.motif}")
        bouton.clicked.connect(partial(self.choisi.emit, creneau))
        return bouton
