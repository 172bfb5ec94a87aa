"""Prendre rendez-vous avec une caisse : chercher, choisir, confirmer, rendre. Python pur."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from guichet.errors import GuichetError
from guichet.rendezvous.agenda import (
    Creneau,
    CreneauPris,
    HorsLigne,
    IssueInconnue,
    Reservation,
)
from guichet.ui.rendezvous.choix import Moment, filtrer, par_jour, proposer
from guichet.ui.tasks import Derniere, TaskRunner
from guichet.ui.visite import Etat

HORIZON = timedelta(days=21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caisse:
    id: str
    nom: str
    groupe: str


class View(Protocol):
    """Ce que le présentateur demande à l'écran."""

    def montrer_caisses(self, caisses: Sequence[Caisse], choisie: str) -> None: ...
    def montrer_attente(self, phrase: str) -> None: ...
    def montrer_creneaux(
        self,
        proposes: Sequence[Creneau],
        jours: Mapping[date, Sequence[Creneau]],
        motifs: Sequence[str],
        *,
        choisi: Creneau | None,
    ) -> None: ...
    def montrer_choix(self, creneau: Creneau | None, caisse: Caisse | None) -> None: ...
    def montrer_reservation(self, reservation: Reservation, caisse: Caisse | None) -> None: ...
    def montrer_erreur(self, message: str, advice: str, *, hors_ligne: bool) -> None: ...


class RendezVousPresenter:
    """``chercher(organisme, du, au)``, ``reserver``, ``annuler`` et ``resoudre`` travaillent
    hors du fil de la fenêtre ; ``inscrire`` met le rendez-vous dans la visite.
    """

    def __init__(
        self,
        view: View,
        runner: TaskRunner,
        *,
        caisses: Sequence[Caisse],
        chercher: Callable[[str, date, date], Sequence[Creneau]],
        reserver: Callable[[Creneau], Reservation],
        annuler: Callable[[str], Reservation],
        resoudre: Callable[[], Sequence[Reservation]],
        inscrire: Callable[[Reservation], None],
        today: Callable[[], date],
        zone: ZoneInfo,
    ) -> None:
        self._view = view
        self._runner = runner
        self._recherche = Derniere(runner)
        self._caisses = {caisse.id: caisse for caisse in caisses}
        self._chercher = chercher
        self._reserver = reserver
        self._annuler = annuler
        self._resoudre = resoudre
        self._inscrire = inscrire
        self._today = today
        self._zone = zone
        self._caisse = ""
        self._creneaux: Sequence[Creneau] = ()
        self._motif = ""
        self._moment: Moment = "peu_importe"
        self._choisi: Creneau | None = None
        self._reservation: Reservation | None = None
        self.en_vol = False

    @property
    def pret(self) -> bool:
        """Vrai quand des créneaux sont lus."""
        return bool(self._creneaux)

    def montrer(self, etat: Etat) -> None:
        """Suit la visite : le dernier rendez-vous pris ou en attente reste affiché."""
        vivantes = [r for r in etat.reservations if r.etat != "annule"]
        derniere = vivantes[-1] if vivantes else None
        if derniere != self._reservation:
            self._reservation = derniere
            if derniere is not None:
                self._view.montrer_reservation(derniere, self._caisses.get(derniere.organismes[0]))

    def ouvrir(self, caisse: str = "") -> None:
        """L'écran apparaît : la caisse utile est choisie, ses créneaux sont lus."""
        self._view.montrer_caisses(
            tuple(self._caisses.values()), caisse or self._caisse or next(iter(self._caisses))
        )
        self.choisir_caisse(caisse or self._caisse or next(iter(self._caisses)))

    def choisir_caisse(self, identifiant: str) -> None:
        if identifiant != self._caisse:
            self._choisi, self._motif, self._creneaux = None, "", ()
        self._caisse = identifiant
        self.relire()

    def relire(self) -> None:
        """F5 : relit l'agenda de la caisse."""
        caisse = self._caisse
        debut = self._today()
        self._view.montrer_attente("Lecture de l'agenda…")
        self._recherche.run(
            lambda: self._chercher(caisse, debut, debut + HORIZON),
            on_success=self._recevoir,
            on_failure=self._dire,
        )

    def choisir_motif(self, motif: str) -> None:
        self._motif = motif
        self._montrer_creneaux()

    def choisir_moment(self, moment: Moment) -> None:
        self._moment = moment
        self._montrer_creneaux()

    def choisir(self, creneau: Creneau) -> None:
        self._choisi = creneau
        self._montrer_creneaux()
        self._view.montrer_choix(creneau, self._caisses.get(self._caisse))

    def choisir_propose(self, rang: int) -> None:
        """Touches 1 à 3 : une des trois propositions."""
        proposes = proposer(self._filtres())
        if rang < len(proposes):
            self.choisir(proposes[rang])

    def rendre(self) -> None:
        """Aucun créneau n'est plus choisi."""
        self._choisi = None
        self._montrer_creneaux()
        self._view.montrer_choix(None, self._caisses.get(self._caisse))

    def confirmer(self) -> None:
        creneau = self._choisi
        if creneau is None or self.en_vol:
            return
        self.en_vol = True
        self._view.montrer_attente("Réservation en cours…")
        self._runner.run(
            lambda: self._reserver(creneau),
            on_success=self._reserve,
            on_failure=self._rate,
        )

    def annuler(self) -> None:
        """Rend le rendez-vous pris."""
        reservation = self._reservation
        if reservation is None or self.en_vol:
            return
        self.en_vol = True
        self._view.montrer_attente("Annulation en cours…")
        self._runner.run(
            lambda: self._annuler(reservation.id),
            on_success=self._annule,
            on_failure=self._rate,
        )

    def _recevoir(self, creneaux: Sequence[Creneau]) -> None:
        self._creneaux = creneaux
        if self._choisi is not None and self._choisi.ref not in {c.ref for c in creneaux}:
            self._choisi = None
        self._montrer_creneaux()
        if self._reservation is None:
            self._view.montrer_choix(self._choisi, self._caisses.get(self._caisse))

    def _reserve(self, reservation: Reservation) -> None:
        self.en_vol = False
        self._choisi = None
        self._inscrire(reservation)
        if reservation.etat == "inconnu":
            self._chercher_issue()
        else:
            self.relire()

    def _annule(self, reservation: Reservation) -> None:
        self.en_vol = False
        self._inscrire(reservation)
        self._reservation = None
        self._view.montrer_choix(None, self._caisses.get(self._caisse))
        self.relire()

    def _rate(self, error: GuichetError) -> None:
        self.en_vol = False
        self._dire(error)
        if isinstance(error, CreneauPris):
            self._choisi = None
            self._view.montrer_choix(None, self._caisses.get(self._caisse))
            self.relire()
        elif isinstance(error, IssueInconnue):
            self._chercher_issue()

    def _chercher_issue(self) -> None:
        """L'agenda dira si la demande est passée ; d'ici là, rien n'est dit réservé."""
        self._runner.run(
            self._resoudre,
            on_success=self._resolu,
            on_failure=self._dire,
        )

    def _resolu(self, reservations: Sequence[Reservation]) -> None:
        for reservation in reservations:
            self._inscrire(reservation)
        self.relire()

    def _dire(self, error: GuichetError) -> None:
        self._view.montrer_erreur(
            error.message, error.advice, hors_ligne=isinstance(error, HorsLigne)
        )

    def _filtres(self) -> list[Creneau]:
        return filtrer(self._creneaux, motif=self._motif, moment=self._moment, zone=self._zone)

    def _montrer_creneaux(self) -> None:
        retenus = self._filtres()
        self._view.montrer_creneaux(
            proposer(retenus),
            par_jour(retenus, du=self._today(), zone=self._zone),
            sorted({creneau.motif for creneau in self._creneaux if creneau.motif}),
            choisi=self._choisi,
        )
