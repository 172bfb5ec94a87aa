"""Le serveur de démonstration : démarrer, se rattacher, survivre, s'effacer."""

import importlib.util
import os
import signal
import stat
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from guichet.errors import GuichetError
from guichet.rendezvous.agenda import Guichet, HorsLigne
from guichet.securite.fichiers import ecrire_atomique
from guichet.visio import processus_demo, semis, serveur_demo
from guichet.visio.serveur_demo import ServeurDemo

AU = date(2026, 11, 20)
DEPART = datetime(2026, 11, 20, 12, tzinfo=UTC)
LANGON = Guichet(nom="France Services de Langon")
PROGRAMME = """
import sys
from datetime import date
from pathlib import Path
from guichet.securite.fichiers import ecrire_atomique
from guichet.visio import serveur_demo
au = date(2026, 11, 20)
print(serveur_demo.demarrer(Path(sys.argv[1]), today=au, ecrire=ecrire_atomique).pid)
"""


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(semis, "JOURS", 3)
    yield tmp_path
    serveur_demo.arreter(tmp_path)


def demarrer(dossier: Path, today: date = AU) -> ServeurDemo:
    return serveur_demo.demarrer(dossier, today=today, ecrire=ecrire_atomique)


def vivant(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_demarrer_se_rattacher_puis_arreter_efface_tout(dossier: Path) -> None:
    assert serveur_demo.etat(dossier) is None
    serveur = demarrer(dossier)
    assert demarrer(dossier) == serveur == serveur_demo.etat(dossier)
    assert serveur.secret not in repr(serveur)

    assert serveur_demo.arreter(dossier)
    assert not vivant(serveur.pid)
    assert list(dossier.iterdir()) == []
    assert not serveur_demo.arreter(dossier)


def test_tout_ce_qui_est_secret_n_est_lisible_que_par_ce_compte(dossier: Path) -> None:
    demarrer(dossier)
    ici = dossier / serveur_demo.DOSSIER
    assert stat.S_IMODE(ici.stat().st_mode) == 0o700
    for nom in ("etat.json", "comptes", "droits", "configuration", "serveur.log"):
        assert stat.S_IMODE((ici / nom).stat().st_mode) == 0o600, nom


def test_le_serveur_n_ecoute_que_la_boucle_locale(dossier: Path) -> None:
    serveur = demarrer(dossier)
    adresses = [
        ligne.split()[1].split(":")[0]
        for nom in ("tcp", "tcp6")
        for ligne in Path(f"/proc/net/{nom}").read_text().splitlines()[1:]
        if ligne.split()[1].endswith(f":{serveur.port:04X}") and ligne.split()[3] == "0A"
    ]
    assert adresses == ["0100007F"]


def test_apres_un_kill_9_le_serveur_repart_et_le_rendez_vous_se_relit(dossier: Path) -> None:
    serveur = demarrer(dossier)
    fournisseur = serveur_demo.fournisseur(serveur, maintenant=lambda: DEPART)
    creneau = fournisseur.creneaux("msa", DEPART, DEPART + timedelta(days=5))[0]
    prise = fournisseur.reserver(str(uuid.uuid4()), creneau, LANGON)

    os.kill(serveur.pid, signal.SIGKILL)
    time.sleep(0.1)
    with pytest.raises(HorsLigne):
        fournisseur.relire(prise.id, prise.ref)
    assert serveur_demo.etat(dossier) is None

    relance = demarrer(dossier)
    assert relance.pid != serveur.pid
    assert relance.port == serveur.port
    assert fournisseur.relire(prise.id, prise.ref) == prise


def test_un_serveur_fige_est_remplace(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serveur_demo, "DELAI_REPONSE", 1.5)
    serveur = demarrer(dossier)
    os.kill(serveur.pid, signal.SIGSTOP)
    relance = demarrer(dossier)
    assert relance.pid != serveur.pid
    assert not vivant(serveur.pid)


def test_un_pid_recycle_n_est_jamais_tue(dossier: Path) -> None:
    serveur = demarrer(dossier)
    os.kill(serveur.pid, signal.SIGKILL)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as innocent:
        etat = dossier / serveur_demo.DOSSIER / serveur_demo.ETAT
        etat.write_text(etat.read_text().replace(str(serveur.pid), str(innocent.pid)))
        serveur_demo.arreter(dossier)
        assert innocent.poll() is None
        innocent.kill()
    processus_demo._lances.pop(serveur.pid).wait()


def test_deux_demarrages_ensemble_ne_font_qu_un_serveur(dossier: Path) -> None:
    lances = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAMME, str(dossier)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    pids = {lance.communicate(timeout=60)[0].strip() for lance in lances}
    assert [lance.returncode for lance in lances] == [0, 0]
    assert len(pids) == 1
    assert vivant(int(pids.pop()))


def test_le_serveur_survit_au_programme_qui_l_a_lance(dossier: Path) -> None:
    fait = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAMME, str(dossier)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert fait.stderr == ""
    serveur = serveur_demo.etat(dossier)
    assert serveur is not None
    assert serveur.pid == int(fait.stdout)


def test_un_jour_plus_tard_le_jour_qui_manque_est_seme_et_rien_n_est_remplace(
    dossier: Path,
) -> None:
    serveur = demarrer(dossier)
    fournisseur = serveur_demo.fournisseur(serveur, maintenant=lambda: DEPART)
    creneau = fournisseur.creneaux("dgfip", DEPART, DEPART + timedelta(days=8))[-1]
    prise = fournisseur.reserver(str(uuid.uuid4()), creneau, LANGON)
    fin = DEPART + timedelta(days=60)
    avant = len(fournisseur.creneaux("dgfip", DEPART, fin))

    plus_tard = demarrer(dossier, date(2026, 11, 23))
    assert plus_tard.pid == serveur.pid
    assert plus_tard.seme_jusqu_a == "2026-11-26"
    assert len(fournisseur.creneaux("dgfip", DEPART, fin)) == avant + 2 * 4
    assert fournisseur.relire(prise.id, prise.ref) == prise


def test_un_etat_illisible_fait_repartir_de_zero(dossier: Path) -> None:
    ici = dossier / serveur_demo.DOSSIER
    ici.mkdir()
    (ici / serveur_demo.ETAT).write_text("{coupé")
    assert demarrer(dossier) == serveur_demo.etat(dossier)


def test_sans_radicale_la_phrase_est_claire(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _nom: None)
    with pytest.raises(GuichetError, match="Radicale") as refus:
        demarrer(dossier)
    assert "demo" in refus.value.advice
    assert list(dossier.iterdir()) == []


def test_un_dossier_interdit_est_dit(tmp_path: Path) -> None:
    fichier = tmp_path / "donnees"
    fichier.write_text("")
    with pytest.raises(GuichetError, match="préparés"):
        demarrer(fichier)
