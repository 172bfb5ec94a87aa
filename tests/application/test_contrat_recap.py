"""``guichet recap`` : un dossier fait par les autres commandes devient une feuille."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.impression import lecture

from guichet.catalogue.schemas import verifier

from .commande import FOYERS, NADIA, NIR, Poste, Taper, ecrire_json, lire_foyer
from .test_contrat_agendas import BORNES

Objet = dict[str, Any]
REFERENCE = "7K3F-2QX"


@pytest.fixture(scope="module")
def dossier(poste: Poste) -> Objet:
    """Une visite entière, bâtie comme un script le ferait."""
    creneau = poste.taper("creneaux", "--organisme", "caf", *BORNES, "--json").json["creneaux"][0]
    objet = {
        "version": 1,
        "reference": REFERENCE,
        "situation": lire_foyer(),
        "diagnostic": poste.taper("diagnostic", NADIA, "--json").json,
        "parcours": [
            poste.taper(
                "parcours",
                "separation",
                "--evenement",
                "2026-11-02",
                "--situation",
                NADIA,
                "--json",
            ).json
        ],
        "rendez_vous": [poste.taper("reserver", creneau["ref"], "--json").json],
        "choix": {"prime_activite": "demande", "c2s": "plus_tard", "asf": "refuse", "af": "deja"},
        "langue": "fr",
        "forme": "standard",
    }
    verifier(objet, "dossier")
    return objet


@pytest.fixture
def fichier(dossier: Objet, tmp_path: Path) -> Path:
    return ecrire_json(tmp_path / "dossier.json", dossier)


def test_la_visite_entiere_tient_sur_la_feuille(
    poste: Poste, fichier: Path, dossier: Objet
) -> None:
    sortie = fichier.with_name("recap.pdf")

    reponse = poste.taper("recap", fichier, "-o", sortie)

    assert (reponse.code, reponse.erreur) == (0, "")
    assert reponse.sortie == f"Feuille écrite : {sortie}\n"
    pages = lecture.pages(sortie.read_bytes())
    texte = " ".join(pages)
    assert 1 <= len(pages) <= 4
    for attendu in ("Nadia", f"Réf. {REFERENCE}", "Prime d’activité", "Caf", "estimation"):
        assert attendu.lower() in texte.lower()
    debut = dossier["rendez_vous"][0]["debut"]
    assert f"à {int(debut[11:13])} h" in texte


def test_l_entree_standard_et_la_vraie_commande(poste: Poste, dossier: Objet) -> None:
    reponse = poste.taper("recap", "-", "-o", "r.pdf", entree=json.dumps(dossier).encode())

    assert reponse.code == 0
    assert (poste.racine / "r.pdf").read_bytes().startswith(b"%PDF-")


def test_un_dossier_sans_diagnostic_est_calcule(taper: Taper, tmp_path: Path) -> None:
    seul = {"version": 1, "situation": lire_foyer("rsa_seul")}
    sortie = tmp_path / "r.pdf"

    assert taper("recap", ecrire_json(tmp_path / "d.json", seul), "-o", sortie).code == 0
    assert "Revenu de solidarité active" in lecture.texte(sortie.read_bytes())


@pytest.mark.parametrize("foyer", ["couple_aspa", "etudiante_boursiere", "famille_trois_enfants"])
def test_la_feuille_de_chaque_sorte_de_foyer_s_imprime(
    foyer: str, taper: Taper, tmp_path: Path
) -> None:
    seul = {"version": 1, "situation": json.loads((FOYERS / f"{foyer}.json").read_text())}
    sortie = tmp_path / "r.pdf"

    assert taper("recap", ecrire_json(tmp_path / "d.json", seul), "-o", sortie).code == 0
    assert all(page.strip() for page in lecture.pages(sortie.read_bytes()))


@pytest.mark.parametrize(
    ("options", "champs"),
    [
        (["--version", "gros_caracteres"], {}),
        (["--version", "falc"], {}),
        (["--langue", "ar"], {}),
        ([], {"forme": "falc"}),
        ([], {"langue": "uk"}),
    ],
)
def test_ce_qui_viendra_plus_tard_se_dit_sans_rien_ecrire(
    options: list[str],
    champs: dict[str, str],
    taper: Taper,
    dossier: Objet,
    tmp_path: Path,
) -> None:
    lu = ecrire_json(tmp_path / "d.json", dossier | champs)

    reponse = taper("recap", lu, "-o", tmp_path / "r.pdf", *options)

    (demande,) = [*options[1:], *champs.values()]
    reponse.exiger_refus(f"« {demande} »", "pas encore disponible", code=1)
    assert list(tmp_path.iterdir()) == [lu]


@pytest.mark.parametrize(
    ("modifier", "extraits"),
    [
        (lambda o: o.update(choix={"rsa": "oui"}), ("choix.rsa", "« oui »", "« demande »")),
        (lambda o: o.update(diagnostics={}), ("« diagnostics »", "« diagnostic »")),
        (lambda o: o.pop("situation"), ("situation manque",)),
        (lambda o: o["situation"]["logement"].update(loyer=-1), ("situation.logement.loyer",)),
        (lambda o: o["diagnostic"]["droits"][0].update(statut="oui"), ("statut", "« probable »")),
        (lambda o: o["parcours"][0].update(debut="hier"), ("debut", "« hier »")),
        (lambda o: o["rendez_vous"][0].update(etat="pris"), ("etat", "« pris »", "reserve")),
        (lambda o: o["rendez_vous"][0].update(lien_visio="http://x"), ("lien_visio",)),
        (lambda o: o.update(reference=NIR), ("reference", "un numéro de sécurité sociale")),
        (lambda o: o["parcours"][0]["etapes"][0].update(note=f"appeler {NIR}"), ("note", "numéro")),
        (lambda o: o.update(forme="geante"), ("forme", "« geante »", "« standard »")),
    ],
)
def test_un_dossier_refuse_n_ecrit_rien(
    modifier: Any,  # noqa: ANN401 - une retouche
    extraits: tuple[str, ...],
    taper: Taper,
    dossier: Objet,
    tmp_path: Path,
) -> None:
    retouche = json.loads(json.dumps(dossier))
    modifier(retouche)
    lu = ecrire_json(tmp_path / "d.json", retouche)

    reponse = taper("recap", lu, "-o", tmp_path / "r.pdf")

    reponse.exiger_refus(*extraits)
    assert "588" not in reponse.erreur
    assert list(tmp_path.iterdir()) == [lu]


@pytest.mark.parametrize(
    ("options", "extraits"),
    [
        ([], ("il manque -o",)),
        (["-o"], ("-o attend une valeur",)),
        (["-o", ""], ("-o", "un nom de fichier")),
        (["-o", "r.pdf", "--version", "geante"], ("« geante »", "standard, gros_caracteres, falc")),
        (["-o", "r.pdf", "--langue", "français"], ("--langue", "« français »")),
        (["-o", "r.pdf", "--lang", "fr"], ("argument inconnu",)),
    ],
)
def test_une_option_refusee_nomme_ce_qu_elle_a_recu(
    options: list[str], extraits: tuple[str, ...], taper: Taper, fichier: Path
) -> None:
    taper("recap", fichier, *options).exiger_refus(*extraits)


def test_une_sortie_impossible_se_dit_et_l_ancienne_feuille_reste(
    taper: Taper, fichier: Path
) -> None:
    ancienne = fichier.with_name("ancienne.pdf")
    ancienne.write_bytes(b"ancienne")

    absent = taper("recap", fichier, "-o", fichier.parent / "absent" / "r.pdf")
    dossier = taper("recap", fichier, "-o", fichier.parent)
    refuse = taper("recap", NADIA, "-o", ancienne)

    absent.exiger_refus("« r.pdf » : son dossier n'existe pas", code=1)
    dossier.exiger_refus("un dossier porte ce nom", code=1)
    refuse.exiger_refus("est inconnue")
    assert ancienne.read_bytes() == b"ancienne"


def test_un_dossier_interdit_se_dit(taper: Taper, fichier: Path) -> None:
    # Root écrit partout sauf là où le noyau refuse.
    interdit = Path("/proc") if os.geteuid() == 0 else fichier.parent / "ferme"
    if os.geteuid() != 0:
        interdit.mkdir(mode=0o500)
    elif not interdit.is_dir():
        pytest.skip("pas de /proc sur ce système")

    taper("recap", fichier, "-o", interdit / "r.pdf").exiger_refus(
        "Impossible d'écrire « r.pdf »", code=1
    )
