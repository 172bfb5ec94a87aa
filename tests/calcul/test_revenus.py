from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.calcul import revenus
from guichet.calcul.calendrier import Calendrier
from guichet.calcul.revenus import Regles
from guichet.droits.situation import Mois, Personne, Ressource, TypeRessource

CALENDRIER = Calendrier.autour(date(2026, 11, 20))
REGLES = Regles(csg_exoneration=13_048, csg_demi_part=3_484, autonomie=1_144)
NOVEMBRE = CALENDRIER.rang
DEBUT = Mois(2023, 1)


def personne(*lignes: Ressource) -> Personne:
    return Personne(id="p1", role="demandeur", date_naissance=date(1990, 1, 1), ressources=lignes)


def ligne(
    nature: TypeRessource, montant: int, du: Mois = DEBUT, au: Mois | None = None
) -> Ressource:
    return Ressource(type=nature, montant=Decimal(montant), du=du, au=au)


def test_une_ressource_ne_compte_que_dans_sa_periode_bornes_comprises() -> None:
    serie = CALENDRIER.ressources([ligne("are", 900, Mois(2026, 3), Mois(2026, 5))])

    presents = [str(mois) for mois, montant in zip(CALENDRIER.mois, serie, strict=True) if montant]
    assert presents == ["2026-03", "2026-04", "2026-05"]


def test_deux_lignes_du_meme_mois_s_ajoutent() -> None:
    serie = CALENDRIER.ressources([ligne("salaire_net", 500), ligne("salaire_net", 300)])

    assert serie[NOVEMBRE] == 800


def test_l_annee_n_2_inconnue_prend_la_moyenne_des_mois_connus() -> None:
    series = revenus.series(personne(ligne("salaire_net", 1200, Mois(2026, 6))), CALENDRIER)

    assert np.all(CALENDRIER.n_2(series["salaire_net"]) == 1200)
    assert series["salaire_net"][12] == 0


def test_l_annee_n_2_couverte_reste_telle_que_declaree() -> None:
    lignes = (
        ligne("salaire_net", 2000, Mois(2023, 1), Mois(2024, 12)),
        ligne("salaire_net", 900, Mois(2025, 1)),
    )

    series = revenus.series(personne(*lignes), CALENDRIER)

    assert CALENDRIER.n_2(series["salaire_net"]).sum() == 24_000


@given(st.integers(100, 5000))
def test_le_brut_le_net_et_l_imposable_gardent_leur_ordre(net: int) -> None:
    series = revenus.series(
        personne(ligne("salaire_net", net), ligne("are", net), ligne("retraite_nette", net)),
        CALENDRIER,
    )

    entrees = revenus.entrees(series, CALENDRIER, exonere=False)

    for nom_net, nom_imposable, nom_brut in (
        ("salaire_net", "salaire_imposable", "salaire_de_base"),
        ("chomage_net", "chomage_imposable", "chomage_brut"),
        ("retraite_nette", "retraite_imposable", "retraite_brute"),
    ):
        valeurs = [np.asarray(entrees[nom])[NOVEMBRE] for nom in (nom_net, nom_imposable, nom_brut)]
        assert valeurs == sorted(valeurs), nom_net


def test_une_petite_retraite_est_egale_en_net_et_en_brut() -> None:
    series = revenus.series(personne(ligne("retraite_nette", 720)), CALENDRIER)

    assert revenus.retraite_exoneree([series], CALENDRIER, REGLES, 1)
    entrees = revenus.entrees(series, CALENDRIER, exonere=True)
    assert np.asarray(entrees["retraite_brute"])[NOVEMBRE] == 720


def test_une_retraite_de_deux_mille_euros_paie_la_csg() -> None:
    series = revenus.series(personne(ligne("retraite_nette", 2000)), CALENDRIER)

    assert not revenus.retraite_exoneree([series], CALENDRIER, REGLES, 1)


@pytest.mark.parametrize(
    ("nature", "imposable"),
    [("ca_micro_vente", 3480), ("ca_micro_services", 6000), ("ca_micro_liberal", 7920)],
)
def test_un_chiffre_d_affaires_micro_est_imposable_apres_son_abattement(
    nature: TypeRessource, imposable: int
) -> None:
    series = revenus.series(personne(ligne(nature, 1000)), CALENDRIER)

    entrees = revenus.entrees(series, CALENDRIER, exonere=False)

    assert np.asarray(entrees["rpns_imposables"])[0] == pytest.approx(imposable)


@pytest.mark.parametrize(
    "nature",
    [
        "salaire_net",
        "are",
        "ij_maladie",
        "ij_maternite",
        "pension_invalidite",
        "retraite_brute",
        "retraite_nette",
        "pension_alimentaire_recue",
        "benefice_independant",
        "ca_micro_vente",
        "ca_micro_services",
        "ca_micro_liberal",
        "bourse",
        "revenus_fonciers",
        "rente_at_mp",
        "autre",
        "pension_alimentaire_versee",
    ],
)
def test_chaque_type_de_ressource_du_contrat_arrive_au_moteur(nature: TypeRessource) -> None:
    sans = revenus.entrees({}, CALENDRIER, exonere=True)
    series = revenus.series(personne(ligne(nature, 500)), CALENDRIER)

    avec = revenus.entrees(series, CALENDRIER, exonere=True)

    assert any(np.any(np.asarray(avec[nom]) != np.asarray(sans[nom])) for nom in avec)
