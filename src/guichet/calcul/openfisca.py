"""Des noms pour ce que l'on reçoit d'OpenFisca, qui n'est pas typé."""

from typing import Any, TypeAlias

Systeme: TypeAlias = Any  # le système socio-fiscal, prêt à simuler
Noeud: TypeAlias = Any  # un nœud ou une feuille de l'arbre des paramètres
Periode: TypeAlias = Any
Variable: TypeAlias = Any
SimulationNue: TypeAlias = Any
