"""Ouvrir la fenêtre : Qt, thème, journal, crochet des défauts, puis l'atelier."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from guichet.application.atelier import Atelier
from guichet.application.emplacements import Emplacements
from guichet.application.services import Services
from guichet.ui import theme
from guichet.ui.window import Fenetre

logger = logging.getLogger(__name__)
logging.getLogger("qt").addHandler(logging.NullHandler())


def ouvrir(
    emplacements: Emplacements | None = None,
    *,
    temoin: Callable[[Atelier], None] | None = None,
) -> int:
    """Ouvre la fenêtre et rend le code de sortie. ``temoin`` la reçoit sitôt montrée (mesures)."""
    emplacements = emplacements or Emplacements.du_poste()
    emplacements.creer()
    journaliser_qt()
    application = preparer(sys.argv[:1])
    from guichet.securite import journalisation

    journal = journalisation.demarrer(emplacements.journaux)
    fenetre = Fenetre()
    poser_crochet(fenetre)
    atelier = Atelier(Services(emplacements), fenetre)
    fenetre.show()
    QTimer.singleShot(0, atelier.demarrer)
    if temoin is not None:
        temoin(atelier)
    try:
        return application.exec()
    finally:
        atelier.fermer()
        journalisation.arreter(journal)


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
