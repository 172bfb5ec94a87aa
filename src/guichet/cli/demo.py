"""``guichet demo`` : joue une visite entière, sans écran, et en laisse les images."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from guichet.cli.principal import SousCommandes
from guichet.errors import EntreeRefusee, cause

SORTIE = Path("demo")


def declarer(sous: SousCommandes, *, jouer: Callable[[Path], Sequence[Path]]) -> None:
    """``jouer`` reçoit le dossier de sortie (créé) et rend les fichiers écrits."""
    parser = sous.add_parser(
        "demo",
        help="joue une visite entière",
        description="Joue une visite entière sans écran, et en laisse les images et la feuille.",
    )
    parser.add_argument(
        "--sortie", type=Path, default=SORTIE, metavar="DOSSIER", help="demo par défaut"
    )
    parser.set_defaults(executer=lambda args: _executer(args, jouer))


def _executer(args: argparse.Namespace, jouer: Callable[[Path], Sequence[Path]]) -> None:
    try:
        args.sortie.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EntreeRefusee(
            f"Impossible d'écrire dans « {args.sortie} » : {cause(error)}.",
            champ="--sortie",
            advice="Choisissez un autre dossier.",
        ) from error
    for chemin in jouer(args.sortie):
        print(chemin)
