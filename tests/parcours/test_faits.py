# ruff: noqa: ANN401 - un fait vaut un booléen, un nombre ou une date

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.droits.situation import (
    NE_SAIT_PAS,
    PAS_DEMANDE,
    Couple,
    Garde,
    Grossesse,
    Handicap,
    Logement,
    Mois,
    PensionEnfants,
    Situation,
)
from guichet.errors import EntreeRefusee
from guichet.parcours.conditions import Valeur
from guichet.parcours.faits import DEDUCTIONS, ecrire_faits, faits, lire_faits
from guichet.parcours.vocabulaire import vocabulaire

from .etapes import AU, SEPARATION, moment
from .foyer import aide, enfant, personne, ressource, situation


def _fait(nom: str, connue: Situation, **champs: Any) -> Any:
    regarde = moment(**champs)
    return faits(connue, regarde, evenement=champs.pop("evenement", SEPARATION), au=AU).get(nom)


def test_tout_fait_deduit_est_documente_et_reciproquement() -> None:
    documentes = {fait.nom for fait in vocabulaire().faits.values() if fait.deduit}

    assert documentes == {*DEDUCTIONS, "date_naissance"}


def test_une_situation_vide_ne_dit_presque_rien() -> None:
    connus = faits(situation(), moment(), evenement=SEPARATION, au=AU)
    dates = {nom for nom in connus if nom.startswith("date_")}

    assert {nom: connus[nom] for nom in connus if nom not in dates} == {
        "age": 36,
        "enfants_a_charge": 0,
        "garde_payante": False,
        "residence_alternee": False,
    }


def test_sans_situation_seule_la_date_de_l_evenement_est_connue() -> None:
    assert faits(None, moment(), evenement=SEPARATION, au=AU) == {"date_separation": SEPARATION}


@pytest.mark.parametrize(
    ("activite", "ressources", "attendu"),
    [
        ("salarie", PAS_DEMANDE, True),
        ("apprenti", PAS_DEMANDE, True),
        ("independant", PAS_DEMANDE, True),
        ("retraite", PAS_DEMANDE, None),
        ("retraite", (), False),
        ("etudiant", (ressource("salaire_net"),), True),
        ("etudiant", (ressource("salaire_net", 0),), False),
        ("etudiant", (ressource("salaire_net", au=Mois(2026, 10)),), False),
        ("etudiant", (ressource("salaire_net", du=Mois(2026, 12)),), False),
        (PAS_DEMANDE, (ressource("ca_micro_vente"),), True),
        (PAS_DEMANDE, (), None),
        (NE_SAIT_PAS, PAS_DEMANDE, None),
    ],
)
def test_travailler_se_deduit_de_l_activite_et_des_revenus_du_mois(
    activite: Any, ressources: Any, attendu: bool | None
) -> None:
    connue = situation(personne(activite=activite, ressources=ressources))

    assert _fait("travaille", connue) is attendu
    assert _fait("en_emploi", connue) is attendu


def test_une_ressource_au_montant_inconnu_ne_dit_ni_oui_ni_non() -> None:
    doute = Mois(2024, 1)
    are = ressource("are").__class__(type="are", montant=NE_SAIT_PAS, du=doute)

    assert _fait("are_en_cours", situation(personne(ressources=(are,)))) is None
    assert _fait("are_en_cours", situation(personne(ressources=(are, ressource("are"))))) is True


@pytest.mark.parametrize(
    ("nom", "champs", "attendu"),
    [
        ("a_travaille", {"heures_3_ans": 3214}, True),
        ("a_travaille", {"heures_3_ans": False}, None),
        ("actif", {"activite": "au_foyer", "ressources": ()}, False),
        ("actif", {"ressources": (ressource("are"),)}, True),
        ("salarie", {"activite": "apprenti"}, True),
        ("salarie", {"activite": "independant", "ressources": ()}, False),
        ("salarie", {"activite": "independant"}, None),
        ("salarie", {"ressources": ()}, None),
        ("micro_entrepreneur", {"ressources": (ressource("ca_micro_services"),)}, True),
        ("micro_entrepreneur", {"ressources": ()}, None),
        ("inscrit_france_travail", {"inscrit_france_travail": False, "ressources": ()}, None),
        ("inscrit_france_travail", {"inscrit_france_travail": True}, True),
        ("inscrit_france_travail", {"ressources": (ressource("are"),)}, True),
        ("demandeur_emploi", {"activite": "demandeur_emploi"}, True),
        ("demandeur_emploi", {"inscrit_france_travail": True}, True),
        ("demandeur_emploi", {"activite": "salarie"}, None),
        ("en_formation", {"activite": "lyceen"}, True),
        ("en_formation", {"activite": "salarie"}, None),
        ("poursuit_etudes", {"activite": "etudiant"}, True),
        ("boursier", {"boursier": False}, False),
        ("inaptitude", {"inapte_travail": True}, True),
        ("confie_ase", {"sortant_ase": True}, True),
        ("confie_ase_avant_16_ans", {"sortant_ase": False}, False),
        ("confie_ase_avant_16_ans", {"sortant_ase": True}, None),
        ("pension_invalidite", {"ressources": (ressource("pension_invalidite"),)}, True),
        ("invalidite", {"activite": "invalide"}, True),
        ("invalidite", {"activite": "salarie", "ressources": ()}, False),
        ("invalidite", {"ressources": (ressource("pension_invalidite"),)}, True),
        ("invalidite", {"ressources": ()}, None),
        ("handicap", {"handicap": Handicap()}, True),
        ("handicap", {"handicap": False}, False),
        ("handicap", {}, None),
        ("nationalite_francaise", {"nationalite": "ue"}, False),
        ("ressortissant_ue", {"nationalite": "ue"}, True),
        ("autorise_travail", {"nationalite": "francaise"}, True),
        ("autorise_travail", {"nationalite": "hors_ue"}, None),
        (
            "autorise_travail",
            {"nationalite": "hors_ue", "titre_sejour_depuis": date(2020, 1, 1)},
            True,
        ),
        (
            "autorise_travail",
            {"nationalite": "hors_ue", "titre_sejour_depuis": date(2027, 1, 1)},
            False,
        ),
        ("autorise_travail", {"nationalite": "hors_ue", "titre_sejour_depuis": False}, False),
        ("sejour_regulier", {"nationalite": "hors_ue", "titre_sejour_depuis": False}, None),
        ("sejour_regulier", {"nationalite": "ue"}, True),
        ("titulaire_titre", {"nationalite": "francaise"}, False),
        ("titulaire_titre", {"nationalite": "ue"}, None),
        (
            "titulaire_titre",
            {"nationalite": "hors_ue", "titre_sejour_depuis": date(2020, 1, 1)},
            True,
        ),
        ("primo_arrivant", {"nationalite": "francaise"}, False),
        ("visa_vls_ts", {"nationalite": "hors_ue"}, None),
        ("electeur", {"nationalite": "hors_ue"}, False),
        ("electeur", {"date_naissance": date(2010, 1, 1)}, False),
        ("electeur", {"nationalite": "francaise"}, None),
        ("aide_personne_agee", {"aidant_de": "age"}, True),
        ("aide_personne_agee", {"aidant_de": "handicap"}, None),
        ("aide_personne_agee", {"aidant_de": False}, False),
        ("enfant_malade", {"aidant_de": "enfant_malade"}, True),
        ("age", {"date_naissance": date(1990, 11, 21)}, 35),
    ],
)
def test_un_fait_se_deduit_de_la_personne(nom: str, champs: dict[str, Any], attendu: Any) -> None:
    assert _fait(nom, situation(personne(**champs))) == attendu


@pytest.mark.parametrize(
    ("nom", "champs", "attendu"),
    [
        ("en_couple", {"couple": False}, False),
        ("en_couple", {"couple": Couple()}, True),
        ("en_couple", {}, None),
        ("marie", {"couple": Couple(statut="marie")}, True),
        ("marie", {"couple": Couple(statut="pacse")}, False),
        ("marie", {"couple": Couple(statut="concubinage")}, None),
        ("marie", {"couple": Couple(statut="concubinage"), "encore_marie": False}, False),
        ("marie", {"couple": Couple(), "encore_marie": False}, None),
        ("marie", {"couple": False, "encore_marie": True}, True),
        ("marie", {"couple": False, "encore_marie": False}, False),
        ("marie", {"encore_marie": False}, None),
        ("pacse", {"couple": Couple(statut="pacse")}, True),
        ("pacse", {"couple": Couple(statut="marie")}, False),
        ("pacse", {"couple": False, "encore_marie": True}, False),
        ("pacse", {"couple": False}, None),
        ("veuf", {"veuf_depuis": date(2020, 1, 1)}, True),
        ("veuf", {"veuf_depuis": False}, False),
        ("marie_avec_defunt", {"veuf_depuis": SEPARATION}, True),
        ("marie_avec_defunt", {"veuf_depuis": date(2020, 1, 1)}, None),
        ("marie_avec_defunt", {"veuf_depuis": False}, False),
        ("pacse_avec_defunt", {"veuf_depuis": SEPARATION}, False),
        ("pacse_avec_defunt", {"veuf_depuis": False}, None),
        ("pension_fixee", {"pension_enfants": False}, False),
        ("pension_fixee", {"pension_enfants": PensionEnfants(fixee=True)}, True),
        ("pension_fixee", {"pension_enfants": PensionEnfants()}, None),
        ("pension_versee", {"pension_enfants": PensionEnfants(versee=False)}, False),
        ("pension_versee", {}, None),
        ("locataire", {"logement": Logement(statut="locataire_hlm")}, True),
        ("locataire", {"logement": Logement(statut="heberge")}, False),
        ("locataire", {"logement": Logement(statut="foyer")}, None),
        ("locataire", {"logement": Logement()}, None),
        ("locataire", {"logement": False}, None),
        ("en_etablissement", {"logement": Logement(statut="proprietaire")}, False),
        ("en_etablissement", {"logement": Logement(statut="foyer")}, None),
        ("sans_domicile_stable", {"logement": Logement(statut="sans_domicile")}, True),
        ("sans_domicile_stable", {"logement": Logement(statut="heberge")}, None),
        ("sans_domicile_stable", {"logement": Logement(statut="accedant")}, False),
        ("allocataire", {"aides_percues": (aide("af"),)}, True),
        ("allocataire", {"aides_percues": (aide("aspa"),)}, False),
        ("allocataire", {"aides_percues": (aide("af", au=Mois(2026, 10)),)}, False),
        ("allocataire", {}, None),
        ("asf_ouverte", {"aides_percues": (aide("asf"),)}, True),
        ("aeeh_en_cours", {"aides_percues": ()}, False),
        ("aah", {"aides_percues": (aide("aah"),)}, True),
        ("aah_accordee", {"aides_percues": (aide("aah"),)}, True),
        ("aah_accordee", {"aides_percues": ()}, None),
        ("droits_mdph_ouverts", {"aides_percues": (aide("pch"),)}, True),
        ("ressources_faibles", {"aides_percues": (aide("rsa"),)}, True),
        ("ressources_faibles", {"mutuelle": "c2s"}, True),
        ("ressources_faibles", {"aides_percues": ()}, None),
        ("ressources_sous_plafond_aspa", {"aides_percues": (aide("aspa"),)}, True),
        ("ressources_sous_plafond_paje", {"aides_percues": (aide("paje_base"),)}, True),
        ("mutuelle_parents", {"mutuelle": "aucune"}, False),
        ("mutuelle_parents", {"mutuelle": "individuelle"}, None),
        ("date_deces_conjoint", {"veuf_depuis": date(2020, 1, 1)}, date(2020, 1, 1)),
        (
            "date_ouverture_asf",
            {"aides_percues": (aide("asf", du=Mois(2026, 9)),)},
            date(2026, 9, 1),
        ),
        ("date_ouverture_asf", {"aides_percues": (aide("asf", au=Mois(2026, 2)),)}, None),
    ],
)
def test_un_fait_se_deduit_du_foyer(nom: str, champs: dict[str, Any], attendu: Any) -> None:
    assert _fait(nom, situation(**champs)) == attendu


def test_l_aah_d_un_foyer_de_deux_adultes_peut_etre_a_l_autre() -> None:
    conjoint = personne("p2", role="conjoint")

    assert _fait("aah", situation(personne(), conjoint, aides_percues=(aide("aah"),))) is None
    assert _fait("aah", situation(personne(), conjoint, aides_percues=())) is False


def test_le_conjoint_dit_si_l_autre_parent_travaille() -> None:
    salarie = personne("p2", role="conjoint", activite="salarie")
    indemnise = personne("p2", role="conjoint", ressources=(ressource("are"),))
    au_foyer = personne("p2", role="conjoint", activite="au_foyer", ressources=())

    assert _fait("second_parent_actif", situation(personne(), salarie)) is True
    assert _fait("second_parent_actif", situation(personne(), indemnise)) is True
    assert _fait("second_parent_actif", situation(personne(), au_foyer)) is None
    assert _fait("second_parent_actif", situation()) is None
    assert _fait("en_couple", situation(personne(), salarie)) is True


def test_une_pension_recue_dans_les_ressources_est_versee() -> None:
    parent = personne(ressources=(ressource("pension_alimentaire_recue"),))

    assert _fait("pension_versee", situation(parent)) is True


@pytest.mark.parametrize(
    ("naissances", "attendu"),
    [
        ((), 0),
        ((date(2018, 5, 2), date(2014, 1, 20)), 2),
        ((date(2006, 11, 21),), 1),
        ((date(2006, 11, 20),), None),
        ((date(1999, 1, 1),), 0),
        ((date(2018, 5, 2), date(2004, 1, 1)), None),
    ],
)
def test_les_enfants_a_charge_ont_moins_de_20_ans(
    naissances: tuple[date, ...], attendu: int | None
) -> None:
    enfants = [enfant(f"e{rang}", jour) for rang, jour in enumerate(naissances)]

    assert _fait("enfants_a_charge", situation(personne(), *enfants)) == attendu


def test_pour_une_naissance_l_enfant_attendu_compte() -> None:
    naissance = moment(id="arrivee-enfant", reference="date_naissance")
    aine, bebe = enfant(), enfant("e2", date(2026, 11, 2))

    def charge(connue: Situation, jour: date) -> Any:
        return faits(connue, naissance, evenement=jour, au=AU).get("enfants_a_charge")

    assert charge(situation(personne(), aine), date(2027, 2, 1)) == 2
    assert charge(situation(personne(), aine, bebe), date(2026, 11, 2)) == 2
    assert charge(situation(personne(), aine), date(2026, 11, 2)) is None


def test_un_parent_est_seul_sans_conjoint_et_avec_un_enfant() -> None:
    enceinte = personne(grossesse=Grossesse(terme_prevu=date(2027, 3, 1)))

    assert _fait("parent_isole", situation(personne(), enfant(), couple=False)) is True
    assert _fait("parent_isole", situation(enceinte, couple=False)) is True
    assert _fait("parent_isole", situation(personne(), enfant(), couple=Couple())) is False
    assert _fait("parent_isole", situation(personne(grossesse=False), couple=False)) is False
    assert _fait("parent_isole", situation(couple=False)) is None
    assert _fait("parent_isole", situation(personne(), enfant())) is None


def test_la_garde_des_enfants_se_lit_sur_chacun() -> None:
    payee = enfant(garde=Garde(mode="creche"), garde_alternee=False)
    gratuite = enfant("e2", garde=False, garde_alternee=True)
    naissance = {"id": "arrivee-enfant", "reference": "date_naissance"}

    assert _fait("garde_payante", situation(personne(), payee, gratuite)) is True
    assert _fait("garde_payante", situation(personne(), gratuite)) is False
    assert _fait("garde_payante", situation(personne(), gratuite), **naissance) is None
    assert _fait("residence_alternee", situation(personne(), payee, gratuite)) is True
    assert _fait("residence_alternee", situation(personne(), payee)) is False
    assert _fait("residence_alternee", situation(personne(), enfant())) is None


def test_dix_huit_ans_parle_de_la_personne_qui_les_a_ce_jour_la() -> None:
    jeune = enfant("e1", date(2009, 3, 10), nationalite="francaise", sortant_ase=False)
    parent = personne(nationalite="hors_ue", activite="salarie")
    majorite = moment(id="majorite", reference="date_18_ans")
    foyer = situation(parent, jeune, logement=Logement(statut="locataire_vide"), mutuelle="c2s")

    connus = faits(foyer, majorite, evenement=date(2027, 3, 10), au=AU)
    autres = faits(foyer, majorite, evenement=date(2027, 3, 11), au=AU)

    assert connus["nationalite_francaise"] is True
    assert connus["age"] == 17
    assert connus["date_20_ans"] == date(2029, 3, 10)
    assert "travaille" not in connus
    assert "locataire" not in connus
    assert "ressources_faibles" not in connus
    assert "actif" not in connus
    assert "age" not in autres
    assert "nationalite_francaise" not in autres
    assert autres["date_18_ans"] == date(2027, 3, 11)


def test_des_jumeaux_de_18_ans_laissent_un_doute_sur_la_personne() -> None:
    jumeaux = [enfant(f"e{rang}", date(2009, 3, 10), nationalite="francaise") for rang in range(2)]
    majorite = moment(id="majorite", reference="date_18_ans")

    connus = faits(situation(personne(), *jumeaux), majorite, evenement=date(2027, 3, 10), au=AU)

    assert "nationalite_francaise" not in connus


def test_un_enfant_de_moins_de_16_ans_n_a_pas_de_ressources() -> None:
    jeune = enfant("e1", date(2011, 3, 10))
    majorite = moment(id="majorite", reference="date_18_ans")

    connus = faits(situation(personne(), jeune), majorite, evenement=date(2029, 3, 10), au=AU)

    assert connus["are_en_cours"] is False


def test_les_20_ans_d_un_dossier_handicap_sont_ceux_de_l_enfant() -> None:
    dossier = {"id": "handicap-invalidite", "reference": "date_demande"}
    handicape = enfant("e1", date(2010, 6, 1), handicap=Handicap())
    autre = enfant("e2", date(2012, 6, 1), handicap=Handicap())

    assert _fait("date_20_ans", situation(personne(), handicape), **dossier) == date(2030, 6, 1)
    assert _fait("date_20_ans", situation(personne(), handicape, autre), **dossier) is None
    assert _fait("date_20_ans", situation(personne(), enfant()), **dossier) is None
    assert _fait("date_20_ans", situation(personne()), **dossier) == date(2010, 3, 10)


def test_la_pension_d_invalidite_part_de_son_premier_mois() -> None:
    ligne = ressource("pension_invalidite", du=Mois(2025, 4))

    assert _fait("date_pension_invalidite", situation(personne(ressources=(ligne,)))) == date(
        2025, 4, 1
    )
    assert _fait("date_pension_invalidite", situation()) is None


def test_un_fait_donne_l_emporte_sur_un_fait_deduit() -> None:
    connue = situation(logement=Logement(statut="locataire_vide"))

    donnes = faits(connue, moment(), evenement=SEPARATION, au=AU, donnes={"locataire": False})

    assert donnes["locataire"] is False


def test_deux_dates_pour_l_evenement_sont_refusees() -> None:
    with pytest.raises(EntreeRefusee, match="date de l'événement") as refus:
        faits(
            None,
            moment(),
            evenement=SEPARATION,
            au=AU,
            donnes={"date_separation": date(2026, 11, 3)},
        )

    assert refus.value.champ == "fait.date_separation"


def test_les_faits_de_la_ligne_de_commande_ont_leur_genre() -> None:
    lus = lire_faits(
        ["locataire=oui", " marie = Non", "age=61,5", "date_conge=2027-01-31", "locataire=OUI"]
    )

    assert lus == {
        "locataire": True,
        "marie": False,
        "age": Decimal("61.5"),
        "date_conge": date(2027, 1, 31),
    }


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("locataire", "NOM=VALEUR"),
        ("locataire=peut-être", "oui ou non"),
        ("age=-1", "un nombre de 0 à 1000"),
        ("age=NaN", "un nombre"),
        ("age=1e9", "un nombre"),
        ("age=vieux", "un nombre"),
        ("date_conge=31/01/2027", "AAAA-MM-JJ"),
        ("date_conge=2027-02-30", "AAAA-MM-JJ"),
        ("locatair=oui", "n'existe pas"),
        ("=oui", "n'existe pas"),
    ],
)
def test_un_fait_mal_donne_est_refuse(texte: str, attendu: str) -> None:
    with pytest.raises(EntreeRefusee) as refus:
        lire_faits([texte])

    assert attendu in refus.value.message + refus.value.advice
    assert refus.value.code == 2


def test_un_fait_donne_deux_fois_avec_deux_valeurs_est_refuse() -> None:
    with pytest.raises(EntreeRefusee, match="deux valeurs"):
        lire_faits(["locataire=oui", "locataire=non"])


@given(st.text(max_size=40))
def test_un_texte_quelconque_est_un_fait_ou_un_refus(texte: str) -> None:
    try:
        lus = lire_faits([texte])
    except EntreeRefusee:
        lus = {}
    assert all(vocabulaire().genre(nom) for nom in lus)


def test_une_date_s_ecrit_annee_mois_jour_et_rien_d_autre() -> None:
    assert lire_faits(["date_separation=2026-11-20"]) == {"date_separation": date(2026, 11, 20)}
    with pytest.raises(EntreeRefusee, match="une date AAAA-MM-JJ"):
        lire_faits(["date_separation=2026-W47-5"])


def test_des_faits_ecrits_se_relisent_tels_quels() -> None:
    donnes: dict[str, Valeur] = {
        "locataire": True,
        "compte_joint": False,
        "enfants_a_charge": Decimal(2),
        "date_debut_grossesse": date(2026, 7, 10),
    }

    assert lire_faits(ecrire_faits(donnes)) == donnes
