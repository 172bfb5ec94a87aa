"""La visite en cours : tout ce que l'on sait d'une personne, en mémoire seulement.

Rien ici ne touche un widget, le disque ni le réseau. ``Visite`` garde l'état et le
donne aux écrans ; chaque acte est une méthode. F12 en jette une et en crée une autre.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol

from guichet.dossier.contenu import Choix, Dossier
from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import Situation
from guichet.errors import GuichetError
from guichet.parcours.conditions import Valeur
from guichet.parcours.etape import Parcours
from guichet.parcours.filtre import sans_droits_fermes
from guichet.rendezvous.agenda import Reservation
from guichet.ui.tasks import Derniere, TaskRunner

# Ces aides nomment ce qu'une visite discrète ne montre pas.
EVOCATRICES = frozenset({"aide_urgence_violences"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Etat:
    """Un instant de la visite ; ``None`` = pas encore fait.

    ``faits`` : ce que le conseiller a précisé pour le parcours, hors de la situation.
    """

    situation: Situation | None = None
    diagnostic: Diagnostic | None = None
    calcul_en_cours: bool = False
    erreur_calcul: GuichetError | None = None
    moment: str | None = None
    evenement: date | None = None
    parcours: Parcours | None = None
    faites: Mapping[str, date] = field(default_factory=dict)
    faits: Mapping[str, Valeur] = field(default_factory=dict)
    choix: Mapping[str, Choix] = field(default_factory=dict)
    reservations: tuple[Reservation, ...] = ()
    discret: bool = False
    reference: str = ""

    def tait(self, droit: str) -> bool:
        """Vrai si le seul nom de ce droit, à l'écran, dirait de quoi il s'agit."""
        return self.discret and droit in EVOCATRICES

    def dossier(self) -> Dossier | None:
        """Ce que le récapitulatif imprime ; ``None`` tant que rien n'est décrit."""
        if self.situation is None:
            return None
        return Dossier(
            situation=self.situation,
            reference=self.reference,
            diagnostic=self.diagnostic,
            parcours=(self.parcours,) if self.parcours else (),
            rendez_vous=self.reservations,
            choix=self.choix,
        )


class Ecran(Protocol):
    """Un présentateur d'écran : il relit l'état à chaque changement."""

    def montrer(self, etat: Etat) -> None: ...


class Construire(Protocol):
    """Le parcours daté d'un moment ; ``faits`` : ce que le conseiller a précisé."""

    def __call__(
        self,
        moment: str,
        evenement: date,
        situation: Situation | None,
        /,
        *,
        faits: Mapping[str, Valeur],
    ) -> Parcours: ...


class Visite:
    """Garde l'état, relance le diagnostic quand une réponse change, prévient les écrans."""

    def __init__(
        self,
        runner: TaskRunner,
        *,
        diagnostiquer: Callable[[Situation], Diagnostic],
        construire: Construire,
        differer: Callable[[Callable[[], None]], None],
        moment_discret: Callable[[str], bool],
    ) -> None:
        self._derniere = Derniere(runner)
        self._diagnostiquer = diagnostiquer
        self._construire = construire
        self._differer = differer
        self._moment_discret = moment_discret
        self._ecrans: list[Ecran] = []
        self._annulables: list[Situation] = []
        self._demande = 0
        self.etat = Etat()

    def brancher(self, ecran: Ecran) -> None:
        """L'écran sera prévenu de chaque changement, et l'est tout de suite."""
        self._ecrans.append(ecran)
        ecran.montrer(self.etat)

    def repondre(self, situation: Situation) -> None:
        """Une réponse a changé : les écrans suivent, le diagnostic est relancé en différé."""
        if situation == self.etat.situation:
            return
        if self.etat.situation is not None:
            self._annulables.append(self.etat.situation)
        self._poser(situation)

    def annuler_reponse(self) -> bool:
        """Ctrl+Z : revient à la réponse d'avant ; faux s'il n'y en a plus."""
        if not self._annulables:
            return False
        self._poser(self._annulables.pop())
        return True

    def choisir(self, droit: str, choix: Choix | None) -> None:
        suivants = {cle: valeur for cle, valeur in self.etat.choix.items() if cle != droit}
        if choix is not None:
            suivants[droit] = choix
        self._changer(choix=suivants)

    def suivre_moment(self, moment: str, evenement: date) -> None:
        """Dessine le parcours ; un moment discret rend toute la visite discrète.

        Raises:
            EntreeRefusee: la date est absurde ; rien n'a changé.
        """
        discret = self.etat.discret or self._moment_discret(moment)
        champs = {"moment": moment, "evenement": evenement, "discret": discret}
        etat = replace(self.etat, **champs)  # type: ignore[arg-type]
        self._changer(**champs, parcours=self._dessiner(etat, etat.faits))

    def rendre_discrete(self) -> None:
        """Titre, feuille et agenda neutres jusqu'à la personne suivante ; ne se défait pas."""
        self._changer(discret=True)

    def preciser(self, fait: str, valeur: Valeur | None) -> None:
        """Une question du parcours a sa réponse (``None`` : on ne sait plus) ; il suit.

        Raises:
            EntreeRefusee: la réponse contredit la date de l'événement ; rien n'a changé.
        """
        faits = {nom: v for nom, v in self.etat.faits.items() if nom != fait}
        if valeur is not None:
            faits[fait] = valeur
        self._redessiner(faits=faits)

    def cocher(self, etape: str, le: date | None) -> None:
        """Coche l'étape faite ``le`` (la décoche si ``None``)."""
        faites = {cle: jour for cle, jour in self.etat.faites.items() if cle != etape}
        if le is not None:
            faites[etape] = le
        self._changer(faites=faites)
        self._redessiner()

    def inscrire(self, reservation: Reservation) -> None:
        """Ajoute ou remplace un rendez-vous, reconnu à son identifiant."""
        autres = tuple(r for r in self.etat.reservations if r.id != reservation.id)
        self._changer(reservations=(*autres, reservation))

    def suivre_dossier(self, reference: str) -> None:
        self._changer(reference=reference)

    def reprendre(
        self, dossier: Dossier, *, faits: Mapping[str, Valeur] = MappingProxyType({})
    ) -> None:
        """Rouvre un dossier gardé : réponses, choix, faits ; le reste est recalculé à côté."""
        self._changer(
            choix=dossier.choix,
            reservations=dossier.rendez_vous,
            reference=dossier.reference,
            faits=faits,
        )
        self._poser(dossier.situation)
        if dossier.parcours:
            garde = dossier.parcours[0]
            self._changer(faites={e.id: e.faite_le for e in garde.etapes if e.faite_le is not None})
            self.suivre_moment(garde.moment, garde.evenement)

    def recalculer(self) -> None:
        """F5 : redemande le diagnostic tout de suite."""
        if self.etat.situation is not None:
            self._demande += 1
            self._lancer()

    def _poser(self, situation: Situation) -> None:
        self._changer(situation=situation, calcul_en_cours=True, erreur_calcul=None)
        self._redessiner()
        self._demande += 1
        demande = self._demande
        self._differer(lambda: self._lancer() if demande == self._demande else None)

    def _lancer(self) -> None:
        situation = self.etat.situation
        if situation is None:
            return
        self._derniere.run(
            lambda: self._diagnostiquer(situation),
            on_success=self._recevoir,
            on_failure=lambda error: self._changer(calcul_en_cours=False, erreur_calcul=error),
        )

    def _recevoir(self, diagnostic: Diagnostic) -> None:
        self._changer(diagnostic=diagnostic, calcul_en_cours=False, erreur_calcul=None)
        self._redessiner()

    def _redessiner(self, faits: Mapping[str, Valeur] | None = None) -> None:
        faits = self.etat.faits if faits is None else faits
        self._changer(parcours=self._dessiner(self.etat, faits), faits=faits)

    def _dessiner(self, etat: Etat, faits: Mapping[str, Valeur]) -> Parcours | None:
        if etat.moment is None or etat.evenement is None:
            return None
        parcours = sans_droits_fermes(
            self._construire(etat.moment, etat.evenement, etat.situation, faits=faits),
            _fermes(etat.diagnostic),
        )
        etapes = tuple(
            etape.faire(etat.faites[etape.id]) if etape.id in etat.faites else etape
            for etape in parcours.etapes
        )
        return replace(parcours, etapes=etapes)

    def _changer(self, **champs: object) -> None:
        etat = replace(self.etat, **champs)  # type: ignore[arg-type]
        if etat == self.etat:
            return
        self.etat = etat
        for ecran in self._ecrans:
            ecran.montrer(etat)


def _fermes(diagnostic: Diagnostic | None) -> frozenset[str]:
    """Les droits dont le diagnostic dit « non » ; rien tant qu'il n'est pas calculé."""
    if diagnostic is None:
        return frozenset()
    return frozenset(
        droit.id for droit in diagnostic.droits if droit.statut == "non" and not droit.deja_percu
    )
