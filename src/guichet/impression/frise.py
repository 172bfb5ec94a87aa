"""Le parcours dessiné sur le papier, de haut en bas."""

from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from guichet.impression import marques
from guichet.impression.balises import Grille
from guichet.impression.styles import standard
from guichet.impression.texte import P
from guichet.recap.sections import LigneEtape, SectionParcours

_PERIODE, _RAIL, _DATE = 78.0, 26.0, 150.0


def bloc_parcours(section: SectionParcours, largeur: float) -> list[Flowable]:
    s = standard()
    lignes = [["", "", *_cellules(ligne)] for ligne in section.lignes]
    table = Grille(
        lignes,
        colWidths=[_PERIODE, _RAIL, largeur - _PERIODE - _RAIL - _DATE, _DATE],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ],
    )
    return [CondPageBreak(120), P(section.titre, s.section, role="H2"), Spacer(1, 4), table]


def _cellules(ligne: LigneEtape) -> list[Any]:
    s = standard()
    quand = s.a_droite(s.corps)
    return [
        P(
            ligne.titre,
            s.corps,
            suite=ligne.organisme,
            style_suite=s.second,
            marque=marques.pastille(ligne.groupe),
            retrait=20,
        ),
        P(ligne.quand, quand),
    ]
