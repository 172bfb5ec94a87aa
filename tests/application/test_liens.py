"""Seule une page web sûre s'ouvre."""

import pytest

from guichet.application.liens import ouvrir_visio


def test_une_visio_en_https_s_ouvre() -> None:
    ouverts: list[str] = []
    ouvrir_visio("https://visio.exemple/salle?k=1", ouvrir=ouverts.append)
    assert ouverts == ["https://visio.exemple/salle?k=1"]


@pytest.mark.parametrize(
    "lien",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://visio.exemple/",
        "smb://serveur/partage",
        "https://[::1",
        "https://visio.caf.fr@voleur.exemple/",
        "https://visio.exemple/\u202efdp.exe",
        "https://visio.exemple/\n",
    ],
)
def test_rien_d_autre_ne_s_ouvre(lien: str) -> None:
    ouverts: list[str] = []
    ouvrir_visio(lien, ouvrir=ouverts.append)
    assert ouverts == []
