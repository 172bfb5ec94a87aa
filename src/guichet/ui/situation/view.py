"""L'écran « Situation », tout sur une page : montre ce qu'on lui dit, signale les réponses."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.droits.situation import PAS_DEMANDE, Couple, Situation
from guichet.ui.noyau import Champ, ChampSegment, Panneau, PuceBouton, ZoneDefilante
from guichet.ui.situation.champs import ChercherCommune
from guichet.ui.situation.foyer import PanneauFoyer, serrer
from guichet.ui.situation.groupe import PanneauGroupe, Utile
from guichet.ui.situation.lignes import PanneauAides, PanneauRessources
from guichet.ui.situation.questions import GROUPES, Question
from guichet.ui.situation.suivi import DroitBref, EtatGroupe, QuestionUtile, Sommaire, Suivi

UNIONS = (
    (False, "Sans conjoint"),
    ("marie", "Mariage"),
    ("pacse", "Pacs"),
    ("concubinage", "Union libre"),
)
TITRES = {
    "foyer": "Foyer",
    "couple": "Couple, séparation",
    "ressources": "Ressources",
    "logement": "Logement",
    "sante": "Santé",
    "handicap": "Handicap, aidant",
    "etudes": "Études",
    "aides": "Déjà reçu",
    "impots": "Épargne, impôts",
}

GROUPE_DE = {"ressources": "ressources", "aides_percues": "aides", "revenus_annuels": "impots"}


class SituationView(QWidget):
    """Neuf groupes au milieu, leur liste à gauche, les droits en direct à droite."""

    repondu = Signal(object, str, object)
    union_choisie = Signal(object)
    personne_enregistree = Signal(str, str, str, object)
    personne_retiree = Signal(str)
    ressources_changees = Signal(str, object)
    aides_changees = Signal(object)
    suite = Signal()
    droits_demandes = Signal(str)

    def __init__(
        self,
        *,
        noms_aides: Mapping[str, str],
        chercher_commune: ChercherCommune,
        nommer_commune: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._chercher = chercher_commune
        self.union = ChampSegment("Situation aujourd'hui", UNIONS, inconnu=True)
        self.foyer = PanneauFoyer()
        self.ressources = PanneauRessources()
        self.aides = PanneauAides(noms_aides)
        self.groupes = {
            groupe.id: PanneauGroupe(
                groupe,
                chercher_commune=chercher_commune,
                nommer_commune=nommer_commune,
                devant=self.union if groupe.id == "couple" else None,
            )
            for groupe in GROUPES
        }
        self.panneaux: dict[str, Panneau] = {
            cle: {"foyer": self.foyer, "ressources": self.ressources, "aides": self.aides}.get(cle)
            or self.groupes[cle]
            for cle in TITRES
        }
        self.sommaire = Sommaire()
        self.suivi = Suivi()
        self._defilante = self._ranger()
        self._brancher()

    def montrer(self, situation: Situation | None, utile: Utile) -> None:
        """Suit la situation sans rien émettre ; ce qui se tape n'est pas dérangé."""
        self.foyer.montrer(situation, utile=utile, chercher_commune=self._chercher)
        for panneau in self.panneaux.values():
            if panneau is not self.foyer:
                panneau.setVisible(situation is not None)
        if situation is None:
            return
        union = situation.couple
        self.union.definir(union.statut if isinstance(union, Couple) else union)
        self.ressources.montrer(situation)
        self.aides.montrer(situation)
        for groupe in self.groupes.values():
            groupe.montrer(situation, utile)

    def montrer_sommaire(self, groupes: Sequence[EtatGroupe], present: str) -> None:
        self.sommaire.montrer(groupes, present)

    def montrer_suivi(
        self,
        compte: str,
        droits: Sequence[DroitBref],
        questions: Sequence[QuestionUtile],
        *,
        attente: bool,
        pret: bool,
    ) -> None:
        self.suivi.montrer(compte, droits, questions, attente=attente, pret=pret)

    def marquer(self, effets: Mapping[str, str], situation: Situation) -> None:
        """Pose « change 3 droits » près des questions de ``effets`` (chemin → texte)."""
        for chemin, champ in self.champs(situation).items():
            texte = effets.get(chemin, "")
            if champ.property("effet") == texte or not (texte or champ.property("effet")):
                continue
            champ.setProperty("effet", texte)
            puce = PuceBouton(texte) if texte else None
            if puce is not None:
                puce.clicked.connect(partial(self.droits_demandes.emit, chemin))
            champ.definir_marge(puce)

    def champs(self, situation: Situation) -> dict[str, Champ]:
        """Tous les champs présents, par chemin du contrat."""
        champs: dict[str, Champ] = {"couple": self.union}
        for groupe in self.groupes.values():
            for question, identifiant, champ in groupe.champs():
                champs[question.condition(situation, identifiant)] = champ
        for (chemin, identifiant), champ in self.foyer.champs().items():
            champs[chemin.format(id=identifiant)] = champ
        return champs

    def aller(self, cle: str) -> None:
        """Fait voir le groupe et donne le focus à son premier champ."""
        panneau = self.panneaux[cle]
        self._defilante.ensureWidgetVisible(panneau, 0, 20)
        premier = next((w for w in panneau.findChildren(QWidget) if _prend_le_focus(w)), None)
        if premier is not None:
            premier.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def aller_au_chemin(self, chemin: str, situation: Situation) -> None:
        """Montre et active le champ de cette question, en dépliant la personne s'il le faut."""
        champ = self.champs(situation).get(chemin)
        if chemin.startswith("personnes.") and champ in self.foyer.champs().values():
            self.foyer.ouvrir(chemin.split(".")[1])
        if champ is None:
            groupe = "ressources" if ".ressources" in chemin else chemin.partition(".")[0]
            self.aller(GROUPE_DE.get(groupe, "foyer"))
            return
        self._defilante.ensureWidgetVisible(champ, 0, 40)
        champ.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dire_erreur(self, question: Question | None, identifiant: str, phrase: str) -> None:
        """La phrase sous le champ refusé ; vide : l'efface."""
        if question is None:
            self.foyer.definir_erreur(phrase)
            return
        for groupe in self.groupes.values():
            for autre, cle, champ in groupe.champs():
                if autre is question and cle == identifiant:
                    champ.definir_erreur(phrase)

    def manquants(self, cle: str) -> int:
        """Questions utiles sans réponse du groupe."""
        if cle in self.groupes:
            union = self.union.valeur() is PAS_DEMANDE if cle == "couple" else False
            return self.groupes[cle].manquants() + union
        return 0

    def _ranger(self) -> ZoneDefilante:
        milieu = QWidget()
        colonne = QVBoxLayout(milieu)
        colonne.setContentsMargins(2, 2, 2, 14)
        colonne.setSpacing(9)
        for panneau in self.panneaux.values():
            serrer(panneau)
            colonne.addWidget(panneau)
        colonne.addStretch(1)
        defilante = ZoneDefilante(milieu)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 12, 24, 12)
        page.setSpacing(16)
        page.addWidget(self.sommaire, 0, Qt.AlignmentFlag.AlignTop)
        page.addWidget(defilante, 1)
        page.addWidget(self.suivi)
        return defilante

    def _brancher(self) -> None:
        self.union.repondu.connect(self.union_choisie)
        self.foyer.enregistree.connect(self.personne_enregistree)
        self.foyer.retiree.connect(self.personne_retiree)
        self.foyer.repondu.connect(self.repondu)
        self.ressources.change.connect(self.ressources_changees)
        self.aides.change.connect(self.aides_changees)
        for groupe in self.groupes.values():
            groupe.repondu.connect(self.repondu)
        self.sommaire.choisi.connect(self.aller)
        self.suivi.suite.connect(self.suite)


def _prend_le_focus(widget: QWidget) -> bool:
    return (
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
    )
