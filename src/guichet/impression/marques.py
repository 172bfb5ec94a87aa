"""Les petits dessins de la feuille : pastilles d'organismes, numéros, cases, signes."""

from reportlab.lib.colors import Color

from guichet.impression import charte, icones
from guichet.impression.balises import Figure, Toile
from guichet.impression.texte import Marque, Style, ecrire, largeur

PASTILLE = 13.6
_RAYON = 3


def pastille(groupe: str, cote: float = PASTILLE) -> Marque:
    """Le carré de couleur de l'organisme, avec son icône ; son nom est écrit à côté."""
    teinte = charte.pastille(groupe)

    def dessiner(toile: Toile, x: float, milieu: float) -> None:
        toile.setFillColor(teinte.fort)
        toile.roundRect(x, milieu - cote / 2, cote, cote, cote * 0.2, stroke=0, fill=1)
        dedans = cote * 0.66
        coin = (x + (cote - dedans) / 2, milieu - dedans / 2)
        icones.dessiner(toile, teinte.icone, coin, dedans, teinte.sur)

    return dessiner


def icone(nom: str, cote: float, encre: Color) -> Marque:
    def dessiner(toile: Toile, x: float, milieu: float) -> None:
        icones.dessiner(toile, nom, (x, milieu - cote / 2), cote, encre)

    return dessiner


def numero(rang: int, diametre: float) -> Marque:
    """Un rond plein, le numéro dedans."""

    def dessiner(toile: Toile, x: float, milieu: float) -> None:
        rayon = diametre / 2
        toile.setFillColor(charte.couleur("accent"))
        toile.circle(x + rayon, milieu, rayon, stroke=0, fill=1)
        style = Style(taille=diametre * 0.55, graisse=700, encre=charte.couleur("sur_accent"))
        demi = largeur(str(rang), style.taille, style.graisse) / 2
        ecrire(toile, (x + rayon - demi, milieu - style.taille * 0.34), str(rang), style)

    return dessiner


def seule(marque: Marque, cote: float) -> Figure:
    """La marque, sans texte à côté : décorative."""
    return Figure(cote, cote, lambda toile: marque(toile, 0, cote / 2))


def case(cote: float = 12) -> Marque:
    """Une case à cocher au stylo."""

    def dessiner(toile: Toile, x: float, milieu: float) -> None:
        toile.setStrokeColor(charte.couleur("encre"))
        toile.setLineWidth(1)
        toile.roundRect(x + 0.5, milieu - cote / 2, cote, cote, _RAYON, stroke=1, fill=0)

    return dessiner
