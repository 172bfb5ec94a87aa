"""Où s'adresser : le nom des organismes, leurs sites et leurs numéros, en peu de mots."""

import re
from collections.abc import Iterator, Mapping, Sequence

from guichet.catalogue.contenu import Catalogue

_REGIMES = ("caf", "msa")


def nom(organismes: Sequence[str], catalogue: Catalogue) -> str:
    """« Caf », « Caf ou MSA » (régime inconnu), « Caf, CPAM »."""
    if set(_REGIMES) <= set(organismes):
        caisse = f"{_nom('caf', catalogue)} ou {_nom('msa', catalogue)}"
        autres = [_nom(o, catalogue) for o in organismes if o not in _REGIMES]
        return ", ".join([caisse, *autres])
    return ", ".join(_nom(organisme, catalogue) for organisme in organismes)


def noms(organismes: Sequence[str], catalogue: Catalogue) -> Iterator[str]:
    """Tous les noms, puis de moins en moins : « Tribunal, Avocat… »."""
    yield nom(organismes, catalogue)
    for nombre in range(len(organismes) - 1, 0, -1):
        yield f"{nom(organismes[:nombre], catalogue)}…"


def groupe(organismes: Sequence[str], catalogue: Catalogue) -> str:
    """La famille visuelle du premier organisme ; ``autre`` s'il n'y en a pas."""
    premier = catalogue.organismes.get(organismes[0]) if organismes else None
    return premier.groupe if premier else "autre"


def canaux(
    organismes: Sequence[str], moyens: Mapping[str, Sequence[str]], catalogue: Catalogue
) -> tuple[str, ...]:
    """« caf.fr ou 3230 », puis « 3230 » ; à défaut un guichet ; vide si l'on ne sait pas."""
    site = sites(organismes, moyens)[:1]
    numero = [ecrire_numero(n) for n in numeros(organismes, moyens, catalogue)[:1]]
    if site or numero:
        return tuple(dict.fromkeys((" ou ".join([*site, *numero]), (numero or site)[0])))
    guichets = [lieu for lieu in moyens.get("guichet", ()) if _regime_convient(lieu, organismes)]
    return tuple(guichets[:1])


def sites(organismes: Sequence[str], moyens: Mapping[str, Sequence[str]]) -> list[str]:
    return [site for site in moyens.get("en_ligne", ()) if _regime_convient(site, organismes)]


def numeros(
    organismes: Sequence[str], moyens: Mapping[str, Sequence[str]], catalogue: Catalogue
) -> list[str]:
    return [
        numero
        for numero in moyens.get("telephone", ())
        if _regime_convient(catalogue.telephones.get(numero, ""), organismes)
    ]


def ecrire_numero(numero: str) -> str:
    """Les groupes de chiffres ne se séparent pas en fin de ligne."""
    return numero.replace(" ", "\u00a0")


def _nom(organisme: str, catalogue: Catalogue) -> str:
    connu = catalogue.organismes.get(organisme)
    return connu.nom if connu else organisme


def _regime_convient(texte: str, organismes: Sequence[str]) -> bool:
    """Faux pour un site ou un numéro de la Caf quand c'est la MSA qui verse, et l'inverse."""
    nommes = {regime for regime in _REGIMES if re.search(rf"\b{regime}\b", texte.casefold())}
    suivis = nommes & set(organismes)
    return not nommes or bool(suivis) or not set(_REGIMES) & set(organismes)
