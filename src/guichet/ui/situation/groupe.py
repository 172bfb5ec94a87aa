"""Un panneau de questions : chaque champ est bâti la première fois qu'il a un objet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.droits.situation import Situation
from guichet.ui import theme
from guichet.ui.noyau import Champ, EtiquetteCoupee, Panneau
from guichet.ui.noyau.flux import Flux
from guichet.ui.situation.champs import (
    ChercherCommune,
    aligner,
    champ_de,
    montrer,
    nommer_pour,
)
from guichet.ui.situation.plan import cles, questions_de
from guichet.ui.situation.question import Groupe, Question, Utile

LARGEUR_NOM = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Outils:
    """Chercher et nommer une commune ; ``nom`` : comment appeler une personne."""

    chercher_commune: ChercherCommune
    nommer_commune: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ChampPose:
    """Un champ bâti, sa question et la personne à qui elle se pose."""

    question: Question
    personne: str
    champ: Champ


class Bloc(QWidget):
    """Les questions posées à une personne (ou au foyer), en lignes."""

    repondu = Signal(object, str, object)

    def __init__(self, cle: str, questions: Sequence[Question], outils: Outils) -> None:
        super().__init__()
        self._cle = cle
        self._outils = outils
        self._questions = questions
        self._champs: dict[int, Champ] = {}
        self._nom = EtiquetteCoupee("", "corps2", "encre2", graisse=600)
        self._nom.setFixedWidth(theme.actuel().px(LARGEUR_NOM))
        self._flux = Flux()
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(8)
        ligne.addWidget(self._nom, 0, Qt.AlignmentFlag.AlignTop)
        ligne.addLayout(self._flux, 1)

    def montrer(self, situation: Situation, utile: Utile, nom: str) -> bool:
        """Montre les questions utiles et leurs réponses ; vrai si un champ a été bâti."""
        bati = False
        for rang, question in enumerate(self._questions):
            pose = question.montree(situation, self._cle, utile)
            if pose and rang not in self._champs:
                self._batir(rang, question)
                bati = True
            champ = self._champs.get(rang)
            if champ is None:
                continue
            if pose == champ.isHidden():
                champ.setVisible(pose)
            champ.setProperty("chemin", question.condition(situation, self._cle))
            montrer(champ, question.valeur(situation, self._cle), self._outils.nommer_commune)
        if bati:
            self._reordonner()
        self._nommer(nom)
        self.setVisible(any(not champ.isHidden() for champ in self._champs.values()))
        return bati

    def batir_tout(self) -> None:
        """Bâtit aussi les champs sans objet, cachés."""
        for rang, question in enumerate(self._questions):
            if rang not in self._champs:
                self._batir(rang, question)
                self._champs[rang].hide()
        self._reordonner()

    def poses(self) -> Iterator[ChampPose]:
        """Les champs bâtis, dans l'ordre de la page."""
        for rang in sorted(self._champs):
            yield ChampPose(self._questions[rang], self._cle, self._champs[rang])

    def aligner(self) -> None:
        aligner(list(self._champs.values()))

    def _batir(self, rang: int, question: Question) -> None:
        champ = champ_de(question, self._outils.chercher_commune)
        # Sans parent, le montrer en ferait une fenêtre.
        champ.setParent(self)
        champ.repondu.connect(partial(self.repondu.emit, question, self._cle))
        nommer_pour(champ, question.etiquette, self._nom.text())
        self._champs[rang] = champ

    def _reordonner(self) -> None:
        while self._flux.takeAt(0) is not None:
            pass
        for rang in sorted(self._champs):
            self._flux.addWidget(self._champs[rang])

    def _nommer(self, nom: str) -> None:
        if nom == self._nom.text() and self._nom.isHidden() is not bool(nom):
            return
        self._nom.setText(nom)
        self._nom.setVisible(bool(nom))
        for pose in self.poses():
            nommer_pour(pose.champ, pose.question.etiquette, nom)


class Blocs(QWidget):
    """Un bloc par personne du groupe, dans l'ordre du foyer."""

    repondu = Signal(object, str, object)

    def __init__(self, groupe: Groupe, outils: Outils) -> None:
        super().__init__()
        self._groupe = groupe
        self._outils = outils
        self._blocs: dict[str, Bloc] = {}
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.setSpacing(12)

    def montrer(self, situation: Situation, utile: Utile) -> bool:
        """Vrai si des champs ont été bâtis : l'ordre de tabulation est à refaire."""
        presents = cles(self._groupe, situation)
        for parti in set(self._blocs) - set(presents):
            bloc = self._blocs.pop(parti)
            bloc.hide()
            bloc.deleteLater()
        noms = {p.id: p.prenom or "La personne" for p in situation.personnes}
        plusieurs = len(presents) > 1
        bati = False
        for rang, cle in enumerate(presents):
            if cle not in self._blocs:
                self._ajouter(cle, rang)
            nom = noms[cle] if cle and plusieurs else ""
            bati |= self._blocs[cle].montrer(situation, utile, nom)
        self.setVisible(any(not bloc.isHidden() for bloc in self._blocs.values()))
        return bati

    def batir_tout(self) -> None:
        """Bâtit aussi les champs sans objet, cachés."""
        for bloc in self._blocs.values():
            bloc.batir_tout()

    def poses(self) -> Iterator[ChampPose]:
        for bloc in self._blocs.values():
            yield from bloc.poses()

    def aligner(self) -> None:
        for bloc in self._blocs.values():
            bloc.aligner()

    def _ajouter(self, cle: str, rang: int) -> None:
        bloc = Bloc(cle, questions_de(self._groupe, rang), self._outils)
        bloc.repondu.connect(self.repondu)
        self._blocs[cle] = bloc
        self._pile.insertWidget(rang, bloc)


class PanneauGroupe(Panneau):
    """``repondu`` : (question, id de la personne ou vide, valeur)."""

    repondu = Signal(object, str, object)

    def __init__(self, groupe: Groupe, outils: Outils, *, devant: QWidget | None = None) -> None:
        super().__init__(groupe.titre)
        self._devant = devant
        if devant is not None:
            self.corps.addWidget(devant)
        self.blocs = Blocs(groupe, outils)
        self.corps.addWidget(self.blocs)
        self.blocs.repondu.connect(self.repondu)

    def montrer(self, situation: Situation, utile: Utile) -> bool:
        """Montre les questions utiles ; se cache s'il n'y en a aucune."""
        bati = self.blocs.montrer(situation, utile)
        self.setVisible(self._devant is not None or not self.blocs.isHidden())
        return bati
