"""Ouvrir la fenêtre : Qt, thème, journal, crochet des défauts, puis l'atelier."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from guichet.application.emplacements import Emplacements
from guichet.ui import theme
from guichet.ui.barres import ACCUEIL
from guichet.ui.window import Fenetre

if TYPE_CHECKING:
    from guichet.application.atelier import Atelier

logger = logging.getLogger(__name__)
logging.getLogger("qt").addHandler(logging.NullHandler())


def ouvrir(
    emplacements: Emplacements | None = None,
    *,
    montree: Callable[[], None] | None = None,
    prete: Callable[["Atelier"], None] | None = None,
) -> int:
    """Ouvre la fenêtre et rend le code de sortie.

    ``montree`` est appelé au premier dessin, ``prete`` quand l'accueil est posé (mesures).
    """
    journaliser_qt()
    application = preparer(sys.argv[:1])
    theme.suivre_le_systeme(application)
    fenetre = Fenetre()
    # Le cadre d'abord : le reste se charge pendant qu'on le voit.
    fenetre.show()
    application.processEvents()
    if montree is not None:
        montree()
    return _habiter(application, fenetre, emplacements or Emplacements.du_poste(), prete)


def _habiter(
    application: QApplication,
    fenetre: Fenetre,
    emplacements: Emplacements,
    prete: Callable[["Atelier"], None] | None,
) -> int:
    from guichet.application.atelier import Atelier
    from guichet.application.services import Services
    from guichet.securite import journalisation

    sans_image_memoire()
    emplacements.creer()
    journal = journalisation.demarrer(emplacements.journaux)
    poser_crochet(fenetre)
    atelier = Atelier(Services(emplacements), fenetre)
    fenetre.montrer(ACCUEIL)
    QTimer.singleShot(0, atelier.demarrer)
    if prete is not None:
        prete(atelier)
    try:
        return application.exec()
    finally:
        atelier.fermer()
        journalisation.arreter(journal)


def sans_image_memoire() -> None:
    """Un arrêt brutal ne laisse pas la mémoire, donc la visite et la clé, dans un fichier.

    L'ouvrier du calcul et les agendas, lancés d'ici, en héritent.
    """
    if sys.platform != "win32":
        import resource

        plafond = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (0, plafond))


def preparer(arguments: list[str], *, sombre: bool = False, zoom: float = 1.0) -> QApplication:
    """L'application Qt, en français, à notre thème."""
    existante = QApplication.instance()
    application = existante if isinstance(existante, QApplication) else QApplication(arguments)
    application.setApplicationName("Guichet")
    theme.parler_francais(application)
    theme.appliquer(application, sombre=sombre, zoom=zoom)
    return application


def journaliser_qt() -> None:
    """Les messages de Qt vont au journal, pas dans le terminal du conseiller."""
    qInstallMessageHandler(_messages_de_qt)


def _messages_de_qt(genre: QtMsgType, _ou: QMessageLogContext, texte: str) -> None:
    if genre == QtMsgType.QtFatalMsg:
        # Qt s'arrête aussitôt après : le journal n'est pas encore ouvert.
        sys.stderr.write(f"Guichet ne peut pas ouvrir sa fenêtre sur cet écran ({texte[:80]}).\n")
    niveau = logging.WARNING if genre != QtMsgType.QtDebugMsg else logging.DEBUG
    logging.getLogger("qt").log(niveau, "%s", texte)


def poser_crochet(fenetre: Fenetre) -> None:
    """Un défaut : tout au journal, un code à l'écran, et l'on continue."""

    def recevoir(
        genre: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        from guichet.ui.etats import code_incident, montrer_incident

        logger.critical("défaut de Guichet", exc_info=(genre, error, trace))
        if fenetre.isVisible() and not fenetre.en_dialogue:
            montrer_incident(fenetre, code_incident(error), revenir=lambda: None)

    sys.excepthook = recevoir
