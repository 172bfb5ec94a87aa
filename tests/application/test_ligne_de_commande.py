"""La commande ``guichet`` elle-même : aide, codes, imports, visite de démonstration."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.impression import lecture

from .commande import NIR, Poste, Taper

COMMANDES = (
    "diagnostic", "parcours", "creneaux", "reserver", "annuler", "serveur-demo", "recap",
    "catalogue", "demo",
)  # fmt: skip
ANGLAIS = ("usage:", "show this", "positional", "required", "arguments:\n  -h", "``", "default")
LOURDS = ("PySide6", "openfisca_core", "reportlab", "sqlalchemy", "httpx", "alembic", "keyring")


@pytest.mark.parametrize(
    "commande",
    [(), *((nom,) for nom in COMMANDES), ("catalogue", "verifier"), ("catalogue", "a-verifier")],
    ids=" ".join,
)
def test_chaque_aide_est_en_francais(
    commande: tuple[str, ...], taper: Taper, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as sortie:
        taper(*commande, "--help")

    aide = capsys.readouterr().out
    assert sortie.value.code == 0
    assert aide.startswith(f"Usage : {' '.join(('guichet', *commande))} ")
    assert "montre cette aide" in aide
    for anglais in ANGLAIS:
        assert anglais not in aide


def test_l_aide_de_la_vraie_commande_nomme_chaque_commande(poste: Poste) -> None:
    reponse = poste.taper("--help")

    assert (reponse.code, reponse.erreur) == (0, "")
    for commande in COMMANDES:
        assert f"    {commande}" in reponse.sortie


@pytest.mark.parametrize(
    ("arguments", "extraits"),
    [
        (["diagnostics"], ("« diagnostics »", "la plus proche est « diagnostic »")),
        (["--verbeux"], ("il manque COMMANDE", "guichet --help")),
        (["diagnostic"], ("il manque SITUATION.json", "guichet diagnostic --help")),
        (["diagnostic", "a.json", "b.json"], ("argument inconnu « b.json »",)),
        (["diagnostic", "a.json", "--jso"], ("argument inconnu « --jso »",)),
        (["diagnostic", "a.json", "--json=1"], ("--json ne prend pas de valeur",)),
        (["catalogue"], ("il manque ACTION",)),
        (["catalogue", "verifer"], ("la plus proche est « verifier »",)),
        (["demo", "--sortie", NIR], ("un numéro de sécurité sociale",)),
    ],
)
def test_une_commande_mal_ecrite_est_refusee(
    arguments: list[str], extraits: tuple[str, ...], taper: Taper
) -> None:
    taper(*arguments).exiger_refus(*extraits)


@pytest.mark.skipif(sys.platform != "linux", reason="ailleurs, il y a toujours un écran")
def test_sans_ecran_la_fenetre_le_dit(poste: Poste) -> None:
    ecrans = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    poste.environnement, garde = (
        {nom: valeur for nom, valeur in poste.environnement.items() if nom not in ecrans},
        poste.environnement,
    )
    try:
        reponse = poste.taper()
    finally:
        poste.environnement = garde

    reponse.exiger_refus("Aucun écran", "guichet demo", code=1)


def test_le_contenu_livre_est_controle(poste: Poste, tmp_path: Path) -> None:
    bon = poste.taper("catalogue", "verifier")
    vide = poste.taper("catalogue", "verifier", tmp_path)

    assert bon.code == 0
    assert "15 moments" in bon.sortie
    assert "52 droits" in bon.sortie
    assert vide.code in {1, 2}
    vide.exiger_refus(code=vide.code)


def test_une_commande_legere_n_importe_rien_de_lourd(poste: Poste) -> None:
    """Sinon une commande refusée coûterait une seconde."""
    programme = (
        "import sys; from guichet.application.commandes import ligne_de_commande as l; "
        f"l(['annuler']); print([nom for nom in {LOURDS!r} if nom in sys.modules])"
    )

    lu = subprocess.run(
        [sys.executable, "-c", programme],
        env=poste.environnement,
        capture_output=True,
        check=True,
        text=True,
    )

    assert lu.stdout == "[]\n"


def test_la_visite_de_demonstration_laisse_images_et_feuille(poste: Poste, tmp_path: Path) -> None:
    sortie = tmp_path / "dossier" / "demo"

    reponse = poste.taper("demo", "--sortie", sortie)

    assert (reponse.code, reponse.erreur) == (0, "")
    fichiers = sorted(sortie.iterdir())
    assert sorted(map(Path, reponse.sortie.splitlines())) == fichiers
    assert {"recap.pdf", "frise.png"} <= {fichier.name for fichier in fichiers}
    assert len(fichiers) >= 9
    for fichier in fichiers:
        entete = b"%PDF-" if fichier.suffix == ".pdf" else b"\x89PNG"
        assert fichier.read_bytes().startswith(entete)
    assert "Prime d’activité" in lecture.texte((sortie / "recap.pdf").read_bytes())
    assert list(poste.racine.rglob("*.db")) == [], "la démonstration ne garde rien"


def test_une_demonstration_sans_place_est_refusee(taper: Taper, tmp_path: Path) -> None:
    fichier = tmp_path / "fichier"
    fichier.touch()

    reponse = taper("demo", "--sortie", fichier / "demo")

    reponse.exiger_refus("n'est pas un dossier", code=reponse.code)
