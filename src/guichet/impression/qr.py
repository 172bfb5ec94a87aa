"""Les codes QR : assez grands, sur fond blanc, lisibles par un vieux téléphone."""

import segno
from reportlab.lib.units import mm

from guichet.impression import charte
from guichet.impression.balises import Figure, Toile

COTE_MIN = 30 * mm  # le code lui-même, sans sa zone blanche
_ZONE_BLANCHE = 4  # modules, exigés par la norme ISO/IEC 18004


def figure(contenu: str, description: str) -> Figure:
    """Le code QR de ``contenu``, sa zone blanche comprise, dit par ``description``."""
    matrice = [list(ligne) for ligne in segno.make(contenu, error="m", micro=False).matrix]
    modules = len(matrice) + 2 * _ZONE_BLANCHE
    cote = COTE_MIN * modules / len(matrice)
    pas = cote / modules

    def dessiner(toile: Toile) -> None:
        toile.setFillColor(charte.couleur("surface"))
        toile.roundRect(0, 0, cote, cote, 4, stroke=0, fill=1)
        toile.setFillColor(charte.couleur("encre"))
        trace = toile.beginPath()
        for ligne, valeurs in enumerate(matrice, _ZONE_BLANCHE):
            for debut, longueur in _suites(valeurs):
                x, y = (debut + _ZONE_BLANCHE) * pas, cote - (ligne + 1) * pas
                trace.rect(x, y, longueur * pas, pas)
        toile.drawPath(trace, stroke=0, fill=1)

    return Figure(cote, cote, dessiner, description)


def _suites(valeurs: list[int]) -> list[tuple[int, int]]:
    """Les modules noirs d'une ligne, en (début, longueur) : un rectangle, pas de couture."""
    suites: list[tuple[int, int]] = []
    for rang, noir in enumerate(valeurs):
        if noir and suites and sum(suites[-1]) == rang:
            suites[-1] = (suites[-1][0], suites[-1][1] + 1)
        elif noir:
            suites.append((rang, 1))
    return suites
