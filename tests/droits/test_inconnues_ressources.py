from dataclasses import replace
from decimal import Decimal

import pytest
from tests.droits.essais import MOIS, SMIC, changer, cherchees, seules, valeurs

from guichet.droits.situation import (
    NE_SAIT_PAS,
    PAS_DEMANDE,
    AidePercue,
    Inconnu,
    Mois,
    Ressource,
    RevenusAnnuels,
    Situation,
)
from guichet.droits.variantes import variantes


def test_les_ressources_inconnues_d_un_salarie_partent_d_un_smic(inconnu: Situation) -> None:
    situation = changer(inconnu, activite="salarie")
    essais = valeurs(situation, "personnes.p1.ressources")

    montants = [sum(ligne.montant for ligne in essai) for essai in essais]
    assert montants == [SMIC * part for part in map(Decimal, ("1", "0", "0.5", "1.5", "2.5"))]
    assert all(ligne.type == "salaire_net" for essai in essais for ligne in essai)
    assert essais[0][0].du == Mois(2024, 1)


@pytest.mark.parametrize(
    ("activite", "type_"),
    [
        ("demandeur_emploi", "are"),
        ("independant", "benefice_independant"),
        ("retraite", "retraite_nette"),
        ("invalide", "pension_invalidite"),
        ("au_foyer", "salaire_net"),
        (PAS_DEMANDE, "salaire_net"),
    ],
)
def test_les_autres_partent_de_zero_et_le_type_suit_l_activite(
    inconnu: Situation, activite: object, type_: str
) -> None:
    essais = valeurs(changer(inconnu, activite=activite), "personnes.p1.ressources")

    assert [sum(ligne.montant for ligne in essai) for essai in essais] == [
        SMIC * part for part in map(Decimal, ("0", "0.5", "1", "1.5", "2.5"))
    ]
    assert {ligne.type for essai in essais for ligne in essai} == {type_}


def test_un_enfant_de_moins_de_16_ans_n_a_pas_de_ressources(inconnu: Situation) -> None:
    assert valeurs(inconnu, "personnes.e1.ressources") == [()]


def test_une_ressource_sans_montant_ou_refusee_est_essayee(inconnu: Situation) -> None:
    ligne = Ressource(type="are", montant=NE_SAIT_PAS, du=MOIS)
    sans_montant = changer(inconnu, ressources=(ligne,))
    essais = valeurs(sans_montant, "personnes.p1.ressources.are")
    assert [essai[0].montant / SMIC for essai in essais] == [
        Decimal(part) for part in ("0.5", "0", "1", "1.5", "2.5")
    ]

    refusee = replace(
        changer(inconnu, ressources=()),
        inconnus_assumes=("personnes.p1.ressources.salaire_net", "epargne"),
    )
    essais = valeurs(refusee, "personnes.p1.ressources.salaire_net")
    assert [len(essai) for essai in essais] == [0, 1, 1, 1, 1]
    assert essais[-1][0].montant == SMIC * Decimal("2.5")


def test_environ_essaie_dix_pour_cent_de_chaque_cote(inconnu: Situation) -> None:
    lignes = (
        Ressource(type="salaire_net", montant=Decimal(1000), du=MOIS, environ=True),
        Ressource(type="salaire_net", montant=Decimal(50), du=MOIS),
        Ressource(type="autre", montant=Decimal(7), du=MOIS),
    )
    essais = valeurs(changer(inconnu, ressources=lignes), "personnes.p1.ressources.salaire_net")

    assert [[ligne.montant for ligne in essai] for essai in essais] == [
        [1000, 50],
        [900, 50],
        [1100, 50],
    ]


def test_les_revenus_annuels_inconnus_sont_essayes(inconnu: Situation) -> None:
    ligne = Ressource(type="salaire_net", montant=Decimal(1000), du=Mois(2026, 1))
    situation = changer(inconnu, ressources=(ligne,))
    essais = [s.revenus_annuels for s in seules(situation, "revenus_annuels")]

    assert isinstance(essais[0], Inconnu), "le moteur prend les ressources actuelles"
    assert essais[1] == {
        2024: RevenusAnnuels(revenus_imposables=Decimal(0), revenu_fiscal_reference=Decimal(0))
    }
    assert essais[2] == {
        2024: RevenusAnnuels(
            revenus_imposables=Decimal(18648), revenu_fiscal_reference=Decimal("16783.2")
        )
    }


@pytest.mark.parametrize(
    ("lignes", "inconnus"),
    [
        ((Ressource(type="salaire_net", montant=Decimal(1), du=Mois(2024, 1)),), False),
        ((Ressource(type="salaire_net", montant=Decimal(1), du=Mois(2024, 2)),), True),
        (
            (
                Ressource(type="are", montant=Decimal(1), du=Mois(2023, 1), au=Mois(2024, 6)),
                Ressource(type="autre", montant=Decimal(1), du=Mois(2024, 7)),
            ),
            False,
        ),
        ((), True),
        (PAS_DEMANDE, True),
    ],
)
def test_des_ressources_sur_douze_mois_valent_l_annee_n_2(
    inconnu: Situation, lignes: object, inconnus: bool
) -> None:
    assert ("revenus_annuels" in cherchees(changer(inconnu, ressources=lignes))) is inconnus


def test_un_avis_d_impot_a_moitie_lu_est_complete(inconnu: Situation) -> None:
    reference = replace(
        inconnu, revenus_annuels={2024: RevenusAnnuels(revenu_fiscal_reference=Decimal(9000))}
    )
    imposables = replace(
        inconnu, revenus_annuels={2024: RevenusAnnuels(revenus_imposables=Decimal(10000))}
    )
    rien = replace(inconnu, revenus_annuels={2024: RevenusAnnuels()})
    autre = replace(inconnu, revenus_annuels={2025: RevenusAnnuels()})
    tout = RevenusAnnuels(revenu_fiscal_reference=Decimal(9000), revenus_imposables=Decimal(10000))

    assert variantes(reference)[0].situation.revenus_annuels == {2024: tout}
    assert variantes(imposables)[0].situation.revenus_annuels == {2024: tout}
    assert "revenus_annuels.2024" in cherchees(rien)
    assert "revenus_annuels" in cherchees(autre)
    assert not {
        c for c in cherchees(replace(inconnu, revenus_annuels={2024: tout})) if "annuels" in c
    }


def test_l_epargne_et_les_aides_inconnues(inconnu: Situation) -> None:
    muette = AidePercue(droit="af", montant=NE_SAIT_PAS, du=MOIS)
    dite = replace(muette, droit="asf", montant=Decimal(1))

    assert valeurs(inconnu, "epargne") == [0, 40_000]
    assert valeurs(inconnu, "aides_percues") == [()]
    assert variantes(replace(inconnu, aides_percues=(muette, dite)))[0].situation.aides_percues == (
        dite,
    )
