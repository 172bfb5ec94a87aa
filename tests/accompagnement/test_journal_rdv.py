"""Le journal privé des réservations."""

import json
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guichet.accompagnement.journal_rdv import JournalRdv, LigneRdv
from guichet.errors import GuichetError

DEBUT = datetime(2026, 11, 24, 8, tzinfo=UTC)
LIGNE = LigneRdv(
    id="0b0e2b3c-0000-4000-8000-000000000001",
    ref="caf-1/x.ics",
    etat="reservation",
    debut=DEBUT,
    fin=DEBUT + timedelta(minutes=30),
    ecrite_a=datetime(2026, 11, 20, 9, tzinfo=UTC),
)


@pytest.fixture
def journal(tmp_path: Path) -> JournalRdv:
    return JournalRdv(tmp_path / "journal")


def test_une_ligne_se_relit_et_se_remplace(journal: JournalRdv) -> None:
    journal.ecrire(LIGNE)
    assert journal.lire(LIGNE.id) == LIGNE
    reserve = replace(LIGNE, etat="reserve")
    journal.ecrire(reserve)
    assert list(journal.lignes()) == [reserve]


def test_le_journal_ne_dit_rien_de_plus_que_le_necessaire(
    journal: JournalRdv, tmp_path: Path
) -> None:
    journal.ecrire(LIGNE)
    (fichier,) = (tmp_path / "journal").iterdir()
    assert stat.S_IMODE(fichier.stat().st_mode) == 0o600
    assert stat.S_IMODE(fichier.parent.stat().st_mode) == 0o700
    assert set(json.loads(fichier.read_bytes())) == {
        "version", "id", "ref", "etat", "debut", "fin", "ecrite_a",
    }  # fmt: skip


def test_la_purge_efface_ce_qui_est_passe_et_lui_seul(journal: JournalRdv) -> None:
    autre = replace(LIGNE, id=LIGNE.id[:-1] + "2", fin=LIGNE.fin + timedelta(days=2))
    journal.ecrire(LIGNE)
    journal.ecrire(autre)
    assert journal.purger(LIGNE.fin) == 0
    assert journal.purger(LIGNE.fin + timedelta(days=1, seconds=1)) == 1
    assert list(journal.lignes()) == [autre]


def test_la_purge_balaie_une_ecriture_coupee_par_le_courant(
    journal: JournalRdv, tmp_path: Path
) -> None:
    journal.ecrire(LIGNE)
    reste = tmp_path / "journal" / ".coupe.tmp"
    reste.write_text("moitié")
    journal.purger(datetime.fromtimestamp(reste.stat().st_mtime, UTC) + timedelta(days=2))
    assert not reste.exists()


@pytest.mark.parametrize(
    "contenu", [b"", b"{", b"[]", b"null", b'{"id": "x"}', b"\xff", b'{"etat": []}']
)
def test_un_fichier_abime_ne_cache_pas_les_autres(
    journal: JournalRdv, tmp_path: Path, contenu: bytes
) -> None:
    journal.ecrire(LIGNE)
    (tmp_path / "journal" / "abime.json").write_bytes(contenu)
    assert list(journal.lignes()) == [LIGNE]


@pytest.mark.parametrize("nom", ["", "../../etc/passwd", "x" * 36, LIGNE.id + ".json"])
def test_un_identifiant_mal_ecrit_ne_lit_aucun_fichier(journal: JournalRdv, nom: str) -> None:
    assert journal.lire(nom) is None


def test_un_disque_qui_refuse_est_dit(tmp_path: Path) -> None:
    fichier = tmp_path / "fichier"
    fichier.write_text("")
    with pytest.raises(GuichetError, match="journal") as refus:
        JournalRdv(fichier / "journal").ecrire(LIGNE)
    assert "Rien n'a été réservé" in refus.value.advice


def test_un_journal_qui_n_existe_pas_encore_est_vide(journal: JournalRdv) -> None:
    assert list(journal.lignes()) == []
    assert journal.lire(LIGNE.id) is None
    journal.oublier(LIGNE.id)
