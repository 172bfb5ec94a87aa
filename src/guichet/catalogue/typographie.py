"""Les espaces insécables du français, posées à la lecture pour que les sources restent simples.

La police n'a pas l'espace fine insécable : on écrit partout U+00A0.
"""

import re
from typing import Any

INSECABLE = "\u00a0"
_TECHNIQUES = frozenset({"id", "cle", "url", "condition", "numero", "adresse", "telephone"})
_REGLES = (
    (re.compile(r" (?=[:;?!»€%])"), INSECABLE),
    (re.compile(r"(?<=«) "), INSECABLE),
    (re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))"), INSECABLE),
)


def espacer(texte: str) -> str:
    """« Quand ? 1 150 € » sans coupure possible devant les signes ni dans les milliers."""
    for motif, remplacement in _REGLES:
        texte = motif.sub(remplacement, texte)
    return texte


def espacer_partout(objet: Any) -> Any:  # noqa: ANN401 - un arbre YAML déjà contrôlé
    """Le même arbre, textes espacés, sauf identifiants, adresses, numéros et conditions."""
    if isinstance(objet, dict):
        return {
            cle: valeur if cle in _TECHNIQUES else espacer_partout(valeur)
            for cle, valeur in objet.items()
        }
    if isinstance(objet, list):
        return [espacer_partout(element) for element in objet]
    return espacer(objet) if isinstance(objet, str) else objet
