"""La commande ``guichet`` elle-même : refus et codes de sortie."""

import argparse
import sys

import pytest

from guichet.cli.principal import SousCommandes, executer
from guichet.errors import EntreeRefusee, GuichetError


def declarer_essai(sous: SousCommandes) -> None:
    parser = sous.add_parser("essai")
    parser.add_argument("--panne", choices=["aucune", "prevue", "refus"], default="aucune")
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
        ([], 2, "il manque"),
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
