"""Le kit : les seuls composants dont les écrans sont faits. Voir ``docs/ecrans.md``."""

from guichet.ui.noyau.annonce import annoncer
from guichet.ui.noyau.bandeau import Bandeau
from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.carte import Carte, CarteDroit
from guichet.ui.noyau.case import CarteCase, CarteRadio, Case
from guichet.ui.noyau.champ import Champ
from guichet.ui.noyau.champs import ChampDate, ChampLu, ChampMois, ChampMontant, ChampTexte
from guichet.ui.noyau.dialogue import Dialogue, confirmer, message
from guichet.ui.noyau.ecriture import bulle, propre
from guichet.ui.noyau.ligne import Ligne
from guichet.ui.noyau.liste import ChampListe, ChampSegment, ListeDeroulante
from guichet.ui.noyau.panneau import (
    Attente,
    Cadre,
    CadreCentre,
    Constat,
    Filet,
    Panneau,
    ZoneDefilante,
    colonne,
    ligne_a_icone,
    rangee,
)
from guichet.ui.noyau.pastille import EtiquetteStatut, Icone, Pastille, Puce, PuceBouton, cle_statut
from guichet.ui.noyau.phrase import ChampPhrase
from guichet.ui.noyau.recherche import ChampRecherche, Suggestion
from guichet.ui.noyau.segment import OUI_NON, Segment
from guichet.ui.noyau.texte import Etiquette, EtiquetteCoupee, Gras, Paragraphe

__all__ = [
    "OUI_NON",
    "Attente",
    "Bandeau",
    "Bouton",
    "Cadre",
    "CadreCentre",
    "Carte",
    "CarteCase",
    "CarteDroit",
    "CarteRadio",
    "Case",
    "Champ",
    "ChampDate",
    "ChampListe",
    "ChampLu",
    "ChampMois",
    "ChampMontant",
    "ChampPhrase",
    "ChampRecherche",
    "ChampSegment",
    "ChampTexte",
    "Constat",
    "Dialogue",
    "Etiquette",
    "EtiquetteCoupee",
    "EtiquetteStatut",
    "Filet",
    "Gras",
    "Icone",
    "Ligne",
    "ListeDeroulante",
    "Panneau",
    "Paragraphe",
    "Pastille",
    "Puce",
    "PuceBouton",
    "Segment",
    "Suggestion",
    "ZoneDefilante",
    "annoncer",
    "bulle",
    "cle_statut",
    "colonne",
    "confirmer",
    "ligne_a_icone",
    "message",
    "propre",
    "rangee",
]
