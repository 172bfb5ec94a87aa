"""Le tableau des aides et la liste des papiers."""

from dataclasses import replace
from typing import Any, TypeAlias

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from guichet.impression import charte, marques
from guichet.impression.balises import Chemin, Etage, Grille
from guichet.impression.styles import standard
from guichet.impression.texte import P
from guichet.recap.sections import GroupeDroits, LigneDroit, SectionDroits, SectionPapiers

Commande: TypeAlias = tuple[Any, ...]
_FILET = 0.6
_PARTS = (0.36, 0.34, 0.30)
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
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.2),
    ]
    for groupe in section.groupes:
        rang = len(rangees)
        style += [("SPAN", (0, rang), (-1, rang)), ("TOPPADDING", (0, rang), (-1, rang), 6)]
        rangees.append([_titre_groupe(groupe, rang), "", ""])
        for ligne in groupe.lignes:
            rangees.append(_rangee(ligne, len(rangees)))
        style.append(
            ("LINEBELOW", (0, rang), (-1, len(rangees) - 1), _FILET, charte.couleur("trait"))
        )
    table = Grille(
        rangees, colWidths=[largeur * part for part in _PARTS], repeatRows=1, style=style
    )
    return [
        CondPageBreak(110),
        Spacer(1, 6),
        P(section.titre, s.section, role="H2"),
        P(section.chapeau, s.second),
        Spacer(1, 5),
        table,
        Spacer(1, 5),
        *(P(phrase, s.fort) for phrase in section.conclusions),
        Spacer(1, 4),
    ]


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
        s.encre(s.fort, f"{encre}_texte"),
        chemin=_cellule(rang, 0, entete="Row"),
        suite=groupe.phrase,
        style_suite=s.second,
        marque=marques.icone(nom, 14, charte.couleur(encre)),
        retrait=20,
    )


def bloc_papiers(section: SectionPapiers, largeur: float) -> list[Flowable]:
    s = standard()
    cases = [
        P(
            papier,
            s.corps,
            chemin=(("L", "papiers"), ("LI", f"papiers.{rang}"), ("LBody", f"papiers.{rang}.c")),
            suite=usage,
            style_suite=s.second,
            marque=marques.case(),
            retrait=21,
        )
        for rang, (papier, usage) in enumerate(section.papiers)
    ]
    moitie = (len(cases) + 1) // 2
    droite = [*cases[moitie:], *([""] * (2 * moitie - len(cases)))]
    table = Grille(
        [list(paire) for paire in zip(cases[:moitie], droite, strict=True)],
        colWidths=[largeur / 2] * 2,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 1.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
        ],
    )
    titre = P(section.titre, s.section, role="H2")
    return [CondPageBreak(90), Spacer(1, 8), titre, Spacer(1, 3), table]


def _rangee(ligne: LigneDroit, rang: int) -> list[Flowable]:
    s = standard()
    return [
        P(
            ligne.nom,
            s.fort,
            chemin=_cellule(rang, 0),
            marque=marques.pastille(ligne.groupe),
            retrait=20,
        ),
        P(
            ligne.combien,
            s.corps,
            chemin=_cellule(rang, 1),
            suite=ligne.precision,
            style_suite=s.second,
        ),
        P(ligne.organisme, s.corps, chemin=_cellule(rang, 2), suite=ligne.ou, style_suite=s.second),
    ]


def _cellule(rang: int, colonne: int, entete: str = "") -> Chemin:
    """Le chemin d'une cellule ; ``entete`` : ``Column`` ou ``Row`` pour une cellule de titre."""
    cle = f"droits.{rang}.{colonne}"
    feuille: Etage = ("TH", cle, {"O": "Table", "Scope": entete}) if entete else ("TD", cle)
    return (("Table", "droits"), ("TR", f"droits.{rang}"), feuille)
