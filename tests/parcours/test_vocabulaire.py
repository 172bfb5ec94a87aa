import pytest

from guichet.errors import EntreeRefusee
from guichet.parcours.vocabulaire import vocabulaire


def test_chaque_fait_a_sa_question_et_ses_deux_phrases() -> None:
    for fait in vocabulaire().faits.values():
        assert fait.question.endswith(" ?"), fait.nom
        assert fait.oui, fait.nom
        assert fait.non, fait.nom
        assert not fait.oui.startswith(("il ", "ils ")), "« si il » s'élide"
        if fait.genre == "oui_non":
            assert fait.oui != fait.non, fait.nom
            assert fait.court != fait.court_non, fait.nom
            assert 0 < len(fait.court) <= 25, fait.nom
            assert 0 < len(fait.court_non) <= 25, fait.nom
        if fait.genre == "nombre":
            assert fait.unite, fait.nom


def test_chaque_date_a_un_libelle_qui_suit_apres() -> None:
    for nommee in vocabulaire().dates.values():
        assert nommee.libelle.startswith(("le ", "la ", "les ", "l’")), nommee.nom


def test_les_mots_du_danger_ne_sortent_jamais() -> None:
    """La phrase d'une condition peut être lue sur la feuille par l'autre personne."""
    for fait in vocabulaire().faits.values():
        for dit in (fait.oui, fait.non, fait.court, fait.court_non):
            assert "violence" not in dit
            assert "danger" not in dit


def test_un_fait_inconnu_est_refuse_avec_le_nom_le_plus_proche() -> None:
    with pytest.raises(EntreeRefusee, match="n'existe pas") as refus:
        vocabulaire().genre("locatair")

    assert refus.value.code == 2
    assert "« locataire »" in refus.value.advice
    assert vocabulaire().genre("age") == "nombre"
    assert vocabulaire().genre("date_conge") == "date"
    assert vocabulaire().genre("locataire") == "oui_non"
