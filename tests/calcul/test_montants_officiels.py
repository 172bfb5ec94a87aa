"""Les montants publiés, retrouvés par le calcul.

Sources : BMAF 478,16 € au 01/04/2026 (CSS, taux en % de la BMAF), décrets 2026-220 (RSA),
2026-229 (AAH) et 2026-219 (ASS), circulaire Cnav 2025-29 (Aspa), CSS L816-3 (Asi),
plafonds de la C2S au 01/04/2026 : 868 et 1 172 € par mois pour une personne seule.
Les prestations familiales sont nettes de CRDS, tronquée au centime comme le fait la Caf.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

import pytest

from guichet.droits.moteur import Chiffre

Chiffrer: TypeAlias = Callable[..., Mapping[str, Chiffre]]
HLM = {"commune": "44109", "statut": "locataire_hlm", "loyer": 430}


def enfant(rang: int, naissance: str, **champs: object) -> dict[str, object]:
    return {
        "id": f"e{rang}",
        "role": "enfant",
        "date_naissance": naissance,
        "nationalite": "francaise",
        "ressources": [],
    } | champs


PETITS = (enfant(1, "2016-05-02"), enfant(2, "2019-05-02"), enfant(3, "2020-05-02"))


def test_le_rsa_d_une_personne_seule_sans_logement(chiffrer: Chiffrer) -> None:
    assert chiffrer()["rsa"].montant == Decimal("651.69")


def test_le_rsa_d_un_couple_sans_logement(chiffrer: Chiffrer) -> None:
    conjoint = {
        "id": "p2",
        "role": "conjoint",
        "date_naissance": "1988-01-01",
        "nationalite": "francaise",
        "activite": "autre",
        "ressources": [],
    }

    chiffres = chiffrer(autres=(conjoint,), couple={"statut": "marie"})

    assert chiffres["rsa"].montant == Decimal("977.54")


def test_le_rsa_majore_d_une_femme_enceinte_seule(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(
        personne={"date_naissance": "2004-02-02", "grossesse": {"terme_prevu": "2027-03-10"}},
        isole_depuis="2026-10-01",
    )

    assert chiffres["rsa_majore"].montant == Decimal("836.85")
    assert not chiffres["rsa"].ouvert
    assert "RSA majoré" in chiffres["rsa"].raisons[0]


@pytest.mark.parametrize(("nombre", "attendu"), [(2, "152.25"), (3, "347.32")])
def test_les_allocations_familiales(chiffrer: Chiffrer, nombre: int, attendu: str) -> None:
    chiffres = chiffrer(autres=PETITS[:nombre], pension_enfants=False)

    assert chiffres["af"].montant == Decimal(attendu)


def test_le_complement_familial_majore_de_trois_enfants(chiffrer: Chiffrer) -> None:
    assert chiffrer(autres=PETITS, pension_enfants=False)["cf"].montant == Decimal("297.26")


def test_l_asf_d_un_enfant(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(autres=PETITS[:1], pension_enfants=False)

    assert chiffres["asf"].montant == Decimal("200.78")


def test_l_allocation_de_base_et_la_prime_de_naissance(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(
        personne={"grossesse": {"terme_prevu": "2027-01-10"}}, autres=(enfant(1, "2025-06-01"),)
    )

    assert chiffres["paje_base"].montant == Decimal("198.16")
    assert chiffres["paje_prime"].montant == Decimal("1093.08")


def test_l_allocation_de_rentree_d_un_enfant_de_huit_ans(chiffrer: Chiffrer) -> None:
    ars = chiffrer(autres=(enfant(1, "2019-05-02"),))["ars"]

    assert ars.montant == Decimal("426.87")
    assert ars.annee == 2027


def test_l_aah_au_taux_plein(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(personne={"handicap": {"taux": "80_plus"}}, logement=HLM)

    assert chiffres["aah"].montant == Decimal("1041.59")


@pytest.mark.parametrize("couple", [False, True])
def test_l_aspa_sans_ressources(chiffrer: Chiffrer, couple: bool) -> None:
    vieux = {"date_naissance": "1955-01-01", "activite": "retraite"}
    conjoint = {"id": "p2", "role": "conjoint", "nationalite": "francaise", "ressources": []}
    autres = (conjoint | vieux,) if couple else ()
    union = {"statut": "marie"} if couple else False

    chiffres = chiffrer(personne=vieux, autres=autres, couple=union)

    assert chiffres["aspa"].montant == Decimal("1620.18" if couple else "1043.59")


def test_l_ass_de_trente_jours(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(
        personne={
            "activite": "demandeur_emploi",
            "ass_5_ans_sur_10": True,
            "inscrit_france_travail": True,
        }
    )

    assert chiffres["ass"].montant == Decimal("584.40")


def test_l_aeeh_de_base_sans_crds(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(autres=(enfant(1, "2016-05-02", handicap={"taux": "80_plus"}),))

    assert chiffres["aeeh"].montant == Decimal("153.01")


@pytest.mark.parametrize(
    ("naissance", "paye"),
    [("2000-01-01", 8), ("1985-01-01", 14), ("1970-01-01", 21), ("1962-01-01", 25)],
)
def test_la_c2s_dit_ce_que_la_personne_paie(chiffrer: Chiffrer, naissance: str, paye: int) -> None:
    salaire = {"type": "salaire_net", "montant": 1050, "du": "2023-01"}

    c2s = chiffrer(
        personne={"date_naissance": naissance, "activite": "salarie", "ressources": [salaire]}
    )["c2s"]

    assert c2s.montant == Decimal(paye)
    assert any("paie" in raison for raison in c2s.raisons)


@pytest.mark.parametrize(
    ("mensuel", "paye"), [(868, Decimal(0)), (869, Decimal(14)), (1172, Decimal(14)), (1173, None)]
)
def test_les_deux_plafonds_de_la_c2s_au_1er_avril_2026(
    chiffrer: Chiffrer, mensuel: int, paye: Decimal | None
) -> None:
    salaire = {"type": "salaire_net", "montant": mensuel, "du": "2023-01"}

    c2s = chiffrer(personne={"activite": "salarie", "ressources": [salaire]})["c2s"]

    assert c2s.a_verifier is None
    assert (c2s.ouvert, c2s.montant) == (paye is not None, paye)


@pytest.mark.parametrize(("pension", "asi"), [(480, "442.18"), (922, "0.18"), (923, None)])
def test_l_asi_complete_la_pension_jusqu_a_922_18(
    chiffrer: Chiffrer, pension: int, asi: str | None
) -> None:
    ligne = {"type": "pension_invalidite", "montant": pension, "du": "2023-01"}

    chiffre = chiffrer(personne={"activite": "invalide", "ressources": [ligne]})["asi"]

    assert chiffre.a_verifier is None
    assert chiffre.montant == (None if asi is None else Decimal(asi))
    assert chiffre.ouvert is (asi is not None)


def test_l_asi_d_une_seule_personne_du_couple_n_a_pas_de_montant(chiffrer: Chiffrer) -> None:
    """CSS D815-19, 2° b : plafonnée autrement, le moteur ne le fait pas."""
    pension = {"type": "pension_invalidite", "montant": 400, "du": "2023-01"}
    conjoint = {
        "id": "p2",
        "role": "conjoint",
        "date_naissance": "1988-01-01",
        "nationalite": "francaise",
        "activite": "autre",
        "ressources": [],
    }

    asi = chiffrer(
        personne={"activite": "invalide", "ressources": [pension]},
        autres=(conjoint,),
        couple={"statut": "marie"},
    )["asi"]

    assert (asi.ouvert, asi.montant) == (True, None)
    assert asi.a_verifier is not None
    assert "En couple" in asi.a_verifier[1]


def test_la_c2s_est_gratuite_avec_le_rsa(chiffrer: Chiffrer) -> None:
    c2s = chiffrer()["c2s"]

    assert (c2s.ouvert, c2s.montant) == (True, Decimal(0))
