"""La commande ``guichet`` : trouve la sous-commande, dit les refus en français."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

from guichet.cli.arguments import Analyseur
from guichet.droits.interdits import chercher_interdit
from guichet.errors import EntreeRefusee, GuichetError, cause

SousCommandes: TypeAlias = "argparse._SubParsersAction[Analyseur]"  # noqa: SLF001 - seul nom de ce type
Declarer: TypeAlias = Callable[[SousCommandes], None]

SORTIE_PERDUE = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF})
PLACE = "Libérez de la place ou choisissez une autre destination, puis recommencez."


def executer(arguments: Sequence[str], declarations: Sequence[Declarer]) -> int:
    """Exécute une commande et rend son code de sortie : 0, 1 (panne) ou 2 (entrée refusée)."""
    _tolerer_tout_caractere()
    try:
        _lancer(arguments, declarations)
    except BrokenPipeError:
        # Le lecteur (« | head ») est parti : plus rien à lui dire.
        _fermer_la_sortie()
        return 1
    except GuichetError as error:
        print(f"{error.message} {error.advice}".strip(), file=sys.stderr)
        return error.code
    except OSError as error:
        # Une écriture refusée n'a pas de nom de fichier ; le reste est un défaut de Guichet.
        if error.filename is not None or error.errno not in SORTIE_PERDUE:
            raise
        _fermer_la_sortie()
        print(f"La sortie ne peut pas être écrite : {cause(error)}. {PLACE}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrompu.", file=sys.stderr)
        return 1
    return 0


def _lancer(arguments: Sequence[str], declarations: Sequence[Declarer]) -> None:
    trouve = chercher_interdit(" ".join(arguments))
    if trouve:
        raise EntreeRefusee(
            f"Refusé : la commande contient {trouve} ; aucun numéro de ce genre ne s'écrit "
            "dans Guichet.",
            champ="ligne de commande",
            advice="Effacez-le aussi de l'historique du terminal.",
        )
    try:
        args = _analyseur(declarations).parse_args(arguments)
        args.executer(args)
    finally:
        # L'aide sort par SystemExit : elle aussi doit arriver entière.
        if sys.stdout is not None:
            sys.stdout.flush()


def _tolerer_tout_caractere() -> None:
    """Un terminal qui n'a ni € ni ’ montre un point d'interrogation, pas une trace."""
    for flux in (sys.stdout, sys.stderr):
        if isinstance(flux, io.TextIOWrapper):
            flux.reconfigure(errors="replace")


def _fermer_la_sortie() -> None:
    """Ce qui reste à écrire est perdu sans bruit, même à la fermeture du programme."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
