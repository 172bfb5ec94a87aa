"""Où s'adresser : le nom des organismes, leurs sites et leurs numéros, en peu de mots."""

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


def nom_long(organismes: Sequence[str], catalogue: Catalogue) -> str:
    """« Caisse d'allocations familiales (Caf) » : un sigle s'écrit en entier la première fois."""
    connu = catalogue.organismes.get(organismes[0])
    return (connu.nom_long if connu else "") or nom(organismes, catalogue)


def noms(organismes: Sequence[str], catalogue: Catalogue) -> Iterator[str]:
    """Tous les noms, puis de moins en moins : « Tribunal, Avocat… »."""
    yield nom(organismes, catalogue)
    for nombre in range(len(organismes) - 1, 0, -1):
        yield f"{nom(organismes[:nombre], catalogue)}…"


def groupe(organismes: Sequence[str], catalogue: Catalogue) -> str:
    """La famille visuelle du premier organisme ; ``autre`` s'il n'y en a pas."""
    premier = catalogue.organismes.get(organismes[0]) if organismes else None
    return premier.groupe if premier else "autre"


def canaux(moyens: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """« caf.fr ou 3230 », puis « 3230 » ; à défaut un guichet ; vide si l'on ne sait pas."""
    site = list(moyens.get("en_ligne", ()))[:1]
    numero = [ecrire_numero(numero) for numero in moyens.get("telephone", ())][:1]
    if site or numero:
        return tuple(dict.fromkeys((" ou ".join([*site, *numero]), (numero or site)[0])))
    return tuple(moyens.get("guichet", ()))[:1]


def ecrire_numero(numero: str) -> str:
    """Les groupes de chiffres ne se séparent pas en fin de ligne."""
    return numero.replace(" ", "\u00a0")


def _nom(organisme: str, catalogue: Catalogue) -> str:
    connu = catalogue.organismes.get(organisme)
    return connu.nom if connu else organisme
