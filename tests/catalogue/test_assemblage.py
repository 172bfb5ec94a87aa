"""Du fichier à l'objet : rien ne se perd en route."""

from datetime import date
from decimal import Decimal

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import EtapeModele

CATALOGUE = load_catalogue(ressources())


def _etape(moment: str, nom: str) -> EtapeModele:
    return next(etape for etape in CATALOGUE.moments[moment].etapes if etape.id == nom)


def test_un_article_precis_remplace_la_reference_generale() -> None:
    etape = _etape("separation", "saisir-juge-4-mois")
    assert etape.source.cle == "CSS26"
    assert etape.source.legal == "CSS R523-3"
    assert CATALOGUE.sources["CSS26"].legal is None
    assert etape.source.url == CATALOGUE.sources["CSS26"].url
    assert etape.source.date == "2026-03-14"
    assert [source.cle for source in etape.sources_complementaires] == ["F815"]
    assert etape.sources_complementaires[0].edition is not None


def test_une_source_non_datee_n_a_pas_de_date() -> None:
    assert _etape("separation", "declarer-separation-caf").source.date is None


def test_une_etape_sans_source_le_dit() -> None:
    etape = _etape("separation", "bilan-6-mois")
    assert etape.source.cle == "AUCUNE"
    assert etape.source.nature == "aucune"
    assert etape.source.url is None
    assert not etape.verifie


def test_une_exception_de_delai_garde_ses_dates() -> None:
    (cas,) = _etape("arrivee-enfant", "conge-supplementaire-naissance").echeance.cas_particuliers
    assert (cas.date_min, cas.date_max) == (date(2026, 7, 1), date(2027, 3, 31))
    (cas,) = _etape("retraite", "prevenir-employeur").echeance.cas_particuliers
    assert (cas.condition, cas.max, cas.verifie) == ("anciennete_moins_de_2_ans", "-P1M", True)


@pytest.mark.parametrize("champ", ["recurrence", "consequence"])
def test_recurrence_et_consequence_sont_gardees(champ: str) -> None:
    echeance = _etape("perte-emploi", "actualisation").echeance
    attendus = {
        "recurrence": "mensuelle",
        "consequence": "Sans actualisation, France Travail peut radier et arrêter le paiement.",
    }
    assert getattr(echeance, champ) == attendus[champ]


def test_un_droit_garde_silence_rattrapage_et_renouvellement() -> None:
    c2s = CATALOGUE.droits["c2s"]
    assert c2s.silence == "Sans réponse après 2 mois, c’est un accord."
    assert c2s.retroactivite_type == "mois suivant la décision"
    assert c2s.retroactivite_source is not None
    assert c2s.retroactivite_source.cle == "CSS26"
    assert c2s.fenetre_renouvellement == "entre 4 et 2 mois avant la fin"
    assert c2s.formulaires == ("12504",)
    assert c2s.canaux["telephone"] == ("3646",)
    assert c2s.montants[1].valeur == Decimal(1172)
    assert c2s.montants[1].verifie


def test_un_droit_peut_n_avoir_ni_montant_ni_silence() -> None:
    aripa = CATALOGUE.droits["aripa"]
    assert aripa.montants == ()
    assert aripa.silence is None
    assert CATALOGUE.droits["cmg"].montants[0].valeur is None


def test_un_moment_calcule_les_faits_de_ses_conditions() -> None:
    faits = CATALOGUE.moments["perte-proche"].faits
    assert {"deces_etranger", "beneficiaire_non_prioritaire", "marie_avec_defunt"} <= set(faits)
    assert list(faits) == sorted(faits)


def test_les_moments_suivent_l_ordre_de_l_accueil() -> None:
    assert list(CATALOGUE.moments)[:3] == ["separation", "arrivee-enfant", "parent-isole"]
    assert list(CATALOGUE.moments)[-1] == "violences-conjugales"


def test_une_variante_attentionnee_garde_sa_source() -> None:
    variantes = CATALOGUE.moments["separation"].variantes_attentionnees
    assert len(variantes) == 5
    assert variantes[0].source is not None
    assert variantes[0].source.cle == "F36407"
    assert variantes[3].source is None
    assert not variantes[3].verifie
