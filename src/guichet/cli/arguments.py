"""Lire des arguments et des fichiers, en français, sans trace d'appel."""

import argparse
import errno
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from guichet.catalogue.schemas import montrer
from guichet.cli.francais import AideFrancaise, traduire
from guichet.errors import EntreeRefusee, GuichetError, cause

TAILLE_MAX = 5_000_000
PREMIERE_ANNEE, DERNIERE_ANNEE = 1900, 2100


class Analyseur(argparse.ArgumentParser):
    """Un analyseur dont l'aide et les refus (``EntreeRefusee``) sont en français.

    Une option s'écrit en entier : ``--js`` n'est pas ``--json``.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - ceux d'argparse
        voulues: dict[str, Any] = {"allow_abbrev": False, "formatter_class": AideFrancaise}
        super().__init__(**voulues | options | {"add_help": False})
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def error(self, message: str) -> NoReturn:
        raise EntreeRefusee(
            f"Commande refusée : {traduire(message)}.",
            champ="ligne de commande",
            advice=f"Tapez « {self.prog} --help ».",
        )


def lire_date(texte: str, champ: str) -> date:
    """Une date ``AAAA-MM-JJ`` donnée à l'option ``champ``."""
    try:
        jour = date.fromisoformat(texte)
        # Python lit aussi « 20261120 » et « 2026-W47-5 ».
        if jour.isoformat() == texte and PREMIERE_ANNEE <= jour.year <= DERNIERE_ANNEE:
            return jour
    except ValueError:
        pass
    raise EntreeRefusee(
        f"Refusé : {champ} vaut {montrer(texte)} ; attendu : une date qui existe, AAAA-MM-JJ, "
        f"de {PREMIERE_ANNEE} à {DERNIERE_ANNEE}.",
        champ=champ,
        advice="Par exemple 2026-11-20.",
    )


def lire_sortie(texte: str, champ: str) -> Path:
    """Le fichier à écrire donné à l'option ``champ``."""
    chemin = Path(texte)
    if not texte.strip() or not chemin.name:
        raise EntreeRefusee(
            f"Refusé : {champ} vaut {montrer(texte)} ; attendu : un nom de fichier.", champ=champ
        )
    return chemin


def exiger_dossiers(*chemins: Path | None) -> None:
    """Avant tout calcul : rien n'est écrit si l'un des fichiers demandés ne peut pas l'être.

    Raises:
        GuichetError: le dossier manque, ou un dossier porte déjà ce nom.
    """
    for chemin in chemins:
        if chemin is None or (chemin.parent.is_dir() and not chemin.is_dir()):
            continue
        fait = "un dossier porte ce nom" if chemin.is_dir() else "son dossier n'existe pas"
        raise GuichetError(
            f"Impossible d'écrire « {chemin.name} » : {fait}.",
            advice="Donnez un fichier dans un dossier qui existe, puis recommencez.",
        )


def lire_json(chemin: str) -> Any:  # noqa: ANN401 - un document JSON quelconque, contrôlé ensuite
    """Lit un fichier JSON (``-`` : l'entrée standard) : UTF-8, sans clé en double ni NaN.

    Raises:
        EntreeRefusee: fichier illisible, trop gros, trop profond, ou JSON incorrect.
    """
    nom = "l'entrée standard" if chemin == "-" else f"le fichier « {Path(chemin).name} »"
    try:
        brut = _lire(chemin)
    except OSError as error:
        raise EntreeRefusee(
            f"Impossible de lire {nom} : {cause(error)}.",
            champ=chemin,
            advice="Vérifiez le nom du fichier et vos droits de lecture.",
        ) from error
    if len(brut) > TAILLE_MAX:
        raise EntreeRefusee(f"Refusé : {nom} dépasse 5 Mo.", champ=chemin)
    try:
        return json.loads(
            brut.decode("utf-8-sig"), object_pairs_hook=_sans_doublon, parse_constant=_refuser
        )
    except UnicodeDecodeError as error:
        raise EntreeRefusee(
            f"Refusé : {nom} n'est pas en UTF-8.", champ=chemin, advice="Enregistrez-le en UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise EntreeRefusee(
            f"Refusé : {nom} n'est pas du JSON correct (ligne {error.lineno}, "
            f"colonne {error.colno}).",
            champ=chemin,
        ) from error
    except ValueError as error:
        # Python refuse un entier de plus de 4 300 chiffres.
        raise EntreeRefusee(
            f"Refusé : {nom} contient un nombre trop long.", champ=chemin
        ) from error
    except RecursionError as error:
        raise EntreeRefusee(f"Refusé : {nom} est trop profond.", champ=chemin) from error


def ecrire_json(objet: object) -> None:
    """Un seul objet JSON sur la sortie standard, en UTF-8."""
    texte = json.dumps(objet, ensure_ascii=False, indent=1)
    if sys.stdout is None:
        raise OSError(errno.EBADF, "")
    sys.stdout.buffer.write(texte.encode() + b"\n")
    sys.stdout.buffer.flush()


def _lire(chemin: str) -> bytes:
    if chemin == "-":
        if sys.stdin is None:
            raise OSError(errno.EBADF, "")
        return sys.stdin.buffer.read(TAILLE_MAX + 1)
    with Path(chemin).open("rb") as stream:
        return stream.read(TAILLE_MAX + 1)


def _sans_doublon(paires: Sequence[tuple[str, object]]) -> dict[str, object]:
    objet: dict[str, object] = {}
    for cle, valeur in paires:
        if cle in objet:
            raise EntreeRefusee(f"Refusé : la clé {montrer(cle)} est donnée deux fois.", champ=cle)
        objet[cle] = valeur
    return objet


def _refuser(constante: str) -> NoReturn:
    raise EntreeRefusee(f"Refusé : « {constante} » n'est pas un nombre ; attendu : un nombre fini.")
