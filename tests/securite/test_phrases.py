import pytest

from guichet.errors import EntreeRefusee
from guichet.securite import phrases


@pytest.mark.parametrize(
    "phrase",
    [
        "Guichet-2026!",  # 13 caractères, quatre sortes
        "LeChatDort20ans",  # trois sortes
        "un deux trois quatre cinq six sept",
        phrases.proposer(),
    ],
)
def test_une_phrase_assez_longue_est_acceptee(phrase: str) -> None:
    phrases.controler(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "123456",
        "Guichet2026!"[:11],
        "motdepassetreslong",
        "MotDePasse12",
        "un deux trois quatre",
        "oui oui oui oui oui oui oui oui",
        "aaaaaaaaaaaaaA1!",
        "a b c d e f g",
    ],
)
def test_une_phrase_trop_facile_est_refusee_sans_etre_repetee(phrase: str) -> None:
    with pytest.raises(EntreeRefusee) as refus:
        phrases.controler(phrase)
    assert refus.value.champ == "phrase"
    assert not phrase or phrase not in refus.value.message


def test_les_phrases_proposees_sont_toutes_differentes() -> None:
    proposees = {phrases.proposer() for _ in range(50)}
    assert len(proposees) == 50
    for phrase in proposees:
        phrases.controler(phrase)
