"""Ce qui remplit le bas de la feuille sans jamais coûter une page de plus."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from guichet.impression import charte
from guichet.impression.balises import Toile
from guichet.impression.styles import standard
from guichet.impression.texte import P, largeur

_PAS = 24.0
_BLANC = 6.0
_LIGNES_MAX = 4
_HAUTEUR_PAGE_PLEINE = 700.0


class SiPlace(Flowable):
    """Un bloc entier s'il tient dans ce qui reste de la page, rien sinon.

    Réservé à ce que la feuille dit déjà ailleurs.
    """

    def __init__(self, elements: Sequence[Flowable]) -> None:
        super().__init__()
        self._elements = tuple(elements)
        self._hauteurs: list[float] = []

    def wrap(self, largeur_libre: float, hauteur_libre: float) -> tuple[float, float]:
        hauteurs = [element.wrap(largeur_libre, hauteur_libre)[1] for element in self._elements]
        # Une page encore vide veut dire que le bloc ouvrirait une page pour lui seul.
        tient = sum(hauteurs) <= hauteur_libre < _HAUTEUR_PAGE_PLEINE
        self._hauteurs = hauteurs if tient else []
        self.width, self.height = largeur_libre, sum(self._hauteurs)
        return self.width, self.height

    def draw(self) -> None:
        y = self.height
        for element, hauteur in zip(self._elements, self._hauteurs, strict=False):
            y -= hauteur
            element.drawOn(self.canv, 0, y)


class Notes(Flowable):
    """Des lignes pour écrire, de 0 à 4 selon la place."""

    canv: Toile

    def __init__(self, titre: str, largeur_page: float) -> None:
        super().__init__()
        self._titre, self.width, self._lignes = titre, largeur_page, 0

    def wrap(self, _largeur: float, hauteur_libre: float) -> tuple[float, float]:
        place = 0 if hauteur_libre >= _HAUTEUR_PAGE_PLEINE else hauteur_libre - _BLANC
        self._lignes = max(0, min(_LIGNES_MAX, int(place // _PAS)))
        self.height = self._lignes * _PAS + _BLANC if self._lignes else 0
        return self.width, self.height

    def draw(self) -> None:
        if self._lignes < 1:
            return
        style = standard().fort
        titre = P(self._titre, style, role="H2")
        titre.wrap(self.width, _PAS)
        titre.drawOn(self.canv, 0, self._lignes * _PAS - _PAS + 3)
        with self.canv.artefact():
            self.canv.setStrokeColor(charte.couleur("trait"))
            self.canv.setLineWidth(0.8)
            debut = largeur(self._titre, style.taille, style.graisse) + 10
            for rang in range(self._lignes):
                y = (self._lignes - rang - 1) * _PAS + 2
                self.canv.line(debut if rang == 0 else 0, y, self.width, y)
