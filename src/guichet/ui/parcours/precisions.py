"""Ce qu'il reste à préciser : chaque réponse redessine le parcours."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.droits.situation import PAS_DEMANDE
from guichet.parcours.precisions import Precision
from guichet.ui.noyau import (
    OUI_NON,
    Bouton,
    Cadre,
    Champ,
    ChampDate,
    ChampMontant,
    Etiquette,
    Paragraphe,
    Segment,
    ZoneDefilante,
)

MONTREES = 3


class Question(QWidget):
    """Une question, ses réponses, et les étapes qui en dépendent."""

    repondue = Signal(str, object)
    """Le fait, et sa valeur (``bool``, ``date``, ``Decimal``) ou ``None`` : on ne sait pas."""

    def __init__(self, precision: Precision) -> None:
        super().__init__()
        self.nom = precision.nom
        self.controle = _controle(precision)
        self._aide = Paragraphe("", role="petit", couleur="encre2")
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(5)
        pile.addWidget(Paragraphe(precision.question, role="corps2", graisse=600))
        pile.addWidget(self.controle, 0, Qt.AlignmentFlag.AlignLeft)
        pile.addWidget(self._aide)
        signal = (
            self.controle.choisi if isinstance(self.controle, Segment) else self.controle.repondu
        )
        signal.connect(self._repondre)
        self.montrer(precision)

    def montrer(self, precision: Precision) -> None:
        """Suit la visite sans toucher à ce que le conseiller est en train d'écrire."""
        lisible = isinstance(self.controle, Segment) or self.controle.est_valide()
        if precision.donnee is not None and lisible:
            self.controle.definir(precision.donnee)
        dites = ", ".join(precision.etapes[:MONTREES])
        autres = len(precision.etapes) - MONTREES
        suite = f" et {autres} autre{'s' if autres > 1 else ''}" if autres > 0 else ""
        self._aide.setText(f"Pour : {dites}{suite}")

    def dire_erreur(self, phrase: str) -> None:
        if isinstance(self.controle, Champ):
            self.controle.definir_erreur(phrase)
        else:
            self._aide.setText(phrase)

    def _repondre(self, valeur: object) -> None:
        connue = isinstance(valeur, bool | date | Decimal)
        self.repondue.emit(self.nom, valeur if connue else None)


class Precisions(Cadre):
    """Le volet « À préciser »."""

    repondue = Signal(str, object)
    fermee = Signal()

    def __init__(self) -> None:
        super().__init__(marges=(0, 0, 0, 0), espace=0)
        self.questions: dict[str, Question] = {}
        page = QWidget()
        self._pile = QVBoxLayout(page)
        self._pile.setContentsMargins(18, 4, 18, 14)
        self._pile.setSpacing(16)
        self._pile.addStretch(1)
        self._titre = Etiquette("", "titre3")
        fermer = Bouton(icone="x", genre="discret", taille="compact", nom="Fermer les questions")
        fermer.clicked.connect(self.fermee)
        tete = QHBoxLayout()
        tete.setContentsMargins(18, 12, 12, 2)
        tete.addWidget(self._titre, 1)
        tete.addWidget(fermer)
        self.corps.addLayout(tete)
        explique = QVBoxLayout()
        explique.setContentsMargins(18, 0, 18, 10)
        explique.addWidget(
            Paragraphe("Chaque réponse redessine le parcours.", role="petit", couleur="encre2")
        )
        self.corps.addLayout(explique)
        self.corps.addWidget(ZoneDefilante(page), 1)

    def montrer(self, precisions: Sequence[Precision]) -> None:
        """Ajoute, retire et met à jour les questions ; celles qui restent ne bougent pas."""
        restantes = sum(precision.donnee is None for precision in precisions)
        self._titre.setText(f"À préciser · {restantes}" if restantes else "Tout est précisé")
        voulues = {precision.nom for precision in precisions}
        for nom in set(self.questions) - voulues:
            partie = self.questions.pop(nom)
            self._pile.removeWidget(partie)
            partie.hide()
            partie.deleteLater()
        for rang, precision in enumerate(precisions):
            question = self.questions.get(precision.nom)
            if question is None:
                question = Question(precision)
                question.repondue.connect(self.repondue)
                self.questions[precision.nom] = question
                self._pile.insertWidget(rang, question)
            else:
                question.montrer(precision)
                if self._pile.indexOf(question) != rang:
                    self._pile.removeWidget(question)
                    self._pile.insertWidget(rang, question)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 200)


def _controle(precision: Precision) -> "Segment | ChampDate | ChampMontant":
    if precision.genre == "oui_non":
        return Segment(OUI_NON, precision.question, inconnu=True)
    champ: ChampDate | ChampMontant
    if precision.genre == "date":
        champ = ChampDate("")
    else:
        champ = ChampMontant("", unite="", decimales=0, aide=precision.unite)
    champ.etiquette.hide()
    champ.ligne.setAccessibleName(precision.question)
    champ.definir(PAS_DEMANDE)
    return champ
