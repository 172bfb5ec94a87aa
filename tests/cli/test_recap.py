"""``guichet recap`` comme on la tape : le fichier du contrat entre, un PDF sort."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.impression import lecture
from tests.recap.exemples import AU, STRUCTURE, diagnostic, dossier

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue
from guichet.cli import recap
from guichet.cli.principal import SousCommandes, executer
from guichet.dossier.contenu import Dossier
from guichet.dossier.contrat import ecrire_dossier, lire_dossier
from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import Situation
from guichet.impression.recap import imprimer
from guichet.recap.document import composer
from guichet.securite.fichiers import ecrire_atomique


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@dataclass
class Poste:
    """La commande câblée sur les vraies pièces ; compte les diagnostics demandés."""

    catalogue: Catalogue
    diagnostics: list[Situation] = field(default_factory=list)

    def lancer(self, *arguments: str) -> int:
        return executer(["recap", *arguments], [self._declarer])

    def _declarer(self, sous: SousCommandes) -> None:
        recap.declarer(
            sous,
            lire_dossier=lambda objet: lire_dossier(objet, AU),
            diagnostiquer=self._diagnostiquer,
            imprimer=self._imprimer,
            ecrire=ecrire_atomique,
        )

    def _diagnostiquer(self, situation: Situation) -> Diagnostic:
        self.diagnostics.append(situation)
        return diagnostic(self.catalogue)

    def _imprimer(self, sujet: Dossier) -> bytes:
        return imprimer(composer(sujet, self.catalogue, STRUCTURE, au=AU))


@pytest.fixture
def poste(catalogue: Catalogue) -> Poste:
    return Poste(catalogue)


@pytest.fixture
def fichier(tmp_path: Path, catalogue: Catalogue) -> Callable[..., str]:
    """Écrit un ``dossier.json`` du contrat, ses champs changés ou retirés (``None``)."""

    def ecrire(**champs: Any) -> str:  # noqa: ANN401 - n'importe quelle valeur JSON
        objet = ecrire_dossier(dossier(catalogue)) | champs
        chemin = tmp_path / "dossier.json"
        chemin.write_text(
            json.dumps({cle: valeur for cle, valeur in objet.items() if valeur is not None}),
            encoding="utf-8",
        )
        return str(chemin)

    return ecrire


def test_la_feuille_est_ecrite(
    poste: Poste,
    fichier: Callable[..., str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sortie = tmp_path / "recap.pdf"

    assert poste.lancer(fichier(reference="7K3F-2QX"), "-o", str(sortie)) == 0

    lu = lecture.texte(sortie.read_bytes())
    assert "Votre feuille de route" in lu
    assert "Réf. 7K3F-2QX" in lu
    assert "recap.pdf" in capsys.readouterr().out
    assert poste.diagnostics == []


def test_un_dossier_sans_diagnostic_est_calcule(
    poste: Poste, fichier: Callable[..., str], tmp_path: Path
) -> None:
    sortie = tmp_path / "recap.pdf"
    assert poste.lancer(fichier(diagnostic=None), "-o", str(sortie)) == 0
    assert len(poste.diagnostics) == 1
    assert "Prime d’activité" in lecture.texte(sortie.read_bytes())


@pytest.mark.parametrize(
    "cas",
    [
        ({}, ["--version", "gros_caracteres"], "« gros_caracteres »"),
        ({}, ["--version", "falc"], "« falc »"),
        ({}, ["--langue", "ar"], "« ar »"),
        ({"forme": "falc"}, [], "« falc »"),
        ({"langue": "uk"}, [], "« uk »"),
    ],
)
def test_une_version_ou_une_langue_a_venir_le_dit(
    poste: Poste,
    fichier: Callable[..., str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    cas: tuple[dict[str, str], list[str], str],
) -> None:
    champs, options, dit = cas
    sortie = tmp_path / "recap.pdf"
    assert poste.lancer(fichier(**champs), "-o", str(sortie), *options) == 1
    erreur = capsys.readouterr().err
    assert dit in erreur
    assert "pas encore disponible" in erreur
    assert not sortie.exists()


def test_l_option_l_emporte_sur_le_dossier(
    poste: Poste, fichier: Callable[..., str], tmp_path: Path
) -> None:
    sortie = tmp_path / "recap.pdf"
    lu = fichier(forme="falc", langue="ar")
    assert poste.lancer(lu, "-o", str(sortie), "--version", "standard", "--langue", "fr") == 0
    assert sortie.exists()


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (["-o", "r.pdf", "--version", "geante"], "geante"),
        (["-o", "r.pdf", "--langue", "FR-fr"], "FR-fr"),
        ([], "-o"),
    ],
)
def test_une_option_refusee_nomme_ce_qu_elle_a_recu(
    poste: Poste,
    fichier: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    dit: str,
) -> None:
    assert poste.lancer(fichier(), *arguments) == 2
    assert dit in capsys.readouterr().err


def test_un_dossier_mal_ecrit_est_refuse_et_rien_n_est_ecrit(
    poste: Poste,
    fichier: Callable[..., str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sortie = tmp_path / "recap.pdf"
    assert poste.lancer(fichier(choix={"rsa": "peut-être"}), "-o", str(sortie)) == 2
    assert "peut-être" in capsys.readouterr().err
    assert not sortie.exists()


def test_un_dossier_de_sortie_absent_est_une_panne_qui_se_dit(
    poste: Poste,
    fichier: Callable[..., str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sortie = tmp_path / "absent" / "recap.pdf"
    assert poste.lancer(fichier(), "-o", str(sortie)) == 1
    assert "Impossible d'écrire" in capsys.readouterr().err
