"""Un foyer factice : le calculer une fois remplit les mémoires du moteur."""

from datetime import date
from decimal import Decimal

from guichet.droits.situation import (
    Grossesse,
    Logement,
    Mois,
    Personne,
    Ressource,
    Situation,
)


def foyer_factice(au: date) -> Situation:
    """Une mère enceinte et deux enfants, locataire : elle passe par presque toutes les règles."""
    salaire = Ressource(type="salaire_net", montant=Decimal(1000), du=Mois(au.year - 3, 1))
    terme = Mois.de(au).plus(3)
    return Situation(
        au=au,
        personnes=(
            Personne(
                id="a",
                role="demandeur",
                date_naissance=date(au.year - 30, 1, 1),
                activite="salarie",
                grossesse=Grossesse(terme_prevu=date(terme.annee, terme.mois, 1)),
                ressources=(salaire,),
            ),
            _enfant("b", date(au.year - 8, 1, 1)),
            _enfant("c", date(au.year - 12, 1, 1)),
        ),
        couple=False,
        pension_enfants=False,
        logement=Logement(commune="44109", statut="locataire_hlm", loyer=Decimal(500)),
    )


def _enfant(identifiant: str, naissance: date) -> Personne:
    return Personne(id=identifiant, role="enfant", date_naissance=naissance, activite="ecolier")
