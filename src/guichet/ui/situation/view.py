"""L'écran « Situation », tout sur une page : montre ce qu'on lui dit, signale les réponses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from guichet.droits.situation import Couple, Situation
from guichet.ui.noyau import Champ, ChampSegment, Panneau
from guichet.ui.situation.aides import PanneauAides
from guichet.ui.situation.apercu import Apercu
from guichet.ui.situation.cadre import CadreSituation
from guichet.ui.situation.champs import REFUSE, ChercherCommune, marquer, montrer
from guichet.ui.situation.corrections import Corrections
from guichet.ui.situation.foyer import PanneauFoyer, serrer
from guichet.ui.situation.groupe import ChampPose, Outils, PanneauGroupe
from guichet.ui.situation.plan import TITRES, EtatGroupe, groupe_de
from guichet.ui.situation.question import Question, Utile
from guichet.ui.situation.questions import GROUPES
from guichet.ui.situation.reponses import REFUS
from guichet.ui.situation.ressources import PanneauRessources
from guichet.ui.situation.tabulation import arrets, ordonner

UNIONS = (
    (False, "Sans conjoint"),
    ("marie", "Mariage"),
    ("pacse", "Pacs"),
    ("concubinage", "Union libre"),
)


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
        outils = Outils(chercher_commune=chercher_commune, nommer_commune=nommer_commune)
        self.union = ChampSegment("Situation aujourd'hui", UNIONS, inconnu=True)
        self.union.setProperty("chemin", "couple")
        self.foyer = PanneauFoyer(outils)
        self.ressources = PanneauRessources(outils)
        self.aides = PanneauAides(noms_aides)
        self.groupes = {
            groupe.id: PanneauGroupe(
                groupe, outils, devant=self.union if groupe.id == "couple" else None
            )
            for groupe in GROUPES
        }
        a_part = {"foyer": self.foyer, "ressources": self.ressources, "aides": self.aides}
        self.panneaux: dict[str, Panneau] = {
            cle: a_part.get(cle) or self.groupes[cle] for cle in TITRES
        }
        self._situation: Situation | None = None
        self._utile: Utile = _jamais
        self._effets: Mapping[str, str] = {}
        self.cadre = CadreSituation(list(self.panneaux.values()))
        self.sommaire, self.suivi = self.cadre.sommaire, self.cadre.suivi
        self.corrections = Corrections(self.cadre)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.cadre)
        for panneau in self.panneaux.values():
            serrer(panneau)
        self.sommaire.designer("foyer")
        self._brancher()

    def montrer(self, situation: Situation | None, utile: Utile) -> None:
        """Suit la situation sans rien émettre ; ce qui se tape n'est pas dérangé."""
        self._situation, self._utile = situation, utile
        bati = self.foyer.montrer(situation, utile)
        self.cadre.decrire(situation is not None)
        for panneau in (self.ressources, self.aides, *self.groupes.values()):
            if situation is None:
                panneau.hide()
        if situation is not None:
            bati |= self._montrer_groupes(situation, utile)
            self._remarquer()
        if bati:
            ordonner(self.cadre)
        self.corrections.compter(self._fautifs())

    def montrer_sommaire(self, groupes: Sequence[EtatGroupe]) -> None:
        self.sommaire.montrer(groupes)

    def montrer_suivi(self, apercu: Apercu) -> None:
        self.suivi.montrer(apercu)
        self.cadre.nommer_suivi(apercu.compte)

    def marquer(self, effets: Mapping[str, str]) -> None:
        """Pose « change 3 droits » près des questions de ``effets`` (chemin → texte)."""
        if effets != self._effets:
            self._effets = dict(effets)
            self._remarquer()

    def champs(self, situation: Situation) -> dict[str, Champ]:
        """Tous les champs, par chemin du contrat ; bâtit ceux que la page ne montre pas."""
        self.foyer.batir()
        for blocs in (self.ressources.blocs, *(g.blocs for g in self.groupes.values())):
            blocs.batir_tout()
        if situation is self._situation:
            self.montrer(situation, self._utile)
        return dict(self._presents())

    def aller(self, cle: str) -> None:
        """Fait voir le groupe et donne le focus à son premier champ."""
        panneau = self.panneaux[cle]
        self.cadre.faire_voir(panneau)
        premier = next((w for w in arrets(panneau) if w.isVisible() and w.isEnabled()), None)
        if premier is not None:
            premier.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.cadre.faire_voir(panneau)

    def aller_au_chemin(self, chemin: str, situation: Situation) -> None:
        """Montre et active le champ de cette question, en dépliant la personne s'il le faut."""
        if situation is not self._situation:
            return
        self.cadre.choisir("page")
        if groupe_de(chemin) == "foyer" and chemin.startswith("personnes."):
            self.foyer.ouvrir(chemin.split(".")[1])
        champ = self.champ(chemin)
        if champ is None or champ.isHidden():
            self.aller(groupe_de(chemin))
            return
        self.cadre.faire_voir(champ)
        champ.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def champ(self, chemin: str) -> Champ | None:
        """Le champ bâti de ce chemin, d'un de ses détails, ou de l'objet qui le contient."""
        presents = dict(self._presents())
        if chemin in presents:
            return presents[chemin]
        detail = (c for cle, c in presents.items() if cle.startswith(f"{chemin}."))
        objet = (c for cle, c in presents.items() if chemin.startswith(f"{cle}."))
        return next(detail, None) or next(objet, None)

    def dire_erreur(self, chemin: str, phrase: str, *, champ: str = "") -> None:
        """La phrase sous ce que l'on vient de changer ; vide : l'efface.

        ``champ`` : le chemin que nomme le refus, pour choisir la bonne case d'une ligne.
        """
        pas = chemin.split(".")
        cible = dict(self._presents()).get(chemin)
        if pas[0] == "personnes" and (len(pas) == 1 or pas[-1] == "date_naissance"):
            self.foyer.dire_erreur(pas[1] if len(pas) > 1 else "", phrase)
        elif pas[-1] == "ressources":
            self.ressources.dire_erreur(champ, phrase)
        elif chemin == "aides_percues":
            self.aides.dire_erreur(champ, phrase)
        elif cible is not None:
            cible.definir_erreur(phrase)
        self.corrections.compter(self._fautifs())

    def refuser(self, chemin: str) -> None:
        """« Ne veut pas répondre » à cette question."""
        self.repondu.emit(Question(chemin=chemin, etiquette="", genre="segment"), "", REFUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cadre.adapter(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "cadre"):
            self.cadre.adapter(self.width())

    def _montrer_groupes(self, situation: Situation, utile: Utile) -> bool:
        self.ressources.show()
        self.aides.show()
        union = situation.couple
        if self.foyer.saisie is None:
            montrer(self.union, union.statut if isinstance(union, Couple) else union)
        bati = self.ressources.montrer(situation, utile)
        bati |= self.aides.montrer(situation)
        for groupe in self.groupes.values():
            bati |= groupe.montrer(situation, utile)
        return bati

    def _poses(self) -> Iterator[ChampPose]:
        yield from self.foyer.poses()
        yield from self.ressources.blocs.poses()
        for groupe in self.groupes.values():
            yield from groupe.blocs.poses()

    def _presents(self) -> Iterator[tuple[str, Champ]]:
        yield "couple", self.union
        for champ in (*self.ressources.ensembles(), self.aides.aucune):
            yield str(champ.property("chemin")), champ
        for pose in self._poses():
            yield str(pose.champ.property("chemin")), pose.champ

    def _remarquer(self) -> None:
        if self._situation is None:
            return
        refus = self._situation.inconnus_assumes
        marques = {
            id(champ): texte
            for chemin, texte in self._effets.items()
            if (champ := self.champ(chemin)) is not None and chemin not in refus
        }
        for chemin, champ in self._presents():
            effet = REFUSE if chemin in refus else marques.get(id(champ), "")
            marquer(champ, effet, partial(self._cliquer_puce, chemin))
        for bloc in (self.ressources.blocs, *(g.blocs for g in self.groupes.values())):
            bloc.aligner()

    def _cliquer_puce(self, chemin: str) -> None:
        if self._situation is not None and chemin in self._situation.inconnus_assumes:
            self.refuser(chemin)
        else:
            self.droits_demandes.emit(chemin)

    def _refuser_ici(self) -> None:
        """Maj+F4 : ne veut pas répondre à la question qui a le focus."""
        actif = QApplication.focusWidget()
        for chemin, champ in self._presents():
            if actif is not None and champ.isAncestorOf(actif):
                self.refuser(chemin)

    def _fautifs(self) -> list[Champ]:
        lignes = (*self.ressources.lignes, *self.aides.lignes)
        tous = [
            *(champ for _chemin, champ in self.foyer.champs_d_identite()),
            *(champ for _chemin, champ in self._presents()),
            *(champ for ligne in lignes for champ in ligne.champs),
        ]
        return [champ for champ in tous if champ.erreur and not champ.isHidden()]

    def _suivre_focus(self, _ancien: QWidget | None, nouveau: QWidget | None) -> None:
        if self.isVisible():
            self.corrections.compter(self._fautifs())
        for cle, panneau in self.panneaux.items():
            if nouveau is not None and panneau.isAncestorOf(nouveau):
                self.sommaire.designer(cle)

    def _suivre_defilement(self) -> None:
        actif = QApplication.focusWidget()
        if actif is not None and self.cadre.montre(actif):
            return
        vu = self.cadre.premier_visible()
        cle = next((cle for cle, panneau in self.panneaux.items() if panneau is vu), "")
        if cle:
            self.sommaire.designer(cle)

    def _rendre_union(self) -> None:
        """La saisie du conjoint est abandonnée : l'union redevient ce qu'elle était."""
        if self._situation is not None:
            union = self._situation.couple
            self.union.definir(union.statut if isinstance(union, Couple) else union)

    def _aller_groupe(self, cle: str) -> None:
        self.cadre.choisir("page")
        self.aller(cle)

    def _brancher(self) -> None:
        self.union.repondu.connect(self.union_choisie)
        self.foyer.enregistree.connect(self.personne_enregistree)
        self.foyer.retiree.connect(self.personne_retiree)
        self.foyer.saisie_fermee.connect(self._rendre_union)
        self.foyer.deplie.connect(lambda: ordonner(self.cadre))
        self.ressources.bati.connect(lambda: ordonner(self.cadre))
        self.aides.bati.connect(lambda: ordonner(self.cadre))
        self.ressources.change.connect(self.ressources_changees)
        self.aides.change.connect(self.aides_changees)
        self.foyer.repondu.connect(self.repondu)
        self.ressources.repondu.connect(self.repondu)
        for groupe in self.groupes.values():
            groupe.repondu.connect(self.repondu)
        self.sommaire.choisi.connect(self._aller_groupe)
        self.suivi.suite.connect(self.suite)
        self.suivi.question_refusee.connect(self.refuser)
        self.cadre.defilement.connect(self._suivre_defilement)
        QShortcut(QKeySequence("Shift+F4"), self).activated.connect(self._refuser_ici)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._suivre_focus)


def _jamais(_chemin: str, _situation: Situation) -> bool:
    return False


__all__ = ["TITRES", "SituationView"]
