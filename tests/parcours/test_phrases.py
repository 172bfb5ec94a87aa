from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.parcours.phrases import (
    DELAI_A_VERIFIER,
    echeance,
    en_retard,
    lignes_de_carte,
    nom_complet,
    retard,
    variantes,
)

from .etapes import AU, etape, parcours


def _lu(phrase: str) -> str:
    return phrase.replace("\u00a0", " ")


def test_un_delai_legal_se_dit_avant_le() -> None:
    assert echeance(etape(), au=AU) == "avant le 2\u00a0déc."


def test_la_date_sure_l_emporte_sur_l_echeance() -> None:
    assert echeance(etape(date_sure=date(2026, 11, 30)), au=AU) == "avant le 30\u00a0nov."


def test_un_conseil_non_verifie_se_dit_conseille() -> None:
    conseil = etape(type="conseillee", delai_verifie=False)

    assert _lu(echeance(conseil, au=AU)) == "conseillé avant le 2 déc."
    assert _lu(echeance(etape(type="conseillee"), au=AU)) == "avant le 2 déc."


@pytest.mark.parametrize("genre", ["legale", "droit_perdu"])
def test_une_obligation_non_verifiee_se_dit_delai_a_verifier(genre: str) -> None:
    a_venir = etape(type=genre, delai_verifie=False)
    passee = etape(type=genre, delai_verifie=False, echeance=date(2026, 11, 2), en_retard=True)

    assert _lu(echeance(a_venir, au=AU)) == "2 déc., délai à vérifier"
    assert echeance(passee, au=AU) == "délai à vérifier, peut-être dépassé"
    assert all(DELAI_A_VERIFIER in phrase for phrase in variantes(a_venir, au=AU))


def test_un_intervalle_a_venir_se_dit_du_au() -> None:
    a_venir = etape(debut=date(2026, 12, 2), echeance=date(2027, 1, 2))

    assert [_lu(phrase) for phrase in variantes(a_venir, au=AU)] == [
        "du 2 déc. au 2 janv.",
        "avant le 2 janv.",
    ]


def test_un_jour_precis_se_dit_le() -> None:
    jour = date(2026, 12, 2)

    assert _lu(echeance(etape(debut=jour, echeance=jour), au=AU)) == "le 2 déc."
    assert _lu(echeance(etape(debut=jour, type="droit_perdu"), au=AU)) == "avant le 2 déc."


def test_le_jour_meme_se_dit_aujourd_hui() -> None:
    assert echeance(etape(echeance=AU), au=AU) == "aujourd’hui"


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [
        (1, "en retard d’un jour"),
        (3, "en retard de 3\u00a0jours"),
        (60, "en retard de 60\u00a0jours"),
        (61, "en retard de 2\u00a0mois"),
        (400, "en retard de 13\u00a0mois"),
        (800, "en retard de 2\u00a0ans"),
    ],
)
def test_le_retard_est_dit_en_mots(jours: int, attendu: str) -> None:
    passee = etape(echeance=AU - timedelta(days=jours), debut=None, en_retard=True)

    assert retard(AU - timedelta(days=jours), au=AU) == attendu
    assert echeance(passee, au=AU) == attendu


def test_un_conseil_immediat_passe_se_dit_des_que_possible() -> None:
    jour = date(2026, 11, 2)
    urgence = etape(type="conseillee", delai_verifie=False, debut=jour, echeance=jour)

    assert echeance(urgence, au=AU) == "dès que possible"


def test_sans_echeance_se_dit_sans_date() -> None:
    assert echeance(etape(type="sans", echeance=None, debut=None), au=AU) == "sans date"
    assert echeance(etape(echeance=None, debut=None), au=AU) == "sans date"


def test_une_reference_inconnue_laisse_le_delai_en_mots() -> None:
    inconnue = {"echeance": None, "debut": None, "delai": "2 mois après le jugement"}
    conseil = etape(**inconnue, type="conseillee", delai_verifie=False)
    douteuse = etape(**inconnue, delai_verifie=False)

    assert variantes(etape(**inconnue), au=AU) == (
        "au plus tard 2 mois après le jugement",
        "2 mois après le jugement",
    )
    avant = etape(echeance=None, debut=None, delai="avant le jugement")
    assert variantes(avant, au=AU) == ("avant le jugement",)
    assert echeance(conseil, au=AU) == "conseillé 2 mois après le jugement"
    assert echeance(douteuse, au=AU) == "2 mois après le jugement, délai à vérifier"


def test_une_carte_dit_la_condition_avec_sa_date() -> None:
    partager = etape(
        concerne="a_verifier",
        condition_courte="si garde alternée",
        type="conseillee",
        delai_verifie=False,
        echeance=date(2027, 2, 2),
    )

    assert [_lu(ligne) for ligne in lignes_de_carte(partager, au=AU)] == [
        "si garde alternée, conseillé avant le 2 févr.",
        "si garde alternée, 2 févr.",
        "à vérifier, 2 févr.",
        "conseillé avant le 2 févr.",
    ]
    assert lignes_de_carte(partager.faire(AU), au=AU) == ("fait aujourd’hui",)
    assert lignes_de_carte(etape(), au=AU) == variantes(etape(), au=AU)


def test_une_carte_garde_le_retard_et_le_delai_a_verifier() -> None:
    doute = {"concerne": "a_verifier", "condition_courte": None}
    tardive = etape(**doute, echeance=date(2026, 11, 17), en_retard=True)
    legale = etape(**doute, delai_verifie=False)
    sans_date = etape(**doute, echeance=None, debut=None)

    assert all("en retard" in ligne for ligne in lignes_de_carte(tardive, au=AU))
    assert all(DELAI_A_VERIFIER in ligne for ligne in lignes_de_carte(legale, au=AU))
    assert lignes_de_carte(sans_date, au=AU) == (
        "à vérifier, sans date",
        "à vérifier, sans date",
        "sans date",
    )


def test_une_etape_cochee_dit_quand_elle_a_ete_faite() -> None:
    tardive = etape(echeance=date(2026, 11, 17), en_retard=True)

    assert echeance(tardive.faire(AU), au=AU) == "fait aujourd’hui"
    assert _lu(echeance(tardive.faire(date(2026, 11, 18)), au=AU)) == "fait le 18 nov."
    assert en_retard(parcours(tardive, etape())) == (tardive,)
    assert en_retard(parcours(tardive.faire(AU))) == ()


def test_le_nom_complet_dit_tout_au_lecteur_d_ecran() -> None:
    rib = etape(
        titre_court="Changer son RIB",
        echeance=date(2026, 11, 17),
        concerne="a_verifier",
        condition="si les aides arrivent sur un autre compte",
    )

    dit = nom_complet(rib, organisme="Caf", au=AU, apres=("Déclarer la séparation",))

    assert _lu(dit) == (
        "Changer son RIB, Caf, en retard de 3 jours, à vérifier, si les aides arrivent sur un "
        "autre compte, après : Déclarer la séparation"
    )


def test_le_nom_complet_d_une_etape_simple_est_court() -> None:
    dit = nom_complet(etape(), organisme="Caf", au=AU)

    assert _lu(dit) == "Déclarer la séparation, Caf, avant le 2 déc."


def test_une_condition_sans_phrase_reste_a_verifier() -> None:
    dit = nom_complet(etape(concerne="a_verifier"), organisme="Caf", au=AU)

    assert _lu(dit) == "Déclarer la séparation, Caf, avant le 2 déc., à vérifier"


@given(
    st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["legale", "droit_perdu", "conseillee"]),
    st.booleans(),
)
def test_toute_etape_datee_se_dit_sans_espace_a_couper_dans_la_date(
    debut: date, limite: date, genre: str, verifie: bool
) -> None:
    dite = etape(debut=min(debut, limite), echeance=limite, type=genre, delai_verifie=verifie)

    for phrase in variantes(dite, au=AU):
        mots = phrase.split(" ")
        assert "" not in mots
        assert not any(mot.isdigit() for mot in mots)
    if genre != "conseillee" and not verifie:
        assert all(DELAI_A_VERIFIER in phrase for phrase in variantes(dite, au=AU))
