"""Le point d'entrée : sans argument la fenêtre, sinon la ligne de commande."""

import multiprocessing
import sys


def main() -> None:
    """La commande ``guichet``."""
    multiprocessing.freeze_support()
    if len(sys.argv) > 1:
        from guichet.application.commandes import ligne_de_commande  # noqa: PLC0415 - démarrage rapide

        sys.exit(ligne_de_commande(sys.argv[1:]))
    fenetre()


def fenetre() -> None:
    """La fenêtre, sans console."""
    multiprocessing.freeze_support()
    from guichet.application.fenetre import ouvrir  # noqa: PLC0415 - la commande seule n'ouvre pas Qt

    sys.exit(ouvrir())


if __name__ == "__main__":
    main()
