"""Les mêmes étapes en liste ordonnée : l'équivalent complet de la frise."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.lignes import groupe_de, nom_de
from guichet.parcours.periodes import decouper
from guichet.parcours.phrases import echeance, nom_complet
from guichet.ui.noyau import Carte, Etiquette, Icone, Paragraphe, Pastille


class ListeEtapes(QWidget):
    """Une carte par étape, période par période."""

    etape_choisie = Signal(str)

    def __init__(self, organismes: Mapping[str, Organisme]) -> None:
        super().__init__()
        self._organismes = organismes
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(0, 0, 6, 0)
        self._pile.setSpacing(6)
        self.cartes: dict[str, Carte] = {}
        self.setAccessibleName("Étapes du parcours, en liste")

    def montrer(self, parcours: Parcours, *, au: date, choisie: str) -> None:
        avait_le_focus = next((i for i, c in self.cartes.items() if c.hasFocus()), "")
        self.cartes.clear()
        while (element := self._pile.takeAt(0)) is not None:
            widget = element.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for periode in decouper(parcours.etapes, au=au):
            self._pile.addWidget(Etiquette(periode.titre_liste, "titre3"))
            for etape in periode.etapes:
                self._ajouter(etape, au, choisie=etape.id == choisie)
        self._pile.addStretch(1)
        if avait_le_focus in self.cartes:
            self.cartes[avait_le_focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ajouter(self, etape: Etape, au: date, *, choisie: bool) -> None:
        organisme = nom_de(etape, self._organismes)
        carte = Carte(nom_complet(etape, organisme=organisme, au=au))
        carte.definir_choisie(choisie)
        ligne = QHBoxLayout(carte)
        ligne.setContentsMargins(12, 8, 12, 8)
        ligne.setSpacing(12)
        ligne.addWidget(Pastille(groupe_de(etape, self._organismes), 28))
        mots = QVBoxLayout()
        mots.setSpacing(1)
        mots.addWidget(Paragraphe(etape.titre, role="corps2", graisse=600))
        mots.addWidget(Etiquette(organisme, "petit", "encre2"))
        ligne.addLayout(mots, 1)
        if etape.faite_le:
            icone, couleur = "check", "probable"
        elif etape.en_retard:
            icone, couleur = "triangle-alert", "danger"
        else:
            icone, couleur = "clock", "encre2"
        texte = "danger_texte" if etape.en_retard and not etape.faite_le else "encre"
        ligne.addWidget(Icone(icone, 17, couleur))
        ligne.addWidget(Etiquette(echeance(etape, au=au), "corps2", texte))
        carte.clicked.connect(partial(self.etape_choisie.emit, etape.id))
        self.cartes[etape.id] = carte
        self._pile.addWidget(carte)
