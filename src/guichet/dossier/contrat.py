"""Le dossier dans la forme du contrat public (``dossier.json``, version 1)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from zoneinfo import ZoneInfo

from guichet.catalogue.schemas import verifier
from guichet.dossier.contenu import Dossier
from guichet.droits.contrat import (
    ecrire_diagnostic,
    ecrire_situation,
    lire_diagnostic,
    lire_situation,
)
from guichet.droits.interdits import refuser_interdits
from guichet.errors import EntreeRefusee
from guichet.parcours.contrat import ecrire_parcours, lire_parcours
from guichet.rendezvous.agenda import Reservation
from guichet.rendezvous.contrat import ecrire_reservation, lire_reservation

VERSION = 1
_UTC = ZoneInfo("UTC")


def lire_dossier(objet: object, au: date) -> Dossier:
    """Un dossier lu dans un fichier. ``au`` : date du foyer si la situation n'en donne pas.

    Raises:
        EntreeRefusee: une phrase qui nomme le champ, la valeur reçue, ce qui est accepté.
    """
    refuser_interdits(objet)
    return relire_dossier(objet, au)


def relire_dossier(objet: object, au: date) -> Dossier:
    """Comme ``lire_dossier``, pour un objet qui y est déjà passé : sans chercher les numéros."""
    contenu = _contenu_seul(objet)
    try:
        return _lire(contenu, au)
    except EntreeRefusee:
        verifier(objet, "dossier")  # le même refus, avec le chemin depuis la racine
        raise


def _contenu_seul(objet: object) -> Mapping[str, Any]:
    """Contrôle le dossier sans ses gros morceaux, que leurs propres lecteurs contrôlent."""
    if not isinstance(objet, dict):
        verifier(objet, "dossier")
    contenu = cast("Mapping[str, Any]", objet)
    gros = ("diagnostic", "parcours") if isinstance(contenu.get("parcours", []), list) else ()
    verifier({cle: valeur for cle, valeur in contenu.items() if cle not in gros}, "dossier")
    return contenu


def _lire(contenu: Mapping[str, Any], au: date) -> Dossier:
    diagnostic = contenu.get("diagnostic")
    return Dossier(
        reference=contenu.get("reference", ""),
        situation=lire_situation(contenu["situation"], au),
        diagnostic=None if diagnostic is None else lire_diagnostic(diagnostic),
        parcours=tuple(lire_parcours(parcours) for parcours in contenu.get("parcours", ())),
        rendez_vous=tuple(lire_reservation(rdv) for rdv in contenu.get("rendez_vous", ())),
        choix=dict(contenu.get("choix", {})),
        langue=contenu.get("langue", "fr"),
        forme=contenu.get("forme", "standard"),
    )


def ecrire_dossier(dossier: Dossier, zone: ZoneInfo = _UTC) -> dict[str, Any]:
    """L'objet JSON du dossier : ``lire_dossier`` le relit à l'identique.

    ``zone`` : celle du guichet, pour les heures des rendez-vous.
    """
    objet: dict[str, Any] = {"version": VERSION}
    if dossier.reference:
        objet["reference"] = dossier.reference
    objet["situation"] = ecrire_situation(dossier.situation)
    if dossier.diagnostic is not None:
        objet["diagnostic"] = ecrire_diagnostic(dossier.diagnostic)
    return objet | {
        "parcours": [ecrire_parcours(parcours) for parcours in dossier.parcours],
        "rendez_vous": [_ecrire_rendez_vous(rdv, zone) for rdv in dossier.rendez_vous],
        "choix": dict(dossier.choix),
        "langue": dossier.langue,
        "forme": dossier.forme,
    }


def _ecrire_rendez_vous(rdv: Reservation, zone: ZoneInfo) -> dict[str, object]:
    # Le motif et la référence du créneau servent encore au dossier : à l'imprimer, à annuler.
    return ecrire_reservation(rdv, zone) | {"motif": rdv.motif, "ref": rdv.ref}
