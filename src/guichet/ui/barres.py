"""Les trois barres de la fenêtre : étapes en haut, contexte dessous, état en bas."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.dessin import arrondi, dessiner_touche, largeur_touche, peindre
from guichet.ui.noyau.ecriture import bulle, propre
from guichet.ui.noyau.pastille import Icone, Peint
from guichet.ui.noyau.texte import Etiquette
from guichet.ui.vider import vider

ACCUEIL = 0
DOSSIERS = 6
ETAPES = ("Situation", "Droits", "Parcours", "Rendez-vous", "Récapitulatif")


class Logo(Peint):
    """Le signe de Guichet : une personne derrière un comptoir. Décoratif."""

    def __init__(self, taille: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taille = taille

    def sizeHint(self) -> QSize:
        cote = theme.actuel().px(self._taille)
        return QSize(cote, cote)

    def paintEvent(self, _event: QPaintEvent) -> None:
        couleur = theme.actuel().couleur
        painter = peindre(self)
        painter.scale(self.width() / 32, self.height() / 32)
        arrondi(painter, QRectF(0, 0, 32, 32), 7, couleur("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(couleur("sur_accent"))
        painter.drawRoundedRect(QRectF(7, 6, 18, 24), 9, 9)
        painter.setBrush(couleur("accent"))
        painter.drawRect(QRectF(5, 21.5, 22, 9))
        painter.drawEllipse(QPointF(16, 13), 3.2, 3.2)
        painter.drawRoundedRect(QRectF(10.5, 17.6, 11, 9), 5.5, 5)
        painter.setBrush(couleur("sur_accent"))
        painter.drawRoundedRect(QRectF(5, 23.4, 22, 3), 1.5, 1.5)
        painter.end()


class Onglet(QAbstractButton):
    """Une étape de la visite : numéro, coche quand elle est faite, compte au besoin."""

    def __init__(self, numero: int, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numero = numero
        self._titre = titre
        self._compte: int | None = None
        self._faite = False
        self._court = False
        self._serre = False
        self.setCheckable(True)
        self.setProperty("anneau_retrait", 9)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._nommer()

    @property
    def numero(self) -> int:
        return self._numero

    def definir(self, *, faite: bool, compte: int | None) -> None:
        """``compte`` : « Droits · 8 »."""
        self._faite, self._compte = faite, compte
        self._nommer()
        self.updateGeometry()
        self.update()

    def raccourcir(self, court: bool, *, serre: bool = False) -> None:
        """Le numéro seul, sauf pour l'étape où l'on est (``serre`` : même pour elle)."""
        self._court = court
        self._serre = serre
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Cocher est à la fenêtre de le dire : un clic ne fait que demander."""

    def sizeHint(self) -> QSize:
        px = theme.actuel().px
        largeur = px(24 + 8)
        if self._texte():
            largeur += round(QFontMetricsF(self._police()).horizontalAdvance(self._texte())) + px(
                12
            )
        if self._numero == 0:
            largeur -= px(28)
        return QSize(largeur, max(theme.actuel().taille("barre_haut") - 1, px(32)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        apparence = theme.actuel()
        px, couleur = apparence.px, apparence.couleur
        painter = peindre(self)
        x = px(4 if self._numero else 6)
        if self._numero:
            self._dessiner_numero(painter, QRectF(x, (self.height() - px(24)) / 2, px(24), px(24)))
            x += px(32)
        if not self.isEnabled():
            encre = "encre2"
        else:
            encre = "accent_texte" if self.isChecked() or self.underMouse() else "encre"
        painter.setPen(couleur(encre))
        painter.setFont(self._police())
        place = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._texte())
        if self.isChecked():
            trait = QRectF(0, self.height() - px(4), self.width(), px(4))
            arrondi(painter, trait, 2, couleur("accent"))
        painter.end()

    def _dessiner_numero(self, painter: QPainter, cercle: QRectF) -> None:
        apparence = theme.actuel()
        couleur = apparence.couleur
        if self.isChecked():
            arrondi(painter, cercle, cercle.width() / 2, couleur("accent"))
        elif self._faite:
            arrondi(painter, cercle, cercle.width() / 2, couleur("accent_fond"))
            marge = cercle.width() / 5
            coche = cercle.adjusted(marge, marge, -marge, -marge)
            dessiner_icone(painter, "check", coche, couleur("accent_texte"))
            return
        else:
            arrondi(painter, cercle, cercle.width() / 2, None, couleur("bord"), trait=1.5)
        painter.setFont(apparence.police("petit", graisse=600))
        painter.setPen(couleur("sur_accent" if self.isChecked() else "encre2"))
        painter.drawText(cercle, Qt.AlignmentFlag.AlignCenter, str(self._numero))

    def _police(self) -> QFont:
        return theme.actuel().police(graisse=700 if self.isChecked() else None)

    def _texte(self) -> str:
        if self._numero and (self._serre or (self._court and not self.isChecked())):
            return ""
        return self._titre if self._compte is None else f"{self._titre} · {self._compte}"

    def _nommer(self) -> None:
        morceaux = [f"Étape {self._numero}, {self._titre}" if self._numero else self._titre]
        if self._compte is not None:
            morceaux.append(str(self._compte))
        if self._faite:
            morceaux.append("faite")
        self.setAccessibleName(", ".join(morceaux))
        if self._numero:
            self.setToolTip(bulle(f"{self._titre} (Ctrl+{self._numero})"))


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


class BarreContexte(QFrame):
    """Qui est en face, et la promesse : en mémoire seulement, ou dossier gardé jusqu'au…"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("genre", "contexte")
        self.setAccessibleName("Personne reçue")
        self._morceaux: tuple[str, ...] = ()
        self._signe = Icone("user-round", 16, "encre2")
        self._ligne = Morceaux()
        self._garde = Etiquette("", "petit", "probable_texte", graisse=600)
        self._bouclier = Icone("shield-check", 16, "probable")
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(24, 2, 26, 2)
        ligne.setSpacing(6)
        ligne.addWidget(self._signe)
        ligne.addWidget(self._ligne, 1)
        ligne.addWidget(self._bouclier)
        ligne.addWidget(self._garde)
        self.definir((), "")

    @property
    def morceaux(self) -> tuple[str, ...]:
        return self._morceaux

    def definir(self, morceaux: Sequence[str], garde: str) -> None:
        """Le premier morceau (« Nadia, 36 ans ») est en gras."""
        self._morceaux = tuple(morceaux)
        self._ligne.definir(self._morceaux)
        self._signe.setVisible(bool(morceaux))
        self._garde.setText(garde)
        self._bouclier.setVisible(bool(garde))

    def sizeHint(self) -> QSize:
        hauteur = super().sizeHint().height()
        return QSize(
            super().sizeHint().width(), max(hauteur, theme.actuel().taille("barre_contexte"))
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class Morceaux(QWidget):
    """Des morceaux séparés par des points ; ceux qui ne tiennent pas sont laissés, entiers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._morceaux: tuple[str, ...] = ()

    def definir(self, morceaux: tuple[str, ...]) -> None:
        self._morceaux = tuple(propre(morceau) for morceau in morceaux)
        self.setAccessibleName(", ".join(self._morceaux))
        self.setToolTip(bulle(" · ".join(self._morceaux)))
        self.update()

    def sizeHint(self) -> QSize:
        largeur = QFontMetricsF(self._police(0)).horizontalAdvance(" · ".join(self._morceaux))
        return QSize(round(largeur) + 4, theme.actuel().px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.actuel().px(24))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        apparence = theme.actuel()
        painter = peindre(self)
        x = 0.0
        point = "\u2002·\u2002"
        for rang, morceau in enumerate(self._morceaux):
            texte = morceau if rang == 0 else f"{point}{morceau}"
            police = self._police(rang)
            largeur = QFontMetricsF(police).horizontalAdvance(texte)
            if x + largeur > self.width():
                break
            painter.setFont(police)
            painter.setPen(apparence.couleur("encre"))
            place = QRectF(x, 0, largeur + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, texte)
            x += largeur
        painter.end()

    def _police(self, rang: int) -> QFont:
        return theme.actuel().police("corps2", graisse=None if rang else 600)


class Touche(Peint):
    """Une touche dessinée, avec bord, comme dans la barre d'état."""

    def __init__(self, touche: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._touche = touche

    def sizeHint(self) -> QSize:
        return QSize(round(largeur_touche(self._touche)) + 1, theme.actuel().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        couleur = theme.actuel().couleur
        painter = peindre(self)
        dessiner_touche(
            painter,
            QPointF(0, self.height() / 2),
            self._touche,
            fond=couleur("surface"),
            texte=couleur("encre"),
            bord=couleur("bord"),
        )
        painter.end()


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
