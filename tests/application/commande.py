"""La commande ``guichet`` telle qu'on la tape, sur un poste neuf."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO, Any, TypeAlias

FOYERS = Path(__file__).resolve().parents[1] / "foyers"
NADIA = FOYERS / "nadia.json"
NIR = "2 69 05 49 588 157 80"
IBAN = "FR76 3000 6000 0112 3456 7890 189"
CARTE = "4111 1111 1111 1111"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reponse:
    """Ce que la commande a rendu."""

    code: int
    sortie: str
    erreur: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - un document JSON quelconque
        assert self.code == 0, self.erreur
        return json.loads(self.sortie)

    def exiger_refus(self, *extraits: str, code: int = 2) -> None:
        """Une phrase française sur la sortie d'erreur, rien sur la sortie standard."""
        assert (self.code, self.sortie) == (code, ""), self.erreur
        assert "Traceback" not in self.erreur
        assert self.erreur.endswith(".\n")
        for extrait in extraits:
            assert extrait in self.erreur


Taper: TypeAlias = Callable[..., Reponse]


class Poste:
    """Un compte neuf : ses dossiers sont sous ``racine``."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        self.donnees = racine / "donnees"
        self.environnement = os.environ | {
            "HOME": str(racine),
            "XDG_DATA_HOME": str(self.donnees),
            "XDG_STATE_HOME": str(racine / "etat"),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def lancer(
        self, *arguments: object, stdin: int | None = None, stdout: int | IO[bytes] = PIPE
    ) -> Popen[bytes]:
        """La commande, sans l'attendre."""
        return Popen(
            [sys.executable, "-m", "guichet", *map(str, arguments)],
            cwd=self.racine,
            env=self.environnement,
            stdin=stdin,
            stdout=stdout,
            stderr=PIPE,
        )

    def taper(
        self, *arguments: object, entree: bytes = b"", stdout: int | IO[bytes] = PIPE
    ) -> Reponse:
        """La commande, son code et ce qu'elle a dit."""
        return attendre(self.lancer(*arguments, stdin=PIPE, stdout=stdout), entree)

    def etat_du_serveur(self) -> dict[str, Any]:
        """Ce que le serveur de démonstration a noté de lui-même."""
        (fichier,) = self.donnees.rglob("etat.json")
        etat: dict[str, Any] = json.loads(fichier.read_text(encoding="utf-8"))
        return etat


def attendre(commande: Popen[bytes], entree: bytes | None = None) -> Reponse:
    sortie, erreur = commande.communicate(entree, timeout=120)
    return Reponse(
        code=commande.returncode,
        sortie=(sortie or b"").decode(),
        erreur=(erreur or b"").decode(),
    )


def lire_foyer(nom: str = "nadia") -> dict[str, Any]:
    foyer: dict[str, Any] = json.loads((FOYERS / f"{nom}.json").read_text(encoding="utf-8"))
    return foyer


def ecrire_json(chemin: Path, objet: object) -> Path:
    chemin.write_text(json.dumps(objet), encoding="utf-8")
    return chemin
