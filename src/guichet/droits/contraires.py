"""Deux réponses contraires pour la même chose : le contrat les refuse."""

from collections.abc import Callable
from datetime import date
from typing import NoReturn

from guichet.droits import chemins
from guichet.droits.situation import (
    Couple,
    Inconnu,
    Logement,
    Mois,
    PensionEnfants,
    Situation,
)
from guichet.errors import EntreeRefusee

# Contrat : « are, ass, pensions et rentes sont des ressources, jamais dans aides_percues ».
DITES_EN_RESSOURCES = {
    "are": "are",
    "ass": "ass",
    "pension_invalidite": "pension_invalidite",
    "retraite_base": "retraite_nette",
    "retraite_complementaire": "retraite_nette",
    "retraite_progressive": "retraite_nette",
    "reversion": "retraite_nette",
    "maternite": "ij_maternite",
}


def refuser_contraires(situation: Situation) -> None:
    """Refuse la première contradiction trouvée.

    Raises:
        EntreeRefusee: une phrase qui nomme les deux champs.
    """
    for regle in _REGLES:
        regle(situation)


def _contraire(champ: str, fait: str, autre: str, attendu: str) -> NoReturn:
    raise EntreeRefusee(
        f"Refusé : {champ} {fait}, ce qui contredit {autre} ; attendu : {attendu}.", champ=champ
    )


def _separation(situation: Situation) -> None:
    couple = situation.couple
    if not isinstance(couple, Couple):
        return
    if isinstance(situation.isole_depuis, date):
        _contraire(
            "isole_depuis", f"vaut « {situation.isole_depuis} »", "couple", "false, ou couple false"
        )
    if situation.encore_marie is True and couple.statut in {"marie", "pacse"}:
        _contraire(
            "encore_marie",
            "vaut « true »",
            f"couple.statut « {couple.statut} »",
            "false (« séparé mais pas divorcé » ne se dit que sans ce conjoint)",
        )


def _mutuelle(situation: Situation) -> None:
    c2s = [
        aide
        for aide in chemins.aides(situation)
        if aide.droit == "c2s" and _en_cours(aide.au, situation)
    ]
    mutuelle = situation.mutuelle
    if c2s and not isinstance(mutuelle, Inconnu) and mutuelle != "c2s":
        _contraire("mutuelle", f"vaut « {mutuelle} »", "aides_percues.c2s", "« c2s »")


def _pension_fixee(situation: Situation) -> None:
    pension = situation.pension_enfants
    if not isinstance(pension, PensionEnfants):
        return
    montant = pension.montant
    if pension.fixee is False and not isinstance(montant, Inconnu) and montant:
        _contraire(
            "pension_enfants.montant",
            f"vaut « {montant} »",
            "pension_enfants.fixee « false »",
            "0, ou fixee true",
        )


def _pension_dite_deux_fois(situation: Situation) -> None:
    pension = situation.pension_enfants
    if not isinstance(pension, PensionEnfants):
        return
    recue = _pension_recue(situation)
    montant = pension.montant
    fixee = not isinstance(montant, Inconnu) and bool(montant)
    if recue and (pension.versee is True or (fixee and pension.versee is not False)):
        _contraire(
            "pension_enfants",
            "dit la pension des enfants une deuxième fois",
            recue,
            "une seule place pour cette pension",
        )
    enfant = _pension_recue(situation, enfants_seulement=True)
    if enfant and pension.versee is False:
        _contraire(
            "pension_enfants.versee", "vaut « false »", enfant, "true, ou pas cette ressource"
        )


def _pension_recue(situation: Situation, *, enfants_seulement: bool = False) -> str | None:
    """Le chemin d'une pension alimentaire reçue aujourd'hui, s'il y en a une."""
    personnes = situation.enfants if enfants_seulement else situation.personnes
    for personne in personnes:
        for ligne in chemins.lignes(personne):
            nulle = not isinstance(ligne.montant, Inconnu) and not ligne.montant
            if ligne.type != "pension_alimentaire_recue" or nulle:
                continue
            if ligne.du <= Mois.de(situation.au) and _en_cours(ligne.au, situation):
                return f"personnes.{personne.id}.ressources.pension_alimentaire_recue"
    return None


def _en_cours(au: Mois | None, situation: Situation) -> bool:
    return au is None or au >= Mois.de(situation.au)


def _loyer(situation: Situation) -> None:
    logement = situation.logement
    if not isinstance(logement, Logement) or isinstance(logement.loyer, Inconnu):
        return
    if logement.loyer and logement.statut in {"proprietaire", "sans_domicile"}:
        _contraire(
            "logement.loyer",
            f"vaut « {logement.loyer} »",
            f"logement.statut « {logement.statut} »",
            "0 ou false",
        )


def _ressource_en_aide(situation: Situation) -> None:
    for aide in chemins.aides(situation):
        if aide.droit in DITES_EN_RESSOURCES:
            raise EntreeRefusee(
                f"Refusé : aides_percues.{aide.droit} n'est pas à sa place ; attendu : une ligne "
                f"« {DITES_EN_RESSOURCES[aide.droit]} » dans les ressources de la personne.",
                champ=f"aides_percues.{aide.droit}",
            )


_REGLES: tuple[Callable[[Situation], None], ...] = (
    _separation,
    _mutuelle,
    _pension_fixee,
    _pension_dite_deux_fois,
    _loyer,
    _ressource_en_aide,
)
