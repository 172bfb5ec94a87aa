"""Les cinq écrans d'une visite, bâtis de rien pour chaque personne et câblés sur les services."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from guichet.application.services import Services
from guichet.catalogue.communes import Commune
from guichet.dossier.contenu import Dossier
from guichet.droits.montants import dire_montant
from guichet.droits.questions import libelle, utile
from guichet.ui.noyau import Suggestion
from guichet.ui.tasks import Tasks
from guichet.ui.visite import Etat, Visite

if TYPE_CHECKING:
    from guichet.ui.rendezvous.dits import Caisse

# (icône, jeton de couleur, texte) et (touche, effet) : ce que la barre d'état ajoute.
Legende: TypeAlias = Sequence[tuple[str, str, str]]
Touches: TypeAlias = Sequence[tuple[str, str]]


class Page(Protocol):
    """Un écran posé : son widget, et ce qu'il fait quand on y vient et qu'on le quitte.

    ``adapter`` suit le palier de largeur de la fenêtre (``large``, ``moyen``, ``etroit``).
    """

    @property
    def widget(self) -> QWidget: ...
    def montrer(self, etat: Etat) -> None: ...
    @property
    def legende(self) -> Legende: ...
    @property
    def touches(self) -> Touches: ...
    def entrer(self) -> None: ...
    def sortir(self) -> None: ...
    def adapter(self, palier: str) -> None: ...


class _Base:
    """Tient en vie le présentateur : un signal Qt ne le retient pas."""

    widget: QWidget
    legende: Legende = ()
    touches: Touches = ()

    def entrer(self) -> None:
        """Rien à faire par défaut."""

    def adapter(self, palier: str) -> None:
        """Rien à faire par défaut."""

    def sortir(self) -> None:
        """Rien à faire par défaut."""


class PageSituation(_Base):
    def __init__(self, services: Services, visite: Visite, suite: Callable[[], None]) -> None:
        from guichet.ui.situation.presenter import SituationPresenter
        from guichet.ui.situation.view import TITRES, SituationView

        catalogue = services.catalogue
        self.view = SituationView(
            noms_aides={droit.id: droit.nom for droit in catalogue.droits.values()},
            chercher_commune=lambda texte: [
                _suggestion(commune) for commune in services.communes.chercher(texte)
            ],
            nommer_commune=lambda code: f"{services.nommer_commune(code)} ({code})",
        )
        self.widget = self.view
        self.presenter = SituationPresenter(
            self.view,
            repondre=visite.repondre,
            today=services.today,
            controler=services.controler,
            utile=utile,
            libelle=libelle,
            combien=dire_montant,
            groupe_organisme=lambda o: catalogue.organismes[o].groupe,
            titres=TITRES,
            proposer_conjoint=lambda pourquoi: self.view.foyer.proposer(
                "conjoint", pourquoi=pourquoi
            ),
        )
        self.montrer = self.presenter.montrer
        self.view.repondu.connect(self.presenter.repondre)
        self.view.union_choisie.connect(self.presenter.choisir_union)
        self.view.personne_enregistree.connect(self.presenter.enregistrer_personne)
        self.view.personne_retiree.connect(self.presenter.retirer_personne)
        self.view.ressources_changees.connect(self.presenter.changer_ressources)
        self.view.aides_changees.connect(self.presenter.changer_aides)
        self.view.suivi.question_choisie.connect(self.aller_au_champ)
        self.view.suite.connect(suite)
        self.view.droits_demandes.connect(lambda _chemin: suite())
        self._visite = visite

    def aller_au_champ(self, chemin: str) -> None:
        """Montre et active le champ de cette question."""
        situation = self._visite.etat.situation
        if situation is not None:
            self.view.aller_au_chemin(chemin, situation)


class PageDroits(_Base):
    def __init__(
        self, services: Services, visite: Visite, aller_repondre: Callable[[str], None]
    ) -> None:
        from guichet.ui.droits.presenter import DroitsPresenter
        from guichet.ui.droits.view import DroitsView

        self.view = DroitsView()
        self.widget = self.view
        self.presenter = DroitsPresenter(
            self.view,
            catalogue=services.catalogue,
            libelle=libelle,
            poser=visite.repondre,
            choisir=visite.choisir,
            aller_repondre=aller_repondre,
        )
        self.montrer = self.presenter.montrer
        self.view.droit_choisi.connect(self.presenter.choisir_droit)
        self.view.choix_fait.connect(self.presenter.faire_choix)
        self.view.repondu.connect(self.presenter.repondre)
        self.view.question_demandee.connect(self.presenter.aller_repondre)
        self.view.recalcul_demande.connect(visite.recalculer)


class PageParcours(_Base):
    legende = (
        ("hourglass", "danger", "droit perdu après"),
        ("flag", "encre2", "délai légal"),
        ("clock", "encre2", "conseillé"),
    )
    touches = (("Flèches", "d'une étape à l'autre"), ("Entrée", "ouvrir"), ("Espace", "fait"))

    def __init__(self, services: Services, visite: Visite, rendez_vous: Callable[[], None]) -> None:
        from guichet.ui.parcours.presenter import ParcoursPresenter
        from guichet.ui.parcours.view import ParcoursView

        catalogue = services.catalogue
        self.view = ParcoursView(
            catalogue.organismes,
            [(moment.id, moment.titre) for moment in catalogue.moments.values()],
        )
        self.widget = self.view
        self.presenter = ParcoursPresenter(
            self.view,
            catalogue=catalogue,
            today=services.today,
            suivre=visite.suivre_moment,
            cocher=visite.cocher,
            preciser=visite.preciser,
            a_preciser=services.a_preciser,
            rendre_discrete=visite.rendre_discrete,
            lecteur=QAccessible.isActive,
        )
        self.montrer = self.presenter.montrer
        self.view.moment_choisi.connect(self.presenter.choisir_moment)
        self.view.moment_regarde.connect(self.presenter.regarder_moment)
        self.view.changement_demande.connect(self.presenter.changer_de_moment)
        self.view.changement_abandonne.connect(self.presenter.garder_le_moment)
        self.view.precisions_demandees.connect(self.presenter.ouvrir_precisions)
        self.view.precisee.connect(self.presenter.preciser)
        self.view.danger.connect(self.presenter.signaler_danger)
        self.view.etape_choisie.connect(self.presenter.choisir_etape)
        self.view.etape_cochee.connect(self.presenter.cocher_etape)
        self.view.mode_choisi.connect(self.presenter.choisir_mode)
        self.view.rendez_vous.connect(rendez_vous)

    def entrer(self) -> None:
        self.presenter.ouvrir()

    def adapter(self, palier: str) -> None:
        self.view.adapter(palier)
        self.presenter.adapter(palier)


class PageRendezVous(_Base):
    """``hors_ligne`` pose ou retire le bandeau ; ``imprimer`` va à la feuille."""

    CAISSES = ("caf", "cpam", "carsat", "urssaf", "msa", "france_travail", "dgfip")
    # Le nom que le catalogue donne au numéro, quand ce n'est pas celui de la caisse.
    NUMEROS: Mapping[str, str] = {"cpam": "Assurance maladie", "carsat": "Assurance retraite"}
    touches = (("1 2 3", "choisir un créneau"), ("Entrée", "confirmer"), ("F5", "relire"))

    def __init__(
        self,
        services: Services,
        visite: Visite,
        tasks: Tasks,
        *,
        ouvrir_lien: Callable[[str], object],
        hors_ligne: Callable[[str], None],
        imprimer: Callable[[], None],
    ) -> None:
        from guichet.ui.rendezvous.presenter import RendezVousPresenter
        from guichet.ui.rendezvous.view import RendezVousView

        self.view = RendezVousView(
            services.fuseau, ville="", telephone=services.structure.telephone
        )
        self.widget = self.view
        self.presenter = RendezVousPresenter(
            self.view,
            tasks,
            caisses=self._caisses(services),
            chercher=lambda organisme, du, au: services.agenda().creneaux(organisme, du, au),
            reserver=lambda creneau: services.agenda().reserver_creneau(creneau),
            annuler=lambda identifiant: services.agenda().annuler(identifiant),
            resoudre=lambda: services.agenda().resoudre_inconnus(),
            inscrire=visite.inscrire,
            maintenant=services.maintenant,
            zone=services.fuseau,
            differer=self._differer,
            bandeau=hors_ligne,
        )
        self.montrer = self.presenter.montrer
        self.view.volet.rejoindre.connect(ouvrir_lien)
        self.view.volet.imprimer.connect(imprimer)
        self._brancher()

    def entrer(self) -> None:
        self.presenter.ouvrir()
        self.view.prendre_focus()

    def adapter(self, palier: str) -> None:
        self.view.adapter(palier)

    def codes_coches(self) -> tuple[bool, bool]:
        """(QR d'agenda, lien de la visio) à mettre sur la feuille."""
        return self.view.qr.isChecked(), self.view.lien.isChecked()

    def _brancher(self) -> None:
        view, presenter = self.view, self.presenter
        view.caisse_choisie.connect(presenter.choisir_caisse)
        view.motif_choisi.connect(presenter.choisir_motif)
        view.moment_choisi.connect(presenter.choisir_moment)
        view.creneau_choisi.connect(presenter.choisir)
        view.propose_choisi.connect(presenter.choisir_propose)
        view.tourne.connect(presenter.tourner)
        view.relu.connect(presenter.relire)
        view.volet.confirme.connect(presenter.confirmer)
        view.volet.rendu.connect(presenter.rendre)
        view.volet.annule.connect(presenter.annuler)
        view.volet.verifier.connect(presenter.verifier)

    def _caisses(self, services: Services) -> "list[Caisse]":
        from guichet.ui.rendezvous.dits import Caisse

        catalogue = services.catalogue
        numeros = {nom: numero for numero, nom in catalogue.telephones.items()}
        caisses = []
        for identifiant in self.CAISSES:
            organisme = catalogue.organismes[identifiant]
            numero = numeros.get(self.NUMEROS.get(identifiant, organisme.nom), "")
            caisses.append(
                Caisse(
                    id=identifiant,
                    nom=organisme.nom,
                    groupe=organisme.groupe,
                    telephone=numero,
                )
            )
        return caisses

    def _differer(self, secondes: int, suite: Callable[[], None]) -> None:
        """Rattaché à l'écran : rien n'arrive à la personne suivante."""
        QTimer.singleShot(secondes * 1000, self.view, suite)


class PageRecap(_Base):
    """``codes`` : (QR d'agenda, lien de la visio) ; ``suivre`` : garder cette personne."""

    touches = (("Ctrl+P", "imprimer"), ("F12", "personne suivante"))

    def __init__(
        self,
        services: Services,
        tasks: Tasks,
        *,
        remis: Callable[[Dossier], None],
        codes: Callable[[], tuple[bool, bool]],
        suivre: Callable[[], None],
    ) -> None:
        from guichet.securite.fichiers import ecrire_atomique
        from guichet.ui.recap.presenter import RecapPresenter
        from guichet.ui.recap.view import RecapView

        self.view = RecapView()
        self.widget = self.view
        self._codes = codes
        self.presenter = RecapPresenter(
            self.view,
            tasks,
            catalogue=services.catalogue,
            composer=lambda dossier, options: services.imprimer(dossier, options=options),
            ecrire=partial(ecrire_atomique, mode=0o600),
            imprimer=self._imprimer,
            remis=remis,
        )
        self.montrer = self.presenter.montrer
        self.view.option_changee.connect(self.presenter.changer_option)
        self.view.impression_demandee.connect(self.imprimer)
        self.view.enregistrement_demande.connect(self._enregistrer)
        self.view.suivi_demande.connect(suivre)

    def entrer(self) -> None:
        qr, lien = self._codes()
        self.presenter.ouvrir(qr_agenda=qr, lien_visio=lien)
        self.view.setFocus()

    def sortir(self) -> None:
        self.presenter.quitter()

    def adapter(self, palier: str) -> None:
        self.view.adapter(palier)

    def imprimer(self) -> None:
        """Ctrl+P : maintenant, ou dès que la feuille est composée."""
        self.presenter.demander_impression()

    def _imprimer(self, pdf: bytes, nom: str) -> bool | None:
        """La boîte d'impression du système, puis les pages, sans fichier intermédiaire."""
        from guichet.ui.recap.imprimante import imprimer

        return imprimer(pdf, nom, self.view)

    def _enregistrer(self, chemin: Path | None) -> None:
        if chemin is None:
            self.view.demander_chemin(self.presenter.nom_de_fichier())
        else:
            self.presenter.enregistrer(chemin)


def _suggestion(commune: Commune) -> Suggestion:
    postal = f", {commune.codes_postaux[0]}" if commune.codes_postaux else ""
    return Suggestion(f"{commune.nom} ({commune.departement}{postal})", commune.code)
