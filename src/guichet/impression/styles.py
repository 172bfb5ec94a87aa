"""Les styles de texte de la feuille standard, tirés de ``tokens.toml``."""

from dataclasses import dataclass, replace
from functools import cache

from guichet.impression import charte
from guichet.impression.texte import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    titre: Style
    section: Style
    corps: Style
    fort: Style
    second: Style
    pied: Style
    grand: Style

    def a_droite(self, style: Style) -> Style:
        return replace(style, alignement="right")

    def serre(self, style: Style) -> Style:
        """Pour une deuxième ligne qui appartient à la première."""
        return replace(style, interligne=1.2)

    def encre(self, style: Style, cle: str) -> Style:
        return replace(style, encre=charte.couleur(cle))


@cache
def standard() -> Styles:
    t = charte.tailles()
    corps = Style(taille=t.corps, interligne=t.interligne)
    second = Style(taille=t.secondaire, interligne=t.interligne, encre=charte.couleur("encre2"))
    return Styles(
        titre=Style(taille=t.titre, graisse=700, interligne=1.2),
        section=Style(
            taille=t.section, graisse=700, interligne=1.2, encre=charte.couleur("accent_texte")
        ),
        corps=corps,
        fort=replace(corps, graisse=600),
        second=second,
        pied=Style(taille=t.pied, interligne=1.3, encre=charte.couleur("encre2")),
        grand=Style(taille=t.section + 1, graisse=700, interligne=1.25),
    )
