"""La forme d'un fichier de contenu : son JSON Schema, et un refus en français."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guichet.catalogue.schemas import montrer, proche
from guichet.errors import EntreeRefusee

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def controler_forme(fichier: str, objet: object, schemas: Path) -> None:
    # jsonschema coûte 60 ms : on ne le charge que pour un vrai contrôle.
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415

    formats = FormatChecker(formats=())
    formats.checks("date", raises=ValueError)(
        lambda valeur: not isinstance(valeur, str) or bool(date.fromisoformat(valeur))
    )
    nom = "moment" if fichier.startswith("moments/") else Path(fichier).stem
    schema = json.loads((schemas / f"{nom}.schema.json").read_text(encoding="utf-8"))
    validateur = Draft202012Validator(schema, format_checker=formats)
    erreurs = sorted(validateur.iter_errors(objet), key=lambda e: [str(pas) for pas in e.path])
    if erreurs:
        raise _refus_de_forme(fichier, objet, erreurs[0])


def _refus_de_forme(fichier: str, racine: object, erreur: "ValidationError") -> EntreeRefusee:
    champ = _endroit(erreur.absolute_path, racine)
    schema: Mapping[str, Any] = erreur.schema  # type: ignore[assignment]
    if erreur.validator == "additionalProperties":
        connues = list(schema["properties"])
        inconnue = next(cle for cle in erreur.instance if cle not in connues)  # type: ignore[union-attr]
        voisine = proche(inconnue, connues)
        suite = f"la plus proche est « {voisine} »" if voisine else f"acceptées : {connues}"
        return refuser(fichier, champ, f"la clé « {inconnue} » est inconnue ; {suite}")
    if erreur.validator in {"required", "dependentRequired"}:
        manquante = erreur.message.split("'")[1]
        return refuser(fichier, champ, f"il manque la clé « {manquante} »")
    attendu = schema.get("description") or ", ".join(map(str, schema.get("enum", ())))
    recu = _mesurer(erreur)
    return refuser(fichier, champ, f"{recu} n'est pas accepté ; attendu : {attendu}")


def _mesurer(erreur: "ValidationError") -> str:
    if isinstance(erreur.instance, str) and erreur.validator == "maxLength":
        return f"un texte de {len(erreur.instance)} caractères"
    return montrer(erreur.instance)


def _endroit(chemin: Iterable[str | int], racine: object) -> str:
    """« etapes.declarer-naissance.echeance » : un élément de liste est dit par son nom."""
    noms: list[str] = []
    courant: Any = racine
    for pas in chemin:
        courant = courant[pas]
        element = courant if isinstance(courant, Mapping) else {}
        nom = next((element[c] for c in ("id", "cle", "numero", "libelle") if c in element), None)
        noms.append(str(nom or pas + 1) if isinstance(pas, int) else pas)
    return ".".join(noms)


def refuser(fichier: str, champ: str, raison: str) -> EntreeRefusee:
    """Le refus qui nomme le fichier et la clé."""
    endroit = f"{fichier}, {champ}" if champ else fichier
    return EntreeRefusee(f"Refusé : {endroit} : {raison}.", champ=f"{fichier}:{champ}")
