from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guichet.droits.interdits import (
    CARTE,
    IBAN,
    NIR,
    chercher_interdit,
    refuser_interdits,
)
from guichet.errors import EntreeRefusee

CHIFFRES = st.characters(categories=["Nd"], max_codepoint=0x39)


def avec_cle(corps: str) -> str:
    nombre = int(corps.replace("2A", "19").replace("2B", "18"))
    return f"{corps}{97 - nombre % 97:02d}"


def luhn(debut: str) -> str:
    for cle in "0123456789":
        total = 0
        for rang, chiffre in enumerate(reversed(debut + cle)):
            double = int(chiffre) * (2 if rang % 2 else 1)
            total += double // 10 + double % 10
        if total % 10 == 0:
            return debut + cle
    raise AssertionError


def iban(pays: str, compte: str) -> str:
    cle = 98 - int("".join(str(int(s, 36)) for s in f"{compte}{pays}00")) % 97
    return f"{pays}{cle:02d}{compte}"


def grouper(texte: str, separateur: str, tailles: list[int]) -> str:
    morceaux, reste = [], texte
    for taille in tailles:
        morceaux.append(reste[:taille])
        reste = reste[taille:]
    return separateur.join([*morceaux, reste] if reste else morceaux)


CORPS_NIR = st.builds(
    lambda s, an, mois, dep, suite: f"{s}{an:02d}{mois:02d}{dep}{suite:06d}",
    st.sampled_from("12378"),
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from(["01", "44", "75", "2A", "2B", "97", "99"]),
    st.integers(1001, 999_999),
)


@given(CORPS_NIR, st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f"]))
def test_un_nir_de_15_chiffres_est_reconnu_meme_espace(corps: str, separateur: str) -> None:
    numero = grouper(avec_cle(corps), separateur, [1, 2, 2, 2, 3, 3, 2])

    assert chercher_interdit(f"sécu {numero}, à rappeler") == NIR
    assert chercher_interdit(f"n°{numero.lower()}") == NIR


@given(CORPS_NIR, st.sampled_from(["", " ", "."]))
def test_un_nir_de_13_chiffres_est_reconnu(corps: str, separateur: str) -> None:
    assert chercher_interdit(grouper(corps, separateur, [1, 2, 2, 2, 3, 3])) == NIR


@given(CORPS_NIR, st.integers(1, 96))
def test_un_nir_dont_la_cle_est_fausse_n_en_est_pas_un(corps: str, decalage: int) -> None:
    bon = avec_cle(corps)
    faux = f"{corps}{(int(bon[13:]) - 1 + decalage) % 97 + 1:02d}"

    assert chercher_interdit(faux) != NIR


@given(
    st.sampled_from([("FR", 23), ("DE", 18), ("BE", 12), ("ES", 20), ("IT", 23), ("LU", 16)]),
    st.data(),
    st.sampled_from(["", " "]),
)
def test_un_iban_est_reconnu_meme_suivi_de_texte(
    pays: tuple[str, int], data: st.DataObject, separateur: str
) -> None:
    code, longueur = pays
    compte = data.draw(st.text("0123456789", min_size=longueur, max_size=longueur))
    numero = grouper(iban(code, compte), separateur, [4] * 8)

    assert chercher_interdit(f"virer sur {numero} merci") == IBAN
    assert chercher_interdit(numero.lower()) == IBAN


@given(
    st.sampled_from([("4", 16), ("51", 16), ("2221", 16), ("34", 15), ("6011", 16), ("4", 19)]),
    st.data(),
    st.sampled_from(["", " ", "-"]),
)
def test_une_carte_bancaire_est_reconnue(
    reseau: tuple[str, int], data: st.DataObject, separateur: str
) -> None:
    prefixe, longueur = reseau
    reste = longueur - len(prefixe) - 1
    numero = luhn(prefixe + data.draw(st.text("0123456789", min_size=reste, max_size=reste)))

    assert chercher_interdit(f"carte {grouper(numero, separateur, [4] * 5)}.") in {CARTE, NIR}


@pytest.mark.parametrize(
    "texte",
    [
        "4970 1012 3456 7893 et 2 autres",
        "3056 930902 5904",
        "\uff14\uff19\uff17\uff10 1012 3456 7893",
        "4970\u200b101234567893",
    ],
)
def test_les_ecritures_detournees_sont_reconnues(texte: str) -> None:
    assert chercher_interdit(texte) == CARTE


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "appeler le 06 12 34 56 78 ou le 06 98 76 54 32, +33 6 12 34 56 78",
        "du 2026-01-01 au 2026-02-01, puis 01/03/2026 12:30",
        "1 150 € en 2024, 1 200 € en 2025, 12 800,50 € par an",
        "SIRET 732 829 320 00074",
        "dossier 7K3F-2QX, CAF 1234567",
        "DE 12 à 15 ans pour les enfants de la commune",
        "FR12 rue des Lilas, bâtiment deux, troisième étage à gauche",
        "1700000000000",
        "5000000000000000",
    ],
)
def test_un_texte_ordinaire_passe(texte: str) -> None:
    assert chercher_interdit(texte) is None


@given(st.integers(0, 9_999_999_999), st.dates())
def test_telephones_et_dates_passent(numero: int, jour: object) -> None:
    telephone = f"{numero:010d}"

    assert chercher_interdit(f"{telephone} le {jour}") is None
    assert chercher_interdit(f"{grouper(telephone, ' ', [2] * 5)} le {jour:%d/%m/%Y}") is None


@pytest.mark.parametrize(
    ("objet", "champ"),
    [
        ({"personnes": [{"id": "p1", "prenom": "185057800608491"}]}, "personnes.p1.prenom"),
        ({"situation": {"epargne": 185057800608491}}, "situation.epargne"),
        ({"note": ["ok", "FR7630006000011234567890189"]}, "note.2"),
        ({"4970101234567893": 1}, ""),
        ({"montant": 4970101234567893.0}, "montant"),
    ],
)
def test_un_numero_est_refuse_ou_qu_il_soit_sans_etre_recopie(objet: object, champ: str) -> None:
    with pytest.raises(EntreeRefusee) as capture:
        refuser_interdits(objet)

    assert capture.value.champ == champ
    assert not any(numero in capture.value.message for numero in ("1850578", "FR76", "49701012"))


def test_un_document_ordinaire_passe() -> None:
    refuser_interdits({"a": [1, 2.5, None, True, "texte", float("nan")], "b": 10**9, "c": 10**400})


@given(st.uuids(version=4))
@example(UUID("901d3b9d-c6a6-4cef-b738-2009093506bb"))
@example(UUID("6810b5c4-de98-4304-9707-c2f1c530de7e"))
@example(UUID("7ab22f66-9481-4041-9950-7678cdd3d55f"))
def test_l_identifiant_d_un_rendez_vous_n_est_pas_un_numero(identifiant: UUID) -> None:
    assert chercher_interdit(str(identifiant)) is None
    assert chercher_interdit(f"{identifiant} 2 69 05 49 588 157 80") == NIR
