"""Le code imprimé se relit malgré les fautes qu'on fait en recopiant, jamais à côté."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.errors import EntreeRefusee
from guichet.securite import code_secours


@given(st.binary(min_size=20, max_size=20))
def test_tout_code_ecrit_se_relit(secret: bytes) -> None:
    code = code_secours.ecrire(secret)
    assert len(code.split("-")) == 9
    assert code_secours.lire(code) == secret
    brouillon = code.lower().replace("0", "o").replace("1", "l").replace("-", "  ")
    assert code_secours.lire(brouillon) == secret


@given(
    st.binary(min_size=20, max_size=20),
    st.integers(0, 35),
    st.sampled_from(code_secours.ALPHABET),
)
def test_une_lettre_fausse_est_vue(secret: bytes, rang: int, lettre: str) -> None:
    lettres = code_secours.ecrire(secret).replace("-", "")
    faute = lettres[:rang] + lettre + lettres[rang + 1 :]
    if faute == lettres:
        assert code_secours.lire(faute) == secret
    else:
        with pytest.raises(EntreeRefusee, match="mal recopié"):
            code_secours.lire(faute)


@given(st.text(max_size=60))
def test_aucun_texte_ne_fait_autre_chose_qu_un_refus(texte: str) -> None:
    with pytest.raises(EntreeRefusee):
        code_secours.lire(texte)


def test_deux_lettres_echangees_sont_vues() -> None:
    lettres = code_secours.ecrire(bytes(range(20))).replace("-", "")
    rang = next(i for i in range(35) if lettres[i] != lettres[i + 1])
    echange = lettres[:rang] + lettres[rang + 1] + lettres[rang] + lettres[rang + 2 :]
    with pytest.raises(EntreeRefusee):
        code_secours.lire(echange)


def test_le_refus_dit_combien_de_caracteres_et_ne_repete_pas_le_code() -> None:
    code = code_secours.ecrire(bytes(20))[:-1]
    with pytest.raises(EntreeRefusee, match="36 caractères, vous en avez tapé 35") as refus:
        code_secours.lire(code)
    assert code not in refus.value.message


def test_le_refus_nomme_le_groupe_d_un_caractere_impossible() -> None:
    code = code_secours.ecrire(bytes(20))
    with pytest.raises(EntreeRefusee, match="groupe 2"):
        code_secours.lire(code[:5] + "U" + code[6:])


def test_deux_codes_ne_se_ressemblent_pas() -> None:
    assert code_secours.nouveau_secret() != code_secours.nouveau_secret()
