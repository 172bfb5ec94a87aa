"""Une correction, un test ; la source de chaque règle est dans ``corrections.py``."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.calcul import corrections
from guichet.calcul.calendrier import Calendrier
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Situation

Chiffrer: TypeAlias = Callable[..., Mapping[str, Chiffre]]
CALENDRIER = Calendrier.autour(date(2026, 11, 20))
ENFANT = {
    "id": "e1",
    "role": "enfant",
    "date_naissance": "2016-05-02",
    "nationalite": "francaise",
    "ressources": [],
}


def salaire(montant: float, du: str, au: str | None = None) -> dict[str, object]:
    return {"type": "salaire_net", "montant": montant, "du": du, "au": au}


def test_l1_un_travail_commence_en_octobre_ne_compte_pas_encore_en_novembre(
    chiffrer: Chiffrer,
) -> None:
    chiffres = chiffrer(personne={"activite": "salarie", "ressources": [salaire(1200, "2026-10")]})

    assert not chiffres["prime_activite"].ouvert
    assert "juillet à septembre 2026" in chiffres["prime_activite"].raisons[0]


def test_l1_les_salaires_de_juillet_a_septembre_comptent(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(personne={"activite": "salarie", "ressources": [salaire(1200, "2026-07")]})

    assert chiffres["prime_activite"].ouvert


@pytest.mark.parametrize(
    ("naissance", "inapte", "ouverte"),
    [
        ("1964-10-20", True, True),
        ("1964-10-20", False, False),
        ("1965-03-20", True, False),
        ("1961-10-20", False, True),
    ],
)
def test_l2_l_aspa_s_ouvre_a_62_ans_en_cas_d_inaptitude(
    chiffrer: Chiffrer, naissance: str, inapte: bool, ouverte: bool
) -> None:
    chiffres = chiffrer(personne={"date_naissance": naissance, "inapte_travail": inapte})

    assert chiffres["aspa"].ouvert is ouverte


def test_l3_l_aah_et_l_aspa_ne_sont_jamais_ouvertes_ensemble(chiffrer: Chiffrer) -> None:
    chiffres = chiffrer(personne={"date_naissance": "1958-01-01", "handicap": {"taux": "80_plus"}})

    assert chiffres["aspa"].ouvert
    assert not chiffres["aah"].ouvert
    assert "Aspa" in chiffres["aah"].raisons[0]


def test_l3_l_aah_deja_recue_est_gardee_et_le_choix_est_dit(chiffrer: Chiffrer) -> None:
    recue = {"droit": "aah", "montant": 1041.59, "du": "2020-01"}

    chiffres = chiffrer(
        personne={"date_naissance": "1958-01-01", "handicap": {"taux": "80_plus"}},
        aides_percues=[recue],
    )

    assert chiffres["aah"].ouvert
    assert not chiffres["aspa"].ouvert
    assert chiffres["aspa"].a_verifier is not None
    assert chiffres["aspa"].a_verifier[0] == "condition"


def test_l4_la_majoration_pour_la_vie_autonome_suit_l_aah(chiffrer: Chiffrer) -> None:
    hlm = {"commune": "44109", "statut": "locataire_hlm", "loyer": 430}

    avec = chiffrer(personne={"handicap": {"taux": "80_plus"}}, logement=hlm)
    sans = chiffrer(logement=hlm)

    assert any("104,77" in raison for raison in avec["aah"].raisons)
    assert "mva" not in sans
    assert not any("104,77" in raison for raison in sans["aah"].raisons)


@pytest.mark.parametrize(
    ("soutien", "attendu"),
    [
        (False, Decimal("200.78")),
        ({"fixee": False, "versee": False}, Decimal("200.78")),
        ({"fixee": True, "versee": False, "montant": 150}, Decimal("200.78")),
        ({"fixee": True, "versee": True, "montant": 100}, Decimal("101.28")),
        ({"fixee": True, "versee": True, "montant": 300}, None),
        ({"fixee": False, "versee": True}, None),
    ],
)
def test_l5_l_asf_depend_de_l_aide_de_l_autre_parent(
    chiffrer: Chiffrer, soutien: object, attendu: Decimal | None
) -> None:
    assert chiffrer(autres=(ENFANT,), pension_enfants=soutien)["asf"].montant == attendu


def test_l5_un_complement_d_asf_reste_a_verifier(chiffrer: Chiffrer) -> None:
    soutien = {"fixee": True, "versee": True, "montant": 100}

    asf = chiffrer(autres=(ENFANT,), pension_enfants=soutien)["asf"]

    assert asf.a_verifier is not None


@pytest.mark.parametrize(
    ("naissance", "handicap", "paye"),
    [("1958-01-01", False, 25), ("1979-01-01", {"taux": "80_plus"}, 14)],
)
def test_l6_l_aspa_et_l_aah_ouvrent_la_c2s_avec_participation(
    chiffrer: Chiffrer, naissance: str, handicap: object, paye: int
) -> None:
    appoint = {"type": "autre", "montant": 300, "du": "2023-01", "au": "2026-06"}

    c2s = chiffrer(
        personne={"date_naissance": naissance, "handicap": handicap, "ressources": [appoint]}
    )["c2s"]

    assert (c2s.ouvert, c2s.montant) == (True, Decimal(paye))


@pytest.mark.parametrize(
    ("mois", "ouverte"),
    [("2026-10", True), ("2026-09", False), ("2025-10", False), ("2025-09", True)],
)
def test_l6_la_c2s_regarde_les_mois_m_13_a_m_2(
    chiffrer: Chiffrer, mois: str, ouverte: bool
) -> None:
    prime = salaire(20_000, mois, mois)

    c2s = chiffrer(
        personne={"date_naissance": "2002-01-01", "activite": "autre", "ressources": [prime]},
        logement={"commune": "44109", "statut": "proprietaire"},
    )["c2s"]

    assert c2s.ouvert is ouverte


def test_l9_la_prime_de_naissance_se_calcule_avant_le_septieme_mois(chiffrer: Chiffrer) -> None:
    sans = chiffrer()
    avec = chiffrer(personne={"grossesse": {"terme_prevu": "2027-06-15"}})

    assert not sans["paje_prime"].ouvert
    assert avec["paje_prime"].montant == Decimal("1093.08")


def test_l9_l_enfant_a_naitre_ne_compte_pas_encore_dans_le_rsa_d_un_couple(
    chiffrer: Chiffrer,
) -> None:
    conjoint = {
        "id": "p2",
        "role": "conjoint",
        "date_naissance": "1988-01-01",
        "nationalite": "francaise",
        "activite": "autre",
        "ressources": [],
    }

    chiffres = chiffrer(
        personne={"grossesse": {"terme_prevu": "2027-01-15"}},
        autres=(conjoint,),
        couple={"statut": "marie"},
    )

    assert chiffres["rsa"].montant == Decimal("977.54")


def test_l10_une_commune_sans_zone_connue_n_a_pas_de_montant(chiffrer: Chiffrer) -> None:
    logement = {"commune": "44999", "statut": "locataire_vide", "loyer": 450}

    aide = chiffrer(logement=logement)["aides_logement"]

    assert aide.montant is None
    assert aide.a_verifier is not None
    assert corrections.commune_connue("44109")
    assert not corrections.commune_connue("44999")


@given(st.integers(0, 500_000))
def test_l12_le_net_de_crds_perd_au_plus_un_demi_pour_cent(centimes: int) -> None:
    brut = centimes / 100

    net = corrections.net_de_crds(brut)

    assert 0 <= brut - net <= 0.005 * brut + 1e-9
    assert round(net * 100) == pytest.approx(net * 100)


def test_un_salaire_arrete_sans_remplacement_n_est_plus_compte_par_le_rsa(
    chiffrer: Chiffrer,
) -> None:
    lignes = [salaire(1600, "2023-01", "2026-09")]

    chiffres = chiffrer(personne={"activite": "demandeur_emploi", "ressources": lignes})

    assert chiffres["rsa"].montant == Decimal("651.69")


def test_un_salaire_arrete_et_remplace_par_le_chomage_reste_compte(chiffrer: Chiffrer) -> None:
    lignes = [
        salaire(1600, "2023-01", "2026-09"),
        {"type": "are", "montant": 1000, "du": "2026-10"},
    ]

    chiffres = chiffrer(personne={"activite": "demandeur_emploi", "ressources": lignes})

    assert not chiffres["rsa"].ouvert


def test_un_etudiant_hors_ue_sans_bourse_n_a_plus_d_aide_au_logement(chiffrer: Chiffrer) -> None:
    etudiant = {
        "date_naissance": "2005-01-01",
        "activite": "etudiant",
        "nationalite": "hors_ue",
        "titre_sejour_depuis": "2024-09-01",
    }
    logement = {"commune": "44109", "statut": "locataire_meuble", "loyer": 420}

    sans = chiffrer(personne=etudiant | {"boursier": False}, logement=logement)
    avec = chiffrer(personne=etudiant | {"boursier": True}, logement=logement)

    assert not sans["aides_logement"].ouvert
    assert avec["aides_logement"].ouvert


def test_l_isolement_recent_dure_dix_huit_mois(situation: Callable[..., Situation]) -> None:
    recent = situation(autres=(ENFANT,), isole_depuis="2025-06-15")
    ancien = situation(autres=(ENFANT,), isole_depuis="2025-04-15")

    assert corrections.isolement_recent(recent, CALENDRIER)
    assert not corrections.isolement_recent(ancien, CALENDRIER)


@pytest.mark.parametrize(
    ("champs", "ouverte"),
    [
        ({"activite": "demandeur_emploi", "ass_5_ans_sur_10": True}, True),
        ({"activite": "au_foyer", "ass_5_ans_sur_10": True}, False),
        (
            {
                "activite": "demandeur_emploi",
                "ass_5_ans_sur_10": True,
                "inscrit_france_travail": False,
            },
            False,
        ),
    ],
)
def test_l_ass_est_pour_qui_cherche_un_emploi(
    chiffrer: Chiffrer, champs: dict[str, object], ouverte: bool
) -> None:
    assert chiffrer(personne=champs)["ass"].ouvert is ouverte


def test_l_asi_s_arrete_a_62_ans(chiffrer: Chiffrer) -> None:
    pension = {"type": "pension_invalidite", "montant": 480, "du": "2023-01"}

    avant = chiffrer(personne={"date_naissance": "1965-01-01", "ressources": [pension]})
    apres = chiffrer(personne={"date_naissance": "1964-01-01", "ressources": [pension]})

    assert avant["asi"].ouvert
    assert not apres["asi"].ouvert
    assert "Aspa" in apres["asi"].raisons[0]


def test_pas_d_asf_en_garde_alternee(chiffrer: Chiffrer) -> None:
    asf = chiffrer(autres=(ENFANT | {"garde_alternee": True},), pension_enfants=False)["asf"]

    assert not asf.ouvert
    assert "Garde alternée" in asf.raisons[0]


def test_le_salaire_d_un_jeune_autonome_ne_compte_pas_dans_la_prime_de_sa_mere(
    chiffrer: Chiffrer,
) -> None:
    jeune = ENFANT | {"id": "e2", "date_naissance": "2004-01-01"}
    mere = {
        "date_naissance": "1975-01-01",
        "activite": "salarie",
        "ressources": [salaire(1500, "2023-01")],
    }
    gagne = jeune | {"activite": "salarie", "ressources": [salaire(1500, "2024-01")]}

    avec = chiffrer(personne=mere, autres=(ENFANT, gagne), pension_enfants=False)
    sans = chiffrer(personne=mere, autres=(ENFANT,), pension_enfants=False)

    assert avec["prime_activite"].montant == sans["prime_activite"].montant
