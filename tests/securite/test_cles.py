"""Ce qui ouvre la clé de la base, et ce qui ne l'ouvre pas."""

import secrets
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag

from guichet.errors import EntreeRefusee
from guichet.securite import cles, code_secours
from guichet.securite.cles import (
    COUT,
    PLANCHER,
    CoutArgon2,
    FenteRefusee,
    MauvaisCode,
    MauvaisePhrase,
)

LEGER = CoutArgon2(memoire_kio=64, tours=1, voies=1)
PHRASE = "jora kalo pufo more fodu bovi libo"


@pytest.fixture
def cle() -> bytearray:
    return cles.nouvelle_cle()


def test_la_phrase_ouvre(cle: bytearray) -> None:
    fente = cles.fente_phrase(cle, PHRASE, cout=LEGER)
    assert cles.ouvrir_par_phrase(fente, PHRASE, plancher=LEGER) == cle


def test_les_espaces_et_la_forme_des_accents_ne_comptent_pas(cle: bytearray) -> None:
    fente = cles.fente_phrase(cle, "été  à Rezé ", cout=LEGER)
    decomposee = "e\u0301te\u0301 a\u0300 Reze\u0301"
    assert cles.ouvrir_par_phrase(fente, decomposee, plancher=LEGER) == cle


def test_une_autre_phrase_n_ouvre_pas(cle: bytearray) -> None:
    fente = cles.fente_phrase(cle, PHRASE, cout=LEGER)
    with pytest.raises(MauvaisePhrase) as refus:
        cles.ouvrir_par_phrase(fente, PHRASE.upper(), plancher=LEGER)
    assert PHRASE.upper() not in str(refus.value)


def test_avec_trousseau_il_faut_les_deux(cle: bytearray) -> None:
    secret = secrets.token_bytes(32)
    fente = cles.fente_phrase(cle, PHRASE, cout=LEGER, secret=secret)

    assert cles.ouvrir_par_phrase(fente, PHRASE, secret=secret, plancher=LEGER) == cle
    with pytest.raises(MauvaisePhrase):
        cles.ouvrir_par_phrase(fente, "autre", secret=secret, plancher=LEGER)
    for autre in (None, secrets.token_bytes(32)):
        with pytest.raises(FenteRefusee, match="remplacé") as refus:
            cles.ouvrir_par_phrase(fente, PHRASE, secret=autre, plancher=LEGER)
        assert "code de secours" in refus.value.advice


def test_retirer_le_temoin_du_fichier_ne_retire_pas_le_trousseau(cle: bytearray) -> None:
    fente = cles.fente_phrase(cle, PHRASE, cout=LEGER, secret=secrets.token_bytes(32))
    with pytest.raises(MauvaisePhrase):
        cles.ouvrir_par_phrase(replace(fente, temoin=None), PHRASE, plancher=LEGER)


@pytest.mark.parametrize(
    "cout",
    [
        CoutArgon2(memoire_kio=8 * 1024, tours=3, voies=4),
        CoutArgon2(memoire_kio=64 * 1024, tours=1, voies=4),
        CoutArgon2(memoire_kio=8 * 1024 * 1024, tours=3, voies=4),
    ],
    ids=["mémoire", "tours", "démesuré"],
)
def test_un_cout_affaibli_ou_demesure_est_refuse_sans_calcul(
    cle: bytearray, cout: CoutArgon2
) -> None:
    fente = cles.fente_phrase(cle, PHRASE, cout=LEGER)
    with pytest.raises(FenteRefusee, match="affaiblie"):
        cles.ouvrir_par_phrase(replace(fente, cout=cout), PHRASE)


def test_le_cout_par_defaut_est_celui_annonce_et_passe_le_plancher(cle: bytearray) -> None:
    assert CoutArgon2(memoire_kio=65536, tours=3, voies=4) == COUT
    assert PLANCHER.memoire_kio == 19 * 1024
    fente = cles.fente_phrase(cle, PHRASE)
    assert fente.cout == COUT
    assert cles.ouvrir_par_phrase(fente, PHRASE) == cle


def test_une_enveloppe_abimee_n_ouvre_rien(cle: bytearray) -> None:
    fente = cles.fente_phrase(cle, PHRASE, cout=LEGER)
    for enveloppe in (b"", fente.enveloppe[:-8], bytes(40)):
        with pytest.raises(MauvaisePhrase):
            cles.ouvrir_par_phrase(replace(fente, enveloppe=enveloppe), PHRASE, plancher=LEGER)


def test_le_code_de_secours_ouvre_comme_on_le_retape(cle: bytearray) -> None:
    secret = code_secours.nouveau_secret()
    fente = cles.fente_secours(cle, secret)
    code = code_secours.ecrire(secret)
    assert cles.ouvrir_par_code(fente, code.lower().replace("-", " ")) == cle


def test_le_code_d_une_autre_structure_n_ouvre_pas(cle: bytearray) -> None:
    fente = cles.fente_secours(cle, code_secours.nouveau_secret())
    with pytest.raises(MauvaisCode):
        cles.ouvrir_par_code(fente, code_secours.ecrire(code_secours.nouveau_secret()))


def test_un_code_mal_recopie_se_distingue_d_un_mauvais_code(cle: bytearray) -> None:
    secret = code_secours.nouveau_secret()
    code = code_secours.ecrire(secret)
    faute = ("A" if code[0] != "A" else "B") + code[1:]
    with pytest.raises(EntreeRefusee, match="mal recopié"):
        cles.ouvrir_par_code(cles.fente_secours(cle, secret), faute)


def test_sceller_rend_illisible_et_refuse_une_autre_cle(cle: bytearray) -> None:
    visite = cles.sous_cle(cle, "visite")
    scelle = cles.sceller(visite, b"ZZCANARI", "visite")
    assert b"ZZCANARI" not in scelle
    assert cles.desceller(visite, scelle, "visite") == b"ZZCANARI"
    with pytest.raises(InvalidTag):
        cles.desceller(cles.sous_cle(cle, "journal"), scelle, "visite")


def test_oublier_met_la_cle_a_zero(cle: bytearray) -> None:
    assert any(cle)
    cles.oublier(cle)
    assert cle == bytes(32)


def test_ni_la_cle_ni_la_phrase_ne_se_lisent_dans_la_fente(cle: bytearray) -> None:
    dit = repr(cles.fente_phrase(cle, PHRASE, cout=LEGER))
    assert PHRASE not in dit
    assert repr(bytes(cle))[2:-1] not in dit


def test_une_fente_prise_pour_une_autre_n_ouvre_rien(cle: bytearray) -> None:
    secret = code_secours.nouveau_secret()
    deguisee = replace(cles.fente_secours(cle, secret), genre="phrase")
    with pytest.raises(MauvaisCode):
        cles.ouvrir_par_code(deguisee, code_secours.ecrire(secret))
