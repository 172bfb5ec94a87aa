"""Ce que tous les tests partagent. Automatique : aucun test ne touche au trousseau du poste."""

import os
from collections.abc import Callable
from typing import TypeVar

# Avant tout import de Qt : les tests d'écran ne cherchent jamais un vrai écran.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import keyring.backends.fail
import pytest

from guichet.errors import GuichetError

T = TypeVar("T")


@pytest.fixture(autouse=True)
def _sans_trousseau() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())


class ImmediateRunner:
    """Travaille sur-le-champ, dans le fil du test."""

    def run(
        self,
        work: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[GuichetError], None],
    ) -> None:
        try:
            result = work()
        except GuichetError as error:
            on_failure(error)
        else:
            on_success(result)


@pytest.fixture
def runner() -> ImmediateRunner:
    return ImmediateRunner()
