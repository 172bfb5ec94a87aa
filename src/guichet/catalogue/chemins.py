"""Où se trouve ``resources/`` : dans le paquet installé, ou à la racine du dépôt."""

from pathlib import Path

_PAQUET = Path(__file__).resolve().parent.parent


def ressources() -> Path:
    """Le dossier des ressources lues par le programme."""
    installe = _PAQUET / "resources"
    return installe if installe.is_dir() else _PAQUET.parent.parent / "resources"
