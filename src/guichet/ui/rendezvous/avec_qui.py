"""Avec qui, à quel sujet, plutôt quand : la colonne de gauche."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guichet.ui.noyau import Bouton, CarteRadio, ChampListe, ChampSegment, Etiquette
from guichet.ui.rendezvous.dits import Caisse

CAISSES_MONTREES = 4
MOMENTS = (("matin", "Matin"), ("apres_midi", "Après-midi"), ("peu_importe", "Peu importe"))
TOUT_SUJET = "Tous les sujets"


class AvecQui(QWidget):
    """Les caisses utiles d'abord ; les autres derrière « Autres organismes »."""

    caisse_choisie = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.choisie = ""
        self._utiles: Sequence[str] = ()
        self._caisses: dict[str, Caisse] = {}
        self._radios: dict[str, CarteRadio] = {}
        self._liste = QVBoxLayout()
        self._liste.setSpacing(7)
        self.autres = Bouton("Autres organismes", "discret", icone="chevron-down", taille="mini")
        self.autres.setCheckable(True)
        self.motif = ChampListe("À quel sujet", (("", TOUT_SUJET),), vide=None)
        self.moment = ChampSegment("Plutôt", MOMENTS, inconnu=False)
        self.moment.definir("peu_importe")
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(10)
        colonne.addWidget(Etiquette("Avec qui", "titre3"))
        colonne.addLayout(self._liste)
        for widget in (self.autres, self.motif, self.moment):
            colonne.addWidget(widget)
        colonne.addStretch(1)
        self.autres.toggled.connect(lambda _oui: self._replier())

    @property
    def caisse(self) -> Caisse | None:
        """La caisse choisie."""
        return self._caisses.get(self.choisie)

    def montrer(self, caisses: Sequence[Caisse], choisie: str, *, utiles: Sequence[str]) -> None:
        self.choisie, self._utiles = choisie, utiles
        self._caisses = {caisse.id: caisse for caisse in caisses}
        rangees = sorted(caisses, key=lambda c: utiles.index(c.id) if c.id in utiles else 99)
        for rang, caisse in enumerate(rangees):
            radio = self._radios.get(caisse.id)
            if radio is None:
                radio = CarteRadio(caisse.nom)
                radio.clicked.connect(partial(self._choisir, caisse.id))
                self._radios[caisse.id] = radio
            self._liste.removeWidget(radio)
            self._liste.insertWidget(rang, radio)
        self._radios[choisie].setChecked(True)
        self._replier()

    def montrer_motifs(self, motifs: Sequence[str]) -> None:
        options = [("", TOUT_SUJET), *((motif, motif) for motif in motifs)]
        self.motif.liste.definir_options(options)

    def prendre_focus(self) -> None:
        """Sur la caisse choisie."""
        if self.choisie:
            self._radios[self.choisie].setFocus()

    def _choisir(self, identifiant: str) -> None:
        self.choisie = identifiant
        self._replier()
        self.caisse_choisie.emit(identifiant)

    def _replier(self) -> None:
        montrees = [*self._utiles[:CAISSES_MONTREES]]
        montrees += [c for c in self._caisses if c not in montrees]
        visibles = {*montrees[:CAISSES_MONTREES], self.choisie}
        for identifiant, radio in self._radios.items():
            radio.setVisible(self.autres.isChecked() or identifiant in visibles)
        deplie = self.autres.isChecked()
        self.autres.setVisible(len(self._caisses) > CAISSES_MONTREES)
        self.autres.setText("Moins d'organismes" if deplie else "Autres organismes")
