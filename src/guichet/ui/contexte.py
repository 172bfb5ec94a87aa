"""La ligne de contexte : qui est en face, en cinq morceaux au plus, sans organisme ni numéro."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from guichet.droits.montants import euros
from guichet.droits.situation import (
    Inconnu,
    Logement,
    Mois,
    Personne,
    Situation,
    connu,
)
from guichet.parcours import calendrier

ACTIVITES = {
    "salarie": "emploi salarié",
    "apprenti": "apprentissage",
    "independant": "à son compte",
    "demandeur_emploi": "en recherche d'emploi",
    "etudiant": "études",
    "lyceen": "lycée",
    "retraite": "à la retraite",
    "invalide": "en invalidité",
    "au_foyer": "au foyer",
}
LOGEMENTS = {
    "locataire_vide": "locataire",
    "locataire_meuble": "meublé",
    "locataire_hlm": "HLM",
    "foyer": "foyer",
    "accedant": "propriétaire, prêt en cours",
    "proprietaire": "propriétaire",
    "heberge": "chez quelqu'un",
    "sans_domicile": "sans domicile",
}


def jour_court(jour: date) -> str:
    """``2 nov. 2026``, ``1er déc. 2026`` : toujours avec l'année."""
    return calendrier.jour_court(jour, au=jour, horizon=-1)


def resumer(situation: Situation, nom_commune: Callable[[str], str]) -> tuple[str, ...]:
    """Les morceaux connus, du plus personnel au plus matériel ; rien d'inventé."""
    demandeur = situation.demandeur
    morceaux = (
        f"{demandeur.prenom or 'La personne'}, {demandeur.age(situation.au)} ans",
        _couple(situation),
        _enfants(situation),
        _activite(demandeur, situation.au),
        _logement(situation.logement, nom_commune),
    )
    return tuple(morceau for morceau in morceaux if morceau)


def _couple(situation: Situation) -> str:
    if situation.conjoint is not None:
        return "en couple"
    if isinstance(situation.isole_depuis, date):
        return f"séparation le {jour_court(situation.isole_depuis)}"
    if isinstance(situation.veuf_depuis, date):
        return f"veuvage le {jour_court(situation.veuf_depuis)}"
    return "vit sans conjoint" if situation.couple is False else ""


def _enfants(situation: Situation) -> str:
    ages = sorted(enfant.age(situation.au) for enfant in situation.enfants)
    if not ages:
        return ""
    nombre = "1 enfant" if len(ages) == 1 else f"{len(ages)} enfants"
    liste = " et ".join(filter(None, [", ".join(map(str, ages[:-1])), str(ages[-1])]))
    return f"{nombre}, {liste} ans"


def _activite(personne: Personne, au: date) -> str:
    metier = "" if isinstance(personne.activite, Inconnu) else ACTIVITES.get(personne.activite, "")
    if isinstance(personne.ressources, Inconnu):
        return metier
    mois = Mois.de(au).plus(-1)
    total = sum(
        (
            ressource.montant
            for ressource in personne.ressources
            if not isinstance(ressource.montant, Inconnu)
            and ressource.type != "pension_alimentaire_versee"
            and ressource.du <= mois
            and (ressource.au is None or ressource.au >= mois)
        ),
        Decimal(0),
    )
    revenu = f"{euros(total)} par mois" if total else "sans ressources"
    return f"{metier}, {revenu}" if metier else revenu


def _logement(logement: object, nom_commune: Callable[[str], str]) -> str:
    if not isinstance(logement, Logement):
        return ""
    statut = "" if isinstance(logement.statut, Inconnu) else LOGEMENTS[logement.statut]
    ville = f" à {nom_commune(logement.commune)}" if connu(logement.commune) else ""
    loyer = f", {euros(logement.loyer)}" if isinstance(logement.loyer, Decimal) else ""
    return f"{statut}{ville}{loyer}".strip(", ")
