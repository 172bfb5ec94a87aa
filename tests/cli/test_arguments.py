"""Lire ce qui est tapé : dates, fichiers, JSON ; chaque refus est une phrase."""

from datetime import date
from pathlib import Path

import pytest

from guichet.cli.arguments import exiger_dossiers, lire_date, lire_json, lire_sortie
from guichet.errors import EntreeRefusee, GuichetError


def test_une_date_s_ecrit_annee_mois_jour() -> None:
    assert lire_date("2026-11-20", "--au") == date(2026, 11, 20)


@pytest.mark.parametrize(
    "texte",
    ["2026-W47-5", "20261120", "2026-02-30", "20/11/2026", "1899-12-31", "2101-01-01", "", "x"],
)
def test_une_date_refusee_nomme_l_option_et_ce_qui_est_attendu(texte: str) -> None:
    with pytest.raises(EntreeRefusee) as capture:
        lire_date(texte, "--du")

    assert capture.value.champ == "--du"
    for extrait in ("--du", f"« {texte} »", "AAAA-MM-JJ", "de 1900 à 2100"):
        assert extrait in capture.value.message


@pytest.mark.parametrize("texte", ["", " ", ".", "/"])
def test_une_sortie_sans_nom_est_refusee(texte: str) -> None:
    with pytest.raises(EntreeRefusee, match="--pdf vaut"):
        lire_sortie(texte, "--pdf")


def test_une_sortie_impossible_se_dit_avant_de_calculer(tmp_path: Path) -> None:
    exiger_dossiers(None, tmp_path / "feuille.pdf")

    with pytest.raises(GuichetError, match="son dossier n'existe pas"):
        exiger_dossiers(tmp_path / "absent" / "feuille.pdf")
    with pytest.raises(GuichetError, match="un dossier porte ce nom"):
        exiger_dossiers(tmp_path)


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b'{"a": ' + b"9" * 5000 + b"}", "un nombre trop long"),
        (b'{"190037544100123": 1, "190037544100123": 2}', "masqué"),
        (b"[" * 100_000 + b"]" * 100_000, "trop profond"),
        (b'{"a": Infinity}', "« Infinity » n'est pas un nombre"),
        (b"{\xe9}", "UTF-8"),
        (b"[" + b" " * 5_000_000 + b"]", "dépasse 5 Mo"),
    ],
)
def test_un_json_illisible_est_refuse(tmp_path: Path, contenu: bytes, dit: str) -> None:
    chemin = tmp_path / "foyer.json"
    chemin.write_bytes(contenu)

    with pytest.raises(EntreeRefusee) as capture:
        lire_json(str(chemin))

    assert dit in capture.value.message
    assert "190037544100123" not in capture.value.message


def test_un_fichier_qui_manque_se_dit_en_francais(tmp_path: Path) -> None:
    with pytest.raises(
        EntreeRefusee, match=r"« absent\.json » : ce fichier ou ce dossier n'existe"
    ):
        lire_json(str(tmp_path / "absent.json"))
    with pytest.raises(EntreeRefusee, match="c'est un dossier"):
        lire_json(str(tmp_path))


def test_une_entree_standard_fermee_se_dit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)

    with pytest.raises(EntreeRefusee, match="l'entrée standard : rien n'y arrive"):
        lire_json("-")


def test_la_marque_d_ordre_des_octets_est_admise(tmp_path: Path) -> None:
    chemin = tmp_path / "foyer.json"
    chemin.write_bytes(b"\xef\xbb\xbf{}")

    assert lire_json(str(chemin)) == {}
