"""La conduite d'une visite : ses pages bâties de rien, détruites à la personne suivante."""

import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from guichet.application.porte import Porte
from guichet.application.services import Services
from guichet.dossier.contenu import Dossier
from guichet.dossier.garde import DossierGarde
from guichet.droits.resultat import Diagnostic
from guichet.errors import GuichetError
from guichet.ui.contexte import resumer
from guichet.ui.dossier.suivante import PersonneSuivante, bilan
from guichet.ui.noyau import message
from guichet.ui.presse_papiers import vider_presse_papiers
from guichet.ui.tasks import Tasks
from guichet.ui.visite import Etat, Visite
from guichet.ui.window import Fenetre

if TYPE_CHECKING:
    from guichet.application.pages import Page, PageRendezVous

SITUATION, DROITS, PARCOURS, RENDEZ_VOUS, RECAP = 1, 2, 3, 4, 5
ATTENTE_CALCUL_MS = 250
ATTENTE_GARDE_MS = 1500
RESERVATION_EN_VOL = (
    "Une réservation est en cours : attendez sa réponse, quelques secondes, puis fermez."
)


def _rien() -> None:
    """Aucune suite n'attend."""


class Conduite(QObject):
    """La personne reçue : ses réponses, ses pages, ce qui se garde et ce qui s'oublie.

    ``Atelier`` la complète de l'accueil, du verrou et des barres de la fenêtre.
    """

    def __init__(
        self, services: Services, fenetre: Fenetre, ouvrir_lien: Callable[[str], object]
    ) -> None:
        super().__init__(fenetre)
        self.services = services
        self.fenetre = fenetre
        self.tasks = Tasks(self)
        self.visite: Visite | None = None
        self.pages: dict[int, Page] = {}
        self._ouvrir_lien = ouvrir_lien
        self._imprimee_a = ""
        self._remise: tuple[date, Diagnostic] | None = None
        self._calcul = QTimer(self, singleShot=True, interval=ATTENTE_CALCUL_MS)
        self._suite: Callable[[], None] = _rien
        self._calcul.timeout.connect(self._lancer)
        self._garde = QTimer(self, singleShot=True, interval=ATTENTE_GARDE_MS)
        self._garde.timeout.connect(self._garder_en_fond)
        self.porte = Porte(self)

    @abstractmethod
    def montrer_accueil(self) -> None:
        """Revient à l'accueil."""

    @abstractmethod
    def apres_ouverture(self) -> None:
        """La base a changé : l'accueil et le bandeau suivent."""

    @abstractmethod
    def dire_hors_ligne(self, depuis: str) -> None:
        """Le bandeau daté de la coupure ; ``depuis`` vide : le réseau est revenu."""

    @abstractmethod
    def dire_demonstration(self) -> None:
        """Le bandeau permanent de la démonstration, s'il y a lieu."""

    @abstractmethod
    def dire_etat(self) -> None:
        """La barre d'état de la page présente."""

    def nouvelle_visite(self, moment: str = "") -> None:
        """Repart de rien ; ``moment`` : cliqué à l'accueil."""
        if self.visite is not None:
            self.personne_suivante(apres=partial(self.nouvelle_visite, moment))
            return
        self.visite = Visite(
            self.tasks,
            diagnostiquer=self.services.diagnostiquer,
            construire=self.services.construire,
            differer=self._differer,
            moment_discret=lambda m: self.services.catalogue.moments[m].discret,
        )
        self.visite.brancher(self)
        self.aller(SITUATION)
        if moment:
            from guichet.application.pages import PageParcours

            page = self.page(PARCOURS)
            if isinstance(page, PageParcours):
                page.presenter.proposer(moment)
            if self.services.catalogue.moments[moment].discret:
                self.visite.rendre_discrete()

    def aller(self, numero: int) -> None:
        """Montre une étape de la visite, bâtie à sa première ouverture."""
        if self.visite is None or self.fenetre.plein is not None:
            return
        presente = self.pages.get(self.fenetre.numero)
        if presente is not None:
            presente.sortir()
        page = self.page(numero)
        self.fenetre.montrer(numero)
        page.entrer()
        self.dire_etat()

    def page(self, numero: int) -> "Page":
        """La page de la visite en cours."""
        if self.visite is None:
            raise RuntimeError("aucune visite en cours")
        if numero not in self.pages:
            page = self._batir(numero, self.visite)
            self.pages[numero] = page
            self.fenetre.ajouter_page(numero, page.widget, defilante=False)
            page.adapter(self.fenetre.palier)
            self.visite.brancher(page)
        return self.pages[numero]

    def montrer(self, etat: Etat) -> None:
        """L'état a changé : la ligne de contexte et les coches de la barre suivent."""
        situation = etat.situation
        morceaux = resumer(situation, self.services.nommer_commune) if situation else ()
        if etat.discret:
            morceaux = morceaux[:1]
        garde = (
            f"Dossier {etat.reference}, gardé chiffré sur ce poste"
            if etat.reference
            else "En mémoire seulement, rien n'est enregistré"
        )
        self.fenetre.definir_contexte(morceaux, garde)
        diagnostic = etat.diagnostic
        if self._remise is not None and diagnostic is not None:
            (remise_le, avant), self._remise = self._remise, None
            self.porte.dire_changements(remise_le, avant, diagnostic)
        utiles = (
            sum(d.statut == "probable" and not d.deja_percu for d in diagnostic.droits)
            if diagnostic
            else None
        )
        pret = situation is not None
        self.fenetre.definir_etape(SITUATION, faite=diagnostic is not None)
        self.fenetre.definir_etape(DROITS, faite=bool(etat.choix), compte=utiles, active=pret)
        self.fenetre.definir_etape(PARCOURS, faite=etat.parcours is not None)
        pris = any(r.etat == "reserve" for r in etat.reservations)
        self.fenetre.definir_etape(RENDEZ_VOUS, faite=pris)
        self.fenetre.definir_etape(RECAP, faite=bool(self._imprimee_a), active=pret)
        self.dire_etat()
        if etat.reference:
            self._garde.start()

    def personne_suivante(self, apres: Callable[[], None] | None = None) -> None:
        """F12 : demande, puis détruit les écrans ; rien ne passe à la personne suivante."""
        if self.visite is None:
            return
        if self.en_vol():
            message(self.fenetre, "Un instant", RESERVATION_EN_VOL, icone="hourglass")
            return
        etat = self.visite.etat
        contenu = bilan(
            etat,
            zone=self.services.fuseau,
            imprimee_a=self._imprimee_a,
            suivie=bool(etat.reference),
        )
        dialogue = PersonneSuivante(self.fenetre, contenu)
        dialogue.accepte.connect(partial(self._effacer_et_continuer, apres))
        dialogue.suivre.connect(self.porte.suivre)
        dialogue.ouvrir()

    def _effacer_et_continuer(self, apres: Callable[[], None] | None) -> None:
        self.effacer_visite()
        self.montrer_accueil()
        if apres is not None:
            apres()

    def effacer_visite(self) -> None:
        """Détruit les écrans et tout ce qui est en cours pour cette personne."""
        self.garder()
        self._calcul.stop()
        self._garde.stop()
        self.tasks.forget()
        self.visite = None
        self._remise = None
        self._imprimee_a = ""
        # La suite retenait la visite, donc toutes ses réponses.
        self._suite = _rien
        for numero in list(self.pages):
            self.fenetre.retirer_page(numero)
        self.pages.clear()
        self.porte.retirer_ecrans()
        self.fenetre.definir_contexte(())
        for numero in range(SITUATION, RECAP + 1):
            self.fenetre.definir_etape(numero)
        self.dire_demonstration()
        vider_presse_papiers()

    def reprendre(
        self, dossier: Dossier, *, discrete: bool = False, faits: Sequence[str] = ()
    ) -> None:
        """Rouvre une visite mise de côté ou un dossier gardé ; discrète avant d'être montrée.

        ``faits`` : ce qui avait été précisé pour le parcours (``locataire=oui``).
        """
        if self.visite is not None:
            self.effacer_visite()
        self.nouvelle_visite()
        self.porte.retirer_ecrans()
        if self.visite is None:
            return
        if discrete:
            self.visite.rendre_discrete()
        from guichet.parcours.faits import lire_faits

        self.visite.reprendre(dossier, faits=lire_faits(faits))

    def rouvrir(self, garde: DossierGarde) -> None:
        """Un dossier choisi dans la liste : la visite reprend, son effacement est dit."""
        self.reprendre(garde.dossier)
        if self.visite is not None:
            self.visite.suivre_dossier(garde.dossier.reference)
        self.porte.dire_effacement(garde.a_effacer_le)
        feuille = garde.derniere_feuille
        if feuille is not None and feuille.dossier.diagnostic is not None:
            self._remise = (
                feuille.remise_le.astimezone(self.services.fuseau).date(),
                feuille.dossier.diagnostic,
            )

    def garder(self) -> None:
        """Enregistre le dossier suivi ; sans dossier, rien n'est écrit."""
        dossier = self.visite.etat.dossier() if self.visite is not None else None
        if dossier is not None and dossier.reference:
            self.porte.enregistrer(dossier)

    def sur_papier(self) -> str:
        """La visite mise de côté, en JSON : le dossier, sa discrétion, ses faits, l'étape vue."""
        from guichet.dossier.contrat import ecrire_dossier
        from guichet.parcours.faits import ecrire_faits

        etat = self.visite.etat if self.visite is not None else Etat()
        dossier = etat.dossier()
        if dossier is None:
            return ""
        ecrit = ecrire_dossier(dossier, self.services.fuseau)
        return json.dumps(
            {
                "dossier": ecrit,
                "discret": etat.discret,
                "faits": ecrire_faits(etat.faits),
                "etape": self.fenetre.numero,
            }
        )

    def en_vol(self) -> bool:
        """Une réservation est partie, sa réponse n'est pas revenue."""
        page = self._page_rendez_vous()
        return page is not None and page.presenter.en_vol

    def dire_panne(self, error: GuichetError) -> None:
        message(self.fenetre, error.message, error.advice, icone="circle-alert")

    def _garder_en_fond(self) -> None:
        dossier = self.visite.etat.dossier() if self.visite is not None else None
        if dossier is not None and dossier.reference:
            self.porte.enregistrer_en_fond(dossier)

    def _batir(self, numero: int, visite: Visite) -> "Page":
        from guichet.application.pages import (
            PageDroits,
            PageParcours,
            PageRecap,
            PageRendezVous,
            PageSituation,
        )

        match numero:
            case 1:
                return PageSituation(self.services, visite, partial(self.aller, DROITS))
            case 2:
                return PageDroits(self.services, visite, self._aller_repondre)
            case 3:
                return PageParcours(self.services, visite, partial(self.aller, RENDEZ_VOUS))
            case 4:
                return PageRendezVous(
                    self.services,
                    visite,
                    self.tasks,
                    ouvrir_lien=self._ouvrir_lien,
                    hors_ligne=self.dire_hors_ligne,
                    imprimer=partial(self.aller, RECAP),
                )
            case _:
                return PageRecap(
                    self.services,
                    self.tasks,
                    remis=self._noter_remise,
                    codes=self._codes_coches,
                    suivre=self.porte.suivre,
                )

    def _aller_repondre(self, chemin: str) -> None:
        from guichet.application.pages import PageSituation

        self.aller(SITUATION)
        page = self.page(SITUATION)
        if isinstance(page, PageSituation):
            page.aller_au_champ(chemin)

    def _codes_coches(self) -> tuple[bool, bool]:
        """Le QR d'agenda et le lien de la visio, cochés à l'écran du rendez-vous."""
        page = self._page_rendez_vous()
        return (True, False) if page is None else page.codes_coches()

    def _noter_remise(self, dossier: Dossier) -> None:
        self._imprimee_a = f"{self.services.maintenant().astimezone(self.services.fuseau):%H h %M}"
        self.porte.noter_remise(dossier)

    def _page_rendez_vous(self) -> "PageRendezVous | None":
        page = self.pages.get(RENDEZ_VOUS)
        if page is None:
            return None
        from guichet.application.pages import PageRendezVous

        return page if isinstance(page, PageRendezVous) else None

    def _differer(self, suite: Callable[[], None]) -> None:
        self._suite = suite
        self._calcul.start()

    def _lancer(self) -> None:
        suite, self._suite = self._suite, _rien
        suite()
