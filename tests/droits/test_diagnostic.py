"""La logique du diagnostic, avec un moteur écrit à la main dont on connaît chaque chiffre."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue
from guichet.droits.diagnostic import QUESTIONS_MAX, diagnostiquer
from guichet.droits.moteur import Chiffre, VersionBaremes
from guichet.droits.resultat import Fourchette
from guichet.droits.situation import (
    AidePercue,
    Logement,
    Mois,
    PensionEnfants,
    Personne,
    Ressource,
    Situation,
)

AU = date(2026, 11, 20)


@dataclass
class MoteurDeTest:
    """Chiffre chaque variante avec la fonction donnée ; retient ce qu'on lui a demandé."""

    regle: Callable[[Situation], Mapping[str, Chiffre]]
    recues: int = 0

    def evaluer(self, variantes: Sequence[Situation]) -> tuple[Mapping[str, Chiffre], ...]:
        self.recues = len(variantes)
        return tuple(self.regle(variante) for variante in variantes)

    def versions(self) -> VersionBaremes:
        return VersionBaremes(
            openfisca_france="176.1.8",
            complements=date(2026, 11, 1),
            dates={"rsa": date(2026, 4, 1)},
        )


def oui(montant: int) -> Chiffre:
    return Chiffre(ouvert=True, montant=Decimal(montant), raisons=("oui",))


NON = Chiffre(ouvert=False, raisons=("non",))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@pytest.fixture
def nadia() -> Situation:
    """Une mère seule dont on sait tout, sauf si l'autre parent aide."""
    return Situation(
        au=AU,
        personnes=(
            Personne(
                id="p1",
                role="demandeur",
                date_naissance=date(1990, 3, 10),
                nationalite="francaise",
                activite="salarie",
                inscrit_france_travail=False,
                grossesse=False,
                handicap=False,
                aidant_de=False,
                ressources=(
                    Ressource(type="salaire_net", montant=Decimal(1150), du=Mois(2024, 1)),
                ),
            ),
            Personne(
                id="e1",
                role="enfant",
                date_naissance=date(2014, 1, 20),
                activite="collegien",
                handicap=False,
                garde_alternee=False,
                garde=False,
            ),
        ),
        couple=False,
        isole_depuis=date(2026, 11, 2),
        veuf_depuis=False,
        pension_enfants=PensionEnfants(fixee=False),
        logement=Logement(
            commune="44109",
            statut="locataire_hlm",
            loyer=Decimal(620),
            colocation=False,
            bailleur_famille=False,
        ),
        epargne=Decimal(0),
        aides_percues=(AidePercue(droit="af", montant=Decimal(152), du=Mois(2020, 1)),),
        mutuelle="individuelle",
    )


def aide_de_l_autre(situation: Situation) -> bool:
    pension = situation.pension_enfants
    return isinstance(pension, PensionEnfants) and pension.versee is True


def chiffrer(situation: Situation) -> Mapping[str, Chiffre]:
    """L'allocation de soutien et la prime vont en sens contraire."""
    verse = aide_de_l_autre(situation)
    return {
        "asf": NON if verse else oui(200),
        "prime_activite": oui(400 if verse else 300),
        "aides_logement": oui(100 if verse else 200),
        "af": oui(152),
        "c2s": oui(0),
        "ars": Chiffre(ouvert=True, montant=Decimal(427), annee=2027),
        "rsa": NON,
    }


def test_chaque_droit_du_catalogue_a_une_ligne_dans_son_ordre(
    nadia: Situation, catalogue: Catalogue
) -> None:
    for moteur in (MoteurDeTest(chiffrer), MoteurDeTest(lambda _: {})):
        diagnostic = diagnostiquer(nadia, moteur, catalogue)

        assert [droit.id for droit in diagnostic.droits] == list(catalogue.droits)
        assert all(droit.sources for droit in diagnostic.droits)


def test_le_total_se_compte_variante_par_variante(nadia: Situation, catalogue: Catalogue) -> None:
    diagnostic = diagnostiquer(nadia, MoteurDeTest(chiffrer), catalogue)

    prime, aide = diagnostic.droit("prime_activite"), diagnostic.droit("aides_logement")
    assert (prime.montant_min, prime.montant_max) == (Decimal(300), Decimal(400))
    assert (aide.montant_min, aide.montant_max) == (Decimal(100), Decimal(200))
    assert diagnostic.total == Fourchette(min=Decimal(500), max=Decimal(500))


def test_le_total_ignore_ce_qui_est_percu_annuel_a_payer_ou_a_verifier(
    nadia: Situation, catalogue: Catalogue
) -> None:
    diagnostic = diagnostiquer(nadia, MoteurDeTest(chiffrer), catalogue)
    af, ars, c2s, asf = (diagnostic.droit(droit) for droit in ("af", "ars", "c2s", "asf"))

    assert (af.statut, af.deja_percu) == ("probable", True)
    assert (ars.unite, ars.annee) == ("€/an", 2027)
    assert (c2s.unite, c2s.montant_max) == ("€/mois à payer", Decimal(0))
    assert (asf.statut, asf.motif, asf.bascule) == (
        "a_verifier",
        "reponse",
        ("pension_enfants.versee",),
    )


def test_la_question_utile_compte_les_droits_qu_elle_change(
    nadia: Situation, catalogue: Catalogue
) -> None:
    diagnostic = diagnostiquer(nadia, MoteurDeTest(chiffrer), catalogue)

    assert diagnostic.questions_utiles == (("pension_enfants.versee", 3),)


def test_ce_que_la_personne_refuse_de_dire_n_est_plus_demande(
    nadia: Situation, catalogue: Catalogue
) -> None:
    refus = replace(nadia, inconnus_assumes=("pension_enfants.versee",))
    diagnostic = diagnostiquer(refus, MoteurDeTest(chiffrer), catalogue)

    assert diagnostic.questions_utiles == ()
    assert diagnostic.droit("asf").bascule == ("pension_enfants.versee",)


def test_repondre_rend_le_diagnostic_sur(nadia: Situation, catalogue: Catalogue) -> None:
    repondu = replace(
        nadia, pension_enfants=PensionEnfants(fixee=False, versee=False, montant=Decimal(0))
    )
    moteur = MoteurDeTest(chiffrer)
    diagnostic = diagnostiquer(repondu, moteur, catalogue)

    assert moteur.recues == 1
    assert diagnostic.droit("asf").statut == "probable"
    assert diagnostic.total == Fourchette(min=Decimal(700), max=Decimal(700))
    assert not any(droit.manque for droit in diagnostic.droits)


def test_le_rsa_majore_ferme_le_rsa_et_ne_compte_qu_une_fois(
    nadia: Situation, catalogue: Catalogue
) -> None:
    moteur = MoteurDeTest(lambda _: {"rsa": oui(900), "rsa_majore": oui(900)})
    diagnostic = diagnostiquer(nadia, moteur, catalogue)

    rsa = diagnostic.droit("rsa")
    assert (rsa.statut, rsa.montant_max, rsa.unite) == ("non", None, None)
    assert rsa.raisons == ("Remplacé par le RSA majoré.",)
    assert diagnostic.total == Fourchette(min=Decimal(900), max=Decimal(900))


def test_un_droit_que_le_moteur_ne_rend_que_parfois_est_ferme_ailleurs(
    nadia: Situation, catalogue: Catalogue
) -> None:
    moteur = MoteurDeTest(lambda s: {} if aide_de_l_autre(s) else {"asf": oui(200)})
    asf = diagnostiquer(nadia, moteur, catalogue).droit("asf")

    assert asf.statut == "a_verifier"
    assert (asf.montant_min, asf.montant_max) == (Decimal(0), Decimal(200))


def test_les_versions_et_les_sources_sont_citees(nadia: Situation, catalogue: Catalogue) -> None:
    diagnostic = diagnostiquer(nadia, MoteurDeTest(chiffrer), catalogue)
    rsa, apa = diagnostic.droit("rsa"), diagnostic.droit("apa")

    assert (diagnostic.openfisca_france, diagnostic.complements) == ("176.1.8", date(2026, 11, 1))
    assert (rsa.date_bareme, apa.date_bareme) == (date(2026, 4, 1), None)
    titres = [source.titre for source in catalogue.droits["rsa"].sources]
    assert sorted(source.titre for source in rsa.sources) == sorted(titres)
    natures = {s.titre: s.nature for s in catalogue.droits["rsa"].sources}
    officielles = [natures[source.titre].startswith("officielle") for source in rsa.sources]
    assert officielles == sorted(officielles, reverse=True)


def test_un_droit_oriente_n_a_jamais_de_montant(nadia: Situation, catalogue: Catalogue) -> None:
    diagnostic = diagnostiquer(nadia, MoteurDeTest(lambda _: {}), catalogue)

    assert all(droit.montant_max is None and droit.unite is None for droit in diagnostic.droits)
    assert diagnostic.total == Fourchette(min=Decimal(0), max=Decimal(0))
    assert {droit.statut for droit in diagnostic.droits} == {"non", "a_verifier", "non_calcule"}


def test_les_questions_utiles_restent_peu_nombreuses(
    inconnu: Situation, catalogue: Catalogue
) -> None:
    diagnostic = diagnostiquer(inconnu, MoteurDeTest(chiffrer), catalogue)
    nombres = [nombre for _, nombre in diagnostic.questions_utiles]

    assert len(nombres) == QUESTIONS_MAX
    assert nombres == sorted(nombres, reverse=True)
