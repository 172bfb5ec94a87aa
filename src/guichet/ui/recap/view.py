"""L'écran « Récapitulatif » : ce qui sortira, ce qu'on y met, ce qu'on en fait."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

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
    Icone,
    Paragraphe,
    Pastille,
    ZoneDefilante,
)
from guichet.ui.recap.apercu import Page, pages
from guichet.ui.recap.presenter import ChoixDit

LARGEUR_GAUCHE = 258
LARGEUR_DROITE = 360
LARGEURS_PAGE = (300, 374, 470, 590, 720)
SECTIONS = (
    ("parcours", "Parcours dessiné"),
    ("rendez_vous", "Rendez-vous et QR agenda"),
    ("droits", "Droits et montants"),
    ("papiers", "Papiers à réunir"),
)
A_VENIR = "viendra dans une prochaine version"


class RecapView(QWidget):
    """Montre ce qu'on lui dit, signale ce que le conseiller choisit."""

    options_changees = Signal(object)
    impression_demandee = Signal()
    enregistrement_demande = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.options = Options()
        self.cases = {cle: Case(texte, cochee=True) for cle, texte in SECTIONS}
        self.discret = Case("Feuille discrète, sans titre")
        self.imprimer = Bouton(
            "Imprimer", "plein", icone="printer", touche="Ctrl+P", taille="principal"
        )
        self.enregistrer = Bouton("Enregistrer le PDF", icone="download")
        self.etat = Paragraphe("", role="corps2", couleur="encre2")
        self.titre_choix = Etiquette("", "titre3")
        self._choix = QVBoxLayout()
        self._choix.setSpacing(9)
        self._zoom = 1
        self._pdf = b""
        self.compte = Etiquette("", "petit", "encre2")
        self._feuilles = QWidget()
        self._pages = QHBoxLayout(self._feuilles)
        self._pages.setContentsMargins(10, 4, 10, 10)
        self._pages.setSpacing(20)
        self._vide = Constat(
            "file-text",
            "Rien à imprimer encore",
            "Décrivez la situation : la feuille se compose au fur et à mesure.",
        )
        self._ranger()
        self._brancher()

    def montrer_attente(self, phrase: str) -> None:
        self.compte.setText(phrase)

    def montrer_vide(self) -> None:
        self._vide.show()
        for widget in (self.imprimer, self.enregistrer):
            widget.setEnabled(False)

    def montrer_pdf(self, pdf: bytes) -> None:
        """Dessine les pages ; ce que l'on voit est ce qui sortira."""
        self._pdf = pdf
        self._vide.hide()
        for widget in (self.imprimer, self.enregistrer):
            widget.setEnabled(True)
        while (element := self._pages.takeAt(0)) is not None:
            widget_page = element.widget()
            if widget_page is not None:
                widget_page.hide()
                widget_page.deleteLater()
        largeur = theme.actuel().px(LARGEURS_PAGE[self._zoom])
        densite = self.devicePixelRatioF()
        # Une page A4 fait 8,27 pouces de large.
        images = pages(pdf, points=largeur * densite * 1.5 / 8.27)
        for numero, image in enumerate(images, start=1):
            page = Page(image, numero, len(images), largeur)
            self._pages.addWidget(page, 0, Qt.AlignmentFlag.AlignTop)
        self._pages.addStretch(1)
        pluriel = "s" if len(images) > 1 else ""
        self.compte.setText(f"{len(images)} page{pluriel}, exactement ce qui sortira")

    def montrer_choix(self, prenom: str, choix: Sequence[ChoixDit]) -> None:
        self.titre_choix.setText(f"Ce que {prenom} a choisi")
        while (element := self._choix.takeAt(0)) is not None:
            widget = element.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for dit in choix:
            self._choix.addWidget(_ligne_choix(dit))
        if not choix:
            self._choix.addWidget(
                Paragraphe(
                    "Aucun choix noté : les droits probables sont imprimés.",
                    role="corps2",
                    couleur="encre2",
                )
            )

    def imposer_discretion(self) -> None:
        """Une visite discrète ne peut pas rendre une feuille qui ne l'est pas."""
        self.discret.setChecked(True)
        self.discret.setEnabled(False)
        self.options = replace(self.options, discret=True)

    def cocher_lien(self, oui: bool) -> None:
        """Le lien de la visio, coché à l'écran du rendez-vous."""
        self._changer(lien_visio=oui)

    def dire(self, message: str, advice: str) -> None:
        self.etat.definir_couleur("danger_texte")
        self.etat.setText(f"{message} {advice}")

    def dire_fait(self, phrase: str) -> None:
        self.etat.definir_couleur("probable_texte")
        self.etat.setText(phrase)

    def demander_chemin(self, nom: str) -> None:
        """Où enregistrer : la fenêtre du système."""
        chemin, _filtre = QFileDialog.getSaveFileName(
            self, "Enregistrer la feuille", nom, "PDF (*.pdf)"
        )
        if chemin:
            self.enregistrement_demande.emit(Path(chemin))

    def zoomer(self, sens: int) -> None:
        self._zoom = min(max(self._zoom + sens, 0), len(LARGEURS_PAGE) - 1)
        if self._pdf:
            self.montrer_pdf(self._pdf)

    def _changer(self, **champs: bool) -> None:
        nouvelles = replace(self.options, **champs)
        if nouvelles != self.options:
            self.options = nouvelles
            self.options_changees.emit(nouvelles)

    def _ranger(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 14, 24, 12)
        page.setSpacing(18)
        page.addWidget(self._gauche())
        page.addWidget(self._milieu(), 1)
        page.addWidget(self._droite())

    def _gauche(self) -> QWidget:
        gauche = QWidget()
        gauche.setFixedWidth(theme.actuel().px(LARGEUR_GAUCHE))
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
        langue = ChampListe("Langue", (("fr", "Français"),), vide=None)
        colonne.addWidget(langue)
        colonne.addWidget(Etiquette("Contenu", "corps2", graisse=600))
        for case in (*self.cases.values(), self.discret):
            colonne.addWidget(case)
        colonne.addStretch(1)
        return gauche

    def _milieu(self) -> Cadre:
        cadre = Cadre("creux", marges=(16, 12, 16, 12))
        moins = Bouton(icone="zoom-out", genre="discret", taille="compact", nom="Réduire l'aperçu")
        plus = Bouton(icone="zoom-in", genre="discret", taille="compact", nom="Agrandir l'aperçu")
        moins.clicked.connect(lambda: self.zoomer(-1))
        plus.clicked.connect(lambda: self.zoomer(1))
        tete = QHBoxLayout()
        tete.setSpacing(10)
        tete.addWidget(Etiquette("Aperçu", "titre3"))
        tete.addWidget(self.compte)
        tete.addStretch(1)
        tete.addWidget(moins)
        tete.addWidget(plus)
        cadre.corps.addLayout(tete)
        cadre.corps.addWidget(self._vide)
        zone = ZoneDefilante(self._feuilles)
        zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        zone.setProperty("fond", "creux")
        cadre.corps.addWidget(zone, 1)
        return cadre

    def _droite(self) -> Cadre:
        cadre = Cadre(marges=(20, 16, 20, 16), espace=10)
        cadre.setFixedWidth(theme.actuel().px(LARGEUR_DROITE))
        cadre.corps.addWidget(self.imprimer)
        cadre.corps.addWidget(self.enregistrer)
        cadre.corps.addWidget(self.etat)
        cadre.corps.addWidget(Filet())
        cadre.corps.addWidget(self.titre_choix)
        cadre.corps.addLayout(self._choix)
        cadre.corps.addStretch(1)
        cadre.corps.addWidget(Filet())
        cadre.corps.addWidget(Etiquette("Jamais imprimé", "titre3"))
        cadre.corps.addWidget(
            Paragraphe(
                "Notes du conseiller, numéro de Sécurité sociale, ce que l'autre parent a dit, "
                "aides que la personne ne veut pas.",
                role="corps2",
                couleur="encre2",
            )
        )
        return cadre

    def _brancher(self) -> None:
        for cle, case in self.cases.items():
            case.toggled.connect(lambda oui, cle=cle: self._changer(**{cle: oui}))
        self.discret.toggled.connect(lambda oui: self._changer(discret=oui))
        self.imprimer.clicked.connect(self.impression_demandee)
        self.enregistrer.clicked.connect(lambda: self.enregistrement_demande.emit(None))


def _ligne_choix(dit: ChoixDit) -> QWidget:
    widget = QWidget()
    ligne = QHBoxLayout(widget)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(9)
    ligne.addWidget(Pastille(dit.groupe, 24))
    ligne.addWidget(Etiquette(dit.nom, "corps2", graisse=600), 1)
    ligne.addWidget(Icone(dit.icone, 16, dit.couleur))
    jeton = "probable_texte" if dit.couleur == "probable" else "encre2"
    ligne.addWidget(Etiquette(dit.texte, "petit", jeton))
    return widget
