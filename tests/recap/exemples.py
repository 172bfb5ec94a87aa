"""Un dossier ordinaire : Nadia, séparée, deux enfants, un rendez-vous. Montants inventés."""

# ruff: noqa: ANN401 - chaque test ne donne que les champs qui comptent pour lui

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from guichet.catalogue.contenu import Catalogue
from guichet.catalogue.structure import Structure
from guichet.dossier.contenu import Dossier
from guichet.droits.contrat import lire_situation
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat
from guichet.parcours.construction import construire
from guichet.parcours.etape import Parcours
from guichet.parcours.faits import faits
from guichet.rendezvous.agenda import Reservation

AU = date(2026, 11, 20)
SEPARATION = date(2026, 11, 2)
FOYERS = Path(__file__).resolve().parent.parent / "foyers"
STRUCTURE = Structure(
    nom="France Services de l’Exemple",
    adresse="1 rue de l’Exemple, 44300 Nantes",
    horaires="Du lundi au vendredi, 9 h à 12 h 30",
    telephone="02 40 00 00 00",
)
RENDEZ_VOUS = Reservation(
    id="3f0c1a52-0d1e-4a4b-9a51-6f6f5c1f2a10",
    etat="reserve",
    debut=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
    fin=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    organismes=("caf", "cpam"),
    lien_visio="https://visio.exemple.fr/salle/abcdef",
)
PROBABLES: dict[str, dict[str, Any]] = {
    "prime_activite": {"montant_min": Decimal("364.75"), "montant_max": Decimal("449.16")},
    "aides_logement": {"montant_min": Decimal(264), "montant_max": Decimal(349)},
    "c2s": {"montant_min": Decimal(30), "montant_max": Decimal(30), "unite": "€/mois à payer"},
}


def situation(foyer: str = "nadia") -> Any:
    return lire_situation(json.loads((FOYERS / f"{foyer}.json").read_text("utf-8")), AU)


def parcours(catalogue: Catalogue, moment: str = "separation") -> Parcours:
    foyer, contenu = situation(), catalogue.moments[moment]
    return construire(
        contenu,
        evenement=SEPARATION,
        faits=faits(foyer, contenu, evenement=SEPARATION, au=AU),
        au=AU,
        droits=catalogue.droits,
        situation=foyer,
    )


def resultat(catalogue: Catalogue, identifiant: str, **champs: Any) -> Resultat:
    droit = catalogue.droits[identifiant]
    return Resultat(
        **{
            "id": identifiant,
            "nom": droit.nom,
            "organismes": droit.organismes,
            "statut": "probable",
            "unite": "€/mois",
            **champs,
        }
    )


def diagnostic(catalogue: Catalogue, **changes: dict[str, Any]) -> Diagnostic:
    """Trois aides probables, une à vérifier, une déjà reçue, le reste à non ; ou ``changes``."""
    champs: dict[str, dict[str, Any]] = {
        **PROBABLES,
        "asf": {
            "statut": "a_verifier",
            "motif": "reponse",
            "montant_min": Decimal(0),
            "montant_max": Decimal("401.56"),
            "bascule": ("pension_enfants.versee",),
        },
        "af": {
            "montant_min": Decimal("152.25"),
            "montant_max": Decimal("152.25"),
            "deja_percu": True,
        },
        **changes,
    }
    rien: dict[str, Any] = {"statut": "non", "unite": None}
    return Diagnostic(
        au=AU,
        openfisca_france="176.1.8",
        complements=date(2026, 10, 1),
        total=Fourchette(min=Decimal("628.75"), max=Decimal("798.16")),
        droits=tuple(resultat(catalogue, d, **champs.get(d, rien)) for d in catalogue.droits),
    )


def dossier(catalogue: Catalogue, **champs: Any) -> Dossier:
    return Dossier(
        **{
            "situation": situation(),
            "diagnostic": diagnostic(catalogue),
            "parcours": (parcours(catalogue),),
            "rendez_vous": (RENDEZ_VOUS,),
            **champs,
        }
    )


def avec_prenom(dossier: Dossier, prenom: str) -> Dossier:
    foyer = dossier.situation
    personnes = (replace(foyer.personnes[0], prenom=prenom), *foyer.personnes[1:])
    return replace(dossier, situation=replace(foyer, personnes=personnes))
