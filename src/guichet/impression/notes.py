"""Des lignes pour écrire, dans la place qui reste en bas de la feuille."""

from reportlab.platypus import Flowable

from guichet.impression import charte
from guichet.impression.balises import Toile
from guichet.impression.styles import standard
from guichet.impression.texte import P, largeur

_PAS = 24.0
_LIGNES_MAX = 4


class Notes(Flowable):
    """Prend de 0 à 4 lignes : jamais une page de plus pour des notes vides."""

    canv: Toile

    def __init__(self, titre: str, largeur_page: float) -> None:
        super().__init__()
        self._titre, self.width, self._lignes = titre, largeur_page, 0

    def wrap(self, _largeur: float, hauteur: float) -> tuple[float, float]:
        self._lignes = min(_LIGNES_MAX, int((hauteur - 4) // _PAS))
        self.height = self._lignes * _PAS
        return self.width, self.height

    def draw(self) -> None:
        if self._lignes < 1:
            return
        titre = P(self._titre, standard().fort, role="H2")
        titre.wrap(self.width, _PAS)
        titre.drawOn(self.canv, 0, self.height - _PAS + 3)
        with self.canv.artefact():
            self.canv.setStrokeColor(charte.couleur("trait"))
            self.canv.setLineWidth(0.8)
            debut = largeur(self._titre, standard().fort.taille, 600) + 10
            for rang in range(self._lignes):
                y = self.height - (rang + 1) * _PAS + 2
                self.canv.line(debut if rang == 0 else 0, y, self.width, y)
