"""Ce que les variantes essaient pour un chemin."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from guichet.droits import chemins
from guichet.droits.situation import (
    Logement,
    Mois,
    Ressource,
    Situation,
)
from guichet.droits.variantes import inconnues, variantes

AU = date(2026, 11, 20)
SMIC = Decimal("1477.93")
MOIS = Mois(2026, 1)


def changer(situation: Situation, **champs: object) -> Situation:
    """Le demandeur, avec d'autres réponses."""
    demandeur = replace(situation.personnes[0], **champs)  # type: ignore[arg-type]
    return replace(situation, personnes=(demandeur, *situation.personnes[1:]))


def seules(situation: Situation, chemin: str) -> list[Situation]:
    """La variante centrale, puis celles où seul ce chemin change."""
    essais = variantes(situation)
    return [essais[0].situation, *(e.situation for e in essais if e.changes == (chemin,))]


def valeurs(situation: Situation, chemin: str) -> list[Any]:
    return [chemins.valeur(essai, chemin) for essai in seules(situation, chemin)]


def cherchees(situation: Situation) -> set[str]:
    return {inconnue.chemin for inconnue in inconnues(situation)}


def connu(situation: Situation) -> Situation:
    """Le même foyer, entièrement décrit."""
    p1, e1 = situation.personnes
    commun: dict[str, Any] = {"handicap": False, "grossesse": False, "sortant_ase": False}
    return replace(
        situation,
        personnes=(
            replace(
                p1,
                nationalite="francaise",
                activite="salarie",
                aidant_de=False,
                ressources=(Ressource(type="salaire_net", montant=Decimal(900), du=Mois(2024, 1)),),
                **commun,
            ),
            replace(e1, garde=False, garde_alternee=False, ressources=(), **commun),
        ),
        couple=False,
        isole_depuis=date(2026, 6, 1),
        veuf_depuis=False,
        pension_enfants=False,
        logement=Logement(
            commune="44109",
            statut="locataire_hlm",
            loyer=Decimal(500),
            colocation=False,
            bailleur_famille=False,
        ),
        epargne=False,
        aides_percues=(),
        mutuelle="aucune",
    )
