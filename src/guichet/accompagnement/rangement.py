"""Ranger un dossier en lignes, et l'en ressortir : la forme rangée est celle du contrat."""

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from guichet.dossier import durees
from guichet.dossier.contenu import Dossier
from guichet.dossier.contrat import ecrire_dossier, lire_dossier, relire_dossier
from guichet.dossier.garde import DossierGarde, Feuille, Trouve
from guichet.models.dossier import DossierRow, FeuilleRow, RendezVousRow
from guichet.rendezvous.agenda import Reservation

_RANGES_A_PART = ("version", "reference", "rendez_vous")


def ranger(ligne: DossierRow, dossier: Dossier, *, jour: date, garder_prenom: bool) -> None:
    """Remplit la ligne ; ``jour`` : celui de ce contact, qui repousse l'effacement."""
    for champ, valeur in contenu(dossier).items():
        setattr(ligne, champ, valeur)
    demandeur = dossier.situation.demandeur
    ligne.prenom_cle = cle_de_prenom(demandeur.prenom) if garder_prenom else None
    ligne.date_naissance = demandeur.date_naissance if garder_prenom else None
    ligne.dernier_contact = jour
    ligne.a_effacer_le = durees.a_effacer_le(jour)
    ligne.rendez_vous = [_ligne_de(rdv) for rdv in dossier.rendez_vous]
    if dossier.diagnostic is not None:
        ligne.bareme_openfisca = dossier.diagnostic.openfisca_france
        ligne.bareme_complements = dossier.diagnostic.complements


def contenu(dossier: Dossier) -> dict[str, Any]:
    """Les champs du contrat rangés dans la ligne du dossier.

    Raises:
        EntreeRefusee: un numéro interdit, ou une valeur qui ne se relirait pas.
    """
    objet = ecrire_dossier(replace(dossier, diagnostic=None))
    lire_dossier(objet, dossier.situation.au)
    return {champ: valeur for champ, valeur in objet.items() if champ not in _RANGES_A_PART}


def instantane(dossier: Dossier, zone: ZoneInfo) -> dict[str, Any]:
    """Ce que la personne emporte, diagnostic compris, dans la forme du contrat."""
    objet = ecrire_dossier(dossier, zone)
    relire_dossier(objet, dossier.situation.au)
    return objet


def relire(ligne: DossierRow, feuille: FeuilleRow | None) -> DossierGarde:
    """Le dossier gardé ; son diagnostic est à refaire, la feuille garde l'ancien."""
    objet = {
        "version": 1,
        "reference": ligne.reference,
        "situation": ligne.situation,
        "parcours": ligne.parcours,
        "choix": ligne.choix,
        "langue": ligne.langue,
        "forme": ligne.forme,
    }
    dossier = relire_dossier(objet, ligne.dernier_contact)
    rendez_vous = tuple(_rdv_de(rdv) for rdv in ligne.rendez_vous)
    return garder(ligne, replace(dossier, rendez_vous=rendez_vous), feuille)


def garder(ligne: DossierRow, dossier: Dossier, feuille: FeuilleRow | None = None) -> DossierGarde:
    """Ce que la ligne dit du dossier : ses dates, ses barèmes, sa dernière feuille."""
    return DossierGarde(
        dossier=dossier,
        ouvert_le=ligne.ouvert_le,
        dernier_contact=ligne.dernier_contact,
        a_effacer_le=ligne.a_effacer_le,
        bareme_openfisca=ligne.bareme_openfisca,
        bareme_complements=ligne.bareme_complements,
        derniere_feuille=None if feuille is None else _feuille_de(feuille),
    )


def resumer(ligne: DossierRow) -> Trouve:
    personnes = ligne.situation["personnes"]
    demandeur = next(personne for personne in personnes if personne["role"] == "demandeur")
    return Trouve(
        reference=ligne.reference,
        prenom=demandeur.get("prenom", ""),
        date_naissance=ligne.date_naissance,
        dernier_contact=ligne.dernier_contact,
        a_effacer_le=ligne.a_effacer_le,
    )


def sans_prenoms(dossier: Dossier) -> Dossier:
    """Le même foyer, sans aucun prénom."""
    situation = dossier.situation
    personnes = tuple(replace(personne, prenom="") for personne in situation.personnes)
    return replace(dossier, situation=replace(situation, personnes=personnes))


def cle_de_prenom(prenom: str) -> str:
    """Le prénom sans accent, sans majuscule, sans trait d'union.

    >>> cle_de_prenom("Anne-Zoé")
    'annezoe'
    """
    lettres = unicodedata.normalize("NFKD", prenom.casefold())
    return "".join(lettre for lettre in lettres if lettre.isalnum())


def _ligne_de(rdv: Reservation) -> RendezVousRow:
    return RendezVousRow(
        id=rdv.id,
        etat=rdv.etat,
        debut=rdv.debut,
        fin=rdv.fin,
        organismes=list(rdv.organismes),
        motif=rdv.motif,
        lien_visio=rdv.lien_visio,
        ref=rdv.ref,
        demonstration=rdv.demonstration,
    )


def _feuille_de(ligne: FeuilleRow) -> Feuille:
    dossier = relire_dossier(ligne.contenu, ligne.remise_le.date())
    return Feuille(remise_le=ligne.remise_le, dossier=dossier)


def _rdv_de(ligne: RendezVousRow) -> Reservation:
    return Reservation(
        id=ligne.id,
        etat=ligne.etat,
        debut=ligne.debut,
        fin=ligne.fin,
        organismes=tuple(ligne.organismes),
        motif=ligne.motif,
        lien_visio=ligne.lien_visio,
        ref=ligne.ref,
        demonstration=ligne.demonstration,
    )
