"""Les créneaux semés : jours ouvrés, heures de Paris, à travers le changement d'heure."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from guichet.rendezvous.jours_ouvres import ouvre
from guichet.visio import evenement, semis

PARIS = ZoneInfo("Europe/Paris")


def test_chaque_caisse_a_deux_ou_trois_agents_et_les_cles_sont_uniques() -> None:
    organismes = [agent.organisme for agent in semis.AGENTS]
    assert {organismes.count(organisme) for organisme in set(organismes)} == {2, 3}
    assert len({agent.cle for agent in semis.AGENTS}) == len(semis.AGENTS)


def test_quinze_jours_ouvres_apres_aujourd_hui() -> None:
    jours = semis.jours(date(2026, 11, 20))
    assert len(jours) == 15
    assert (jours[0], jours[-1]) == (date(2026, 11, 23), date(2026, 12, 11))
    assert all(ouvre(jour) for jour in jours)


def test_l_heure_de_paris_reste_la_meme_quand_l_heure_change() -> None:
    agent = semis.AGENTS[0]
    vendredi, lundi = (
        list(semis.debuts(agent, [jour])) for jour in (date(2026, 10, 23), date(2026, 10, 26))
    )
    assert [debut.hour for debut in vendredi] == [7, 8, 12, 13]
    assert [debut.hour for debut in lundi] == [8, 9, 13, 14]
    assert [d.astimezone(PARIS).time() for d in vendredi] == list(agent.horaires)
    assert [d.astimezone(PARIS).time() for d in lundi] == list(agent.horaires)


def test_deposer_deux_fois_ne_remplace_rien(tmp_path: Path) -> None:
    jours = [date(2026, 11, 24)]
    semis.deposer(tmp_path, jours)
    fichiers = sorted(tmp_path.glob("*/*.ics"))
    assert len(fichiers) == len(semis.AGENTS) * 4
    fichiers[0].write_text("réservé")
    semis.deposer(tmp_path, jours)
    assert fichiers[0].read_text() == "réservé"
    assert sorted(tmp_path.glob("*/*.ics")) == fichiers


def test_un_creneau_seme_est_libre_et_dure_trente_minutes() -> None:
    debut = datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("UTC"))
    for agent in semis.AGENTS:
        vu = evenement.lire(semis.ressource(agent, debut))
        assert (vu.etat, vu.fin - vu.debut) == ("libre", semis.DUREE)
        assert bool(vu.lien) is agent.lien_propre
