"""Prendre rendez-vous : rien n'est montré réservé qui ne l'est pas. Sans fenêtre."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from guichet.droits.resultat import SourceCitee
from guichet.droits.situation import Personne, Regime, Situation
from guichet.errors import GuichetError
from guichet.parcours.etape import Etape, Parcours
from guichet.rendezvous.agenda import (
    AccesRefuse,
    Creneau,
    CreneauPris,
    HorsLigne,
    IssueInconnue,
    ServeurOccupe,
)
from guichet.ui.rendezvous.dits import Caisse, ConstatDit, Creneaux, HorsLigneDit, Pris
from guichet.ui.rendezvous.presenter import RendezVousPresenter
from guichet.ui.tasks import TaskRunner
from guichet.ui.visite import Etat, Visite

from .conftest import CAISSES, MAINTENANT, PARIS, AgendaDeTest, creneau


class FausseVue:
    def __init__(self) -> None:
        self.caisse = self.attente = self.envoi = ""
        self.utiles: Sequence[str] = ()
        self.creneaux: Creneaux | None = None
        self.choix: Creneau | None = None
        self.pris: Sequence[Pris] = ()
        self.constat: ConstatDit | None = None
        self.coupure: HorsLigneDit | None = None
        self.discret = False
        self.journal: list[str] = []

    def montrer_caisses(
        self, caisses: Sequence[Caisse], choisie: str, *, utiles: Sequence[str]
    ) -> None:
        assert choisie in {caisse.id for caisse in caisses}
        self.caisse, self.utiles = choisie, utiles

    def montrer_attente(self, phrase: str) -> None:
        self.attente = phrase

    def montrer_creneaux(self, creneaux: Creneaux) -> None:
        self.creneaux = creneaux

    def montrer_choix(self, creneau: Creneau | None, caisse: Caisse | None) -> None:
        assert caisse is not None
        self.choix, self.pris = creneau, ()

    def montrer_envoi(self, phrase: str) -> None:
        self.envoi = phrase

    def montrer_rendez_vous(self, pris: Sequence[Pris]) -> None:
        self.choix, self.pris = None, pris
        self.journal += [p.reservation.etat for p in pris]

    def montrer_constat(self, constat: ConstatDit | None) -> None:
        self.constat = constat

    def montrer_hors_ligne(self, panne: HorsLigneDit | None) -> None:
        self.coupure = panne

    def imposer_discretion(self) -> None:
        self.discret = True

    def la_coupure(self) -> HorsLigneDit:
        assert self.coupure is not None
        return self.coupure

    @property
    def dit(self) -> str:
        return f"{self.constat.titre}. {self.constat.texte}" if self.constat else ""


class Banc:
    def __init__(self, agenda: AgendaDeTest, visite: Visite, runner: TaskRunner) -> None:
        self.vue, self.agenda, self.visite = FausseVue(), agenda, visite
        self.plus_tard: list[tuple[int, Callable[[], None]]] = []
        self.bandeaux: list[str] = []
        self.presenter = RendezVousPresenter(
            self.vue,
            runner,
            caisses=CAISSES,
            chercher=agenda.chercher,
            reserver=agenda.reserver,
            annuler=agenda.annuler,
            resoudre=agenda.resoudre,
            inscrire=visite.inscrire,
            maintenant=lambda: MAINTENANT,
            zone=PARIS,
            differer=lambda secondes, suite: self.plus_tard.append((secondes, suite)),
            bandeau=self.bandeaux.append,
        )
        visite.brancher(self.presenter)

    def reserver(self, rang: int = 0) -> None:
        self.presenter.ouvrir()
        self.presenter.choisir_propose(rang)
        self.presenter.confirmer()


@pytest.fixture
def banc(agenda: AgendaDeTest, visite: Visite, runner: TaskRunner) -> Banc:
    return Banc(agenda, visite, runner)


def situation(regime: Regime) -> Situation:
    demandeur = Personne(id="p1", role="demandeur", date_naissance=date(1990, 3, 10), regime=regime)
    return Situation(au=date(2026, 11, 20), personnes=(demandeur,))


def parcours(*organismes: str, faite: str = "") -> Parcours:
    jour = date(2026, 11, 20)
    etapes = tuple(
        Etape(
            id=o, titre=o, titre_court=o, organismes=(o,), acteur="usager", concerne="oui",
            debut=None, echeance=None, date_sure=None, type="sans", consequence=None,
            en_retard=False, depend_de=(), droits=(), pieces=(), canaux={}, attentionne=False,
            verifie=True, delai_verifie=True,
            source=SourceCitee(titre="Source", url=None, date=None),
            faite_le=jour if o == faite else None,
        )
        for o in organismes
    )  # fmt: skip
    return Parcours(
        moment="separation", titre="", evenement=jour, debut=jour, fin=jour, etapes=etapes
    )


def test_la_lecture_est_datee_a_l_heure_du_guichet(banc: Banc) -> None:
    banc.presenter.ouvrir()

    assert banc.vue.creneaux is not None
    assert banc.vue.creneaux.lus == "agenda lu à 9\u00a0h\u00a041"
    assert [c.ref for c in banc.vue.creneaux.proposes] == [
        c.ref for c in (creneau(3, 8), creneau(3, 9), creneau(4, 13))
    ]
    assert banc.vue.creneaux.periode == "Du 23 novembre au 4 décembre"


def test_la_caisse_vient_du_parcours_puis_du_regime_puis_du_conseiller(banc: Banc) -> None:
    banc.presenter.ouvrir()
    assert banc.vue.caisse == "caf"
    banc.presenter.montrer(Etat(situation=situation("msa")))
    banc.presenter.ouvrir()
    assert banc.vue.caisse == "msa"
    banc.presenter.montrer(
        Etat(parcours=parcours("tribunal_judiciaire", "caf", "cpam", faite="caf"))
    )
    banc.presenter.ouvrir()
    assert banc.vue.caisse == "cpam"
    assert banc.vue.utiles == ("cpam",)
    banc.presenter.choisir_caisse("msa")
    banc.presenter.ouvrir()
    assert banc.vue.caisse == "msa", "le choix du conseiller reste"


def test_reserver_met_le_rendez_vous_dans_la_visite(banc: Banc) -> None:
    banc.reserver(1)

    (reservation,) = banc.visite.etat.reservations
    assert (reservation.etat, reservation.ref) == ("reserve", creneau(3, 9).ref)
    assert banc.vue.pris[0].caisse == CAISSES[0]
    assert creneau(3, 9) not in banc.agenda.libres


def test_rien_n_est_reserve_sans_confirmation(banc: Banc) -> None:
    banc.presenter.ouvrir()
    banc.presenter.choisir_propose(0)
    banc.presenter.rendre()
    banc.presenter.confirmer()

    assert banc.agenda.appels == []
    assert banc.visite.etat.reservations == ()


def test_un_double_clic_ne_reserve_qu_une_fois(agenda: AgendaDeTest, visite: Visite) -> None:
    retenus: list[Callable[[], None]] = []

    class Retenu:
        def run(self, work, *, on_success, on_failure) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
            del on_failure
            retenus.append(lambda: on_success(work()))

    banc = Banc(agenda, visite, Retenu())
    banc.presenter.ouvrir()
    retenus.pop()()
    banc.presenter.choisir_propose(0)
    banc.presenter.confirmer()
    banc.presenter.confirmer()
    banc.presenter.choisir_propose(1)

    attente = banc.presenter.en_vol
    assert attente
    assert banc.vue.envoi == "Réservation en cours…"
    assert banc.vue.pris == (), "rien n'est dit réservé avant la réponse"
    assert len(retenus) == 1
    retenus.pop()()
    assert not banc.presenter.en_vol
    assert agenda.appels == [creneau(3, 8).ref]


def test_un_creneau_pris_propose_les_trois_plus_proches(banc: Banc) -> None:
    banc.presenter.ouvrir()
    banc.presenter.choisir_propose(0)
    banc.agenda.libres.remove(creneau(3, 8))
    banc.presenter.confirmer()

    assert "Ce créneau vient d'être pris" in banc.vue.dit
    assert "lundi 23 novembre à 9\u00a0h n'est plus libre. Rien n'a été réservé." in banc.vue.dit
    assert banc.vue.constat is not None
    assert list(banc.vue.constat.suivants) == [creneau(3, 9), creneau(4, 13), creneau(6, 9)]
    assert banc.visite.etat.reservations == ()
    banc.presenter.choisir_propose(1)
    assert banc.vue.choix == creneau(4, 13), "les touches suivent les plus proches"


def test_un_creneau_choisi_puis_pris_ailleurs_est_dit_a_la_relecture(banc: Banc) -> None:
    banc.presenter.ouvrir()
    banc.presenter.choisir_propose(0)
    banc.agenda.libres.remove(creneau(3, 8))
    banc.presenter.relire()

    assert banc.vue.choix is None
    assert "n'est plus libre" in banc.vue.dit


def test_hors_ligne_plus_rien_ne_se_choisit(banc: Banc) -> None:
    banc.presenter.ouvrir()
    banc.agenda.panne_de_lecture = HorsLigne("La connexion à l'agenda a coupé.")
    banc.presenter.relire()

    coupure = banc.vue.la_coupure()
    assert (coupure.depuis, coupure.lus) == ("9\u00a0h\u00a041", "9\u00a0h\u00a041")
    assert len(coupure.creneaux) == 3
    assert coupure.telephones[0] == ("Caf", "3230")
    assert banc.bandeaux == ["9\u00a0h\u00a041"]
    banc.presenter.choisir(creneau(3, 9))
    assert banc.vue.choix is None

    banc.agenda.panne_de_lecture = None
    banc.presenter.relire()
    assert banc.vue.coupure is None
    assert banc.bandeaux[-1] == ""


@pytest.mark.parametrize(
    ("panne", "attendu"),
    [
        (AccesRefuse("Le compte est refusé."), "L'agenda refuse ce compte"),
        (ServeurOccupe("L'agenda met trop de temps."), "L'agenda est trop lent"),
        (GuichetError("Autre panne.", advice="Faire ceci."), "Autre panne. Faire ceci."),
    ],
)
def test_une_panne_est_dite_et_rien_n_est_reserve(
    banc: Banc, panne: GuichetError, attendu: str
) -> None:
    banc.agenda.panne = panne
    banc.reserver()

    assert attendu in banc.vue.dit.replace("..", ".")
    assert banc.visite.etat.reservations == ()
    assert banc.vue.choix == creneau(3, 8), "le créneau choisi est gardé"
    assert not banc.presenter.en_vol


def test_une_coupure_pendant_la_reservation_ne_dit_jamais_reserve(banc: Banc) -> None:
    banc.agenda.panne = HorsLigne("La connexion à l'agenda a coupé.")
    banc.reserver()

    assert banc.vue.coupure is not None
    assert banc.visite.etat.reservations == ()
    assert banc.vue.journal == []


def test_une_issue_inconnue_se_reverifie_toutes_les_15_secondes(banc: Banc) -> None:
    banc.agenda.issue_inconnue = True
    banc.reserver()

    (inconnue,) = banc.visite.etat.reservations
    assert (inconnue.etat, inconnue.organismes) == ("inconnu", ("caf",))
    assert [s for s, _ in banc.plus_tard] == [15]
    assert banc.vue.journal == ["inconnu"] * len(banc.vue.journal)
    banc.presenter.choisir(creneau(3, 9))
    banc.presenter.confirmer()
    assert banc.agenda.appels == [inconnue.ref], "jamais une deuxième réservation"

    banc.agenda.resolutions = [replace(inconnue, organismes=())]
    banc.plus_tard.pop()[1]()
    assert [s for s, _ in banc.plus_tard] == [15], "toujours inconnue : encore 15 secondes"

    banc.agenda.resolutions = [replace(inconnue, etat="reserve", lien_visio="https://v.exemple/1")]
    banc.plus_tard.pop()[1]()
    (sue,) = banc.visite.etat.reservations
    assert (sue.etat, sue.organismes) == ("reserve", ("caf",))
    assert banc.plus_tard == []


def test_une_issue_inconnue_resolue_en_non_n_est_plus_montree(banc: Banc) -> None:
    banc.agenda.issue_inconnue = True
    banc.reserver()
    (inconnue,) = banc.visite.etat.reservations

    banc.agenda.resolutions = [replace(inconnue, etat="annule")]
    banc.presenter.verifier()

    assert banc.vue.pris == ()
    assert "reserve" not in banc.vue.journal


def test_le_rendez_vous_d_une_autre_personne_n_entre_pas_dans_la_visite(banc: Banc) -> None:
    banc.agenda.issue_inconnue = True
    banc.reserver()
    (inconnue,) = banc.visite.etat.reservations
    banc.agenda.resolutions = [replace(inconnue, id="autre-personne", etat="reserve")]

    banc.presenter.verifier()

    assert [r.id for r in banc.visite.etat.reservations] == [inconnue.id]


def test_annuler_rend_l_heure_et_garde_la_trace(banc: Banc) -> None:
    banc.reserver()
    (reservation,) = banc.visite.etat.reservations

    banc.presenter.annuler(reservation.id)

    (rendue,) = banc.visite.etat.reservations
    assert (rendue.etat, rendue.organismes) == ("annule", ("caf",))
    assert banc.vue.pris == ()


def test_une_annulation_ratee_laisse_le_rendez_vous_pris(banc: Banc) -> None:
    banc.reserver()
    (reservation,) = banc.visite.etat.reservations
    banc.agenda.panne = IssueInconnue("La connexion a coupé pendant l'envoi.")

    banc.presenter.annuler(reservation.id)

    assert banc.visite.etat.reservations == (reservation,)
    assert "On ne sait pas" in banc.vue.dit


def test_aucun_creneau_dit_jusqu_a_quand_et_qui_appeler(banc: Banc) -> None:
    banc.agenda.libres = []
    banc.presenter.ouvrir()

    assert banc.vue.dit.startswith("Aucun créneau avant le jeudi 17 décembre")
    assert "3230" in banc.vue.dit


def test_le_sujet_et_la_demi_journee_filtrent(banc: Banc) -> None:
    banc.agenda.libres.append(creneau(7, 14, motif="Première demande"))
    banc.presenter.ouvrir()
    assert banc.vue.creneaux is not None
    assert list(banc.vue.creneaux.motifs) == ["Première demande", "Question"]

    banc.presenter.choisir_moment("apres_midi")
    assert [c.ref for c in banc.vue.creneaux.proposes] == [creneau(4, 13).ref, creneau(7, 14).ref]
    banc.presenter.choisir_motif("Première demande")
    assert [c.ref for c in banc.vue.creneaux.proposes] == [creneau(7, 14).ref]


def test_les_jours_se_tournent_jusqu_au_dernier_creneau(banc: Banc) -> None:
    banc.agenda.libres.append(creneau(21, 9))
    banc.presenter.ouvrir()
    assert banc.vue.creneaux is not None
    assert (banc.vue.creneaux.avant, banc.vue.creneaux.apres) == (False, True)
    banc.presenter.tourner(1)
    assert (banc.vue.creneaux.avant, banc.vue.creneaux.apres) == (True, False)
    assert any(banc.vue.creneaux.jours.values())


def test_une_visite_discrete_l_est_ici_aussi(banc: Banc) -> None:
    banc.visite.rendre_discrete()
    assert banc.vue.discret


def test_un_creneau_pris_sans_autre_libre_le_dit(banc: Banc) -> None:
    banc.agenda.panne = CreneauPris("Créneau pris.")
    banc.reserver()
    assert "Aucun autre n'est libre pour l'instant." in banc.vue.dit
