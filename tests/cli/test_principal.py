"""La commande ``guichet`` elle-même : refus et codes de sortie."""

import argparse
import sys

import pytest

from guichet.cli.principal import SousCommandes, executer
from guichet.errors import EntreeRefusee, GuichetError


def declarer_essai(sous: SousCommandes) -> None:
    parser = sous.add_parser("essai")
    parser.add_argument("--panne", choices=["aucune", "prevue", "refus"], default="aucune")
    parser.add_argument("--oui", action="store_true")
    parser.set_defaults(executer=_essai)


def _essai(args: argparse.Namespace) -> None:
    if args.panne == "prevue":
        raise GuichetError("L'agenda ne répond pas.", advice="Réessayez.")
    if args.panne == "refus":
        raise EntreeRefusee("Le loyer est négatif.", advice="Corrigez-le.")
    sys.stdout.write("fait\n")


@pytest.mark.parametrize(
    ("arguments", "code", "phrase"),
    [
        (["essai", "--panne", "prevue"], 1, "L'agenda ne répond pas. Réessayez."),
        (["essai", "--panne", "refus"], 2, "Le loyer est négatif. Corrigez-le."),
        (["inconnue"], 2, "valeur inconnue"),
        (["essai", "--inconnu"], 2, "argument inconnu"),
        ([], 2, "il manque COMMANDE"),
        (["essay"], 2, "la plus proche est « essai »"),
        (["essai", "--panne", "refuse"], 2, "--panne : valeur inconnue « refuse »"),
        (["essai", "--panne", "x"], 2, "valeurs acceptées : aucune, prevue, refus"),
        (["essai", "--pann", "refus"], 2, "argument inconnu « --pann refus »"),
        (["essai", "--panne"], 2, "--panne attend une valeur"),
        (["essai", "--oui=1"], 2, "--oui ne prend pas de valeur"),
    ],
)
def test_un_refus_est_une_phrase_francaise_et_un_code(
    arguments: list[str], code: int, phrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert executer(arguments, [declarer_essai]) == code
    sortie = capsys.readouterr()
    assert phrase in sortie.err
    assert not sortie.out
    assert "Traceback" not in sortie.err


def test_une_commande_reussie_rend_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert executer(["essai"], [declarer_essai]) == 0
    assert capsys.readouterr().out == "fait\n"


@pytest.mark.parametrize("arguments", [["--help"], ["essai", "--help"]])
def test_l_aide_n_a_pas_un_mot_d_anglais(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as sortie:
        executer(arguments, [declarer_essai])

    aide = capsys.readouterr().out
    assert sortie.value.code == 0
    assert aide.startswith("Usage : guichet")
    assert "montre cette aide" in aide
    for anglais in ("usage:", "show this", "positional", "exit"):
        assert anglais not in aide


@pytest.mark.parametrize(
    "arguments",
    [
        ["2 69 05 49 588 157 80"],
        ["essai", "269054958815780"],
        ["essai", "2", "69", "05", "49", "588", "157", "80"],
        ["essai", "--panne", "FR76 3000 6000 0112 3456 7890 189"],
        ["essai", "--panne=4111111111111111"],
    ],
)
def test_un_numero_interdit_n_est_ni_lu_ni_repete(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert executer(arguments, [declarer_essai]) == 2

    sortie = capsys.readouterr()
    assert "la commande contient un" in sortie.err
    assert not any(chiffre.isdigit() for chiffre in sortie.err)
    assert sortie.out == ""


def test_une_touche_d_arret_ne_laisse_pas_de_trace(capsys: pytest.CaptureFixture[str]) -> None:
    def declarer(sous: SousCommandes) -> None:
        sous.add_parser("essai").set_defaults(executer=_interrompre)

    assert executer(["essai"], [declarer]) == 1
    assert capsys.readouterr().err == "Interrompu.\n"


def _interrompre(_args: argparse.Namespace) -> None:
    raise KeyboardInterrupt
