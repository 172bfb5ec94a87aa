"""Le parcours dans la forme du contrat public (version 1) : l'écrire, le relire."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, cast

from guichet.catalogue.schemas import verifier
from guichet.droits.resultat import SourceCitee
from guichet.parcours.etape import Etape, Parcours

VERSION = 1
_DATES = ("debut", "echeance", "date_sure", "faite_le")
_LISTES = ("organismes", "depend_de", "droits", "pieces")


def ecrire_parcours(parcours: Parcours) -> dict[str, Any]:
    """L'objet JSON du parcours ; ``lire_parcours`` le relit à l'identique."""
    return {
        "version": VERSION,
        "moment": parcours.moment,
        "titre": parcours.titre,
        "evenement": parcours.evenement.isoformat(),
        "debut": parcours.debut.isoformat(),
        "fin": parcours.fin.isoformat(),
        "etapes": [_ecrire_etape(etape) for etape in parcours.etapes],
    }


def lire_parcours(objet: object) -> Parcours:
    """Un parcours gardé, relu.

    Raises:
        EntreeRefusee: une phrase qui nomme le champ, la valeur reçue et ce qui est accepté.
    """
    verifier(objet, "parcours")
    contenu = cast("Mapping[str, Any]", objet)
    return Parcours(
        moment=contenu["moment"],
        titre=contenu.get("titre", contenu["moment"]),
        evenement=date.fromisoformat(contenu["evenement"]),
        debut=date.fromisoformat(contenu["debut"]),
        fin=date.fromisoformat(contenu["fin"]),
        etapes=tuple(_lire_etape(etape) for etape in contenu["etapes"]),
    )


def _ecrire_etape(etape: Etape) -> dict[str, Any]:
    champs = {champ.name: getattr(etape, champ.name) for champ in fields(etape)}
    for nom in _DATES:
        champs[nom] = champs[nom].isoformat() if champs[nom] else None
    for nom in _LISTES:
        champs[nom] = list(champs[nom])
    champs["canaux"] = {moyen: list(valeurs) for moyen, valeurs in etape.canaux.items()}
    source = etape.source
    champs["source"] = {"titre": source.titre, "url": source.url, "date": source.date}
    return champs


def _lire_etape(objet: Mapping[str, Any]) -> Etape:
    champs = dict(objet)
    for nom in _DATES:
        jour = champs.get(nom)
        champs[nom] = date.fromisoformat(jour) if jour else None
    for nom in _LISTES:
        champs[nom] = tuple(champs[nom])
    champs["canaux"] = {moyen: tuple(valeurs) for moyen, valeurs in objet["canaux"].items()}
    champs["source"] = SourceCitee(**objet["source"])
    return Etape(**champs)
