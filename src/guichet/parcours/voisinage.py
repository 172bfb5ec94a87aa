"""Les flèches du clavier : d'une carte à l'étape voisine."""

from collections.abc import Iterable, Sequence

from guichet.parcours.frise_formes import Carte, Voisins


def voisiner(cartes: Sequence[Carte]) -> dict[str, Voisins]:
    """Haut et bas dans la même période ; gauche et droite vers la période occupée voisine.

    De côté, on va à la carte la plus proche en hauteur : on reste chez le même organisme
    s'il y est.
    """
    colonnes: dict[int, list[Carte]] = {}
    for carte in cartes:
        colonnes.setdefault(carte.colonne, []).append(carte)
    rangs = sorted(colonnes)
    voisins = {}
    for place, rang in enumerate(rangs):
        avant = colonnes[rangs[place - 1]] if place else []
        apres = colonnes[rangs[place + 1]] if place + 1 < len(rangs) else []
        pile = sorted(colonnes[rang], key=lambda carte: carte.y)
        for hauteur, carte in enumerate(pile):
            voisins[carte.etape.id] = Voisins(
                haut=pile[hauteur - 1].etape.id if hauteur else None,
                bas=pile[hauteur + 1].etape.id if hauteur + 1 < len(pile) else None,
                gauche=_plus_proche(carte, avant),
                droite=_plus_proche(carte, apres),
            )
    return voisins


def _plus_proche(carte: Carte, candidates: Iterable[Carte]) -> str | None:
    milieu = carte.ancre_gauche[1]
    proche = min(
        candidates,
        key=lambda autre: (
            autre.ligne != carte.ligne,
            abs(autre.ancre_gauche[1] - milieu),
        ),
        default=None,
    )
    return proche.etape.id if proche else None
