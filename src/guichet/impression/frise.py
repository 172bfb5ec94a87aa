"""Le parcours dessiné sur le papier : de haut en bas, les périodes de l'écran."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeAlias

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from guichet.impression import charte, marques
from guichet.impression.balises import Chemin, Figure, Grille
from guichet.impression.styles import standard
from guichet.impression.texte import Marque, P
from guichet.recap.sections import LigneEtape, PeriodeImprimee, SectionParcours, Signe

Rangee: TypeAlias = list[Any]

_PERIODE, _RAIL, _DATE, _SIGNE = 94.0, 17.0, 148.0, 18.0
_POINT, _TRAIT = 4.3, 2.0
_ENTRE_PERIODES = 6.0
_RETRAIT = 20.0
_COTE_SIGNE = 11.5
_MILIEU_SIGNE = 7.0
_SIGNES: dict[Signe, tuple[str, str]] = {
    "droit_perdu": ("hourglass", "danger_texte"),
    "legale": ("flag", "encre"),
}


def bloc_parcours(section: SectionParcours, largeur: float) -> list[Flowable]:
    """Une ligne par étape ; le rail, les points et les pastilles sont décoratifs."""
    rangees = [list(_rangees(periode, rang)) for rang, periode in enumerate(section.periodes)]
    rangees[-1][0][0][0].dernier = True
    debuts = [sum(map(len, rangees[:rang])) for rang in range(len(rangees))]
    tout = ((0, 0), (-1, -1))
    frise = Frise(
        list(chain.from_iterable(rangees)),
        colWidths=[_PERIODE, _RAIL, largeur - _PERIODE - _RAIL - _DATE - _SIGNE, _DATE, _SIGNE],
        style=[
            ("VALIGN", *tout, "TOP"),
            ("LEFTPADDING", *tout, 0),
            ("RIGHTPADDING", *tout, 0),
            ("TOPPADDING", *tout, 0.4),
            ("BOTTOMPADDING", *tout, 1.2),
            *(("TOPPADDING", (0, debut), (-1, debut), _ENTRE_PERIODES) for debut in debuts[1:]),
        ],
    )
    return [
        CondPageBreak(120),
        Spacer(1, 2),
        _titre(section, largeur),
        Spacer(1, 5),
        frise,
        Spacer(1, 4),
        *_legende(section),
        Spacer(1, 6),
    ]


class Frise(Grille):
    """La grille du parcours et son rail : un point par période, un trait jusqu'à la dernière.

    Les repères sont relus dans les cellules : une frise coupée par la page garde son rail.
    """

    def _drawBkgrnd(self) -> None:  # noqa: N802 - nom de reportlab
        super()._drawBkgrnd()
        reperes = [
            (haut + cellule.milieu - cellule.height, cellule.dernier)
            for haut, cellule in self._titres()
        ]
        if not reperes:
            return
        commence = bool(self._cellvalues[0][0])
        depart = reperes[0][0] if commence else self._rowpositions[0]
        fin = reperes[-1][0] if reperes[-1][1] else self._rowpositions[-1]
        toile = self.canv
        with toile.artefact():
            toile.setStrokeColor(charte.couleur("accent"))
            toile.setFillColor(charte.couleur("accent"))
            toile.setLineWidth(_TRAIT)
            toile.line(_PERIODE, depart, _PERIODE, fin)
            for ordonnee, _ in reperes:
                toile.circle(_PERIODE, ordonnee, _POINT, stroke=0, fill=1)

    def _titres(self) -> Iterator[tuple[float, "TitrePeriode"]]:
        for rang, cellules in enumerate(self._cellvalues):
            for cellule in cellules[0] or ():
                if isinstance(cellule, TitrePeriode):
                    marge = self._cellStyles[rang][0].topPadding
                    yield self._rowpositions[rang] - marge, cellule

    _cellvalues: list[Any]
    _rowpositions: list[float]
    _cellStyles: list[Any]  # noqa: N815 - nom de reportlab


class TitrePeriode(P):
    """Le titre d'une période, à gauche du rail ; ``dernier`` arrête le trait."""

    dernier = False


def _titre(section: SectionParcours, largeur: float) -> Grille:
    s = standard()
    return Grille(
        [[P(section.titre, s.section, role="H2"), P(section.nombre, s.a_droite(s.second))]],
        colWidths=[largeur - 90, 90],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ],
    )


def _rangees(periode: PeriodeImprimee, rang: int) -> Iterator[Rangee]:
    s = standard()
    titre = TitrePeriode(periode.titre, s.fort, role="H3")
    cote: list[Rangee] = [[titre], [P(periode.sous_titre, s.pied)] if periode.sous_titre else []]
    if len(periode.lignes) == 1:
        cote = [[*cote[0], *cote[1]]]
    for numero, ligne in enumerate(periode.lignes):
        gauche = cote[numero] if numero < len(cote) else []
        yield [gauche, "", *_cellules(ligne, f"parcours.{rang}")]


def _cellules(ligne: LigneEtape, liste: str) -> Rangee:
    s = standard()
    chemin: Chemin = (
        ("L", liste),
        ("LI", f"{liste}.{ligne.id}"),
        ("LBody", f"{liste}.{ligne.id}.corps"),
    )
    precision = f"{ligne.organisme}, {ligne.precision}" if ligne.precision else ligne.organisme
    textes = [
        P(
            ligne.titre,
            s.corps,
            chemin=chemin,
            suite=precision,
            style_suite=s.second,
            marque=_marque(ligne),
            retrait=_RETRAIT,
        )
    ]
    if ligne.consequence:
        textes.append(P(ligne.consequence, s.second, chemin=chemin, retrait=_RETRAIT))
    forte = ligne.signe or ligne.urgence != "calme"
    date = s.fort if forte else s.corps
    if ligne.urgence != "calme":
        date = s.encre(date, "danger_texte")
    return [textes, P(ligne.quand, s.a_droite(date), chemin=chemin), _signe(ligne.signe)]


def _marque(ligne: LigneEtape) -> Marque:
    if ligne.faite:
        return marques.icone("circle-check", marques.PASTILLE, charte.couleur("probable"))
    if ligne.rang:
        return marques.numero(ligne.rang, marques.PASTILLE)
    return marques.pastille(ligne.groupe)


def _signe(signe: Signe) -> Flowable | str:
    if not signe:
        return ""
    nom, encre = _SIGNES[signe]
    dessin = marques.icone(nom, _COTE_SIGNE, charte.couleur(encre))
    cale = _SIGNE - _COTE_SIGNE
    return Figure(
        _SIGNE, standard().corps.hauteur_ligne, lambda toile: dessin(toile, cale, _MILIEU_SIGNE)
    )


def _legende(section: SectionParcours) -> list[Flowable]:
    s = standard()
    cases = [
        P(
            texte,
            s.pied,
            marque=marques.icone(_SIGNES[signe][0], 10, charte.couleur(_SIGNES[signe][1])),
            retrait=15,
        )
        for signe, texte in section.legende
    ]
    if not cases:
        return []
    return [
        Grille(
            [cases],
            colWidths=[120] * len(cases),
            hAlign="LEFT",
            style=[("LEFTPADDING", (0, 0), (-1, -1), 0)],
        )
    ]
