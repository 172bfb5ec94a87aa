"""La frise à la verticale, pour le papier et pour la liste : une période après l'autre.

Les mêmes périodes et les mêmes mots que l'écran. Tout est en points pour le papier (10 au
moins), en pixels pour l'écran ; l'origine est en haut à gauche, ``y`` d'un texte est sa
ligne de base.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.lignes import groupe_de, nom_de
from guichet.parcours.mesure import Mesure, couper
from guichet.parcours.periodes import Periode, decouper
from guichet.parcours.phrases import variantes

Role: TypeAlias = Literal["periode", "titre", "organisme", "condition", "echeance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GabaritVertical:
    """Les mesures de la feuille standard (maquette 20), en points.

    ``x_ligne``, ``x_pastille``, ``x_titre`` : abscisses ; ``droite`` : place de l'icône de
    type, à droite de l'échéance ; ``part_echeance`` : la part de la largeur qu'une échéance
    peut prendre.
    """

    corps: float = 11
    petit: float = 10
    interligne: float = 14
    entre_etapes: float = 3.5
    entre_periodes: float = 7
    x_ligne: float = 90
    x_pastille: float = 104
    pastille: float = 14
    x_titre: float = 124
    droite: float = 18
    ecart: float = 8
    part_echeance: float = 0.36


PAPIER = GabaritVertical()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texte:
    """Une ligne de texte ; ``x`` est son bord droit si ``a_droite``."""

    role: Role
    texte: str
    x: float
    y: float
    taille: float
    gras: bool = False
    a_droite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntreeVerticale:
    """Une étape : ``y`` et ``hauteur`` de son bloc, ``groupe`` de sa pastille."""

    etape: Etape
    groupe: str
    y: float
    hauteur: float
    textes: tuple[Texte, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodeVerticale:
    """Une période : son titre à gauche, ses étapes à droite, une station sur la ligne."""

    periode: Periode
    y: float
    hauteur: float
    y_station: float
    textes: tuple[Texte, ...]
    entrees: tuple[EntreeVerticale, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FriseVerticale:
    """``periodes`` se suivent sans se recouvrir : une page se coupe entre deux étapes."""

    largeur: float
    hauteur: float
    gabarit: GabaritVertical
    periodes: tuple[PeriodeVerticale, ...]


def placer_vertical(
    parcours: Parcours,
    organismes: Mapping[str, Organisme],
    *,
    au: date,
    largeur: float,
    mesure: Mesure,
    gabarit: GabaritVertical = PAPIER,
    titre_court: bool = False,
) -> FriseVerticale:
    """Place les étapes l'une sous l'autre. ``titre_court`` : celui de la carte, pour la liste."""
    plume = _Plume(organismes, au, largeur, mesure, gabarit, titre_court=titre_court)
    periodes: list[PeriodeVerticale] = []
    y = 0.0
    for periode in decouper(parcours.etapes, au=au):
        placee = plume.periode(periode, y)
        periodes.append(placee)
        y += placee.hauteur + gabarit.entre_periodes
    hauteur = periodes[-1].y + periodes[-1].hauteur if periodes else 0.0
    return FriseVerticale(
        largeur=largeur, hauteur=hauteur, gabarit=gabarit, periodes=tuple(periodes)
    )


@dataclass(slots=True)
class _Plume:
    """Écrit les blocs : titre à gauche, échéance à droite, condition dessous."""

    organismes: Mapping[str, Organisme]
    au: date
    largeur: float
    mesure: Mesure
    gabarit: GabaritVertical
    titre_court: bool

    def periode(self, periode: Periode, haut: float) -> PeriodeVerticale:
        gabarit = self.gabarit
        place = gabarit.x_ligne - gabarit.ecart
        lignes = couper(periode.titre_liste, place, gabarit.corps, True, self.mesure)
        entrees: list[EntreeVerticale] = []
        y = haut
        for etape in periode.etapes:
            entrees.append(self._entree(etape, y))
            y = entrees[-1].y + entrees[-1].hauteur + gabarit.entre_etapes
        bas = max(y - gabarit.entre_etapes, haut + gabarit.interligne * len(lignes))
        return PeriodeVerticale(
            periode=periode,
            y=haut,
            hauteur=bas - haut,
            y_station=haut + gabarit.interligne / 2,
            textes=tuple(self._textes("periode", lignes, 0, haut, gras=True)),
            entrees=tuple(entrees),
        )

    def _entree(self, etape: Etape, haut: float) -> EntreeVerticale:
        gabarit = self.gabarit
        droite = self.largeur - gabarit.droite
        echeance = self._echeance(etape)
        prise = max(self.mesure(ligne, gabarit.corps, True) for ligne in echeance)
        place = droite - prise - gabarit.ecart - gabarit.x_titre
        textes = self._gauche(etape, haut, place)
        textes += self._textes("echeance", echeance, droite, haut, gras=True, a_droite=True)
        bas = max(texte.y for texte in textes) + gabarit.interligne - self._base()
        return EntreeVerticale(
            etape=etape,
            groupe=groupe_de(etape, self.organismes),
            y=haut,
            hauteur=bas - haut,
            textes=tuple(textes),
        )

    def _gauche(self, etape: Etape, haut: float, place: float) -> list[Texte]:
        """Le titre, puis l'organisme à sa suite s'il tient, sinon dessous."""
        gabarit = self.gabarit
        titre = etape.titre_court if self.titre_court else etape.titre
        lignes = couper(titre, place, gabarit.corps, False, self.mesure)
        textes = self._textes("titre", lignes, gabarit.x_titre, haut)
        nom = nom_de(etape, self.organismes)
        apres = self.mesure(lignes[-1], gabarit.corps, False) + gabarit.ecart
        if apres + self.mesure(nom, gabarit.petit, False) <= place:
            haut += gabarit.interligne * (len(lignes) - 1)
            textes += self._textes("organisme", [nom], gabarit.x_titre + apres, haut, petit=True)
            haut += gabarit.interligne
        else:
            haut += gabarit.interligne * len(lignes)
            noms = couper(nom, place, gabarit.petit, False, self.mesure)
            textes += self._textes("organisme", noms, gabarit.x_titre, haut, petit=True)
            haut += gabarit.interligne * len(noms)
        if etape.concerne == "a_verifier" and etape.condition:
            dite = couper(etape.condition, place, gabarit.petit, False, self.mesure)
            textes += self._textes("condition", dite, gabarit.x_titre, haut, petit=True)
        return textes

    def _echeance(self, etape: Etape) -> list[str]:
        """La première phrase qui tient dans sa part de largeur ; sinon la plus courte, coupée."""
        place = self.largeur * self.gabarit.part_echeance
        phrases = variantes(etape, au=self.au)
        for phrase in phrases:
            if self.mesure(phrase, self.gabarit.corps, True) <= place:
                return [phrase]
        return couper(phrases[-1], place, self.gabarit.corps, True, self.mesure)

    def _textes(
        self,
        role: Role,
        lignes: Sequence[str],
        x: float,
        haut: float,
        *,
        gras: bool = False,
        petit: bool = False,
        a_droite: bool = False,
    ) -> list[Texte]:
        gabarit = self.gabarit
        return [
            Texte(
                role=role,
                texte=ligne,
                x=x,
                y=haut + rang * gabarit.interligne + self._base(),
                taille=gabarit.petit if petit else gabarit.corps,
                gras=gras,
                a_droite=a_droite,
            )
            for rang, ligne in enumerate(lignes)
        ]

    def _base(self) -> float:
        """De haut en bas d'une ligne jusqu'à sa ligne de base."""
        return (self.gabarit.interligne + self.gabarit.corps * 0.7) / 2
