"""Le présentateur de la situation : chaque réponse, chaque refus, chaque personne."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pytest

from guichet.droits.coherence import controler
from guichet.droits.questions import libelle, utile
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat
from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE, Couple, Logement, Situation
from guichet.errors import GuichetError
from guichet.ui.situation.apercu import Apercu, nom_bref
from guichet.ui.situation.plan import TITRES, EtatGroupe
from guichet.ui.situation.presenter import SituationPresenter
from guichet.ui.situation.question import Question, Utile
from guichet.ui.situation.questions import GROUPES, PERSONNE
from guichet.ui.situation.reponses import REFUS
from guichet.ui.visite import Etat

AU = date(2026, 11, 20)


@dataclass
class FakeView:
    """Note ce que le présentateur demande."""

    situations: list[Situation | None] = field(default_factory=list)
    groupes: list[EtatGroupe] = field(default_factory=list)
    apercu: Apercu = field(default_factory=lambda: Apercu(compte=""))
    effets: dict[str, str] = field(default_factory=dict)
    erreurs: dict[str, str] = field(default_factory=dict)
    champ_nomme: str = ""

    def montrer(self, situation: Situation | None, utile: Utile) -> None:
        assert utile is not None
        self.situations.append(situation)

    def montrer_sommaire(self, groupes: Sequence[EtatGroupe]) -> None:
        self.groupes = list(groupes)

    def montrer_suivi(self, apercu: Apercu) -> None:
        self.apercu = apercu

    def marquer(self, effets: Mapping[str, str]) -> None:
        self.effets = dict(effets)

    def dire_erreur(self, chemin: str, phrase: str, *, champ: str = "") -> None:
        self.erreurs[chemin] = phrase
        self.champ_nomme = champ


class Essai:
    """Un présentateur branché sur une visite réduite à sa situation."""

    def __init__(self, situation: Situation | None = None) -> None:
        self.view = FakeView()
        self.conjoints: list[str] = []
        self.etat = Etat()
        self.presenter = SituationPresenter(
            self.view,
            repondre=self.poser,
            today=lambda: AU,
            controler=lambda s: controler(s, commune_connue=None, droits_connus=None),
            utile=utile,
            libelle=libelle,
            combien=lambda droit: f"{droit.montant_max} €",
            groupe_organisme=lambda organisme: organisme,
            titres=TITRES,
            proposer_conjoint=self.conjoints.append,
        )
        self.presenter.montrer(self.etat)
        if situation is not None:
            self.poser(situation)

    def poser(self, situation: Situation) -> None:
        self.montrer(situation=situation)

    def montrer(self, **champs: object) -> None:
        self.etat = replace(self.etat, **champs)  # type: ignore[arg-type]
        self.presenter.montrer(self.etat)

    def lue(self) -> Situation:
        assert self.etat.situation is not None
        return self.etat.situation


def question(chemin: str) -> Question:
    toutes = [*PERSONNE, *(q for groupe in GROUPES for q in groupe.questions)]
    return next(q for q in toutes if q.chemin == chemin)


def diagnostic(*utiles: tuple[str, int]) -> Diagnostic:
    droits = (
        Resultat(
            id="ars",
            nom="Allocation de rentrée scolaire",
            organismes=("caf",),
            statut="probable",
            montant_min=Decimal(400),
            montant_max=Decimal(400),
            unite="€/an",
        ),
        Resultat(id="aripa", nom="Aripa", organismes=("caf",), statut="a_verifier"),
        Resultat(id="af", nom="AF", organismes=("caf",), statut="probable", deja_percu=True),
    )
    return Diagnostic(
        au=AU,
        openfisca_france="176",
        complements=AU,
        total=Fourchette(min=Decimal(0), max=Decimal(0)),
        droits=droits,
        questions_utiles=utiles,
    )


def test_la_premiere_personne_commence_la_situation() -> None:
    essai = Essai()
    essai.presenter.enregistrer_personne("", "demandeur", "Zoé", date(1990, 3, 10))
    assert essai.lue().demandeur.prenom == "Zoé"
    assert essai.lue().au == AU
    assert essai.view.situations == [None, essai.lue()]


def test_une_reponse_refusee_ne_change_rien_et_se_dit_sous_son_champ(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.presenter.repondre(question("isole_depuis"), "", date(2030, 1, 1))
    assert essai.lue() == nadia
    assert "2030" in essai.view.erreurs["isole_depuis"]
    essai.presenter.repondre(question("isole_depuis"), "", date(2025, 1, 1))
    assert essai.lue().isole_depuis == date(2025, 1, 1)
    assert essai.view.erreurs["isole_depuis"] == ""


def test_une_personne_impossible_est_refusee_sous_sa_date(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.presenter.enregistrer_personne("", "enfant", "Ali", date(2030, 1, 1))
    assert "2030" in essai.view.erreurs["personnes"]
    essai.presenter.enregistrer_personne("e1", "enfant", "Inès", date(1980, 1, 1))
    assert "avant son parent" in essai.view.erreurs["personnes.e1.date_naissance"]
    assert essai.lue() == nadia


def test_corriger_une_personne_garde_ses_reponses(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.presenter.enregistrer_personne("p1", "demandeur", "Nadège", date(1991, 3, 10))
    corrigee = essai.lue().demandeur
    assert corrigee == replace(nadia.demandeur, prenom="Nadège", date_naissance=date(1991, 3, 10))


def test_des_aides_qui_se_chevauchent_sont_refusees_sous_la_ligne(nadia: Situation) -> None:
    essai = Essai(nadia)
    aides = nadia.aides_percues
    assert isinstance(aides, tuple)
    essai.presenter.changer_aides((*aides, *aides))
    assert "deux fois" in essai.view.erreurs["aides_percues"]
    assert essai.view.champ_nomme == "aides_percues.af"
    assert essai.lue() == nadia


def test_une_periode_a_l_envers_nomme_la_fin(nadia: Situation) -> None:
    essai = Essai(nadia)
    ressources = nadia.demandeur.ressources
    assert isinstance(ressources, tuple)
    envers = replace(ressources[0], au=ressources[0].du.plus(-2))
    essai.presenter.changer_ressources("p1", (envers,))
    assert "avant le début" in essai.view.erreurs["personnes.p1.ressources"]
    assert essai.view.champ_nomme.endswith(".au")


def test_une_union_demande_de_decrire_le_conjoint_d_abord(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.presenter.choisir_union("pacse")
    assert essai.lue() == nadia
    assert len(essai.conjoints) == 1
    essai.presenter.enregistrer_personne("", "conjoint", "Sam", date(1989, 5, 5))
    assert essai.lue().couple == Couple(statut="pacse")
    assert [p.role for p in essai.lue().personnes][:2] == ["demandeur", "conjoint"]
    assert essai.lue().isole_depuis is PAS_DEMANDE

    essai.presenter.choisir_union("marie")
    assert essai.lue().couple == Couple(statut="marie")
    essai.presenter.choisir_union(False)
    assert essai.lue().conjoint is None
    assert essai.lue().couple is False


def test_retirer_le_conjoint_defait_le_couple(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.presenter.choisir_union("marie")
    essai.presenter.enregistrer_personne("", "conjoint", "", date(1989, 5, 5))
    essai.presenter.retirer_personne("c1")
    assert essai.lue().couple is False


def test_ne_veut_pas_repondre_efface_la_reponse_et_se_reprend(nadia: Situation) -> None:
    essai = Essai(nadia)
    loyer = question("logement.loyer")
    essai.presenter.repondre(loyer, "", REFUS)
    assert essai.lue().inconnus_assumes == ("logement.loyer",)
    logement = essai.lue().logement
    assert isinstance(logement, Logement)
    assert logement.loyer is PAS_DEMANDE

    essai.presenter.repondre(loyer, "", Decimal(600))
    assert essai.lue().inconnus_assumes == ()

    essai.presenter.repondre(loyer, "", REFUS)
    essai.presenter.repondre(loyer, "", REFUS)
    assert essai.lue().inconnus_assumes == ()


def test_retirer_une_personne_oublie_ses_refus(nadia: Situation) -> None:
    essai = Essai(nadia)
    garde = question("personnes.{id}.garde_alternee")
    essai.presenter.repondre(garde, "e1", REFUS)
    assert essai.lue().inconnus_assumes == ("personnes.e1.garde_alternee",)
    essai.presenter.retirer_personne("e1")
    assert essai.lue().inconnus_assumes == ()


def test_une_question_refusee_n_est_plus_proposee(nadia: Situation) -> None:
    essai = Essai(replace(nadia, epargne=NE_SAIT_PAS))
    essai.montrer(diagnostic=diagnostic(("epargne", 2), ("pension_enfants.versee", 1)))
    assert essai.view.effets == {
        "epargne": "change 2 droits",
        "pension_enfants.versee": "change 1 droit",
    }
    essai.presenter.repondre(question("epargne"), "", REFUS)
    assert [q.chemin for q in essai.view.apercu.questions] == ["pension_enfants.versee"]
    assert "epargne" not in essai.view.effets


def test_pendant_un_recalcul_l_ancien_resultat_reste(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.montrer(diagnostic=diagnostic())
    fixe = essai.view.apercu
    assert fixe.compte == "1 probable, 1 à vérifier"
    assert [droit.nom for droit in fixe.droits] == ["Rentrée scolaire"]
    essai.montrer(calcul_en_cours=True)
    assert essai.view.apercu == replace(fixe, compte="recalcul…", attente=True)


def test_un_calcul_en_panne_se_dit_et_garde_la_page(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.montrer(erreur_calcul=GuichetError("Le calcul n'a pas répondu."))
    assert essai.view.apercu.compte == "Le calcul n'a pas répondu."
    assert not essai.view.apercu.pret


def test_un_recalcul_ne_redessine_pas_les_champs(nadia: Situation) -> None:
    essai = Essai(nadia)
    vus = len(essai.view.situations)
    essai.montrer(calcul_en_cours=True)
    essai.montrer(diagnostic=diagnostic(), calcul_en_cours=False)
    essai.montrer(choix={"rsa": "demande"})
    assert len(essai.view.situations) == vus


def test_une_personne_partie_pendant_le_calcul_n_est_plus_citee(nadia: Situation) -> None:
    essai = Essai(nadia)
    essai.montrer(diagnostic=diagnostic(("personnes.e2.garde", 1)))
    assert len(essai.view.apercu.questions) == 1
    essai.presenter.retirer_personne("e2")
    assert essai.view.apercu.questions == []


@pytest.mark.parametrize(
    ("nom", "bref"),
    [
        ("Allocation de rentrée scolaire", "Rentrée scolaire"),
        ("Aides au logement (APL, ALF, ALS)", "Aides au logement"),
        ("Allocation d'éducation", "Éducation"),
        ("Allocations familiales", "Allocations familiales"),
        ("Prime d’activité", "Prime d’activité"),
    ],
)
def test_un_nom_long_garde_ce_qui_le_distingue(nom: str, bref: str) -> None:
    assert nom_bref(nom) == bref
