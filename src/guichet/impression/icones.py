"""Les icônes de l'écran (Lucide, SVG en traits) redessinées en courbes PDF."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeAlias
from xml.etree import ElementTree as ET

from reportlab.lib.colors import Color

from guichet.catalogue.chemins import ressources
from guichet.impression.balises import Toile

COTE = 24.0  # les icônes Lucide tiennent dans un carré de 24 unités, trait de 2
Point: TypeAlias = tuple[float, float]
Trait: TypeAlias = tuple[Point, ...]  # 1 point : déplacement ; 2 : droite ; 4 : courbe de Bézier

# Un drapeau d'arc (0 ou 1) peut être collé au nombre suivant : on lit les arcs à part.
_COMMANDE = re.compile(r"([MLHVCSQAZmlhvcsqaz])([^MLHVCSQAZmlhvcsqaz]*)")
_NOMBRE = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_ARC = re.compile(
    r"\s*,?\s*".join(
        [rf"({_NOMBRE.pattern})"] * 3 + [r"([01])"] * 2 + [rf"({_NOMBRE.pattern})"] * 2
    )
)


def dessiner(toile: Toile, nom: str, bas_gauche: Point, cote: float, encre: Color) -> None:
    """Dessine l'icône ``nom`` dans le carré de ce coin et de ce côté, en points."""
    toile.saveState()
    toile.translate(bas_gauche[0], bas_gauche[1] + cote)
    toile.scale(cote / COTE, -cote / COTE)
    toile.setStrokeColor(encre)
    toile.setLineWidth(2)
    toile.setLineCap(1)
    toile.setLineJoin(1)
    toile.tracer(_operateurs(nom))
    toile.restoreState()


@cache
def _operateurs(nom: str) -> str:
    """Le dessin en opérateurs PDF, écrits une fois : une feuille montre quarante icônes."""
    return " ".join(
        " ".join(f"{x:.3f} {y:.3f}" for x, y in (trait if len(trait) == 1 else trait[1:]))
        + {1: " m", 2: " l", 4: " c"}[len(trait)]
        for trait in traits(nom)
    )


@cache
def traits(nom: str) -> tuple[Trait, ...]:
    """Le dessin de ``resources/icones/<nom>.svg``, en droites et courbes."""
    # Fichiers du programme, jamais reçus de dehors.
    racine = ET.parse(ressources() / "icones" / f"{nom}.svg").getroot()  # noqa: S314
    return tuple(trait for element in racine for trait in _element(element))


def _element(element: ET.Element) -> Iterator[Trait]:
    forme = element.tag.rpartition("}")[2]
    valeur = {cle: float(v) for cle, v in element.attrib.items() if _NOMBRE.fullmatch(v)}
    if forme == "path":
        yield from _chemin(element.attrib["d"])
    elif forme == "circle":
        yield from _cercle(valeur["cx"], valeur["cy"], valeur["r"])
    elif forme == "line":
        yield ((valeur["x1"], valeur["y1"]),)
        yield ((valeur["x1"], valeur["y1"]), (valeur["x2"], valeur["y2"]))
    elif forme == "rect":
        yield from _rectangle(
            valeur.get("x", 0), valeur.get("y", 0), valeur["width"], valeur["height"], valeur
        )
    elif forme in ("polyline", "polygon"):
        nombres = [float(n) for n in _NOMBRE.findall(element.attrib["points"])]
        points = list(zip(nombres[::2], nombres[1::2], strict=True))
        yield (points[0],)
        yield from pairwise(points if forme == "polyline" else [*points, points[0]])


def _cercle(cx: float, cy: float, r: float) -> Iterator[Trait]:
    yield ((cx + r, cy),)
    yield from _arc((cx + r, cy), r, r, (0, 1), (cx - r, cy))
    yield from _arc((cx - r, cy), r, r, (0, 1), (cx + r, cy))


def _rectangle(x: float, y: float, w: float, h: float, valeur: dict[str, float]) -> Iterator[Trait]:
    r = valeur.get("rx", valeur.get("ry", 0.0))
    coins = f"M{x + r} {y}h{w - 2 * r}"
    coins += f"a{r} {r} 0 0 1 {r} {r}v{h - 2 * r}a{r} {r} 0 0 1 {-r} {r}h{2 * r - w}"
    coins += f"a{r} {r} 0 0 1 {-r} {-r}v{2 * r - h}a{r} {r} 0 0 1 {r} {-r}z"
    yield from _chemin(coins)


def _chemin(d: str) -> Iterator[Trait]:
    """Les commandes SVG que Lucide emploie : droites, courbes, arcs ; absolues ou relatives."""
    ici: Point = (0.0, 0.0)
    depart, poignee = ici, ici
    for lettre, reste in _COMMANDE.findall(d):
        if lettre in "Zz":
            yield (ici, depart)
            ici = poignee = depart
            continue
        lire = _LECTEURS[lettre.upper()]
        for rang, arguments in enumerate(_arguments(lettre, reste)):
            origine = ici if lettre.islower() else (0.0, 0.0)
            if lettre in "Mm" and rang == 0:
                ici = depart = poignee = _plus(origine, arguments)
                yield (ici,)
                continue
            morceaux = tuple(lire(arguments, ici, origine, poignee))
            poignee = morceaux[-1][-2] if lettre in "CcSs" else morceaux[-1][-1]
            ici = morceaux[-1][-1]
            yield from morceaux


def _arguments(lettre: str, reste: str) -> Iterator[Sequence[float]]:
    if lettre in "Aa":
        for groupe in _ARC.findall(reste):
            yield [float(nombre) for nombre in groupe]
        return
    nombres = [float(nombre) for nombre in _NOMBRE.findall(reste)]
    taille = {"H": 1, "V": 1, "C": 6, "S": 4, "Q": 4}.get(lettre.upper(), 2)
    for debut in range(0, len(nombres), taille):
        yield nombres[debut : debut + taille]


def _plus(origine: Point, decalage: Sequence[float]) -> Point:
    return origine[0] + decalage[0], origine[1] + decalage[1]


Lecteur: TypeAlias = Callable[[Sequence[float], Point, Point, Point], Iterator[Trait]]


def _droite(a: Sequence[float], ici: Point, origine: Point, _: Point) -> Iterator[Trait]:
    yield (ici, _plus(origine, a))


def _horizontale(a: Sequence[float], ici: Point, origine: Point, _: Point) -> Iterator[Trait]:
    yield (ici, (origine[0] + a[0], ici[1]))


def _verticale(a: Sequence[float], ici: Point, origine: Point, _: Point) -> Iterator[Trait]:
    yield (ici, (ici[0], origine[1] + a[0]))


def _courbe(a: Sequence[float], ici: Point, origine: Point, _: Point) -> Iterator[Trait]:
    yield (ici, _plus(origine, a[:2]), _plus(origine, a[2:4]), _plus(origine, a[4:]))


def _quadratique(a: Sequence[float], ici: Point, origine: Point, _: Point) -> Iterator[Trait]:
    milieu, fin = _plus(origine, a[:2]), _plus(origine, a[2:])
    yield (ici, _vers(ici, milieu), _vers(fin, milieu), fin)


def _vers(depart: Point, milieu: Point) -> Point:
    """La poignée cubique d'une courbe quadratique : aux deux tiers du chemin."""
    return (
        depart[0] + (milieu[0] - depart[0]) * 2 / 3,
        depart[1] + (milieu[1] - depart[1]) * 2 / 3,
    )


def _lisse(a: Sequence[float], ici: Point, origine: Point, poignee: Point) -> Iterator[Trait]:
    reflet = (2 * ici[0] - poignee[0], 2 * ici[1] - poignee[1])
    yield (ici, reflet, _plus(origine, a[:2]), _plus(origine, a[2:]))


def _arc_svg(a: Sequence[float], ici: Point, origine: Point, _: Point) -> Iterator[Trait]:
    # Lucide ne tourne jamais ses ellipses : l'angle a[2] vaut 0 ou ne change rien (cercle).
    yield from _arc(ici, a[0], a[1], (int(a[3]), int(a[4])), _plus(origine, a[5:]))


_LECTEURS: dict[str, Lecteur] = {
    "M": _droite,
    "L": _droite,
    "H": _horizontale,
    "V": _verticale,
    "C": _courbe,
    "S": _lisse,
    "Q": _quadratique,
    "A": _arc_svg,
}


def _arc(
    debut: Point, rx: float, ry: float, drapeaux: tuple[int, int], fin: Point
) -> Iterator[Trait]:
    """Un arc SVG en courbes de Bézier de 90° au plus (SVG 1.1, annexe F.6)."""
    if not rx or not ry or debut == fin:
        yield (debut, fin)
        return
    dx, dy = (debut[0] - fin[0]) / 2 / rx, (debut[1] - fin[1]) / 2 / ry
    demi = math.hypot(dx, dy)
    agrandi = max(demi, 1.0)
    rx, ry, dx, dy = rx * agrandi, ry * agrandi, dx / agrandi, dy / agrandi
    carre = dx * dx + dy * dy
    k = math.sqrt(max(0.0, 1 / carre - 1)) * (-1 if drapeaux[0] == drapeaux[1] else 1)
    ux, uy = k * dy, -k * dx  # centre, dans le repère où l'ellipse est un cercle unité
    cx, cy = (debut[0] + fin[0]) / 2 + ux * rx, (debut[1] + fin[1]) / 2 + uy * ry
    angle = math.atan2(dy - uy, dx - ux)
    etendue = math.atan2(-dy - uy, -dx - ux) - angle
    if drapeaux[1] and etendue < 0:
        etendue += 2 * math.pi
    elif not drapeaux[1] and etendue > 0:
        etendue -= 2 * math.pi
    nombre = max(1, math.ceil(abs(etendue) / (math.pi / 2) - 1e-9))
    pas = etendue / nombre
    poids = 4 / 3 * math.tan(pas / 4)
    for rang in range(nombre):
        a, b = angle + rang * pas, angle + (rang + 1) * pas
        yield (
            (cx + rx * math.cos(a), cy + ry * math.sin(a)),
            (
                cx + rx * (math.cos(a) - poids * math.sin(a)),
                cy + ry * (math.sin(a) + poids * math.cos(a)),
            ),
            (
                cx + rx * (math.cos(b) + poids * math.sin(b)),
                cy + ry * (math.sin(b) - poids * math.cos(b)),
            ),
            (cx + rx * math.cos(b), cy + ry * math.sin(b)),
        )
