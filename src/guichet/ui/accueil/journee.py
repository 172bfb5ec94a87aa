"""Le panneau de droite de l'accueil : les visios du jour, ce qui reste à faire, l'effacement."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guichet.ui.accueil.contenu import RdvAffiche, Tache
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    Carte,
    Etiquette,
    Filet,
    Icone,
    Paragraphe,
    Pastille,
    ligne_a_icone,
)
from guichet.ui.vider import vider


class Journee(Cadre):
    """Vendredi 20 novembre : la première visio est mise en avant, avec « Rejoindre »."""

    rejoindre = Signal(str)
    tache_choisie = Signal(str)
    voir_effacements = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panneau", marges=(19, 16, 19, 14), espace=6, parent=parent)
        self.setAccessibleName("La journée du guichet")
        self._titre = Etiquette("", "usager.corps", graisse=700)
        self._detail = Paragraphe(role="petit", couleur="encre2")
        self._lieu = ""
        self._rendez_vous = QVBoxLayout()
        self._rendez_vous.setSpacing(6)
        self._taches = QVBoxLayout()
        self._taches.setSpacing(4)
        self._pied = QWidget()
        self._phrase = Paragraphe(role="petit", couleur="encre2")
        self.corps.addWidget(self._titre)
        self.corps.addWidget(self._detail)
        self.corps.addSpacing(6)
        self.corps.addLayout(self._rendez_vous)
        self.corps.addSpacing(8)
        self.corps.addWidget(Filet())
        self.corps.addSpacing(6)
        self.corps.addWidget(Etiquette("À faire", "usager.corps", graisse=700))
        self.corps.addLayout(self._taches)
        self.corps.addStretch(1)
        self.corps.addWidget(self._faire_pied())

    def montrer_jour(self, titre: str, detail: str) -> None:
        """Le jour, le guichet ; les visios sont encore inconnues."""
        self._titre.setText(titre)
        self._lieu = detail
        self._detail.definir(f"{detail} · lecture des agendas…")

    def montrer_rendez_vous(self, rendez_vous: Sequence[RdvAffiche]) -> None:
        vider(self._rendez_vous)
        nombre = len(rendez_vous)
        compte = {0: "aucune visio aujourd'hui", 1: "1 visio aujourd'hui"}
        self._detail.definir(f"{self._lieu} · {compte.get(nombre, f'{nombre} visios aujourd’hui')}")
        for rang, rdv in enumerate(rendez_vous):
            self._rendez_vous.addWidget(self._ligne(rdv, premier=rang == 0))

    def montrer_agenda_absent(self, message: str, conseil: str) -> None:
        """Les agendas ne répondent pas : un fait et quoi faire, jamais « aucune visio »."""
        vider(self._rendez_vous)
        self._detail.definir(f"{self._lieu} · visios non lues")
        self._rendez_vous.addWidget(ligne_a_icone("wifi-off", f"{message} {conseil}", "verifier"))

    def montrer_taches(self, taches: Sequence[Tache]) -> None:
        vider(self._taches)
        if not taches:
            self._taches.addWidget(ligne_a_icone("circle-check", "Rien en attente.", "probable"))
        for tache in taches:
            self._taches.addWidget(self._carte(tache))

    def montrer_effacement(self, phrase: str) -> None:
        """``phrase`` vide : rien ne s'efface bientôt."""
        self._phrase.definir(phrase)
        self._pied.setVisible(bool(phrase))

    def _ligne(self, rdv: RdvAffiche, *, premier: bool) -> QWidget:
        cadre = Cadre("accent" if premier else "", marges=(12, 6, 10, 6))
        ligne = QHBoxLayout()
        ligne.setSpacing(10)
        ligne.addWidget(Etiquette(rdv.heure, "montant", tabulaire=True))
        for groupe in rdv.groupes:
            ligne.addWidget(Pastille(groupe, 26))
        mots = QVBoxLayout()
        mots.setSpacing(0)
        mots.addWidget(Paragraphe(rdv.noms, role="corps2", graisse=600))
        if rdv.detail:
            mots.addWidget(Paragraphe(rdv.detail, role="petit", couleur="encre2"))
        ligne.addLayout(mots, 1)
        if rdv.rejoignable:
            bouton = Bouton(
                "Rejoindre", "plein" if premier else "contour", icone="video", taille="compact"
            )
            bouton.setAccessibleName(f"Rejoindre la visio de {rdv.heure}, {rdv.noms}")
            bouton.clicked.connect(partial(self.rejoindre.emit, rdv.id))
            ligne.addWidget(bouton)
        cadre.corps.addLayout(ligne)
        return cadre

    def _carte(self, tache: Tache) -> QWidget:
        mots = QVBoxLayout()
        mots.setSpacing(0)
        mots.addWidget(Paragraphe(tache.titre, role="corps2", graisse=600))
        mots.addWidget(Paragraphe(tache.detail, role="petit", couleur="encre2"))
        carte = (
            Carte(f"{tache.titre}, {tache.detail}", bord="surface") if tache.ouvrable else QWidget()
        )
        carte.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        ligne = QHBoxLayout(carte)
        ligne.setContentsMargins(0, 4, 0, 4)
        ligne.setSpacing(10)
        ligne.addWidget(Icone(tache.icone, 20, tache.couleur), 0, Qt.AlignmentFlag.AlignTop)
        ligne.addLayout(mots, 1)
        if isinstance(carte, Carte):
            ligne.addWidget(Icone("chevron-right", 18, "encre"))
            carte.clicked.connect(partial(self.tache_choisie.emit, tache.cle))
        return carte

    def _faire_pied(self) -> QWidget:
        voir = Bouton("Voir", taille="compact")
        voir.setAccessibleName("Voir les dossiers qui s'effacent")
        voir.clicked.connect(self.voir_effacements)
        ligne = QHBoxLayout()
        ligne.setSpacing(10)
        ligne.addWidget(Icone("trash-2", 18, "encre2"), 0, Qt.AlignmentFlag.AlignTop)
        ligne.addWidget(self._phrase, 1)
        ligne.addWidget(voir)
        pile = QVBoxLayout(self._pied)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(12)
        pile.addWidget(Filet())
        pile.addLayout(ligne)
        return self._pied
