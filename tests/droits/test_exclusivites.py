from decimal import Decimal

import pytest

from guichet.droits.exclusivites import MAJORE, departager
from guichet.droits.moteur import Chiffre


def ouvert(montant: int) -> Chiffre:
    return Chiffre(ouvert=True, montant=Decimal(montant), premier_mois=Decimal(1))


def test_le_rsa_majore_remplace_le_rsa() -> None:
    apres = departager({"rsa": ouvert(600), "rsa_majore": ouvert(900)})

    assert apres["rsa"] == Chiffre(ouvert=False, raisons=(MAJORE,))
    assert apres["rsa_majore"] == ouvert(900)


def test_sans_rsa_majore_le_rsa_reste() -> None:
    chiffres = {"rsa": ouvert(600), "rsa_majore": Chiffre(ouvert=False)}

    assert departager(chiffres) == chiffres
    assert departager({"rsa_majore": ouvert(900)}) == {"rsa_majore": ouvert(900)}


@pytest.mark.parametrize(("un", "autre"), [("aah", "aspa"), ("asi", "aspa"), ("aah", "ass")])
def test_le_plus_eleve_des_deux_reste(un: str, autre: str) -> None:
    apres = departager({un: ouvert(1041), autre: ouvert(1043)})
    assert (apres[un].ouvert, apres[autre].ouvert) == (False, True)
    assert "ne s'ajoutent pas" in apres[un].raisons[0]

    apres = departager({un: ouvert(1000), autre: Chiffre(ouvert=True)})
    assert (apres[un].ouvert, apres[autre].ouvert) == (True, False)


def test_les_chiffres_recus_ne_changent_pas() -> None:
    chiffres = {"aah": ouvert(1), "aspa": ouvert(2)}

    departager(chiffres)

    assert chiffres == {"aah": ouvert(1), "aspa": ouvert(2)}
