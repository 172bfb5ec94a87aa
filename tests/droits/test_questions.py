from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.droits import chemins
from guichet.droits.questions import (
    GROUPES,
    libelle,
    nom,
    pourquoi,
    questions,
    suivante,
    utile,
)
from guichet.droits.situation import (
    NE_SAIT_PAS,
    Couple,
    Grossesse,
    Handicap,
    Logement,
    PensionEnfants,
    Personne,
    Situation,
)
from guichet.droits.variantes import inconnues


def chemins_poses(situation: Situation) -> list[str]:
    return [question.chemin for question in questions(situation)]


def test_les_questions_suivent_les_neuf_groupes_de_la_page(inconnu: Situation) -> None:
    groupes = list(dict.fromkeys(question.groupe for question in questions(inconnu)))
    ordre = [code for code, _ in GROUPES]

    assert groupes == [code for code in ordre if code in groupes]
    assert len(GROUPES) == 9
    assert set(ordre) - set(groupes) == {"etudes"}


def test_une_personne_seule_sans_enfant_n_a_pas_de_question_de_parent(inconnu: Situation) -> None:
    seul = replace(inconnu, personnes=inconnu.personnes[:1])

    assert not {c for c in chemins_poses(seul) if "pension" in c or "garde" in c or "isole" in c}
    assert "pension_enfants.versee" in chemins_poses(inconnu)


def test_le_proprietaire_n_a_pas_de_question_de_loyer(inconnu: Situation) -> None:
    proprietaire = replace(inconnu, logement=Logement(statut="proprietaire"))
    sans_toit = replace(inconnu, logement=False)

    assert "logement.loyer" in chemins_poses(inconnu)
    assert "logement.loyer" not in chemins_poses(proprietaire)
    assert "logement.statut" in chemins_poses(proprietaire)
    assert not [chemin for chemin in chemins_poses(sans_toit) if chemin.startswith("logement")]


def test_le_conjoint_change_les_questions(inconnu: Situation) -> None:
    conjoint = Personne(id="c", role="conjoint", date_naissance=date(1990, 1, 1))
    couple = replace(inconnu, personnes=(*inconnu.personnes, conjoint), couple=Couple())

    assert {"couple.statut", "personnes.c.ressources"} <= set(chemins_poses(couple))
    assert {"veuf_depuis", "encore_marie"}.isdisjoint(chemins_poses(couple))
    assert "couple.statut" not in chemins_poses(inconnu)


@pytest.mark.parametrize(
    ("handicap", "posee"),
    [
        (Handicap(taux="50_79"), True),
        (Handicap(taux="80_plus"), False),
        (Handicap(), False),
        (False, False),
        (NE_SAIT_PAS, False),
    ],
)
def test_la_restriction_d_emploi_ne_se_demande_que_de_50_a_79(
    inconnu: Situation, handicap: object, posee: bool
) -> None:
    demandeur = replace(inconnu.demandeur, handicap=handicap)  # type: ignore[arg-type]
    situation = replace(inconnu, personnes=(demandeur,))

    assert utile("personnes.p1.handicap.restriction_emploi", situation) is posee


def test_le_detail_ne_se_demande_qu_apres_le_oui(inconnu: Situation) -> None:
    enceinte = replace(inconnu.demandeur, grossesse=Grossesse(terme_prevu=inconnu.au))
    situation = replace(
        inconnu,
        personnes=(enceinte, *inconnu.enfants),
        pension_enfants=PensionEnfants(fixee=True),
    )

    for chemin in ("personnes.p1.grossesse.terme_prevu", "pension_enfants.montant"):
        assert not utile(chemin, inconnu)
        assert utile(chemin, situation)


@pytest.mark.parametrize(
    ("chemin", "attendu"),
    [
        ("pension_enfants.versee", "L'autre parent aide-t-il ?"),
        ("revenus_annuels.2024.revenu_fiscal_reference", "Revenu fiscal 2024"),
        ("revenus_annuels", "Revenus 2024"),
        ("revenus_annuels.2023", "Revenus 2023"),
        ("personnes.p1.ressources.salaire_net", "Ressources (demandeur)"),
        ("personnes.e1.handicap", "Handicap reconnu (enfant de 10 ans)"),
        ("personnes.p1.parents.distance_km", "Foyer des parents (demandeur)"),
        ("aides_percues.af", "Aides déjà reçues"),
    ],
)
def test_chaque_chemin_a_un_nom_court(inconnu: Situation, chemin: str, attendu: str) -> None:
    assert libelle(chemin, inconnu) == attendu
    assert pourquoi(chemin).endswith(".")


def test_une_personne_seule_n_est_pas_nommee(inconnu: Situation) -> None:
    seul = replace(inconnu, personnes=inconnu.personnes[:1])

    assert libelle("personnes.p1.grossesse", seul) == "Grossesse"


def test_le_prenom_sinon_la_place_dans_le_foyer(inconnu: Situation) -> None:
    p1, e1 = inconnu.personnes

    assert nom(replace(p1, prenom="Nadia"), inconnu) == "Nadia"
    assert nom(replace(p1, role="conjoint"), inconnu) == "conjoint"
    assert nom(replace(p1, role="autre"), inconnu) == "autre personne"
    assert nom(e1, inconnu) == "enfant de 10 ans"


@pytest.mark.parametrize("chemin", ["personnes.p9.handicap", "personnes.p1.loto", "loto"])
def test_un_chemin_inconnu_est_un_defaut(inconnu: Situation, chemin: str) -> None:
    with pytest.raises(KeyError):
        libelle(chemin, inconnu)


def test_la_question_suivante_saute_ce_qui_est_repondu_ignore_ou_refuse(
    inconnu: Situation,
) -> None:
    premiere = suivante(inconnu)
    assert premiere is not None
    assert premiere.chemin == "personnes.p1.nationalite"

    ignoree = chemins.remplacer(inconnu, premiere.chemin, NE_SAIT_PAS)
    refusee = replace(inconnu, inconnus_assumes=(premiere.chemin,))
    for apres in (ignoree, refusee):
        seconde = suivante(apres)
        assert seconde is not None
        assert seconde.chemin == "personnes.p1.activite"


def test_tout_demander_finit(inconnu: Situation) -> None:
    situation, posees = inconnu, 0
    while (question := suivante(situation)) is not None:
        situation = chemins.remplacer(situation, question.chemin, NE_SAIT_PAS)
        posees += 1
        assert posees < 60

    assert posees > 20


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_une_inconnue_que_l_on_suppose_a_toujours_sa_question(
    foyers: st.SearchStrategy[Situation], data: st.DataObject
) -> None:
    """Rien ne varie en silence : ce que l'on essaie, l'écran peut le demander ou le nommer."""
    situation = data.draw(foyers)
    poses = set(chemins_poses(situation))

    for inconnue in inconnues(situation):
        assert libelle(inconnue.chemin, situation)
        if len(inconnue.valeurs) > 1 and chemins.existe(inconnue.chemin, situation):
            racine = inconnue.chemin.removesuffix(".montant")
            assert any(pose.startswith(racine) or racine.startswith(pose) for pose in poses)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_toute_question_posee_designe_un_champ_du_foyer(
    foyers: st.SearchStrategy[Situation], data: st.DataObject
) -> None:
    situation = data.draw(foyers)
    posees = questions(situation)

    assert len({question.chemin for question in posees}) == len(posees)
    for question in posees:
        assert chemins.existe(question.chemin, situation)
        assert utile(question.chemin, situation)
        assert question.libelle
