from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue
from guichet.droits.chemins import existe, valeur
from guichet.droits.orientation import REGLES, Orientation, orienter
from guichet.droits.situation import (
    NE_SAIT_PAS,
    Couple,
    Grossesse,
    Handicap,
    Inconnu,
    Logement,
    Mois,
    Personne,
    Ressource,
    Situation,
)

Orienter: TypeAlias = Callable[[str, Situation], Orientation]
GROSSESSE = Grossesse(terme_prevu=date(2027, 3, 20))
ARE = Ressource(type="are", montant=Decimal(900), du=Mois(2026, 1))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@pytest.fixture
def dire(catalogue: Catalogue) -> Orienter:
    def dire(droit: str, situation: Situation) -> Orientation:
        fiche = catalogue.droits[droit]
        return orienter(fiche, situation, [catalogue.organismes[o] for o in fiche.organismes])

    return dire


def adulte(age: int = 36, **champs: object) -> Personne:
    naissance = date(2026 - age, 1, 1)
    return replace(Personne(id="p1", role="demandeur", date_naissance=naissance), **champs)  # type: ignore[arg-type]


def enfant(age: int = 8, **champs: object) -> Personne:
    naissance = date(2026 - age, 1, 1)
    return replace(Personne(id="e1", role="enfant", date_naissance=naissance), **champs)  # type: ignore[arg-type]


def foyer(*personnes: Personne, **champs: object) -> Situation:
    return replace(Situation(au=date(2026, 11, 20), personnes=personnes), **champs)  # type: ignore[arg-type]


def en_bonne_sante(**champs: object) -> Personne:
    connus: dict[str, object] = {"handicap": False, "activite": "salarie", "ressources": ()}
    return adulte(**(connus | champs))  # type: ignore[arg-type]


CAS: list[tuple[str, Situation, str]] = [
    ("aripa", foyer(adulte()), "non"),
    ("aripa", foyer(adulte(), enfant()), "a_verifier"),
    ("cmg", foyer(adulte(), enfant(8), couple=False), "a_verifier"),
    ("cmg", foyer(adulte(grossesse=False), enfant(12)), "non"),
    (
        "cmg",
        foyer(
            adulte(grossesse=False),
            replace(adulte(grossesse=False), id="c", role="conjoint"),
            enfant(8),
            couple=Couple(),
        ),
        "non",
    ),
    ("prepare", foyer(adulte(grossesse=False), enfant(3)), "non"),
    ("prepare", foyer(adulte(), enfant(3)), "a_verifier"),
    ("prepare", foyer(adulte(60), enfant(2)), "a_verifier"),
    ("maternite", foyer(adulte(grossesse=GROSSESSE)), "a_verifier"),
    ("maternite", foyer(adulte(60)), "non"),
    ("paternite", foyer(adulte(), enfant(0)), "a_verifier"),
    ("paternite", foyer(adulte(grossesse=False), enfant(1)), "non"),
    ("conge_supplementaire_naissance", foyer(adulte(60), enfant(0)), "a_verifier"),
    ("conge_supplementaire_naissance", foyer(adulte(60), enfant(1)), "non"),
    ("aeeh", foyer(adulte()), "non"),
    ("aeeh", foyer(adulte(), enfant()), "a_verifier"),
    ("aeeh", foyer(adulte(), enfant(handicap=False)), "non"),
    ("aeeh", foyer(adulte(), enfant(handicap=Handicap())), "a_verifier"),
    ("ajpp", foyer(adulte(aidant_de="enfant_malade"), enfant()), "a_verifier"),
    ("ajpp", foyer(adulte(aidant_de="enfant_malade")), "non"),
    ("ajpp", foyer(adulte(aidant_de=False), enfant()), "non"),
    ("ajpa", foyer(adulte(aidant_de=False)), "non"),
    ("ajpa", foyer(adulte(aidant_de="age")), "a_verifier"),
    ("ajpa", foyer(adulte(aidant_de=NE_SAIT_PAS)), "a_verifier"),
    ("pch", foyer(adulte(handicap=False), enfant()), "a_verifier"),
    ("pch", foyer(adulte(handicap=False)), "non"),
    ("cmi", foyer(adulte(handicap=False)), "non"),
    ("cmi", foyer(adulte(70, handicap=False)), "a_verifier"),
    ("rqth", foyer(en_bonne_sante()), "non"),
    ("rqth", foyer(en_bonne_sante(ressources=NE_SAIT_PAS)), "a_verifier"),
    (
        "rqth",
        foyer(en_bonne_sante(ressources=(replace(ARE, type="ij_maladie"),))),
        "a_verifier",
    ),
    ("pension_invalidite", foyer(adulte(70)), "non"),
    ("pension_invalidite", foyer(en_bonne_sante()), "non"),
    ("pension_invalidite", foyer(en_bonne_sante(activite="invalide")), "a_verifier"),
    ("retraite_base", foyer(adulte(54)), "non"),
    ("retraite_base", foyer(adulte(55)), "a_verifier"),
    ("retraite_complementaire", foyer(adulte(54)), "non"),
    ("retraite_progressive", foyer(adulte(59, activite="salarie")), "non"),
    ("retraite_progressive", foyer(adulte(60, activite="retraite")), "non"),
    ("retraite_progressive", foyer(adulte(60, activite="salarie")), "a_verifier"),
    ("reversion", foyer(adulte(), veuf_depuis=False), "non"),
    ("reversion", foyer(adulte()), "a_verifier"),
    ("reversion", foyer(adulte(56), veuf_depuis=False), "a_verifier"),
    ("reversion", foyer(adulte(), veuf_depuis=date(2026, 1, 1)), "a_verifier"),
    ("allocation_veuvage", foyer(adulte(), veuf_depuis=date(2026, 1, 1)), "a_verifier"),
    ("allocation_veuvage", foyer(adulte(56), veuf_depuis=date(2026, 1, 1)), "non"),
    ("allocation_veuvage", foyer(adulte(), veuf_depuis=False), "non"),
    ("ame", foyer(adulte(nationalite="francaise")), "non"),
    ("ame", foyer(adulte()), "a_verifier"),
    ("ame", foyer(adulte(nationalite="ue")), "a_verifier"),
    ("ame", foyer(adulte(nationalite="hors_ue", titre_sejour_depuis=date(2020, 1, 1))), "non"),
    ("ame", foyer(adulte(nationalite="hors_ue", titre_sejour_depuis=False)), "a_verifier"),
    ("ame", foyer(adulte(nationalite="hors_ue")), "a_verifier"),
    ("are", foyer(adulte(68)), "non"),
    ("are", foyer(adulte(activite="demandeur_emploi")), "a_verifier"),
    ("are", foyer(en_bonne_sante(inscrit_france_travail=False)), "non"),
    ("are", foyer(en_bonne_sante()), "a_verifier"),
    ("arce", foyer(en_bonne_sante()), "non"),
    ("arce", foyer(en_bonne_sante(ressources=(ARE,))), "a_verifier"),
    ("arce", foyer(en_bonne_sante(ressources=(replace(ARE, au=Mois(2026, 10)),))), "non"),
    ("agepi", foyer(adulte(), enfant(12)), "non"),
    ("agepi", foyer(adulte(inscrit_france_travail=True), enfant()), "a_verifier"),
    ("agepi", foyer(en_bonne_sante(inscrit_france_travail=False), enfant()), "non"),
    ("cej", foyer(adulte(30)), "non"),
    ("cej", foyer(adulte(20, activite="etudiant")), "non"),
    ("cej", foyer(adulte(20, activite="demandeur_emploi")), "a_verifier"),
    ("cej", foyer(adulte(28, activite="autre", handicap=False)), "non"),
    ("cej", foyer(adulte(28, activite="autre")), "a_verifier"),
    ("bourse_crous", foyer(adulte(activite="salarie")), "non"),
    ("bourse_crous", foyer(adulte(20, activite="etudiant")), "a_verifier"),
    ("bourse_college", foyer(adulte(), enfant(12, activite="collegien")), "a_verifier"),
    ("bourse_college", foyer(adulte(), enfant(12)), "a_verifier"),
    ("bourse_college", foyer(adulte(), enfant(12, activite="ecolier")), "non"),
    ("bourse_lycee", foyer(adulte(), enfant(12)), "non"),
    ("bourse_lycee", foyer(adulte(), enfant(16, activite="lyceen")), "a_verifier"),
    ("visale", foyer(adulte(), logement=Logement(statut="proprietaire")), "non"),
    ("visale", foyer(adulte(), logement=Logement(statut="heberge")), "a_verifier"),
    ("visale", foyer(adulte(), logement=False), "a_verifier"),
    ("visale", foyer(adulte()), "a_verifier"),
    ("prime_demenagement", foyer(adulte(grossesse=GROSSESSE)), "non"),
    (
        "prime_demenagement",
        foyer(adulte(grossesse=False), enfant(), replace(enfant(), id="e2")),
        "non",
    ),
    ("prime_demenagement", foyer(adulte(), enfant(), replace(enfant(), id="e2")), "a_verifier"),
    (
        "prime_demenagement",
        foyer(adulte(60), *(replace(enfant(), id=f"e{rang}") for rang in range(3))),
        "a_verifier",
    ),
    ("apa", foyer(adulte(59)), "non"),
    ("apa", foyer(adulte(60)), "a_verifier"),
    ("fsl", foyer(adulte()), "a_verifier"),
    ("logement_social", foyer(adulte()), "a_verifier"),
    ("aide_juridictionnelle", foyer(adulte()), "non_calcule"),
    ("aide_urgence_violences", foyer(adulte()), "non_calcule"),
    ("capital_deces", foyer(adulte()), "non_calcule"),
    ("puma", foyer(adulte()), "non_calcule"),
    ("acre", foyer(adulte()), "non_calcule"),
]


@pytest.mark.parametrize(("droit", "situation", "statut"), CAS)
def test_un_droit_oriente(dire: Orienter, droit: str, situation: Situation, statut: str) -> None:
    oriente = dire(droit, situation)

    assert oriente.statut == statut
    assert oriente.raisons
    assert oriente.motif == ("condition" if statut == "a_verifier" else None)
    assert all(raison.endswith(".") for raison in oriente.raisons)
    assert statut == "a_verifier" or not oriente.manque


def test_ou_aller_et_quoi_verifier_viennent_du_catalogue(dire: Orienter) -> None:
    raisons = dire("apa", foyer(adulte(70))).raisons

    assert "Où se renseigner : Département." in raisons
    assert any(raison.startswith("À vérifier : ") and "60 ans" in raison for raison in raisons)


def test_les_reponses_qui_fermeraient_le_droit_sont_dites(dire: Orienter) -> None:
    assert dire("ajpa", foyer(adulte())).manque == ("personnes.p1.aidant_de",)
    assert dire("visale", foyer(adulte())).manque == ("logement.statut",)
    assert dire("apa", foyer(adulte(70))).manque == ()


def test_chaque_regle_porte_un_droit_du_catalogue(catalogue: Catalogue) -> None:
    assert set(REGLES) <= set(catalogue.droits)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_jamais_non_a_cause_d_une_reponse_qui_manque(
    catalogue: Catalogue, foyers: st.SearchStrategy[Situation], data: st.DataObject
) -> None:
    """Effacer une réponse n'ajoute jamais de « non » ; ce qui manque est un vrai chemin inconnu."""
    situation = data.draw(foyers)
    efface = replace(
        situation,
        veuf_depuis=NE_SAIT_PAS,
        logement=NE_SAIT_PAS,
        personnes=tuple(
            Personne(
                id=p.id,
                role=p.role,
                date_naissance=p.date_naissance,
                # Hors de 15 à 50 ans la question ne se pose pas : rien à effacer.
                grossesse=NE_SAIT_PAS if 15 <= p.age(situation.au) <= 50 else p.grossesse,
            )
            for p in situation.personnes
        ),
    )
    for droit in REGLES:
        avant = orienter(catalogue.droits[droit], situation, [])
        apres = orienter(catalogue.droits[droit], efface, [])
        assert not (apres.statut == "non" and avant.statut != "non")
        for chemin in avant.manque:
            assert existe(chemin, situation)
            assert isinstance(valeur(situation, chemin), Inconnu)
