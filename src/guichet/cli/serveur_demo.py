"""``guichet serveur-demo`` : les agendas de démonstration de ce poste."""

import argparse
from collections.abc import Callable

from guichet.cli.arguments import Analyseur
from guichet.cli.creneaux import DEMONSTRATION

ACTIONS = ("demarrer", "arreter", "etat")


def declarer(
    sous: "argparse._SubParsersAction[Analyseur]",
    *,
    demarrer: Callable[[], str],
    arreter: Callable[[], bool],
    etat: Callable[[], str | None],
) -> None:
    """``demarrer`` et ``etat`` rendent l'adresse du serveur, ``etat`` ``None`` s'il est arrêté."""
    parser = sous.add_parser(
        "serveur-demo",
        help="les agendas de démonstration",
        description="Démarre, arrête ou montre les agendas de démonstration de ce poste.",
    )
    parser.add_argument("action", choices=ACTIONS, help="arreter efface aussi leurs données")
    actions: dict[str, Callable[[], None]] = {
        "demarrer": lambda: _demarrer(demarrer),
        "arreter": lambda: _arreter(arreter),
        "etat": lambda: _etat(etat),
    }
    parser.set_defaults(executer=lambda args: actions[args.action]())


def _demarrer(demarrer: Callable[[], str]) -> None:
    print(f"Agendas de démonstration prêts : {demarrer()}")
    print(DEMONSTRATION)


def _arreter(arreter: Callable[[], bool]) -> None:
    if arreter():
        print("Agendas de démonstration arrêtés ; leurs données sont effacées.")
    else:
        print("Aucun agenda de démonstration à arrêter.")


def _etat(etat: Callable[[], str | None]) -> None:
    adresse = etat()
    print(
        f"Agendas de démonstration en marche : {adresse}"
        if adresse
        else "Agendas de démonstration arrêtés."
    )
