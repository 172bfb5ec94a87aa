"""Des conditions à trois valeurs sur le foyer : vrai, faux, ou une réponse manque."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from guichet.droits import chemins
from guichet.droits.situation import Grossesse, Inconnu, Logement, Mois, Personne, Situation


@dataclass(frozen=True, slots=True)
class Fait:
    """``vrai`` vaut ``None`` quand une réponse manque ; ``chemins`` dit laquelle."""

    vrai: bool | None
    chemins: tuple[str, ...] = ()

    def __or__(self, autre: "Fait") -> "Fait":
        if self.vrai or autre.vrai:
            return Fait(True)
        return self._reunir(autre)

    def __and__(self, autre: "Fait") -> "Fait":
        if self.vrai is False or autre.vrai is False:
            return Fait(False)
        return self._reunir(autre)

    def _reunir(self, autre: "Fait") -> "Fait":
        if self.vrai is None or autre.vrai is None:
            return Fait(None, tuple(dict.fromkeys(self.chemins + autre.chemins)))
        return self


Condition: TypeAlias = Callable[[Situation], Fait]
Critere: TypeAlias = Callable[[Personne, Situation], Fait]


def une_personne(critere: Critere) -> Condition:
    """Vrai si une personne du foyer au moins remplit le critère."""

    def condition(situation: Situation) -> Fait:
        fait = Fait(False)
        for personne in situation.personnes:
            fait = fait | critere(personne, situation)
        return fait

    return condition


def un_adulte(critere: Critere) -> Condition:
    """Vrai si le demandeur, le conjoint ou un autre adulte remplit le critère."""
    return une_personne(lambda p, s: critere(p, s) if p.role != "enfant" else Fait(False))


def un_enfant(critere: Critere) -> Condition:
    """Vrai si un enfant du foyer remplit le critère."""
    return une_personne(lambda p, s: critere(p, s) if p.role == "enfant" else Fait(False))


def age(*, de: int = 0, a: int = 200) -> Critere:
    """De ``de`` à ``a`` ans révolus, bornes comprises."""
    return lambda personne, situation: Fait(de <= personne.age(situation.au) <= a)


def reponse(champ: str, *acceptees: object) -> Critere:
    """La réponse de la personne est l'une de celles-ci."""

    def critere(personne: Personne, _situation: Situation) -> Fait:
        valeur = getattr(personne, champ)
        if isinstance(valeur, Inconnu):
            return Fait(None, (f"personnes.{personne.id}.{champ}",))
        return Fait(valeur in acceptees)

    return critere


def objet(champ: str) -> Critere:
    """La réponse de la personne n'est pas « non » (un objet, une date, un nombre)."""

    def critere(personne: Personne, _situation: Situation) -> Fait:
        valeur = getattr(personne, champ)
        if isinstance(valeur, Inconnu):
            return Fait(None, (f"personnes.{personne.id}.{champ}",))
        return Fait(valeur is not False)

    return critere


def et(*criteres: Critere) -> Critere:
    def critere(personne: Personne, situation: Situation) -> Fait:
        fait = Fait(True)
        for suivant in criteres:
            fait = fait & suivant(personne, situation)
        return fait

    return critere


def ou(*criteres: Critere) -> Critere:
    def critere(personne: Personne, situation: Situation) -> Fait:
        fait = Fait(False)
        for suivant in criteres:
            fait = fait | suivant(personne, situation)
        return fait

    return critere


def recoit(*types: str) -> Critere:
    """La personne reçoit une de ces ressources le mois regardé."""

    def critere(personne: Personne, situation: Situation) -> Fait:
        if isinstance(personne.ressources, Inconnu):
            return Fait(None, (f"personnes.{personne.id}.ressources",))
        mois = Mois.de(situation.au)
        return Fait(
            any(
                ligne.type in types and ligne.du <= mois and (ligne.au is None or mois <= ligne.au)
                for ligne in chemins.lignes(personne)
            )
        )

    return critere


def enceinte(personne: Personne, situation: Situation) -> Fait:
    """Une grossesse en cours ; la question n'a pas d'objet hors de 15 à 50 ans."""
    if isinstance(personne.grossesse, Grossesse):
        return Fait(True)
    if isinstance(personne.grossesse, Inconnu) and 15 <= personne.age(situation.au) <= 50:
        return Fait(None, (f"personnes.{personne.id}.grossesse",))
    return Fait(False)


def logement(*statuts: str) -> Condition:
    """Le logement est occupé à l'un de ces titres."""

    def condition(situation: Situation) -> Fait:
        if situation.logement is False:
            return Fait("sans_domicile" in statuts)
        lieu = situation.logement
        statut = lieu.statut if isinstance(lieu, Logement) else lieu
        if isinstance(statut, Inconnu):
            return Fait(None, ("logement.statut",))
        return Fait(statut in statuts)

    return condition


def veuf(situation: Situation) -> Fait:
    if isinstance(situation.veuf_depuis, Inconnu):
        return Fait(None, ("veuf_depuis",))
    return Fait(situation.veuf_depuis is not False)


def seul(situation: Situation) -> Fait:
    """Le demandeur vit sans conjoint."""
    if situation.conjoint is not None:
        return Fait(False)
    return Fait(None, ("couple",)) if isinstance(situation.couple, Inconnu) else Fait(True)


def soit(*conditions: Condition) -> Condition:
    def condition(situation: Situation) -> Fait:
        fait = Fait(False)
        for suivante in conditions:
            fait = fait | suivante(situation)
        return fait

    return condition


def tout(*conditions: Condition) -> Condition:
    def condition(situation: Situation) -> Fait:
        fait = Fait(True)
        for suivante in conditions:
            fait = fait & suivante(situation)
        return fait

    return condition


def sauf(autre: Condition) -> Condition:
    def condition(situation: Situation) -> Fait:
        fait = autre(situation)
        return Fait(None if fait.vrai is None else not fait.vrai, fait.chemins)

    return condition
