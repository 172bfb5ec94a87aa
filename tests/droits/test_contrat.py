import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guichet.droits.contrat import (
    ecrire_diagnostic,
    ecrire_situation,
    lire_diagnostic,
    lire_situation,
)
from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE, Grossesse, Logement
from guichet.errors import EntreeRefusee

Objet = dict[str, Any]
AU = date(2026, 11, 20)
NADIA: Objet = json.loads(
    (Path(__file__).parent.parent / "foyers" / "nadia.json").read_text(encoding="utf-8")
)
CONJOINT = {"id": "c", "role": "conjoint", "date_naissance": "1991-01-01"}
PENSION_RECUE = {"type": "pension_alimentaire_recue", "montant": 120, "du": "2026-01"}


def modifiee(modifier: Callable[[Objet], object]) -> Objet:
    objet = copy.deepcopy(NADIA)
    modifier(objet)
    return objet


def en_couple(objet: Objet) -> Objet:
    objet["personnes"].append(copy.deepcopy(CONJOINT))
    objet.update(couple={"statut": "marie"}, isole_depuis=False, pension_enfants=False)
    return objet


def test_nadia_est_lue_et_reecrite_a_l_identique() -> None:
    situation = lire_situation(NADIA, AU)

    assert ecrire_situation(situation) == NADIA
    assert situation.demandeur.prenom == "Nadia"
    assert [enfant.age(AU) for enfant in situation.enfants] == [12, 8]


@pytest.mark.parametrize(
    "modifier",
    [
        en_couple,
        lambda o: o["personnes"][0].update(grossesse={"terme_prevu": "2027-03-01"}),
        lambda o: (
            en_couple(o),
            o["couple"].update(statut="concubinage"),
            o.update(encore_marie=True),
        ),
        lambda o: o["personnes"][0]["ressources"].append(PENSION_RECUE),
        lambda o: (
            o.update(pension_enfants=False),
            o["personnes"][0]["ressources"].append(PENSION_RECUE),
        ),
        lambda o: (
            o["pension_enfants"].update(versee=True),
            o["personnes"][1].update(ressources=[{**PENSION_RECUE, "au": "2026-10"}]),
        ),
        lambda o: o.update(
            mutuelle="c2s", aides_percues=[{"droit": "c2s", "montant": 0, "du": "2026-01"}]
        ),
        lambda o: o["aides_percues"].insert(
            0, {"droit": "af", "montant": 150, "du": "2016-01", "au": "2018-05"}
        ),
        lambda o: (
            o.pop("epargne"),
            o.update(inconnus_assumes=["epargne", "logement.statut"]),
            o["logement"].pop("statut"),
        ),
        lambda o: (
            o["personnes"][0]["ressources"][0].update(montant=None),
            o.update(inconnus_assumes=["personnes.p1.ressources.salaire_net"]),
        ),
    ],
)
def test_un_foyer_plausible_est_accepte_et_redonne(modifier: Callable[[Objet], object]) -> None:
    situation = lire_situation(modifiee(modifier), AU, commune_connue=lambda _: True)

    assert lire_situation(ecrire_situation(situation), AU) == situation


def test_la_date_du_fichier_sert_sauf_si_l_option_l_emporte() -> None:
    autre = date(2026, 12, 1)

    assert lire_situation(NADIA, autre).au == AU
    assert lire_situation(NADIA, autre, au_impose=True).au == autre
    assert lire_situation(modifiee(lambda o: o.pop("au")), autre).au == autre


def test_absent_et_ne_sait_pas_restent_distincts() -> None:
    objet = modifiee(lambda o: (o.pop("epargne"), o.update(mutuelle=None, logement=None)))
    situation = lire_situation(objet, AU)

    assert (situation.epargne, situation.mutuelle) == (PAS_DEMANDE, NE_SAIT_PAS)
    assert ecrire_situation(situation) == objet


@pytest.mark.parametrize("terme", [{}, {"terme_prevu": None}])
def test_une_grossesse_sans_terme_reste_une_grossesse(terme: Objet) -> None:
    objet = modifiee(lambda o: o["personnes"][0].update(grossesse=terme))
    situation = lire_situation(objet, AU)

    assert isinstance(situation.demandeur.grossesse, Grossesse)
    assert ecrire_situation(situation) == objet


def test_non_est_permis_partout_ou_le_contrat_le_dit() -> None:
    objet = modifiee(lambda o: o["logement"].update(loyer=False, statut="heberge"))
    objet.update(epargne=False, couple=False, isole_depuis=False, pension_enfants=False)
    objet.update(revenus_annuels=False)
    objet["personnes"][0].update(
        titre_sejour_depuis=False, heures_3_ans=False, garde=False, aidant_de=False, parents=False
    )
    objet["personnes"][0]["ressources"][0]["montant"] = False
    situation = lire_situation(objet, AU)

    assert isinstance(situation.logement, Logement)
    assert situation.logement.loyer is False
    assert situation.demandeur.heures_3_ans is False
    assert isinstance(situation.revenus_annuels, dict)
    assert situation.revenus_annuels[2024].revenus_imposables == 0
    assert lire_situation({**objet, "logement": False}, AU).logement is False


DIAGNOSTIC: Objet = {
    "version": 1,
    "au": "2026-11-20",
    "baremes": {"openfisca_france": "176.1.8", "complements": "2026-11-20"},
    "total": {"min": 1012.0, "max": 1200.0, "unite": "€/mois"},
    "droits": [
        {
            "id": "prime_activite",
            "nom": "Prime d'activité",
            "organismes": ["caf"],
            "statut": "probable",
            "motif": None,
            "montant_min": 225.0,
            "montant_max": 240.1,
            "unite": "€/mois",
            "premier_mois": {"min": 0.0, "max": 1.5},
            "annee": None,
            "deja_percu": False,
            "raisons": ["…"],
            "manque": ["epargne"],
            "bascule": [],
            "seuil": {"champ": "personnes.p1.ressources.salaire_net", "jusqu_a": 2485.0},
            "date_bareme": "2026-04-01",
            "sources": [{"titre": "…", "url": "https://exemple.fr", "date": "2026-04-01"}],
        }
    ],
    "questions_utiles": [{"chemin": "epargne", "droits": 1}],
}


def test_un_diagnostic_garde_se_relit_et_se_reecrit_a_l_identique() -> None:
    assert ecrire_diagnostic(lire_diagnostic(DIAGNOSTIC)) == DIAGNOSTIC


def test_un_diagnostic_au_statut_inconnu_est_refuse() -> None:
    objet = copy.deepcopy(DIAGNOSTIC)
    objet["droits"][0]["statut"] = "oui"

    with pytest.raises(EntreeRefusee, match=r"droits.prime_activite.statut .*« non_calcule »"):
        lire_diagnostic(objet)
