"""Ce qui arrive à la personne, et quand : la seule question avant de dessiner."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guichet.droits.situation import PAS_DEMANDE
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    ChampDate,
    ChampListe,
    Panneau,
    Paragraphe,
    ligne_a_icone,
    rangee,
)
from guichet.ui.noyau.flux import Flux

DISCRET = (
    "Visite discrète : titres neutres à l'écran, dans l'agenda et sur la feuille. "
    "F11 cache l'écran aussitôt."
)


class ChoixMoment(Panneau):
    """``choisi`` : le moment et sa date ; ``regarde`` : un moment désigné dans la liste."""

    choisi = Signal(str, object)
    regarde = Signal(str)
    abandonne = Signal()

    def __init__(self, moments: Sequence[tuple[object, str]]) -> None:
        super().__init__("Que se passe-t-il ?")
        self.moment = ChampListe("&Moment de vie", moments, largeur=320)
        self.evenement = ChampDate("&Date de l'événement")
        self.dessiner = Bouton("Dessiner le parcours", "plein", taille="compact", touche="Entrée")
        self.garder = Bouton("Revenir au parcours", "discret", taille="compact")
        self._quoi = Paragraphe("", role="petit", couleur="encre2")
        self._discret = Cadre("accent", marges=(12, 8, 12, 8))
        self._discret.corps.addWidget(ligne_a_icone("shield-check", DISCRET, "accent"))
        self._discret.hide()
        boutons = QWidget()
        colonne = QVBoxLayout(boutons)
        colonne.setContentsMargins(0, 24, 0, 0)
        colonne.addLayout(rangee(self.dessiner, self.garder, espace=6))
        flux = Flux()
        for widget in (self.moment, self.evenement, boutons):
            flux.addWidget(widget)
        self.corps.addLayout(flux)
        self.corps.addWidget(self._quoi)
        self.corps.addWidget(self._discret)
        self._quoi.hide()
        self.dessiner.clicked.connect(self._choisir)
        self.evenement.ligne.returnPressed.connect(self._choisir)
        self.garder.clicked.connect(self.abandonne)
        self.moment.repondu.connect(self._regarder)

    def proposer(
        self, moment: str | None, evenement: date | None, *, annulable: bool, discret: bool
    ) -> None:
        """Remplit ce que l'on sait déjà, sans effacer ce que le conseiller a écrit."""
        if moment is not None:
            self.moment.definir(moment)
        if evenement is not None:
            self.evenement.definir(evenement)
        self.garder.setVisible(annulable)
        self._discret.setVisible(discret)

    def proposer_date(self, evenement: date | None, quoi: str) -> None:
        """La date du moment désigné ; vide si on ne la connaît pas."""
        self.evenement.definir(PAS_DEMANDE if evenement is None else evenement)
        self._quoi.setText(f"La date de : {quoi}")
        self._quoi.show()

    def _regarder(self, moment: object) -> None:
        if isinstance(moment, str):
            self.moment.definir_erreur("")
            self.regarde.emit(moment)

    def _choisir(self) -> None:
        moment = self.moment.valeur()
        if not isinstance(moment, str):
            self.moment.definir_erreur("Choisissez un moment de vie.")
            return
        self.moment.definir_erreur("")
        try:
            jour = self.evenement.valeur()
        except ValueError as error:
            self.evenement.definir_erreur(str(error))
            return
        if not isinstance(jour, date):
            self.evenement.definir_erreur("La date est nécessaire. Exemple : 02/11/2026")
            return
        self.choisi.emit(moment, jour)
