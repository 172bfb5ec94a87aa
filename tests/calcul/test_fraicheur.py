from collections.abc import Callable, Mapping
from datetime import date

import pytest

from guichet.calcul import fraicheur
from guichet.calcul.chiffres import DROITS
from guichet.calcul.evaluation import Evaluateur
from guichet.calcul.openfisca import Systeme
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Situation

AU = date(2026, 11, 20)


def perimes(systeme: Systeme, au: date) -> set[str]:
    return {droit for droit in DROITS if fraicheur.date_perimee(systeme, droit, au) is not None}


def test_chaque_droit_calcule_a_son_calendrier() -> None:
    assert set(fraicheur.echeances()) == set(DROITS)


@pytest.mark.parametrize(
    ("droit", "attendue"),
    [
        ("rsa", date(2026, 4, 1)),
        ("aides_logement", date(2026, 10, 1)),
        ("aspa", date(2026, 1, 1)),
        ("asi", date(2026, 4, 1)),
        ("c2s", date(2026, 4, 1)),
    ],
)
def test_la_date_du_bareme_est_celle_de_sa_derniere_valeur(
    systeme: Systeme, droit: str, attendue: date
) -> None:
    assert fraicheur.date_bareme(systeme, droit, AU) == attendue


def test_seul_le_cheque_energie_a_un_bareme_perime(systeme: Systeme) -> None:
    assert perimes(systeme, AU) == {"cheque_energie"}


def test_en_janvier_suivant_les_plafonds_et_le_smic_manquent(systeme: Systeme) -> None:
    """La base mensuelle d'avril reste bonne : ce sont les plafonds de ressources qui changent."""
    assert perimes(systeme, date(2026, 12, 31)) == {"cheque_energie"}
    assert perimes(systeme, date(2027, 1, 1)) == {
        "aspa",
        "af",
        "cf",
        "paje_base",
        "paje_prime",
        "ars",
        "prime_activite",
        "cheque_energie",
    }
    assert fraicheur.date_perimee(systeme, "af", date(2027, 1, 1)) == date(2026, 1, 1)


def test_les_versions_disent_la_date_des_complements(systeme: Systeme) -> None:
    versions = fraicheur.versions(systeme, AU)

    assert versions.openfisca_france == "176.1.8"
    assert versions.complements == date(2026, 11, 20)


def test_l_asi_d_avril_2027_attend_son_plafond(
    evaluateur: Evaluateur, situation: Callable[..., Situation]
) -> None:
    pension = {"type": "pension_invalidite", "montant": 480, "du": "2023-01"}
    foyer = situation(au="2027-04-15", personne={"activite": "invalide", "ressources": [pension]})

    (chiffres,) = evaluateur.evaluer([foyer])

    assert chiffres["asi"].montant is None
    assert chiffres["asi"].a_verifier is not None
    assert chiffres["asi"].a_verifier[0] == "bareme"
    assert "01/04/2026" in chiffres["asi"].a_verifier[1]


@pytest.mark.parametrize(
    ("mensuel", "motif"), [(850, None), (880, "bareme"), (1100, None), (1200, "bareme")]
)
def test_un_plafond_de_c2s_perime_se_dit_tout_pres_de_lui(
    evaluateur: Evaluateur,
    situation: Callable[..., Situation],
    mensuel: int,
    motif: str | None,
) -> None:
    salaire = {"type": "salaire_net", "montant": mensuel, "du": "2024-01"}
    foyer = situation(au="2027-04-15", personne={"activite": "salarie", "ressources": [salaire]})

    c2s = evaluateur.evaluer([foyer])[0]["c2s"]

    assert (c2s.a_verifier[0] if c2s.a_verifier else None) == motif


@pytest.mark.parametrize("mensuel", [850, 866, 870, 1100, 1170, 1174])
def test_la_c2s_de_2026_est_sure_meme_pres_d_un_plafond(
    chiffrer: Callable[..., Mapping[str, Chiffre]], mensuel: int
) -> None:
    salaire = {"type": "salaire_net", "montant": mensuel, "du": "2023-01"}

    c2s = chiffrer(personne={"activite": "salarie", "ressources": [salaire]})["c2s"]

    assert c2s.a_verifier is None


@pytest.mark.parametrize(("mensuel", "ouvert"), [(600, True), (1500, False)])
def test_le_cheque_energie_n_a_jamais_de_montant_sur(
    chiffrer: Callable[..., Mapping[str, Chiffre]], mensuel: int, ouvert: bool
) -> None:
    salaire = {"type": "salaire_net", "montant": mensuel, "du": "2023-01"}
    logement = {"commune": "44109", "statut": "locataire_vide", "loyer": 400}

    cheque = chiffrer(personne={"activite": "salarie", "ressources": [salaire]}, logement=logement)[
        "cheque_energie"
    ]

    assert cheque.ouvert is ouvert
    assert cheque.montant is None
    assert (cheque.a_verifier is not None) is ouvert
