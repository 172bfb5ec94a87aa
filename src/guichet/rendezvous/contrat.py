"""Créneaux et réservations, dans les formes du contrat public."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from guichet.errors import EntreeRefusee
from guichet.rendezvous.agenda import Creneau, Etat, Reservation

ETATS = ("reserve", "annule", "demande", "inconnu")
CLES = (
    "demonstration", "id", "etat", "debut", "fin", "organismes", "lien_visio", "motif", "ref",
)  # fmt: skip


def ecrire_creneau(creneau: Creneau, zone: ZoneInfo) -> dict[str, object]:
    """``zone`` est celle du guichet : les heures écrites sont celles que le conseiller lit."""
    return {
        "ref": creneau.ref,
        "debut": ecrire_instant(creneau.debut, zone),
        "fin": ecrire_instant(creneau.fin, zone),
        "organismes": list(creneau.organismes),
        "motif": creneau.motif,
    }


def ecrire_creneaux(
    creneaux: Sequence[Creneau], zone: ZoneInfo, *, demonstration: bool
) -> dict[str, object]:
    return {
        "demonstration": demonstration,
        "creneaux": [ecrire_creneau(creneau, zone) for creneau in creneaux],
    }


def ecrire_reservation(reservation: Reservation, zone: ZoneInfo) -> dict[str, object]:
    return {
        "demonstration": reservation.demonstration,
        "id": reservation.id,
        "etat": reservation.etat,
        "debut": ecrire_instant(reservation.debut, zone),
        "fin": ecrire_instant(reservation.fin, zone),
        "organismes": list(reservation.organismes),
        "lien_visio": reservation.lien_visio,
    }


def ecrire_instant(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).isoformat(timespec="seconds")


def lire_reservation(objet: Any, champ: str = "rendez_vous") -> Reservation:  # noqa: ANN401 - JSON
    """Lit la forme « réservation » du contrat. ``champ`` situe l'objet dans le fichier.

    Raises:
        EntreeRefusee: clé inconnue, valeur absente ou mal écrite, avec son champ.
    """
    if not isinstance(objet, dict):
        raise _refus(champ, objet, "un objet est attendu")
    _refuser_inconnues(objet, champ)
    debut, fin = (_instant(objet, cle, champ) for cle in ("debut", "fin"))
    if fin <= debut:
        raise _refus(f"{champ}.fin", objet["fin"], "la fin doit suivre le début")
    etat = objet.get("etat")
    if etat not in ETATS:
        raise _refus(f"{champ}.etat", etat, "valeurs acceptées : " + ", ".join(ETATS))
    return Reservation(
        id=_texte(objet, "id", champ),
        etat=cast("Etat", etat),
        debut=debut,
        fin=fin,
        organismes=_organismes(objet.get("organismes"), champ),
        motif=_texte(objet, "motif", champ, ""),
        lien_visio=_lien(objet.get("lien_visio"), champ),
        ref=_texte(objet, "ref", champ, ""),
        demonstration=_booleen(objet.get("demonstration", False), champ),
    )


def _refuser_inconnues(objet: Mapping[str, object], champ: str) -> None:
    for cle in objet:
        if cle not in CLES:
            proche = difflib.get_close_matches(cle, CLES, 1, 0)
            raise _refus(f"{champ}.{cle[:40]}", cle, f"clé inconnue, la plus proche : {proche[0]}")


def _texte(objet: Mapping[str, object], cle: str, champ: str, absent: str | None = None) -> str:
    valeur = objet.get(cle, absent)
    if not isinstance(valeur, str) or len(valeur) > 200 or (absent is None and not valeur):
        raise _refus(f"{champ}.{cle}", valeur, "un texte de 200 caractères au plus est attendu")
    return valeur


def _instant(objet: Mapping[str, object], cle: str, champ: str) -> datetime:
    valeur = objet.get(cle)
    try:
        instant = datetime.fromisoformat(valeur) if isinstance(valeur, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise _refus(
            f"{champ}.{cle}", valeur, "attendu : une heure avec fuseau, 2026-11-24T09:00:00+01:00"
        )
    return instant


def _organismes(valeur: object, champ: str) -> tuple[str, ...]:
    if not isinstance(valeur, list) or not valeur or not all(isinstance(x, str) for x in valeur):
        raise _refus(f"{champ}.organismes", valeur, "une liste d'organismes est attendue")
    return tuple(valeur)


def _lien(valeur: object, champ: str) -> str | None:
    if valeur is None:
        return None
    if isinstance(valeur, str) and len(valeur) <= 500:
        try:
            morceaux = urlsplit(valeur)
        except ValueError:
            morceaux = urlsplit("")
        if morceaux.scheme == "https" and morceaux.hostname:
            return valeur
    raise _refus(f"{champ}.lien_visio", valeur, "un lien https:// ou null est attendu")


def _booleen(valeur: object, champ: str) -> bool:
    if not isinstance(valeur, bool):
        raise _refus(f"{champ}.demonstration", valeur, "true ou false est attendu")
    return valeur


def _refus(champ: str, valeur: object, attendu: str) -> EntreeRefusee:
    return EntreeRefusee(f"{champ} : « {str(valeur)[:40]} » refusé ; {attendu}.", champ=champ)
