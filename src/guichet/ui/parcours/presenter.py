"""Ce que l'écran « Parcours » montre et fait. Python pur."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Protocol

from guichet.catalogue.contenu import Catalogue
from guichet.errors import EntreeRefusee
from guichet.parcours.calendrier import du_au, jour_court
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.lignes import groupe_de, nom_de
from guichet.parcours.phrases import echeance, en_retard
from guichet.ui.visite import Etat

BIENTOT = timedelta(days=14)


class View(Protocol):
    """Ce que le présentateur demande à l'écran."""

    def montrer_choix(self, moment: str | None, evenement: date | None) -> None: ...
    def montrer(
        self, parcours: Parcours, *, au: date, choisie: str, entete: Mapping[str, str]
    ) -> None: ...
    def montrer_mode(self, mode: str) -> None: ...
    def montrer_fiche(
        self, etape: Etape | None, *, groupe: str = "", organisme: str = "", quand: str = ""
    ) -> None: ...
    def dire_erreur(self, phrase: str) -> None: ...


class ParcoursPresenter:
    """``suivre`` dessine un moment ; ``cocher`` marque une étape ; ``today`` : ce jour."""

    def __init__(
        self,
        view: View,
        *,
        catalogue: Catalogue,
        today: Callable[[], date],
        suivre: Callable[[str, date], None],
        cocher: Callable[[str, date | None], None],
    ) -> None:
        self._view = view
        self._catalogue = catalogue
        self._today = today
        self._suivre = suivre
        self._cocher = cocher
        self._etat = Etat()
        self._choisie = ""
        self._voulu: str | None = None

    def montrer(self, etat: Etat) -> None:
        """Suit la visite."""
        self._etat = etat
        if etat.parcours is None:
            self._view.montrer_choix(self._voulu or etat.moment, self._date_proposee())
            return
        if self._choisie not in {etape.id for etape in etat.parcours.etapes}:
            self._choisie = ""
        self._view.montrer(
            etat.parcours, au=self._au(), choisie=self._choisie, entete=self._entete(etat.parcours)
        )
        self._montrer_fiche(etat.parcours)

    def proposer(self, moment: str) -> None:
        """Prépare le choix de ce moment (cliqué à l'accueil) : il ne reste que la date."""
        self._voulu = moment
        if self._etat.parcours is None:
            self._view.montrer_choix(moment, self._date_proposee())

    def choisir_moment(self, moment: str, evenement: date | None) -> None:
        """Dessine ce moment ; vide : redemande lequel."""
        if not moment or evenement is None:
            self._view.montrer_choix(self._etat.moment, self._etat.evenement)
            return
        try:
            self._suivre(moment, evenement)
        except EntreeRefusee as error:
            self._view.dire_erreur(error.message)
            return
        self._voulu = None
        if self._etat.parcours is not None:
            self.montrer(self._etat)

    def choisir_etape(self, identifiant: str) -> None:
        self._choisie = "" if identifiant == self._choisie else identifiant
        self.montrer(self._etat)

    def cocher_etape(self, identifiant: str) -> None:
        """Fait ou à refaire."""
        faite = identifiant in self._etat.faites
        self._cocher(identifiant, None if faite else self._today())

    def choisir_mode(self, mode: str) -> None:
        self._view.montrer_mode(mode)

    def _au(self) -> date:
        return self._etat.situation.au if self._etat.situation else self._today()

    def _date_proposee(self) -> date | None:
        """La séparation ou le veuvage déjà dits évitent de redemander la date."""
        if self._etat.evenement is not None:
            return self._etat.evenement
        situation = self._etat.situation
        if situation is None:
            return None
        dates = {"separation": situation.isole_depuis, "parent-isole": situation.isole_depuis}
        proposee = dates.get(self._voulu or "")
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
        moment = self._catalogue.moments[parcours.moment]
        return {
            "titre": "Vos démarches" if moment.discret else parcours.titre,
            "sous_titre": self._compte(parcours, au),
            "retard": f"{retards} en retard" if retards else "",
            "bientot": f"{proches} avant le {jour_court(limite, au=au)}" if proches else "",
        }

    def _compte(self, parcours: Parcours, au: date) -> str:
        acteurs = [etape.acteur for etape in parcours.etapes]
        situation = self._etat.situation
        prenom = (situation.demandeur.prenom if situation else "") or "la personne"
        pour_elle = acteurs.count("usager")
        guichet = acteurs.count("france_services_n1")
        autres = len(acteurs) - pour_elle - guichet
        parts = [f"{pour_elle} pour {prenom}"]
        parts += [f"{guichet} pour le guichet"] if guichet else []
        parts += [f"{autres} pour les organismes"] if autres else []
        periode = du_au(parcours.debut, parcours.fin, au=au)
        return f"{len(acteurs)} étapes, {periode} · {', '.join(parts)}"

    def _montrer_fiche(self, parcours: Parcours) -> None:
        etape = next((e for e in parcours.etapes if e.id == self._choisie), None)
        if etape is None:
            self._view.montrer_fiche(None)
            return
        organismes = self._catalogue.organismes
        self._view.montrer_fiche(
            etape,
            groupe=groupe_de(etape, organismes),
            organisme=nom_de(etape, organismes),
            quand=echeance(etape, au=self._au()),
        )
