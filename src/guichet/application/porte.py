"""Ce qui touche à la base du poste : structure, verrou, dossiers suivis, aide."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from guichet.dossier.contenu import Dossier
from guichet.droits.resultat import Diagnostic
from guichet.errors import GuichetError
from guichet.ui import dates
from guichet.ui.barres import ETAPES
from guichet.ui.noyau import Bandeau, confirmer, message

if TYPE_CHECKING:
    from guichet.application.conduite import Conduite

CREATION, DOSSIERS = 7, 6
RELIRE_MS = 100
AIDE = (
    "Ctrl+1 à Ctrl+5 : les cinq étapes. F4 : ne sait pas. F5 : relire les agendas ou recalculer. "
    "F6 : zone suivante. F11 : cacher l'écran. F12 : personne suivante. F2 : montrer la "
    "phrase de passe. Ctrl+Z : annuler la dernière réponse. Ctrl+P : imprimer. "
    "Ctrl + et Ctrl − : taille du texte."
)
LICENCE = (
    "Guichet est un logiciel libre, licence AGPL-3.0 ou suivante : son code source est offert à "
    "qui l'utilise. Calcul : OpenFisca-France (AGPL-3.0). Estimation, seule la caisse décide."
)


class Porte:
    """Les gestes autour de la base ; l'atelier garde la visite."""

    def __init__(self, atelier: "Conduite") -> None:
        self._atelier = atelier
        # Un signal Qt ne retient pas son présentateur : on le garde ici, un par écran.
        self._vivants: dict[str, object] = {}

    # -- verrou --------------------------------------------------------------------

    def verrouiller(self) -> None:
        """Met la visite de côté, chiffrée en mémoire, et ne montre plus rien.

        Une réservation en vol : l'écran est caché tout de suite, le reste attend sa réponse
        (quelques secondes), pour que le rendez-vous pris ne se perde pas.
        """
        atelier = self._atelier
        if atelier.en_vol():
            self._verrouiller_apres_la_reponse()
            return
        coffre = atelier.services.coffre
        conseiller, demonstration = coffre.conseiller, coffre.demonstration
        visite = atelier.sur_papier()
        if atelier.visite is not None:
            atelier.effacer_visite()
        atelier.tasks.forget()
        atelier.fenetre.montrer(0)
        self.retirer_ecrans()
        coffre.annuler_creation()
        coffre.verrouiller(visite.encode() if visite else None)
        self.montrer_verrou(conseiller, demonstration=demonstration, visite_gardee=bool(visite))

    def retirer_ecrans(self) -> None:
        """Détruit la liste des dossiers et la création : ils nomment d'autres personnes."""
        for numero in (CREATION, DOSSIERS):
            self._atelier.fenetre.retirer_page(numero)
        self._vivants.clear()

    def _verrouiller_apres_la_reponse(self) -> None:
        from guichet.ui.dossier.verrou_view import attente_du_verrou

        atelier = self._atelier
        atelier.fenetre.montrer_plein(attente_du_verrou())
        minuterie = QTimer(atelier, interval=RELIRE_MS)

        def essayer() -> None:
            if atelier.en_vol():
                return
            minuterie.stop()
            minuterie.deleteLater()
            self.verrouiller()

        minuterie.timeout.connect(essayer)
        minuterie.start()

    def montrer_verrou(
        self, conseiller: str = "", *, demonstration: bool = False, visite_gardee: bool = False
    ) -> None:
        """L'écran verrouillé, seul à l'écran ; au démarrage aussi quand une structure existe."""
        from guichet.ui.dossier.verrou_presenter import VerrouPresenter
        from guichet.ui.dossier.verrou_view import VerrouView

        atelier = self._atelier
        services, coffre = atelier.services, atelier.services.coffre
        view = VerrouView()
        presenter = VerrouPresenter(
            view,
            atelier.tasks,
            ouvrir=coffre.ouvrir,
            ouvrir_par_code=coffre.ouvrir_par_code,
            changer_phrase=coffre.changer_phrase,
            oublier_visite=coffre.oublier_visite,
            sur_ouvert=self._deverrouille,
            zone=services.fuseau,
        )
        view.phrase_tapee.connect(presenter.deverrouiller)
        view.code_tape.connect(presenter.deverrouiller_par_code)
        view.nouvelle_phrase.connect(presenter.garder_phrase)
        view.pas_moi.connect(presenter.pas_moi)
        self._vivants["verrou"] = presenter
        presenter.open(
            services.maintenant(),
            conseiller=conseiller,
            demonstration=demonstration,
            visite_gardee=visite_gardee,
        )
        atelier.fenetre.montrer_plein(view)

    def _deverrouille(self, avertissement: str) -> None:
        atelier = self._atelier
        atelier.fenetre.montrer_plein(None)
        visite = atelier.services.coffre.reprendre_visite()
        atelier.apres_ouverture()
        if visite is not None:
            import json

            from guichet.dossier.contrat import relire_dossier

            garde = json.loads(visite)
            dossier = relire_dossier(garde["dossier"], atelier.services.today())
            atelier.reprendre(dossier, discrete=garde["discret"], faits=garde["faits"])
            if 1 < garde["etape"] <= len(ETAPES):
                atelier.aller(garde["etape"])
        if avertissement:
            message(atelier.fenetre, "À savoir", avertissement)

    def effacer_echus(self, *, horloge_confirmee: bool = False) -> None:
        """Après chaque ouverture : les dossiers arrivés à leur date s'effacent."""
        from guichet.accompagnement.effacement import effacer_echus
        from guichet.securite.effacement import HorlogeSuspecte

        atelier = self._atelier
        if atelier.services.coffre.etat != "ouvert":
            return

        def dire(error: GuichetError) -> None:
            if isinstance(error, HorlogeSuspecte):
                confirmer(
                    atelier.fenetre,
                    error.message,
                    error.advice,
                    acte="La date est juste, effacer",
                    sur_oui=partial(self.effacer_echus, horloge_confirmee=True),
                )
            else:
                atelier.dire_panne(error)

        atelier.tasks.run(
            lambda: effacer_echus(atelier.services.coffre, horloge_confirmee=horloge_confirmee),
            on_success=lambda _nombre: None,
            on_failure=dire,
        )

    # -- structure -----------------------------------------------------------------

    def creer_structure(self) -> None:
        """L'assistant : structure, conseiller, phrase, code de secours à recopier."""
        from guichet.securite.phrases import proposer
        from guichet.ui.dossier.creation_presenter import CreationPresenter
        from guichet.ui.dossier.creation_view import CreationView

        atelier = self._atelier
        coffre = atelier.services.coffre
        view = CreationView()
        presenter = CreationPresenter(
            view,
            atelier.tasks,
            creer_structure=coffre.creer_structure,
            confirmer_code=coffre.confirmer_code,
            annuler_creation=coffre.annuler_creation,
            proposer_phrase=proposer,
            sur_creee=self._structure_creee,
            sur_annulee=self._revenir,
        )
        view.decrite.connect(presenter.decrire)
        view.phrase_choisie.connect(presenter.choisir_phrase)
        view.proposer.connect(presenter.proposer)
        view.revenir.connect(presenter.revenir)
        view.code_recopie.connect(presenter.recopier)
        view.terminee.connect(presenter.terminer)
        view.annulee.connect(presenter.annuler)
        self._vivants["creation"] = presenter
        atelier.fenetre.ajouter_page(CREATION, view)
        presenter.open()
        atelier.fenetre.montrer(CREATION)

    def _structure_creee(self) -> None:
        self._revenir()
        self._atelier.apres_ouverture()

    def _revenir(self) -> None:
        self._atelier.fenetre.montrer(0)
        self._atelier.fenetre.retirer_page(CREATION)

    # -- dossiers ------------------------------------------------------------------

    def chercher_dossier(self) -> None:
        """Retrouver un dossier par référence, prénom ou date de naissance."""
        self._ouvrir_dossiers()

    def voir_effacements(self) -> None:
        """Ceux qui seront effacés bientôt."""
        presenter = self._ouvrir_dossiers()
        presenter.voir_effacements()

    def suivre(self) -> None:
        """« Suivre cette personne », avec son accord."""
        from guichet.ui.dossier.dossiers_view import SuivrePersonne

        dialogue = SuivrePersonne(self._atelier.fenetre)
        dialogue.suivre.connect(self._suivre)
        dialogue.ouvrir()

    def enregistrer(self, dossier: Dossier) -> None:
        """Garde l'état du dossier suivi."""
        from guichet.accompagnement import dossiers

        try:
            dossiers.enregistrer(self._atelier.services.coffre, dossier)
        except GuichetError as error:
            self._atelier.dire_panne(error)

    def enregistrer_en_fond(self, dossier: Dossier) -> None:
        """Comme ``enregistrer``, sans que la fenêtre attende le disque."""
        from guichet.accompagnement import dossiers

        atelier = self._atelier
        atelier.tasks.run(
            lambda: dossiers.enregistrer(atelier.services.coffre, dossier),
            on_success=lambda _garde: None,
            on_failure=atelier.dire_panne,
        )

    def dire_changements(self, remise_le: date, avant: Diagnostic, apres: Diagnostic) -> None:
        """À la réouverture : ce qui a changé depuis la feuille remise."""
        from guichet.dossier.changements import comparer

        changes = comparer(avant, apres)
        if not changes:
            return
        noms = ", ".join(changement.droit.nom for changement in changes[:4])
        suite = "…" if len(changes) > 4 else "."
        pluriel = "s ont" if len(changes) > 1 else " a"
        quand = dates.jour_long(remise_le)
        titre = f"{len(changes)} droit{pluriel} changé depuis la feuille du {quand}"
        self._atelier.fenetre.montrer_bandeau(Bandeau("info", titre, noms + suite))

    def noter_remise(self, dossier: Dossier) -> None:
        """La feuille a été remise : l'instantané daté va au dossier."""
        from guichet.accompagnement import dossiers

        try:
            dossiers.noter_remise(self._atelier.services.coffre, dossier)
        except GuichetError as error:
            self._atelier.dire_panne(error)

    def dire_effacement(self, le: date) -> None:
        """La date d'effacement est toujours visible quand un dossier est ouvert."""
        bandeau = Bandeau("info", f"Ce dossier sera effacé le {dates.jour_long(le)}")
        self._atelier.fenetre.montrer_bandeau(bandeau)

    def montrer_aide(self) -> None:
        message(self._atelier.fenetre, "Aide", f"{AIDE} {LICENCE}", icone="info")

    def _suivre(self, garder_prenom: bool) -> None:
        from guichet.accompagnement import dossiers

        atelier = self._atelier
        dossier = atelier.visite.etat.dossier() if atelier.visite is not None else None
        if dossier is None or atelier.visite is None:
            return
        try:
            garde = dossiers.ouvrir(atelier.services.coffre, dossier, garder_prenom=garder_prenom)
        except GuichetError as error:
            atelier.dire_panne(error)
            return
        atelier.visite.suivre_dossier(garde.dossier.reference)
        self.dire_effacement(garde.a_effacer_le)

    def _quitter_dossiers(self) -> None:
        self._atelier.fenetre.montrer(0)
        self.retirer_ecrans()

    def _ouvrir_dossiers(self) -> "DossiersPresenter":
        from guichet.accompagnement import dossiers, effacement
        from guichet.ui.dossier.dossiers_presenter import DossiersPresenter
        from guichet.ui.dossier.dossiers_view import DossiersView

        atelier = self._atelier
        coffre = atelier.services.coffre
        view = DossiersView()
        presenter = DossiersPresenter(
            view,
            atelier.tasks,
            retrouver=partial(dossiers.retrouver, coffre),
            rouvrir=partial(dossiers.rouvrir, coffre),
            effacer=partial(dossiers.effacer, coffre),
            bientot_effaces=partial(effacement.bientot_effaces, coffre),
            sur_ouvert=atelier.rouvrir,
        )
        view.cherche.connect(presenter.chercher)
        view.ouvert.connect(presenter.ouvrir)
        view.efface.connect(presenter.effacer)
        view.retour.connect(self._quitter_dossiers)
        self._vivants["dossiers"] = presenter
        atelier.fenetre.ajouter_page(DOSSIERS, view)
        atelier.fenetre.montrer(DOSSIERS)
        return presenter


if TYPE_CHECKING:
    from guichet.ui.dossier.dossiers_presenter import DossiersPresenter
