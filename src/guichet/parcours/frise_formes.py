"""Les formes de la frise de l'écran : colonnes, lignes, cartes, en pixels logiques."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from guichet.parcours.etape import Etape
from guichet.parcours.periodes import Genre

Etat: TypeAlias = Literal["faite", "en_retard", "a_verifier", "ordinaire"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gabarit:
    """Les mesures du langage visuel, en pixels logiques (maquette 05, tokens.toml).

    ``carte`` : hauteur d'une carte à deux lignes ; ``marge`` : de la carte au bord de sa
    colonne ; ``ecart`` : entre deux cartes ; ``gauche``, ``droite`` : dans la carte.
    ``periode``, ``titre``, ``texte``, ``nom`` : tailles des textes. Au-delà de
    ``texte_ideal``, la ligne d'échéance n'élargit plus sa colonne : elle passe à la ligne.
    Au-delà d'une colonne tous les ``colonne_ideale``, les dernières se regroupent.
    """

    carte: float = 47
    entete: float = 44
    marge: float = 7
    ecart: float = 6
    periode: float = 15
    titre: float = 14
    texte: float = 13
    texte_ideal: float = 165
    interligne: float = 19
    gauche: float = 11
    droite: float = 9
    icone: float = 19
    pastille: float = 24
    nom: float = 14
    avant_nom: float = 46
    lignes_min: float = 112
    colonne_min: float = 150
    colonne_ideale: float = 190


ECRAN = Gabarit()
ECRAN_LARGE = Gabarit(carte=75, ecart=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carte:
    """Une étape placée. ``titre`` et ``texte`` sont coupés en lignes, jamais abrégés.

    ``rang`` : sa place dans l'ordre de lecture, à partir de 0 ; ``ligne`` et ``colonne``
    désignent ``Frise.lignes`` et ``Frise.colonnes``.
    """

    etape: Etape
    etat: Etat
    groupe: str
    secondaires: tuple[str, ...]
    titre: tuple[str, ...]
    texte: tuple[str, ...]
    x: float
    y: float
    largeur: float
    hauteur: float
    colonne: int
    ligne: int
    rang: int

    @property
    def ancre_gauche(self) -> tuple[float, float]:
        """Où arrive une flèche de dépendance."""
        return self.x, self.y + self.hauteur / 2

    @property
    def ancre_droite(self) -> tuple[float, float]:
        """D'où part une flèche de dépendance."""
        return self.x + self.largeur, self.y + self.hauteur / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Colonne:
    """Une période ; ``nombre`` d'étapes."""

    genre: Genre
    titre: str
    sous_titre: str
    x: float
    largeur: float
    nombre: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """Un groupe d'organismes ; ``nom`` est coupé en lignes de texte."""

    groupe: str
    nom: tuple[str, ...]
    y: float
    hauteur: float
    nombre: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voisins:
    """Où mènent les flèches du clavier ; ``None`` au bord."""

    haut: str | None
    bas: str | None
    gauche: str | None
    droite: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frise:
    """``cartes`` : dans l'ordre de lecture, période puis organisme.

    ``entete`` : hauteur de la ligne des périodes ; ``noms`` : largeur de la colonne des
    organismes. ``x_aujourd_hui`` : le trait vertical ; ``aujourd_hui`` : ce qu'il dit.
    ``largeur`` dépasse la largeur demandée si une colonne ne tenait pas.
    """

    largeur: float
    hauteur: float
    entete: float
    noms: float
    colonnes: tuple[Colonne, ...]
    lignes: tuple[Ligne, ...]
    cartes: tuple[Carte, ...]
    x_aujourd_hui: float
    aujourd_hui: str
    voisins: Mapping[str, Voisins]

    def carte(self, etape: str) -> Carte:
        return next(carte for carte in self.cartes if carte.etape.id == etape)
