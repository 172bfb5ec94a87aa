import pytest

from guichet.errors import EntreeRefusee
from guichet.parcours.condition_dite import en_mots, en_peu_de_mots
from guichet.parcours.conditions import analyser, simplifier


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("residence_alternee", "si la garde est alternée"),
        ("not pension_versee", "si l’autre parent ne verse pas de pension"),
        ("marie or pacse", "si vous êtes marié ou si vous êtes pacsé"),
        ("age >= 60", "si vous avez au moins 60 ans"),
        ("not age >= 60", "si vous avez moins de 60 ans"),
        ("enfants_a_charge >= 1", "si vous avez au moins 1 enfant à charge"),
        ("enfants_a_charge >= 3", "si vous avez au moins 3 enfants à charge"),
        (
            'date_naissance >= "2026-01-01"',
            "si l’enfant est né le 1er janvier 2026 ou après",
        ),
        ('date_deces < "2026-01-01"', "si le décès a lieu avant le 1er janvier 2026"),
        ("not (marie or pacse)", "si vous n’êtes pas marié et si vous n’êtes pas pacsé"),
        (
            "veuf and (marie or pacse)",
            "si vous êtes veuf ou veuve et (si vous êtes marié ou si vous êtes pacsé)",
        ),
        ("toujours", "dans tous les cas"),
        ("not (not toujours or not locataire)", "dans tous les cas et si vous êtes locataire"),
    ],
)
def test_une_condition_se_dit_en_francais(texte: str, attendu: str) -> None:
    assert en_mots(analyser(texte)).replace("\u00a0", " ") == attendu


def test_on_ne_dit_que_ce_qui_reste_a_savoir() -> None:
    condition = analyser("residence_alternee and enfants_a_charge >= 2")

    assert en_mots(simplifier(condition, {"enfants_a_charge": 2})) == "si la garde est alternée"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("residence_alternee", "si garde alternée"),
        ("not pension_fixee", "si pension non fixée"),
        ("age < 55", "si moins de 55 ans"),
        ("marie or pacse", None),
        ('date_naissance >= "2026-01-01"', None),
    ],
)
def test_une_carte_dit_la_condition_en_peu_de_mots(texte: str, attendu: str | None) -> None:
    dite = en_peu_de_mots(analyser(texte))

    assert (dite and dite.replace("\u00a0", " ")) == attendu


def test_un_fait_hors_du_vocabulaire_est_refuse() -> None:
    with pytest.raises(EntreeRefusee, match="n'existe pas"):
        en_mots(analyser("chanceux"))
