"""Couper un texte à une largeur, sans jamais l'abréger."""

from collections.abc import Callable
from typing import TypeAlias

# (texte, taille, gras) → largeur, dans l'unité de la taille : pixels à l'écran, points au papier.
Mesure: TypeAlias = Callable[[str, float, bool], float]


def couper(texte: str, largeur: float, taille: float, gras: bool, mesure: Mesure) -> list[str]:
    """Les lignes du texte ; un mot plus large que la place garde sa ligne entière.

    Seule l'espace ordinaire coupe : l'espace insécable (U+00A0) tient ses deux mots.
    """
    if mesure(texte, taille, gras) <= largeur:
        return [texte]
    lignes: list[str] = []
    courante = ""
    for mot in texte.split(" "):
        essai = f"{courante} {mot}" if courante else mot
        if courante and mesure(essai, taille, gras) > largeur:
            lignes.append(courante)
            courante = mot
        else:
            courante = essai
    return [*lignes, courante]


def mot_le_plus_large(texte: str, taille: float, gras: bool, mesure: Mesure) -> float:
    return max(mesure(mot, taille, gras) for mot in texte.split(" "))
