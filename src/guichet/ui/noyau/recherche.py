"""Un champ qui propose pendant que l'on tape (commune, parcours, droit)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE
from guichet.ui import theme
from guichet.ui.noyau.champ import Champ
from guichet.ui.noyau.ecriture import propre
from guichet.ui.noyau.frappe import plat
from guichet.ui.noyau.ligne import Ligne


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Ce que l'on montre (``texte``), et la ``valeur`` choisie avec."""

    texte: str
    valeur: Any


class ChampRecherche(Champ):
    """Tape, propose, choisit à la souris ou avec Bas puis Entrée.

    ``chercher`` reçoit le texte tapé et renvoie les propositions dans l'ordre (appelée à
    chaque lettre : moins de 20 ms). ``valeur()`` n'est connue qu'après un choix ; Entrée ou
    la sortie du champ choisit la proposition si elle est seule, ou seule à porter exactement
    le nom tapé (« nantes » choisit « Nantes (44) » ; « saint-denis », dans deux
    départements, demande).
    """

    def __init__(
        self,
        etiquette: str,
        chercher: Callable[[str], Sequence[Suggestion]],
        *,
        aide: str = "",
        rien: str = "Aucun résultat. Essayez moins de lettres.",
        largeur: int = 220,
        inconnu: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self.ligne = Ligne(largeur=largeur, inconnu=inconnu)
        super().__init__(etiquette, self.ligne, aide=aide, parent=parent)
        self._chercher = chercher
        self._rien = rien
        self._valeur: Any = PAS_DEMANDE
        self._modele = QStandardItemModel(self)
        self._completer = QCompleter(self._modele, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(8)
        vue = self._vue = QListView()
        vue.setObjectName("suggestions")
        vue.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        vue.setAccessibleName(f"Propositions : {etiquette}")
        self._completer.setPopup(vue)
        self._completer.activated[QModelIndex].connect(self._choisir)  # type: ignore[index]
        self.ligne.textEdited.connect(self._proposer)
        self.ligne.ne_sait_pas.connect(self._ne_sait_pas)
        self.ligne.editingFinished.connect(self._sortir)
        self.ligne.installEventFilter(self)

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:
        """Bas rouvre les propositions quand elles se sont fermées."""
        bas = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        ouvrir = bas and event.type() == QEvent.Type.KeyPress and self._valeur is PAS_DEMANDE
        if ouvrir and self._modele.rowCount() and not self._vue.isVisible():
            self._completer.complete()
            return True
        return super().eventFilter(objet, event)

    def valeur(self) -> Any:  # noqa: ANN401
        """La valeur de la proposition choisie, ``PAS_DEMANDE`` ou ``NE_SAIT_PAS``."""
        return self._valeur

    def definir(self, valeur: object) -> None:
        """Montre une ``Suggestion``, ``PAS_DEMANDE`` ou ``NE_SAIT_PAS``, sans rien émettre."""
        nouvelle = valeur.valeur if isinstance(valeur, Suggestion) else valeur
        if nouvelle == self._valeur:
            return
        self._valeur = nouvelle
        self.ligne.definir_inconnue(valeur is NE_SAIT_PAS)
        if valeur is not NE_SAIT_PAS:
            self.ligne.setText(valeur.texte if isinstance(valeur, Suggestion) else "")
        self.definir_erreur("")

    def propositions(self) -> tuple[Suggestion, ...]:
        """Ce qui est proposé en ce moment."""
        roles = (self._modele.item(rang) for rang in range(self._modele.rowCount()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in roles)

    def _proposer(self, texte: str) -> None:
        self.definir_erreur("")
        trouvees = self._chercher(texte) if texte.strip() else ()
        self._modele.clear()
        for suggestion in trouvees:
            item = QStandardItem(propre(suggestion.texte))
            item.setData(suggestion, Qt.ItemDataRole.UserRole)
            item.setEditable(False)
            self._modele.appendRow(item)
        self._tailler()
        if self.ligne.completer() is None:
            self.ligne.setCompleter(self._completer)
        self._oublier_choix(vide=not texte.strip())

    def _tailler(self) -> None:
        # Qt donne à la liste la largeur du champ et oublie sa bordure : elle couperait.
        rangs = min(self._modele.rowCount(), self._completer.maxVisibleItems())
        if rangs:
            bords = theme.actuel().px(12)
            defile = self._modele.rowCount() > rangs
            barre = self._vue.verticalScrollBar().sizeHint().width() if defile else 0
            self._vue.setMinimumWidth(self._vue.sizeHintForColumn(0) + bords + barre)
            self._vue.setMinimumHeight(self._vue.sizeHintForRow(0) * rangs + bords)

    def _oublier_choix(self, *, vide: bool) -> None:
        if self._valeur is not PAS_DEMANDE:
            self._valeur = PAS_DEMANDE
            if vide:
                self.repondu.emit(PAS_DEMANDE)

    def _choisir(self, index: QModelIndex) -> None:
        suggestion = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(suggestion, Suggestion):
            self._prendre(suggestion)

    def _prendre(self, suggestion: Suggestion) -> None:
        self.ligne.setText(propre(suggestion.texte))
        self._valeur = suggestion.valeur
        self.definir_erreur("")
        self.repondu.emit(suggestion.valeur)

    def _ne_sait_pas(self) -> None:
        self._valeur = NE_SAIT_PAS
        self.definir_erreur("")
        self.repondu.emit(NE_SAIT_PAS)

    def _sortir(self) -> None:
        if self._valeur is not PAS_DEMANDE or not self.ligne.text().strip():
            return
        trouvees = self.propositions()
        seules = trouvees if len(trouvees) == 1 else _homonymes(trouvees, self.ligne.text())
        if len(seules) == 1:
            self._prendre(seules[0])
        elif trouvees:
            self.definir_erreur("Choisissez dans la liste : Bas, puis Entrée.")
        else:
            self.definir_erreur(self._rien)


def _homonymes(trouvees: Sequence[Suggestion], tape: str) -> tuple[Suggestion, ...]:
    """Celles dont le nom, sans la parenthèse qui le précise, est exactement ce qui est tapé."""
    nom = plat(tape)
    return tuple(s for s in trouvees if plat(s.texte.split(" (")[0]) == nom)
