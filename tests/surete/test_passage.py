"""Passage : après une visite entière, rien qui identifie n'est sur le disque ni dans un titre."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import sans_image_memoire
from guichet.visio import serveur_demo

PROGRAMME = Path(__file__).with_name("visite_seule.py")
REPONSES = (
    "anarine", "ylophanie", "olfgangus",
    "1987-04-23", "23/04/1987", "2013-09-17", "2017-12-06",
    "1173.29", "1173,29", "647.83", "647,83", "151.37", "151,37",
)  # fmt: skip


@dataclass(frozen=True)
class Poste:
    """Ce qu'une visite a laissé : ses dossiers, et ce que le programme a montré au système."""

    racine: Path
    vu: dict[str, Any]
    erreurs: str


@pytest.fixture(scope="module")
def poste(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Poste]:
    """Une visite entière dans un autre processus, dont tous les dossiers sont sous la main."""
    racine = tmp_path_factory.mktemp("passage")
    milieu = {"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    for nom, dossier in (("HOME", "maison"), ("TMPDIR", "tmp"), ("XDG_RUNTIME_DIR", "run")):
        (racine / dossier).mkdir(mode=0o700)
        milieu[nom] = str(racine / dossier)
    visite = subprocess.run(
        [sys.executable, str(PROGRAMME)],
        env=milieu, cwd=racine, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert visite.returncode == 0, visite.stderr
    yield Poste(racine, json.loads(visite.stdout), visite.stderr)
    donnees = racine / "maison" / ".local" / "share" / "guichet"
    serveur_demo.arreter(donnees / "demonstration")


def contient_une_reponse(octets: bytes) -> bool:
    return any(mot.encode(code) in octets for mot in REPONSES for code in ("utf-8", "utf-16-le"))


def test_aucun_octet_de_la_personne_n_est_sur_le_disque(poste: Poste) -> None:
    fichiers = [f for f in poste.racine.rglob("*") if f.is_file()]
    assert len(fichiers) > 100, "les agendas de démonstration devraient être là"
    assert [f for f in fichiers if contient_une_reponse(f.read_bytes())] == []
    assert [f for f in poste.racine.rglob("*") if contient_une_reponse(str(f).encode())] == []


def test_le_rendez_vous_pris_est_bien_dans_l_agenda_sans_la_personne(poste: Poste) -> None:
    agendas = poste.racine / "maison" / ".local" / "share" / "guichet" / "demonstration"
    pris = [f for f in agendas.rglob("*.ics") if b"GUICHET-PRIS" in f.read_bytes()]
    assert len([f for f in pris if ".Radicale.cache" not in f.parts]) == 1


def test_ni_titre_de_fenetre_ni_ligne_de_commande_ne_dit_qui_est_la(poste: Poste) -> None:
    assert set(poste.vu["titres"]) <= {"", "Guichet"}
    assert any("radicale" in commande for commande in poste.vu["commandes"])
    assert any("multiprocessing" in commande for commande in poste.vu["commandes"])
    assert not contient_une_reponse("".join(poste.vu["commandes"]).encode())


def test_rien_ne_sort_sur_la_sortie_d_erreur(poste: Poste) -> None:
    assert poste.erreurs == ""


def test_il_ne_reste_aucun_fichier_temporaire(poste: Poste) -> None:
    assert list((poste.racine / "tmp").iterdir()) == []


def test_tout_ce_qui_reste_n_est_lisible_que_par_son_proprietaire(poste: Poste) -> None:
    guichet = poste.racine / "maison" / ".local" / "share" / "guichet"
    dossiers = Emplacements(donnees=guichet, journaux=guichet)
    assert dossiers.donnees.stat().st_mode & 0o077 == 0
    fichiers = [f for f in guichet.rglob("*") if f.is_file() and "agendas" not in f.parts]
    assert [f for f in fichiers if f.stat().st_mode & 0o077] == []


def test_une_chute_ne_laisse_pas_la_memoire_dans_un_fichier() -> None:
    resource = pytest.importorskip("resource")
    avant = resource.getrlimit(resource.RLIMIT_CORE)
    lire = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    try:
        sans_image_memoire()
        fils = subprocess.run([sys.executable, "-c", lire], capture_output=True, check=True)
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, avant)
    assert fils.stdout.strip() == b"0"


CHUTE = """
import sys, threading
from pathlib import Path
from guichet.application.fenetre import poser_crochet, preparer
from guichet.securite import journalisation
from guichet.ui.window import Fenetre

class Casse:
    def __del__(self):
        raise ValueError("Zzcanarine à la destruction")

preparer(["guichet"])
journal = journalisation.demarrer(Path(sys.argv[1]))
poser_crochet(Fenetre())
def tomber():
    raise KeyError("Zzcanarine dans un fil, 1173,29")
fil = threading.Thread(target=tomber)
fil.start(); fil.join()
casse = Casse()
del casse
try:
    raise RuntimeError("cause Zzcanarine")
except RuntimeError as cause:
    raise ValueError("Zzcanarine née le 23/04/1987") from cause
"""


def test_un_defaut_ne_dit_la_personne_ni_au_journal_ni_a_l_ecran_noir(tmp_path: Path) -> None:
    chute = subprocess.run(
        [sys.executable, "-c", CHUTE, str(tmp_path / "journaux")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    ecrit = (tmp_path / "journaux" / "guichet.log").read_text()
    for type_dit in ("ValueError", "RuntimeError", "KeyError", "dans un fil", "destruction"):
        assert type_dit in ecrit
    assert not contient_une_reponse(ecrit.encode())
    assert not contient_une_reponse((chute.stdout + chute.stderr).encode())
