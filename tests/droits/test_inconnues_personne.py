from dataclasses import replace
from datetime import date

import pytest
from tests.droits.essais import changer, cherchees, seules, valeurs

from guichet.droits.situation import (
    NE_SAIT_PAS,
    PAS_DEMANDE,
    Couple,
    Garde,
    Grossesse,
    Handicap,
    Personne,
    Situation,
)


def test_la_nationalite_inconnue_essaie_quatre_titres(inconnu: Situation) -> None:
    essais = seules(inconnu, "personnes.p1.nationalite")

    assert [essai.demandeur.nationalite for essai in essais] == [
        "francaise",
        "ue",
        "hors_ue",
        "hors_ue",
    ]
    assert [essai.demandeur.titre_sejour_depuis for essai in essais[2:]] == [
        date(2014, 11, 20),
        date(2025, 11, 20),
    ]
    assert "personnes.e1.nationalite" not in cherchees(inconnu)


def test_un_titre_connu_est_garde_quand_la_nationalite_manque(inconnu: Situation) -> None:
    situation = changer(inconnu, titre_sejour_depuis=date(2020, 1, 1))
    essais = seules(situation, "personnes.p1.nationalite")

    assert {essai.demandeur.titre_sejour_depuis for essai in essais} == {date(2020, 1, 1)}


def test_le_titre_inconnu_n_est_essaye_que_hors_ue(inconnu: Situation) -> None:
    chemin = "personnes.p1.titre_sejour_depuis"

    assert valeurs(changer(inconnu, nationalite="hors_ue"), chemin) == [
        date(2014, 11, 20),
        date(2020, 11, 20),
        date(2025, 11, 20),
    ]
    assert chemin not in cherchees(changer(inconnu, nationalite="ue"))


@pytest.mark.parametrize(
    ("champ", "attendues"),
    [
        ("grossesse", [False, Grossesse(terme_prevu=date(2027, 3, 20))]),
        (
            "handicap",
            [
                False,
                Handicap(taux="50_79", restriction_emploi=True, demande_en_cours=False),
                Handicap(taux="80_plus", restriction_emploi=True, demande_en_cours=False),
            ],
        ),
        ("aidant_de", [False, "age", "handicap", "enfant_malade"]),
        ("ass_5_ans_sur_10", [False, True]),
    ],
)
def test_les_valeurs_essayees_pour_une_personne(
    inconnu: Situation, champ: str, attendues: list[object]
) -> None:
    assert valeurs(inconnu, f"personnes.p1.{champ}") == attendues


@pytest.mark.parametrize(
    ("naissance", "champ", "attendues"),
    [
        (date(1964, 1, 1), "inapte_travail", [False, True]),
        (date(2005, 1, 1), "heures_3_ans", [0, 3300]),
        (date(2005, 1, 1), "boursier", [False, True]),
        (date(2005, 1, 1), "sortant_ase", [False, True]),
    ],
)
def test_les_valeurs_essayees_selon_l_age(
    inconnu: Situation, naissance: date, champ: str, attendues: list[object]
) -> None:
    situation = replace(
        changer(inconnu, date_naissance=naissance),
        personnes=(replace(inconnu.personnes[0], date_naissance=naissance),),
    )

    assert valeurs(situation, f"personnes.p1.{champ}") == attendues
    assert f"personnes.p1.{champ}" not in cherchees(inconnu)


def test_la_garde_ne_se_suppose_que_pour_un_jeune_enfant(inconnu: Situation) -> None:
    modes = [g.mode if isinstance(g, Garde) else g for g in valeurs(inconnu, "personnes.e1.garde")]
    conjoint = Personne(id="c", role="conjoint", date_naissance=date(1990, 1, 1))
    couple = replace(inconnu, personnes=(*inconnu.personnes, conjoint), couple=Couple())

    assert modes == [False, "assistante_maternelle", "domicile", "creche", "micro_creche"]
    assert "personnes.e1.garde" not in cherchees(couple)


def test_un_handicap_a_moitie_dit_est_complete(inconnu: Situation) -> None:
    sans_taux = changer(inconnu, handicap=Handicap(demande_en_cours=True))
    taux = [
        h.taux
        for h in [s.demandeur.handicap for s in seules(sans_taux, "personnes.p1.handicap.taux")]
        if isinstance(h, Handicap)
    ]
    sans_restriction = changer(
        inconnu, handicap=Handicap(taux="50_79", restriction_emploi=NE_SAIT_PAS)
    )

    assert taux == ["moins_50", "50_79", "80_plus"]
    assert valeurs(sans_restriction, "personnes.p1.handicap.restriction_emploi") == [False, True]
    assert not any(
        "handicap" in c
        for c in cherchees(changer(inconnu, handicap=Handicap(taux="80_plus")))
        if c.startswith("personnes.p1")
    )


def test_une_grossesse_sans_terme_en_recoit_un(inconnu: Situation) -> None:
    situation = changer(
        inconnu, grossesse=Grossesse(terme_prevu=date(2027, 3, 22), terme_inconnu=PAS_DEMANDE)
    )

    assert valeurs(situation, "personnes.p1.grossesse") == [
        Grossesse(terme_prevu=date(2027, 3, 22))
    ]
