"""Ce que l'écran « Parcours » montre et fait. Python pur."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from guichet.catalogue.contenu import Catalogue
from guichet.droits.situation import Situation
from guichet.errors import EntreeRefusee
from guichet.parcours.calendrier import du_au, jour_court
from guichet.parcours.conditions import Valeur
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.phrases import en_retard
from guichet.parcours.precisions import Precision
from guichet.ui.parcours.fiche_dite import FicheDite, dire_fiche
from guichet.ui.visite import Etat

BIENTOT = timedelta(days=14)
TITRE_NEUTRE = "Vos démarches"
AIDE_URGENTE = "aide_urgence_violences"
FAIT_DANGER = "violences"


class View(Protocol):
    """Ce que le présentateur demande à l'écran."""

    def montrer_choix(
        self, moment: str | None, evenement: date | None, *, annulable: bool, discret: bool
    ) -> None: ...
    def proposer_date(self, evenement: date | None, quoi: str) -> None: ...
    def montrer(
        self, parcours: Parcours, *, au: date, choisie: str, entete: Mapping[str, str]
    ) -> None: ...
    def montrer_mode(self, mode: str) -> None: ...
    def prendre_focus(self) -> None: ...
    def montrer_volet(self, volet: str) -> None: ...
    def montrer_fiche(self, fiche: FicheDite) -> None: ...
    def montrer_precisions(self, precisions: Sequence[Precision]) -> None: ...
    def dire_erreur(self, phrase: str) -> None: ...
    def dire_erreur_de_precision(self, fait: str, phrase: str) -> None: ...


class APreciser(Protocol):
    """Les questions qui affineraient ce parcours."""

    def __call__(
        self,
        moment: str,
        evenement: date,
        situation: Situation | None,
        /,
        *,
        faits: Mapping[str, Valeur],
    ) -> Sequence[Precision]: ...


class ParcoursPresenter:
    """``suivre`` dessine un moment ; ``cocher`` marque une étape ; ``preciser`` répond à une
    question ; ``rendre_discrete`` neutralise la visite ; ``lecteur`` : un lecteur d'écran écoute.
    """

    def __init__(
        self,
        view: View,
        *,
        catalogue: Catalogue,
        today: Callable[[], date],
        suivre: Callable[[str, date], None],
        cocher: Callable[[str, date | None], None],
        preciser: Callable[[str, Valeur | None], None],
        a_preciser: APreciser,
        rendre_discrete: Callable[[], None],
        lecteur: Callable[[], bool] = lambda: False,
    ) -> None:
        self._view = view
        self._catalogue = catalogue
        self._today = today
        self._suivre = suivre
        self._cocher = cocher
        self._preciser = preciser
        self._a_preciser = a_preciser
        self._rendre_discrete = rendre_discrete
        self._lecteur = lecteur
        self._etat = Etat()
        self._choisie = ""
        self._questions = False
        self._voulu: str | None = None
        self._change = False
        self._mode = ""
        self._palier = "large"

    def montrer(self, etat: Etat) -> None:
        """Suit la visite."""
        self._etat = etat
        if etat.parcours is None or etat.evenement is None:
            self._demander(annulable=False)
            return
        if not self._change:
            self._dessiner(etat.parcours)

    def ouvrir(self) -> None:
        """L'écran apparaît : frise, ou liste si un lecteur d'écran écoute."""
        self._view.montrer_mode(self._mode_utile())
        self._view.prendre_focus()

    def adapter(self, palier: str) -> None:
        """``large``, ``moyen`` ou ``etroit`` : à l'étroit, la liste remplace la frise."""
        self._palier = palier
        self._view.montrer_mode(self._mode_utile())

    def proposer(self, moment: str) -> None:
        """Prépare le choix de ce moment (cliqué à l'accueil) : il ne reste que la date."""
        self._voulu = moment
        if self._etat.parcours is None:
            self._demander(annulable=False)

    def regarder_moment(self, moment: str) -> None:
        """Un moment désigné dans la liste : sa date, si on la connaît déjà."""
        self._voulu = moment
        self._view.proposer_date(
            self._date_proposee(moment), self._catalogue.moments[moment].evenement
        )

    def changer_de_moment(self) -> None:
        """Redemande ce qui arrive ; le parcours présent reste, tant qu'on n'a pas choisi."""
        self._change = True
        self._voulu = self._etat.moment
        self._demander(annulable=self._etat.parcours is not None)
        self._view.prendre_focus()

    def garder_le_moment(self) -> None:
        """On ne change rien."""
        self._change = False
        self._voulu = None
        self.montrer(self._etat)
        self._view.prendre_focus()

    def choisir_moment(self, moment: str, evenement: date) -> None:
        """Dessine ce moment."""
        self._change, self._choisie, self._questions = False, "", False
        try:
            self._suivre(moment, evenement)
        except EntreeRefusee as error:
            self._change = self._etat.parcours is not None
            self._view.dire_erreur(f"{error.message} {error.advice}".strip())
            return
        self._voulu = None
        if self._etat.parcours is not None:
            self._dessiner(self._etat.parcours)
            self._view.prendre_focus()

    def choisir_etape(self, identifiant: str) -> None:
        """Ouvre la fiche de cette étape ; vide ou déjà ouverte : la ferme."""
        self._choisie = "" if identifiant == self._choisie else identifiant
        self._questions = False
        self.montrer(self._etat)

    def ouvrir_precisions(self) -> None:
        """Le volet des questions, ouvert ou fermé."""
        self._questions = not self._questions
        self._choisie = ""
        self.montrer(self._etat)

    def preciser(self, fait: str, valeur: Valeur | None) -> None:
        """Une réponse : le parcours suit aussitôt."""
        try:
            self._preciser(fait, valeur)
        except EntreeRefusee as error:
            self._view.dire_erreur_de_precision(fait, error.message)
            return
        if fait == FAIT_DANGER and valeur is True:
            self.signaler_danger()

    def cocher_etape(self, identifiant: str) -> None:
        """Fait ou à refaire."""
        faite = identifiant in self._etat.faites
        self._cocher(identifiant, None if faite else self._today())

    def signaler_danger(self) -> None:
        """Visite discrète, et le parcours de mise en sécurité proposé d'un geste."""
        self._rendre_discrete()
        discrets = [m.id for m in self._catalogue.moments.values() if m.discret]
        if not discrets or self._etat.moment in discrets:
            return
        self._voulu, self._choisie, self._questions = discrets[0], "", False
        self._change = self._etat.parcours is not None
        self._demander(annulable=self._change)
        self._view.prendre_focus()

    def choisir_mode(self, mode: str) -> None:
        self._mode = mode
        self._view.montrer_mode(mode)

    def _mode_utile(self) -> str:
        if self._mode:
            return self._mode
        return "liste" if self._palier == "etroit" or self._lecteur() else "frise"

    def _demander(self, *, annulable: bool) -> None:
        moment = self._voulu or self._etat.moment
        self._view.montrer_choix(
            moment,
            self._date_proposee(moment),
            annulable=annulable,
            discret=self._etat.discret,
        )

    def _dessiner(self, parcours: Parcours) -> None:
        etapes = {etape.id: etape for etape in parcours.etapes}
        if self._choisie not in etapes:
            self._choisie = ""
        precisions = self._precisions(parcours)
        entete = {**self._entete(parcours), "preciser": self._reste(precisions)}
        self._view.montrer(parcours, au=self._au(), choisie=self._choisie, entete=entete)
        self._view.montrer_precisions(precisions)
        if self._choisie:
            self._view.montrer_fiche(self._fiche(etapes[self._choisie], parcours))
        volet = "fiche" if self._choisie else "precisions" if self._questions else ""
        self._view.montrer_volet(volet)

    def _precisions(self, parcours: Parcours) -> Sequence[Precision]:
        etat = self._etat
        return self._a_preciser(
            parcours.moment, parcours.evenement, etat.situation, faits=etat.faits
        )

    def _reste(self, precisions: Sequence[Precision]) -> str:
        restantes = sum(precision.donnee is None for precision in precisions)
        if restantes:
            return f"À préciser · {restantes}"
        return "Tout est précisé" if precisions else ""

    def _au(self) -> date:
        return self._etat.situation.au if self._etat.situation else self._today()

    def _date_proposee(self, moment: str | None) -> date | None:
        """La séparation ou le veuvage déjà dits évitent de redemander la date."""
        if self._etat.evenement is not None and moment == self._etat.moment:
            return self._etat.evenement
        if moment is not None and self._catalogue.moments[moment].discret:
            return self._today()
        situation = self._etat.situation
        if situation is None:
            return None
        dates = {
            "separation": situation.isole_depuis,
            "parent-isole": situation.isole_depuis,
            "perte-proche": situation.veuf_depuis,
        }
        proposee = dates.get(moment or "")
        return proposee if isinstance(proposee, date) else None

    def _entete(self, parcours: Parcours) -> dict[str, str]:
        au = self._au()
        retards = len(en_retard(parcours))
        limite = au + BIENTOT
        proches = sum(
            1
            for etape in parcours.etapes
            if etape.date_sure is not None
            and au <= etape.date_sure <= limite
            and etape.faite_le is None
        )
        discret = self._etat.discret or self._catalogue.moments[parcours.moment].discret
        return {
            "titre": TITRE_NEUTRE if discret else parcours.titre,
            "sous_titre": self._compte(parcours, au),
            "retard": f"{retards} en retard" if retards else "",
            "bientot": f"{proches} avant le {jour_court(limite, au=au)}" if proches else "",
        }

    def _compte(self, parcours: Parcours, au: date) -> str:
        acteurs = [etape.acteur for etape in parcours.etapes]
        pour_elle = acteurs.count("usager")
        guichet = acteurs.count("france_services_n1")
        autres = len(acteurs) - pour_elle - guichet
        parts = [f"{pour_elle} pour {self._prenom()}"]
        parts += [f"{guichet} pour le guichet"] if guichet else []
        parts += [f"{autres} pour les organismes"] if autres else []
        periode = du_au(parcours.debut, parcours.fin, au=au)
        return f"{len(acteurs)} étapes, {periode} · {', '.join(parts)}"

    def _prenom(self) -> str:
        situation = self._etat.situation
        return (situation.demandeur.prenom if situation else "") or "la personne"

    def _fiche(self, etape: Etape, parcours: Parcours) -> FicheDite:
        danger = AIDE_URGENTE in etape.droits and not self._etat.discret
        return dire_fiche(
            etape,
            parcours,
            self._catalogue.organismes,
            au=self._au(),
            prenom=self._prenom(),
            danger=danger,
            discret=self._etat.discret,
        )
