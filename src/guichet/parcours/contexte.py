"""De qui l'on parle, quel jour : ce dont les faits sont tirés."""

from dataclasses import dataclass
from datetime import date

from guichet.catalogue.contenu import Moment
from guichet.droits.situation import Mois, Personne, Situation, TypeRessource, connu
from guichet.parcours.age import anniversaire

_SANS_RESSOURCES_AVANT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexte:
    """La situation regardée pour un moment de vie daté.

    ``sujet`` : la personne dont parlent les étapes ; ``None`` si l'on ne sait pas laquelle
    (« 18 ans » d'une personne qui n'est pas dans le foyer décrit).
    """

    situation: Situation
    moment: Moment
    evenement: date
    au: date
    sujet: Personne | None

    @property
    def sujet_demandeur(self) -> bool:
        """Le logement et les aides du foyer sont-ils ceux du sujet ?"""
        return self.sujet is not None and self.sujet.role == "demandeur"

    @property
    def adultes(self) -> tuple[Personne, ...]:
        return tuple(p for p in self.situation.personnes if p.role != "enfant")

    def recoit_aide(self, *droits: str) -> bool | None:
        """Le foyer reçoit-il une de ces aides le mois regardé ?"""
        aides = self.situation.aides_percues
        if not connu(aides):
            return None
        mois = Mois.de(self.au)
        return any(
            aide.droit in droits and aide.du <= mois and (aide.au is None or mois <= aide.au)
            for aide in aides
        )

    def recoit(self, personne: Personne | None, *types: TypeRessource) -> bool | None:
        """La personne a-t-elle une de ces ressources le mois regardé ? Un zéro est un non."""
        if personne is None:
            return None
        ressources = personne.ressources
        if not connu(ressources):
            return False if personne.age(self.au) < _SANS_RESSOURCES_AVANT else None
        mois = Mois.de(self.au)
        montants = [
            ligne.montant
            for ligne in ressources
            if ligne.type in types and ligne.du <= mois and (ligne.au is None or mois <= ligne.au)
        ]
        if any(connu(montant) and montant > 0 for montant in montants):
            return True
        return False if all(connu(montant) for montant in montants) else None


def contexte(situation: Situation, moment: Moment, *, evenement: date, au: date) -> Contexte:
    """Le sujet est le demandeur, sauf pour « 18 ans » : la seule personne qui les a ce jour-là."""
    sujet: Personne | None = situation.demandeur
    if moment.reference == "date_18_ans":
        candidats = [
            personne
            for personne in situation.personnes
            if anniversaire(personne.date_naissance, 18) == evenement
        ]
        sujet = candidats[0] if len(candidats) == 1 else None
    return Contexte(situation=situation, moment=moment, evenement=evenement, au=au, sujet=sujet)
