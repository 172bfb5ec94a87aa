"""La commande ``guichet`` : trouve la sous-commande, dit les refus en français."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

from guichet.cli.arguments import Analyseur
from guichet.errors import GuichetError

SousCommandes: TypeAlias = "argparse._SubParsersAction[Analyseur]"  # noqa: SLF001 - seul nom de ce type
Declarer: TypeAlias = Callable[[SousCommandes], None]


def executer(arguments: Sequence[str], declarations: Sequence[Declarer]) -> int:
    """Exécute une commande et rend son code de sortie : 0, 1 (panne) ou 2 (entrée refusée)."""
    try:
        analyseur = _analyseur(declarations)
        args = analyseur.parse_args(arguments)
        args.executer(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Le lecteur (« | head ») est parti : plus rien à lui dire, pas même à la fermeture.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except GuichetError as error:
        print(f"{error.message} {error.advice}".strip(), file=sys.stderr)
        return error.code
    return 0


def _analyseur(declarations: Sequence[Declarer]) -> Analyseur:
    analyseur = Analyseur(
        prog="guichet",
        description="Droits, parcours, rendez-vous et récapitulatif au guichet France Services. "
        "Sans commande, ouvre la fenêtre.",
        allow_abbrev=False,
    )
    sous = analyseur.add_subparsers(
        title="commandes", metavar="COMMANDE", required=True, parser_class=Analyseur
    )
    for declarer in declarations:
        declarer(sous)
    return analyseur
