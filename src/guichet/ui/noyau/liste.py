"""La liste déroulante : un choix parmi plusieurs, F4 = « ne sait pas »."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE
from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.noyau.champ import Champ
from guichet.ui.noyau.dessin import peindre
from guichet.ui.noyau.ecriture import propre
from guichet.ui.noyau.frappe import VueChoix
from guichet.ui.noyau.segment import Segment


class ListeDeroulante(QComboBox):
    """``options`` : couples (valeur, texte). Sans ``vide``, la première est choisie d'office."""

    choisi = Signal(object)
    """La valeur choisie par le conseiller (jamais émis par ``definir``)."""

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        *,
        inconnu: bool = False,
        vide: str | None = "Choisir…",
        largeur: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._inconnu = inconnu
        self._vide = vide
        self._largeur = largeur
        self._valeurs: list[object] = []
        self.setView(VueChoix(self))
        # Celui de Qt pour les listes ignore le fond du choix présent.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.definir_options(options)
        self._habiller()
        self.activated.connect(self._choisir)

    def definir_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Remplace les choix, en gardant la valeur présente si elle y est encore."""
        presente = self.valeur() if self._valeurs else PAS_DEMANDE
        couples = [*options, (NE_SAIT_PAS, "Ne sait pas")] if self._inconnu else [*options]
        if self._vide is not None:
            couples.insert(0, (PAS_DEMANDE, self._vide))
        self.clear()
        self._valeurs = [valeur for valeur, _texte in couples]
        self.addItems([propre(texte) for _valeur, texte in couples])
        self.definir(presente)

    def valeur(self) -> object:
        rang = self.currentIndex()
        return self._valeurs[rang] if 0 <= rang < len(self._valeurs) else PAS_DEMANDE

    def definir(self, valeur: object) -> None:
        """Montre ``valeur`` sans rien émettre."""
        rang = next(
            (
                rang
                for rang, possible in enumerate(self._valeurs)
                if type(possible) is type(valeur) and possible == valeur
            ),
            0,
        )
        self.setCurrentIndex(rang)
        self._marquer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4 and self._inconnu:
            self.definir(NE_SAIT_PAS)
            self.choisi.emit(NE_SAIT_PAS)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Faire défiler la page ne doit jamais changer une réponse.
        event.ignore()

    def sizeHint(self) -> QSize:
        apparence = theme.actuel()
        hauteur = max(apparence.taille("champ"), apparence.taille("cible_min"))
        textes = (self.itemText(rang) for rang in range(self.count()))
        metrique = self.fontMetrics()
        contenu = max((metrique.horizontalAdvance(texte) for texte in textes), default=0)
        largeur = apparence.px(self._largeur) or contenu + apparence.px(56)
        return QSize(largeur, hauteur)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.actuel().px(240)), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_valeurs"):
            self._habiller()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = theme.actuel().px
        painter = peindre(self)
        cadre = QRectF(self.width() - px(32), (self.height() - px(20)) / 2, px(20), px(20))
        dessiner_icone(painter, "chevron-down", cadre, theme.actuel().couleur("encre2"))
        painter.end()

    def _habiller(self) -> None:
        police = theme.actuel().police()
        if self.font() != police:
            self.setFont(police)
        self.updateGeometry()

    def _choisir(self, _rang: int) -> None:
        self._marquer()
        self.choisi.emit(self.valeur())

    def _marquer(self) -> None:
        inconnue = self.valeur() is NE_SAIT_PAS
        if inconnue is not (self.property("inconnue") is True):
            self.setProperty("inconnue", inconnue)
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()


class ChampListe(Champ):
    """Une ``ListeDeroulante`` avec étiquette, aide et erreur."""

    def __init__(
        self,
        etiquette: str,
        options: Sequence[tuple[object, str]],
        *,
        inconnu: bool = False,
        vide: str | None = "Choisir…",
        aide: str = "",
        largeur: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self.liste = ListeDeroulante(options, inconnu=inconnu, vide=vide, largeur=largeur)
        super().__init__(etiquette, self.liste, aide=aide, parent=parent)
        self.liste.choisi.connect(self.repondu)

    def valeur(self) -> object:
        return self.liste.valeur()

    def definir(self, valeur: object) -> None:
        self.liste.definir(valeur)


class ChampSegment(Champ):
    """Un ``Segment`` avec étiquette, aide et erreur."""

    def __init__(
        self,
        etiquette: str,
        options: Sequence[tuple[object, str]],
        *,
        inconnu: bool = True,
        aide: str = "",
        dans_la_marge: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.segment = Segment(options, inconnu=inconnu)
        super().__init__(
            etiquette, self.segment, aide=aide, dans_la_marge=dans_la_marge, parent=parent
        )
