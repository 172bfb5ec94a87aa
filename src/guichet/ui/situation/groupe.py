"""Un panneau de questions : construit pour les personnes du foyer, montré selon l'utilité."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guichet.droits.situation import PAS_DEMANDE, Personne, Situation
from guichet.ui.noyau import Champ, Etiquette, Panneau
from guichet.ui.noyau.flux import Flux
from guichet.ui.situation.champs import ChercherCommune, champ_de, montrer
from guichet.ui.situation.questions import Groupe, Question

Utile = Callable[[str, Situation], bool]


class PanneauGroupe(Panneau):
    """``repondu`` : (question, id de la personne ou vide, valeur)."""

    repondu = Signal(object, str, object)

    def __init__(
        self,
        groupe: Groupe,
        *,
        chercher_commune: ChercherCommune,
        nommer_commune: Callable[[str], str],
        devant: QWidget | None = None,
    ) -> None:
        super().__init__(groupe.titre)
        self._groupe = groupe
        self._chercher = chercher_commune
        self._nommer = nommer_commune
        self._blocs: dict[str, _Bloc] = {}
        self._pile = QVBoxLayout()
        self._pile.setSpacing(12)
        if devant is not None:
            self.corps.addWidget(devant)
        self._devant = devant
        self.corps.addLayout(self._pile)

    def montrer(self, situation: Situation, utile: Utile) -> None:
        """Montre les questions utiles et leurs réponses ; se cache s'il n'y en a aucune."""
        attendus = list(self._cles(situation))
        for cle in set(self._blocs) - {cle for cle, _ in attendus}:
            self._blocs.pop(cle).deleteLater()
        for rang, (cle, personne) in enumerate(attendus):
            if cle not in self._blocs:
                self._ajouter(cle, rang)
            nom = personne.prenom or "La personne" if personne and len(attendus) > 1 else ""
            self._blocs[cle].montrer(situation, utile, nom, self._nommer)
        self.setVisible(self._devant is not None or any(self.champs_utiles()))

    def champs(self) -> Iterator[tuple[Question, str, Champ]]:
        for cle, bloc in self._blocs.items():
            for question, champ in bloc.champs:
                yield question, cle, champ

    def champs_utiles(self) -> Iterator[Champ]:
        return (champ for _, _, champ in self.champs() if not champ.isHidden())

    def manquants(self) -> int:
        """Combien de questions utiles n'ont encore aucune réponse."""
        return sum(
            1
            for champ in self.champs_utiles()
            if not _lisible(champ) or champ.valeur() is PAS_DEMANDE
        )

    def _cles(self, situation: Situation) -> Iterable[tuple[str, Personne | None]]:
        if not self._groupe.par_personne:
            return [("", None)]
        return [(personne.id, personne) for personne in situation.personnes]

    def _ajouter(self, cle: str, rang: int) -> None:
        questions = [
            question
            for question in self._groupe.questions
            # Une question du foyer dans un panneau par personne n'est posée qu'une fois.
            if "{id}" in question.chemin or rang == 0
        ]
        bloc = _Bloc(cle, questions, self._chercher)
        bloc.repondu.connect(self.repondu)
        self._blocs[cle] = bloc
        self._pile.insertWidget(rang, bloc)


class _Bloc(QWidget):
    repondu = Signal(object, str, object)

    def __init__(self, cle: str, questions: Iterable[Question], chercher: ChercherCommune) -> None:
        super().__init__()
        self._cle = cle
        self._nom = Etiquette("", "corps2", "encre2", graisse=600)
        self.champs = [(question, champ_de(question, chercher)) for question in questions]
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(4)
        colonne.addWidget(self._nom)
        flux = Flux()
        for question, champ in self.champs:
            champ.repondu.connect(partial(self.repondu.emit, question, cle))
            flux.addWidget(champ)
        colonne.addLayout(flux)

    def montrer(
        self, situation: Situation, utile: Utile, nom: str, nommer: Callable[[str], str]
    ) -> None:
        self._nom.setText(nom)
        for question, champ in self.champs:
            champ.setVisible(utile(question.condition(situation, self._cle), situation))
            montrer(champ, question.valeur(situation, self._cle), nommer)
        visible = any(not champ.isHidden() for _, champ in self.champs)
        self._nom.setVisible(bool(nom) and visible)
        self.setVisible(visible)


def _lisible(champ: Champ) -> bool:
    try:
        champ.valeur()
    except ValueError:
        return False
    return True
