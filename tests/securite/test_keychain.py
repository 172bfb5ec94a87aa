"""Le trousseau du poste : le vrai quand il y en a un, une phrase claire quand il manque."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import keyring
import pytest
from keyring.backends import chainer, null
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

from guichet.securite.keychain import SERVICE, Trousseau, TrousseauIndisponible

from .trousseaux import (
    TrousseauEnPanne,
    TrousseauMemoire,
    TrousseauMuet,
    TrousseauOublieux,
)


def test_un_secret_range_se_relit_puis_s_oublie() -> None:
    memoire = TrousseauMemoire()
    trousseau = Trousseau(memoire)
    secret = trousseau.creer("structure-1")

    assert len(secret) == 32
    assert trousseau.lire("structure-1") == secret
    assert list(memoire.secrets) == [(SERVICE, "structure-1")]
    trousseau.oublier("structure-1")
    trousseau.oublier("structure-1")
    with pytest.raises(TrousseauIndisponible, match="disparu"):
        trousseau.lire("structure-1")


@pytest.mark.parametrize(
    ("erreur", "phrase"),
    [
        (NoKeyringError(), "n'a pas de trousseau"),
        (InitError(), "ne s'ouvre pas"),
        (KeyringLocked(), "verrouillé"),
        (KeyringError(), "refusé"),
    ],
)
def test_chaque_panne_du_trousseau_a_sa_phrase(erreur: Exception, phrase: str) -> None:
    trousseau = Trousseau(TrousseauEnPanne(erreur))
    for acte in (trousseau.creer, trousseau.lire):
        with pytest.raises(TrousseauIndisponible, match=phrase):
            acte("s")


def test_un_defaut_n_est_pas_maquille_en_panne() -> None:
    with pytest.raises(ZeroDivisionError):
        Trousseau(TrousseauEnPanne(ZeroDivisionError())).lire("s")


def test_un_trousseau_qui_ne_garde_rien_est_demasque() -> None:
    with pytest.raises(TrousseauIndisponible, match="pas gardé"):
        Trousseau(TrousseauOublieux()).creer("s")


def test_un_secret_remplace_est_dit() -> None:
    memoire = TrousseauMemoire()
    memoire.set_password(SERVICE, "s", "pas de l'hexadécimal")
    with pytest.raises(TrousseauIndisponible, match="remplacé"):
        Trousseau(memoire).lire("s")


def test_un_trousseau_muet_ne_bloque_pas() -> None:
    with pytest.raises(TrousseauIndisponible, match="ne répond pas"):
        Trousseau(TrousseauMuet(), delai=0.05).lire("s")


def test_sans_trousseau_sur_ce_poste_on_le_dit() -> None:
    with pytest.raises(TrousseauIndisponible, match="pas de trousseau sûr"):
        Trousseau().creer("s")


def test_un_trousseau_qui_pourrait_ecrire_en_clair_est_refuse() -> None:
    for douteux in (null.Keyring(), TrousseauMemoire()):
        keyring.set_keyring(douteux)
        with pytest.raises(TrousseauIndisponible, match="sûr"):
            Trousseau().creer("s")


def test_un_trousseau_sur_se_trouve_dans_une_chaine(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sur(TrousseauMemoire):
        __module__ = "keyring.backends.Windows"

    sur = Sur()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [TrousseauMemoire(), sur])
    keyring.set_keyring(chainer.ChainerBackend())
    Trousseau().creer("s")
    assert sur.secrets


SERVICE_REEL = """
from guichet.securite.keychain import Trousseau, TrousseauIndisponible
trousseau = Trousseau()
secret = trousseau.creer("essai")
assert trousseau.lire("essai") == secret
trousseau.oublier("essai")
try:
    trousseau.lire("essai")
except TrousseauIndisponible as erreur:
    print("oublié :", erreur.message)
"""
OUTILS = ("dbus-run-session", "gnome-keyring-daemon")


@pytest.mark.skipif(
    not all(map(shutil.which, OUTILS)), reason="dbus et gnome-keyring ne sont pas installés"
)
@pytest.mark.parametrize("ouvert", [True, False], ids=["ouvert", "pas de trousseau"])
def test_le_vrai_service_de_secrets_de_linux(tmp_path: Path, *, ouvert: bool) -> None:
    script = tmp_path / "essai.py"
    script.write_text(textwrap.dedent(SERVICE_REEL))
    demon = "printf 'essai\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    commande = f"{demon if ouvert else 'true'}; exec {sys.executable} {script}"
    propre = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("DBUS")}
    foyer = {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "XDG_DATA_DIRS": str(tmp_path / "rien"),
    }
    fin = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", commande],
        env=propre | foyer,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if ouvert:
        assert fin.returncode == 0, fin.stderr
        assert "disparu" in fin.stdout
    else:
        assert fin.returncode == 1
        assert "TrousseauIndisponible" in fin.stderr
