"""L'écran « Droits » : le total, les droits par statut, et le pourquoi de celui qu'on choisit."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from guichet.dossier.contenu import Choix
from guichet.ui import theme
from guichet.ui.droits.cartes import BoutonGroupe, GroupeDroits
from guichet.ui.droits.detail import Detail
from guichet.ui.droits.lignes import GROUPES, OUVERTS, LigneDroit
from guichet.ui.droits.pourquoi import Pourquoi
from guichet.ui.droits.total import Total
from guichet.ui.jetons import jetons
from guichet.ui.noyau import (
    Attente,
    Bouton,
    Cadre,
    CarteDroit,
    Constat,
    Paragraphe,
    ZoneDefilante,
    ligne_a_icone,
)

LARGEUR_POURQUOI = 442
PALE = 0.55
ILLIMITEE = 16_777_215


class DroitsView(QWidget):
    """Montre ce qu'on lui dit ; ``repondu`` : une question posée dans sa carte."""

    droit_choisi = Signal(str)
    choix_fait = Signal(str, object)
    repondu = Signal(str, object)
    question_demandee = Signal(str)
    recalcul_demande = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._total = Total()
        self.titre, self.poser = self._total.titre, self._total.poser
        self.attente = Attente("Calcul des droits…")
        self.reessayer = Bouton("Réessayer", icone="refresh-cw", touche="F5")
        self.vide = Constat("users", "", "", self.reessayer)
        self.texte_alerte = Paragraphe("", role="corps2", couleur="danger_texte")
        self.alerte = Cadre("danger")
        self.alerte.corps.addWidget(ligne_a_icone("circle-alert", self.texte_alerte, "danger"))
        self.pourquoi = Pourquoi()
        self.groupes = {cle: GroupeDroits(cle, titre, sens) for cle, titre, sens in GROUPES}
        self.boutons = {
            cle: BoutonGroupe(cle, titre) for cle, titre, _sens in GROUPES if cle not in OUVERTS
        }
        self._ouverts = set(OUVERTS)
        self._lignes: Mapping[str, Sequence[LigneDroit]] = {}
        self._choix: Mapping[str, Choix] = {}
        self._choisi = ""
        self._detail = False
        self._question = ""
        self._etroit = False
        self._colonnes = 0
        self._ranger()
        self._brancher()

    @property
    def etroit(self) -> bool:
        """Vrai quand le pourquoi s'ouvre sous la carte."""
        return self._etroit

    def montrer_vide(self, *, attente: bool, erreur: str) -> None:
        """Rien à montrer encore : la situation manque, se calcule ou le calcul a échoué."""
        self._montrer_resultats(oui=False)
        self.attente.setVisible(attente)
        self.vide.setVisible(not attente)
        self.reessayer.setVisible(bool(erreur))
        if erreur:
            self.vide.titre.setText("Le calcul n'a pas répondu")
            self.vide.texte.setText(erreur)
        else:
            self.vide.titre.setText("Décrivez d'abord la situation")
            self.vide.texte.setText(
                "Une date de naissance suffit pour commencer : les droits s'affichent ici."
            )

    def montrer_total(self, titre: str, sous_titre: str, question: str, effet: str) -> None:
        self.vide.hide()
        self.attente.hide()
        self._montrer_resultats(oui=True)
        self._question = question
        lu = self._lu()
        self._total.montrer(titre, sous_titre, effet)
        self._relire(lu)

    def montrer_recalcul(self, *, en_cours: bool) -> None:
        """L'ancien résultat reste lisible, pâli, avec « recalcul… »."""
        self._total.recalcul.setVisible(en_cours)
        if en_cours is (self._contenu.graphicsEffect() is not None):
            return
        effet = QGraphicsOpacityEffect(self._contenu) if en_cours else None
        if effet is not None:
            effet.setOpacity(PALE)
        self._contenu.setGraphicsEffect(effet)  # type: ignore[arg-type]

    def montrer_alerte(self, phrase: str) -> None:
        """Une réponse refusée, ou un calcul sans réponse ; vide : rien."""
        self.alerte.setVisible(bool(phrase))
        if phrase:
            self.texte_alerte.setText(phrase)

    def montrer_lignes(
        self,
        lignes: Mapping[str, Sequence[LigneDroit]],
        choix: Mapping[str, Choix],
        choisi: str,
    ) -> None:
        """Met à jour les groupes ; les repliés le restent, la lecture ne saute pas."""
        lu = self._lu()
        self._lignes, self._choix, self._choisi = lignes, choix, choisi
        for cle, groupe in self.groupes.items():
            presentes = lignes.get(cle, ())
            ouvert = cle in self._ouverts and bool(presentes)
            if ouvert:
                groupe.montrer(presentes, choix)
            groupe.setVisible(ouvert)
            if cle in self.boutons:
                self.boutons[cle].montrer(len(presentes), ouvert=ouvert)
        self._designer()
        self._relire(lu)

    def montrer_detail(self, detail: Detail | None, choix: Choix | None, prenom: str) -> None:
        """Le pourquoi du droit choisi ; ``None`` : le panneau se ferme."""
        self._detail = detail is not None
        if detail is not None:
            self.pourquoi.montrer(detail, choix, prenom)
        self._placer_pourquoi()

    def carte(self, identifiant: str) -> CarteDroit:
        """La carte montrée de ce droit.

        Raises:
            KeyError: ce droit n'est pas montré, ou son groupe est replié.
        """
        for groupe in self.groupes.values():
            if identifiant in groupe.cartes and not groupe.isHidden():
                return groupe.cartes[identifiant]
        raise KeyError(identifiant)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapter()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_page"):
            self._adapter()

    def _adapter(self) -> None:
        largeur, seuils = self.width() / theme.actuel().zoom, jetons().seuils
        etroit = largeur < seuils["etroit"]
        self._ranger_pied(1 if etroit else 2 if largeur < seuils["moyen"] else len(self.boutons))
        marge = 16 if etroit else 24
        self._page.setContentsMargins(marge, 14, marge, 12)
        if etroit is not self._etroit:
            self._etroit = etroit
            self._deplacer_pied()
            self.pourquoi.disposer(accordeon=etroit)
        self._placer_pourquoi()

    def _lu(self) -> int:
        """Où en est la lecture : cacher ce qui a le focus la ferait défiler vers le suivant."""
        return self._defilante.verticalScrollBar().value()

    def _relire(self, place: int) -> None:
        self._defilante.verticalScrollBar().setValue(place)

    def _placer_pourquoi(self) -> None:
        """À droite, ou sous la carte choisie ; caché si sa carte ne se voit pas."""
        largeur = theme.actuel().px(LARGEUR_POURQUOI)
        visible = self._detail and not self._total.isHidden()
        if not self._etroit:
            if self._page.indexOf(self.pourquoi) < 0:
                self._page.addWidget(self.pourquoi)
            self.pourquoi.setFixedWidth(largeur)
            self.pourquoi.setVisible(visible)
            return
        self.pourquoi.setMinimumWidth(0)
        self.pourquoi.setMaximumWidth(ILLIMITEE)
        for groupe in self.groupes.values():
            carte = groupe.cartes.get(self._choisi)
            if carte is not None and not groupe.isHidden():
                if groupe.pile.indexOf(self.pourquoi) != groupe.pile.indexOf(carte) + 1:
                    self._detacher()
                    groupe.pile.insertWidget(groupe.pile.indexOf(carte) + 1, self.pourquoi)
                self.pourquoi.setVisible(visible)
                return
        self.pourquoi.hide()

    def _detacher(self) -> None:
        for groupe in self.groupes.values():
            groupe.pile.removeWidget(self.pourquoi)
        self._page.removeWidget(self.pourquoi)

    def _designer(self) -> None:
        for groupe in self.groupes.values():
            for identifiant, carte in groupe.cartes.items():
                if carte.choisie is not (identifiant == self._choisi):
                    carte.definir_choisie(identifiant == self._choisi)

    def _choisir(self, identifiant: str) -> None:
        """En accordéon, recliquer la carte ouverte la referme."""
        ferme = self._etroit and identifiant == self._choisi and not self.pourquoi.isHidden()
        self.droit_choisi.emit("" if ferme else identifiant)

    def _fermer(self) -> None:
        """Le détail se ferme ; le focus revient à sa carte."""
        choisi = self._choisi
        self.droit_choisi.emit("")
        for groupe in self.groupes.values():
            if choisi in groupe.cartes:
                groupe.cartes[choisi].setFocus(Qt.FocusReason.OtherFocusReason)

    def _replier(self, cle: str) -> None:
        self._ouverts ^= {cle}
        self.montrer_lignes(self._lignes, self._choix, self._choisi)
        self._placer_pourquoi()
        if cle in self._ouverts:
            groupe = self.groupes[cle]
            defiler = partial(self._defilante.ensureWidgetVisible, groupe.titre, 0, 40)
            QTimer.singleShot(0, groupe, defiler)

    def _montrer_resultats(self, *, oui: bool) -> None:
        self._total.setVisible(oui)
        self._boite_pied.setVisible(oui)
        if not oui:
            self.alerte.hide()
            self.pourquoi.hide()
            for groupe in self.groupes.values():
                groupe.hide()

    def _ranger(self) -> None:
        self._contenu = QWidget()
        self._colonne = QVBoxLayout(self._contenu)
        self._colonne.setContentsMargins(0, 0, 6, 6)
        self._colonne.setSpacing(6)
        for widget in (self._total, self.alerte, self.attente, self.vide, *self.groupes.values()):
            self._colonne.addWidget(widget)
        self._colonne.addStretch(1)
        self._defilante = ZoneDefilante(self._contenu)
        self._boite_pied = QWidget()
        self._pied = QGridLayout(self._boite_pied)
        self._pied.setContentsMargins(0, 0, 6, 0)
        self._pied.setSpacing(8)
        self._milieu = QVBoxLayout()
        self._milieu.setSpacing(8)
        self._milieu.addWidget(self._defilante, 1)
        self._milieu.addWidget(self._boite_pied)
        self._page = QHBoxLayout(self)
        self._page.setSpacing(18)
        self._page.addLayout(self._milieu, 1)
        self._page.addWidget(self.pourquoi)

    def _ranger_pied(self, colonnes: int) -> None:
        """Les groupes repliés sur une, deux ou quatre colonnes : jamais de nombre coupé."""
        if colonnes != self._colonnes:
            self._colonnes = colonnes
            for rang, bouton in enumerate(self.boutons.values()):
                self._pied.addWidget(bouton, rang // colonnes, rang % colonnes)

    def _deplacer_pied(self) -> None:
        """En étroit, les groupes repliés suivent la liste au lieu de rester sous elle."""
        self._colonne.removeWidget(self._boite_pied)
        self._milieu.removeWidget(self._boite_pied)
        if self._etroit:
            self._colonne.insertWidget(self._colonne.count() - 1, self._boite_pied)
        else:
            self._milieu.addWidget(self._boite_pied)

    def _brancher(self) -> None:
        self.poser.clicked.connect(lambda: self.question_demandee.emit(self._question))
        self.reessayer.clicked.connect(self.recalcul_demande)
        self.pourquoi.choisi.connect(self.choix_fait)
        self.pourquoi.ferme.connect(self._fermer)
        self.pourquoi.corriger.connect(self.question_demandee)
        for groupe in self.groupes.values():
            groupe.choisi.connect(self._choisir)
            groupe.repondu.connect(self.repondu)
            groupe.question_demandee.connect(self.question_demandee)
        for cle, bouton in self.boutons.items():
            bouton.clicked.connect(partial(self._replier, cle))
