import pytest

from guichet.securite.patience import ATTENTE_MAX, LIBRES, Patience, TropTot


def test_cinq_essais_puis_l_attente_double() -> None:
    maintenant = [0.0]
    patience = Patience(lambda: maintenant[0])
    for _ in range(LIBRES):
        patience.exiger()
        patience.noter_echec()
    attentes = []
    for _ in range(12):
        with pytest.raises(TropTot, match="attendez"):
            patience.exiger()
        depart = maintenant[0]
        maintenant[0] = patience._pas_avant
        attentes.append(maintenant[0] - depart)
        patience.exiger()
        patience.noter_echec()
    assert attentes[:4] == [1.0, 2.0, 4.0, 8.0]
    assert max(attentes) == ATTENTE_MAX


def test_une_bonne_phrase_remet_a_zero() -> None:
    patience = Patience(lambda: 0.0)
    for _ in range(LIBRES):
        patience.noter_echec()
    patience.oublier()
    patience.exiger()
