"""Le bandeau sous la barre de contexte : information, hors ligne, erreur, démonstration."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.panneau import Cadre
from guichet.ui.noyau.pastille import Icone
from guichet.ui.noyau.texte import Etiquette, Paragraphe

# genre -> fond de la feuille de style, icône, famille de couleurs
_GENRES = {
    "info": ("accent", "info", "accent"),
    "hors_ligne": ("verifier", "wifi-off", "verifier"),
    "erreur": ("danger", "circle-alert", "danger"),
    "demonstration": ("noncalc", "flask-conical", "noncalc"),
}


class Bandeau(Cadre):
    """Un seul à la fois. ``genre`` : ``info`` (le seul qui se ferme), ``hors_ligne``,
    ``erreur``, ``demonstration``. ``action`` : le texte d'un bouton, au besoin.
    ``compact`` : titre et texte sur la même ligne, pour ce qui reste affiché toute la journée.
    """

    action = Signal()
    ferme = Signal()
    clique = Signal()
    """Un clic ailleurs que sur le bouton (« Cliquer amène au champ »)."""

    def __init__(
        self,
        genre: str,
        titre: str,
        texte: str = "",
        *,
        action: str = "",
        icone_action: str = "",
        touche: str = "",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        fond, icone, famille = _GENRES[genre]
        haut = 2 if compact else 9
        super().__init__(fond, marges=(20, haut, 16, haut), parent=parent)
        self.genre = genre
        self.setAccessibleName(f"{titre}. {texte}")
        mots = QHBoxLayout() if compact else QVBoxLayout()
        mots.setSpacing(14 if compact else 1)
        mots.addWidget(Etiquette(titre, "corps", f"{famille}_texte", graisse=600))
        if texte:
            paragraphe = Paragraphe(texte, role="corps2")
            mots.addWidget(paragraphe, 1)
            if compact:
                mots.setAlignment(paragraphe, Qt.AlignmentFlag.AlignVCenter)
        ligne = QHBoxLayout()
        ligne.setSpacing(14)
        ligne.addWidget(
            Icone(icone, 20 if compact else 24, famille), 0, Qt.AlignmentFlag.AlignVCenter
        )
        ligne.addLayout(mots, 1)
        if action:
            bouton = Bouton(action, icone=icone_action, touche=touche, taille="compact")
            bouton.clicked.connect(self.action)
            ligne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignVCenter)
        if genre == "info":
            fermer = Bouton(
                "", "discret", icone="x", nom="Fermer cette information", taille="compact"
            )
            fermer.clicked.connect(self.ferme)
            ligne.addWidget(fermer, 0, Qt.AlignmentFlag.AlignVCenter)
        self.corps.addLayout(ligne)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clique.emit()
        super().mousePressEvent(event)
