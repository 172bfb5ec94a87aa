"""À gauche, les neuf groupes ; à droite, ce que l'on sait déjà et ce qui reste utile."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.noyau import (
    Attente,
    Bouton,
    Cadre,
    Carte,
    Etiquette,
    Filet,
    Icone,
    Paragraphe,
    Pastille,
)
from guichet.ui.noyau.dessin import arrondi, peindre

LARGEUR_SOMMAIRE = 210
LARGEUR_SUIVI = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatGroupe:
    """``manquants`` : questions utiles sans réponse ; ``commence`` : au moins une réponse."""

    id: str
    titre: str
    manquants: int
    commence: bool
    visible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DroitBref:
    nom: str
    montant: str
    groupe: str
    statut: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUtile:
    chemin: str
    titre: str
    effet: str


class Sommaire(QWidget):
    """La liste des groupes ; cliquer y va."""

    choisi = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(theme.actuel().px(LARGEUR_SOMMAIRE))
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.setSpacing(4)
        self._pile.addWidget(Etiquette("Tout sur une page", "titre3"))
        self._lignes: dict[str, _LigneGroupe] = {}
        self._pile.addStretch(1)

    def montrer(self, groupes: Sequence[EtatGroupe], present: str) -> None:
        for rang, groupe in enumerate(groupes):
            ligne = self._lignes.get(groupe.id)
            if ligne is None:
                ligne = _LigneGroupe(groupe.id, groupe.titre)
                ligne.choisi.connect(self.choisi)
                self._lignes[groupe.id] = ligne
                self._pile.insertWidget(rang + 1, ligne)
            ligne.montrer(groupe, present=groupe.id == present)


class _LigneGroupe(Carte):
    choisi = Signal(str)

    def __init__(self, identifiant: str, titre: str) -> None:
        super().__init__(titre)
        self._titre = titre
        self._icone = Icone("circle", 18, "encre2")
        self._mot = Etiquette(titre, "corps2")
        self._nombre = Etiquette("", "corps2", "verifier_texte")
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(10, 6, 10, 6)
        ligne.setSpacing(10)
        ligne.addWidget(self._icone)
        ligne.addWidget(self._mot, 1)
        ligne.addWidget(self._nombre)
        self.clicked.connect(lambda: self.choisi.emit(identifiant))

    def montrer(self, groupe: EtatGroupe, *, present: bool) -> None:
        self.setVisible(groupe.visible)
        complet = groupe.commence and not groupe.manquants
        if complet:
            self._icone.definir("circle-check", "probable")
        elif groupe.commence:
            self._icone.definir("circle-question-mark", "verifier")
        else:
            self._icone.definir("circle", "encre2")
        self._nombre.setText(str(groupe.manquants) if groupe.commence and groupe.manquants else "")
        etat = "complet" if complet else f"{groupe.manquants} sans réponse"
        self.setAccessibleName(f"{self._titre}, {etat}")
        self.definir_choisie(present)

    def sizeHint(self) -> QSize:
        return QSize(theme.actuel().px(LARGEUR_SOMMAIRE), theme.actuel().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.choisie or self.underMouse():
            _fond(self, "accent_fond" if self.choisie else "creux")


class Suivi(Cadre):
    """Les droits en direct et les questions encore utiles."""

    question_choisie = Signal(str)
    suite = Signal()

    def __init__(self) -> None:
        super().__init__(marges=(17, 16, 17, 14), espace=8)
        self.setFixedWidth(theme.actuel().px(LARGEUR_SUIVI))
        self._compte = Etiquette("", "petit", "encre2")
        self._attente = Attente("Calcul des droits…")
        self._droits = QVBoxLayout()
        self._droits.setSpacing(8)
        self._titre_questions = Etiquette("", "titre3")
        self._questions = QVBoxLayout()
        self._questions.setSpacing(8)
        self._note = Paragraphe("", role="petit", couleur="encre2")
        self.voir = Bouton("Voir les droits", "plein", icone_apres="arrow-right", touche="")
        self.corps.addWidget(Etiquette("Ce que l'on sait déjà", "titre3"))
        self.corps.addWidget(self._compte)
        self.corps.addWidget(self._attente)
        self.corps.addLayout(self._droits)
        self.corps.addWidget(Filet())
        self.corps.addWidget(self._titre_questions)
        self.corps.addLayout(self._questions)
        self.corps.addStretch(1)
        self.corps.addWidget(self._note)
        self.corps.addWidget(self.voir)
        self.voir.clicked.connect(self.suite)

    def montrer(
        self,
        compte: str,
        droits: Sequence[DroitBref],
        questions: Sequence[QuestionUtile],
        *,
        attente: bool,
        pret: bool,
    ) -> None:
        self._compte.setText(compte)
        self._attente.setVisible(attente and not droits)
        _vider(self._droits)
        for droit in droits:
            self._droits.addWidget(_ligne_droit(droit))
        nombre = len(questions)
        titre = {0: "", 1: "1 réponse encore utile"}.get(nombre, f"{nombre} réponses encore utiles")
        self._titre_questions.setText(titre)
        _vider(self._questions)
        for question in questions:
            carte = _CarteQuestion(question)
            carte.demandee.connect(self.question_choisie)
            self._questions.addWidget(carte)
        self._note.setText(
            "Les autres questions ne changent rien : inutile de les poser." if pret else ""
        )
        self.voir.setEnabled(pret)


class _CarteQuestion(Carte):
    demandee = Signal(str)

    def __init__(self, question: QuestionUtile) -> None:
        super().__init__(f"{question.titre}, {question.effet}")
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(12, 8, 12, 8)
        colonne.setSpacing(2)
        titre = Paragraphe(question.titre, role="corps2", couleur="verifier_texte", graisse=600)
        colonne.addWidget(titre)
        colonne.addWidget(Etiquette(question.effet, "petit", "encre"))
        self.clicked.connect(lambda: self.demandee.emit(question.chemin))

    def paintEvent(self, _event: QPaintEvent) -> None:
        _fond(self, "verifier_fond")


def _ligne_droit(droit: DroitBref) -> QWidget:
    widget = QWidget()
    icones = {"probable": ("circle-check", "probable"), "deja": ("check", "accent")}
    icone, couleur = icones.get(droit.statut, ("circle-question-mark", "verifier"))
    mots = QVBoxLayout()
    mots.setSpacing(0)
    mots.addWidget(Etiquette(droit.nom, "corps2", graisse=600))
    mots.addWidget(Etiquette(droit.montant, "petit", "encre2"))
    ligne = QHBoxLayout(widget)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(10)
    ligne.addWidget(Pastille(droit.groupe, 26), 0, Qt.AlignmentFlag.AlignVCenter)
    ligne.addLayout(mots, 1)
    ligne.addWidget(Icone(icone, 20, couleur))
    return widget


def _fond(carte: Carte, jeton: str) -> None:
    painter = peindre(carte)
    arrondi(painter, QRectF(carte.rect()), 8, theme.actuel().couleur(jeton))
    painter.end()


def _vider(pile: QVBoxLayout) -> None:
    while (element := pile.takeAt(0)) is not None:
        widget = element.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
