"""Les cartes sur lesquelles on clique, dont la carte de droit."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.pastille import Icone, Pastille
from guichet.ui.noyau.texte import Etiquette, EtiquetteCoupee


class Carte(QAbstractButton):
    """Un bouton grand comme une carte : poser un layout dessus. ``nom`` dit tout, en mots.

    ``choisie`` : fond et bord d'accent. ``genre`` : ``carte`` ou ``plein`` (accent).
    """

    def __init__(
        self, nom: str, *, genre: str = "carte", bord: str = "trait", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._genre = genre
        self._bord = bord
        self._choisie = False
        self.setAccessibleName(nom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def choisie(self) -> bool:
        return self._choisie

    def definir_choisie(self, oui: bool) -> None:
        """Montre la carte comme celle que l'on regarde."""
        self._choisie = oui
        self.update()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, theme.actuel().taille("cible_min")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        couleur = theme.actuel().couleur
        painter = peindre(self)
        cadre = QRectF(self.rect())
        survol = self.underMouse() or self.isDown()
        if self._genre == "plein":
            arrondi(painter, cadre, 12, couleur("accent_survol" if survol else "accent"))
        elif self._choisie:
            arrondi(painter, cadre, 8, couleur("accent_fond"), couleur("accent"), trait=2)
        else:
            fond = couleur("accent_fond" if survol else "surface")
            arrondi(painter, cadre, 8, fond, couleur("bord" if survol else self._bord))
        painter.end()


class CarteDroit(Carte):
    """Un droit sur une ligne : pastille, nom, organisme, sous-ligne, montant et unité.

    ``urgent`` écrit la sous-ligne en rouge avec un sablier : seulement si un droit se perd.
    ``action`` : la question posée dans la carte (``Segment``, ``Bouton``), à gauche du montant.
    ``statut`` n'est pas peint (le groupe le dit) mais lu : « probable ».
    """

    def __init__(
        self,
        nom: str,
        organisme: str,
        groupe: str,
        *,
        statut: str = "",
        sous_ligne: str = "",
        montant: str = "",
        unite: str = "",
        urgent: bool = False,
        action: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        phrase = ", ".join(
            p for p in (nom, organisme, statut, f"{montant} {unite}".strip(), sous_ligne) if p
        )
        super().__init__(phrase, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        ligne = self._ligne = QHBoxLayout(self)
        ligne.setContentsMargins(13, 4, 12, 4)
        ligne.setSpacing(12)
        ligne.addWidget(Pastille(groupe, 32))
        ligne.addLayout(self._mots(nom, organisme, sous_ligne, urgent=urgent), 1)
        if action is not None:
            ligne.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        ligne.addLayout(self._chiffre(montant, unite))
        ligne.addWidget(Icone("chevron-right", 18, "accent_texte"))

    def sizeHint(self) -> QSize:
        apparence = theme.actuel()
        return QSize(self._ligne.sizeHint().width(), apparence.taille("carte_droit"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ligne.minimumSize().width(), self.sizeHint().height())

    def _mots(self, nom: str, organisme: str, sous_ligne: str, *, urgent: bool) -> QVBoxLayout:
        haut = QHBoxLayout()
        haut.setSpacing(10)
        haut.addWidget(Etiquette(nom, graisse=600))
        haut.addWidget(Etiquette(organisme, "petit", "encre2"))
        haut.addStretch(1)
        bas = QHBoxLayout()
        bas.setSpacing(6)
        if urgent:
            bas.addWidget(Icone("hourglass", 15, "danger"))
        couleur = "danger_texte" if urgent else "encre2"
        courte = EtiquetteCoupee(sous_ligne, "petit", couleur, graisse=600 if urgent else None)
        bas.addWidget(courte, 1)
        mots = QVBoxLayout()
        mots.setSpacing(1)
        mots.addStretch(1)
        mots.addLayout(haut)
        if sous_ligne:
            mots.addLayout(bas)
        mots.addStretch(1)
        return mots

    def _chiffre(self, montant: str, unite: str) -> QVBoxLayout:
        chiffre = QVBoxLayout()
        chiffre.setSpacing(0)
        chiffre.addStretch(1)
        for texte, role, couleur in ((montant, "montant", "encre"), (unite, "petit", "encre2")):
            etiquette = Etiquette(texte, role, couleur, tabulaire=True)
            etiquette.setAlignment(Qt.AlignmentFlag.AlignRight)
            if texte:
                chiffre.addWidget(etiquette)
        chiffre.addStretch(1)
        return chiffre
