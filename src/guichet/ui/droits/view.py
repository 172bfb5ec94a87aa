"""L'écran « Droits » : le total, les droits par statut, et le pourquoi de celui qu'on choisit."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.dossier.contenu import Choix
from guichet.droits.situation import PAS_DEMANDE
from guichet.ui import theme
from guichet.ui.droits.lignes import GROUPES, Detail, LigneDroit
from guichet.ui.droits.pourquoi import CHOIX, Pourquoi
from guichet.ui.noyau import (
    OUI_NON,
    Attente,
    Bouton,
    Cadre,
    CarteDroit,
    Constat,
    Etiquette,
    Filet,
    Icone,
    Paragraphe,
    Segment,
    ZoneDefilante,
)

LARGEUR_POURQUOI = 442
OUVERTS = ("probable", "a_verifier")
ICONES = {
    "probable": ("circle-check", "probable"),
    "a_verifier": ("circle-question-mark", "verifier"),
    "oriente": ("landmark", "verifier"),
    "deja_percu": ("check", "accent"),
    "non": ("circle-minus", "non"),
    "non_calcule": ("circle-dashed", "noncalc"),
}


class DroitsView(QWidget):
    """Montre ce qu'on lui dit ; ``repondu`` : une question posée dans sa carte."""

    droit_choisi = Signal(str)
    choix_fait = Signal(str, object)
    repondu = Signal(str, object)
    question_demandee = Signal(str)
    recalcul_demande = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.titre = Paragraphe("", role="titre2")
        self.sous_titre = Paragraphe("", role="corps2", couleur="encre2")
        self.effet = Etiquette("", "corps2", "verifier_texte", graisse=600)
        self.poser = Bouton(
            "Poser la question", icone="message-circle-question-mark", taille="compact"
        )
        self.attente = Attente("Calcul des droits…")
        self.pourquoi = Pourquoi()
        self.pourquoi.setFixedWidth(theme.actuel().px(LARGEUR_POURQUOI))
        self._question = ""
        self._cartes: dict[str, CarteDroit] = {}
        self._replies: dict[str, bool] = {}
        self._liste = QVBoxLayout()
        self._liste.setSpacing(4)
        self._pied = QHBoxLayout()
        self._pied.setSpacing(10)
        self._vide = Constat(
            "users",
            "Décrivez d'abord la situation",
            "Une date de naissance suffit pour commencer : les droits s'affichent ici.",
        )
        self._total = self._bandeau_total()
        self._ranger()
        self.poser.clicked.connect(lambda: self.question_demandee.emit(self._question))
        self.pourquoi.choisi.connect(self.choix_fait)
        self.pourquoi.ferme.connect(lambda: self.droit_choisi.emit(""))

    def montrer_vide(self, *, attente: bool, erreur: str) -> None:
        """Rien à montrer encore : la situation manque, se calcule ou le calcul a échoué."""
        self._vider()
        self._total.hide()
        self.pourquoi.hide()
        self.attente.setVisible(attente)
        self._vide.setVisible(not attente)
        if erreur:
            self._vide.titre.setText("Le calcul n'a pas répondu")
            self._vide.texte.setText(erreur)

    def montrer_total(self, titre: str, sous_titre: str, question: str, effet: str) -> None:
        self._vide.hide()
        self.attente.hide()
        self._total.show()
        self.titre.setText(titre)
        self.sous_titre.setText(sous_titre)
        self._question = question
        self.effet.setText(effet)
        self.effet.setVisible(bool(question))
        self.poser.setVisible(bool(question))

    def montrer_lignes(
        self,
        lignes: Mapping[str, Sequence[LigneDroit]],
        choix: Mapping[str, Choix],
        choisi: str,
    ) -> None:
        """Refait la liste ; les groupes repliés le restent."""
        self._vider()
        for cle, titre, sens in GROUPES:
            groupe = lignes.get(cle, ())
            if cle in OUVERTS:
                if groupe:
                    self._liste.addWidget(_titre_groupe(cle, f"{titre} · {len(groupe)}", sens))
                self._ajouter(groupe, choix)
            else:
                self._ajouter_bouton(cle, titre, groupe)
        for cle, _titre, _sens in GROUPES:
            if self._replies.get(cle):
                self._ajouter(lignes.get(cle, ()), choix)
        self._liste.addStretch(1)
        self.designer(choisi)

    def designer(self, choisi: str) -> None:
        for identifiant, carte in self._cartes.items():
            carte.definir_choisie(identifiant == choisi)

    def montrer_detail(self, detail: Detail | None, choix: Choix | None, prenom: str) -> None:
        self.pourquoi.setVisible(detail is not None)
        if detail is not None:
            self.pourquoi.montrer(detail, choix, prenom)

    def carte(self, identifiant: str) -> CarteDroit:
        return self._cartes[identifiant]

    def _ajouter(self, groupe: Sequence[LigneDroit], choix: Mapping[str, Choix]) -> None:
        for ligne in groupe:
            carte = CarteDroit(
                ligne.nom,
                ligne.organisme,
                ligne.groupe,
                statut=ligne.statut.replace("_", " "),
                sous_ligne=_avec_choix(ligne, choix.get(ligne.id)),
                montant=ligne.montant,
                unite=ligne.unite,
                urgent=ligne.urgent and ligne.id not in choix,
                action=self._action(ligne),
            )
            carte.clicked.connect(partial(self.droit_choisi.emit, ligne.id))
            self._cartes[ligne.id] = carte
            self._liste.addWidget(carte)

    def _action(self, ligne: LigneDroit) -> QWidget | None:
        if not ligne.question:
            return None
        if not ligne.oui_non:
            bouton = Bouton("Répondre", icone="pencil", taille="compact")
            bouton.clicked.connect(partial(self.question_demandee.emit, ligne.question))
            return bouton
        segment = Segment(OUI_NON, ligne.sous_ligne, inconnu=True)
        segment.definir(ligne.reponse if ligne.reponse is not None else PAS_DEMANDE)
        segment.choisi.connect(partial(self.repondu.emit, ligne.question))
        return segment

    def _ajouter_bouton(self, cle: str, titre: str, groupe: Sequence[LigneDroit]) -> None:
        ouvert = self._replies.get(cle, False)
        suite = ", et pourquoi" if cle == "non" else ""
        bouton = Bouton(
            f"{titre} · {len(groupe)}{suite}",
            icone="chevron-down" if ouvert else "chevron-right",
            icone_apres=ICONES[cle][0],
            taille="compact",
        )
        bouton.setEnabled(bool(groupe))
        bouton.clicked.connect(partial(self._replier, cle))
        self._pied.addWidget(bouton, 1)

    def _replier(self, cle: str) -> None:
        self._replies[cle] = not self._replies.get(cle, False)
        self.recalcul_demande.emit()

    def _vider(self) -> None:
        self._cartes.clear()
        for pile in (self._liste, self._pied):
            while (element := pile.takeAt(0)) is not None:
                widget = element.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _bandeau_total(self) -> Cadre:
        cadre = Cadre(marges=(18, 14, 18, 14))
        mots = QVBoxLayout()
        mots.setSpacing(4)
        mots.addWidget(self.titre)
        mots.addWidget(self.sous_titre)
        question = QVBoxLayout()
        question.setSpacing(6)
        question.addWidget(self.effet)
        question.addWidget(self.poser)
        ligne = QHBoxLayout()
        ligne.setSpacing(16)
        ligne.addLayout(mots, 1)
        ligne.addWidget(Filet(debout=True))
        ligne.addLayout(question)
        cadre.corps.addLayout(ligne)
        return cadre

    def _ranger(self) -> None:
        gauche = QWidget()
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 6, 0)
        colonne.setSpacing(8)
        colonne.addWidget(self._total)
        colonne.addWidget(self.attente)
        colonne.addWidget(self._vide)
        colonne.addLayout(self._liste, 1)
        defilante = ZoneDefilante(gauche)
        milieu = QVBoxLayout()
        milieu.setSpacing(10)
        milieu.addWidget(defilante, 1)
        milieu.addLayout(self._pied)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 14, 24, 12)
        page.setSpacing(18)
        page.addLayout(milieu, 1)
        page.addWidget(self.pourquoi)


def _titre_groupe(cle: str, titre: str, sens: str) -> QWidget:
    widget = QWidget()
    icone, couleur = ICONES[cle]
    ligne = QHBoxLayout(widget)
    ligne.setContentsMargins(0, 6, 0, 2)
    ligne.setSpacing(8)
    ligne.addWidget(Icone(icone, 20, couleur))
    ligne.addWidget(Etiquette(titre, "titre3", f"{couleur}_texte"))
    ligne.addWidget(Etiquette(sens, "petit", "encre2"))
    ligne.addStretch(1)
    return widget


def _avec_choix(ligne: LigneDroit, choix: Choix | None) -> str:
    if choix is None:
        return ligne.sous_ligne
    return f"Choix : {dict(CHOIX)[choix].lower()}"
