from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guichet.droits import chemins
from guichet.droits.situation import (
    NE_SAIT_PAS,
    PAS_DEMANDE,
    AidePercue,
    Garde,
    Grossesse,
    Handicap,
    Logement,
    Mois,
    Ressource,
    RevenusAnnuels,
    Situation,
    connu,
)

SALAIRE = Ressource(type="salaire_net", montant=Decimal(900), du=Mois(2026, 1))
AF = AidePercue(droit="af", montant=Decimal(150), du=Mois(2026, 1))


@pytest.fixture
def foyer(inconnu: Situation) -> Situation:
    p1, e1 = inconnu.personnes
    return replace(
        inconnu,
        personnes=(replace(p1, ressources=(SALAIRE,), handicap=False), e1),
        logement=Logement(loyer=Decimal(500), statut=NE_SAIT_PAS),
        revenus_annuels={2024: RevenusAnnuels(revenu_fiscal_reference=Decimal(9000))},
        aides_percues=(AF,),
    )


@pytest.mark.parametrize(
    ("chemin", "attendu"),
    [
        ("logement.loyer", Decimal(500)),
        ("logement.statut", NE_SAIT_PAS),
        ("logement.commune", PAS_DEMANDE),
        ("epargne", PAS_DEMANDE),
        ("couple.statut", PAS_DEMANDE),
        ("personnes.p1.ressources.salaire_net", (SALAIRE,)),
        ("personnes.p1.ressources.are", ()),
        ("personnes.e1.ressources.are", PAS_DEMANDE),
        ("personnes.p1.handicap.taux", False),
        ("revenus_annuels.2024.revenu_fiscal_reference", Decimal(9000)),
        ("revenus_annuels.2023.revenus_imposables", PAS_DEMANDE),
        ("aides_percues.af", AF),
    ],
)
def test_un_chemin_donne_la_reponse(foyer: Situation, chemin: str, attendu: object) -> None:
    assert chemins.valeur(foyer, chemin) == attendu


@pytest.mark.parametrize(
    "chemin",
    [
        "loyer",
        "logement.loyr",
        "personnes.p9.handicap",
        "personnes.p1.id",
        "personnes.p1.ressources.loto",
        "revenus_annuels.24",
        "aides_percues.rsa",
        "au",
        "",
    ],
)
def test_un_chemin_inexistant_est_refuse(foyer: Situation, chemin: str) -> None:
    assert not chemins.existe(chemin, foyer)
    with pytest.raises(KeyError):
        chemins.valeur(foyer, chemin)
    with pytest.raises(KeyError):
        chemins.remplacer(foyer, chemin, 1)


@pytest.mark.parametrize(
    ("chemin", "nouvelle"),
    [
        ("logement.loyer", Decimal(600)),
        ("epargne", False),
        ("couple.statut", "pacse"),
        ("pension_enfants.versee", True),
        ("personnes.p1.handicap.taux", "80_plus"),
        ("personnes.e1.handicap", Handicap(taux="50_79")),
        ("personnes.p1.ressources.are", (replace(SALAIRE, type="are"),)),
        ("personnes.e1.ressources.salaire_net", (SALAIRE,)),
        ("revenus_annuels.2024.revenus_imposables", Decimal(10)),
        ("revenus_annuels.2023.revenus_imposables", Decimal(10)),
        ("revenus_annuels.2024", RevenusAnnuels(revenus_imposables=Decimal(3))),
        ("aides_percues.af", replace(AF, montant=Decimal(1))),
    ],
)
def test_une_reponse_remplacee_se_relit_et_le_reste_ne_bouge_pas(
    foyer: Situation, chemin: str, nouvelle: object
) -> None:
    apres = chemins.remplacer(foyer, chemin, nouvelle)

    assert chemins.valeur(apres, chemin) == nouvelle
    assert chemins.valeur(apres, "logement.statut") is NE_SAIT_PAS
    assert chemins.valeur(apres, "personnes.p1.ressources.salaire_net") == (SALAIRE,)


def test_remplacer_cree_ce_qui_manque(inconnu: Situation) -> None:
    apres: Any = chemins.remplacer(inconnu, "logement.loyer", Decimal(1))
    assert apres.logement == Logement(loyer=Decimal(1))

    apres = chemins.remplacer(inconnu, "revenus_annuels.2024.revenus_imposables", Decimal(2))
    assert apres.revenus_annuels == {2024: RevenusAnnuels(revenus_imposables=Decimal(2))}
    assert apres.au == date(2026, 11, 20)

    apres = chemins.remplacer(inconnu, "personnes.p1.grossesse.terme_prevu", date(2027, 1, 1))
    assert apres.demandeur.grossesse == Grossesse(terme_prevu=date(2027, 1, 1))

    apres = chemins.remplacer(inconnu, "personnes.e1.garde.mode", "creche")
    apres = chemins.remplacer(apres, "personnes.e1.garde.heures", Decimal(90))
    assert apres.enfants[0].garde == Garde(mode="creche", heures=Decimal(90))


def test_le_mode_de_garde_se_repond_avant_les_heures(inconnu: Situation) -> None:
    with pytest.raises(KeyError, match=r"garde\.mode"):
        chemins.remplacer(inconnu, "personnes.e1.garde.heures", Decimal(90))


def test_non_est_une_reponse_mais_pas_un_inconnu() -> None:
    assert connu(False)
    assert not connu(PAS_DEMANDE)
    assert not connu(NE_SAIT_PAS)


def test_le_terme_suppose_n_est_pas_une_reponse(inconnu: Situation) -> None:
    chemin = "personnes.p1.grossesse.terme_prevu"
    jour = date(2027, 3, 1)
    enceinte = chemins.remplacer(
        inconnu,
        "personnes.p1.grossesse",
        Grossesse(terme_prevu=jour, terme_inconnu=PAS_DEMANDE),
    )
    assert chemins.valeur(enceinte, chemin) is PAS_DEMANDE

    dit = chemins.remplacer(enceinte, chemin, jour)
    assert chemins.valeur(dit, chemin) == jour

    oublie = chemins.remplacer(dit, chemin, NE_SAIT_PAS)
    assert chemins.valeur(oublie, chemin) is NE_SAIT_PAS
    assert isinstance(oublie.demandeur.grossesse, Grossesse)
    assert chemins.remplacer(inconnu, chemin, NE_SAIT_PAS) == inconnu
