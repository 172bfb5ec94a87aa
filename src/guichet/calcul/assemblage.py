"""Plusieurs foyers côte à côte dans une seule simulation.

Un foyer est décrit par des entrées : nom de variable → valeur constante, ou une valeur
par mois (par an pour une variable annuelle). Soixante foyers coûtent à peine plus qu'un.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from guichet.calcul.calendrier import Calendrier, Serie
from guichet.calcul.openfisca import Periode, SimulationNue, Systeme, Variable

Valeur: TypeAlias = float | bool | str | date | Serie
Entrees: TypeAlias = dict[str, Valeur]

FAMILLE = "famille"
FOYER_FISCAL = "foyer_fiscal"
MENAGE = "menage"
GROUPES = (FAMILLE, FOYER_FISCAL, MENAGE)


@dataclass(slots=True)
class Place:
    """Un groupe (par son rang dans le foyer) et le rôle qu'on y tient."""

    rang: int
    role: str


@dataclass(slots=True)
class Membre:
    """Un individu du foyer et ses places dans les trois groupes du moteur."""

    id: str
    entrees: Entrees
    places: dict[str, Place]


@dataclass(slots=True)
class Foyer:
    """Le premier groupe de chaque sorte est celui du demandeur."""

    membres: list[Membre] = field(default_factory=list)
    familles: list[Entrees] = field(default_factory=list)
    foyers_fiscaux: list[Entrees] = field(default_factory=list)
    menages: list[Entrees] = field(default_factory=list)

    def groupes(self, sorte: str) -> list[Entrees]:
        return {
            FAMILLE: self.familles,
            FOYER_FISCAL: self.foyers_fiscaux,
            MENAGE: self.menages,
        }[sorte]


@dataclass(slots=True)
class Simulation:
    """La simulation et la place de chaque foyer dedans.

    ``familles`` : par foyer, les rangs des membres de la famille du demandeur.
    """

    moteur: SimulationNue
    debuts: Mapping[str, Sequence[int]]
    membres: Sequence[slice]
    familles: Sequence[tuple[int, ...]]

    def valeurs(self, variable: str, periode: str) -> npt.NDArray[Any]:
        """Une valeur par individu ou par groupe, tous foyers confondus."""
        valeurs: npt.NDArray[Any] = np.asarray(self.moteur.calculate(variable, periode))
        return valeurs


def assembler(
    systeme: Systeme,
    foyers: Sequence[Foyer],
    calendrier: Calendrier,
    *,
    sauf_courant: frozenset[str],
) -> Simulation:
    """Une simulation de tous les foyers.

    ``sauf_courant`` : les variables à calculer pour le mois regardé, donc jamais données
    pour ce mois-là.
    """
    from openfisca_core.simulation_builder import SimulationBuilder  # noqa: PLC0415 - lourd

    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    individus = [membre.entrees for foyer in foyers for membre in foyer.membres]
    constructeur.declare_person_entity("individu", np.arange(len(individus)))
    debuts = {}
    lots: list[list[Entrees]] = [individus]
    for sorte in GROUPES:
        lot, debut, rangs, roles = _groupe(foyers, sorte)
        population = constructeur.declare_entity(sorte, np.arange(len(lot)))
        constructeur.join_with_persons(population, np.array(rangs), roles)
        debuts[sorte] = debut
        lots.append(lot)
    moteur = constructeur.build(systeme)
    for lot in lots:
        _donner(systeme, moteur, lot, calendrier, sauf_courant)
    familles = [_famille_du_demandeur(foyer) for foyer in foyers]
    return Simulation(moteur, debuts, _tranches(foyers), familles)


def _groupe(
    foyers: Sequence[Foyer], sorte: str
) -> tuple[list[Entrees], list[int], list[int], list[str]]:
    lot: list[Entrees] = []
    debuts, rangs, roles = [], [], []
    for foyer in foyers:
        debuts.append(len(lot))
        for membre in foyer.membres:
            rangs.append(len(lot) + membre.places[sorte].rang)
            roles.append(membre.places[sorte].role)
        lot.extend(foyer.groupes(sorte))
    return lot, debuts, rangs, roles


def _famille_du_demandeur(foyer: Foyer) -> tuple[int, ...]:
    return tuple(
        rang for rang, membre in enumerate(foyer.membres) if membre.places[FAMILLE].rang == 0
    )


def _tranches(foyers: Sequence[Foyer]) -> list[slice]:
    tranches, debut = [], 0
    for foyer in foyers:
        tranches.append(slice(debut, debut + len(foyer.membres)))
        debut += len(foyer.membres)
    return tranches


def _donner(
    systeme: Systeme,
    moteur: SimulationNue,
    lot: Sequence[Entrees],
    calendrier: Calendrier,
    sauf_courant: frozenset[str],
) -> None:
    for nom in sorted({nom for entrees in lot for nom in entrees}):
        variable = systeme.get_variable(nom)
        valeurs = [entrees.get(nom) for entrees in lot]
        # Chaque colonne a déjà le type et le pas de la variable : on évite les contrôles
        # et les découpages de set_input, un tiers du temps d'une évaluation.
        memoire = moteur.get_holder(nom)._memory_storage  # noqa: SLF001
        periodes = _periodes(str(variable.definition_period), calendrier)
        for colonne, periode in zip(_colonnes(variable, valeurs, periodes), periodes, strict=True):
            if nom in sauf_courant and periode == str(calendrier.courant):
                continue
            memoire.put(colonne, _periode(periode))


_connues: dict[str, Periode] = {}


def _periode(texte: str) -> Periode:
    if texte not in _connues:
        from openfisca_core import periods  # noqa: PLC0415 - lourd

        _connues[texte] = periods.period(texte)
    return _connues[texte]


def _periodes(pas: str, calendrier: Calendrier) -> list[str]:
    if pas == "eternity":
        return ["ETERNITY"]
    if pas == "year":
        return [str(annee) for annee in calendrier.annees]
    return [str(mois) for mois in calendrier.mois]


def _colonnes(
    variable: Variable,
    valeurs: Sequence[Valeur | None],
    periodes: Sequence[str],
) -> list[npt.NDArray[Any]]:
    """Une colonne par période : une valeur par individu ou par groupe."""
    defaut = variable.default_value
    if getattr(variable, "possible_values", None) is not None:
        codes = variable.possible_values.encode(
            np.array([defaut.name if valeur is None else valeur for valeur in valeurs])
        )
        return [codes] * len(periodes)
    if not any(isinstance(valeur, np.ndarray) for valeur in valeurs):
        colonne = np.array(
            [defaut if valeur is None else valeur for valeur in valeurs], dtype=variable.dtype
        )
        return [colonne] * len(periodes)
    tableau = np.empty((len(periodes), len(valeurs)), dtype=variable.dtype)
    for rang, valeur in enumerate(valeurs):
        tableau[:, rang] = defaut if valeur is None else valeur
    return list(tableau)
