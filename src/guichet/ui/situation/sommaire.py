"""À gauche, les neuf groupes de la page, et où l'on en est de chacun."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.noyau import Carte, Etiquette, Icone
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.situation.plan import EtatGroupe

LARGEUR = 210
HAUTEUR = 36


class Sommaire(QWidget):
    """La liste des groupes ; cliquer y va."""

    choisi = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.setSpacing(4)
        self._pile.addWidget(Etiquette("Tout sur une page", "titre3"))
        self._lignes: dict[str, LigneGroupe] = {}
        self._montres: Sequence[EtatGroupe] = ()
        self._pile.addStretch(1)

    def montrer(self, groupes: Sequence[EtatGroupe]) -> None:
        """Ne touche que ce qui a changé."""
        if groupes == self._montres:
            return
        self._montres = groupes
        for rang, groupe in enumerate(groupes):
            ligne = self._lignes.get(groupe.id)
            if ligne is None:
                ligne = LigneGroupe(groupe.id, groupe.titre)
                ligne.choisi.connect(self.choisi)
                self._lignes[groupe.id] = ligne
                self._pile.insertWidget(rang + 1, ligne)
            ligne.montrer(groupe)

    def designer(self, present: str) -> None:
        """Le groupe que l'on regarde."""
        for cle, ligne in self._lignes.items():
            if ligne.choisie is not (cle == present):
                ligne.definir_choisie(cle == present)

    def ligne(self, cle: str) -> "LigneGroupe":
        return self._lignes[cle]


class LigneGroupe(Carte):
    """Icône, titre, et le nombre de réponses utiles qui manquent."""

    choisi = Signal(str)

    def __init__(self, identifiant: str, titre: str) -> None:
        super().__init__(titre)
        self._titre = titre
        self._icone = Icone("circle", 18, "encre2")
        self._mot = Etiquette(titre, "corps2")
        self.nombre = Etiquette("", "corps2", "verifier_texte", graisse=600)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(10, 4, 10, 4)
        ligne.setSpacing(10)
        ligne.addWidget(self._icone)
        ligne.addWidget(self._mot, 1)
        ligne.addWidget(self.nombre)
        self.clicked.connect(lambda: self.choisi.emit(identifiant))

    def montrer(self, groupe: EtatGroupe) -> None:
        icone, couleur, dit = _dire(groupe)
        self._icone.definir(icone, couleur)
        self.nombre.setText(str(groupe.utiles) if groupe.utiles else "")
        self.setAccessibleName(f"{self._titre}, {dit}")

    def sizeHint(self) -> QSize:
        return QSize(theme.actuel().px(LARGEUR), theme.actuel().px(HAUTEUR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.choisie or self.underMouse():
            painter = peindre(self)
            fond = theme.actuel().couleur("accent_fond" if self.choisie else "creux")
            arrondi(painter, QRectF(self.rect()), 8, fond)
            painter.end()


def _dire(groupe: EtatGroupe) -> tuple[str, str, str]:
    """Icône, couleur, et les mots lus : la couleur ne porte jamais seule le sens."""
    if groupe.utiles:
        nombre = groupe.utiles
        dit = "1 réponse utile" if nombre == 1 else f"{nombre} réponses utiles"
        return "circle-question-mark", "verifier", dit
    if groupe.complet:
        return "circle-check", "probable", "complet"
    if groupe.commence:
        return "circle-check", "probable", "assez de réponses"
    return "circle", "encre2", "rien d'utile à demander"
