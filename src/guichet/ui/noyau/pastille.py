"""Icône seule, pastille d'organisme, étiquettes arrondies (statut, « change 3 droits »)."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.jetons import jetons
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.ecriture import propre


class Peint(QWidget):
    """Un widget peint, sans clavier, qui suit le thème et la taille du texte."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class Icone(Peint):
    """Une icône décorative : le mot qui la suit porte le sens. ``couleur`` : un jeton."""

    def __init__(
        self, nom: str, taille: int = 20, couleur: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dessin = (nom, taille, couleur)

    def definir(self, nom: str, couleur: str) -> None:
        """Change l'icône et sa couleur."""
        self._dessin = (nom, self._dessin[1], couleur)
        self.update()

    def sizeHint(self) -> QSize:
        cote = theme.actuel().px(self._dessin[1])
        return QSize(cote, cote)

    def paintEvent(self, _event: QPaintEvent) -> None:
        nom, _taille, couleur = self._dessin
        painter = peindre(self)
        dessiner_icone(painter, nom, QRectF(self.rect()), theme.actuel().couleur(couleur))
        painter.end()


class Pastille(Peint):
    """Le carré d'un groupe d'organismes. Décorative : écrire le nom sur la même ligne.

    ``groupe`` : ``caf``, ``cpam``… (``Organisme.groupe``) ; ``taille`` : 19 à 36 px.
    """

    def __init__(self, groupe: str, taille: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groupe = groupe
        self._taille = taille

    def definir(self, groupe: str) -> None:
        self._groupe = groupe
        self.update()

    def sizeHint(self) -> QSize:
        cote = theme.actuel().px(self._taille)
        return QSize(cote, cote)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = peindre(self)
        peindre_pastille(painter, QRectF(self.rect()), self._groupe)
        painter.end()


class Puce(Peint):
    """Une étiquette arrondie : icône, mot, fond de la ``famille`` (``probable``, ``verifier``,
    ``non``, ``noncalc``, ``danger`` ou ``accent``).
    """

    def __init__(
        self, texte: str, famille: str = "accent", icone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.definir(texte, famille, icone)

    def definir(self, texte: str, famille: str, icone: str = "") -> None:
        """Change tout d'un coup."""
        self._texte, self._famille, self._icone = propre(texte), famille, icone
        self.setAccessibleName(texte)
        self.updateGeometry()
        self.update()

    @property
    def texte(self) -> str:
        return self._texte

    def sizeHint(self) -> QSize:
        return _taille_puce(self._texte, self._icone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _peindre_puce(self, self._texte, self._famille, self._icone)


class EtiquetteStatut(Puce):
    """« Probable », « À vérifier »… ``statut`` : ``probable``, ``verifier`` (ou
    ``a_verifier``), ``non``, ``noncalc`` (ou ``non_calcule``), ``percu`` (ou ``deja_percu``).
    """

    def __init__(self, statut: str, parent: QWidget | None = None) -> None:
        cle = cle_statut(statut)
        description = jetons().statuts[cle]
        famille = description.get("couleur", cle)
        super().__init__(description["nom"], famille, description["icone"], parent)


class PuceBouton(QAbstractButton):
    """Une puce sur laquelle on clique (« change 3 droits » ouvre ces droits)."""

    def __init__(
        self,
        texte: str,
        famille: str = "verifier",
        icone: str = "split",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(propre(texte))
        self._famille, self._icone = famille, icone
        self.setProperty("rayon", 13)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _taille_puce(self.text(), self._icone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _peindre_puce(self, self.text(), self._famille, self._icone)


def peindre_pastille(painter: QPainter, cadre: QRectF, groupe: str) -> None:
    """La pastille d'un groupe, pour un widget qui se peint lui-même."""
    teinte = theme.actuel().teinte(groupe)
    noms = jetons().organismes
    arrondi(painter, cadre, 6, QColor(teinte.fort))
    retrait = cadre.width() * 0.18
    interieur = cadre.adjusted(retrait, retrait, -retrait, -retrait)
    dessiner_icone(painter, noms.get(groupe, noms["autre"]).icone, interieur, teinte.sur)


def cle_statut(statut: str) -> str:
    """La clé de ``[statuts]`` pour un statut du contrat (``a_verifier`` → ``verifier``)."""
    return {"a_verifier": "verifier", "non_calcule": "noncalc", "deja_percu": "percu"}.get(
        statut, statut
    )


def _police_puce() -> QFont:
    return theme.actuel().police("petit", graisse=600)


def _taille_puce(texte: str, icone: str) -> QSize:
    px = theme.actuel().px
    largeur = QFontMetricsF(_police_puce()).horizontalAdvance(texte) + px(20)
    return QSize(round(largeur + (px(22) if icone else 0)), px(26))


def _peindre_puce(widget: QWidget, texte: str, famille: str, icone: str) -> None:
    apparence = theme.actuel()
    px, couleur = apparence.px, apparence.couleur
    painter = peindre(widget)
    cadre = QRectF(widget.rect())
    arrondi(painter, cadre, cadre.height() / 2, couleur(f"{famille}_fond"))
    x = float(px(10))
    if icone:
        place = QRectF(px(8), (cadre.height() - px(16)) / 2, px(16), px(16))
        dessiner_icone(painter, icone, place, couleur(famille))
        x += px(20)
    painter.setFont(_police_puce())
    painter.setPen(couleur(f"{famille}_texte"))
    painter.drawText(cadre.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, texte)
    painter.end()
