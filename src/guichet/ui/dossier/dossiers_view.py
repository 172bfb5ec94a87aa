"""La page « Ouvrir un dossier », et la proposition de suivre une personne."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.dossier.durees import DOSSIER
from guichet.ui.dossier.dossiers_presenter import DossierAffiche
from guichet.ui.noyau import (
    Bouton,
    Case,
    ChampTexte,
    Constat,
    Dialogue,
    Etiquette,
    Icone,
    Panneau,
    Paragraphe,
    Puce,
    confirmer,
    ligne_a_icone,
)
from guichet.ui.vider import vider

AIDE = "Référence de la feuille, prénom (trois lettres au moins) ou date de naissance."


class DossiersView(QWidget):
    """Cherche, rouvre, efface. La base ne se feuillette pas : il faut chercher quelqu'un."""

    cherche = Signal(str)
    ouvert = Signal(str)
    efface = Signal(str)
    retour = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.champ = ChampTexte("&Chercher", aide=AIDE, largeur=420, inconnu=False)
        self._chercher = Bouton("Chercher", "plein", icone="search", touche="Entrée")
        self._resultats = QVBoxLayout()
        self._resultats.setSpacing(8)
        retour = Bouton("Revenir à l'accueil", "discret", icone="arrow-left", taille="compact")
        panneau = Panneau("Ouvrir un dossier", role="titre2", action=retour)
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        ligne.addWidget(self.champ, 1)
        ligne.addWidget(self._chercher, 0, Qt.AlignmentFlag.AlignVCenter)
        panneau.corps.addLayout(ligne)
        panneau.corps.addLayout(self._resultats)
        panneau.corps.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 18, 24, 16)
        page.addWidget(panneau)
        self.setFocusProxy(self.champ)
        self._chercher.clicked.connect(self._demander)
        self.champ.ligne.returnPressed.connect(self._demander)
        retour.clicked.connect(self.retour)

    def montrer_trouves(self, trouves: Sequence[DossierAffiche]) -> None:
        self._vider()
        for trouve in trouves:
            self._resultats.addWidget(self._ligne(trouve))

    def montrer_rien(self, phrase: str) -> None:
        self._vider()
        titre = "Rien à montrer"
        self._resultats.addWidget(Constat("search", titre, phrase))

    def montrer_erreur(self, message: str, conseil: str) -> None:
        self._vider()
        self.champ.definir_erreur(f"{message} {conseil}")

    def montrer_recu(self, phrase: str) -> None:
        """Le reçu de l'effacement, sans nom."""
        self._vider()
        self._resultats.addWidget(
            Constat("circle-check", "Dossier effacé", phrase, couleur="probable")
        )

    def _demander(self) -> None:
        self.champ.definir_erreur("")
        self.cherche.emit(self.champ.ligne.text())

    def _vider(self) -> None:
        self.champ.definir_erreur("")
        vider(self._resultats)

    def _ligne(self, trouve: DossierAffiche) -> QWidget:
        cadre = Panneau()
        mots = QVBoxLayout()
        mots.setSpacing(1)
        mots.addWidget(Etiquette(trouve.titre, graisse=600))
        mots.addWidget(Paragraphe(trouve.detail, role="petit", couleur="encre2"))
        rouvrir = Bouton("Rouvrir", taille="compact")
        rouvrir.setAccessibleName(f"Rouvrir le dossier {trouve.reference}")
        rouvrir.clicked.connect(partial(self.ouvert.emit, trouve.reference))
        effacer = Bouton(
            "",
            "discret",
            icone="trash-2",
            nom=f"Effacer le dossier {trouve.reference}",
            taille="compact",
        )
        effacer.clicked.connect(partial(self._confirmer, trouve.reference))
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        ligne.addWidget(Icone("folder", 24, "accent"))
        ligne.addLayout(mots, 1)
        ligne.addWidget(Puce(trouve.effacement, "non", "hourglass"))
        ligne.addWidget(rouvrir)
        ligne.addWidget(effacer)
        cadre.corps.addLayout(ligne)
        return cadre

    def _confirmer(self, reference: str) -> None:
        confirmer(
            self,
            "Effacer ce dossier ?",
            f"Le dossier {reference} est effacé tout de suite, pour toujours. Les rendez-vous "
            "pris et les feuilles imprimées restent.",
            acte="Effacer",
            sur_oui=partial(self.efface.emit, reference),
            icone="trash-2",
            danger=True,
        )


class SuivrePersonne(Dialogue):
    """Ouvrir un dossier, avec l'accord de la personne. ``suivre(garder_prenom)``."""

    suivre = Signal(bool)

    def __init__(self, fenetre: QWidget) -> None:
        super().__init__(fenetre, "Suivre cette personne ?", icone="folder-plus", largeur=640)
        self.accord = Case("La personne est d'accord")
        self.accord.setProperty("premier", True)
        self.prenom = Case("Garder son prénom et sa date de naissance, pour la retrouver")
        mois = DOSSIER.duree.mois
        phrases = (
            ("lock", "Ses réponses sont gardées chiffrées, sur ce poste seulement."),
            ("hourglass", f"Tout s'efface {mois} mois après le dernier contact."),
            ("trash-2", "Elle peut demander l'effacement à tout moment."),
        )
        for icone, phrase in phrases:
            self.corps.addWidget(ligne_a_icone(icone, phrase, "accent"))
        self.corps.addWidget(self.accord)
        self.corps.addWidget(self.prenom)
        if not DOSSIER.verifie:
            reserve = (
                "Durée proposée, à faire confirmer par votre délégué à la protection des données."
            )
            self.corps.addWidget(Paragraphe(reserve, role="petit", couleur="encre2"))
        self.ajouter_bouton(Bouton("Annuler", touche="Échap"))
        self._ouvrir = self.ajouter_bouton(Bouton("Ouvrir un dossier", "plein"), principal=True)
        self._ouvrir.setEnabled(False)
        self.accord.toggled.connect(self._ouvrir.setEnabled)
        self.accepte.connect(lambda: self.suivre.emit(self.prenom.isChecked()))
