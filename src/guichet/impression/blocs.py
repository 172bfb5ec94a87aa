"""Chaque section de la feuille, mise en page : même rythme que les maquettes 20 et 21."""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any, TypeAlias

from reportlab.platypus import Flowable, Spacer

from guichet.impression import charte, marques, qr
from guichet.impression.balises import Chemin, Grille
from guichet.impression.bas_de_page import Notes, SiPlace
from guichet.impression.frise import bloc_parcours
from guichet.impression.styles import standard
from guichet.impression.tableau import bloc_droits, bloc_papiers
from guichet.impression.texte import P, qui_tient
from guichet.impression.texte import largeur as mesurer
from guichet.recap.sections import (
    Chose,
    Section,
    SectionChoses,
    SectionContacts,
    SectionDroits,
    SectionEncadre,
    SectionNotes,
    SectionPapiers,
    SectionParcours,
    SectionRendezVous,
)

Bloc: TypeAlias = list[Flowable]
Commande: TypeAlias = tuple[Any, ...]

_ROND = 25.0
_COLONNE_ROND = 44.0
_PART_DATE = 0.35
_COLONNES_CONTACTS = 4
_LISERE = 0.8


@singledispatch
def bloc(section: Section, largeur: float) -> Bloc:
    """Les éléments de page d'une section, sur ``largeur`` points."""
    raise NotImplementedError(type(section))


@bloc.register
def _(section: SectionChoses, largeur: float) -> Bloc:
    cartes: Bloc = []
    for chose in section.choses:
        cartes += [_carte(chose, largeur), Spacer(1, 6)]
    return [_titre(section.titre), Spacer(1, 5), *cartes]


@bloc.register
def _(section: SectionRendezVous, largeur: float) -> Bloc:
    s = standard()
    textes: Bloc = [
        P(
            section.surtitre,
            s.encre(s.fort, "accent_texte"),
            role="H2",
            marque=marques.icone("video", 16, charte.couleur("accent")),
            retrait=23,
        ),
        P(section.quand, s.grand),
        *(P(detail, s.serre(s.corps)) for detail in section.details),
    ]
    if section.alerte:
        textes.append(P(section.alerte, s.encre(s.fort, "danger_texte")))
    if section.lien:
        textes.append(P(section.lien_phrase, s.second))
    codes = _codes(section)
    colonne_codes = sum(code.width + 8 for code, _ in codes)
    fond = charte.couleur("accent_fond" if section.sur else "verifier_fond")
    rangee: list[Any] = [textes]
    largeurs = [largeur - colonne_codes - (12 if codes else 0)]
    if codes:
        rangee.append(_grille_codes(codes))
        largeurs.append(colonne_codes + 12)
    style: list[Commande] = [
        ("BACKGROUND", (0, 0), (-1, -1), fond),
        ("ROUNDEDCORNERS", [8, 8, 8, 8]),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (0, 0), 16),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
    return [Spacer(1, 3), Grille([rangee], colWidths=largeurs, style=style), Spacer(1, 8)]


@bloc.register
def _(section: SectionParcours, largeur: float) -> Bloc:
    return bloc_parcours(section, largeur)


@bloc.register
def _(section: SectionDroits, largeur: float) -> Bloc:
    return bloc_droits(section, largeur)


@bloc.register
def _(section: SectionPapiers, largeur: float) -> Bloc:
    return bloc_papiers(section, largeur)


@bloc.register
def _(section: SectionContacts, largeur: float) -> Bloc:
    s = standard()
    cote = 22.0
    cases: list[Bloc] = []
    for contact in section.contacts:
        chemin: Chemin = (
            ("L", "contacts"),
            ("LI", f"contacts.{contact.nom}"),
            ("LBody", f"c.{contact.nom}"),
        )
        case: Bloc = [
            P(
                contact.nom,
                s.fort,
                chemin=chemin,
                marque=marques.pastille(contact.groupe, cote),
                retrait=cote + 7,
            )
        ]
        suites = ((contact.telephone, s.encre(s.fort, "accent_texte")), (contact.site, s.pied))
        case += [
            P(texte, style, chemin=chemin, retrait=cote + 7) for texte, style in suites if texte
        ]
        cases.append(case)
    lignes = _rangees(cases, _COLONNES_CONTACTS)
    grille = Grille(
        lignes,
        colWidths=[largeur / _COLONNES_CONTACTS] * _COLONNES_CONTACTS,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_serre(0, 3)],
    )
    return [SiPlace([Spacer(1, 10), _titre(section.titre), Spacer(1, 3), grille])]


@bloc.register
def _(section: SectionEncadre, largeur: float) -> Bloc:
    s = standard()
    contenu: Bloc = [P(section.titre, s.fort, role="H2")]
    contenu += [P(phrase, s.serre(s.corps)) for phrase in section.phrases]
    if section.adresse:
        contenu.append(P(" ".join(_phrase(ligne) for ligne in section.adresse), s.second))
    boite = Grille(
        [[contenu]],
        colWidths=[largeur],
        splitInRow=1,
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), charte.couleur("surface2")),
            ("BOX", (0, 0), (-1, -1), _LISERE, charte.couleur("trait")),
            ("ROUNDEDCORNERS", [8, 8, 8, 8]),
            ("LEFTPADDING", (0, 0), (-1, -1), 14),
            ("RIGHTPADDING", (0, 0), (-1, -1), 14),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ],
    )
    # Rien après la boîte : un blanc qui déborde ouvrirait une page vide.
    return [Spacer(1, 7), boite]


@bloc.register
def _(section: SectionNotes, largeur: float) -> Bloc:
    return [Notes(section.titre, largeur)]


def _titre(texte: str) -> P:
    return P(texte, standard().section, role="H2")


def _carte(chose: Chose, largeur: float) -> Grille:
    s = standard()
    utile = largeur - _COLONNE_ROND
    calme = chose.urgence == "calme"
    quand = s.a_droite(s.fort if calme else s.encre(s.fort, "danger_texte"))
    place = utile - 40 - mesurer(chose.ou, s.second.taille, 400)
    papiers = qui_tient(chose.papiers, place, s.second)
    ou = P(
        chose.ou,
        s.second,
        marque=marques.pastille(chose.groupe),
        retrait=18,
        suite=papiers and f"· {papiers}",
    )
    lignes: list[list[Any]] = [
        [
            marques.seule(marques.numero(chose.rang, _ROND), _ROND),
            P(chose.titre, s.fort),
            P(qui_tient(chose.quand, utile * _PART_DATE - 12, quand), quand),
        ],
        ["", ou, ""],
    ]
    if chose.consequence:
        lignes.append(["", P(chose.consequence, s.serre(s.second)), ""])
    return Grille(
        lignes,
        colWidths=[_COLONNE_ROND, utile * (1 - _PART_DATE), utile * _PART_DATE],
        style=[
            ("SPAN", (0, 0), (0, -1)),
            *(("SPAN", (1, rang), (2, rang)) for rang in range(1, len(lignes))),
            ("BOX", (0, 0), (-1, -1), _LISERE, charte.couleur("trait")),
            ("ROUNDEDCORNERS", [7, 7, 7, 7]),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            *_serre(10, 0),
            ("LEFTPADDING", (2, 0), (2, 0), 0),
            ("TOPPADDING", (0, 0), (-1, 0), 3),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 5.5),
        ],
    )


def _codes(section: SectionRendezVous) -> list[tuple[Any, str]]:
    codes = []
    if section.agenda:
        codes.append(
            (qr.figure(section.agenda, section.agenda_description), section.agenda_legende)
        )
    if section.lien:
        codes.append((qr.figure(section.lien, section.lien_description), section.lien_legende))
    return codes


def _grille_codes(codes: Sequence[tuple[Any, str]]) -> Grille:
    legende = standard().pied
    return Grille(
        [
            [code for code, _ in codes],
            [P(texte, legende, retrait=6) for _, texte in codes],
        ],
        colWidths=[code.width + 8 for code, _ in codes],
        style=_serre(0, 1),
    )


def _rangees(cases: Sequence[Bloc], colonnes: int) -> list[list[Bloc]]:
    pleines = [*cases, *([[]] * (-len(cases) % colonnes))]
    return [pleines[debut : debut + colonnes] for debut in range(0, len(pleines), colonnes)]


def _phrase(texte: str) -> str:
    return texte if texte.endswith((".", "?", "!")) else f"{texte}."


def _serre(cotes: float, haut_bas: float) -> list[Commande]:
    tout = ((0, 0), (-1, -1))
    return [
        ("LEFTPADDING", *tout, cotes),
        ("RIGHTPADDING", *tout, cotes),
        ("TOPPADDING", *tout, haut_bas),
        ("BOTTOMPADDING", *tout, haut_bas),
    ]
