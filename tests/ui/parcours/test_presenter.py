"""Le parcours : choisir, préciser, cocher, se mettre en sécurité. Sans fenêtre."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from guichet.parcours.etape import Parcours
from guichet.parcours.precisions import Precision
from guichet.ui.parcours.fiche_dite import FicheDite
from guichet.ui.parcours.presenter import ParcoursPresenter

from .conftest import AU, SEPARATION, Banc, situation


class FausseVue:
    def __init__(self) -> None:
        self.choix: tuple[str | None, date | None] | None = None
        self.annulable = self.discret = False
        self.parcours: Parcours | None = None
        self.entete: Mapping[str, str] = {}
        self.choisie = ""
        self.mode = self.volet = self.erreur = ""
        self.fiche: FicheDite | None = None
        self.precisions: Sequence[Precision] = ()
        self.proposee: date | None = None
        self.erreurs: dict[str, str] = {}
        self.focus = 0

    def montrer_choix(
        self, moment: str | None, evenement: date | None, *, annulable: bool, discret: bool
    ) -> None:
        self.choix, self.annulable, self.discret = (moment, evenement), annulable, discret

    def proposer_date(self, evenement: date | None, quoi: str) -> None:
        assert quoi
        self.proposee = evenement

    def montrer(
        self, parcours: Parcours, *, au: date, choisie: str, entete: Mapping[str, str]
    ) -> None:
        assert au == AU
        self.choix = None
        self.parcours, self.choisie, self.entete = parcours, choisie, entete

    def montrer_mode(self, mode: str) -> None:
        self.mode = mode

    def prendre_focus(self) -> None:
        self.focus += 1

    def montrer_volet(self, volet: str) -> None:
        self.volet = volet

    def montrer_fiche(self, fiche: FicheDite) -> None:
        self.fiche = fiche

    def montrer_precisions(self, precisions: Sequence[Precision]) -> None:
        self.precisions = precisions

    def dire_erreur(self, phrase: str) -> None:
        self.erreur = phrase

    def dire_erreur_de_precision(self, fait: str, phrase: str) -> None:
        self.erreurs[fait] = phrase

    @property
    def demande(self) -> bool:
        return self.choix is not None

    @property
    def etapes(self) -> set[str]:
        assert self.parcours is not None
        return {etape.id for etape in self.parcours.etapes}


@pytest.fixture
def vue() -> FausseVue:
    return FausseVue()


@pytest.fixture
def presenter(vue: FausseVue, banc: Banc) -> ParcoursPresenter:
    return nouveau(vue, banc)


def nouveau(vue: FausseVue, banc: Banc, *, lecteur: bool = False) -> ParcoursPresenter:
    presenter = ParcoursPresenter(
        vue,
        catalogue=banc.services.catalogue,
        today=lambda: AU,
        suivre=banc.visite.suivre_moment,
        cocher=banc.visite.cocher,
        preciser=banc.visite.preciser,
        a_preciser=banc.services.a_preciser,
        rendre_discrete=banc.visite.rendre_discrete,
        lecteur=lambda: lecteur,
    )
    banc.visite.brancher(presenter)
    return presenter


def test_sans_moment_on_demande_lequel_et_la_separation_dite_est_proposee(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation(isole_depuis=SEPARATION))
    presenter.proposer("separation")

    assert vue.choix == ("separation", SEPARATION)
    assert not vue.annulable


def test_le_parcours_se_dessine_et_se_compte(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation())
    presenter.choisir_moment("separation", SEPARATION)

    assert vue.entete["titre"] == "Séparation"
    assert vue.entete["sous_titre"].startswith(f"{len(vue.etapes)} étapes, du 2")
    assert "pour Ada" in vue.entete["sous_titre"]
    assert vue.entete["retard"]


def test_une_date_absurde_est_refusee_et_rien_ne_change(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    presenter.choisir_moment("separation", date(1850, 1, 1))

    assert "trop ancien" in vue.erreur
    assert banc.visite.etat.moment is None
    assert banc.visite.etat.parcours is None


def test_repondre_a_une_question_redessine_aussitot(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation())
    presenter.choisir_moment("separation", SEPARATION)
    avant = int(vue.entete["preciser"].rpartition(" ")[2])
    assert "separer-comptes" in vue.etapes or "compte_joint" in {p.nom for p in vue.precisions}

    presenter.preciser("compte_joint", False)

    assert int(vue.entete["preciser"].rpartition(" ")[2]) == avant - 1
    donnees = {p.nom: p.donnee for p in vue.precisions}
    assert donnees["compte_joint"] is False
    assert not any("comptes" in e.titre_court for e in vue.parcours.etapes)  # type: ignore[union-attr]

    presenter.preciser("compte_joint", None)
    assert any("comptes" in e.titre_court for e in vue.parcours.etapes)  # type: ignore[union-attr]


def test_une_date_precisee_date_les_etapes(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation())
    presenter.choisir_moment("arrivee-enfant", date(2027, 4, 1))
    sans_date = sum(e.date_sure is None for e in vue.parcours.etapes)  # type: ignore[union-attr]

    presenter.preciser("date_debut_grossesse", date(2026, 7, 10))

    assert sum(e.date_sure is None for e in vue.parcours.etapes) < sans_date  # type: ignore[union-attr]


def test_cocher_une_etape_puis_la_remettre_a_faire(
    presenter: ParcoursPresenter, banc: Banc
) -> None:
    presenter.choisir_moment("separation", SEPARATION)

    presenter.cocher_etape("declarer-separation-caf")
    assert banc.visite.etat.faites == {"declarer-separation-caf": AU}
    presenter.cocher_etape("declarer-separation-caf")
    assert banc.visite.etat.faites == {}


def test_la_fiche_dit_les_deux_dates_et_ce_qu_il_faut_faire_d_abord(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation())
    presenter.choisir_moment("separation", SEPARATION)
    presenter.choisir_etape("changer-iban")

    assert vue.volet == "fiche"
    assert vue.fiche is not None
    assert vue.fiche.dabord == ("Déclarer la séparation",)
    assert vue.fiche.famille == "danger"
    assert "Délai à vérifier" in vue.fiche.source

    presenter.choisir_etape("declarer-separation-caf")
    assert vue.fiche.etape == "declarer-separation-caf"
    assert "Échéance de cette étape seule : 2\u00a0décembre\u00a02026." in vue.fiche.pourquoi
    presenter.choisir_etape("")
    assert vue.volet == ""


def test_les_questions_et_la_fiche_ne_sont_jamais_ouvertes_ensemble(
    presenter: ParcoursPresenter, vue: FausseVue
) -> None:
    presenter.choisir_moment("separation", SEPARATION)
    presenter.choisir_etape("changer-iban")
    presenter.ouvrir_precisions()
    assert (vue.volet, vue.choisie) == ("precisions", "")
    presenter.ouvrir_precisions()
    assert vue.volet == ""


def test_changer_de_moment_garde_le_parcours_tant_que_rien_n_est_choisi(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    presenter.choisir_moment("separation", SEPARATION)
    presenter.changer_de_moment()
    assert vue.choix == ("separation", SEPARATION)
    assert vue.annulable

    banc.visite.cocher("declarer-separation-caf", AU)
    assert vue.choix == ("separation", SEPARATION), "la question ne se referme pas toute seule"

    presenter.garder_le_moment()
    assert not vue.demande
    presenter.changer_de_moment()
    presenter.choisir_moment("retraite", date(2027, 6, 1))
    assert vue.entete["titre"] != "Séparation"


def test_un_danger_rend_la_visite_discrete_et_propose_la_mise_en_securite(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation())
    presenter.choisir_moment("separation", SEPARATION)
    presenter.choisir_etape("mise-en-securite")
    assert vue.fiche is not None
    assert vue.fiche.danger

    presenter.signaler_danger()

    assert banc.visite.etat.discret
    assert vue.choix == ("violences-conjugales", AU)
    assert vue.discret
    presenter.garder_le_moment()
    assert vue.entete["titre"] == "Vos démarches", "neutre même sans changer de parcours"
    presenter.choisir_moment("violences-conjugales", AU)
    assert vue.entete["titre"] == "Vos démarches"


def test_repondre_qu_il_y_a_un_danger_agit_comme_le_bouton(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation())
    presenter.choisir_moment("separation", SEPARATION)
    assert "violences" in {p.nom for p in vue.precisions}

    presenter.preciser("violences", True)

    assert banc.visite.etat.discret
    assert vue.choix == ("violences-conjugales", AU)


def test_la_liste_est_le_mode_par_defaut_a_l_etroit_et_avec_un_lecteur_d_ecran(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    presenter.ouvrir()
    assert vue.mode == "frise"
    presenter.adapter("etroit")
    assert vue.mode == "liste"
    presenter.adapter("large")
    assert vue.mode == "frise"
    presenter.choisir_mode("frise")
    presenter.adapter("etroit")
    assert vue.mode == "frise", "le choix du conseiller l'emporte"

    nouveau(vue, banc, lecteur=True).ouvrir()
    assert vue.mode == "liste"


def test_un_prenom_balise_reste_un_texte(
    presenter: ParcoursPresenter, vue: FausseVue, banc: Banc
) -> None:
    banc.visite.repondre(situation("<img src=x>"))
    presenter.choisir_moment("separation", SEPARATION)

    assert "<img src=x>" in vue.entete["sous_titre"]
