"""Des créneaux à choisir : les filtrer, les ranger par jour, les dire. Python pur."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from guichet.rendezvous.agenda import Creneau
from guichet.ui.dates import jour_long, majuscule, quantieme

Moment: TypeAlias = Literal["matin", "apres_midi", "peu_importe"]
MIDI = 12
PROPOSES = 3
JOURS_MONTRES = 10


def heure(instant: datetime, zone: ZoneInfo, *, complete: bool = False) -> str:
    """« 10 h », « 14 h 30 », à l'heure du guichet ; ``complete`` : « 10 h 00 »."""
    ici = instant.astimezone(zone)
    minutes = f" {ici.minute:02d}" if ici.minute or complete else ""
    return f"{ici.hour} h{minutes}".replace(" ", "\u00a0")


def jour(instant: datetime, zone: ZoneInfo) -> str:
    """« Mardi 24 novembre 2026 »."""
    return majuscule(jour_long(instant.astimezone(zone).date(), annee=True))


def jour_sans_annee(instant: datetime, zone: ZoneInfo) -> str:
    """« Mardi 24 novembre »."""
    return majuscule(jour_long(instant.astimezone(zone).date()))


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


def jours_montres(creneaux: Iterable[Creneau], *, du: date, zone: ZoneInfo) -> list[date]:
    """Les jours ouvrés, du premier créneau au dernier ; dix au moins, à partir de ``du``."""
    jours = sorted({creneau.debut.astimezone(zone).date() for creneau in creneaux})
    present = max(du, jours[0]) if jours else du
    fin = jours[-1] if jours else du
    montres: list[date] = []
    while present <= fin or len(montres) < JOURS_MONTRES:
        if present.weekday() < 5 or present in jours:
            montres.append(present)
        present += timedelta(days=1)
    return montres


def par_jour(
    creneaux: Iterable[Creneau], jours: Sequence[date], *, zone: ZoneInfo
) -> Mapping[date, Sequence[Creneau]]:
    """Les créneaux de ces jours ; un seul par heure."""
    ranges: dict[date, dict[datetime, Creneau]] = {jour: {} for jour in jours}
    for creneau in creneaux:
        ici = creneau.debut.astimezone(zone).date()
        if ici in ranges:
            ranges[ici].setdefault(creneau.debut, creneau)
    return {jour: tuple(heures.values()) for jour, heures in ranges.items()}


def periode(jours: Sequence[date]) -> str:
    """« Du 23 novembre au 4 décembre »."""
    return f"Du {quantieme(jours[0])} au {quantieme(jours[-1])}" if jours else ""


def _convient(creneau: Creneau, moment: Moment, zone: ZoneInfo) -> bool:
    if moment == "peu_importe":
        return True
    matin = creneau.debut.astimezone(zone).hour < MIDI
    return matin if moment == "matin" else not matin
