from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from guichet.calcul import passe
from guichet.calcul.assemblage import FAMILLE, FOYER_FISCAL, MENAGE, Foyer
from guichet.calcul.calendrier import Calendrier
from guichet.calcul.correspondance import Traduction
from guichet.calcul.revenus import Regles
from guichet.droits.situation import Situation

CALENDRIER = Calendrier.autour(date(2026, 11, 20))
REGLES = Regles(csg_exoneration=13_048, csg_demi_part=3_484, autonomie=1_144)
TRADUCTION = Traduction(CALENDRIER, REGLES)
CONJOINT = {
    "id": "p2",
    "role": "conjoint",
    "date_naissance": "1988-01-01",
    "nationalite": "francaise",
    "ressources": [],
}


def enfant(naissance: str, **champs: object) -> dict[str, object]:
    return {"id": "e1", "role": "enfant", "date_naissance": naissance, "ressources": []} | champs


def traduire(situation: Situation, *, titre_suppose: bool = False) -> Foyer:
    return TRADUCTION.foyer(situation, titre_suppose=titre_suppose)


def roles(foyer: Foyer, rang: int) -> tuple[str, ...]:
    return tuple(
        foyer.membres[rang].places[sorte].role for sorte in (FAMILLE, FOYER_FISCAL, MENAGE)
    )


@pytest.mark.parametrize(("statut", "foyers"), [("marie", 1), ("pacse", 1), ("concubinage", 2)])
def test_un_couple_non_marie_declare_ses_impots_a_part(
    situation: Callable[..., Situation], statut: str, foyers: int
) -> None:
    foyer = traduire(situation(autres=(CONJOINT,), couple={"statut": statut}))

    assert len(foyer.foyers_fiscaux) == foyers
    assert len(foyer.familles) == 1
    assert foyer.membres[1].places[FAMILLE].role == "conjoint"


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        (enfant("2015-05-05"), "enfant"),
        (enfant("2004-05-05"), "enfant"),
        (enfant("1999-05-05"), "demandeur"),
        (enfant("1999-05-05", handicap={"taux": "80_plus"}), "enfant"),
        (
            enfant(
                "2004-05-05",
                ressources=[{"type": "salaire_net", "montant": 1500, "du": "2026-01"}],
            ),
            "demandeur",
        ),
    ],
)
def test_un_enfant_de_plus_de_25_ans_ou_autonome_a_sa_propre_famille(
    situation: Callable[..., Situation], champs: dict[str, object], attendu: str
) -> None:
    foyer = traduire(situation(personne={"date_naissance": "1970-01-01"}, autres=(champs,)))

    assert foyer.membres[1].places[FAMILLE].role == attendu


def test_une_autre_personne_du_logement_ne_compte_que_dans_le_menage(
    situation: Callable[..., Situation],
) -> None:
    aieule = {"id": "a", "role": "autre", "date_naissance": "1940-01-01", "ressources": []}

    foyer = traduire(situation(autres=(aieule,)))

    assert roles(foyer, 1) == ("demandeur", "declarant_principal", "autre")
    assert foyer.membres[1].places[FAMILLE].rang == 1
    assert foyer.membres[1].places[MENAGE].rang == 0


@pytest.mark.parametrize(
    ("nationalite", "titre", "code", "annees"),
    [
        ("francaise", None, "FR", 99),
        ("ue", None, "DE", 99),
        ("hors_ue", "2014-11-20", "ZZ", 12),
        ("hors_ue", False, "ZZ", 0),
    ],
)
def test_la_nationalite_et_la_duree_du_titre(
    situation: Callable[..., Situation],
    nationalite: str,
    titre: object,
    code: str,
    annees: int,
) -> None:
    personne: dict[str, object] = {"nationalite": nationalite}
    if titre is not None:
        personne |= {"titre_sejour_depuis": titre}

    entrees = traduire(situation(personne=personne)).membres[0].entrees

    assert entrees["nationalite"] == code
    assert np.asarray(entrees["duree_possession_titre_sejour"]) == pytest.approx(annees, abs=0.1)


def test_la_premiere_passe_suppose_la_duree_de_titre(situation: Callable[..., Situation]) -> None:
    recent = situation(personne={"nationalite": "hors_ue", "titre_sejour_depuis": "2026-01-01"})

    reel = traduire(recent).membres[0].entrees["duree_possession_titre_sejour"]
    suppose = traduire(recent, titre_suppose=True).membres[0].entrees

    assert np.asarray(reel) < 1
    assert suppose["duree_possession_titre_sejour"] == 99


def test_l_avis_d_impot_remplace_l_imposable_de_n_2(situation: Callable[..., Situation]) -> None:
    salaire = {"type": "salaire_net", "montant": 1500, "du": "2023-01"}
    foyer = traduire(
        situation(
            personne={"activite": "salarie", "ressources": [salaire]},
            revenus_annuels={"2024": {"revenus_imposables": 9000}},
        )
    )

    imposable = np.asarray(foyer.membres[0].entrees["salaire_imposable"])

    assert CALENDRIER.n_2(imposable).sum() == pytest.approx(9000)
    assert imposable[CALENDRIER.rang] == pytest.approx(1500 * (1 + 0.029 * 0.9825 / 0.78))


def test_le_revenu_fiscal_seul_est_remis_avant_la_deduction_de_dix_pour_cent(
    situation: Callable[..., Situation],
) -> None:
    foyer = traduire(situation(revenus_annuels={"2024": {"revenu_fiscal_reference": 9000}}))

    imposable = np.asarray(foyer.membres[0].entrees["salaire_imposable"])

    assert CALENDRIER.n_2(imposable).sum() == pytest.approx(10_000)


@pytest.mark.parametrize(
    ("statut", "moteur", "loyer"),
    [
        ("locataire_hlm", "locataire_hlm", 500),
        ("foyer", "locataire_foyer", 500),
        ("heberge", "loge_gratuitement", 0),
        ("accedant", "primo_accedant", 500),
    ],
)
def test_le_logement_garde_son_statut(
    situation: Callable[..., Situation], statut: str, moteur: str, loyer: int
) -> None:
    logement: dict[str, object] = {"commune": "44109", "statut": statut}
    if loyer:
        logement["loyer"] = loyer

    menage = traduire(situation(logement=logement)).menages[0]

    assert (menage["statut_occupation_logement"], menage["loyer"]) == (moteur, loyer)


def test_les_prestations_passees_sont_toujours_donnees(
    situation: Callable[..., Situation],
) -> None:
    percue = {"droit": "af", "montant": 152.25, "du": "2026-03", "au": "2026-08"}
    foyer_lu = situation(autres=(enfant("2015-05-05"),), aides_percues=[percue])
    foyer = traduire(foyer_lu)

    passe.poser_declare(foyer, foyer_lu, CALENDRIER)

    donnees = set(foyer.familles[0]) | set(foyer.membres[0].entrees)
    assert donnees >= passe.A_CALCULER
    af = np.asarray(foyer.familles[0]["af"])
    assert np.count_nonzero(af) == 6
    assert af.max() == pytest.approx(152.25 / 0.995)


def test_une_aide_en_cours_garde_son_montant_declare_en_croisiere(
    situation: Callable[..., Situation],
) -> None:
    percue = {"droit": "aides_logement", "montant": 380, "du": "2026-08"}
    foyer_lu = situation(aides_percues=[percue])
    foyer = traduire(foyer_lu)
    nuls = {variable: [0.0] for variable in passe.A_CALCULER}

    passe.poser_croisiere(foyer, foyer_lu, CALENDRIER, nuls)

    assert foyer.familles[0]["aide_logement"] == 380
    assert foyer.familles[0]["rsa"] == 0
