"""Ce que la personne a choisi, une aide par ligne."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from guichet.ui.noyau import Etiquette, Icone, Pastille
from guichet.ui.recap.presenter import ChoixDit


def ligne_choix(dit: ChoixDit) -> QWidget:
    """Pastille, nom, ce qui est décidé."""
    widget = QWidget()
    ligne = QHBoxLayout(widget)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(9)
    ligne.addWidget(Pastille(dit.groupe, 24))
    ligne.addWidget(Etiquette(dit.nom, "corps2", graisse=600), 1)
    ligne.addWidget(Icone(dit.icone, 16, dit.couleur))
    jeton = "encre2" if dit.couleur == "encre2" else f"{dit.couleur}_texte"
    ligne.addWidget(Etiquette(dit.texte, "petit", jeton))
    return widget
