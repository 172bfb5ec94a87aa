"""Les agendas fictifs du serveur de démonstration : quels agents, quels créneaux.

Tout est inventé : aucun agent n'existe, aucune caisse n'a ouvert ces créneaux.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from guichet.rendezvous.invitation import en_utc
from guichet.rendezvous.jours_ouvres import prochains_jours_ouvres
from guichet.visio import evenement, salle

PARIS = ZoneInfo("Europe/Paris")
JOURS = 15
DUREE = timedelta(minutes=30)
# Réservé par la RFC 2606 : ce nom ne mène nulle part, et cela se voit.
GABARIT = "https://visio.demonstration.invalid/{salle}"
MATIN = (time(9, 0), time(10, 30), time(14, 0), time(15, 30))
DECALE = (time(9, 30), time(11, 0), time(13, 30), time(16, 0))
TARD = (time(10, 0), time(11, 30), time(14, 30), time(17, 0))
HORAIRES = (MATIN, DECALE, TARD)


@dataclass(frozen=True, slots=True)
class AgentFictif:
    """``cle`` nomme son agenda ; ``lien_propre`` : ses créneaux portent déjà leur lien."""

    cle: str
    organisme: str
    motif: str
    horaires: tuple[time, ...]
    lien_propre: bool = False


def _agents() -> Iterator[AgentFictif]:
    motifs = ("Point sur un dossier", "Première demande", "Question générale")
    effectifs = {
        "caf": 3, "cpam": 2, "carsat": 2, "urssaf": 2, "msa": 2, "france_travail": 2, "dgfip": 2,
    }  # fmt: skip
    for organisme, nombre in effectifs.items():
        for rang in range(nombre):
            yield AgentFictif(
                cle=f"{organisme}-{rang + 1}",
                organisme=organisme,
                motif=motifs[rang],
                horaires=HORAIRES[rang],
                lien_propre=organisme == "cpam",
            )


AGENTS = tuple(_agents())


def jours(today: date) -> tuple[date, ...]:
    """Les 15 prochains jours ouvrés, ``today`` non compris."""
    return tuple(prochains_jours_ouvres(today, JOURS))


def debuts(agent: AgentFictif, jours: Iterable[date]) -> Iterator[datetime]:
    """Les débuts en UTC ; les horaires sont ceux de Paris, même les jours de changement d'heure."""
    for jour in jours:
        for heure in agent.horaires:
            yield datetime.combine(jour, heure, PARIS).astimezone(UTC)


def ressource(agent: AgentFictif, debut: datetime) -> bytes:
    """Un créneau libre, tel que l'agent l'aurait publié."""
    lien = salle.lien(GABARIT) if agent.lien_propre else None
    lignes = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Guichet//demonstration//FR",
        "BEGIN:VEVENT",
        f"UID:{nom(agent, debut)}",
        f"DTSTAMP:{en_utc(debut)}",
        f"DTSTART:{en_utc(debut)}",
        f"DTEND:{en_utc(debut + DUREE)}",
        "SUMMARY:Créneau visio ouvert (démonstration)",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        f"CATEGORIES:{evenement.LIBRE}",
        f"{evenement.MOTIF}:{agent.motif}",
        *([f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:{lien}"] if lien else []),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lignes).encode()


def nom(agent: AgentFictif, debut: datetime) -> str:
    return f"{en_utc(debut)}-{agent.cle}"


def deposer(racine: Path, jours: Iterable[date]) -> None:
    """Écrit les créneaux de ces jours dans le dossier de Radicale ; n'en remplace aucun.

    Directement en fichiers : par HTTP, le même semis prend 2,5 s sur un poste au repos et 9 s sur
    un poste chargé. Un nom provisoire commence par un point : Radicale ne le voit pas.
    """
    semes = tuple(jours)
    for agent in AGENTS:
        dossier = racine / agent.cle
        dossier.mkdir(parents=True, exist_ok=True)
        (dossier / ".Radicale.props").write_text('{"tag": "VCALENDAR"}', encoding="utf-8")
        for debut in debuts(agent, semes):
            fichier = dossier / f"{nom(agent, debut)}.ics"
            if not fichier.exists():
                provisoire = fichier.with_name(f".{fichier.name}.tmp")
                provisoire.write_bytes(ressource(agent, debut))
                provisoire.replace(fichier)
