"""L'accueil : trois façons de commencer, les parcours, la journée du guichet, les urgences."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guichet.catalogue.contenu import Droit
from guichet.droits.situation import PAS_DEMANDE
from guichet.ui.accueil.cartes import CarteDepart, CarteMoment, numero_urgence
from guichet.ui.accueil.contenu import MomentAffiche, RdvAffiche, Tache
from guichet.ui.accueil.journee import Journee
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    ChampRecherche,
    Dialogue,
    Etiquette,
    Icone,
    Paragraphe,
    Suggestion,
    ligne_a_icone,
)
from guichet.ui.signes import Touche
from guichet.ui.vider import vider

DEPARTS = (
    (
        "user-round-plus",
        "Nouvelle visite",
        "Sans dossier. Tout s'efface quand la personne part.",
        "Ctrl+N",
    ),
    (
        "folder-open",
        "Ouvrir un dossier",
        "Par prénom, date de naissance ou référence.",
        "Ctrl+O",
    ),
    (
        "scan-line",
        "Reprendre une feuille",
        "Taper la référence écrite sur la feuille.",
        "Ctrl+R",
    ),
)


class AccueilView(QWidget):
    """Montre ce qu'on lui dit, signale ce que le conseiller choisit."""

    nouvelle_visite = Signal()
    ouvrir_dossier = Signal()
    reprendre_feuille = Signal()
    moment_choisi = Signal(str)
    droit_choisi = Signal(str)
    rejoindre = Signal(str)
    tache_choisie = Signal(str)
    voir_effacements = Signal()

    def __init__(
        self, chercher: Callable[[str], Sequence[tuple[str, str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chercher = chercher
        self._colonnes = 5
        self._moments: tuple[MomentAffiche, ...] = ()
        self.journee = Journee()
        self.journee.rejoindre.connect(self.rejoindre)
        self.journee.tache_choisie.connect(self.tache_choisie)
        self.journee.voir_effacements.connect(self.voir_effacements)
        self._grille = QGridLayout()
        self._grille.setSpacing(10)
        self._a_jour = Etiquette("", "petit", "encre2")
        self._urgences = QHBoxLayout()
        self._urgences.setSpacing(16)
        self.recherche = self._champ_de_recherche()
        self._page = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._page.setContentsMargins(24, 18, 24, 16)
        self._page.setSpacing(20)
        self._page.addLayout(self._principale(), 862)
        self._page.addWidget(self.journee, 436)

    def adapter(self, palier: str) -> None:
        """En ``etroit``, une seule colonne et trois parcours par ligne."""
        etroit = palier == "etroit"
        self._page.setDirection(
            QBoxLayout.Direction.TopToBottom if etroit else QBoxLayout.Direction.LeftToRight
        )
        colonnes = 3 if etroit else 5
        if colonnes != self._colonnes:
            self._colonnes = colonnes
            self._poser_moments()

    def chercher(self) -> None:
        """Ctrl+K : le curseur va dans la recherche."""
        self.recherche.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def montrer_moments(self, moments: Sequence[MomentAffiche], a_jour: str) -> None:
        self._a_jour.setText(a_jour)
        self._moments = tuple(moments)
        self._poser_moments()

    def montrer_urgences(self, numeros: Sequence[tuple[str, str]]) -> None:
        vider(self._urgences)
        self._urgences.addWidget(Icone("siren", 20, "danger"))
        self._urgences.addWidget(Etiquette("Urgence", "corps", "danger_texte", graisse=700))
        for numero, mot in numeros:
            self._urgences.addWidget(numero_urgence(numero, mot))
        self._urgences.addStretch(1)

    def montrer_jour(self, titre: str, detail: str) -> None:
        self.journee.montrer_jour(titre, detail)

    def montrer_rendez_vous(self, rendez_vous: Sequence[RdvAffiche]) -> None:
        self.journee.montrer_rendez_vous(rendez_vous)

    def montrer_agenda_absent(self, message: str, conseil: str) -> None:
        self.journee.montrer_agenda_absent(message, conseil)

    def montrer_taches(self, taches: Sequence[Tache]) -> None:
        self.journee.montrer_taches(taches)

    def montrer_effacement(self, phrase: str) -> None:
        self.journee.montrer_effacement(phrase)

    def montrer_droit(self, droit: Droit) -> None:
        """La fiche d'un droit : ce que c'est, à quelles conditions, avec quels papiers."""
        dialogue = Dialogue(self, droit.nom, icone="file-text")
        dialogue.corps.addWidget(Paragraphe(droit.resume))
        for titre, lignes in (("Conditions", droit.conditions), ("Papiers", droit.pieces)):
            if lignes:
                dialogue.corps.addWidget(Etiquette(titre, "titre3"))
                for ligne in lignes:
                    dialogue.corps.addWidget(ligne_a_icone("check", ligne, "accent"))
        dialogue.ajouter_bouton(Bouton("Fermer", "plein", touche="Échap"), principal=True)
        dialogue.ouvrir()

    def _principale(self) -> QVBoxLayout:
        colonne = QVBoxLayout()
        colonne.setSpacing(12)
        colonne.addWidget(Etiquette("Bonjour. Qui recevez-vous ?", "titre1"))
        colonne.addLayout(self._departs())
        titre = QHBoxLayout()
        titre.setSpacing(14)
        titre.addWidget(Etiquette("Ou partir de ce qui arrive", "usager.corps", graisse=700))
        titre.addWidget(self._a_jour)
        titre.addStretch(1)
        colonne.addSpacing(6)
        colonne.addLayout(titre)
        colonne.addLayout(self._grille, 1)
        colonne.addLayout(self._ligne_de_recherche())
        cadre = Cadre("danger", marges=(14, 10, 14, 10))
        cadre.setAccessibleName("Numéros d'urgence")
        cadre.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        cadre.corps.addLayout(self._urgences)
        colonne.addWidget(cadre)
        return colonne

    def _departs(self) -> QHBoxLayout:
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        signaux = (self.nouvelle_visite, self.ouvrir_dossier, self.reprendre_feuille)
        for (icone, titre, detail, touche), signal in zip(DEPARTS, signaux, strict=True):
            carte = CarteDepart(icone, titre, detail, touche, plein=signal is signaux[0])
            carte.clicked.connect(signal)
            if signal is signaux[0]:
                self.setFocusProxy(carte)
            ligne.addWidget(carte, 1)
        return ligne

    def _champ_de_recherche(self) -> ChampRecherche:
        champ = ChampRecherche(
            "Chercher un parcours ou un droit",
            lambda texte: [Suggestion(t, cle) for cle, t in self._chercher(texte)],
            rien="Rien de ce nom. Essayez moins de lettres.",
            largeur=400,
            inconnu=False,
        )
        champ.etiquette.hide()
        champ.ligne.setPlaceholderText(
            "Tapez quelques lettres pour chercher un parcours ou un droit."
        )
        champ.repondu.connect(self._trouver)
        return champ

    def _ligne_de_recherche(self) -> QHBoxLayout:
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        ligne.addWidget(Icone("search", 20, "accent"))
        ligne.addWidget(self.recherche, 1)
        ligne.addWidget(Touche("Ctrl+K"))
        return ligne

    def _trouver(self, valeur: object) -> None:
        genre, _deux_points, cle = str(valeur).partition(":")
        # Après Qt, qui écrit la proposition choisie dans le champ.
        QTimer.singleShot(0, self, partial(self.recherche.definir, PAS_DEMANDE))
        if genre == "moment":
            self.moment_choisi.emit(cle)
        elif genre == "droit":
            self.droit_choisi.emit(cle)

    def _poser_moments(self) -> None:
        vider(self._grille)
        for rang, moment in enumerate(self._moments):
            carte = CarteMoment(moment)
            carte.clicked.connect(partial(self.moment_choisi.emit, moment.id))
            self._grille.addWidget(carte, rang // self._colonnes, rang % self._colonnes)
        for colonne in range(5):
            self._grille.setColumnStretch(colonne, int(colonne < self._colonnes))
