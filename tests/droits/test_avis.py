from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.droits.avis import DEPEND, juger
from guichet.droits.moteur import Chiffre
from guichet.droits.resultat import Fourchette
from guichet.droits.situation import Situation
from guichet.droits.variantes import Variante

NON = Chiffre(ouvert=False, raisons=("trop de ressources",))
PETIT = Chiffre(ouvert=True, montant=Decimal(9), seuil_versement=True)
DOUTE = Chiffre(ouvert=True, montant=Decimal(50), a_verifier=("bareme", "barème ancien"))
CONDITION = Chiffre(ouvert=False, a_verifier=("condition", "titre de séjour"))


def oui(montant: str, premier_mois: Decimal | None = None) -> Chiffre:
    return Chiffre(
        ouvert=True,
        montant=Decimal(montant),
        premier_mois=premier_mois,
        raisons=(f"vaut {montant}",),
    )


@pytest.fixture
def essais(inconnu: Situation) -> tuple[Variante, ...]:
    """La centrale, puis « loyer », « epargne », et les deux ensemble."""
    changes = ((), ("logement.loyer",), ("epargne",), ("logement.loyer", "epargne"))
    return tuple(Variante(situation=inconnu, changes=change) for change in changes)


def test_ouvert_partout_est_probable_avec_sa_fourchette(essais: tuple[Variante, ...]) -> None:
    avis = juger("rsa", [oui("100"), oui("80"), oui("100"), oui("70")], essais)

    assert (avis.statut, avis.motif) == ("probable", None)
    assert avis.montants == Fourchette(min=Decimal(70), max=Decimal(100))
    assert avis.manque == ("logement.loyer",)
    assert avis.bascule == ()
    assert avis.raisons == (DEPEND,)


def test_le_meme_montant_partout_est_exact(essais: tuple[Variante, ...]) -> None:
    avis = juger("rsa", [oui("100")] * 4, essais)

    assert avis.montants == Fourchette(min=Decimal(100), max=Decimal(100))
    assert avis.manque == ()


def test_ferme_partout_est_non_et_dit_pourquoi(essais: tuple[Variante, ...]) -> None:
    avis = juger("rsa", [NON] * 4, essais)

    assert (avis.statut, avis.montants) == ("non", None)
    assert avis.raisons == ("trop de ressources",)


def test_trop_petit_partout_est_non(essais: tuple[Variante, ...]) -> None:
    assert juger("rsa", [PETIT, PETIT, NON, PETIT], essais).statut == "non"


def test_une_reponse_qui_ouvre_ou_ferme_est_la_bascule(essais: tuple[Variante, ...]) -> None:
    avis = juger("rsa", [NON, oui("402"), oui("12"), oui("500")], essais)

    assert (avis.statut, avis.motif) == ("a_verifier", "reponse")
    assert avis.bascule == ("logement.loyer", "epargne"), "la plus décisive d'abord"
    assert avis.montants == Fourchette(min=Decimal(0), max=Decimal(500))
    assert avis.raisons == (DEPEND,), "une supposition n'est pas une raison"


def test_des_reponses_qui_ne_basculent_qu_ensemble_sont_toutes_citees(
    essais: tuple[Variante, ...],
) -> None:
    avis = juger("rsa", [oui("10"), oui("10"), oui("8"), NON], essais)

    assert avis.motif == "reponse"
    assert avis.bascule == ("epargne", "logement.loyer")


def test_au_dessous_du_minimum_dans_une_variante(essais: tuple[Variante, ...]) -> None:
    avis = juger("rsa", [oui("20"), PETIT, oui("20"), PETIT], essais)

    assert (avis.statut, avis.motif, avis.bascule) == ("a_verifier", "seuil_versement", ())
    assert avis.montants == Fourchette(min=Decimal(0), max=Decimal(20))


def test_un_bareme_perime_laisse_un_doute(essais: tuple[Variante, ...]) -> None:
    avis = juger("cheque_energie", [DOUTE] * 4, essais)

    assert (avis.statut, avis.motif) == ("a_verifier", "bareme")
    assert avis.raisons[0] == "barème ancien"


def test_une_condition_que_le_calcul_ne_tranche_pas(essais: tuple[Variante, ...]) -> None:
    avis = juger("rsa", [CONDITION, CONDITION, NON, NON], essais)

    assert (avis.statut, avis.motif, avis.montants) == ("a_verifier", "condition", None)
    assert avis.raisons == ("titre de séjour",)


def test_le_doute_d_une_seule_variante_ferme_ailleurs_est_une_reponse(
    essais: tuple[Variante, ...],
) -> None:
    avis = juger("rsa", [NON, DOUTE, NON, NON], essais)

    assert (avis.motif, avis.bascule) == ("reponse", ("logement.loyer",))


def test_la_c2s_gratuite_vaut_zero_a_payer(essais: tuple[Variante, ...]) -> None:
    avis = juger("c2s", [oui("30"), oui("0"), NON, oui("0")], essais)
    payante = juger("c2s", [oui("30"), NON, NON, NON], essais)

    assert avis.montants == Fourchette(min=Decimal(0), max=Decimal(30))
    assert payante.montants == Fourchette(min=Decimal(30), max=Decimal(30))


def test_un_premier_mois_different_est_montre(essais: tuple[Variante, ...]) -> None:
    differe = [
        oui("100", premier_mois=Decimal(40)),
        oui("90"),
        oui("90", premier_mois=Decimal(90)),
        oui("90"),
    ]

    assert juger("rsa", differe, essais).premier_mois == Fourchette(
        min=Decimal(40), max=Decimal(90)
    )
    assert juger("rsa", [oui("100", premier_mois=Decimal(100))] * 4, essais).premier_mois is None


def test_un_droit_annuel_porte_son_annee(essais: tuple[Variante, ...]) -> None:
    ars = Chiffre(ouvert=True, montant=Decimal(400), annee=2027)

    assert juger("ars", [NON, ars, ars, ars], essais).annee == 2027


CHIFFRES = st.sampled_from([NON, PETIT, DOUTE, CONDITION, oui("10"), oui("250.55")])


@given(st.lists(CHIFFRES, min_size=4, max_size=4))
def test_une_reponse_de_plus_ne_contredit_jamais_un_avis_sur(chiffres: list[Chiffre]) -> None:
    """Répondre retire des variantes : « probable » et « non » tiennent toujours."""
    inconnu = Situation(au=date(2026, 1, 1), personnes=())
    changes = ((), ("a",), ("b",), ("a", "b"))
    essais = [Variante(situation=inconnu, changes=change) for change in changes]
    avant = juger("rsa", chiffres, essais)
    repondu = [
        juger("rsa", [chiffres[0], chiffres[2]], [essais[0], essais[2]]),
        juger("rsa", [chiffres[1], chiffres[3]], [essais[0], essais[2]]),
        juger("rsa", chiffres[:1], essais[:1]),
    ]

    for apres in repondu:
        if avant.statut in {"probable", "non"}:
            assert apres.statut == avant.statut
        if avant.statut == "probable" and avant.montants and apres.montants:
            assert avant.montants.min <= apres.montants.min <= apres.montants.max
            assert apres.montants.max <= avant.montants.max


@given(st.lists(CHIFFRES, min_size=4, max_size=4))
def test_un_avis_respecte_toujours_les_regles_du_contrat(chiffres: list[Chiffre]) -> None:
    inconnu = Situation(au=date(2026, 1, 1), personnes=())
    changes = ((), ("a",), ("b",), ("a", "b"))
    avis = juger("rsa", chiffres, [Variante(situation=inconnu, changes=c) for c in changes])

    assert (avis.motif is None) == (avis.statut in {"probable", "non"})
    assert bool(avis.bascule) == (avis.motif == "reponse")
    assert avis.statut != "non" or avis.montants is None
    assert avis.statut != "probable" or avis.montants is not None
