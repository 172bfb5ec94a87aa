from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from tests.droits.essais import MOIS, changer, cherchees, seules, valeurs

from guichet.catalogue.baremes import load_baremes
from guichet.droits.inconnues import Reperes
from guichet.droits.inconnues_foyer import plafond_loyer
from guichet.droits.situation import (
    Logement,
    PensionEnfants,
    Ressource,
    Situation,
)
from guichet.droits.variantes import variantes


def test_un_conjoint_ne_s_invente_pas(inconnu: Situation) -> None:
    assert valeurs(inconnu, "couple") == [False]
    assert all(essai.situation.conjoint is None for essai in variantes(inconnu))


def test_l_isolement_essaie_trois_ans_et_six_mois(inconnu: Situation) -> None:
    assert valeurs(inconnu, "isole_depuis") == [date(2023, 11, 20), date(2026, 5, 20)]
    sans_enfant = replace(inconnu, personnes=inconnu.personnes[:1])
    assert {"isole_depuis", "pension_enfants"}.isdisjoint(cherchees(sans_enfant))


def test_la_pension_inconnue_est_nulle_puis_de_150_euros_par_enfant(inconnu: Situation) -> None:
    assert valeurs(inconnu, "pension_enfants") == [
        PensionEnfants(fixee=False, versee=False, montant=Decimal(0)),
        PensionEnfants(fixee=True, versee=True, montant=Decimal(150)),
    ]


def test_la_pension_et_la_garde_alternee_se_comptent_enfant_par_enfant(inconnu: Situation) -> None:
    p1, e1 = inconnu.personnes
    grand = replace(e1, id="e2", date_naissance=date(2006, 1, 1))
    situation = replace(inconnu, personnes=(p1, e1, grand))
    versee = seules(situation, "pension_enfants")[1].pension_enfants

    assert isinstance(versee, PensionEnfants)
    assert versee.montant == 300
    assert valeurs(situation, "personnes.e1.garde_alternee") == [False, True]
    assert "personnes.e2.garde_alternee" not in cherchees(situation)


def test_une_pension_deja_dite_en_ressource_n_est_pas_comptee_deux_fois(
    inconnu: Situation,
) -> None:
    ligne = Ressource(type="pension_alimentaire_recue", montant=Decimal(90), du=MOIS)
    essais = valeurs(changer(inconnu, ressources=(ligne,)), "pension_enfants")

    assert [(essai.versee, essai.montant) for essai in essais] == [(True, 0), (False, 0)]


@pytest.mark.parametrize(
    ("pension", "chemin", "attendues"),
    [
        (
            PensionEnfants(fixee=False, montant=Decimal(0)),
            "versee",
            [(False, False, 0), (False, True, 0)],
        ),
        (
            PensionEnfants(fixee=True, montant=Decimal(80)),
            "versee",
            [(True, False, 80), (True, True, 80)],
        ),
        (PensionEnfants(versee=True), "fixee", [(True, True, 150)]),
        (PensionEnfants(fixee=True, versee=True), "montant", [(True, True, 150)]),
        (PensionEnfants(fixee=True, versee=False), "montant", [(True, False, 0)]),
    ],
)
def test_une_pension_a_moitie_dite_est_completee(
    inconnu: Situation, pension: PensionEnfants, chemin: str, attendues: list[object]
) -> None:
    situation = replace(inconnu, pension_enfants=pension)
    essais = [s.pension_enfants for s in seules(situation, f"pension_enfants.{chemin}")]

    assert [
        (e.fixee, e.versee, e.montant) for e in essais if isinstance(e, PensionEnfants)
    ] == attendues
    assert f"pension_enfants.{chemin}" in cherchees(situation)


def test_le_logement_inconnu_est_essaye_par_zone_statut_et_loyer(inconnu: Situation) -> None:
    assert valeurs(inconnu, "logement.commune") == ["44109", "92050", "15014"]
    assert valeurs(inconnu, "logement.statut") == [
        "locataire_vide",
        "locataire_hlm",
        "proprietaire",
        "heberge",
    ]
    assert valeurs(inconnu, "logement.loyer") == [Decimal("404.49"), Decimal("202.24")]
    assert valeurs(inconnu, "logement.colocation") == [False, True]
    assert valeurs(inconnu, "logement.bailleur_famille") == [False, True]


def test_une_variante_proprietaire_n_a_pas_de_loyer(inconnu: Situation) -> None:
    loyers = [
        (essai.logement.statut, essai.logement.loyer)
        for essai in seules(inconnu, "logement.statut")
        if isinstance(essai.logement, Logement)
    ]

    assert loyers == [
        ("locataire_vide", Decimal("404.49")),
        ("locataire_hlm", Decimal("404.49")),
        ("proprietaire", 0),
        ("heberge", 0),
    ]


@pytest.mark.parametrize("logement", [False, Logement(commune="44109", statut="proprietaire")])
def test_sans_loyer_rien_a_essayer(inconnu: Situation, logement: Literal[False] | Logement) -> None:
    situation = replace(inconnu, logement=logement)

    assert not any(chemin.startswith("logement") for chemin in cherchees(situation))
    assert variantes(situation)[0].situation.logement == logement


@pytest.mark.parametrize(
    ("enfants", "couple", "commune", "attendu"),
    [
        (0, False, "44109", "293.68"),
        (0, True, "75056", "406.40"),
        (3, True, "15014", "481.37"),
        (1, False, "00000", "374.13"),
    ],
)
def test_le_plafond_de_loyer_suit_le_foyer_et_la_zone(
    inconnu: Situation, enfants: int, couple: bool, commune: str, attendu: str
) -> None:
    p1, e1 = inconnu.personnes
    conjoint = (replace(p1, id="c", role="conjoint"),) if couple else ()
    petits = tuple(replace(e1, id=f"e{rang}") for rang in range(enfants))
    situation = replace(
        inconnu, personnes=(p1, *conjoint, *petits), logement=Logement(commune=commune)
    )

    assert plafond_loyer(situation, Reperes(load_baremes())) == Decimal(attendu)
