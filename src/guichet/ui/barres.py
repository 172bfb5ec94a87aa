"""La barre du haut (étapes, actions) et la barre d'état de la fenêtre."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.barre_contexte import Morceaux
from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.ecriture import bulle
from guichet.ui.noyau.pastille import Icone
from guichet.ui.noyau.texte import Etiquette
from guichet.ui.onglet import Onglet
from guichet.ui.signes import Logo, Touche
from guichet.ui.vider import vider

ACCUEIL = 0
DOSSIERS = 6
ETAPES = ("Situation", "Droits", "Parcours", "Rendez-vous", "Récapitulatif")


class BarreHaut(QFrame):
    """Logo, étapes de la visite (ou onglets de l'accueil), actions du conseiller."""

    etape = Signal(int)
    accueil = Signal()
    dossiers = Signal()
    tourner = Signal()
    verrouiller = Signal()
    suivante = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("genre", "barre")
        self._visite = False
        self._tournable = False
        self.nom = Etiquette("Guichet", "usager.corps", graisse=700)
        self.onglet_accueil = Onglet(0, "Accueil")
        self.onglet_dossiers = Onglet(0, "Dossiers")
        self.onglets = tuple(Onglet(rang, titre) for rang, titre in enumerate(ETAPES, 1))
        self.personne = Morceaux()
        self._garde = Icone("shield-check", 20, "probable")
        self.tourner_bouton = Bouton(
            "Tourner l'écran", "discret", icone="monitor", touche="F9", taille="compact"
        )
        self.verrou_court = Bouton(
            "", "discret", icone="lock", nom="Verrouiller (F11)", taille="compact"
        )
        self.verrou = Bouton("Verrouiller", icone="lock", touche="F11", taille="compact")
        self.suivante_bouton = Bouton(
            "Personne suivante", icone="user-round-x", touche="F12", taille="compact"
        )
        self._ranger()
        self._brancher()
        self.montrer_visite(False)

    def montrer_visite(self, oui: bool) -> None:
        """En visite : les cinq étapes ; à l'accueil : l'onglet Accueil et le verrou."""
        self._visite = oui
        a_l_accueil = (self.onglet_accueil, self.onglet_dossiers, self.verrou)
        for bouton in a_l_accueil:
            bouton.setVisible(not oui)
        for widget in (*self.onglets, self.verrou_court, self.suivante_bouton):
            widget.setVisible(oui)
        self.tourner_bouton.setVisible(oui and self._tournable)

    def permettre_de_tourner(self, oui: bool) -> None:
        """Le bouton « Tourner l'écran » n'est là que si l'écran de la personne existe."""
        self._tournable = oui
        self.montrer_visite(self._visite)

    def dire_garde(self, garde: str) -> None:
        """La promesse de la barre de contexte, quand celle-ci n'a pas la place."""
        self._garde.setAccessibleName(garde)
        self._garde.setToolTip(bulle(garde))

    def montrer_etape(self, numero: int) -> None:
        """``ACCUEIL``, ``DOSSIERS``, ou une étape de 1 à 5."""
        self.onglet_accueil.setChecked(numero == ACCUEIL)
        self.onglet_dossiers.setChecked(numero == DOSSIERS)
        for onglet in self.onglets:
            onglet.setChecked(onglet.numero == numero)
            onglet.updateGeometry()

    def adapter(self, palier: str, personne: str, *, serre: bool = False) -> None:
        """``large``, ``moyen`` ou ``etroit`` : les mots secondaires deviennent des icônes.

        ``serre`` : sous 800 px, même le mot « Suivante » s'en va.
        """
        moyen, etroit = palier != "large", palier == "etroit"
        self.nom.setVisible(not moyen)
        self.tourner_bouton.setText("" if moyen else "Tourner l'écran")
        suivante = "Suivante" if moyen else "Personne suivante"
        self.suivante_bouton.setText("" if serre else suivante)
        for onglet in self.onglets:
            onglet.raccourcir(etroit, serre=serre)
        self.personne.definir((personne,) if personne else ())
        visible = self._visite and etroit and not serre and bool(personne)
        self.personne.setVisible(visible)
        self._garde.setVisible(visible)

    def _ranger(self) -> None:
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(24, 0, 24, 0)
        ligne.setSpacing(12)
        ligne.addWidget(Logo())
        ligne.addWidget(self.nom)
        ligne.addSpacing(18)
        ligne.addWidget(self.onglet_accueil)
        ligne.addWidget(self.onglet_dossiers)
        for onglet in self.onglets:
            ligne.addWidget(onglet)
        ligne.addStretch(1)
        for widget in (
            self.personne,
            self._garde,
            self.tourner_bouton,
            self.verrou_court,
            self.verrou,
            self.suivante_bouton,
        ):
            ligne.addWidget(widget)

    def _brancher(self) -> None:
        self.onglet_accueil.clicked.connect(self.accueil)
        self.onglet_dossiers.clicked.connect(self.dossiers)
        self.tourner_bouton.setAccessibleName("Tourner l'écran")
        self.suivante_bouton.setAccessibleName("Personne suivante")
        for onglet in self.onglets:
            onglet.clicked.connect(self._demander)
        self.tourner_bouton.clicked.connect(self.tourner)
        self.verrou.clicked.connect(self.verrouiller)
        self.verrou_court.clicked.connect(self.verrouiller)
        self.suivante_bouton.clicked.connect(self.suivante)

    def _demander(self) -> None:
        onglet = self.sender()
        if isinstance(onglet, Onglet):
            self.etape.emit(onglet.numero)


class BarreEtat(QFrame):
    """Agendas, barèmes, démonstration à gauche ; touches utiles à droite."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("genre", "pied")
        self._ligne = QHBoxLayout(self)
        self._ligne.setContentsMargins(24, 0, 24, 0)
        self._ligne.setSpacing(6)
        self._textes: list[str] = []

    @property
    def textes(self) -> tuple[str, ...]:
        """Ce qui est écrit à gauche."""
        return tuple(self._textes)

    def definir(
        self,
        etats: Sequence[tuple[str, str, str]],
        touches: Sequence[tuple[str, str]],
    ) -> None:
        """``etats`` : (icône ou vide, jeton de couleur, texte) ; ``touches`` : (touche, effet)."""
        vider(self._ligne)
        self._textes = [texte for _icone, _couleur, texte in etats]
        for icone, couleur, texte in etats:
            if icone:
                self._ligne.addWidget(Icone(icone, 16, couleur))
            self._ligne.addWidget(Etiquette(texte, "petit", "encre2"))
            self._ligne.addSpacing(10)
        self._ligne.addStretch(1)
        for touche, effet in touches:
            self._ligne.addSpacing(8)
            self._ligne.addWidget(Touche(touche))
            self._ligne.addWidget(Etiquette(effet, "petit", "encre2"))

    def sizeHint(self) -> QSize:
        hauteur = super().sizeHint().height()
        return QSize(super().sizeHint().width(), max(hauteur, theme.actuel().taille("barre_etat")))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
