"""L'habillage de la fenêtre : palette, polices, feuille de style, taille du texte.

``appliquer`` le pose sur l'application ; les composants peints lisent ``actuel()`` au
moment de se dessiner. Changer de thème ou de taille envoie un ``StyleChange`` à chaque
widget : rien d'autre n'est à prévenir.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from string import Template

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from guichet.catalogue.chemins import ressources
from guichet.ui.jetons import Style, Teinte, jetons

ZOOMS = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
_FICHIER_POLICE = "Atkinson*.ttf"


@dataclass(frozen=True, slots=True)
class Apparence:
    """Le thème choisi. ``zoom`` agrandit textes, champs et cibles ; ``mouvement`` : en ms.

    ``contraste`` : contours à la couleur du texte, plus de teintes de fond.
    """

    sombre: bool = False
    zoom: float = 1.0
    mouvement: int = 120
    contraste: bool = False

    @property
    def couleurs(self) -> Mapping[str, str]:
        couleurs = jetons().couleurs["sombre" if self.sombre else "clair"]
        return _contrastees(couleurs) if self.contraste else couleurs

    def couleur(self, nom: str) -> QColor:
        """Une couleur de ``tokens.toml`` (``accent``, ``probable_fond``…)."""
        return QColor(self.couleurs[nom])

    def teinte(self, groupe: str) -> Teinte:
        """Les couleurs d'un groupe d'organismes ; un groupe inconnu a celles de ``autre``."""
        teintes = jetons().teintes["sombre" if self.sombre else "clair"]
        return teintes.get(groupe, teintes["autre"])

    def px(self, valeur: float) -> int:
        """Des pixels logiques, agrandis par le zoom."""
        return round(valeur * self.zoom)

    def taille(self, nom: str) -> int:
        """Une hauteur de ``[tailles]`` (``bouton``, ``champ``…), agrandie par le zoom."""
        return self.px(jetons().tailles[nom])

    def style(self, role: str) -> Style:
        return jetons().styles[role]

    def police(
        self, role: str = "corps", *, graisse: int | None = None, tabulaire: bool = False
    ) -> QFont:
        """La police d'un rôle de texte ; ``tabulaire`` aligne les chiffres (montants, heures)."""
        style = self.style(role)
        return _police(self.px(style.taille), graisse or style.graisse, tabulaire)


_courante = [Apparence()]


def actuel() -> Apparence:
    """L'apparence du moment ; claire et à 100 % tant que rien n'est appliqué."""
    return _courante[0]


def appliquer(
    app: QApplication,
    *,
    sombre: bool = False,
    zoom: float = 1.0,
    mouvement: int = 120,
    contraste: bool = False,
) -> None:
    """Pose polices, palette et feuille de style ; appelable à nouveau à tout moment."""
    _courante[0] = Apparence(sombre=sombre, zoom=zoom, mouvement=mouvement, contraste=contraste)
    charger_polices()
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(actuel().police())
    app.setPalette(_palette(actuel()))
    app.setStyleSheet(feuille_de_style(actuel()))


def zoomer(app: QApplication, sens: int) -> float:
    """Passe à la taille de texte suivante (+1), précédente (-1) ou normale (0) ; la renvoie."""
    present = actuel()
    rang = ZOOMS.index(present.zoom) if present.zoom in ZOOMS else 0
    zoom = ZOOMS[min(max(rang + sens, 0), len(ZOOMS) - 1)] if sens else 1.0
    if zoom != present.zoom:
        _reprendre(app, replace(present, zoom=zoom))
    return zoom


def suivre_le_systeme(app: QApplication) -> None:
    """Prend le thème et le contraste de l'ordinateur, et suit leurs changements."""
    indices = app.styleHints()

    def prendre() -> None:
        acces = indices.accessibility()
        voulue = Apparence(
            sombre=indices.colorScheme() == Qt.ColorScheme.Dark,
            zoom=actuel().zoom,
            mouvement=actuel().mouvement,
            contraste=acces.contrastPreference() == Qt.ContrastPreference.HighContrast,
        )
        if voulue != actuel():
            _reprendre(app, voulue)

    indices.colorSchemeChanged.connect(lambda _theme: prendre())
    indices.accessibility().contrastPreferenceChanged.connect(lambda _contraste: prendre())
    prendre()


def parler_francais(app: QApplication) -> None:
    """Dates et nombres en français, et les boutons propres à Qt (« Annuler »)."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    traduction = QTranslator(app)
    dossier = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if traduction.load("qtbase_fr", dossier):
        app.installTranslator(traduction)


@cache
def charger_polices() -> tuple[str, ...]:
    """Charge les polices livrées, une fois ; renvoie les familles trouvées."""
    familles: list[str] = []
    for fichier in sorted((ressources() / "polices").glob(_FICHIER_POLICE)):
        numero = QFontDatabase.addApplicationFont(str(fichier))
        familles += QFontDatabase.applicationFontFamilies(numero)
    return tuple(dict.fromkeys(familles))


def feuille_de_style(apparence: Apparence) -> str:
    """Le gabarit ``guichet.qss`` rempli : couleurs, puis tailles agrandies par le zoom."""
    gabarit = Template((ressources() / "guichet.qss").read_text(encoding="utf-8"))
    tailles = {f"px{n}": f"{apparence.px(n)}px" for n in range(1, 65)}
    return gabarit.substitute({**apparence.couleurs, **tailles})


def _reprendre(app: QApplication, apparence: Apparence) -> None:
    appliquer(
        app,
        sombre=apparence.sombre,
        zoom=apparence.zoom,
        mouvement=apparence.mouvement,
        contraste=apparence.contraste,
    )


def _contrastees(couleurs: Mapping[str, str]) -> Mapping[str, str]:
    traits = dict.fromkeys(("bord", "trait"), couleurs["encre"])
    fonds = {nom: couleurs["surface"] for nom in couleurs if nom.endswith("_fond")}
    return {**couleurs, **traits, **fonds}


@cache
def _police(taille: int, graisse: int, tabulaire: bool) -> QFont:
    famille = jetons().famille
    # Les graisses intermédiaires se présentent comme des familles à part, selon le système.
    noms = {500: f"{famille} Medium", 600: f"{famille} SemiBold"}
    police = QFont([*filter(None, [noms.get(graisse)]), famille])
    police.setPixelSize(taille)
    police.setWeight(QFont.Weight(graisse))
    police.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabulaire:
        police.setFeature(QFont.Tag("tnum"), 1)
    return police


def _palette(apparence: Apparence) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "fond",
        QPalette.ColorRole.WindowText: "encre",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface2",
        QPalette.ColorRole.Text: "encre",
        QPalette.ColorRole.PlaceholderText: "encre2",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "encre",
        QPalette.ColorRole.ToolTipBase: "encre",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "sur_accent",
        QPalette.ColorRole.Link: "accent_texte",
        QPalette.ColorRole.Mid: "trait",
        QPalette.ColorRole.Dark: "bord",
    }
    palette = QPalette()
    for role, nom in roles.items():
        palette.setColor(role, apparence.couleur(nom))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(QPalette.ColorGroup.Disabled, role, apparence.couleur("encre2"))
    return palette
