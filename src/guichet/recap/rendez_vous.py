"""Les rendez-vous imprimés : à l'heure du guichet, sans rien dire qui ne soit sûr."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from guichet.parcours.calendrier import jour_long
from guichet.recap import lieux
from guichet.recap.contexte import Contexte
from guichet.recap.sections import SectionRendezVous
from guichet.rendezvous.agenda import Reservation
from guichet.rendezvous.invitation import agenda_minimal

_PARIS = ZoneInfo("Europe/Paris")
_VILLES = {
    "Europe/Paris": "Paris",
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Cayenne",
    "America/Miquelon": "Saint-Pierre",
    "America/Marigot": "Marigot",
    "America/St_Barthelemy": "Saint-Barthélemy",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
    "Pacific/Noumea": "Nouméa",
    "Pacific/Tahiti": "Tahiti",
    "Pacific/Wallis": "Wallis",
}


def sections(contexte: Contexte) -> Iterator[SectionRendezVous]:
    """Les rendez-vous à venir, du plus proche au plus lointain ; les annulés n'y sont pas."""
    for reservation in sorted(contexte.rendez_vous, key=lambda r: r.debut):
        local = reservation.debut.astimezone(contexte.fuseau)
        if reservation.etat != "annule" and local.date() >= contexte.au:
            yield _section(contexte, reservation)


def heure(instant: datetime) -> str:
    """« 10 h », « 10 h 05 »."""
    minutes = f"\u00a0{instant.minute:02d}" if instant.minute else ""
    return f"{instant.hour}\u00a0h{minutes}"


def _section(contexte: Contexte, reservation: Reservation) -> SectionRendezVous:
    mots, sur = contexte.mots, reservation.etat == "reserve"
    local = reservation.debut.astimezone(contexte.fuseau)
    quand = mots.dire("rendez_vous", "quand", jour=jour_long(local.date()), heure=heure(local))
    lien = _lien(contexte, reservation) if sur else ""
    return SectionRendezVous(
        surtitre=mots.dire("rendez_vous", _titre(contexte, reservation)),
        quand=quand[0].upper() + quand[1:],
        details=tuple(_details(contexte, reservation)),
        sur=sur,
        alerte=mots.dire("rendez_vous", "demonstration") if reservation.demonstration else "",
        agenda=_agenda(contexte, reservation) if sur and contexte.options.qr_agenda else "",
        agenda_legende=mots.dire("rendez_vous", "agenda"),
        agenda_description=mots.dire("rendez_vous", "agenda_alt", quand=quand),
        lien=lien,
        lien_phrase=mots.dire("rendez_vous", "lien", lien=lien) if lien else "",
        lien_legende=mots.dire("rendez_vous", "lien_legende"),
        lien_description=mots.dire("rendez_vous", "lien_alt"),
    )


def _titre(contexte: Contexte, reservation: Reservation) -> str:
    if reservation.etat == "demande":
        return "titre_demande"
    if reservation.etat == "inconnu":
        return "titre_inconnu"
    return "titre_discret" if contexte.options.discret else "titre"


def _details(contexte: Contexte, reservation: Reservation) -> Iterator[str]:
    mots, structure = contexte.mots, contexte.structure
    if reservation.etat in ("demande", "inconnu"):
        yield mots.dire("rendez_vous", reservation.etat)
    avec = "" if contexte.options.discret else _avec(contexte, reservation)
    yield f"{avec} {_fuseau(contexte, reservation.debut)}".strip()
    cle = "lieu_adresse" if structure.adresse else "lieu"
    yield mots.dire("rendez_vous", cle, guichet=structure.nom, adresse=structure.adresse)
    cle = "empeche" if structure.telephone else "empeche_sans"
    telephone = lieux.ecrire_numero(structure.telephone)
    yield mots.dire("rendez_vous", cle, telephone=telephone)


def _avec(contexte: Contexte, reservation: Reservation) -> str:
    if not reservation.organismes:
        return ""
    minutes = int((reservation.fin - reservation.debut).total_seconds() // 60)
    noms = lieux.nom(reservation.organismes, contexte.catalogue)
    return contexte.mots.dire("rendez_vous", "avec", organismes=noms, minutes=minutes)


def _fuseau(contexte: Contexte, instant: datetime) -> str:
    """L'heure est celle du guichet ; outre-mer, celle de Paris est donnée aussi."""
    cle = contexte.fuseau.key
    ville = _VILLES.get(cle, cle.rpartition("/")[2].replace("_", " "))
    paris = instant.astimezone(_PARIS)
    if paris.utcoffset() == instant.astimezone(contexte.fuseau).utcoffset():
        return contexte.mots.dire("rendez_vous", "fuseau", ville=ville)
    return contexte.mots.dire("rendez_vous", "fuseau_paris", ville=ville, heure=heure(paris))


def _agenda(contexte: Contexte, reservation: Reservation) -> str:
    """Le texte du code QR : ni nom, ni sujet, ni lien."""
    if contexte.options.discret:
        titre = contexte.mots.dire("rendez_vous", "agenda_titre_discret")
        return agenda_minimal(reservation, titre=titre)
    return agenda_minimal(reservation)


def _lien(contexte: Contexte, reservation: Reservation) -> str:
    """Le lien, si le conseiller l'a coché ; jamais sur une feuille discrète."""
    lien = reservation.lien_visio or ""
    voulu = contexte.options.lien_visio and not contexte.options.discret
    return lien if voulu and lien.startswith(("https://", "http://")) else ""
