"""La frise à l'écran : un cadre peint, et une étape = un bouton que l'on atteint au clavier."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Parcours
from guichet.parcours.frise import placer
from guichet.parcours.frise_formes import Carte, Colonne, Frise, Gabarit, Ligne
from guichet.parcours.lignes import nom_de
from guichet.parcours.phrases import nom_complet
from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.jetons import jetons
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.pastille import peindre_pastille

RAYON_CADRE = 12
LISERE = 5
ACTEURS = {"france_services_n1": "store", "agent_n2": "store", "organisme": "building-2"}


def mesurer(texte: str, taille: float, gras: bool) -> float:
    """La largeur d'un texte en pixels logiques, avec la police de l'écran."""
    police = QFont(theme.actuel().police("corps", graisse=600 if gras else 400))
    police.setPixelSize(round(taille))
    return QFontMetricsF(police).horizontalAdvance(texte)


def gabarit() -> Gabarit:
    """Les mesures de la frise, agrandies avec le texte."""
    base, zoom = Gabarit(), theme.actuel().zoom
    return Gabarit(**{nom: getattr(base, nom) * zoom for nom in Gabarit.__dataclass_fields__})


class FriseWidget(QWidget):
    """Lignes = organismes, colonnes = périodes. Les flèches vont d'une carte à l'autre.

    ``etape_choisie`` : Entrée ou clic ; ``etape_cochee`` : Espace.
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
        self.setAccessibleName("Frise du parcours")

    def montrer(self, parcours: Parcours, *, au: date, choisie: str = "") -> None:
        """Place et dessine les étapes ; ``choisie`` garde le focus s'il y était."""
        avait_le_focus = next((i for i, b in self.boutons.items() if b.hasFocus()), "")
        self._parcours, self._au, self._choisie = parcours, au, choisie
        self._placer()
        if avait_le_focus in self.boutons:
            self.boutons[avait_le_focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._parcours is not None:
            self._placer()

    def sizeHint(self) -> QSize:
        hauteur = self.frise.hauteur if self.frise else 400
        return QSize(900, round(hauteur))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def aller(self, etape: str | None) -> None:
        """Donne le focus à une carte."""
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
            _peindre_colonne(painter, self.frise, colonne)
        _peindre_entete(painter, self.frise)
        for ligne in self.frise.lignes:
            _peindre_ligne(painter, self.frise, ligne)
        _peindre_aujourd_hui(painter, self.frise)
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
        titres = {etape.id: etape.titre_court for etape in self._parcours.etapes}
        presents = {carte.etape.id for carte in self.frise.cartes}
        for identifiant in set(self.boutons) - presents:
            self.boutons.pop(identifiant).deleteLater()
        precedent: QWidget | None = None
        for carte in self.frise.cartes:
            bouton = self._bouton(carte)
            apres = tuple(titres[d] for d in carte.etape.depend_de if d in titres)
            bouton.montrer(
                carte,
                choisie=carte.etape.id == self._choisie,
                nom=nom_complet(
                    carte.etape,
                    organisme=nom_de(carte.etape, self._organismes),
                    au=self._au,
                    apres=apres,
                ),
            )
            if precedent is not None:
                QWidget.setTabOrder(precedent, bouton)
            precedent = bouton
        self.setMinimumHeight(round(self.frise.hauteur))
        self.updateGeometry()
        self.update()

    def _bouton(self, carte: Carte) -> "CarteEtape":
        identifiant = carte.etape.id
        bouton = self.boutons.get(identifiant)
        if bouton is None:
            bouton = CarteEtape(self, self._fleche)
            bouton.clicked.connect(partial(self.etape_choisie.emit, identifiant))
            bouton.cochee.connect(partial(self.etape_cochee.emit, identifiant))
            self.boutons[identifiant] = bouton
            bouton.show()
        return bouton

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


class CarteEtape(QAbstractButton):
    """Une étape : titre court, échéance, état dit en mots. Peinte d'un coup."""

    cochee = Signal()

    def __init__(self, parent: QWidget, fleche: Callable[[str, int], bool]) -> None:
        super().__init__(parent)
        self._carte: Carte | None = None
        self._choisie = False
        self._fleche = fleche
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def carte(self) -> Carte | None:
        return self._carte

    def montrer(self, carte: Carte, *, choisie: bool, nom: str) -> None:
        self._carte, self._choisie = carte, choisie
        self.setAccessibleName(nom)
        self.setText(carte.etape.titre_court)
        self.setGeometry(round(carte.x), round(carte.y), round(carte.largeur), round(carte.hauteur))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            self.cochee.emit()
        elif self._carte is None or not self._fleche(self._carte.etape.id, event.key()):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._carte is None:
            return
        painter = peindre(self)
        self._peindre_fond(painter, self._carte)
        self._peindre_mots(painter, self._carte)
        self._peindre_signes(painter, self._carte)
        painter.end()

    def _peindre_fond(self, painter: QPainter, carte: Carte) -> None:
        apparence = theme.actuel()
        couleur = apparence.couleur
        fonds = {"faite": "probable_fond", "en_retard": "danger_fond"}
        bords = {"faite": ("probable", 1), "en_retard": ("danger", 2)}
        fond = "accent_fond" if self._choisie else fonds.get(carte.etat, "surface")
        if self.underMouse() and fond == "surface":
            fond = "surface2"
        bord, trait = ("accent", 2) if self._choisie else bords.get(carte.etat, ("bord", 1))
        cadre = QRectF(self.rect())
        tirets = carte.etat == "a_verifier"
        arrondi(painter, cadre, 6, couleur(fond), couleur(bord), trait=trait, tirets=tirets)
        lisere = QRectF(trait, trait + 2, LISERE, cadre.height() - 2 * trait - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(apparence.teinte(carte.groupe).fort)
        painter.drawRoundedRect(lisere, 2, 2)

    def _peindre_mots(self, painter: QPainter, carte: Carte) -> None:
        apparence, mesures = theme.actuel(), gabarit()
        haut = (self.height() - (len(carte.titre) + len(carte.texte)) * mesures.interligne) / 2
        painter.setFont(apparence.police("corps2", graisse=600))
        painter.setPen(apparence.couleur("encre"))
        for ligne in carte.titre:
            self._ecrire(painter, mesures.gauche, haut, ligne)
            haut += mesures.interligne
        icone, jeton, graisse = _signe(carte)
        couleur = apparence.couleur(jeton)
        painter.setFont(apparence.police("legende", graisse=graisse))
        painter.setPen(couleur)
        for rang, ligne in enumerate(carte.texte):
            if icone and not rang:
                cote = 15 * apparence.zoom
                milieu = haut + (mesures.interligne - cote) / 2
                dessiner_icone(painter, icone, QRectF(mesures.gauche, milieu, cote, cote), couleur)
            decalage = mesures.icone if icone else 0
            self._ecrire(painter, mesures.gauche + decalage, haut, ligne)
            haut += mesures.interligne

    def _ecrire(self, painter: QPainter, x: float, y: float, texte: str) -> None:
        cadre = QRectF(x, y, self.width() - x, gabarit().interligne)
        painter.drawText(cadre, int(Qt.AlignmentFlag.AlignVCenter), texte)

    def _peindre_signes(self, painter: QPainter, carte: Carte) -> None:
        cote = 19 * theme.actuel().zoom
        droite = self.width() - cote - 6
        bas = self.height() - cote - 4
        for groupe in carte.secondaires[:1]:
            peindre_pastille(painter, QRectF(droite, bas, cote, cote), groupe)
            droite -= cote + 4
        acteur = ACTEURS.get(carte.etape.acteur)
        if acteur and carte.groupe != "fs":
            encre = theme.actuel().couleur("encre2")
            dessiner_icone(painter, acteur, QRectF(droite, bas, cote - 2, cote - 2), encre)


def _signe(carte: Carte) -> tuple[str, str, int]:
    """Icône, couleur et graisse de la ligne de date."""
    if carte.etat == "faite":
        return "check", "probable_texte", 400
    if carte.etat == "en_retard":
        return "triangle-alert", "danger_texte", 600
    echeance = jetons().echeances[carte.etape.type]
    if carte.etape.date_sure is None:
        return "", "encre2", 400
    return echeance["icone"], echeance["couleur"], echeance["graisse"]


def _peindre_colonne(painter: QPainter, frise: Frise, colonne: Colonne) -> None:
    couleur = theme.actuel().couleur
    corps = QRectF(
        colonne.x, frise.entete, colonne.largeur, frise.hauteur - frise.entete - RAYON_CADRE / 2
    )
    if colonne.genre == "avant":
        painter.fillRect(corps, couleur("surface2"))
    elif colonne.genre == "maintenant":
        present = couleur("accent_fond")
        present.setAlphaF(0.55)
        painter.fillRect(corps, present)
    painter.setPen(QPen(couleur("trait"), 1))
    painter.drawLine(QPointF(colonne.x, 1), QPointF(colonne.x, frise.hauteur - 1))


def _peindre_entete(painter: QPainter, frise: Frise) -> None:
    apparence = theme.actuel()
    marge = 11 * apparence.zoom
    painter.setPen(QPen(apparence.couleur("trait"), 1))
    painter.drawLine(QPointF(1, frise.entete), QPointF(frise.largeur - 1, frise.entete))
    painter.setPen(apparence.couleur("encre2"))
    painter.setFont(apparence.police("legende"))
    gauche = QRectF(marge, 0, frise.noms, frise.entete)
    painter.drawText(gauche, int(Qt.AlignmentFlag.AlignVCenter), "Qui / Quand")
    for colonne in frise.colonnes:
        haut = QRectF(colonne.x + marge, 4, colonne.largeur - marge, frise.entete / 2 - 4)
        painter.setPen(apparence.couleur("encre"))
        painter.setFont(apparence.police("corps2", graisse=600))
        painter.drawText(haut, int(Qt.AlignmentFlag.AlignVCenter), colonne.titre)
        bas = haut.translated(0, frise.entete / 2 - 4)
        painter.setPen(apparence.couleur("encre2"))
        painter.setFont(apparence.police("legende"))
        painter.drawText(bas, int(Qt.AlignmentFlag.AlignVCenter), colonne.sous_titre)


def _peindre_ligne(painter: QPainter, frise: Frise, ligne: Ligne) -> None:
    apparence, mesures = theme.actuel(), gabarit()
    teinte = apparence.teinte(ligne.groupe)
    fond = QRectF(1, ligne.y, frise.noms - 1, ligne.hauteur)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(apparence.couleur("surface"))
    painter.fillRect(fond, teinte.fond)
    painter.fillRect(QRectF(0, ligne.y, LISERE, ligne.hauteur), teinte.fort)
    painter.restore()
    painter.setPen(QPen(apparence.couleur("trait"), 1))
    bas = ligne.y + ligne.hauteur
    painter.drawLine(QPointF(1, bas), QPointF(frise.largeur - 1, bas))
    cote = mesures.pastille
    haut = ligne.y + 12 * apparence.zoom
    peindre_pastille(painter, QRectF(13 * apparence.zoom, haut, cote, cote), ligne.groupe)
    painter.setPen(apparence.couleur("encre"))
    painter.setFont(apparence.police("petit", graisse=600))
    y = haut + cote / 2 - len(ligne.nom) * mesures.interligne / 2
    for mot in ligne.nom:
        cadre = QRectF(mesures.avant_nom, y, frise.noms - mesures.avant_nom, mesures.interligne)
        painter.drawText(cadre, int(Qt.AlignmentFlag.AlignVCenter), mot)
        y += mesures.interligne
    if ligne.nombre > 2:
        painter.setPen(apparence.couleur("encre2"))
        painter.setFont(apparence.police("legende"))
        cadre = QRectF(13 * apparence.zoom, y + 2, frise.noms, mesures.interligne)
        painter.drawText(cadre, int(Qt.AlignmentFlag.AlignVCenter), f"{ligne.nombre} étapes")


def _peindre_aujourd_hui(painter: QPainter, frise: Frise) -> None:
    apparence = theme.actuel()
    x = frise.x_aujourd_hui
    painter.setPen(QPen(apparence.couleur("accent"), 3))
    painter.drawLine(QPointF(x, frise.entete - 2), QPointF(x, frise.hauteur - 2))
    police = apparence.police("legende", graisse=600)
    largeur = QFontMetricsF(police).horizontalAdvance(frise.aujourd_hui) + 16
    hauteur = 21 * apparence.zoom
    gauche = max(min(x + 1.5 - largeur, frise.largeur - largeur), 4)
    cadre = QRectF(gauche, frise.entete - hauteur, largeur, hauteur)
    arrondi(painter, cadre, 4, apparence.couleur("accent"))
    painter.setFont(police)
    painter.setPen(apparence.couleur("sur_accent"))
    painter.drawText(cadre, int(Qt.AlignmentFlag.AlignCenter), frise.aujourd_hui)
