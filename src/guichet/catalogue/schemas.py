"""Contrôler un document du contrat public, et dire en une phrase ce qui n'y va pas.

Les formes sont dans ``resources/schemas`` (JSON Schema, draft 2020-12) : ``situation``,
``diagnostic``, ``parcours``, ``creneaux``, ``reservation``, ``dossier``. Les règles qui
croisent plusieurs champs sont dans ``droits.contrat``.
"""

import difflib
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from guichet.catalogue.chemins import ressources
from guichet.errors import EntreeRefusee

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import ValidationError

NOMS = ("situation", "diagnostic", "parcours", "creneaux", "reservation", "dossier")
CHIFFRES_MONTRES = 8
LONGUEUR_MONTREE = 40
PROFONDEUR_MAX = 40


def verifier(objet: object, nom: str) -> None:
    """Contrôle un objet JSON déjà lu contre la forme ``nom`` du contrat.

    Raises:
        EntreeRefusee: une phrase qui nomme le champ (chemin du contrat), la valeur reçue
            et les valeurs acceptées ; le nom le plus proche pour une clé inconnue. Une
            valeur qui ressemble à un numéro personnel n'y est jamais recopiée.
    """
    _controler_textes_et_nombres(objet, (), objet)
    erreurs = sorted(_validateur(nom).iter_errors(objet), key=_ordre)
    if erreurs:
        erreur = _plus_precise(erreurs[0])
        raise _refus(erreur, objet, _schema(nom))


def montrer(valeur: object) -> str:
    """La valeur reçue, courte, sans jamais recopier un texte long ni un long numéro."""
    if isinstance(valeur, dict | list):
        return "un objet" if isinstance(valeur, dict) else "une liste"
    texte = json.dumps(valeur, ensure_ascii=False, default=str).strip('"')
    texte = texte.encode(errors="replace").decode()
    chiffres = sum(caractere.isdigit() for caractere in texte)
    if chiffres > CHIFFRES_MONTRES:
        return "un long numéro (masqué)"
    if len(texte) > LONGUEUR_MONTREE:
        return f"un texte de {len(texte)} caractères"
    return f"« {texte} »"


def chemin_du_contrat(etapes: Sequence[str | int], racine: object) -> str:
    """« personnes.p1.ressources.salaire_net » : un élément de liste par son ``id`` ou son type."""
    noms: list[str] = []
    courant = racine
    for etape in etapes:
        courant = courant[etape] if isinstance(courant, Mapping | list) else None  # type: ignore[index, call-overload, unused-ignore]
        noms.append(_nom_element(courant, etape) if isinstance(etape, int) else _cle(etape))
    return ".".join(noms)


def proche(nom: str, connus: Sequence[str]) -> str | None:
    """Le nom connu qui ressemble le plus à ``nom``, s'il y en a un."""
    return next(iter(difflib.get_close_matches(nom, connus, n=1, cutoff=0.5)), None)


def _cle(nom: str) -> str:
    """Une clé recopiée dans un chemin : elle peut venir d'une erreur de saisie."""
    return nom if montrer(nom) == f"« {nom} »" else "(clé masquée)"


def _nom_element(element: object, rang: int) -> str:
    if isinstance(element, Mapping):
        for cle in ("id", "type", "droit", "ref"):
            nom = element.get(cle)
            if isinstance(nom, str) and nom and montrer(nom) == f"« {nom} »":
                return nom
    return str(rang + 1)


def _controler_textes_et_nombres(
    valeur: object, chemin: tuple[str | int, ...], racine: object
) -> None:
    """Ce que JSON Schema laisse passer : NaN, infini, texte qu'on ne peut pas écrire."""
    if len(chemin) > PROFONDEUR_MAX:
        raise EntreeRefusee("Refusé : le document est trop profond.", champ=str(chemin[0]))
    if isinstance(valeur, float) and not math.isfinite(valeur):
        nom = chemin_du_contrat(chemin, racine)
        raise EntreeRefusee(
            f"Refusé : {nom} n'est pas un nombre fini ; attendu : un nombre.", champ=nom
        )
    if isinstance(valeur, str) and any("\ud800" <= lettre <= "\udfff" for lettre in valeur):
        nom = chemin_du_contrat(chemin, racine) or "le document"
        raise EntreeRefusee(
            f"Refusé : {nom} contient un caractère illisible ; attendu : un texte UTF-8.", champ=nom
        )
    for cle, element in _elements(valeur):
        _controler_textes_et_nombres(cle, chemin, racine)
        _controler_textes_et_nombres(element, (*chemin, cle), racine)


def _elements(valeur: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(valeur, dict):
        yield from valeur.items()
    elif isinstance(valeur, list):
        yield from enumerate(valeur)


def _ordre(erreur: "ValidationError") -> tuple[bool, list[str]]:
    """Une clé mal écrite explique souvent la clé manquante : elle passe d'abord."""
    return erreur.validator != "additionalProperties", [str(pas) for pas in erreur.absolute_path]


def _plus_precise(erreur: "ValidationError") -> "ValidationError":
    """Descend dans la branche d'un choix qui a la même nature que la valeur reçue."""
    if erreur.validator != "anyOf" or not isinstance(erreur.instance, dict | list):
        return erreur
    branches: dict[int, list[ValidationError]] = {}
    for sous_erreur in erreur.context or ():
        branches.setdefault(int(sous_erreur.schema_path[0]), []).append(sous_erreur)
    for sous_erreurs in branches.values():
        surface = any(
            sous.validator in {"type", "const", "enum"} and not sous.path for sous in sous_erreurs
        )
        if not surface:
            return _plus_precise(min(sous_erreurs, key=_ordre))
    return erreur


def _refus(erreur: "ValidationError", racine: object, document: Mapping[str, Any]) -> EntreeRefusee:
    champ = chemin_du_contrat(tuple(erreur.absolute_path), racine)
    prefixe = f"{champ}." if champ else ""
    schema: Mapping[str, Any] = erreur.schema  # type: ignore[assignment]
    if erreur.validator == "additionalProperties":
        return _cle_inconnue(erreur.instance, schema, prefixe)
    if erreur.validator == "required":
        manquante = next(cle for cle in schema["required"] if cle not in erreur.instance)  # type: ignore[operator]
        attendu = _attendu(schema["properties"][manquante], document)
        champ = prefixe + manquante
        return EntreeRefusee(f"Refusé : {champ} manque ; attendu : {attendu}.", champ=champ)
    recu = _recu(erreur)
    return EntreeRefusee(
        f"Refusé : {champ or 'le document'} vaut {recu} ; attendu : {_attendu(schema, document)}.",
        champ=champ,
    )


def _recu(erreur: "ValidationError") -> str:
    valeur = erreur.instance
    if isinstance(valeur, list) and erreur.validator in {"minItems", "maxItems"}:
        return f"une liste de {len(valeur)} éléments"
    return montrer(valeur)


def _cle_inconnue(instance: object, schema: Mapping[str, Any], prefixe: str) -> EntreeRefusee:
    connues = list(schema.get("properties", ()))
    motifs = schema.get("patternProperties", ())
    inconnue = next(
        cle
        for cle in instance  # type: ignore[attr-defined]
        if cle not in connues and not _convient(cle, motifs)
    )
    champ = prefixe + _cle(inconnue)
    voisine = proche(inconnue, connues)
    if voisine:
        suite = f"la plus proche est « {voisine} »"
    elif connues:
        suite = f"clés acceptées : {', '.join(connues)}"
    else:
        suite = f"attendu : {schema.get('description', 'aucune clé')}"
    return EntreeRefusee(f"Refusé : la clé « {champ} » est inconnue ; {suite}.", champ=champ)


def _convient(cle: str, motifs: object) -> bool:
    return any(re.search(motif, cle) for motif in motifs)  # type: ignore[attr-defined]


def _attendu(schema: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """Les valeurs acceptées, en français, tirées du schéma lui-même."""
    if "$ref" in schema:
        nom = str(schema["$ref"])
        definition = document.get("$defs", {}).get(nom.rpartition("/")[2])
        return _attendu(definition, document) if definition else "un objet"
    if "anyOf" in schema:
        return ", ".join(_attendu(branche, document) for branche in schema["anyOf"])
    if "description" in schema:
        return str(schema["description"])
    if "enum" in schema:
        return ", ".join(f"« {valeur} »" for valeur in schema["enum"])
    return "un objet"


@cache
def _schema(nom: str) -> Mapping[str, Any]:
    if nom not in NOMS:
        raise ValueError(f"schéma inconnu : {nom}")
    texte = (ressources() / "schemas" / f"{nom}.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(texte)
    return schema


@cache
def _validateur(nom: str) -> "Draft202012Validator":
    # jsonschema coûte 60 ms : on ne le charge qu'au premier fichier lu.
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from referencing import Registry, Resource  # noqa: PLC0415

    documents = [Resource.from_contents(_schema(autre)) for autre in NOMS]
    registre: Registry[Any] = Registry().with_resources(
        [(document.id() or "", document) for document in documents]
    )
    return Draft202012Validator(_schema(nom), registry=registre, format_checker=_formats())


def _formats() -> "FormatChecker":
    from jsonschema import FormatChecker  # noqa: PLC0415

    formats = FormatChecker(formats=())

    @formats.checks("date", raises=ValueError)
    def _date(valeur: object) -> bool:
        return not isinstance(valeur, str) or bool(date.fromisoformat(valeur))

    @formats.checks("instant", raises=ValueError)
    def _instant(valeur: object) -> bool:
        return not isinstance(valeur, str) or datetime.fromisoformat(valeur).tzinfo is not None

    return formats
