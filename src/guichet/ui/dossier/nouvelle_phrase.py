"""Choisir une phrase de passe : la taper deux fois, ou prendre celle que Guichet propose."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guichet.ui.noyau import Bouton, ChampPhrase, Paragraphe, propre

AIDE = "Sept mots différents, ou 14 caractères avec majuscules, minuscules et chiffres."


class NouvellePhrase(QWidget):
    """Deux champs et un bouton ; ``choisie`` part quand les deux disent la même chose."""

    choisie = Signal(str)
    proposer = Signal()

    def __init__(self, bouton: str = "Garder cette phrase", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phrase = ChampPhrase("Phrase de passe", aide=AIDE)
        self.encore = ChampPhrase("La même, encore une fois")
        self.propose = Paragraphe(role="titre3", couleur="accent_texte")
        self.propose.hide()
        self.demander = Bouton(
            "Proposer une phrase", "discret", icone="key-round", taille="compact"
        )
        self.valider = Bouton(bouton, "plein", touche="Entrée", taille="principal")
        self.setFocusProxy(self.phrase)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(12)
        pile.addWidget(self.phrase)
        pile.addWidget(self.demander, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.propose, self.encore, self.valider):
            pile.addWidget(widget)
        self.phrase.entree.connect(self.encore.setFocus)
        self.encore.entree.connect(self.choisir)
        self.valider.clicked.connect(self.choisir)
        self.demander.clicked.connect(self.proposer)

    def choisir(self) -> None:
        """Envoie la phrase si les deux champs sont pareils."""
        self.phrase.definir_erreur("")
        if not self.phrase.valeur().strip():
            self.phrase.definir_erreur("Tapez une phrase de passe.")
        elif self.phrase.valeur() != self.encore.valeur():
            self.encore.definir_erreur("Les deux phrases sont différentes. Retapez la seconde.")
        else:
            self.encore.definir_erreur("")
            self.choisie.emit(self.phrase.valeur())

    def montrer_proposition(self, phrase: str) -> None:
        """Écrit une phrase à recopier : elle est à taper, pour s'en souvenir."""
        self.propose.setText(phrase)
        self.propose.setAccessibleName(propre(f"Phrase proposée : {phrase}"))
        self.propose.show()

    def montrer_erreur(self, message: str, conseil: str) -> None:
        self.phrase.definir_erreur(f"{message} {conseil}")
        self.phrase.setFocus()

    def oublier(self) -> None:
        """Efface tout ce qui a été tapé ou proposé."""
        self.phrase.oublier()
        self.encore.oublier()
        self.propose.setText("")
        self.propose.hide()
