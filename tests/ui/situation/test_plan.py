"""Toute question utile a sa place sur la page, et le sommaire compte juste."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guichet.droits.questions import questions, utile
from guichet.droits.situation import NE_SAIT_PAS, Couple, Garde, Personne, Situation
from guichet.ui.situation.plan import TITRES, etats, groupe_de, posees
from guichet.ui.situation.question import Groupe
from guichet.ui.situation.questions import GROUPES, PERSONNE, TRAVAIL

FOYERS = Path(__file__).parents[2] / "foyers"
LISTES = {"aides_percues": "aides", "couple": "couple", "couple.statut": "couple"}
NOMS = sorted(fichier.stem for fichier in FOYERS.glob("*.json"))
FOYER = Groupe(id="foyer", titre="", questions=PERSONNE, par_personne=True)


def places(situation: Situation) -> dict[str, str]:
    """Chemin → groupe de chaque champ que la page montre pour ce foyer."""
    trouves = dict(LISTES)
    for groupe in (FOYER, TRAVAIL, *GROUPES):
        for question, cle in posees(groupe, situation, utile):
            trouves[question.condition(situation, cle)] = groupe.id
    for personne in situation.personnes:
        trouves[f"personnes.{personne.id}.ressources"] = "ressources"
    return trouves


def vides(situation: Situation) -> Situation:
    """Le même foyer, dont on ne connaît que les dates de naissance et les activités."""
    gens = tuple(
        Personne(id=p.id, role=p.role, date_naissance=p.date_naissance, activite=p.activite)
        for p in situation.personnes
    )
    couple = Couple() if situation.conjoint else NE_SAIT_PAS
    return Situation(au=situation.au, personnes=gens, couple=couple)


@pytest.mark.parametrize("nom", NOMS)
@pytest.mark.parametrize("preparer", [lambda s: s, vides], ids=["rempli", "vide"])
def test_toute_question_utile_a_un_champ(
    foyer: Callable[[str], Situation], nom: str, preparer: Callable[[Situation], Situation]
) -> None:
    situation = preparer(foyer(nom))
    presents = places(situation)
    for question in questions(situation):
        champs = [
            c for c in presents if c == question.chemin or c.startswith(f"{question.chemin}.")
        ]
        assert champs, question.chemin
        assert {presents[c] for c in champs} == {groupe_de(question.chemin)}


@pytest.mark.parametrize("nom", NOMS)
def test_aucun_champ_montre_n_est_sans_objet(foyer: Callable[[str], Situation], nom: str) -> None:
    situation = foyer(nom)
    for groupe in (FOYER, TRAVAIL, *GROUPES):
        for question, cle in posees(groupe, situation, utile):
            assert utile(question.condition(situation, cle), situation)


@pytest.mark.parametrize(
    ("chemin", "groupe"),
    [
        ("personnes.p1.ressources.salaire_net", "ressources"),
        ("personnes.p1.inscrit_france_travail", "ressources"),
        ("personnes.e1.garde.heures", "foyer"),
        ("personnes.p1.handicap.taux", "handicap"),
        ("personnes.p1.parents", "etudes"),
        ("personnes.p1.grossesse.terme_prevu", "sante"),
        ("revenus_annuels.2024", "impots"),
        ("aides_percues.rsa", "aides"),
        ("mutuelle", "sante"),
        ("pension_enfants.versee", "couple"),
    ],
)
def test_chaque_chemin_du_diagnostic_a_son_groupe(chemin: str, groupe: str) -> None:
    assert groupe_de(chemin) == groupe


def test_les_parents_d_un_etudiant_et_la_garde_payee_ont_tous_leurs_champs(
    foyer: Callable[[str], Situation],
) -> None:
    etudiante = places(foyer("etudiante_boursiere"))
    for champ in ("revenus_imposables", "enfants_a_charge", "enfants_superieur", "distance_km"):
        assert f"personnes.p1.parents.{champ}" in etudiante
    bebe = Personne(id="e1", role="enfant", date_naissance=date(2025, 1, 1))
    seule = foyer("rsa_seul")
    avec = replace(seule, personnes=(*seule.personnes, bebe))
    assert "personnes.e1.garde" in places(avec)
    assert "personnes.e1.garde.heures" not in places(avec)
    gardee = replace(bebe, garde=Garde(mode="creche"))
    payee = places(replace(seule, personnes=(*seule.personnes, gardee)))
    assert {"personnes.e1.garde.heures", "personnes.e1.garde.cout"} <= set(payee)


def test_les_ressources_comptent_qui_n_a_pas_repondu(nadia: Situation) -> None:
    conjoint = Personne(id="c1", role="conjoint", date_naissance=date(1988, 1, 1))
    a_deux = replace(nadia, personnes=(*nadia.personnes, conjoint), couple=Couple())
    avant = {etat.id: etat for etat in etats(nadia, utile, None)}["ressources"]
    apres = {etat.id: etat for etat in etats(a_deux, utile, None)}["ressources"]
    # Du conjoint : ses ressources, son inscription, ses cinq ans de travail.
    assert apres.utiles == avant.utiles + 3
    assert apres.commence


def test_avec_un_diagnostic_seules_les_reponses_qui_changent_un_droit_comptent(
    nadia: Situation,
) -> None:
    decisives = ["pension_enfants.versee", "revenus_annuels.2024"]
    comptes = {etat.id: etat.utiles for etat in etats(nadia, utile, decisives)}
    assert comptes == dict.fromkeys(TITRES, 0) | {"couple": 1, "impots": 1}


def test_un_refus_n_est_plus_a_demander(nadia: Situation) -> None:
    sans = replace(nadia, epargne=NE_SAIT_PAS)
    inconnue = replace(nadia, epargne=Situation(au=nadia.au, personnes=nadia.personnes).epargne)
    refusee = replace(inconnue, inconnus_assumes=("epargne",))
    comptes = [
        {etat.id: etat.utiles for etat in etats(s, utile, None)}["impots"]
        for s in (sans, inconnue, refusee)
    ]
    assert comptes[1] == comptes[0] + 1
    assert comptes[2] == comptes[0]
