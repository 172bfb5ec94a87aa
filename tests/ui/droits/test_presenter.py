"""Le présentateur des droits : choisir, répondre, corriger, attendre."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Choix
from guichet.droits.questions import libelle
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import PensionEnfants, Situation
from guichet.errors import GuichetError
from guichet.ui.droits.detail import Detail
from guichet.ui.droits.lignes import LigneDroit
from guichet.ui.droits.presenter import DroitsPresenter
from guichet.ui.visite import Etat

Fabrique = Callable[..., Diagnostic]


@dataclass
class FakeView:
    """Note ce que le présentateur demande."""

    vide: tuple[bool, str] | None = None
    total: tuple[str, str, str, str] = ("", "", "", "")
    recalcul: bool = False
    alerte: str = ""
    lignes: Mapping[str, Sequence[LigneDroit]] = field(default_factory=dict)
    choisi: str = ""
    detail: Detail | None = None
    choix: Choix | None = None

    def montrer_vide(self, *, attente: bool, erreur: str) -> None:
        self.vide = (attente, erreur)

    def montrer_total(self, titre: str, sous_titre: str, question: str, effet: str) -> None:
        self.vide, self.total = None, (titre, sous_titre, question, effet)

    def montrer_recalcul(self, *, en_cours: bool) -> None:
        self.recalcul = en_cours

    def montrer_alerte(self, phrase: str) -> None:
        self.alerte = phrase

    def montrer_lignes(
        self,
        lignes: Mapping[str, Sequence[LigneDroit]],
        choix: Mapping[str, Choix],
        choisi: str,
    ) -> None:
        assert choix is not None
        self.lignes, self.choisi = lignes, choisi

    def montrer_detail(self, detail: Detail | None, choix: Choix | None, prenom: str) -> None:
        assert prenom or detail is None
        self.detail, self.choix = detail, choix


class Essai:
    def __init__(self, catalogue: Catalogue) -> None:
        self.view = FakeView()
        self.posees: list[Situation] = []
        self.choix: list[tuple[str, Choix | None]] = []
        self.demandees: list[str] = []
        self.etat = Etat()
        self.presenter = DroitsPresenter(
            self.view,
            catalogue=catalogue,
            libelle=libelle,
            poser=self.posees.append,
            choisir=lambda droit, choix: self.choix.append((droit, choix)),
            aller_repondre=self.demandees.append,
        )

    def montrer(self, **champs: object) -> None:
        self.etat = replace(self.etat, **champs)  # type: ignore[arg-type]
        self.presenter.montrer(self.etat)

    def ouvert(self) -> str:
        return self.view.detail.ligne.id if self.view.detail else ""

    def carte(self, identifiant: str) -> LigneDroit:
        groupes = self.view.lignes.values()
        return next(ligne for g in groupes for ligne in g if ligne.id == identifiant)


@pytest.fixture
def essai(catalogue: Catalogue) -> Essai:
    return Essai(catalogue)


def test_sans_situation_rien_n_est_invente(essai: Essai) -> None:
    essai.montrer()
    assert essai.view.vide == (False, "")
    essai.montrer(calcul_en_cours=True)
    assert essai.view.vide == (True, "")
    essai.montrer(calcul_en_cours=False, erreur_calcul=GuichetError("Arrêté.", advice="F5."))
    assert essai.view.vide == (False, "Arrêté. F5.")


def test_le_plus_gros_droit_probable_est_explique_d_abord(
    essai: Essai, nadia: Situation, diagnostic: Fabrique, prime: Resultat, asf: Resultat
) -> None:
    utiles = (("personnes.c9.handicap", 4), ("pension_enfants.versee", 3))
    essai.montrer(situation=nadia, diagnostic=diagnostic(prime, asf, utiles=utiles))
    assert essai.ouvert() == essai.view.choisi == "prime_activite"
    assert essai.view.total[2:] == ("pension_enfants.versee", "Une réponse change 3 droits")
    essai.presenter.choisir_droit("asf")
    assert essai.ouvert() == "asf"
    essai.presenter.choisir_droit("")
    assert essai.ouvert() == ""


def test_une_question_se_repond_dans_sa_carte_et_s_y_corrige(
    essai: Essai, nadia: Situation, diagnostic: Fabrique, asf: Resultat
) -> None:
    essai.montrer(situation=nadia, diagnostic=diagnostic(asf))
    essai.presenter.repondre("pension_enfants.versee", False)
    pension = essai.posees[-1].pension_enfants
    assert isinstance(pension, PensionEnfants)
    assert pension.versee is False
    tranche = replace(asf, statut="probable", motif=None, bascule=(), manque=())
    essai.montrer(situation=essai.posees[-1], diagnostic=diagnostic(tranche))
    assert essai.carte("asf").question == "pension_enfants.versee"
    assert essai.carte("asf").reponse is False


def test_une_reponse_contradictoire_est_refusee_avec_sa_phrase(
    essai: Essai, nadia: Situation, diagnostic: Fabrique, asf: Resultat
) -> None:
    essai.montrer(situation=replace(nadia, couple=False), diagnostic=diagnostic(asf))
    essai.presenter.repondre("couple.statut", "marie")
    assert essai.posees == []
    assert "conjoint" in essai.view.alerte


def test_un_refus_de_repondre_n_est_plus_propose(
    essai: Essai, nadia: Situation, diagnostic: Fabrique, asf: Resultat
) -> None:
    refusee = replace(nadia, inconnus_assumes=("pension_enfants.versee",))
    utiles = (("pension_enfants.versee", 3),)
    essai.montrer(situation=refusee, diagnostic=diagnostic(asf, utiles=utiles))
    assert essai.view.total[2:] == ("", "")


def test_pendant_un_recalcul_l_ancien_resultat_reste(
    essai: Essai, nadia: Situation, diagnostic: Fabrique, prime: Resultat
) -> None:
    essai.montrer(situation=nadia, diagnostic=diagnostic(prime), calcul_en_cours=True)
    assert (essai.view.recalcul, essai.view.vide) == (True, None)
    assert essai.carte("prime_activite").statut == "probable"
    panne = GuichetError("Le calcul n'a pas répondu.", advice="Réessayez.")
    essai.montrer(calcul_en_cours=False, erreur_calcul=panne)
    assert (essai.view.recalcul, essai.view.vide) == (False, None)
    assert essai.view.alerte == "Le calcul n'a pas répondu. Réessayez."


def test_le_droit_des_violences_ne_s_ouvre_pas(
    essai: Essai, nadia: Situation, diagnostic: Fabrique
) -> None:
    essai.montrer(situation=nadia, diagnostic=diagnostic(), discret=True)
    essai.presenter.choisir_droit("aide_urgence_violences")
    assert essai.view.detail is None


def test_le_choix_de_la_personne_et_la_correction_passent(essai: Essai) -> None:
    essai.presenter.faire_choix("rsa", "plus_tard")
    essai.presenter.aller_repondre("logement.loyer")
    assert essai.choix == [("rsa", "plus_tard")]
    assert essai.demandees == ["logement.loyer"]
