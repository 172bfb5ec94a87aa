"""La fenêtre en marche : l'accueil, la visite en cours, le verrou, la barre d'état."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from guichet.application.conduite import RECAP, RENDEZ_VOUS, RESERVATION_EN_VOL, Conduite
from guichet.application.liens import ouvrir_visio
from guichet.application.services import Services
from guichet.dossier.garde import Trouve
from guichet.parcours.calendrier import jour_et_mois
from guichet.ui.accueil.presenter import AccueilPresenter
from guichet.ui.accueil.view import AccueilView
from guichet.ui.barres import ACCUEIL
from guichet.ui.etats import (
    bandeau_agendas_d_essai,
    bandeau_demonstration,
    bandeau_hors_ligne,
)
from guichet.ui.presse_papiers import vider_presse_papiers
from guichet.ui.window import TOUCHES, Fenetre

INACTIVITE_MS = 5 * 60 * 1000
ACTIVITES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Atelier(Conduite):
    """Assemble fenêtre, services et visite ; vit autant que la fenêtre."""

    def __init__(
        self,
        services: Services,
        fenetre: Fenetre,
        *,
        ouvrir_lien: Callable[[str], object] = lambda lien: QDesktopServices.openUrl(QUrl(lien)),
        inactivite: int = INACTIVITE_MS,
    ) -> None:
        super().__init__(services, fenetre, partial(ouvrir_visio, ouvrir=ouvrir_lien))
        self._coupure = ""
        self._inactivite = QTimer(self, singleShot=True, interval=inactivite)
        self._inactivite.timeout.connect(self.verrouiller)
        self.accueil = self._batir_accueil(self._ouvrir_lien)
        self._brancher()
        self.dire_demonstration()

    def demarrer(self) -> None:
        """Après le premier dessin : le calcul et les agendas, sans que la fenêtre attende."""
        self.services.moteur  # noqa: B018 - l'ouvrier démarre au premier accès
        if self.services.coffre.etat == "verrouille":
            self.porte.montrer_verrou()
        else:
            self.presenter_accueil.open(self.services.today())
        self.tasks.run(
            self.services.preparer_au_repos,
            on_success=lambda _pret: None,
            on_failure=lambda _error: None,
        )
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._inactivite.start()
        self.dire_etat()

    def eventFilter(self, _objet: QObject, event: QEvent) -> bool:
        if event.type() in ACTIVITES:
            self._inactivite.start()
        return False

    def montrer_accueil(self) -> None:
        self.fenetre.montrer(ACCUEIL)
        self.dire_etat()
        self.presenter_accueil.relire(self.services.today())

    def verrouiller(self) -> None:
        """F11 ou cinq minutes sans activité."""
        if self.fenetre.plein is None:
            self.porte.verrouiller()

    def fermer(self) -> None:
        """Fin : attend les travaux, arrête le calcul, ferme la base."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._inactivite.stop()
        self.garder()
        self._calcul.stop()
        self._garde.stop()
        self.tasks.close()
        vider_presse_papiers()
        self.services.close()

    def _batir_accueil(self, ouvrir_lien: Callable[[str], object]) -> AccueilView:
        view = AccueilView(self._chercher_partout)
        services = self.services
        self.presenter_accueil = AccueilPresenter(
            view,
            self.tasks,
            catalogue=services.catalogue,
            guichet=lambda: services.structure.nom,
            zone=services.fuseau,
            rendez_vous_du_jour=lambda jour: services.agenda().rendez_vous_du_jour(jour),
            bientot_effaces=self._bientot_effaces,
            ouvrir_lien=ouvrir_lien,
        )
        self.fenetre.ajouter_page(ACCUEIL, view)
        return view

    def _bientot_effaces(self) -> Sequence[Trouve]:
        # Au profil de démonstration il n'y a pas de dossier : la base n'est pas même ouverte.
        if self.services.coffre.demonstration:
            return ()
        from guichet.accompagnement import effacement

        return effacement.bientot_effaces(self.services.coffre)

    def _brancher(self) -> None:
        fenetre, accueil = self.fenetre, self.accueil
        fenetre.etape_demandee.connect(self.aller)
        fenetre.accueil_demande.connect(self.montrer_accueil)
        fenetre.nouvelle_visite.connect(self._commencer)
        fenetre.ouvrir_dossier.connect(self.porte.chercher_dossier)
        fenetre.reprendre_feuille.connect(self.porte.chercher_dossier)
        fenetre.personne_suivante.connect(self._demander_la_suivante)
        fenetre.verrouiller.connect(self.verrouiller)
        fenetre.annuler.connect(lambda: self.visite and self.visite.annuler_reponse())
        fenetre.relire.connect(self._relire)
        fenetre.imprimer.connect(self._imprimer)
        fenetre.chercher.connect(self._chercher)
        fenetre.aide.connect(self.porte.montrer_aide)
        fenetre.palier_change.connect(accueil.adapter)
        fenetre.palier_change.connect(self._adapter_pages)
        fenetre.garder_ouverte(lambda: RESERVATION_EN_VOL if self.en_vol() else "")
        accueil.nouvelle_visite.connect(self._commencer)
        accueil.ouvrir_dossier.connect(self.porte.chercher_dossier)
        accueil.reprendre_feuille.connect(self.porte.chercher_dossier)
        accueil.moment_choisi.connect(self.nouvelle_visite)
        accueil.droit_choisi.connect(self.presenter_accueil.ouvrir_droit)
        accueil.rejoindre.connect(self.presenter_accueil.rejoindre)
        accueil.voir_effacements.connect(self.porte.voir_effacements)

    def _relire(self) -> None:
        page = self._page_rendez_vous()
        if page is not None and self.fenetre.numero == RENDEZ_VOUS:
            page.presenter.relire()
        elif self.visite is not None:
            self.visite.recalculer()
        else:
            self.presenter_accueil.relire(self.services.today())

    def _imprimer(self) -> None:
        if self.visite is None or self.visite.etat.situation is None:
            return
        from guichet.application.pages import PageRecap

        self.aller(RECAP)
        page = self.page(RECAP)
        if isinstance(page, PageRecap):
            page.imprimer()

    def _chercher_partout(self, texte: str) -> list[tuple[str, str]]:
        return self.presenter_accueil.chercher(texte)

    def _commencer(self) -> None:
        self.nouvelle_visite()

    def _demander_la_suivante(self) -> None:
        self.personne_suivante()

    def _chercher(self) -> None:
        self.fenetre.montrer(ACCUEIL)
        self.accueil.chercher()

    def dire_demonstration(self) -> None:
        # Une structure créée n'a encore aucun agenda de caisse : le taire ferait remettre à
        # quelqu'un un rendez-vous qui n'existe pas.
        if not self.services.coffre.demonstration:
            self.fenetre.montrer_bandeau(bandeau_agendas_d_essai())
            return
        bandeau = bandeau_demonstration()
        bandeau.action.connect(self.porte.creer_structure)
        self.fenetre.montrer_bandeau(bandeau)

    def dire_hors_ligne(self, depuis: str) -> None:
        """Le bandeau daté de la coupure ; ``depuis`` vide : le réseau est revenu."""
        self._coupure = depuis
        self.dire_etat()
        if not depuis:
            self.dire_demonstration()
            return
        bandeau = bandeau_hors_ligne(depuis)
        bandeau.action.connect(self._relire)
        self.fenetre.montrer_bandeau(bandeau)

    def apres_ouverture(self) -> None:
        """La base a changé (structure créée, déverrouillée) : l'accueil et le bandeau suivent."""
        self.dire_demonstration()
        self.porte.effacer_echus()
        self.presenter_accueil.open(self.services.today())
        self._inactivite.start()

    def dire_etat(self) -> None:
        agendas = (
            ("wifi-off", "verifier", "Agendas injoignables")
            if self._coupure
            else ("circle-check", "probable", "Agendas joignables")
        )
        etats = [agendas, ("", "encre2", self._bareme())]
        page = self.pages.get(self.fenetre.numero)
        legende = page.legende if page is not None else ()
        touches = page.touches if page is not None else ()
        self.fenetre.definir_etat([*etats, *legende], [*touches, *TOUCHES])

    def _bareme(self) -> str:
        """Le barème le plus récent de ce diagnostic ; sans lui, la date du contenu."""
        diagnostic = self.visite.etat.diagnostic if self.visite is not None else None
        if diagnostic is not None:
            return f"Barèmes au {jour_et_mois(diagnostic.bareme_au)}"
        return f"Contenu du {jour_et_mois(self.services.catalogue.version)}"

    def _adapter_pages(self, palier: str) -> None:
        for page in self.pages.values():
            page.adapter(palier)
