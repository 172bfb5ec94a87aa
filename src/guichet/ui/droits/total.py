"""Le bandeau du total, et la question qui change le plus de droits."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui.noyau import Bouton, Cadre, Etiquette, Filet, Paragraphe


class Total(Cadre):
    """« Entre 798 € et 1 012 € par mois à demander »."""

    def __init__(self) -> None:
        super().__init__(marges=(18, 12, 18, 12))
        self.titre = Paragraphe("", role="titre2")
        self.sous_titre = Paragraphe("", role="corps2", couleur="encre2")
        self.recalcul = Etiquette("recalcul…", "corps2", "encre2")
        self.effet = Etiquette("", "corps2", "verifier_texte", graisse=600)
        self.poser = Bouton(
            "Poser la question", icone="message-circle-question-mark", taille="compact"
        )
        sous = QHBoxLayout()
        sous.addWidget(self.sous_titre, 1)
        sous.addWidget(self.recalcul)
        mots = QVBoxLayout()
        mots.setSpacing(4)
        mots.addWidget(self.titre)
        mots.addLayout(sous)
        self._cote = QWidget()
        question = QVBoxLayout(self._cote)
        question.setContentsMargins(0, 0, 0, 0)
        question.setSpacing(6)
        question.addWidget(self.effet)
        question.addWidget(self.poser)
        self._filet = Filet(debout=True)
        ligne = QHBoxLayout()
        ligne.setSpacing(16)
        ligne.addLayout(mots, 1)
        ligne.addWidget(self._filet)
        ligne.addWidget(self._cote)
        self.corps.addLayout(ligne)

    def montrer(self, titre: str, sous_titre: str, effet: str) -> None:
        """``effet`` vide : plus aucune question ne change un droit."""
        textes = ((self.titre, titre), (self.sous_titre, sous_titre), (self.effet, effet))
        for etiquette, texte in textes:
            etiquette.setText(texte)
        self._cote.setVisible(bool(effet))
        self._filet.setVisible(bool(effet))
