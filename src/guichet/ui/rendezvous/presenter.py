"""Prendre rendez-vous avec une caisse : chercher, choisir, confirmer, rendre. Python pur."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from guichet.errors import GuichetError
from guichet.parcours.caisses import caisses, regime_de
from guichet.rendezvous.agenda import (
    Creneau,
    CreneauPris,
    HorsLigne,
    IssueInconnue,
    Reservation,
)
from guichet.ui.rendezvous.choix import Moment, heure
from guichet.ui.rendezvous.dits import Caisse, ConstatDit, Creneaux, HorsLigneDit, Pris
from guichet.ui.rendezvous.lecture import Lecture
from guichet.ui.rendezvous.phrases import dire_panne, dire_pris, dire_rien
from guichet.ui.tasks import Derniere, TaskRunner
from guichet.ui.visite import Etat

HORIZON = timedelta(days=27)
REVERIFIER_S = 15


class View(Protocol):
    """Ce que le présentateur demande à l'écran."""

    def montrer_caisses(
        self, caisses: Sequence[Caisse], choisie: str, *, utiles: Sequence[str]
    ) -> None: ...
    def montrer_attente(self, phrase: str) -> None: ...
    def montrer_creneaux(self, creneaux: Creneaux) -> None: ...
    def montrer_choix(self, creneau: Creneau | None, caisse: Caisse | None) -> None: ...
    def montrer_envoi(self, phrase: str) -> None: ...
    def montrer_rendez_vous(self, pris: Sequence[Pris]) -> None: ...
    def montrer_constat(self, constat: ConstatDit | None) -> None: ...
    def montrer_hors_ligne(self, panne: HorsLigneDit | None) -> None: ...
    def imposer_discretion(self) -> None: ...


class RendezVousPresenter:
    """``chercher(organisme, du, au)``, ``reserver``, ``annuler`` et ``resoudre`` travaillent
    hors du fil de la fenêtre ; ``inscrire`` met le rendez-vous dans la visite.
    ``differer(secondes, suite)`` : plus tard, dans le fil de la fenêtre ; ``bandeau`` reçoit
    l'heure de la coupure, ou vide quand le réseau est revenu.
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
        maintenant: Callable[[], datetime],
        zone: ZoneInfo,
        differer: Callable[[int, Callable[[], None]], None] = lambda _s, _suite: None,
        bandeau: Callable[[str], None] = lambda _depuis: None,
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
        self._maintenant = maintenant
        self._zone = zone
        self._differer = differer
        self._bandeau = bandeau
        self._etat = Etat()
        self._caisse = ""
        self._voulue = False
        self._lecture = Lecture(zone)
        self._coupe = ""
        self._choisi: Creneau | None = None
        self._constat: ConstatDit | None = None
        self._reverifie = False
        self.en_vol = False

    @property
    def pret(self) -> bool:
        """Vrai quand des créneaux sont lus."""
        return bool(self._lecture.creneaux)

    @property
    def _inconnues(self) -> tuple[Reservation, ...]:
        return tuple(r for r in self._etat.reservations if r.etat == "inconnu")

    def montrer(self, etat: Etat) -> None:
        """Suit la visite : ses rendez-vous pris ou en attente restent affichés."""
        change = etat.reservations != self._etat.reservations
        if etat.discret and not self._etat.discret:
            self._view.imposer_discretion()
        self._etat = etat
        if change:
            self._montrer_volet()
            self._surveiller()

    def ouvrir(self) -> None:
        """L'écran apparaît : la caisse utile est choisie, ses créneaux sont lus."""
        utiles = self.caisses_utiles()
        if not self._voulue:
            self._prendre_caisse(next(iter(utiles), next(iter(self._caisses))))
        self._view.montrer_caisses(tuple(self._caisses.values()), self._caisse, utiles=utiles)
        self._montrer_volet()
        self.relire()

    def caisses_utiles(self) -> tuple[str, ...]:
        """Celles des étapes à faire, dans l'ordre du parcours, pour le régime de la personne."""
        regime = regime_de(self._etat.situation)
        etapes = self._etat.parcours.etapes if self._etat.parcours else ()
        voulues = (
            organisme
            for etape in etapes
            if etape.faite_le is None
            for organisme in caisses(etape.organismes, regime)
        )
        utiles = tuple(dict.fromkeys(o for o in voulues if o in self._caisses))
        if utiles:
            return utiles
        return tuple(o for o in caisses(("caf",), regime) if o in self._caisses)

    def choisir_caisse(self, identifiant: str) -> None:
        """Le conseiller a choisi : on ne changera plus de caisse à sa place."""
        self._voulue = True
        self._prendre_caisse(identifiant)
        self._montrer_volet()
        self.relire()

    def relire(self) -> None:
        """F5 : relit l'agenda de la caisse ; le créneau choisi est gardé s'il est encore libre."""
        if not self._caisse:
            return
        caisse = self._caisse
        debut = self._maintenant().astimezone(self._zone).date()
        self._view.montrer_attente("Lecture de l'agenda…")
        self._recherche.run(
            lambda: self._chercher(caisse, debut, debut + HORIZON),
            on_success=self._recevoir,
            on_failure=self._rater_la_lecture,
        )

    def choisir_motif(self, motif: str) -> None:
        self._lecture.filtrer(motif=motif)
        self._montrer_creneaux()

    def choisir_moment(self, moment: Moment) -> None:
        self._lecture.filtrer(moment=moment)
        self._montrer_creneaux()

    def tourner(self, sens: int) -> None:
        """Les dix jours ouvrés d'après (1) ou d'avant (-1)."""
        self._lecture.tourner(sens)
        self._montrer_creneaux()

    def choisir(self, creneau: Creneau) -> None:
        """Rien n'est réservé ; refusé hors ligne, pendant un envoi, ou si l'on ne sait pas encore
        ce qu'est devenue la demande précédente.
        """
        if self.en_vol or self._coupe or self._inconnues:
            return
        self._choisi, self._constat = creneau, None
        self._montrer_creneaux()
        self._view.montrer_choix(creneau, self._caisses.get(self._caisse))

    def choisir_propose(self, rang: int) -> None:
        """Touches 1 à 3 : une des trois propositions, ou un des trois plus proches."""
        proposes: Sequence[Creneau] = self._lecture.proposes()
        if self._constat is not None and self._constat.suivants:
            proposes = self._constat.suivants
        if rang < len(proposes):
            self.choisir(proposes[rang])

    def rendre(self) -> None:
        """Aucun créneau n'est plus choisi."""
        if self.en_vol:
            return
        self._choisi = None
        self._montrer_creneaux()
        self._montrer_volet()

    def confirmer(self) -> None:
        """Réserve le créneau choisi, une seule fois même en double clic."""
        creneau = self._choisi
        if creneau is None or self.en_vol or self._inconnues:
            return
        self.en_vol = True
        self._view.montrer_envoi("Réservation en cours…")
        self._runner.run(
            lambda: self._reserver(creneau), on_success=self._reserve, on_failure=self._rate
        )

    def annuler(self, identifiant: str) -> None:
        """Rend un rendez-vous pris pendant cette visite."""
        voulu = next((r for r in self._etat.reservations if r.id == identifiant), None)
        if voulu is None or self.en_vol:
            return
        self.en_vol = True
        self._view.montrer_envoi("Annulation en cours…")
        self._runner.run(
            lambda: self._annuler(identifiant),
            on_success=lambda rendue: self._annule(voulu, rendue),
            on_failure=self._rate,
        )

    def verifier(self) -> None:
        """L'agenda dira si la demande est passée ; d'ici là, rien n'est dit réservé."""
        if self._inconnues:
            self._runner.run(
                self._resoudre,
                on_success=self._resolu,
                on_failure=lambda _error: self._surveiller(),
            )

    def _prendre_caisse(self, identifiant: str) -> None:
        if identifiant != self._caisse:
            self._choisi, self._constat = None, None
            self._lecture.oublier()
        self._caisse = identifiant

    def _recevoir(self, creneaux: Sequence[Creneau]) -> None:
        self._lecture.recevoir(creneaux, lus=self._heure())
        if self._coupe:
            self._coupe = ""
            self._view.montrer_hors_ligne(None)
            self._bandeau("")
        if self._constat is not None and self._constat.genre != "pris":
            self._constat = None
        if not creneaux:
            caisse, fin = self._caisses[self._caisse], self._maintenant() + HORIZON
            self._constat = dire_rien(caisse, fin=fin, zone=self._zone)
        if self._choisi is not None and not self._lecture.contient(self._choisi):
            perdu, self._choisi = self._choisi, None
            self._constat = dire_pris(perdu, self._lecture.proposes(), zone=self._zone)
        self._montrer_creneaux()
        if not self.en_vol:
            self._montrer_volet()

    def _rater_la_lecture(self, error: GuichetError) -> None:
        if isinstance(error, HorsLigne):
            self._couper()
            return
        self._constat = dire_panne(error)
        self._montrer_creneaux()

    def _reserve(self, reservation: Reservation) -> None:
        self.en_vol = False
        demande, self._choisi = self._choisi, None
        self._constat = None
        if demande is not None and not reservation.organismes:
            reservation = replace(reservation, organismes=demande.organismes)
        self._inscrire(reservation)
        self._montrer_volet()
        if reservation.etat == "inconnu":
            self._montrer_creneaux()
        else:
            self.relire()

    def _annule(self, avant: Reservation, rendue: Reservation) -> None:
        self.en_vol = False
        self._inscrire(_completer(rendue, avant))
        self._montrer_volet()
        self.relire()

    def _rate(self, error: GuichetError) -> None:
        self.en_vol = False
        if isinstance(error, HorsLigne):
            self._couper()
        elif isinstance(error, CreneauPris):
            perdu, self._choisi = self._choisi, None
            self._constat = dire_pris(
                perdu, error.suivants, zone=self._zone, pourquoi=error.message
            )
            self.relire()
        else:
            self._constat = dire_panne(error)
            if isinstance(error, IssueInconnue):
                self._choisi = None
        self._montrer_creneaux()
        self._montrer_volet()

    def _couper(self) -> None:
        """Hors ligne : ce qui a été lu n'est plus garanti et ne se clique plus."""
        self._coupe = self._coupe or self._heure()
        self._choisi = None
        telephones = [(c.nom, c.telephone) for c in self._caisses.values() if c.telephone]
        premier = self._caisses[self._caisse].nom
        self._view.montrer_hors_ligne(
            HorsLigneDit(
                depuis=self._coupe,
                lus=self._lecture.lus,
                caisse=self._caisses[self._caisse],
                creneaux=self._lecture.proposes(),
                telephones=sorted(telephones, key=lambda couple: couple[0] != premier),
            )
        )
        self._bandeau(self._coupe)

    def _surveiller(self) -> None:
        """Une issue inconnue se revérifie toute seule, jusqu'à ce que l'agenda réponde."""
        if not self._inconnues or self._reverifie:
            return
        self._reverifie = True

        def suite() -> None:
            self._reverifie = False
            self.verifier()

        self._differer(REVERIFIER_S, suite)

    def _resolu(self, reservations: Sequence[Reservation]) -> None:
        """Seulement les demandes de cette visite : le poste en a peut-être d'autres."""
        miennes = {r.id: r for r in self._etat.reservations}
        for reservation in reservations:
            if reservation.id in miennes:
                self._inscrire(_completer(reservation, miennes[reservation.id]))
        if self._inconnues:
            self._surveiller()
        elif not self._coupe:
            self.relire()

    def _montrer_volet(self) -> None:
        if self._choisi is not None:
            self._view.montrer_choix(self._choisi, self._caisses.get(self._caisse))
            return
        vivantes = [r for r in self._etat.reservations if r.etat != "annule"]
        if not vivantes:
            self._view.montrer_choix(None, self._caisses.get(self._caisse))
            return
        self._view.montrer_rendez_vous(
            [
                Pris(reservation=r, caisse=self._caisses.get(next(iter(r.organismes), "")))
                for r in reversed(vivantes)
            ]
        )

    def _heure(self) -> str:
        return heure(self._maintenant(), self._zone, complete=True)

    def _montrer_creneaux(self) -> None:
        aujourd_hui = self._maintenant().astimezone(self._zone).date()
        self._view.montrer_creneaux(
            self._lecture.montrer(du=aujourd_hui, choisi=self._choisi, ouverts=not self._inconnues)
        )
        self._view.montrer_constat(self._constat)


def _completer(lue: Reservation, connue: Reservation) -> Reservation:
    """Une relecture du journal ne sait pas tout : on garde ce que la visite savait."""
    return replace(
        lue,
        organismes=lue.organismes or connue.organismes,
        motif=lue.motif or connue.motif,
        lien_visio=lue.lien_visio or connue.lien_visio,
        guichet=lue.guichet or connue.guichet,
    )
