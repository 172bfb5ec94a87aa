"""Ralentir qui essaie des phrases au clavier : une attente qui double après cinq échecs."""

import time
from collections.abc import Callable

from guichet.errors import GuichetError

LIBRES = 5
ATTENTE_MAX = 300.0  # secondes


class TropTot(GuichetError):
    advice = "Le code de secours, lui, reste utilisable."


class Patience:
    """Le compte des échecs de cette séance."""

    def __init__(self, horloge: Callable[[], float] = time.monotonic) -> None:
        self._horloge = horloge
        self._echecs = 0
        self._pas_avant = 0.0

    def exiger(self) -> None:
        """Refuse un essai trop rapproché.

        Raises:
            TropTot: il reste des secondes à attendre, dites dans le message.
        """
        reste = self._pas_avant - self._horloge()
        if self._echecs >= LIBRES and reste > 0:
            raise TropTot(f"Trop d'essais : attendez {int(reste) + 1} secondes.")

    def noter_echec(self) -> None:
        self._echecs += 1
        if self._echecs >= LIBRES:
            attente = min(2.0 ** (self._echecs - LIBRES), ATTENTE_MAX)
            self._pas_avant = self._horloge() + attente

    def oublier(self) -> None:
        self._echecs = 0
