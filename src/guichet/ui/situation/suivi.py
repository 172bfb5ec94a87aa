"""À droite, ce que l'on sait déjà : les droits en direct et les réponses encore utiles."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.noyau import (
    Attente,
    Bouton,
    Cadre,
    Carte,
    Etiquette,
    EtiquetteCoupee,
    Filet,
    Icone,
    Paragraphe,
    Pastille,
    ZoneDefilante,
)
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.situation.apercu import Apercu, DroitBref, QuestionUtile
from guichet.ui.vider import vider

PALE = 0.55
ICONES = {"probable": ("circle-check", "probable"), "deja": ("check", "accent")}
MOTS = {"probable": "probable", "deja": "déjà reçu"}


class Suivi(Cadre):
    """Une liste qui défile s'il le faut, le bouton toujours visible dessous."""

    question_choisie = Signal(str)
    question_refusee = Signal(str)
    suite = Signal()

    def __init__(self) -> None:
        super().__init__(marges=(0, 14, 0, 14), espace=8)
        self.compte = Etiquette("", "petit", "encre2")
        self._attente = Attente("Calcul des droits…")
        self._droits = QVBoxLayout()
        self._droits.setSpacing(8)
        self.titre_questions = Etiquette("", "titre3")
        self._filet = Filet()
        self._questions = QVBoxLayout()
        self._questions.setSpacing(8)
        self._note = Paragraphe("", role="petit", couleur="encre2")
        self.voir = Bouton("Voir les droits", "plein", icone_apres="arrow-right", touche="")
        self._montre: Apercu | None = None
        self._contenu = self._ranger()
        self.voir.clicked.connect(self.suite)

    def montrer(self, apercu: Apercu) -> None:
        """Ne refait que ce qui a changé ; pendant un recalcul, l'ancien reste, pâli."""
        avant, self._montre = self._montre, apercu
        if avant == apercu:
            return
        self.compte.setText(apercu.compte)
        self._attente.setVisible(apercu.attente and not apercu.pret)
        self._palir(apercu.attente and apercu.pret)
        self.voir.setEnabled(apercu.pret)
        if avant is None or avant.droits != apercu.droits:
            vider(self._droits)
            for droit in apercu.droits:
                self._droits.addWidget(_ligne_droit(droit))
        if avant is None or avant.questions != apercu.questions:
            self._refaire_questions(apercu.questions)
        self.titre_questions.setText(_titre(apercu.total_questions))
        self._filet.setVisible(bool(apercu.questions))
        self._note.setText(
            "Les autres questions ne changent rien : inutile de les poser." if apercu.pret else ""
        )

    def _refaire_questions(self, questions: Sequence[QuestionUtile]) -> None:
        vider(self._questions)
        for question in questions:
            carte = CarteQuestion(question)
            carte.demandee.connect(self.question_choisie)
            carte.refusee.connect(self.question_refusee)
            self._questions.addWidget(carte)

    def _palir(self, oui: bool) -> None:
        if oui is (self._contenu.graphicsEffect() is not None):
            return
        effet = QGraphicsOpacityEffect(self._contenu) if oui else None
        if effet is not None:
            effet.setOpacity(PALE)
        self._contenu.setGraphicsEffect(effet)  # type: ignore[arg-type]

    def _ranger(self) -> QWidget:
        contenu = QWidget()
        corps = QVBoxLayout(contenu)
        corps.setContentsMargins(17, 0, 17, 4)
        corps.setSpacing(9)
        corps.addLayout(self._droits)
        corps.addWidget(self._filet)
        corps.addWidget(self.titre_questions)
        corps.addLayout(self._questions)
        corps.addStretch(1)
        haut, bas = QVBoxLayout(), QVBoxLayout()
        for pile, espace in ((haut, 2), (bas, 8)):
            pile.setContentsMargins(17, 0, 17, 0)
            pile.setSpacing(espace)
        haut.addWidget(Etiquette("Ce que l'on sait déjà", "titre3"))
        haut.addWidget(self.compte)
        haut.addWidget(self._attente)
        bas.addWidget(self._note)
        bas.addWidget(self.voir)
        self.corps.addLayout(haut)
        self.corps.addWidget(ZoneDefilante(contenu), 1)
        self.corps.addLayout(bas)
        return contenu


class CarteQuestion(Carte):
    """Une réponse utile : la carte y mène ; la croix note « ne veut pas répondre »."""

    demandee = Signal(str)
    refusee = Signal(str)

    def __init__(self, question: QuestionUtile) -> None:
        super().__init__(f"{question.titre}, {question.effet}")
        self.refuser = Bouton(
            icone="x",
            genre="discret",
            taille="mini",
            nom=f"Ne veut pas répondre : {question.titre}",
        )
        mots = QVBoxLayout()
        mots.setSpacing(2)
        mots.addWidget(
            Paragraphe(question.titre, role="corps2", couleur="verifier_texte", graisse=600)
        )
        mots.addWidget(Etiquette(question.effet, "petit", "encre"))
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(12, 8, 4, 8)
        ligne.setSpacing(4)
        ligne.addLayout(mots, 1)
        ligne.addWidget(self.refuser, 0, Qt.AlignmentFlag.AlignTop)
        self.clicked.connect(lambda: self.demandee.emit(question.chemin))
        self.refuser.clicked.connect(lambda: self.refusee.emit(question.chemin))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = peindre(self)
        fond = theme.actuel().couleur("verifier_fond")
        bord = theme.actuel().couleur("verifier") if self.underMouse() else None
        arrondi(painter, QRectF(self.rect()), 8, fond, bord)
        painter.end()


def _titre(nombre: int) -> str:
    if not nombre:
        return ""
    return "1 réponse encore utile" if nombre == 1 else f"{nombre} réponses encore utiles"


def _ligne_droit(droit: DroitBref) -> QWidget:
    widget = QWidget()
    icone, couleur = ICONES.get(droit.statut, ("circle-question-mark", "verifier"))
    signe = Icone(icone, 20, couleur)
    signe.setAccessibleName(MOTS.get(droit.statut, "à vérifier"))
    mots = QVBoxLayout()
    mots.setSpacing(0)
    mots.addWidget(EtiquetteCoupee(droit.nom, "corps2", graisse=600))
    if droit.montant:
        mots.addWidget(EtiquetteCoupee(droit.montant, "petit", "encre2"))
    ligne = QHBoxLayout(widget)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(10)
    ligne.addWidget(Pastille(droit.groupe, 26), 0, Qt.AlignmentFlag.AlignVCenter)
    ligne.addLayout(mots, 1)
    ligne.addWidget(signe)
    return widget
