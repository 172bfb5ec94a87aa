"""Le vrai catalogue, un foyer d'essai et un diagnostic écrit à la main."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue
from guichet.droits.contrat import lire_situation
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, SourceCitee
from guichet.droits.situation import Situation

AU = date(2026, 11, 20)
FOYERS = Path(__file__).parents[2] / "foyers"
SOURCE = SourceCitee(
    titre="Prime d'activité", url="https://www.service-public.gouv.fr/F2882", date="2024-01-15"
)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@pytest.fixture
def nadia() -> Situation:
    return lire_situation(json.loads((FOYERS / "nadia.json").read_text("utf-8")), AU)


@pytest.fixture
def diagnostic(catalogue: Catalogue) -> Callable[..., Diagnostic]:
    """Une ligne par droit du catalogue ; ``droits`` remplace celles que l'essai décrit."""

    def fabriquer(*droits: Resultat, utiles: tuple[tuple[str, int], ...] = ()) -> Diagnostic:
        decrits = {droit.id: droit for droit in droits}
        return Diagnostic(
            au=AU,
            openfisca_france="176",
            complements=AU,
            total=Fourchette(min=Decimal(798), max=Decimal(1012)),
            droits=tuple(
                decrits.get(
                    d.id,
                    Resultat(
                        id=d.id,
                        nom=d.nom,
                        organismes=d.organismes,
                        statut="non",
                        raisons=(f"Raison de {d.id}.",),
                    ),
                )
                for d in catalogue.droits.values()
            ),
            questions_utiles=utiles,
        )

    return fabriquer


@pytest.fixture
def prime() -> Resultat:
    return Resultat(
        id="prime_activite",
        nom="Prime d'activité",
        organismes=("caf", "msa"),
        statut="probable",
        montant_min=Decimal(449),
        montant_max=Decimal(663),
        unite="€/mois",
        raisons=("Elle travaille.",),
        manque=("pension_enfants.versee",),
        date_bareme=date(2026, 4, 1),
        sources=(SOURCE,),
    )


@pytest.fixture
def asf() -> Resultat:
    return Resultat(
        id="asf",
        nom="Allocation de soutien familial",
        organismes=("caf", "msa"),
        statut="a_verifier",
        motif="reponse",
        montant_min=Decimal(0),
        montant_max=Decimal("401.56"),
        unite="€/mois",
        bascule=("pension_enfants.versee",),
        manque=("pension_enfants.versee",),
    )
