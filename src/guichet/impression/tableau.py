"""Le tableau des aides et la liste des papiers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from guichet.impression import charte, marques
from guichet.impression.balises import Chemin, Etage, Grille
from guichet.impression.styles import standard
from guichet.impression.texte import P, qui_tient
from guichet.impression.texte import largeur as mesurer
from guichet.recap.sections import GroupeDroits, LigneDroit, SectionDroits, SectionPapiers

Commande: TypeAlias = tuple[Any, ...]
_FILET = 0.6
_RETRAIT_CASE, _ENTRE_COLONNES = 21.0, 8.0
_PARTS = (0.38, 0.315, 0.305)
_ICONES = {
    "demander": ("circle-check", "probable"),
    "verifier": ("circle-question-mark", "verifier"),
    "deja": ("check", "accent"),
}


def bloc_droits(section: SectionDroits, largeur: float) -> list[Flowable]:
    """Un tableau, une ligne de titre par groupe."""
    s = standard()
    rangees: list[list[Any]] = [_entete(section)]
    style: list[Commande] = [
        ("BACKGROUND", (0, 0), (-1, 0), charte.couleur("creux")),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
    ]
    for groupe in section.groupes:
        rang = len(rangees)
        style += [("SPAN", (0, rang), (-1, rang)), ("TOPPADDING", (0, rang), (-1, rang), 4)]
        rangees.append([_titre_groupe(groupe, rang), "", ""])
        for ligne in groupe.lignes:
            rangees.append(_rangee(ligne, len(rangees), largeur))
        style.append(
            ("LINEBELOW", (0, rang), (-1, len(rangees) - 1), _FILET, charte.couleur("trait"))
        )
    table = Grille(
        rangees, colWidths=[largeur * part for part in _PARTS], repeatRows=1, style=style
    )
    return [
        CondPageBreak(110),
        Spacer(1, 6),
        _titre(section, largeur),
        Spacer(1, 4),
        table,
        Spacer(1, 5),
        *([P(section.conclusion, s.corps), Spacer(1, 4)] if section.conclusion else []),
    ]


def _titre(section: SectionDroits, largeur: float) -> Grille:
    s = standard()
    titre = P(section.titre, s.section, role="H2")
    return Grille(
        [[titre, P(section.chapeau, s.a_droite(s.second))]],
        colWidths=[largeur * 0.5] * 2,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ],
    )


def _entete(section: SectionDroits) -> list[P]:
    style = replace(standard().second, graisse=600)
    return [
        P(nom, style, chemin=_cellule(0, rang, entete="Column"))
        for rang, nom in enumerate(section.colonnes)
    ]


def _titre_groupe(groupe: GroupeDroits, rang: int) -> P:
    s = standard()
    nom, encre = _ICONES[groupe.etat]
    return P(
        groupe.titre,
        s.serre(s.encre(s.fort, f"{encre}_texte")),
        chemin=_cellule(rang, 0, entete="Row"),
        suite=groupe.phrase,
        style_suite=s.second,
        marque=marques.icone(nom, 14, charte.couleur(encre)),
        retrait=20,
    )


def bloc_papiers(section: SectionPapiers, largeur: float) -> list[Flowable]:
    s = standard()
    place = largeur / 2 - _RETRAIT_CASE - _ENTRE_COLONNES
    cases = [
        _papier(papier, usages, place, rang)
        for rang, (papier, usages) in enumerate(section.papiers)
    ]
    moitie = (len(cases) + 1) // 2
    droite = [*cases[moitie:], *([""] * (2 * moitie - len(cases)))]
    titre = P(section.titre, s.section, role="H2")
    blocs: list[Flowable] = [CondPageBreak(90), Spacer(1, 8), titre, Spacer(1, 3)]
    if cases:
        grille = Grille(
            [list(paire) for paire in zip(cases[:moitie], droite, strict=True)],
            colWidths=[largeur / 2] * 2,
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), _ENTRE_COLONNES),
                ("TOPPADDING", (0, 0), (-1, -1), 0.8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
            ],
        )
        blocs.append(grille)
    if section.autres:
        blocs += [Spacer(1, 2), P(section.autres, s.serre(s.second))]
    return blocs


def _papier(papier: str, usages: Sequence[str], place: float, rang: int) -> P:
    s = standard()
    reste = place - mesurer(papier, s.corps.taille, s.corps.graisse) - 8
    usage = qui_tient(usages, reste, s.second)
    tient = mesurer(usage, s.second.taille, s.second.graisse) <= reste
    return P(
        papier,
        s.corps,
        chemin=(("L", "papiers"), ("LI", f"papiers.{rang}"), ("LBody", f"papiers.{rang}.c")),
        suite=usage if tient else "",
        style_suite=s.second,
        marque=marques.case(),
        retrait=_RETRAIT_CASE,
    )


def _rangee(ligne: LigneDroit, rang: int, largeur: float) -> list[Flowable]:
    s = standard()
    place = largeur * _PARTS[2] - 10 - mesurer(f"{ligne.organisme}  ", s.corps.taille, 400)
    return [
        P(
            ligne.nom,
            s.serre(s.fort),
            chemin=_cellule(rang, 0),
            marque=marques.pastille(ligne.groupe),
            retrait=20,
        ),
        P(
            ligne.combien,
            s.serre(s.corps),
            chemin=_cellule(rang, 1),
            suite=ligne.precision,
            style_suite=s.second,
        ),
        P(
            ligne.organisme,
            s.serre(s.corps),
            chemin=_cellule(rang, 2),
            suite=qui_tient(ligne.ou, place, s.second),
            style_suite=s.second,
        ),
    ]


def _cellule(rang: int, colonne: int, entete: str = "") -> Chemin:
    """Le chemin d'une cellule ; ``entete`` : ``Column`` ou ``Row`` pour une cellule de titre."""
    cle = f"droits.{rang}.{colonne}"
    feuille: Etage = ("TH", cle, {"O": "Table", "Scope": entete}) if entete else ("TD", cle)
    return (("Table", "droits"), ("TR", f"droits.{rang}"), feuille)
