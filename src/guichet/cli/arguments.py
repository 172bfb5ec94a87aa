"""Lire des arguments et des fichiers, en français, sans trace d'appel."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from guichet.errors import EntreeRefusee

TAILLE_MAX = 5_000_000


class Analyseur(argparse.ArgumentParser):
    """Un analyseur dont les refus sont des ``EntreeRefusee`` en français."""

    def error(self, message: str) -> NoReturn:
        raise EntreeRefusee(
            f"Commande refusée : {_traduire(message)}.",
            champ="ligne de commande",
            advice=f"Tapez « {self.prog} --help ».",
        )


def lire_date(texte: str) -> date:
    """Une date ``AAAA-MM-JJ`` de la ligne de commande."""
    try:
        if len(texte) == 10:
            return date.fromisoformat(texte)
    except ValueError:
        pass
    raise EntreeRefusee(
        f"« {texte[:40]} » n'est pas une date.",
        champ="date",
        advice="Écrivez-la AAAA-MM-JJ, par exemple 2026-11-20.",
    )


def lire_json(chemin: str) -> Any:  # noqa: ANN401 - un document JSON quelconque, contrôlé ensuite
    """Lit un fichier JSON (``-`` : l'entrée standard) : UTF-8, sans clé en double ni NaN."""
    nom = "l'entrée standard" if chemin == "-" else f"le fichier « {Path(chemin).name} »"
    try:
        brut = sys.stdin.buffer.read(TAILLE_MAX + 1) if chemin == "-" else _lire(Path(chemin))
    except OSError as error:
        raise EntreeRefusee(
            f"Impossible de lire {nom} : {error.strerror or 'lecture refusée'}.",
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
    sys.stdout.buffer.write(texte.encode() + b"\n")
    sys.stdout.buffer.flush()


def _lire(chemin: Path) -> bytes:
    with chemin.open("rb") as stream:
        return stream.read(TAILLE_MAX + 1)


def _sans_doublon(paires: Sequence[tuple[str, object]]) -> dict[str, object]:
    objet: dict[str, object] = {}
    for cle, valeur in paires:
        if cle in objet:
            raise EntreeRefusee(f"Refusé : la clé « {cle[:40]} » est donnée deux fois.", champ=cle)
        objet[cle] = valeur
    return objet


def _refuser(constante: str) -> NoReturn:
    raise EntreeRefusee(f"Refusé : « {constante} » n'est pas un nombre.")


def _traduire(message: str) -> str:
    """Les refus d'argparse, dits en français."""
    for anglais, francais in (
        ("the following arguments are required:", "il manque"),
        ("unrecognized arguments:", "argument inconnu"),
        ("invalid choice:", "valeur inconnue"),
        ("choose from", "au choix"),
        ("expected one argument", "une valeur est attendue"),
        ("expected at least one argument", "au moins une valeur est attendue"),
        ("argument ", "argument "),
    ):
        message = message.replace(anglais, francais)
    return message
