"""Le parcours dessiné sur le papier : de haut en bas, les périodes de l'écran."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeAlias

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from guichet.impression import charte, marques
from guichet.impression.balises import Chemin, Figure, Grille, Toile
from guichet.impression.styles import standard
from guichet.impression.texte import Marque, P, qui_tient
from guichet.impression.texte import largeur as mesurer
from guichet.recap.sections import LigneEtape, PeriodeImprimee, SectionParcours, Signe

Rangee: TypeAlias = list[Any]

_PERIODE, _RAIL, _DATE, _SIGNE = 92.0, 15.0, 132.0, 17.0
_POINT, _TRAIT = 4.3, 2.0
_ENTRE_PERIODES = 5.0
_RETRAIT = 20.0
_ENTRE_TITRE_ET_ORGANISME = 12.0
_COTE_SIGNE, _COTE_LEGENDE = 11.5, 10.0
_MILIEU_SIGNE = 6.2
_SIGNES: dict[Signe, tuple[str, str]] = {
    "droit_perdu": ("hourglass", "danger_texte"),
    "legale": ("flag", "encre"),
}


def bloc_parcours(section: SectionParcours, largeur: float) -> list[Flowable]:
    """Une ligne par étape ; le rail, les points et les pastilles sont décoratifs."""
    texte = largeur - _PERIODE - _RAIL - _DATE - _SIGNE
    rangees = [list(_rangees(p, rang, texte)) for rang, p in enumerate(section.periodes)]
    rangees[-1][0][0][0].dernier = True
    debuts = [sum(map(len, rangees[:rang])) for rang in range(len(rangees))]
    toutes = list(chain.from_iterable(rangees))
    suites = [rang for rang, rangee in enumerate(toutes) if rangee[-1] is None]
    tout = ((0, 0), (-1, -1))
    frise = Frise(
        toutes,
        colWidths=[_PERIODE, _RAIL, texte, _DATE, _SIGNE],
        style=[
            ("VALIGN", *tout, "TOP"),
            ("LEFTPADDING", *tout, 0),
            ("RIGHTPADDING", *tout, 0),
            ("TOPPADDING", *tout, 1.6),
            ("BOTTOMPADDING", *tout, 0.6),
            *(("TOPPADDING", (2, rang), (-1, rang), 0) for rang in suites),
            *(("TOPPADDING", (0, debut), (-1, debut), _ENTRE_PERIODES) for debut in debuts[1:]),
            *(("SPAN", (2, rang), (-1, rang)) for rang in suites),
            *(("NOSPLIT", (0, rang - 1), (-1, rang)) for rang in suites),
        ],
    )
    return [
        CondPageBreak(120),
        Spacer(1, 2),
        _titre(section, largeur),
        Spacer(1, 5),
        frise,
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
    """Le titre ; à sa droite, ce que veulent dire les signes."""
    s = standard()
    cases = [P(section.titre, s.section, role="H2")]
    largeurs = []
    for signe, texte in section.legende:
        nom, encre = _SIGNES[signe]
        marque = marques.icone(nom, _COTE_LEGENDE, charte.couleur(encre))
        cases.append(P(texte, s.pied, marque=marque, retrait=_COTE_LEGENDE + 3))
        largeurs.append(mesurer(texte, s.pied.taille, s.pied.graisse) + _COTE_LEGENDE + 4)
    return Grille(
        [cases],
        colWidths=[largeur - sum(largeurs) - 12 * len(largeurs), *(w + 12 for w in largeurs)],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LEFTPADDING", (1, 0), (-1, -1), 12),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ],
    )


def _rangees(periode: PeriodeImprimee, rang: int, texte: float) -> Iterator[Rangee]:
    """Deux rangées par étape : ce qu'il faut faire et quand ; puis pour qui et sinon quoi."""
    s = standard()
    gauche: list[Any] = [[TitrePeriode(periode.titre, s.serre(s.fort), role="H3")]]
    if periode.sous_titre:
        gauche.append([P(periode.sous_titre, s.pied)])
    liste = f"parcours.{rang}"
    droite = [rangee for ligne in periode.lignes for rangee in _cellules(ligne, liste, texte)]
    if periode.renvois:
        droite.insert(0, [_renvoi(periode, liste), "", ""])
    if len(droite) == 1 and periode.sous_titre:
        gauche = [[*gauche[0], *gauche[1]]]
    gauche += [""] * (len(droite) - len(gauche))
    for cote, cellules in zip(gauche, droite, strict=True):
        yield [cote, "", *cellules]


def _cellules(ligne: LigneEtape, liste: str, largeur: float) -> Iterator[Rangee]:
    s = standard()
    chemin: Chemin = (
        ("L", liste),
        ("LI", f"{liste}.{ligne.id}"),
        ("LBody", f"{liste}.{ligne.id}.corps"),
    )
    place = largeur - _RETRAIT - _ENTRE_TITRE_ET_ORGANISME
    court = mesurer(ligne.organismes[-1], s.second.taille, s.second.graisse)
    dit = qui_tient(ligne.titres, place - court, s.corps)
    reste = place - mesurer(dit, s.corps.taille, s.corps.graisse)
    titre = P(
        dit,
        s.serre(s.corps),
        chemin=chemin,
        suite=qui_tient(ligne.organismes, reste, s.second),
        style_suite=s.second,
        marque=_marque(ligne),
        retrait=_RETRAIT,
    )
    forte = ligne.signe or ligne.urgence != "calme"
    date = s.serre(s.fort if forte else s.corps)
    if ligne.urgence != "calme":
        date = s.encre(date, "danger_texte")
    quand = P(qui_tient(ligne.quand, _DATE, date), s.a_droite(date), chemin=chemin)
    yield [titre, quand, _signe(ligne.signe)]
    if ligne.suite:
        yield [P(ligne.suite, s.serre(s.second), chemin=chemin, retrait=_RETRAIT), None, None]


def _renvoi(periode: PeriodeImprimee, liste: str) -> P:
    """« 1 2 3 À faire en premier, voir plus haut » : rien ne manque, rien n'est dit deux fois."""
    pas = marques.PASTILLE + 3

    def numeros(toile: Toile, x: float, milieu: float) -> None:
        for rang, numero in enumerate(periode.renvois):
            marques.numero(numero, marques.PASTILLE)(toile, x + rang * pas, milieu)

    return P(
        periode.renvoi,
        standard().serre(standard().corps),
        chemin=(("L", liste), ("LI", f"{liste}.renvoi"), ("LBody", f"{liste}.renvoi.corps")),
        marque=numeros,
        retrait=_RETRAIT + pas * (len(periode.renvois) - 1),
    )


def _marque(ligne: LigneEtape) -> Marque:
    if ligne.faite:
        return marques.icone("circle-check", marques.PASTILLE, charte.couleur("probable"))
    return marques.pastille(ligne.groupe)


def _signe(signe: Signe) -> Flowable | str:
    if not signe:
        return ""
    nom, encre = _SIGNES[signe]
    dessin = marques.icone(nom, _COTE_SIGNE, charte.couleur(encre))
    cale = _SIGNE - _COTE_SIGNE
    return Figure(_SIGNE, _COTE_SIGNE + 1.5, lambda toile: dessin(toile, cale, _MILIEU_SIGNE))
