"""La frise à l'écran : un cadre peint, et une étape = un bouton que l'on atteint au clavier."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Parcours
from guichet.parcours.frise import placer
from guichet.parcours.frise_formes import Carte, Frise
from guichet.parcours.lignes import nom_de
from guichet.parcours.phrases import nom_complet
from guichet.ui import theme
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.parcours.carte import CarteEtape, gabarit, mesurer
from guichet.ui.parcours.trame import (
    RAYON_CADRE,
    peindre_aujourd_hui,
    peindre_colonne,
    peindre_entete,
    peindre_ligne,
)


class FriseWidget(QWidget):
    """Lignes = organismes, colonnes = périodes. Les flèches vont d'une carte à l'autre.

    ``etape_choisie`` : Entrée ou clic ; ``etape_cochee`` : Espace. Un seul arrêt de
    tabulation : la dernière carte visitée.
    """

    etape_choisie = Signal(str)
    etape_cochee = Signal(str)

    def __init__(self, organismes: Mapping[str, Organisme]) -> None:
        super().__init__()
        self._organismes = organismes
        self._parcours: Parcours | None = None
        self._au = date.min
        self._choisie = ""
        self.frise: Frise | None = None
        self.boutons: dict[str, CarteEtape] = {}
        self._courante = ""
        self.setAccessibleName("Frise du parcours")

    def montrer(self, parcours: Parcours, *, au: date, choisie: str = "") -> None:
        """Place et dessine les étapes ; ``choisie`` garde le focus s'il y était."""
        if (parcours, au, choisie) == (self._parcours, self._au, self._choisie):
            return
        redessiner = (parcours, au) != (self._parcours, self._au) or self.frise is None
        self._parcours, self._au, self._choisie = parcours, au, choisie
        if redessiner:
            self._placer()
        else:
            self._montrer_cartes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._parcours is not None:
            self._placer()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._placer()

    def sizeHint(self) -> QSize:
        hauteur = self.frise.hauteur if self.frise else 400
        return QSize(900, round(hauteur))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def aller(self, etape: str | None = "") -> None:
        """Donne le focus à une carte ; vide : à la dernière visitée ; ``None`` : rien."""
        etape = self._courante if etape == "" else etape
        if etape is not None and etape in self.boutons:
            self.boutons[etape].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.frise is None:
            return
        painter = peindre(self)
        couleur = theme.actuel().couleur
        cadre = QRectF(0, 0, self.frise.largeur, self.frise.hauteur)
        arrondi(painter, cadre, RAYON_CADRE, couleur("surface"), couleur("trait"))
        for colonne in self.frise.colonnes:
            peindre_colonne(painter, self.frise, colonne)
        peindre_entete(painter, self.frise)
        for ligne in self.frise.lignes:
            peindre_ligne(painter, self.frise, ligne)
        peindre_aujourd_hui(painter, self.frise)
        arrondi(painter, cadre, RAYON_CADRE, None, couleur("trait"))
        painter.end()

    def _placer(self) -> None:
        if self._parcours is None:
            return
        self.frise = placer(
            self._parcours,
            self._organismes,
            au=self._au,
            largeur=max(self.width(), 300),
            mesure=mesurer,
            gabarit=gabarit(),
        )
        presents = {carte.etape.id for carte in self.frise.cartes}
        perdus = set(self.boutons) - presents
        sans_focus = any(self.boutons[identifiant].hasFocus() for identifiant in perdus)
        for identifiant in perdus:
            self.boutons.pop(identifiant).deleteLater()
        self._montrer_cartes()
        if sans_focus:
            self.aller(self._courante)
        self.setMinimumHeight(round(self.frise.hauteur))
        self.updateGeometry()
        self.update()

    def _montrer_cartes(self) -> None:
        if self.frise is None or self._parcours is None:
            return
        titres = {etape.id: etape.titre_court for etape in self._parcours.etapes}
        for carte in self.frise.cartes:
            apres = tuple(titres[d] for d in carte.etape.depend_de if d in titres)
            nom = nom_complet(
                carte.etape,
                organisme=nom_de(carte.etape, self._organismes),
                au=self._au,
                apres=apres,
            )
            choisie = carte.etape.id == self._choisie
            self._bouton(carte).montrer(carte, choisie=choisie, nom=nom)
        if self.frise.cartes and self._courante not in self.boutons:
            self._courante = self.frise.cartes[0].etape.id
        self._arreter(self._courante)

    def _bouton(self, carte: Carte) -> CarteEtape:
        identifiant = carte.etape.id
        bouton = self.boutons.get(identifiant)
        if bouton is None:
            bouton = CarteEtape(identifiant, self, fleche=self._fleche, ici=self._arreter)
            bouton.clicked.connect(partial(self.etape_choisie.emit, identifiant))
            bouton.cochee.connect(partial(self.etape_cochee.emit, identifiant))
            self.boutons[identifiant] = bouton
            bouton.show()
        return bouton

    def _arreter(self, identifiant: str) -> None:
        """La tabulation revient là où l'on était."""
        self._courante = identifiant
        for ici, bouton in self.boutons.items():
            bouton.definir_arret(ici == identifiant)

    def _fleche(self, identifiant: str, touche: int) -> bool:
        if self.frise is None:
            return False
        voisins = self.frise.voisins[identifiant]
        ordre = self.frise.cartes
        cibles = {
            Qt.Key.Key_Up: voisins.haut,
            Qt.Key.Key_Down: voisins.bas,
            Qt.Key.Key_Left: voisins.gauche,
            Qt.Key.Key_Right: voisins.droite,
            Qt.Key.Key_Home: ordre[0].etape.id,
            Qt.Key.Key_End: ordre[-1].etape.id,
        }
        if touche not in cibles:
            return False
        self.aller(cibles[Qt.Key(touche)])
        return True
