"""Des créneaux à choisir : les filtrer, les ranger par jour, les dire. Python pur."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from guichet.parcours.calendrier import jour_et_mois
from guichet.rendezvous.agenda import Creneau

Moment: TypeAlias = Literal["matin", "apres_midi", "peu_importe"]
MIDI = 12
PROPOSES = 3
JOURS_MONTRES = 10
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def heure(instant: datetime, zone: ZoneInfo) -> str:
    """« 10 h », « 14 h 30 », à l'heure du guichet."""
    ici = instant.astimezone(zone)
    minutes = f" {ici.minute:02d}" if ici.minute else ""
    return f"{ici.hour} h{minutes}".replace(" ", "\u00a0")


def jour(instant: datetime, zone: ZoneInfo) -> str:
    """« Mardi 24 novembre 2026 »."""
    ici = instant.astimezone(zone).date()
    return f"{JOURS[ici.weekday()].capitalize()} {jour_et_mois(ici)}"


def filtrer(
    creneaux: Iterable[Creneau], *, motif: str, moment: Moment, zone: ZoneInfo
) -> list[Creneau]:
    """Ceux du motif (vide : tous) et de la demi-journée, du plus proche au plus lointain."""
    retenus = [
        creneau
        for creneau in creneaux
        if (not motif or creneau.motif == motif) and _convient(creneau, moment, zone)
    ]
    return sorted(retenus, key=lambda creneau: (creneau.debut, creneau.ref))


def proposer(creneaux: Sequence[Creneau]) -> list[Creneau]:
    """Les trois premiers, sans deux fois la même heure chez deux agents."""
    vus: set[datetime] = set()
    proposes: list[Creneau] = []
    for creneau in creneaux:
        if creneau.debut not in vus:
            vus.add(creneau.debut)
            proposes.append(creneau)
    return proposes[:PROPOSES]


def par_jour(
    creneaux: Iterable[Creneau], *, du: date, zone: ZoneInfo
) -> Mapping[date, Sequence[Creneau]]:
    """Dix jours ouvrés à partir de ``du`` ; un créneau par heure."""
    jours: dict[date, dict[datetime, Creneau]] = {}
    present = du
    while len(jours) < JOURS_MONTRES:
        if present.weekday() < 5:
            jours[present] = {}
        present += timedelta(days=1)
    for creneau in creneaux:
        ici = creneau.debut.astimezone(zone).date()
        if ici in jours:
            jours[ici].setdefault(creneau.debut, creneau)
    return {jour: tuple(heures.values()) for jour, heures in jours.items()}


def _convient(creneau: Creneau, moment: Moment, zone: ZoneInfo) -> bool:
    if moment == "peu_importe":
        return True
    matin = creneau.debut.astimezone(zone).hour < MIDI
    return matin if moment == "matin" else not matin
