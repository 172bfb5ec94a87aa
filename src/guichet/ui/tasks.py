"""Le travail de fond : quelques fils, des résultats livrés dans le fil de la fenêtre."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from guichet.errors import GuichetError

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Defaut(GuichetError):
    """Ce que l'écran dit d'un travail interrompu par un défaut de Guichet."""

    advice = "Relisez ce qui est affiché (F5) avant de recommencer, et prévenez l'assistance."


class TaskRunner(Protocol):
    """Ce dont un presenter a besoin ; ses tests en donnent un qui travaille sur-le-champ."""

    def run(
        self,
        work: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[GuichetError], None],
    ) -> None: ...


class Tasks(QObject):
    """Exécute les travaux ; créé dans le fil de la fenêtre, vit et meurt avec l'application.

    ``work`` ne touche aucun widget. ``on_success`` et ``on_failure`` sont appelés dans le
    fil de la fenêtre ; une exception autre que ``GuichetError`` y remonte telle quelle, après
    ``on_failure`` : un écran ne reste jamais à attendre.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="tache")
        self._accueil = 0
        self._en_cours = 0
        self._finished.connect(self._deliver)

    @property
    def en_cours(self) -> int:
        """Travaux lancés pour la personne présente et pas encore livrés."""
        return self._en_cours

    def run(
        self,
        work: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[GuichetError], None],
    ) -> None:
        def finish(future: Future[T]) -> None:
            try:
                result = future.result()
            except GuichetError as error:
                # Jamais la phrase : elle peut citer un prénom ou un nom de fichier choisi.
                logger.warning("panne prévue : %s", type(error).__name__)
                on_failure(error)
            except Exception:
                # L'écran cesse d'attendre, puis le défaut remonte au crochet.
                on_failure(Defaut("Guichet a rencontré un défaut."))
                raise
            else:
                on_success(result)

        accueil = self._accueil
        self._en_cours += 1
        future = self._pool.submit(work)
        future.add_done_callback(lambda done: self._finished.emit((accueil, finish, done)))

    def forget(self) -> None:
        """Plus rien de ce qui est en cours ne sera livré : la personne reçue a changé."""
        self._accueil += 1
        self._en_cours = 0

    def close(self) -> None:
        """Attend les travaux en cours, abandonne ceux qui n'ont pas commencé."""
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, delivery: tuple[int, Callable[[Future[Any]], None], Future[Any]]) -> None:
        accueil, finish, future = delivery
        if accueil == self._accueil and not future.cancelled():
            self._en_cours -= 1
            finish(future)


class Derniere:
    """Ne livre que la dernière demande : une réponse dépassée est jetée sans bruit.

    >>> derniere = Derniere(runner)
    >>> derniere.run(calcul_1, on_success=montrer, on_failure=dire)
    >>> derniere.run(calcul_2, on_success=montrer, on_failure=dire)  # seul calcul_2 est montré

    Une demande dépassée qui n'a pas commencé n'est pas calculée.
    """

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        self._rang = 0
        self._epoque = 0
        self._occupe = False
        self._suivante: Callable[[], None] | None = None

    def run(
        self,
        work: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[GuichetError], None],
    ) -> None:
        self._rang += 1
        rang, epoque = self._rang, self._epoque

        def livrer(suite: Callable[[Any], None], resultat: object) -> None:
            if epoque != self._epoque:
                return
            self._occupe = False
            if rang == self._rang:
                suite(resultat)
            elif self._suivante is not None:
                lancer, self._suivante = self._suivante, None
                lancer()

        def lancer() -> None:
            self._occupe = True
            self._runner.run(
                work,
                on_success=lambda resultat: livrer(on_success, resultat),
                on_failure=lambda error: livrer(on_failure, error),
            )

        if self._occupe:
            self._suivante = lancer
        else:
            lancer()

    def forget(self) -> None:
        """La personne a changé : rien de ce qui est demandé n'arrivera ni n'attendra."""
        self._epoque += 1
        self._occupe = False
        self._suivante = None
