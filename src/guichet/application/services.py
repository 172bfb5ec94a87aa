"""Les services du programme, bâtis à la demande et partagés par la fenêtre et les commandes."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from guichet.application.emplacements import Emplacements
from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.communes import Communes
from guichet.catalogue.contenu import Catalogue
from guichet.catalogue.structure import Structure
from guichet.dossier.contenu import Dossier
from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import Situation
from guichet.errors import EntreeRefusee
from guichet.parcours.etape import Parcours

if TYPE_CHECKING:
    from guichet.accompagnement.coffre import Coffre
    from guichet.accompagnement.reservation import RendezVousDuGuichet
    from guichet.calcul.client import Ouvrier
    from guichet.parcours.conditions import Faits, Valeur
    from guichet.parcours.precisions import Precision
    from guichet.recap.contexte import Options
    from guichet.rendezvous.agenda import Guichet

FUSEAU = ZoneInfo("Europe/Paris")


class Services:
    """Rien n'est lu ni démarré avant d'être utilisé ; ``close`` arrête ce qui l'a été."""

    def __init__(
        self,
        emplacements: Emplacements,
        *,
        maintenant: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.emplacements = emplacements
        self.maintenant = maintenant
        self._moteur: Ouvrier | None = None
        self._coffre: Coffre | None = None
        self._agenda: RendezVousDuGuichet | None = None
        self._serrure = threading.RLock()

    @cached_property
    def catalogue(self) -> Catalogue:
        return load_catalogue(ressources())

    @cached_property
    def communes(self) -> Communes:
        return Communes.load(ressources())

    @property
    def moteur(self) -> "Ouvrier":
        """Le calcul, démarré sans attendre qu'il soit prêt."""
        if self._moteur is None:
            from guichet.calcul.client import Ouvrier

            self._moteur = Ouvrier()
            self._moteur.demarrer()
        return self._moteur

    @property
    def coffre(self) -> "Coffre":
        """La base du poste, ou celle de démonstration tant qu'il n'y a pas de structure."""
        if self._coffre is None:
            from guichet.accompagnement.coffre import Coffre

            self.emplacements.creer()
            self._coffre = Coffre(self.emplacements.donnees, horloge=self.maintenant)
        return self._coffre

    @property
    def structure(self) -> Structure:
        return self.coffre.structure()

    @property
    def fuseau(self) -> ZoneInfo:
        """Le fuseau du guichet ; celui de Paris tant que la base n'est pas ouverte."""
        return ZoneInfo(self._coffre.structure().fuseau) if self._coffre else FUSEAU

    def today(self) -> date:
        return self.maintenant().astimezone(self.fuseau).date()

    def commune_connue(self, code: str) -> bool:
        return self.communes.par_code(code) is not None

    def nommer_commune(self, code: str) -> str:
        commune = self.communes.par_code(code)
        return commune.nom if commune else code

    def lire_situation(self, objet: Any, au: date | None = None) -> Situation:  # noqa: ANN401 - JSON
        """Lit une situation du contrat ; ``au`` l'emporte sur la date du fichier."""
        from guichet.droits.contrat import lire_situation

        return lire_situation(
            objet,
            au or self.today(),
            au_impose=au is not None,
            commune_connue=self.commune_connue,
            droits_connus=tuple(self.catalogue.droits),
        )

    def controler(self, situation: Situation) -> None:
        """Les refus du contrat sur une situation déjà lue.

        Raises:
            EntreeRefusee: la phrase nomme le champ.
        """
        from guichet.droits.coherence import controler

        controler(
            situation,
            commune_connue=self.commune_connue,
            droits_connus=tuple(self.catalogue.droits),
        )
        refuser_interdits(situation)

    def diagnostiquer(self, situation: Situation) -> Diagnostic:
        from guichet.droits.diagnostic import diagnostiquer

        return diagnostiquer(situation, self.moteur, self.catalogue)

    def construire(
        self,
        moment: str,
        evenement: date,
        situation: Situation | None,
        /,
        *,
        faits: "Faits | None" = None,
    ) -> Parcours:
        """Le parcours daté de ce moment pour ce foyer ; ``faits`` : ce qui a été précisé."""
        from guichet.parcours.construction import construire

        jour = situation.au if situation else self.today()
        return construire(
            self.catalogue.moments[moment],
            evenement=evenement,
            faits=self._faits(moment, evenement, situation, faits or {}),
            au=jour,
            droits=self.catalogue.droits,
            situation=situation,
        )

    def a_preciser(
        self, moment: str, evenement: date, situation: Situation | None, /, *, faits: "Faits"
    ) -> "tuple[Precision, ...]":
        """Ce que l'on peut encore répondre pour affiner ce parcours."""
        from guichet.parcours.dates import dates_de_l_evenement
        from guichet.parcours.precisions import a_preciser

        modele = self.catalogue.moments[moment]
        connus = self._faits(moment, evenement, situation, faits)
        donnes = {nom: valeur for nom, valeur in faits.items() if nom != modele.reference}
        dates = dates_de_l_evenement(modele, evenement)
        return a_preciser(modele, connus={**dates, **connus}, donnes=donnes)

    def _faits(
        self, moment: str, evenement: date, situation: Situation | None, donnes: "Faits"
    ) -> "dict[str, Valeur]":
        """La date de l'événement l'emporte sur la même date donnée pour un autre moment."""
        from guichet.parcours.faits import faits

        modele = self.catalogue.moments[moment]
        return faits(
            situation,
            modele,
            evenement=evenement,
            au=situation.au if situation else self.today(),
            donnes={nom: valeur for nom, valeur in donnes.items() if nom != modele.reference},
        )

    def lire_dossier(self, objet: object) -> Dossier:
        from guichet.dossier.contrat import lire_dossier

        return lire_dossier(objet, self.today())

    def preparer_au_repos(self) -> None:
        """Ce qui peut attendre que la fenêtre soit là : agendas, réservations en suspens."""
        self.agenda().resoudre_inconnus()

    def agenda(self) -> "RendezVousDuGuichet":
        """Les agendas du guichet ; sans agenda configuré, ceux de démonstration, démarrés ici.

        Lent la première fois : à appeler hors du fil de la fenêtre.
        """
        with self._serrure:
            # Un serveur de démonstration mort repart sur ses données, à la demande suivante.
            if self._agenda is None or self.agendas_demo() is None:
                self._agenda = self._ouvrir_agenda()
            # Le nom du guichet est celui d'aujourd'hui : la structure a pu être créée depuis.
            return replace(self._agenda, guichet=self._guichet())

    def _guichet(self) -> "Guichet":
        from guichet.rendezvous.agenda import Guichet

        return Guichet(nom=self.structure.nom, telephone=self.structure.telephone)

    def _ouvrir_agenda(self) -> "RendezVousDuGuichet":
        from guichet.accompagnement.journal_rdv import JournalRdv
        from guichet.accompagnement.reservation import RendezVousDuGuichet
        from guichet.securite.fichiers import ecrire_atomique
        from guichet.visio import serveur_demo

        self.emplacements.creer()
        dossier = self.dossier_demo
        serveur = serveur_demo.demarrer(dossier, today=self.today(), ecrire=ecrire_atomique)
        return RendezVousDuGuichet(
            fournisseur=serveur_demo.fournisseur(serveur, maintenant=self.maintenant),
            journal=JournalRdv(serveur_demo.dossier_journal(dossier)),
            guichet=self._guichet(),
            zone=self.fuseau,
            maintenant=self.maintenant,
        )

    def demarrer_agendas_demo(self) -> str:
        """Démarre (ou retrouve) les agendas de démonstration et rend leur adresse."""
        from guichet.securite.fichiers import ecrire_atomique
        from guichet.visio import serveur_demo

        self.emplacements.creer()
        return serveur_demo.demarrer(
            self.dossier_demo, today=self.today(), ecrire=ecrire_atomique
        ).adresse

    def arreter_agendas_demo(self) -> bool:
        from guichet.visio import serveur_demo

        return serveur_demo.arreter(self.dossier_demo)

    def agendas_demo(self) -> str | None:
        """L'adresse des agendas de démonstration s'ils tournent."""
        from guichet.visio import serveur_demo

        serveur = serveur_demo.etat(self.dossier_demo)
        return serveur.adresse if serveur else None

    @property
    def dossier_demo(self) -> Path:
        return self.emplacements.donnees / "demonstration"

    def imprimer(
        self,
        dossier: Dossier,
        *,
        options: "Options | None" = None,
        structure: Structure | None = None,
    ) -> bytes:
        """Le récapitulatif en PDF."""
        from guichet.impression.recap import imprimer
        from guichet.recap.contexte import Options
        from guichet.recap.document import composer

        return imprimer(
            composer(
                dossier,
                self.catalogue,
                structure or self.structure,
                au=self.today(),
                options=options or Options(),
                fuseau=self.fuseau,
            )
        )

    def imprimer_parcours(
        self, parcours: Parcours, _situation: Situation | None, au: date
    ) -> bytes:
        """La feuille d'un parcours seul, regardé le jour ``au``."""
        from guichet.impression.recap import imprimer
        from guichet.recap.document import composer_parcours

        return imprimer(composer_parcours(parcours, self.catalogue, self.structure, au=au))

    def dessiner_parcours(self, parcours: Parcours, au: date) -> bytes:
        """L'image PNG de la frise, comme à l'écran."""
        from guichet.application.dessin import dessiner_frise

        return dessiner_frise(parcours, self.catalogue, au)

    def close(self) -> None:
        """Arrête le calcul et ferme la base ; les agendas de démonstration restent."""
        if self._moteur is not None:
            self._moteur.close()
            self._moteur = None
        if self._coffre is not None:
            self._coffre.fermer()
            self._coffre = None


def refuser_interdits(situation: Situation) -> None:
    """Un numéro de sécurité sociale, un IBAN ou une carte, même dans un prénom.

    Raises:
        EntreeRefusee: sans répéter le numéro.
    """
    from guichet.droits.interdits import chercher_interdit

    for personne in situation.personnes:
        trouve = chercher_interdit(personne.prenom)
        if trouve:
            raise EntreeRefusee(
                f"Refusé : personnes.{personne.id}.prenom contient {trouve}. "
                "Guichet ne garde jamais ce numéro.",
                champ=f"personnes.{personne.id}.prenom",
            )
