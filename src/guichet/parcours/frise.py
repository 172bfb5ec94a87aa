"""La frise de l'écran : où va chaque carte. Ni Qt ni reportlab, rien que des nombres.

Lignes = organismes, colonnes = périodes, cartes empilées dans les cellules. Le papier et
la liste disent les mêmes périodes, à la verticale (``parcours.periodes``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guichet.catalogue.contenu import Organisme
from guichet.parcours.calendrier import jour_court
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.frise_formes import ECRAN, Carte, Colonne, Etat, Frise, Gabarit, Ligne
from guichet.parcours.lignes import LigneOrganismes, groupes_secondaires, ranger
from guichet.parcours.mesure import Mesure, couper, mot_le_plus_large
from guichet.parcours.periodes import Periode, decouper
from guichet.parcours.phrases import lignes_de_carte
from guichet.parcours.voisinage import voisiner

_COLONNES_MIN = 4


def placer(
    parcours: Parcours,
    organismes: Mapping[str, Organisme],
    *,
    au: date,
    largeur: float,
    mesure: Mesure,
    gabarit: Gabarit = ECRAN,
) -> Frise:
    """Place les étapes dans ``largeur`` pixels, ou plus si une colonne ne tenait pas.

    ``mesure(texte, taille, gras)`` donne la largeur d'un texte en pixels.
    """
    rangees = ranger(parcours.etapes, organismes)
    noms = _largeur_des_noms(rangees, gabarit, mesure)
    place = int((largeur - noms) // gabarit.colonne_ideale)
    periodes = decouper(parcours.etapes, au=au, maximum=max(place, _COLONNES_MIN))
    contenus = {
        etape.id: _contenu(etape, organismes, au, gabarit, mesure) for etape in parcours.etapes
    }
    colonnes = _colonnes(
        periodes, contenus, noms=noms, largeur=largeur, gabarit=gabarit, mesure=mesure
    )
    lignes, cartes = _Pile(periodes, colonnes, contenus, gabarit, mesure).empiler(rangees, noms)
    return Frise(
        largeur=max(largeur, noms + sum(colonne.largeur for colonne in colonnes)),
        hauteur=lignes[-1].y + lignes[-1].hauteur if lignes else gabarit.entete,
        entete=gabarit.entete,
        noms=noms,
        colonnes=colonnes,
        lignes=lignes,
        cartes=cartes,
        x_aujourd_hui=_aujourd_hui(colonnes, noms),
        aujourd_hui=f"Aujourd’hui, {jour_court(au, au=au)}",
        voisins=voisiner(cartes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contenu:
    """Ce qu'une carte peut porter. ``besoin`` : sa largeur idéale ; ``cote`` : les icônes.

    ``gras`` : la ligne d'échéance l'est.
    """

    etape: Etape
    etat: Etat
    gras: bool
    textes: tuple[str, ...]
    secondaires: tuple[str, ...]
    cote: float
    besoin: float


def _contenu(
    etape: Etape,
    organismes: Mapping[str, Organisme],
    au: date,
    gabarit: Gabarit,
    mesure: Mesure,
) -> _Contenu:
    textes = lignes_de_carte(etape, au=au)
    secondaires = groupes_secondaires(etape, organismes)
    insigne = bool(secondaires) or etape.acteur != "usager"
    cote = gabarit.icone + (gabarit.pastille if insigne else 0)
    bords = gabarit.gauche + gabarit.droite
    titre = mesure(etape.titre_court, gabarit.titre, True)
    etat = _etat(etape)
    gras = etat == "en_retard" or etape.type in ("legale", "droit_perdu")
    texte = min(mesure(textes[-1], gabarit.texte, gras), gabarit.texte_ideal) + cote
    return _Contenu(
        etape=etape,
        etat=etat,
        gras=gras,
        textes=textes,
        secondaires=secondaires,
        cote=cote,
        besoin=max(titre, texte) + bords + 2 * gabarit.marge,
    )


def _etat(etape: Etape) -> Etat:
    if etape.faite_le is not None:
        return "faite"
    if etape.en_retard:
        return "en_retard"
    return "a_verifier" if etape.concerne == "a_verifier" else "ordinaire"


def _largeur_des_noms(
    rangees: Sequence[LigneOrganismes], gabarit: Gabarit, mesure: Mesure
) -> float:
    """La colonne des organismes s'élargit pour le plus long mot : « Département »."""
    mots = [mot_le_plus_large(ligne.nom, gabarit.nom, True, mesure) for ligne in rangees]
    return max([gabarit.lignes_min, *(mot + gabarit.avant_nom + gabarit.droite for mot in mots)])


def _colonnes(
    periodes: Sequence[Periode],
    contenus: Mapping[str, _Contenu],
    *,
    noms: float,
    largeur: float,
    gabarit: Gabarit,
    mesure: Mesure,
) -> tuple[Colonne, ...]:
    besoins = []
    for periode in periodes:
        tete = mesure(periode.titre, gabarit.periode, True)
        tete = max(tete, mesure(periode.sous_titre, gabarit.texte, False)) + 4 * gabarit.marge
        besoin = max(contenus[etape.id].besoin for etape in periode.etapes)
        besoins.append(max(tete, besoin, gabarit.colonne_min))
    colonnes, x = [], noms
    for periode, large in zip(
        periodes,
        _partager(besoins, [len(p.etapes) for p in periodes], largeur - noms, gabarit.colonne_min),
        strict=True,
    ):
        colonnes.append(
            Colonne(
                genre=periode.genre,
                titre=periode.titre,
                sous_titre=periode.sous_titre,
                x=x,
                largeur=large,
                nombre=len(periode.etapes),
            )
        )
        x += large
    return tuple(colonnes)


def _partager(
    besoins: Sequence[float], poids: Sequence[int], place: float, minimum: float
) -> list[float]:
    """Chaque colonne reçoit son besoin et une part du reste : la plus chargée, la plus large.

    S'il n'y a pas assez de place, on rogne les plus larges, jamais sous ``minimum``.
    """
    reste = place - sum(besoins)
    if reste >= 0:
        total = sum(poids)
        return [besoin + reste * part / total for besoin, part in zip(besoins, poids, strict=True)]
    plafond, libre = minimum, place
    for rang, besoin in enumerate(sorted(besoins)):
        part = libre / (len(besoins) - rang)
        if besoin > part:
            plafond = max(minimum, part)
            break
        libre -= besoin
    return [min(besoin, plafond) for besoin in besoins]


class _Pile:
    """Empile les cartes, ligne après ligne ; une cellule n'en recouvre jamais une autre."""

    def __init__(
        self,
        periodes: Sequence[Periode],
        colonnes: Sequence[Colonne],
        contenus: Mapping[str, _Contenu],
        gabarit: Gabarit,
        mesure: Mesure,
    ) -> None:
        self._colonnes = colonnes
        self._contenus = contenus
        self._gabarit = gabarit
        self._mesure = mesure
        self._colonne_de = {
            etape.id: rang for rang, periode in enumerate(periodes) for etape in periode.etapes
        }

    def empiler(
        self, rangees: Sequence[LigneOrganismes], noms: float
    ) -> tuple[tuple[Ligne, ...], tuple[Carte, ...]]:
        lignes: list[Ligne] = []
        cartes: list[Carte] = []
        y = self._gabarit.entete
        for rang, rangee in enumerate(rangees):
            nom = self._nom(rangee.nom, noms)
            siennes, bas = self._cellules(rangee, rang, y)
            hauteur = max(bas - y, self._gabarit.interligne * (len(nom) + 1))
            lignes.append(
                Ligne(
                    groupe=rangee.groupe,
                    nom=nom,
                    y=y,
                    hauteur=hauteur,
                    nombre=len(rangee.etapes),
                )
            )
            cartes += siennes
            y += hauteur
        return tuple(lignes), _en_ordre(cartes)

    def _nom(self, nom: str, noms: float) -> tuple[str, ...]:
        gabarit = self._gabarit
        place = noms - gabarit.avant_nom - gabarit.droite
        return tuple(couper(nom, place, gabarit.nom, True, self._mesure))

    def _cellules(
        self, rangee: LigneOrganismes, ligne: int, haut: float
    ) -> tuple[list[Carte], float]:
        ecart = self._gabarit.ecart
        bas_de_pile: dict[int, float] = {}
        cartes = []
        for etape in rangee.etapes:
            colonne = self._colonne_de[etape.id]
            y = bas_de_pile.get(colonne, haut) + ecart
            carte = self._carte(self._contenus[etape.id], rangee.groupe, ligne, colonne, y)
            bas_de_pile[colonne] = y + carte.hauteur
            cartes.append(carte)
        return cartes, max(bas_de_pile.values()) + ecart

    def _carte(self, contenu: _Contenu, groupe: str, ligne: int, colonne: int, y: float) -> Carte:
        gabarit, place = self._gabarit, self._colonnes[colonne]
        largeur = place.largeur - 2 * gabarit.marge
        utile = largeur - gabarit.gauche - gabarit.droite
        titre = couper(contenu.etape.titre_court, utile, gabarit.titre, True, self._mesure)
        texte = self._texte(contenu, utile - contenu.cote)
        return Carte(
            etape=contenu.etape,
            etat=contenu.etat,
            groupe=groupe,
            secondaires=contenu.secondaires,
            titre=tuple(titre),
            texte=tuple(texte),
            x=place.x + gabarit.marge,
            y=y,
            largeur=largeur,
            hauteur=gabarit.carte + gabarit.interligne * (len(titre) + len(texte) - 2),
            colonne=colonne,
            ligne=ligne,
            rang=0,
        )

    def _texte(self, contenu: _Contenu, place: float) -> list[str]:
        """La phrase la plus complète qui tient sur une ligne ; sinon la plus courte, coupée."""
        taille = self._gabarit.texte
        for texte in contenu.textes:
            if self._mesure(texte, taille, contenu.gras) <= place:
                return [texte]
        return couper(contenu.textes[-1], place, taille, contenu.gras, self._mesure)


def _en_ordre(cartes: Sequence[Carte]) -> tuple[Carte, ...]:
    """L'ordre de lecture : période, puis organisme, puis de haut en bas."""
    triees = sorted(cartes, key=lambda carte: (carte.colonne, carte.ligne, carte.y))
    return tuple(replace(carte, rang=rang) for rang, carte in enumerate(triees))


def _aujourd_hui(colonnes: Sequence[Colonne], noms: float) -> float:
    """Entre « Avant » et la suite."""
    if not colonnes or colonnes[0].genre != "avant":
        return noms
    return colonnes[0].x + colonnes[0].largeur
