"""Le vrai fournisseur de rendez-vous : des créneaux publiés en CalDAV, pris par If-Match.

Un créneau libre est un VEVENT de l'agenda d'un agent. Le prendre, c'est le remplacer à
condition qu'il n'ait pas bougé : le serveur ne laisse qu'un gagnant (RFC 4791, 5.3.2).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import quote, unquote, urlsplit

from guichet.rendezvous.agenda import (
    AccesRefuse,
    AgendaIllisible,
    Creneau,
    CreneauPris,
    Guichet,
    HorsLigne,
    IssueInconnue,
    Moyen,
    OrganismeSansAgenda,
    Reservation,
    ServeurOccupe,
)
from guichet.rendezvous.invitation import en_utc
from guichet.visio import evenement, multistatut, pannes, salle
from guichet.visio.http import ClientBorne, Demande, Echeance, verifier_adresse

DELAI = 10.0
_NOM = re.compile(r"[A-Za-z0-9_%@+=,~-][A-Za-z0-9._%@+=,~-]{0,199}")
_REQUETE = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
    '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
    '<C:time-range start="{du}" end="{au}"/>'
    "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaCaldav:
    """L'agenda d'un agent. ``cle`` est courte et unique : elle commence les références.

    ``gabarit_lien`` : ``https://serveur/{salle}``, employé si le créneau n'a pas de lien.
    """

    cle: str
    organisme: str
    url: str
    gabarit_lien: str = ""


@dataclass(frozen=True, slots=True)
class _Lu:
    """Une ressource relue : ce qu'elle dit, son texte et la version à exiger."""

    vu: evenement.Vu
    contenu: bytes
    version: str


class FournisseurCaldav:
    """Implémente ``FournisseurRdv`` ; chaque acte tient en ``delai`` secondes, tout compris."""

    moyens = Moyen.LISTER | Moyen.RESERVER | Moyen.ANNULER | Moyen.LIEN_VISIO

    def __init__(
        self,
        agendas: Sequence[AgendaCaldav],
        *,
        compte: str,
        secret: str,
        maintenant: Callable[[], datetime],
        demonstration: bool = False,
        delai: float = DELAI,
    ) -> None:
        for agenda in agendas:
            verifier_adresse(agenda.url)
        self._agendas: Mapping[str, AgendaCaldav] = {agenda.cle: agenda for agenda in agendas}
        self._client = ClientBorne(compte=compte, secret=secret)
        self._maintenant = maintenant
        self._delai = delai
        self.demonstration = demonstration

    @property
    def organismes(self) -> tuple[str, ...]:
        """Les organismes qui ont au moins un agenda."""
        return tuple(dict.fromkeys(agenda.organisme for agenda in self._agendas.values()))

    def creneaux(self, organisme: str, du: datetime, au: datetime) -> Sequence[Creneau]:
        agendas = [ici for ici in self._agendas.values() if ici.organisme == organisme]
        if not agendas:
            raise OrganismeSansAgenda(f"Aucun agenda visio n'est ouvert pour « {organisme} ».")
        libres = (
            _creneau(agenda, ref, vu, version)
            for agenda, ref, vu, version in self._lister(agendas, du, au)
            if vu.etat == "libre"
        )
        return sorted(libres, key=lambda creneau: (creneau.debut, creneau.ref))

    def rendez_vous(self, du: datetime, au: datetime) -> Sequence[Reservation]:
        pris = (
            self._reservation(agenda, ref, vu)
            for agenda, ref, vu, _ in self._lister(list(self._agendas.values()), du, au)
            if vu.etat == "pris"
        )
        return sorted(pris, key=lambda reservation: (reservation.debut, reservation.ref))

    def creneau(self, ref: str) -> Creneau | None:
        place = self._situer(ref)
        if place is None:
            return None
        agenda, url = place
        lu = self._relire(url, Echeance(self._delai))
        if lu is None or lu.vu.etat == "autre":
            return None
        return _creneau(agenda, ref, lu.vu, lu.version)

    def relire(self, reservation_id: str, ref: str) -> Reservation | None:
        place = self._situer(ref)
        if place is None:
            return None
        agenda, url = place
        lu = self._relire(url, Echeance(self._delai))
        if lu is None or lu.vu.reservation != reservation_id:
            return None
        return self._reservation(agenda, ref, lu.vu)

    def reserver(self, reservation_id: str, creneau: Creneau, guichet: Guichet) -> Reservation:
        place = self._situer(creneau.ref)
        if place is None:
            raise CreneauPris("Ce créneau n'existe plus dans l'agenda.")
        agenda, url = place
        echeance = Echeance(self._delai)
        lu = self._relire(url, echeance)
        if lu is not None and lu.vu.reservation == reservation_id:
            return self._reservation(agenda, creneau.ref, lu.vu)
        if lu is None or lu.vu.etat != "libre":
            raise CreneauPris("Créneau pris : il vient d'être réservé par un autre guichet.")
        if (lu.vu.debut, lu.vu.fin) != (creneau.debut, creneau.fin):
            raise CreneauPris("Ce créneau vient de changer d'heure dans l'agenda.")
        corps = evenement.prendre(
            lu.contenu,
            reservation_id=reservation_id,
            organisme=agenda.organisme,
            guichet=guichet,
            lien=salle.lien(agenda.gabarit_lien),
            maintenant=self._maintenant(),
        )
        code, apres = self._remplacer(url, lu.version, corps, echeance)
        if apres is not None and apres.vu.reservation == reservation_id:
            return self._reservation(agenda, creneau.ref, apres.vu)
        if apres is not None and apres.vu.etat == "libre":
            raise pannes.non_garde(code)
        raise CreneauPris("Créneau pris : il vient d'être réservé par un autre guichet.")

    def annuler(self, reservation: Reservation) -> Reservation:
        place = self._situer(reservation.ref)
        if place is None:
            raise AgendaIllisible("L'agenda de ce rendez-vous n'est plus configuré.")
        agenda, url = place
        echeance = Echeance(self._delai)
        lu = self._relire(url, echeance)
        if lu is not None and lu.vu.reservation == reservation.id:
            corps = evenement.rendre(lu.contenu, maintenant=self._maintenant())
            code, lu = self._remplacer(url, lu.version, corps, echeance)
            if lu is not None and lu.vu.reservation == reservation.id:
                raise pannes.non_garde(code)
        return Reservation(
            id=reservation.id,
            etat="annule",
            debut=reservation.debut,
            fin=reservation.fin,
            organismes=(agenda.organisme,),
            motif=reservation.motif,
            ref=reservation.ref,
            demonstration=self.demonstration,
            guichet=reservation.guichet,
        )

    def _remplacer(
        self, url: str, version: str, corps: bytes, echeance: Echeance
    ) -> tuple[int, _Lu | None]:
        """Écrit si rien n'a bougé, puis relit : seul l'agenda relu fait foi."""
        reponse = self._client.demander(
            Demande(
                methode="PUT",
                url=url,
                corps=corps,
                entetes={"Content-Type": "text/calendar; charset=utf-8", "If-Match": version},
                ecrit=True,
            ),
            echeance,
        )
        if reponse.code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise pannes.acces(reponse.code)
        try:
            return reponse.code, self._relire(url, echeance)
        except (HorsLigne, AccesRefuse, AgendaIllisible, ServeurOccupe) as error:
            raise IssueInconnue("L'agenda n'a pas pu être relu après l'envoi.") from error

    def _relire(self, url: str, echeance: Echeance) -> _Lu | None:
        """La ressource, ou ``None`` si elle n'existe plus."""
        reponse = self._client.demander(Demande(methode="GET", url=url), echeance)
        if reponse.code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        pannes.exiger(reponse, HTTPStatus.OK)
        version = reponse.entetes.get("etag", "")
        if not version:
            raise AgendaIllisible("Cet agenda ne donne pas de version à ses créneaux.")
        return _Lu(evenement.lire(reponse.corps), reponse.corps, version)

    def _lister(
        self, agendas: Sequence[AgendaCaldav], du: datetime, au: datetime
    ) -> Iterator[tuple[AgendaCaldav, str, evenement.Vu, str]]:
        corps = _REQUETE.format(du=en_utc(du), au=en_utc(au)).encode()
        entetes = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        demandes = [
            Demande(methode="REPORT", url=_dossier(agenda), corps=corps, entetes=entetes)
            for agenda in agendas
        ]
        reponses = self._client.demander_tout(demandes, Echeance(self._delai))
        for agenda, reponse in zip(agendas, reponses, strict=True):
            pannes.exiger(reponse, HTTPStatus.MULTI_STATUS)
            for ressource in multistatut.lire(reponse.corps):
                ref, vu = _ref(agenda, ressource.href), _lire_ou_rien(ressource.contenu)
                if ref and vu and du <= vu.debut < au:
                    yield agenda, ref, vu, ressource.etag

    def _situer(self, ref: str) -> tuple[AgendaCaldav, str] | None:
        cle, _, nom = ref.partition("/")
        agenda = self._agendas.get(cle)
        if agenda is None or not _NOM.fullmatch(nom):
            return None
        return agenda, _dossier(agenda) + nom

    def _reservation(self, agenda: AgendaCaldav, ref: str, vu: evenement.Vu) -> Reservation:
        return Reservation(
            id=vu.reservation,
            etat="reserve",
            debut=vu.debut,
            fin=vu.fin,
            organismes=(agenda.organisme,),
            motif=vu.motif,
            lien_visio=vu.lien,
            ref=ref,
            demonstration=self.demonstration,
            guichet=vu.guichet,
        )


def _dossier(agenda: AgendaCaldav) -> str:
    return agenda.url if agenda.url.endswith("/") else agenda.url + "/"


def _ref(agenda: AgendaCaldav, href: str) -> str:
    """La référence d'une ressource ; vide si son nom ne tient pas dans une référence sûre."""
    nom = quote(unquote(urlsplit(href).path.rpartition("/")[2]), safe="@+=,~")
    return f"{agenda.cle}/{nom}" if _NOM.fullmatch(nom) else ""


def _lire_ou_rien(contenu: str) -> evenement.Vu | None:
    """Un événement illisible dans un agenda ne cache pas les créneaux voisins."""
    try:
        return evenement.lire(contenu)
    except AgendaIllisible:
        return None


def _creneau(agenda: AgendaCaldav, ref: str, vu: evenement.Vu, version: str) -> Creneau:
    return Creneau(
        ref=ref,
        debut=vu.debut,
        fin=vu.fin,
        organismes=(agenda.organisme,),
        motif=vu.motif,
        version=version,
    )
