"""La fenêtre : barres, bandeau, pile de pages, raccourcis. Elle ne connaît aucun écran.

``application`` y pose les pages et branche les signaux. Le titre reste « Guichet » : rien
d'une personne n'apparaît dans la barre des tâches.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.barre_contexte import BarreContexte
from guichet.ui.barres import ACCUEIL, ETAPES, BarreEtat, BarreHaut
from guichet.ui.focus import AnneauFocus
from guichet.ui.jetons import jetons
from guichet.ui.noyau.annonce import annoncer
from guichet.ui.noyau.bandeau import Bandeau
from guichet.ui.noyau.dialogue import Dialogue, message
from guichet.ui.noyau.panneau import ZoneDefilante
from guichet.ui.zones import changer_de_zone

TOUCHES = (("Ctrl+K", "Chercher"), ("F1", "Aide"))
SERRE = 800
# Sur un clavier français, les chiffres du haut donnent ces signes.
_CHIFFRES = {1: "&", 2: "é", 3: '"', 4: "'", 5: "("}


class Fenetre(QMainWindow):
    """Pages : ``ACCUEIL`` (0), 1 à 5 les étapes de la visite, ``DOSSIERS`` (6)."""

    etape_demandee = Signal(int)
    """Une étape de 1 à 5, par la barre ou Ctrl+1 à Ctrl+5 ; ``montrer`` reste à appeler."""
    accueil_demande = Signal()
    nouvelle_visite = Signal()
    ouvrir_dossier = Signal()
    reprendre_feuille = Signal()
    chercher = Signal()
    aide = Signal()
    relire = Signal()
    imprimer = Signal()
    annuler = Signal()
    tourner = Signal()
    verrouiller = Signal()
    personne_suivante = Signal()
    palier_change = Signal(str)
    """``large``, ``moyen`` ou ``etroit`` : la largeur disponible a changé de palier."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Guichet")
        self.barre = BarreHaut()
        self.contexte = BarreContexte()
        self.etat = BarreEtat()
        self._pile = QStackedWidget()
        self._pages: dict[int, QWidget] = {}
        self._numero = ACCUEIL
        self._palier = "large"
        self._serre = False
        self._bandeau: Bandeau | None = None
        self._plein: QWidget | None = None
        self._peut_fermer: Callable[[], str] = str
        self._ranger()
        self._brancher()
        self._raccourcir()
        self.definir_contexte(())
        self.definir_etat(())
        self._anneau = AnneauFocus(self)
        self.resize(1366, 768)
        self.setMinimumSize(640, 400)

    @property
    def numero(self) -> int:
        """La page montrée."""
        return self._numero

    @property
    def palier(self) -> str:
        """``large``, ``moyen`` (sous 1 340 px logiques) ou ``etroit`` (sous 1 100)."""
        return self._palier

    @property
    def bandeau(self) -> Bandeau | None:
        """Le bandeau montré, ou ``None``."""
        return self._bandeau

    @property
    def plein(self) -> QWidget | None:
        """Le widget qui couvre la fenêtre, ou ``None``."""
        return self._plein

    @property
    def en_dialogue(self) -> bool:
        """Vrai quand un dialogue couvre la fenêtre : les raccourcis se taisent."""
        return any(d.isVisible() for d in self.findChildren(Dialogue))

    def ajouter_page(self, numero: int, page: QWidget, *, defilante: bool = True) -> None:
        """Pose ``page`` sous ``numero`` ; celle qui y était est détruite, pas vidée."""
        self.retirer_page(numero)
        contenant = ZoneDefilante(page) if defilante else page
        self._pages[numero] = contenant
        self._pile.addWidget(contenant)
        if numero == self._numero:
            self.montrer(numero)

    def retirer_page(self, numero: int) -> None:
        """Détruit la page ``numero`` et tout ce qu'elle contient."""
        page = self._pages.pop(numero, None)
        if page is not None:
            self._pile.removeWidget(page)
            page.hide()
            page.deleteLater()

    def montrer(self, numero: int) -> None:
        """Montre la page ``numero`` ; son ``focusProxy``, si elle en a un, prend le focus.

        Raises:
            KeyError: aucune page n'a ce numéro.
        """
        page = self._pages[numero]
        self._numero = numero
        self._pile.setCurrentWidget(page)
        contenu = page.widget() if isinstance(page, ZoneDefilante) else page
        if contenu is not None and contenu.focusProxy() is not None:
            contenu.setFocus(Qt.FocusReason.OtherFocusReason)
        self.barre.montrer_visite(1 <= numero <= len(ETAPES))
        self.barre.montrer_etape(numero)
        self._adapter()

    def montrer_plein(self, widget: QWidget | None) -> None:
        """Couvre toute la fenêtre (verrouillage, écran tourné) ; ``None`` rend les pages.

        Barres et pages sont cachées : rien de la visite n'est lisible. Le précédent est détruit.
        """
        if self._plein is not None:
            self._plein.hide()
            self._plein.deleteLater()
        self._plein = widget
        self._corps.setVisible(widget is None)
        if widget is not None:
            for dialogue in self.findChildren(Dialogue):
                dialogue.refuser()
            self._contenant.addWidget(widget, 1)
            widget.show()
            widget.setFocus()

    def definir_contexte(
        self, morceaux: Sequence[str], garde: str = "En mémoire seulement, rien n'est enregistré"
    ) -> None:
        """La personne reçue, du plus personnel au plus matériel ; vide : barre cachée."""
        self.contexte.definir(morceaux, garde if morceaux else "")
        self.barre.dire_garde(garde if morceaux else "")
        self._adapter()

    def definir_etape(
        self, numero: int, *, faite: bool = False, compte: int | None = None, active: bool = True
    ) -> None:
        """Coche une étape, lui donne un compte (« Droits · 8 »), la rend cliquable ou non."""
        onglet = self.barre.onglets[numero - 1]
        onglet.definir(faite=faite, compte=compte)
        onglet.setEnabled(active)

    def definir_etat(
        self,
        etats: Sequence[tuple[str, str, str]],
        touches: Sequence[tuple[str, str]] = TOUCHES,
    ) -> None:
        """``etats`` : (icône ou vide, jeton de couleur, texte) ; ``touches`` : (touche, effet)."""
        self.etat.definir(etats, touches)

    def montrer_bandeau(self, bandeau: Bandeau | None) -> None:
        """Un seul bandeau à la fois, sous la barre de contexte ; ``None`` l'enlève."""
        if self._bandeau is not None:
            self._bandeau.hide()
            self._bandeau.deleteLater()
        self._bandeau = bandeau
        self._cadre_bandeau.setVisible(bandeau is not None)
        if bandeau is not None:
            self._place_bandeau.addWidget(bandeau)
            annoncer(bandeau, bandeau.accessibleName())
            bandeau.ferme.connect(partial(self.montrer_bandeau, None))

    def permettre_de_tourner(self, oui: bool) -> None:
        """Montre « Tourner l'écran » (F9) pendant la visite ; caché tant que rien n'y répond."""
        self.barre.permettre_de_tourner(oui)

    def garder_ouverte(self, raison: Callable[[], str]) -> None:
        """``raison()`` non vide : la fenêtre refuse de se fermer et le dit."""
        self._peut_fermer = raison

    def closeEvent(self, event: QCloseEvent) -> None:
        raison = self._peut_fermer()
        if raison:
            event.ignore()
            message(self, "Guichet reste ouvert", raison, icone="hourglass")
            return
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mesurer()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_anneau"):
            QTimer.singleShot(0, self, self._mesurer)

    def _ranger(self) -> None:
        fond = QWidget()
        fond.setObjectName("fond")
        self._corps = QWidget()
        self._cadre_bandeau = QWidget()
        self._place_bandeau = QVBoxLayout(self._cadre_bandeau)
        self._place_bandeau.setContentsMargins(24, 10, 24, 0)
        self._cadre_bandeau.hide()
        corps = QVBoxLayout(self._corps)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(0)
        corps.addWidget(self.barre)
        corps.addWidget(self.contexte)
        corps.addWidget(self._cadre_bandeau)
        corps.addWidget(self._pile, 1)
        corps.addWidget(self.etat)
        self._contenant = QVBoxLayout(fond)
        self._contenant.setContentsMargins(0, 0, 0, 0)
        self._contenant.addWidget(self._corps, 1)
        self.setCentralWidget(fond)

    def _brancher(self) -> None:
        self.barre.etape.connect(self.etape_demandee)
        self.barre.accueil.connect(self.accueil_demande)
        self.barre.dossiers.connect(self.ouvrir_dossier)
        self.barre.tourner.connect(self.tourner)
        self.barre.verrouiller.connect(self.verrouiller)
        self.barre.suivante.connect(self.personne_suivante)

    def _raccourcir(self) -> None:
        for touches, signal in (
            ("Ctrl+N", self.nouvelle_visite),
            ("Ctrl+O", self.ouvrir_dossier),
            ("Ctrl+R", self.reprendre_feuille),
            ("Ctrl+K", self.chercher),
            ("Ctrl+P", self.imprimer),
            ("Ctrl+Z", self.annuler),
            ("F1", self.aide),
            ("F5", self.relire),
            ("F9", self.tourner),
            ("F11", self.verrouiller),
            ("F12", self.personne_suivante),
        ):
            self._raccourci(touches, signal.emit)
        for numero in range(1, len(ETAPES) + 1):
            for touche in (str(numero), _CHIFFRES[numero]):
                self._raccourci(f"Ctrl+{touche}", partial(self.etape_demandee.emit, numero))
        for touches, sens in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            self._raccourci(touches, partial(self._zoomer, sens))
        zones = (self.barre, self._cadre_bandeau, self._pile)
        self._raccourci("F6", partial(changer_de_zone, zones, 1))
        self._raccourci("Shift+F6", partial(changer_de_zone, zones, -1))

    def _raccourci(self, touches: str, acte: Callable[[], object]) -> None:
        # Verrouillée ou en dialogue, la fenêtre n'obéit plus à aucun raccourci, sauf F11 :
        # on doit toujours pouvoir cacher l'écran.
        def agir() -> None:
            if self._plein is None and (touches == "F11" or not self.en_dialogue):
                acte()

        QShortcut(QKeySequence(touches), self).activated.connect(agir)

    def _zoomer(self, sens: int) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.zoomer(app, sens)

    def _adapter(self) -> None:
        personne = self.contexte.morceaux[0] if self.contexte.morceaux else ""
        self.barre.adapter(self._palier, personne, serre=self._serre)
        self._montrer_contexte()
        self.etat.setVisible(self._palier != "etroit")

    def _montrer_contexte(self) -> None:
        en_visite = 1 <= self._numero <= len(ETAPES)
        utile = en_visite and bool(self.contexte.morceaux) and self._palier != "etroit"
        self.contexte.setVisible(utile)

    def _mesurer(self) -> None:
        largeur = self.width() / theme.actuel().zoom
        seuils = jetons().seuils
        palier = "large"
        if largeur < seuils["etroit"]:
            palier = "etroit"
        elif largeur < seuils["moyen"]:
            palier = "moyen"
        self._palier, avant = palier, self._palier
        self._serre = largeur < SERRE
        self._adapter()
        if palier != avant:
            self.palier_change.emit(palier)
