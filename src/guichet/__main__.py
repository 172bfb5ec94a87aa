"""Le point d'entrée : sans argument la fenêtre, sinon la ligne de commande."""

import multiprocessing
import os
import sys

SANS_ECRAN = (
    "Aucun écran n'est disponible : la fenêtre ne peut pas s'ouvrir. Ouvrez une session "
    "graphique, ou jouez la visite sans écran avec « guichet demo ».\n"
)


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
    if sans_ecran():
        # Qt, sans écran, arrêterait le programme sans un mot.
        sys.stderr.write(SANS_ECRAN)
        sys.exit(1)
    from guichet.application.fenetre import ouvrir  # noqa: PLC0415 - la commande seule n'ouvre pas Qt

    sys.exit(ouvrir())


def sans_ecran() -> bool:
    """Vrai si aucune session graphique n'est ouverte : sous Linux, cela se sait avant Qt."""
    noms = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(nom) for nom in noms)


if __name__ == "__main__":
    main()
