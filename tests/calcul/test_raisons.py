"""Un « non » dit la condition qui manque ; un « oui » dit d'où vient le montant."""

import random
from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from guichet.calcul.evaluation import Evaluateur
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Situation

Chiffrer: TypeAlias = Callable[..., Mapping[str, Chiffre]]
LOCATAIRE = {"commune": "44109", "statut": "locataire_vide", "loyer": 450}


def ressource(nature: str, montant: float, du: str = "2023-01") -> dict[str, object]:
    return {"type": nature, "montant": montant, "du": du}


def enfant(naissance: str, **champs: object) -> dict[str, object]:
    return {
        "id": f"e{naissance}",
        "role": "enfant",
        "date_naissance": naissance,
        "ressources": [],
    } | champs


@pytest.mark.parametrize(
    ("droit", "champs", "attendu"),
    [
        ("rsa", {"personne": {"date_naissance": "2004-01-01", "heures_3_ans": 0}}, "3 214 heures"),
        ("rsa", {"personne": {"activite": "etudiant"}}, "étudiant"),
        ("rsa_majore", {}, "enfant à charge"),
        ("rsa_majore", {"autres": (enfant("2015-01-01"),)}, "moins de 18 mois"),
        ("prime_activite", {}, "Aucun revenu du travail de juillet à septembre 2026"),
        ("aides_logement", {}, "loyer"),
        ("aides_logement", {"logement": {"statut": "proprietaire"}}, "Propriétaire"),
        ("aides_logement", {"logement": LOCATAIRE | {"bailleur_famille": True}}, "propriétaire"),
        ("af", {"autres": (enfant("2015-01-01"),)}, "il en faut deux"),
        ("cf", {"autres": (enfant("2015-01-01"),)}, "trois enfants"),
        ("asf", {}, "enfant"),
        ("paje_base", {"autres": (enfant("2015-01-01"),)}, "moins de 3 ans"),
        ("paje_prime", {}, "grossesse"),
        ("ars", {"autres": (enfant("2025-01-01"),)}, "6 à 17 ans"),
        ("aeeh", {"autres": (enfant("2015-01-01"),)}, "handicap"),
        ("aah", {}, "50 %"),
        ("aspa", {}, "65 ans"),
        ("asi", {}, "pension d'invalidité"),
        ("ass", {}, "demandeur d'emploi"),
        (
            "ass",
            {"personne": {"activite": "demandeur_emploi", "ass_5_ans_sur_10": False}},
            "5 ans de travail",
        ),
        ("cheque_energie", {}, "logement"),
    ],
)
def test_un_non_dit_la_condition_qui_manque(
    chiffrer: Chiffrer, droit: str, champs: dict[str, object], attendu: str
) -> None:
    chiffre = chiffrer(**champs)[droit]

    assert not chiffre.ouvert
    assert attendu in chiffre.raisons[0].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("droit", ["rsa", "prime_activite", "aides_logement", "c2s"])
def test_des_ressources_trop_hautes_sont_dites_avec_leur_montant(
    chiffrer: Chiffrer, droit: str
) -> None:
    chiffres = chiffrer(
        personne={"activite": "salarie", "ressources": [ressource("salaire_net", 3000)]},
        logement=LOCATAIRE,
    )

    assert not chiffres[droit].ouvert
    assert "€" in chiffres[droit].raisons[0]


@pytest.mark.parametrize(("droit", "pension"), [("rsa", 648), ("rsa", 650)])
def test_un_montant_trop_petit_n_est_pas_verse(
    chiffrer: Chiffrer, droit: str, pension: int
) -> None:
    autre = ressource("autre", pension)

    chiffre = chiffrer(personne={"ressources": [autre]})[droit]

    assert not chiffre.ouvert
    assert chiffre.seuil_versement
    assert "n'est pas versé" in chiffre.raisons[0]


def test_l_aide_en_foyer_ou_en_accession_reste_a_verifier(chiffrer: Chiffrer) -> None:
    for statut in ("foyer", "accedant"):
        aide = chiffrer(logement={"commune": "44109", "statut": statut, "loyer": 500})[
            "aides_logement"
        ]

        assert aide.montant is None
        assert aide.a_verifier is not None
        assert aide.a_verifier[0] == "condition"


def test_hors_ue_l_aspa_n_est_jamais_sure(chiffrer: Chiffrer) -> None:
    for depuis in ("2010-01-01", "2022-01-01"):
        aspa = chiffrer(
            personne={
                "date_naissance": "1955-01-01",
                "nationalite": "hors_ue",
                "titre_sejour_depuis": depuis,
            }
        )["aspa"]

        assert aspa.a_verifier is not None
        assert "10" in aspa.a_verifier[1]


@pytest.mark.parametrize(
    ("depuis", "ouvert", "motif"),
    [("2015-01-01", True, None), ("2024-01-01", False, "condition"), (False, False, None)],
)
def test_le_rsa_demande_cinq_ans_de_titre_sauf_exceptions(
    chiffrer: Chiffrer, depuis: object, ouvert: bool, motif: str | None
) -> None:
    rsa = chiffrer(personne={"nationalite": "hors_ue", "titre_sejour_depuis": depuis})["rsa"]

    assert rsa.ouvert is ouvert
    assert (rsa.a_verifier[0] if rsa.a_verifier else None) == motif


def test_un_citoyen_europeen_sans_travail_doit_prouver_son_droit_au_sejour(
    chiffrer: Chiffrer,
) -> None:
    rsa = chiffrer(personne={"nationalite": "ue"})["rsa"]

    assert rsa.ouvert
    assert rsa.a_verifier is not None
    assert rsa.a_verifier[0] == "condition"


def test_a_mayotte_rien_n_est_chiffre(chiffrer: Chiffrer) -> None:
    rsa = chiffrer(logement=LOCATAIRE | {"commune": "97611"})["rsa"]

    assert rsa.montant is None
    assert rsa.a_verifier is not None


def test_une_demande_d_aah_en_cours_attend_la_mdph(chiffrer: Chiffrer) -> None:
    aah = chiffrer(personne={"handicap": {"demande_en_cours": True}})["aah"]

    assert not aah.ouvert
    assert aah.a_verifier is not None
    assert "MDPH" in aah.a_verifier[1]


def au_hasard(des: random.Random, composer: Callable[..., Situation]) -> Situation:
    types = ("salaire_net", "are", "retraite_nette", "pension_invalidite", "ca_micro_services")
    annee = des.randint(1945, 2007)
    personne: dict[str, object] = {
        "date_naissance": f"{annee}-06-15",
        "activite": des.choice(["salarie", "demandeur_emploi", "retraite", "autre", "etudiant"]),
        "nationalite": des.choice(["francaise", "ue", "hors_ue"]),
        "handicap": des.choice([False, {"taux": "80_plus"}, {"demande_en_cours": True}]),
        "ressources": [
            ressource(des.choice(types), des.choice([0, 400, 900, 1700, 4000]), "2024-01")
            for _ in range(des.randint(0, 2))
        ],
    }
    if personne["nationalite"] == "hors_ue":
        personne["titre_sejour_depuis"] = des.choice(["2012-01-01", "2025-01-01"])
    statut = des.choice(["locataire_vide", "locataire_hlm", "proprietaire", "heberge", "accedant"])
    commune = des.choice(["44109", "75112", "97209"])
    logement: dict[str, object] = {"commune": commune, "statut": statut}
    if statut.startswith("locataire"):
        logement["loyer"] = des.choice([300, 600, 1200])
    enfants = tuple(enfant(f"{naissance}-03-03") for naissance in des.sample(range(2012, 2026), 2))
    return composer(
        personne=personne,
        autres=enfants if annee < 1995 else (),
        logement=logement,
        pension_enfants=des.choice([False, {"fixee": True, "versee": True, "montant": 150}]),
    )


def test_soixante_foyers_au_hasard_ont_toujours_une_raison_et_jamais_un_montant_faux(
    evaluateur: Evaluateur, situation: Callable[..., Situation]
) -> None:
    des = random.Random(20261120)  # noqa: S311 - un tirage reproductible

    for chiffres in evaluateur.evaluer([au_hasard(des, situation) for _ in range(60)]):
        for droit, chiffre in chiffres.items():
            assert chiffre.raisons, droit
            assert chiffre.ouvert or chiffre.montant is None, droit
            assert chiffre.montant is None or chiffre.montant >= 0, droit
            sur = chiffre.ouvert and chiffre.a_verifier is None
            assert not sur or chiffre.montant is not None, droit
            if chiffre.a_verifier is not None:
                assert chiffre.a_verifier[0] in {"bareme", "condition"}
