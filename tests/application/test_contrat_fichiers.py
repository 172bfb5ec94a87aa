"""Les fichiers et les options que la commande ne peut pas lire : code 2, une phrase."""

import json
from pathlib import Path

import pytest

from .commande import NADIA, NIR, Poste, Taper, lire_foyer

FICHIERS: dict[str, tuple[bytes, str]] = {
    "vide": (b"", "JSON"),
    "tronque": (b'{"personnes": [', "ligne 1, colonne 16"),
    "virgule_en_trop": (b'{"version": 1,}', "JSON"),
    "liste": (b"[]", "attendu : un objet"),
    "null": (b"null", "attendu : un objet"),
    "cle_double": (b'{"version": 1, "version": 1}', "« version » est donnée deux fois"),
    "nan": (b'{"epargne": NaN}', "« NaN » n'est pas un nombre"),
    "infini": (b'{"epargne": -Infinity}', "« -Infinity » n'est pas un nombre"),
    "trop_grand": (b'{"personnes": [], "epargne": 1e999}', "epargne n'est pas un nombre fini"),
    "demesure": (b'{"epargne": ' + b"9" * 5000 + b"}", "un nombre trop long"),
    "latin": ('{"prénom": 1}'.encode("latin-1"), "UTF-8"),
    "utf16": ('{"version": 1}'.encode("utf-16"), "UTF-8"),
    "demi_caractere": (b'{"\\ud800": 1}', "UTF-8"),
    "profond": (b"[" * 100_000 + b"]" * 100_000, "trop profond"),
    "assez_profond": (b'{"personnes": ' + b"[" * 500 + b"]" * 500 + b"}", "trop profond"),
    "trop_gros": (b"[" + b" " * 5_000_001 + b"]", "dépasse 5 Mo"),
}


@pytest.mark.parametrize("nom", FICHIERS)
def test_un_fichier_illisible_est_refuse(nom: str, taper: Taper, tmp_path: Path) -> None:
    contenu, extrait = FICHIERS[nom]
    fichier = tmp_path / "s.json"
    fichier.write_bytes(contenu)

    taper("diagnostic", fichier).exiger_refus(extrait)
    taper(
        "parcours", "separation", "--evenement", "2026-11-02", "--situation", fichier
    ).exiger_refus(extrait)


def test_un_fichier_absent_ou_un_dossier_est_refuse(taper: Taper, tmp_path: Path) -> None:
    taper("diagnostic", tmp_path / "absent.json").exiger_refus("« absent.json »", "n'existe pas")
    taper("diagnostic", tmp_path).exiger_refus("c'est un dossier")


@pytest.mark.parametrize("au", ["2026-13-01", "20/11/2026", "2026-W47-5", "demain", "9999-12-31"])
def test_une_date_mal_ecrite_nomme_l_option(au: str, taper: Taper) -> None:
    taper("diagnostic", NADIA, "--au", au).exiger_refus("--au", f"« {au} »", "AAAA-MM-JJ")


def test_la_vraie_commande_refuse_sans_trace_et_n_ecrit_rien(poste: Poste, tmp_path: Path) -> None:
    foyer = lire_foyer()
    foyer["personnes"][0]["prenom"] = NIR
    avant = sorted(poste.racine.rglob("*"))

    par_tuyau = poste.taper("diagnostic", "-", "--json", entree=json.dumps(foyer).encode())
    par_argument = poste.taper("annuler", NIR)
    ferme = poste.taper("diagnostic", tmp_path / "absent.json")

    par_tuyau.exiger_refus("personnes.p1.prenom", "un numéro de sécurité sociale")
    par_argument.exiger_refus("la commande contient un numéro de sécurité sociale")
    ferme.exiger_refus("« absent.json »")
    assert "588" not in par_tuyau.erreur + par_argument.erreur
    assert sorted(poste.racine.rglob("*")) == avant
