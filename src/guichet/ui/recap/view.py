"""L'écran « Récapitulatif » : ce qui sortira, ce qu'on y met, ce qu'on en fait."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from guichet.recap.contexte import Options
from guichet.ui import theme
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    CarteRadio,
    Case,
    ChampListe,
    Constat,
    Etiquette,
    Filet,
    Paragraphe,
    ZoneDefilante,
    ligne_a_icone,
)
from guichet.ui.recap.apercu import Apercu
from guichet.ui.recap.choix import ligne_choix
from guichet.ui.recap.presenter import ChoixDit
from guichet.ui.vider import vider

LARGEUR_GAUCHE = 258
LARGEUR_DROITE = 350
HAUTEUR_APERCU = 620
SECTIONS = (
    ("parcours", "Parcours dessiné"),
    ("rendez_vous", "Rendez-vous et QR agenda"),
    ("droits", "Droits et montants"),
    ("papiers", "Papiers à réunir"),
    ("discret", "Feuille discrète, sans titre"),
)
A_VENIR = "bientôt"
JAMAIS = (
    "Notes du conseiller, numéro de Sécurité sociale, ce que l'autre parent a dit, aides que la "
    "personne ne veut pas."
)


class RecapView(QWidget):
    """Montre ce qu'on lui dit, signale ce que le conseiller choisit."""

    option_changee = Signal(str, bool)
    impression_demandee = Signal()
    enregistrement_demande = Signal(object)
    suivi_demande = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._palier = "large"
        self.cases = {cle: Case(texte, cochee=cle != "discret") for cle, texte in SECTIONS}
        self.imprimer = Bouton(
            "Imprimer", "plein", icone="printer", touche="Ctrl+P", taille="principal"
        )
        self.feuilles = Etiquette("", "petit", "encre2")
        self.enregistrer = Bouton("Enregistrer le PDF", icone="download")
        self.suivre = Bouton("Suivre cette personne", icone="folder-plus")
        self.etat = Paragraphe("", role="corps2", couleur="encre2")
        self.panne = self._batir_panne()
        self.titre_choix = Etiquette("", "titre3")
        self._choix = QVBoxLayout()
        self._choix.setSpacing(9)
        self.relecture = Cadre("probable", marges=(12, 8, 12, 8))
        self._relu = QVBoxLayout()
        self.relecture.corps.addLayout(self._relu)
        self.relecture.hide()
        self.compte = Etiquette("", "petit", "encre2")
        self.pourcentage = Etiquette("", "petit", graisse=600, tabulaire=True)
        self.apercu = Apercu()
        self._vide = Constat(
            "file-text",
            "Rien à imprimer encore",
            "Décrivez la situation : la feuille se compose au fur et à mesure.",
        )
        self._vide.hide()
        self._ranger()
        self._brancher()
        self._mesurer()
        self.setFocusProxy(self.cases["parcours"])

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 200)

    def montrer_attente(self, phrase: str) -> None:
        """La feuille se compose : on n'imprime pas l'ancienne."""
        self.compte.setText(phrase)
        self._activer(False)

    def montrer_vide(self) -> None:
        self._vide.show()
        self.apercu.hide()
        self._activer(False)

    def montrer_pdf(self, pdf: bytes) -> None:
        """Dessine les pages ; ce que l'on voit est ce qui sortira."""
        self._vide.hide()
        self.apercu.show()
        self.apercu.montrer(pdf)
        self._activer(True)
        nombre = len(self.apercu.vignettes)
        feuilles = (nombre + 1) // 2
        pluriel = "s" if feuilles > 1 else ""
        self.feuilles.setText(f"Recto verso, {feuilles} feuille{pluriel}")

    def montrer_options(self, options: Options, *, discret_impose: bool) -> None:
        """Une visite discrète ne peut pas rendre une feuille qui ne l'est pas."""
        for cle, case in self.cases.items():
            case.blockSignals(True)
            case.setChecked(getattr(options, cle))
            case.blockSignals(False)
        self.cases["discret"].setEnabled(not discret_impose)

    def montrer_choix(self, prenom: str, choix: Sequence[ChoixDit]) -> None:
        self.titre_choix.setText(f"Ce que {prenom} a choisi")
        vider(self._choix)
        for dit in choix:
            self._choix.addWidget(ligne_choix(dit))
        if not choix:
            aucun = "Aucun choix noté : les droits probables sont imprimés."
            self._choix.addWidget(Paragraphe(aucun, role="corps2", couleur="encre2"))

    def montrer_relecture(self, sans_lieu: Sequence[str]) -> None:
        """Chaque étape a-t-elle un lieu, un site ou un téléphone ?"""
        vider(self._relu)
        if sans_lieu:
            texte = f"Sans lieu, site ni téléphone : {', '.join(sans_lieu)}."
            self._relu.addWidget(ligne_a_icone("circle-question-mark", texte, "verifier"))
        else:
            texte = "Relu : chaque étape a un lieu, un site ou un téléphone."
            self._relu.addWidget(ligne_a_icone("circle-check", texte, "probable"))
        self.relecture.setProperty("genre", "verifier" if sans_lieu else "probable")
        self.relecture.style().unpolish(self.relecture)
        self.relecture.style().polish(self.relecture)
        self.relecture.show()

    def montrer_suivi(self, reference: str) -> None:
        """``reference`` : celle du dossier gardé, ou vide."""
        self.suivre.setEnabled(not reference)
        self.suivre.setText(
            f"Suivie, dossier {reference}" if reference else "Suivre cette personne"
        )

    def dire(self, message: str, advice: str) -> None:
        self._dire(f"{message} {advice}".strip(), "danger_texte")

    def dire_fait(self, phrase: str) -> None:
        self._dire(phrase, "probable_texte")

    def dire_imprimante(self) -> None:
        """L'imprimante ne répond pas : la feuille n'est pas perdue, une autre voie existe."""
        self.etat.hide()
        self.panne.show()

    def demander_chemin(self, nom: str) -> None:
        """Où enregistrer : la fenêtre du système."""
        chemin, _filtre = QFileDialog.getSaveFileName(
            self, "Enregistrer la feuille", nom, "PDF (*.pdf)"
        )
        if chemin:
            self.enregistrement_demande.emit(Path(chemin))

    def adapter(self, palier: str) -> None:
        """``etroit`` : une seule colonne, qui défile d'un bloc."""
        self._palier = palier
        etroit = palier == "etroit"
        sens = QBoxLayout.Direction.TopToBottom if etroit else QBoxLayout.Direction.LeftToRight
        self._page.setDirection(sens)
        self._mesurer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sens = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if sens is None:
            super().keyPressEvent(event)
        else:
            self.apercu.tourner(sens)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_page"):
            self._mesurer()

    def _dire(self, phrase: str, couleur: str) -> None:
        self.panne.hide()
        self.etat.definir_couleur(couleur)
        self.etat.setText(phrase)
        self.etat.show()

    def _activer(self, oui: bool) -> None:
        for bouton in (self.imprimer, self.enregistrer):
            bouton.setEnabled(oui)

    def _mesurer(self) -> None:
        px, etroit = theme.actuel().px, self._palier == "etroit"
        for widget, largeur in ((self._gauche, LARGEUR_GAUCHE), (self._droite, LARGEUR_DROITE)):
            widget.setMinimumWidth(0 if etroit else px(largeur))
            widget.setMaximumWidth(16777215 if etroit else px(largeur))
        self._milieu.setMinimumHeight(px(HAUTEUR_APERCU) if etroit else 0)

    def _ranger(self) -> None:
        self._gauche = self._batir_gauche()
        self._milieu = self._batir_milieu()
        self._droite = self._batir_droite()
        contenu = QWidget()
        self._page = QBoxLayout(QBoxLayout.Direction.LeftToRight, contenu)
        self._page.setContentsMargins(24, 14, 24, 12)
        self._page.setSpacing(18)
        self._page.addWidget(self._gauche)
        self._page.addWidget(self._milieu, 1)
        self._page.addWidget(self._droite)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addWidget(ZoneDefilante(contenu))

    def _batir_gauche(self) -> QWidget:
        gauche = QWidget()
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        colonne.addWidget(Etiquette("La feuille remise", "titre2"))
        colonne.addWidget(Etiquette("Version", "corps2", graisse=600))
        standard = CarteRadio("Standard", "A4, 11 points")
        standard.setChecked(True)
        colonne.addWidget(standard)
        for titre in ("Gros caractères", "Facile à lire"):
            carte = CarteRadio(titre, A_VENIR)
            carte.setEnabled(False)
            colonne.addWidget(carte)
        colonne.addWidget(ChampListe("Langue", (("fr", "Français"),), vide=None))
        colonne.addWidget(Etiquette("Contenu", "corps2", graisse=600))
        contenu = QVBoxLayout()
        contenu.setSpacing(0)
        for case in self.cases.values():
            contenu.addWidget(case)
        colonne.addLayout(contenu)
        colonne.addStretch(1)
        return gauche

    def _batir_milieu(self) -> Cadre:
        cadre = Cadre("creux", marges=(16, 10, 16, 12))
        moins = Bouton(icone="zoom-out", genre="discret", taille="compact", nom="Réduire l'aperçu")
        plus = Bouton(icone="zoom-in", genre="discret", taille="compact", nom="Agrandir l'aperçu")
        moins.clicked.connect(partial(self.apercu.zoomer, -1))
        plus.clicked.connect(partial(self.apercu.zoomer, 1))
        tete = QHBoxLayout()
        tete.setSpacing(10)
        tete.addWidget(Etiquette("Aperçu", "titre3"))
        tete.addWidget(self.compte)
        tete.addStretch(1)
        for widget in (moins, self.pourcentage, plus):
            tete.addWidget(widget)
        cadre.corps.addLayout(tete)
        cadre.corps.addWidget(self._vide)
        cadre.corps.addWidget(self.apercu, 1)
        return cadre

    def _batir_droite(self) -> Cadre:
        cadre = Cadre(marges=(20, 16, 20, 16), espace=9)
        self.etat.hide()
        for widget in (
            self.imprimer,
            self.feuilles,
            self.enregistrer,
            self.suivre,
            self.etat,
            self.panne,
            Filet(),
            self.titre_choix,
        ):
            cadre.corps.addWidget(widget)
        cadre.corps.addLayout(self._choix)
        cadre.corps.addStretch(1)
        cadre.corps.addWidget(Filet())
        cadre.corps.addWidget(Etiquette("Jamais imprimé", "titre3"))
        cadre.corps.addWidget(Paragraphe(JAMAIS, role="corps2", couleur="encre2"))
        cadre.corps.addWidget(self.relecture)
        return cadre

    def _batir_panne(self) -> Constat:
        reessayer = Bouton("Réessayer", "plein", icone="refresh-cw", taille="compact")
        enregistrer = Bouton("PDF", icone="download", taille="compact")
        reessayer.clicked.connect(self.impression_demandee)
        enregistrer.clicked.connect(lambda: self.enregistrement_demande.emit(None))
        panne = Constat(
            "printer",
            "L'imprimante ne répond pas",
            "La feuille est prête et n'est pas perdue. Réessayer permet d'en choisir une autre.",
            reessayer,
            enregistrer,
            couleur="danger",
        )
        panne.hide()
        return panne

    def _brancher(self) -> None:
        for cle, case in self.cases.items():
            case.toggled.connect(partial(self.option_changee.emit, cle))
        self.imprimer.clicked.connect(self.impression_demandee)
        self.enregistrer.clicked.connect(lambda: self.enregistrement_demande.emit(None))
        self.suivre.clicked.connect(self.suivi_demande)
        self.apercu.change.connect(self._dire_page)

    def _dire_page(self, page: int, nombre: int, zoom: int) -> None:
        self.compte.setText(f"page {page} sur {nombre}, exactement ce qui sortira")
        self.pourcentage.setText(f"{zoom} %")
