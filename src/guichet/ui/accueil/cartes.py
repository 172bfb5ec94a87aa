"""Les cartes de l'accueil : façon de commencer, parcours, numéro d'urgence."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.accueil.contenu import MomentAffiche
from guichet.ui.noyau import Carte, Etiquette, Icone, Paragraphe
from guichet.ui.signes import Touche


class CarteDepart(Carte):
    """Une grande façon de commencer ; ``plein`` : celle de tous les jours."""

    def __init__(
        self, icone: str, titre: str, detail: str, touche: str, *, plein: bool = False
    ) -> None:
        genre = "plein" if plein else "carte"
        super().__init__(f"{titre}. {detail}", genre=genre, bord="bord")
        self.setAccessibleDescription(f"Touche {touche}")
        self.setProperty("rayon", 12)
        self._plein = plein
        couleur = "sur_accent" if plein else "accent"
        tete = QHBoxLayout()
        tete.addWidget(Icone(icone, 26, couleur))
        tete.addStretch(1)
        tete.addWidget(Touche(touche), 0, Qt.AlignmentFlag.AlignTop)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(18, 14, 14, 14)
        pile.setSpacing(3)
        pile.addLayout(tete)
        pile.addSpacing(theme.actuel().px(16))
        pile.addWidget(
            Paragraphe(
                titre,
                role="usager.corps",
                couleur="sur_accent" if plein else "encre",
                graisse=700,
            )
        )
        pile.addWidget(
            Paragraphe(detail, role="petit", couleur="sur_accent" if plein else "encre2")
        )
        pile.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(theme.actuel().px(240), theme.actuel().px(146))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.actuel().px(180), theme.actuel().px(128))


class CarteMoment(Carte):
    """Un parcours : son icône et son titre court."""

    def __init__(self, moment: MomentAffiche) -> None:
        super().__init__(moment.titre)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(12, 6, 10, 6)
        ligne.setSpacing(11)
        ligne.addWidget(Icone(moment.icone, 21, "accent"))
        titre = Paragraphe(moment.titre, role="corps2", graisse=600)
        ligne.addWidget(titre, 1, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(theme.actuel().px(160), theme.actuel().px(66))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.actuel().px(130), theme.actuel().px(52))


def numero_urgence(numero: str, mot: str) -> QWidget:
    """« **17** police »."""
    couple = QWidget()
    ligne = QHBoxLayout(couple)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(5)
    ligne.addWidget(Etiquette(numero, "corps", graisse=700, tabulaire=True))
    ligne.addWidget(Etiquette(mot, "corps2"))
    return couple
