"""Le diagnostic avec le vrai moteur, dans son processus, et le vrai contenu."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guichet.calcul.client import Ouvrier
from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.communes import Communes
from guichet.catalogue.contenu import Catalogue
from guichet.droits import chemins
from guichet.droits.contrat import (
    ecrire_diagnostic,
    lire_diagnostic,
    lire_situation,
)
from guichet.droits.diagnostic import diagnostiquer
from guichet.droits.situation import NE_SAIT_PAS, Inconnu, PensionEnfants, Situation
from guichet.droits.variantes import variantes

FOYERS = Path(__file__).parent.parent / "foyers"
AU = date(2026, 11, 20)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@pytest.fixture(scope="module")
def communes() -> Communes:
    return Communes.load(ressources())


@pytest.fixture(scope="module")
def moteur() -> Iterator[Ouvrier]:
    ouvrier = Ouvrier()
    ouvrier.demarrer()
    yield ouvrier
    ouvrier.close()


def lire(nom: str, catalogue: Catalogue, communes: Communes) -> Situation:
    return lire_situation(
        json.loads((FOYERS / f"{nom}.json").read_text(encoding="utf-8")),
        AU,
        commune_connue=lambda code: communes.par_code(code) is not None,
        droits_connus=catalogue.droits,
    )


def test_le_diagnostic_de_nadia(moteur: Ouvrier, catalogue: Catalogue, communes: Communes) -> None:
    nadia = lire("nadia", catalogue, communes)
    diagnostic = diagnostiquer(nadia, moteur, catalogue)

    statuts = {droit.id: droit.statut for droit in diagnostic.droits}
    assert len(statuts) == len(catalogue.droits) == 52
    assert {d for d, statut in statuts.items() if statut == "probable"} == {
        "prime_activite",
        "aides_logement",
        "af",
        "ars",
        "c2s",
    }
    asf = diagnostic.droit("asf")
    assert (asf.statut, asf.motif, asf.montant_min) == ("a_verifier", "reponse", Decimal(0))
    assert asf.bascule == ("pension_enfants.versee",)
    assert diagnostic.questions_utiles[0] == ("pension_enfants.versee", 3)
    assert diagnostic.droit("af").deja_percu
    assert diagnostic.total.min < diagnostic.total.max
    assert lire_diagnostic(json.loads(json.dumps(ecrire_diagnostic(diagnostic)))) == diagnostic


def test_repondre_tient_dans_la_fourchette_annoncee(
    moteur: Ouvrier, catalogue: Catalogue, communes: Communes
) -> None:
    nadia = lire("nadia", catalogue, communes)
    avant = diagnostiquer(nadia, moteur, catalogue)
    for versee in (False, True):
        pension = PensionEnfants(fixee=False, versee=versee, montant=Decimal(0))
        apres = diagnostiquer(replace(nadia, pension_enfants=pension), moteur, catalogue)

        assert avant.total.min <= apres.total.min
        for ancien in avant.droits:
            nouveau = apres.droit(ancien.id)
            if ancien.statut in {"probable", "non"}:
                assert nouveau.statut == ancien.statut
            if ancien.montant_min is not None and nouveau.montant_min is not None:
                assert ancien.montant_min <= nouveau.montant_min
                assert (nouveau.montant_max or 0) <= (ancien.montant_max or 0)


@pytest.mark.parametrize("nom", sorted(fichier.stem for fichier in FOYERS.glob("*.json")))
def test_chaque_foyer_a_un_diagnostic_conforme_au_contrat(
    moteur: Ouvrier, catalogue: Catalogue, communes: Communes, nom: str
) -> None:
    diagnostic = diagnostiquer(lire(nom, catalogue, communes), moteur, catalogue)
    objet = json.loads(json.dumps(ecrire_diagnostic(diagnostic), allow_nan=False))

    assert lire_diagnostic(objet) == diagnostic
    assert [droit["id"] for droit in objet["droits"]] == list(catalogue.droits)
    for droit in objet["droits"]:
        assert (droit["motif"] is None) == (droit["statut"] != "a_verifier")
        assert bool(droit["bascule"]) == (droit["motif"] == "reponse")
        assert (droit["unite"] is None) == (droit["montant_min"] is None)
        if droit["statut"] in {"non", "non_calcule"}:
            assert droit["montant_min"] is droit["montant_max"] is None
        if droit["montant_min"] is not None:
            assert droit["montant_min"] <= droit["montant_max"]


EFFACABLES = (
    *("epargne", "isole_depuis", "pension_enfants", "logement.colocation"),
    *("logement.bailleur_famille", "personnes.p1.nationalite", "personnes.p1.handicap"),
    *("personnes.p1.grossesse", "personnes.p1.inapte_travail", "personnes.e1.garde_alternee"),
)


@pytest.mark.parametrize(
    "nom", ["aah_seul", "retraitee_modeste", "famille_trois_enfants", "invalide"]
)
def test_une_reponse_oubliee_puis_donnee_ne_dement_pas_un_avis_sur(
    moteur: Ouvrier, catalogue: Catalogue, communes: Communes, nom: str
) -> None:
    """Si la vraie réponse est parmi les valeurs essayées, « probable » et « non » tiennent."""
    connue = lire(nom, catalogue, communes)
    vraie = variantes(connue)[0].situation
    vrai = diagnostiquer(connue, moteur, catalogue)
    essayees = 0
    for chemin in EFFACABLES:
        if not chemins.existe(chemin, connue) or isinstance(
            chemins.valeur(connue, chemin), Inconnu
        ):
            continue
        oubliee = chemins.remplacer(connue, chemin, NE_SAIT_PAS)
        if vraie not in [essai.situation for essai in variantes(oubliee)]:
            continue
        essayees += 1
        avant = diagnostiquer(oubliee, moteur, catalogue)
        for droit in avant.droits:
            vu = vrai.droit(droit.id)
            if droit.statut in {"probable", "non"}:
                assert vu.statut == droit.statut, (chemin, droit.id)
            if droit.montant_min is not None and vu.montant_min is not None:
                assert droit.montant_min <= vu.montant_min, (chemin, droit.id)
                assert (vu.montant_max or 0) <= (droit.montant_max or 0), (chemin, droit.id)
    assert essayees >= 3


def test_un_foyer_dont_on_ne_sait_rien_n_a_rien_de_sur(
    moteur: Ouvrier, catalogue: Catalogue, inconnu: Situation
) -> None:
    diagnostic = diagnostiquer(inconnu, moteur, catalogue)

    assert not [droit.id for droit in diagnostic.droits if droit.statut == "probable"]
    assert diagnostic.total.max == 0
    assert diagnostic.questions_utiles[0][0] == "personnes.p1.ressources"
