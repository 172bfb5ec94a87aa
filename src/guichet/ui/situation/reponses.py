"""Lire et écrire les réponses dont la forme n'est pas une simple valeur du contrat."""

from datetime import date, timedelta
from typing import Any

from guichet.droits import chemins
from guichet.droits.situation import (
    PAS_DEMANDE,
    Garde,
    Grossesse,
    Handicap,
    Inconnu,
    PensionEnfants,
    Situation,
)
from guichet.ui.situation.question import Question

# Le contrat demande un terme : on en suppose un, marqué « pas encore demandé ».
TERME_SUPPOSE = timedelta(days=120)


class _Refus:
    """« Ne veut pas répondre » : ni une valeur, ni un inconnu que l'on redemande."""


REFUS = _Refus()


def valeur_metier(question: Question, valeur: Any) -> Any:  # noqa: ANN401 - de la nature du champ
    """Ce que la situation attend : un entier là où le champ donne un nombre décimal."""
    if question.genre == "entier" and not isinstance(valeur, Inconnu):
        return int(valeur)
    return valeur


def nettoyer(situation: Situation) -> tuple[str, ...]:
    """Les refus encore vrais : leur chemin existe et n'a toujours pas de réponse."""
    return tuple(
        chemin
        for chemin in situation.inconnus_assumes
        if chemins.existe(chemin, situation)
        and isinstance(chemins.valeur(situation, chemin), Inconnu)
    )


def lire_taux(situation: Situation, chemin: str) -> object:
    handicap = chemins.valeur(situation, chemin)
    return handicap.taux if isinstance(handicap, Handicap) else handicap


def ecrire_taux(situation: Situation, chemin: str, valeur: object) -> Situation:
    """« Ne sait pas » n'efface pas ce qui est dit d'une demande en cours."""
    decrit = isinstance(chemins.valeur(situation, chemin), Handicap)
    if valeur is False or (isinstance(valeur, Inconnu) and not decrit):
        return chemins.remplacer(situation, chemin, valeur)
    return chemins.remplacer(situation, f"{chemin}.taux", valeur)


def ecrire_dans_handicap(situation: Situation, chemin: str, valeur: object) -> Situation:
    """Une réponse de détail garde l'inconnu déjà répondu pour le taux."""
    parent = chemin.rpartition(".")[0]
    taux = chemins.valeur(situation, parent)
    if isinstance(taux, Inconnu):
        situation = chemins.remplacer(situation, parent, Handicap(taux=taux))
    return chemins.remplacer(situation, chemin, valeur)


def lire_mode(situation: Situation, chemin: str) -> object:
    garde = chemins.valeur(situation, chemin)
    return garde.mode if isinstance(garde, Garde) else garde


def ecrire_mode(situation: Situation, chemin: str, valeur: object) -> Situation:
    """Un mode de garde garde les heures et le coût déjà dits."""
    if valeur is False or isinstance(valeur, Inconnu):
        return chemins.remplacer(situation, chemin, valeur)
    garde = chemins.valeur(situation, chemin)
    ancienne = garde if isinstance(garde, Garde) else Garde(mode="creche")
    nouvelle = Garde(mode=valeur, heures=ancienne.heures, cout=ancienne.cout)  # type: ignore[arg-type]
    return chemins.remplacer(situation, chemin, nouvelle)


def lire_grossesse(situation: Situation, chemin: str) -> object:
    grossesse = chemins.valeur(situation, chemin)
    return True if isinstance(grossesse, Grossesse) else grossesse


def ecrire_grossesse(situation: Situation, chemin: str, valeur: object) -> Situation:
    if valeur is True:
        terme = situation.au + TERME_SUPPOSE
        valeur = Grossesse(terme_prevu=terme, terme_inconnu=PAS_DEMANDE)
    return chemins.remplacer(situation, chemin, valeur)


def lire_terme(situation: Situation, chemin: str) -> object:
    grossesse = chemins.valeur(situation, chemin)
    if not isinstance(grossesse, Grossesse):
        return PAS_DEMANDE
    return grossesse.terme_prevu if grossesse.terme_inconnu is None else grossesse.terme_inconnu


def ecrire_terme(situation: Situation, chemin: str, valeur: object) -> Situation:
    grossesse = chemins.valeur(situation, chemin)
    if not isinstance(grossesse, Grossesse):
        return situation
    if isinstance(valeur, date):
        return chemins.remplacer(situation, chemin, Grossesse(terme_prevu=valeur))
    inconnu = valeur if isinstance(valeur, Inconnu) else PAS_DEMANDE
    suppose = Grossesse(terme_prevu=situation.au + TERME_SUPPOSE, terme_inconnu=inconnu)
    return chemins.remplacer(situation, chemin, suppose)


def ecrire_pension(situation: Situation, chemin: str, valeur: object) -> Situation:
    """Une réponse sur la pension crée la pension si rien n'en était dit."""
    if situation.pension_enfants is False or isinstance(situation.pension_enfants, Inconnu):
        situation = chemins.remplacer(situation, "pension_enfants", PensionEnfants())
    return chemins.remplacer(situation, chemin, valeur)
