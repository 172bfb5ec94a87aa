"""L'écran verrouillé : plus rien de la visite, une phrase à taper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui.dossier.nouvelle_phrase import NouvellePhrase
from guichet.ui.noyau import (
    Bouton,
    CadreCentre,
    ChampPhrase,
    ChampTexte,
    Etiquette,
    Filet,
    Paragraphe,
    ZoneDefilante,
    ligne_a_icone,
    rangee,
)
from guichet.ui.signes import Logo

GARDE = (
    "Les données sont fermées et illisibles. La visite en cours vous attend, chiffrée, "
    "pendant 30 minutes."
)
SANS_VISITE = "Les données sont fermées et illisibles. Aucune visite n'est en attente."
DEMONSTRATION = "Profil de démonstration : il n'y a pas de phrase à taper."


class VerrouView(QWidget):
    """À poser par ``fenetre.montrer_plein``. Ne connaît ni nom de personne ni dossier."""

    phrase_tapee = Signal(str)
    code_tape = Signal(str)
    nouvelle_phrase = Signal(str)
    pas_moi = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Guichet est verrouillé")
        self.titre = Paragraphe("Guichet est verrouillé", role="titre1", centre=True)
        self.quand = Paragraphe(role="titre3", couleur="encre2", graisse=400, centre=True)
        self.phrase = ChampPhrase("Phrase secrète")
        self.code = ChampTexte(
            "Code de secours", aide="Celui de la feuille gardée au coffre.", inconnu=False
        )
        self.nouvelle = NouvellePhrase()
        self.ouvrir = Bouton("Déverrouiller", "plein", touche="Entrée", taille="principal")
        self.par_code = Bouton("J'ai oublié ma phrase", "discret")
        self.autre = Bouton("Ce n'est pas moi", "discret")
        self._phrase_garde = Paragraphe(role="corps2", couleur="encre2")
        self._garde = ligne_a_icone("shield-check", self._phrase_garde, "probable")
        self.setFocusProxy(self.phrase)
        self._ranger()
        self._brancher()
        self._montrer_code(False)
        self.nouvelle.hide()

    def montrer(
        self, *, conseiller: str, quand: str, avec_phrase: bool, visite_gardee: bool
    ) -> None:
        """``avec_phrase`` faux : profil de démonstration, un bouton suffit."""
        self.quand.setText(quand)
        self.phrase.etiquette.setText(
            f"Phrase secrète de {conseiller}" if conseiller else "Phrase secrète"
        )
        self.phrase.setVisible(avec_phrase)
        self.par_code.setVisible(avec_phrase)
        self.autre.setVisible(visite_gardee)
        texte = GARDE if visite_gardee else SANS_VISITE
        self._phrase_garde.setText(texte if avec_phrase else DEMONSTRATION)
        if not avec_phrase:
            self.setFocusProxy(self.ouvrir)

    def montrer_occupe(self) -> None:
        """Argon2 prend son temps : le bouton le dit, et ne se clique plus."""
        self.ouvrir.setText("Ouverture…")
        self.ouvrir.setEnabled(False)

    def montrer_erreur(self, message: str, conseil: str) -> None:
        self._liberer()
        champ = self.code if self.code.isVisibleTo(self) else self.phrase
        champ.definir_erreur(f"{message} {conseil}")
        champ.setFocus(Qt.FocusReason.OtherFocusReason)
        champ.controle.setProperty("faux", True)
        self.phrase.ligne.selectAll()

    def demander_nouvelle_phrase(self) -> None:
        """Ouvert par le code : la phrase oubliée est à remplacer."""
        self._liberer()
        self.titre.setText("Choisir une nouvelle phrase")
        for widget in (self.phrase, self.code, self.ouvrir, self.par_code, self.autre):
            widget.hide()
        self.nouvelle.show()
        self.nouvelle.setFocus()

    def montrer_phrase_refusee(self, message: str, conseil: str) -> None:
        self.nouvelle.montrer_erreur(message, conseil)

    def oublier(self) -> None:
        """Efface ce qui a été tapé."""
        self.phrase.oublier()
        self.code.definir("")
        self.nouvelle.oublier()

    def _liberer(self) -> None:
        self.ouvrir.setText("Déverrouiller")
        self.ouvrir.setEnabled(True)

    def _valider(self) -> None:
        if self.code.isVisibleTo(self):
            self.code_tape.emit(self.code.ligne.text())
        else:
            self.phrase_tapee.emit(self.phrase.valeur())

    def _montrer_code(self, oui: bool) -> None:
        self.code.setVisible(oui)
        if oui:
            self.phrase.hide()
            self.par_code.hide()
            self.code.setFocus()

    def _brancher(self) -> None:
        self.ouvrir.clicked.connect(self._valider)
        self.phrase.entree.connect(self._valider)
        self.code.ligne.returnPressed.connect(self._valider)
        self.par_code.clicked.connect(lambda: self._montrer_code(True))
        self.autre.clicked.connect(self.pas_moi)
        self.nouvelle.choisie.connect(self.nouvelle_phrase)

    def _ranger(self) -> None:
        panneau = CadreCentre(480, marges=(41, 38, 41, 36), espace=10)
        panneau.corps.addWidget(Logo(56), 0, Qt.AlignmentFlag.AlignHCenter)
        panneau.corps.addWidget(self.titre)
        panneau.corps.addWidget(self.quand)
        panneau.corps.addSpacing(12)
        for widget in (
            self.phrase,
            self.code,
            self.nouvelle,
            self.ouvrir,
            self.par_code,
            self.autre,
        ):
            panneau.corps.addWidget(widget)
        panneau.corps.addSpacing(8)
        panneau.corps.addWidget(Filet())
        panneau.corps.addSpacing(4)
        panneau.corps.addWidget(self._garde)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(ZoneDefilante(panneau.centrer()), 1)
        page.addWidget(self._pied())

    def _pied(self) -> QWidget:
        pied = QWidget()
        ligne = QHBoxLayout(pied)
        ligne.setContentsMargins(24, 6, 26, 12)
        rien = "Aucun nom, aucun dossier n'est visible ici ni dans la barre des tâches."
        mots = Paragraphe(rien, role="petit", couleur="encre2")
        ligne.addWidget(ligne_a_icone("monitor-off", mots, "encre2"), 1)
        ligne.addLayout(
            rangee(Etiquette("Verrouillage après 5 minutes sans geste · F11", "petit", "encre2"))
        )
        return pied


def attente_du_verrou() -> QWidget:
    """Tout est caché ; une réservation partie attend sa réponse avant que la base se ferme."""
    panneau = CadreCentre(480, marges=(41, 38, 41, 36), espace=10)
    panneau.corps.addWidget(Paragraphe("Guichet se verrouille", role="titre1", centre=True))
    attente = "Le rendez-vous demandé attend sa réponse : quelques secondes."
    panneau.corps.addWidget(Paragraphe(attente, centre=True))
    page = ZoneDefilante(panneau.centrer())
    page.setAccessibleName("Guichet se verrouille")
    return page
