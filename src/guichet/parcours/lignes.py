"""Les lignes de la frise : qui fait quoi, par groupe d'organismes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Etape

FRANCE_SERVICES = "fs"
AUTRE = "autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneOrganismes:
    """``groupe`` : une des 13 familles du langage visuel ; ``nom`` : ce qui est écrit."""

    groupe: str
    nom: str
    etapes: tuple[Etape, ...]


def ranger(
    etapes: Iterable[Etape], organismes: Mapping[str, Organisme]
) -> tuple[LigneOrganismes, ...]:
    """France Services d'abord, puis le groupe qui a la première échéance ; « Autre » à égalité."""
    groupes: dict[str, list[Etape]] = {}
    for etape in etapes:
        groupes.setdefault(groupe_de(etape, organismes), []).append(etape)
    return tuple(
        LigneOrganismes(groupe=groupe, nom=_nom(siennes, organismes), etapes=tuple(siennes))
        for groupe, siennes in sorted(groupes.items(), key=_premiere_echeance)
    )


def groupe_de(etape: Etape, organismes: Mapping[str, Organisme]) -> str:
    """Le groupe du premier organisme de l'étape."""
    return _groupe(etape.organismes[0], organismes) if etape.organismes else AUTRE


def groupes_secondaires(etape: Etape, organismes: Mapping[str, Organisme]) -> tuple[str, ...]:
    """Les autres groupes de l'étape (petites pastilles). « Caf ou MSA » n'en fait qu'un."""
    principal = groupe_de(etape, organismes)
    autres = dict.fromkeys(_groupe(o, organismes) for o in etape.organismes[1:])
    return tuple(g for g in autres if g != principal and {g, principal} != {"caf", "msa"})


def nom_de(etape: Etape, organismes: Mapping[str, Organisme]) -> str:
    """Le nom de l'organisme de l'étape : « Impôts », « Caf ou MSA » si le régime est inconnu."""
    if not etape.organismes:
        return ""
    if {"caf", "msa"} <= set(etape.organismes) and etape.organismes[0] in ("caf", "msa"):
        return f"{_nom_court('caf', organismes)} ou {_nom_court('msa', organismes)}"
    return _nom_court(etape.organismes[0], organismes)


def _nom(etapes: Iterable[Etape], organismes: Mapping[str, Organisme]) -> str:
    """Les deux organismes les plus fréquents de la ligne : « Banque, Bailleur »."""
    frequences = Counter(nom_de(etape, organismes) for etape in etapes)
    noms = [nom for nom, _ in frequences.most_common()]
    if any(" ou " in nom for nom in noms):
        return next(nom for nom in noms if " ou " in nom)
    return f"{noms[0]}, {noms[1]}…" if len(noms) > 2 else ", ".join(noms)


def _premiere_echeance(entree: tuple[str, list[Etape]]) -> tuple[bool, date, bool, str]:
    groupe, etapes = entree
    premiere = min((etape.date_sure for etape in etapes if etape.date_sure), default=date.max)
    return (groupe != FRANCE_SERVICES, premiere, groupe == AUTRE, groupe)


def _groupe(organisme: str, organismes: Mapping[str, Organisme]) -> str:
    return organismes[organisme].groupe if organisme in organismes else AUTRE


def _nom_court(organisme: str, organismes: Mapping[str, Organisme]) -> str:
    return organismes[organisme].nom if organisme in organismes else organisme
