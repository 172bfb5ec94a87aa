"""La feuille remise, en PDF balisé : A4, deux pages pour une visite ordinaire."""

from dataclasses import replace
from io import BytesIO
from typing import IO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from guichet.impression import charte, marques, polices
from guichet.impression.balises import Decor, Grille, Toile
from guichet.impression.blocs import bloc
from guichet.impression.styles import standard
from guichet.impression.texte import P, Style, ecrire, imprimable, largeur
from guichet.recap.sections import Document

_LARGEUR, _HAUTEUR = A4
_UTILE = _LARGEUR - 2 * charte.MARGE_COTE


def imprimer(document: Document) -> bytes:
    """Le PDF de la feuille, sans rien écrire sur le disque."""
    # Aucune image ni adresse venue d'un texte ne doit jamais être ouverte.
    rl_config.trustedHosts = []
    rl_config.useA85 = 0  # du texte ASCII inutile : un quart d'octets et 15 ms de plus
    cadre = Frame(
        charte.MARGE_COTE,
        charte.MARGE_BAS,
        _UTILE,
        _HAUTEUR - charte.MARGE_HAUT - charte.MARGE_BAS,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    flux = BytesIO()
    modele = BaseDocTemplate(
        flux,
        pagesize=A4,
        title=document.titre,
        author=document.guichet,
        subject=document.titre,
        creator="Guichet",
        lang=document.langue,
    )
    modele.addPageTemplates([PageTemplate("feuille", [cadre])])

    def toile(cible: str | IO[bytes], /, **_: object) -> Toile:
        return Toile(
            cible,
            titre=document.titre,
            jour=document.au,
            langue=document.langue,
            police=polices.nom(400),
            decor=_decor(document),
        )

    modele.build(_contenu(document), canvasmaker=toile)
    return flux.getvalue()


def _contenu(document: Document) -> list[Flowable]:
    contenu = _entete(document)
    for section in document.sections:
        contenu += bloc(section, _UTILE)
    return contenu


def _entete(document: Document) -> list[Flowable]:
    s = standard()
    enseigne = P(document.guichet, s.fort, marque=marques.pastille("fs", 22), retrait=31)
    reference = P(document.reference, s.a_droite(s.fort)) if document.reference else ""
    bandeau = Grille(
        [[enseigne, reference]],
        colWidths=[_UTILE - 130, 130],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ],
    )
    chapeau = next((c for c in document.chapeaux if imprimable(c)), document.chapeaux[-1])
    return [
        bandeau,
        Spacer(1, 3),
        P(document.titre, s.titre, role="H1"),
        P(chapeau, s.encre(s.corps, "encre2")),
        Spacer(1, 8),
    ]


def _decor(document: Document) -> Decor:
    def dessiner(toile: Toile, page: int, pages: int) -> None:
        _pied(toile, document, page, pages)
        if document.demonstration:
            _demonstration(toile, document.demonstration)

    return dessiner


def _pied(toile: Toile, document: Document, page: int, pages: int) -> None:
    s = standard()
    bas = charte.MARGE_BAS - 10
    toile.setStrokeColor(charte.couleur("trait"))
    toile.setLineWidth(0.8)
    toile.line(charte.MARGE_COTE, bas, _LARGEUR - charte.MARGE_COTE, bas)
    numero = document.numero.format(page=page, pages=pages)
    fin = f"{document.reference} · {numero}" if document.reference else numero
    gras = replace(s.pied, graisse=600)
    droite = _LARGEUR - charte.MARGE_COTE - largeur(fin, gras.taille, gras.graisse)
    ecrire(toile, (charte.MARGE_COTE, bas - 12), document.pied, s.pied)
    ecrire(toile, (droite, bas - 12), fin, gras)


def _demonstration(toile: Toile, mot: str) -> None:
    style = Style(taille=9, graisse=700, encre=charte.couleur("noncalc_texte"))
    large = largeur(mot, style.taille, style.graisse)
    x, y = (_LARGEUR - large) / 2, _HAUTEUR - 22
    toile.setFillColor(charte.couleur("noncalc_fond"))
    toile.roundRect(x - 8, y, large + 16, 15, 7.5, stroke=0, fill=1)
    ecrire(toile, (x, y + 4.4), mot, style)
