"""Le journal enchaîné : on n'y change rien sans que cela se voie."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from guichet.models.journal import JournalAltere, JournalRow, elaguer, inscrire, verifier
from guichet.models.mise_a_niveau import creer

CLE = secrets.token_bytes(32)
CLE_JOURNAL = b"j" * 32
LE = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def moteur(tmp_path: Path) -> Iterator[Engine]:
    moteur = creer(tmp_path / "guichet.db", CLE)
    with Session(moteur) as session, session.begin():
        for rang in range(5):
            inscrire(
                session,
                CLE_JOURNAL,
                "consulter",
                le=LE + timedelta(minutes=rang),
                objet=uuid4().hex,
                conseiller_id=uuid4(),
            )
    yield moteur
    moteur.dispose()


def test_une_chaine_intacte_se_verifie(moteur: Engine) -> None:
    with Session(moteur) as session:
        assert verifier(session, CLE_JOURNAL) == 5


def test_la_base_refuse_de_changer_une_ligne(moteur: Engine) -> None:
    with Session(moteur) as session, pytest.raises(IntegrityError, match="ne se change pas"):
        session.execute(update(JournalRow).values(acte="rien"))


def test_la_base_refuse_de_retirer_une_ligne_recente(moteur: Engine) -> None:
    with Session(moteur) as session, pytest.raises(IntegrityError, match="douze mois"):
        session.execute(delete(JournalRow).where(JournalRow.n == 2))


@pytest.mark.parametrize(
    ("sabotage", "ligne"),
    [
        ("UPDATE journal SET acte = 'rien' WHERE n = 3", 3),
        ("UPDATE journal SET objet = NULL WHERE n = 2", 2),
        ("UPDATE journal SET le = '2020-01-01 00:00:00.000000' WHERE n = 4", 4),
        ("UPDATE journal SET conseiller_id = NULL WHERE n = 4", 4),
        ("DELETE FROM journal WHERE n = 3", 4),
        ("DELETE FROM journal WHERE n = 1", 2),
        ("UPDATE journal SET n = 9 WHERE n = 5", 9),
    ],
)
def test_un_sabotage_sans_les_gardes_se_voit(moteur: Engine, sabotage: str, ligne: int) -> None:
    with closing(moteur.raw_connection()) as connexion:
        for ordre in (
            "DROP TRIGGER journal_sans_retouche",
            "DROP TRIGGER journal_sans_coupure",
            sabotage,
        ):
            connexion.cursor().execute(ordre)

    with Session(moteur) as session, pytest.raises(JournalAltere, match=f"ligne {ligne}"):
        verifier(session, CLE_JOURNAL)


def test_une_autre_cle_ne_refait_pas_la_chaine(moteur: Engine) -> None:
    with Session(moteur) as session, pytest.raises(JournalAltere):
        verifier(session, b"x" * 32)


def test_l_elagage_a_douze_mois_laisse_un_sceau(moteur: Engine) -> None:
    plus_tard = LE + timedelta(days=400)
    with Session(moteur) as session, session.begin():
        inscrire(session, CLE_JOURNAL, "consulter", le=plus_tard)
        assert elaguer(session, CLE_JOURNAL, avant=LE + timedelta(minutes=3), le=plus_tard) == 3

    with Session(moteur) as session:
        restent = session.scalars(select(JournalRow.n).order_by(JournalRow.n)).all()
        assert restent == [4, 5, 6, 7]
        assert verifier(session, CLE_JOURNAL) == 4


def test_couper_le_debut_sans_sceau_se_voit(moteur: Engine) -> None:
    with closing(moteur.raw_connection()) as connexion:
        connexion.cursor().execute("DROP TRIGGER journal_sans_coupure")
        connexion.cursor().execute("DELETE FROM journal WHERE n <= 2")
    with Session(moteur) as session, pytest.raises(JournalAltere, match="ligne 3"):
        verifier(session, CLE_JOURNAL)


def test_un_instant_sans_fuseau_est_refuse(moteur: Engine) -> None:
    with Session(moteur) as session, pytest.raises(Exception, match="sans fuseau"):
        inscrire(session, CLE_JOURNAL, "consulter", le=datetime(2026, 1, 1))  # noqa: DTZ001


def test_un_instant_revient_en_utc(moteur: Engine) -> None:
    with Session(moteur) as session:
        lu = session.get_one(JournalRow, 1).le
    assert (lu, lu.tzinfo) == (LE, UTC)
