"""Les phrases remises à la personne, lues dans ``resources/textes/<langue>/``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from guichet.catalogue.chemins import ressources


@dataclass(frozen=True, slots=True)
class Textes:
    """Les phrases d'une langue ; une clé absente est un défaut du programme (``KeyError``)."""

    phrases: dict[str, dict[str, Any]]
    reponses: dict[str, str]

    def dire(self, section: str, cle: str, **mots: object) -> str:
        """La phrase ``cle`` de ``[section]``, ses accolades remplies."""
        phrase: str = self.phrases[section][cle]
        return phrase.format(**mots)

    def jamais(self, sorte: str) -> frozenset[str]:
        """Ce qui ne s'imprime sur aucune feuille : ``droits``, ``telephones``, ``organismes``."""
        return frozenset(self.phrases["jamais"][sorte])

    def reponse(self, chemin: str) -> str | None:
        """Comment nommer la réponse manquante ; ``None`` si ce chemin n'a pas de nom."""
        morceaux = chemin.split(".")
        return next((self.reponses[m] for m in reversed(morceaux) if m in self.reponses), None)


@cache
def textes(langue: str = "fr") -> Textes:
    dossier = ressources() / "textes" / langue
    return Textes(_lire(dossier / "recap.toml"), _lire(dossier / "reponses.toml"))


def _lire(chemin: Path) -> dict[str, Any]:
    return tomllib.loads(chemin.read_text("utf-8"))
