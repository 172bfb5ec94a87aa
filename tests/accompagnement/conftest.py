import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .poste import Poste


@pytest.fixture
def poste(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Poste]:
    temporaire = tmp_path / "tmp"
    temporaire.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporaire))
    poste = Poste(tmp_path / "donnees")
    yield poste
    poste.fermer()


@pytest.fixture
def code(poste: Poste) -> str:
    """Une structure en service, Guichet refermé ; son code de secours."""
    return poste.creer()
