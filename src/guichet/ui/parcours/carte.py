"""Une étape peinte d'un coup : la carte de la frise, et ce que la liste en partage."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from guichet.parcours.frise_formes import Carte, Gabarit
from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.jetons import jetons
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.pastille import peindre_pastille

LISERE = 5
ACTEURS = {"france_services_n1": "store", "agent_n2": "store", "organisme": "building-2"}


def mesurer(texte: str, taille: float, gras: bool) -> float:
    """La largeur d'un texte en pixels logiques, avec la police de l'écran."""
    police = QFont(theme.actuel().police("corps", graisse=600 if gras else 400))
    police.setPixelSize(round(taille))
    return QFontMetricsF(police).horizontalAdvance(texte)


def gabarit() -> Gabarit:
    """Les mesures de la frise, agrandies avec le texte."""
    return _gabarit(theme.actuel().zoom)


@cache
def _gabarit(zoom: float) -> Gabarit:
    base = Gabarit()
    return Gabarit(**{nom: getattr(base, nom) * zoom for nom in Gabarit.__dataclass_fields__})


class BoutonEtape(QAbstractButton):
    """Entrée ouvre, Espace coche, les flèches vont ailleurs ; un seul arrêt de tabulation.

    ``fleche(identifiant, touche)`` rend vrai si elle a servi ; ``ici(identifiant)`` est
    appelé quand l'étape reçoit le focus.
    """

    cochee = Signal()

    def __init__(
        self,
        identifiant: str,
        parent: QWidget,
        *,
        fleche: Callable[[str, int], bool],
        ici: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self.identifiant = identifiant
        self._fleche, self._ici = fleche, ici
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def definir_arret(self, oui: bool) -> None:
        """La tabulation s'arrête ici, et sur aucune autre étape."""
        voulue = Qt.FocusPolicy.StrongFocus if oui else Qt.FocusPolicy.ClickFocus
        if self.focusPolicy() != voulue:
            self.setFocusPolicy(voulue)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ici(self.identifiant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            self.cochee.emit()
        elif not self._fleche(self.identifiant, event.key()):
            super().keyPressEvent(event)


class CarteEtape(BoutonEtape):
    """Une carte de la frise : titre court, échéance, état dit en mots."""

    _carte: Carte | None = None
    _choisie = False

    @property
    def carte(self) -> Carte | None:
        return self._carte

    def montrer(self, carte: Carte, *, choisie: bool, nom: str) -> None:
        """Ne repeint que si quelque chose a changé."""
        if (carte, choisie) == (self._carte, self._choisie) and nom == self.accessibleName():
            return
        self._carte, self._choisie = carte, choisie
        self.setAccessibleName(nom)
        self.setText(carte.etape.titre_court)
        self.setGeometry(round(carte.x), round(carte.y), round(carte.largeur), round(carte.hauteur))
        self.update()

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
        painter.setFont(apparence.police("petit", graisse=600))
        painter.setPen(apparence.couleur("encre"))
        for ligne in carte.titre:
            self._ecrire(painter, mesures.gauche, haut, ligne)
            haut += mesures.interligne
        icone, jeton, graisse = signe(carte)
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


def signe(carte: Carte) -> tuple[str, str, int]:
    """Icône, couleur et graisse de la ligne de date."""
    if carte.etat == "faite":
        return "check", "probable_texte", 400
    if carte.etat == "en_retard":
        return "triangle-alert", "danger_texte", 600
    echeance = jetons().echeances[carte.etape.type]
    if carte.etape.date_sure is None:
        return "", "encre2", 400
    return echeance["icone"], echeance["couleur"], echeance["graisse"]
