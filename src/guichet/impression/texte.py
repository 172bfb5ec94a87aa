"""Le seul passage entre un texte et le papier : tout est nettoyé, échappé, dessinable.

``reportlab.platypus.Paragraph`` lit du balisage : ``M. <Dupont>`` y perdrait son nom et
``<img>`` y ouvrirait un fichier. Rien d'autre que ``P`` ne doit en construire.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, TypeAlias, cast
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from guichet.impression import charte, polices
from guichet.impression.balises import Chemin, Toile
from guichet.impression.polices import Graisse

LONGUEUR_MAX = 2000
_REMPLACES = {
    **dict.fromkeys((0x2007, 0x2009, 0x200A, 0x202F), "\u00a0"),
    **dict.fromkeys((0x2010, 0x2011, 0x2212), "-"),
}
_INVISIBLES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_ALIGNEMENTS: dict[str, Literal[0, 1, 2]] = {"left": 0, "center": 1, "right": 2}
_MOT = re.compile(r"[^\s\u00a0]+|[\s\u00a0]+")


def nettoyer(texte: str) -> str:
    """Le même texte, en NFC, sur une ligne, sans caractère de contrôle ni marque de sens.

    L'espace fine et le trait d'union insécables, absents de la police, deviennent U+00A0 et
    ``-``. Au-delà de ``LONGUEUR_MAX`` caractères le texte est coupé, et cela se voit.
    """
    court = texte if len(texte) <= LONGUEUR_MAX else texte[: LONGUEUR_MAX - 1] + "…"
    ligne = " ".join(court.splitlines()).replace("\t", " ").translate(_REMPLACES)
    visible = "".join(c for c in ligne if unicodedata.category(c) not in _INVISIBLES)
    return unicodedata.normalize("NFC", visible)


def imprimable(texte: str) -> bool:
    """Vrai si chaque caractère de ce texte a un dessin dans nos polices."""
    return all(ord(caractere) in _connus(400) for caractere in nettoyer(texte))


def plages(texte: str, graisse: Graisse) -> tuple[tuple[str, str], ...]:
    """Le texte nettoyé, en plages (police, morceau) ; un mot entier passe à la police de repli.

    Un caractère sans dessin nulle part perd ses ornements, devient « ? » (lettre, chiffre) ou
    disparaît (pictogramme) : jamais un carré vide.
    """
    choix = ((_police(mot, graisse), mot) for mot in _mots(nettoyer(texte), graisse))
    return tuple(
        (police, "".join(mot for _, mot in groupe))
        for police, groupe in groupby(choix, key=lambda paire: paire[0])
    )


def balisage(texte: str, graisse: Graisse) -> str:
    """Le texte prêt pour ``Paragraph`` : échappé, la police de repli là où il la faut."""
    principale = polices.nom(graisse)
    return "".join(
        escape(morceau)
        if police == principale
        else f'<font name="{police}">{escape(morceau)}</font>'
        for police, morceau in plages(texte, graisse)
    )


def largeur(texte: str, taille: float, graisse: Graisse) -> float:
    """La largeur en points du texte sur une ligne."""
    return sum(
        polices.largeur(morceau, police, taille) for police, morceau in plages(texte, graisse)
    )


def qui_tient(phrases: Sequence[str], place: float, style: "Style") -> str:
    """La phrase la plus complète qui tient sur ``place`` points ; sinon la dernière."""
    tiennent = (p for p in phrases if largeur(p, style.taille, style.graisse) <= place)
    return next(tiennent, phrases[-1] if phrases else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """``taille`` en points ; ``interligne`` : multiple de la taille."""

    taille: float
    graisse: Graisse = 400
    encre: Color | None = None
    interligne: float = 1.32
    alignement: Literal["left", "center", "right"] = "left"

    @property
    def hauteur_ligne(self) -> float:
        return self.taille * self.interligne


def ecrire(toile: Toile, gauche: tuple[float, float], texte: str, style: Style) -> None:
    """Une ligne hors de l'arbre, à partir du bord gauche de sa ligne de base."""
    toile.setFillColor(style.encre or charte.couleur("encre"))
    x, y = gauche
    for police, morceau in plages(texte, style.graisse):
        toile.setFont(police, style.taille)
        toile.drawString(x, y, morceau)
        x += polices.largeur(morceau, police, style.taille)


Marque: TypeAlias = Callable[[Toile, float, float], None]


class P(Flowable):
    """Un paragraphe sûr et balisé : le texte est imprimé tel quel, jamais interprété."""

    canv: Toile

    def __init__(
        self,
        texte: str,
        style: Style,
        *,
        role: str = "P",
        chemin: Chemin = (),
        suite: str = "",
        style_suite: Style | None = None,
        marque: Marque | None = None,
        retrait: float = 0,
    ) -> None:
        """``suite`` : la fin de la ligne, dans ``style_suite``. ``marque`` : un dessin décoratif.

        La marque reçoit la toile, l'abscisse du bord gauche et l'ordonnée du milieu de la
        première ligne ; le texte est décalé de ``retrait`` points pour lui laisser la place.
        """
        super().__init__()
        contenu = balisage(texte, style.graisse)
        if suite:
            contenu += f"\u00a0 {_accorde(suite, style_suite or style)}"
        self._paragraphe = Paragraph(contenu, _reportlab(style, retrait))
        self._lu = _joindre(nettoyer(texte), nettoyer(suite))
        self._style, self._marque = style, marque
        self._role, self._chemin = role, chemin

    @property
    def texte(self) -> str:
        """Ce qui est dessiné, sans balisage."""
        return self._paragraphe.getPlainText(identify=False)

    @property
    def milieu(self) -> float:
        """L'ordonnée du milieu de la première ligne, depuis le bas du paragraphe."""
        return float(self.height) - self._style.taille * 0.64

    def wrap(self, largeur_libre: float, hauteur_libre: float) -> tuple[float, float]:
        self.width, self.height = self._paragraphe.wrap(largeur_libre, hauteur_libre)
        return self.width, self.height

    def minWidth(self) -> float:  # noqa: N802 - nom de reportlab
        return float(self._paragraphe.minWidth())

    def split(self, largeur_libre: float, hauteur_libre: float) -> list[Flowable]:
        morceaux: list[Flowable] = []
        pieces = cast("list[Paragraph]", self._paragraphe.split(largeur_libre, hauteur_libre))
        for paragraphe in pieces:
            morceau = copy(self)
            morceau._paragraphe = paragraphe  # noqa: SLF001 - le même objet
            morceau._marque = None if morceaux else self._marque  # noqa: SLF001
            morceau._lu = paragraphe.getPlainText(identify=False)  # noqa: SLF001
            morceaux.append(morceau)
        return morceaux

    def draw(self) -> None:
        if self._marque:
            with self.canv.artefact():
                self._marque(self.canv, 0, self.milieu)
        # Ce qu'un lecteur d'écran lit : deux lignes dessinées se collent (« la primed’activité »),
        # et seule la taille sépare à l'œil l'étape de son organisme.
        coupe = self.height > self._style.hauteur_ligne * 1.5
        entier = self._lu if coupe or self._lu != self.texte else ""
        with self.canv.balise(self._role, self._chemin, texte=entier):
            self._paragraphe.drawOn(self.canv, 0, 0)


def _joindre(texte: str, suite: str) -> str:
    if not suite:
        return texte
    return f"{texte} {suite}" if suite.startswith(("(", "·")) else f"{texte}, {suite}"


def _accorde(texte: str, style: Style) -> str:
    encre = style.encre or charte.couleur("encre")
    return (
        f'<font name="{polices.nom(style.graisse)}" size="{style.taille}"'
        f' color="#{encre.hexval()[2:]}">{balisage(texte, style.graisse)}</font>'
    )


@cache
def _reportlab(style: Style, retrait: float) -> ParagraphStyle:
    return ParagraphStyle(
        "guichet",
        fontName=polices.nom(style.graisse),
        fontSize=style.taille,
        leading=style.hauteur_ligne,
        textColor=style.encre or charte.couleur("encre"),
        alignment=_ALIGNEMENTS[style.alignement],
        leftIndent=retrait,
        # Sans ceci reportlab cherche Helvetica pour les puces : une police non embarquée.
        bulletFontName=polices.nom(style.graisse),
    )


def _mots(texte: str, graisse: Graisse) -> Iterator[str]:
    for mot in _MOT.findall(texte):
        yield "".join(_dessinable(caractere, graisse) for caractere in mot)


def _police(mot: str, graisse: Graisse) -> str:
    principale = polices.nom(graisse)
    if all(ord(caractere) in polices.dessine(principale) for caractere in mot):
        return principale
    return polices.nom_repli(graisse)


@cache
def _dessinable(caractere: str, graisse: Graisse) -> str:
    for candidat in (caractere, unicodedata.normalize("NFKD", caractere)):
        dessines = "".join(c for c in candidat if ord(c) in _connus(graisse))
        if dessines:
            return dessines
    return "?" if unicodedata.category(caractere)[0] in "LN" else ""


@cache
def _connus(graisse: Graisse) -> frozenset[int]:
    principale, repli = polices.nom(graisse), polices.nom_repli(graisse)
    return polices.dessine(principale) | polices.dessine(repli)
