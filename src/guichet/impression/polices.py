"""Les polices du papier : Atkinson Hyperlegible Next, et Noto Sans pour ce qui lui manque."""

from functools import cache
from typing import Literal, TypeAlias, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from guichet.catalogue.chemins import ressources

Graisse: TypeAlias = Literal[400, 500, 600, 700]

_FAMILLE = "AtkinsonHyperlegibleNext"
_REPLI = "NotoSans"


def nom(graisse: Graisse) -> str:
    """Le nom reportlab de la police de texte dans cette graisse."""
    return _charger(f"{_FAMILLE}-{graisse}")


def nom_repli(graisse: Graisse) -> str:
    """La police de repli : deux graisses seulement, la plus proche est prise."""
    return _charger(f"{_REPLI}-{700 if graisse >= 600 else 400}")


@cache
def dessine(police: str) -> frozenset[int]:
    """Les caractères (points de code) que cette police sait dessiner."""
    return frozenset(cast("TTFont", pdfmetrics.getFont(police)).face.charToGlyph)


def largeur(texte: str, police: str, taille: float) -> float:
    """La largeur du texte en points."""
    return float(pdfmetrics.stringWidth(texte, police, taille))


@cache
def _charger(fichier: str) -> str:
    # 6 ms par police : seules celles que la feuille emploie sont lues.
    chemin = ressources() / "polices" / f"{fichier}.ttf"
    pdfmetrics.registerFont(TTFont(fichier, str(chemin)))
    return fichier
