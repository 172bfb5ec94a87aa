"""Une vraie feuille : le dossier d'exemple, composé et imprimé par le produit."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.recap.exemples import AU, STRUCTURE, dossier

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Dossier
from guichet.impression.recap import imprimer
from guichet.recap.contexte import Options
from guichet.recap.document import composer
from guichet.ui.visite import Etat

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@pytest.fixture(scope="session")
def exemple(catalogue: Catalogue) -> Dossier:
    return dossier(catalogue)


@pytest.fixture(scope="session")
def feuille(catalogue: Catalogue, exemple: Dossier) -> bytes:
    return composer_pdf(catalogue, exemple, Options())


def composer_pdf(catalogue: Catalogue, sujet: Dossier, options: Options) -> bytes:
    document = composer(sujet, catalogue, STRUCTURE, au=AU, options=options, fuseau=PARIS)
    return imprimer(document)


def etat(sujet: Dossier, *, discret: bool = False, reference: str = "") -> Etat:
    return Etat(
        situation=sujet.situation,
        diagnostic=sujet.diagnostic,
        parcours=sujet.parcours[0],
        moment=sujet.parcours[0].moment,
        evenement=sujet.parcours[0].evenement,
        reservations=sujet.rendez_vous,
        choix=sujet.choix,
        discret=discret,
        reference=reference,
    )


def ecrire(chemin: Path, contenu: bytes) -> None:
    chemin.write_bytes(contenu)
