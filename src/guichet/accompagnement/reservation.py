"""Prendre, rendre et retrouver un rendez-vous, sans jamais en dire plus que l'agenda.

La règle : l'id est écrit au journal AVANT l'appel réseau ; après une coupure, seul l'agenda
relu dit si le créneau est pris. Tant qu'il n'a pas répondu, l'état est ``inconnu``.
"""

import contextlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from guichet.accompagnement.journal_rdv import EN_SUSPENS, EtatLigne, JournalRdv, LigneRdv
from guichet.errors import GuichetError
from guichet.rendezvous.agenda import (
    Creneau,
    CreneauInconnu,
    CreneauPris,
    FournisseurRdv,
    Guichet,
    IssueInconnue,
    RendezVousInconnu,
    Reservation,
)

SUIVANTS = 3
HORIZON = timedelta(days=30)
# Une demande partie d'un autre programme peut encore arriver : on ne conclut pas avant.
EN_ROUTE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class RendezVousDuGuichet:
    """Implémente ``AgendaDuGuichet``. ``maintenant`` rend l'instant présent, conscient."""

    fournisseur: FournisseurRdv
    journal: JournalRdv
    guichet: Guichet
    zone: ZoneInfo
    maintenant: Callable[[], datetime]

    @property
    def demonstration(self) -> bool:
        return self.fournisseur.demonstration

    def creneaux(self, organisme: str, du: date, au: date) -> Sequence[Creneau]:
        debut, fin = _journees(du, au, self.zone)
        debut = max(debut, self.maintenant().astimezone(UTC))
        return self.fournisseur.creneaux(organisme, debut, fin)

    def reserver(self, ref: str) -> Reservation:
        creneau = self.fournisseur.creneau(ref)
        if creneau is None:
            raise CreneauInconnu(
                f"Aucun créneau ne porte la référence « {ref[:60]} ».", champ="REF"
            )
        if creneau.debut <= self.maintenant():
            raise CreneauPris("Ce créneau est passé.", suivants=self._suivants(creneau))
        return self.reserver_creneau(creneau, reservation_id=self._restee_en_suspens(ref))

    def _restee_en_suspens(self, ref: str) -> str | None:
        """L'id d'une ancienne demande sans réponse pour ce créneau : la refaire la retrouve.

        Une demande récente peut être celle d'un autre programme du poste : elle reste à lui.
        """
        limite = self.maintenant() - EN_ROUTE
        for ligne in self.journal.lignes():
            if ligne.ref == ref and ligne.etat == "reservation" and ligne.ecrite_a < limite:
                return ligne.id
        return None

    def reserver_creneau(
        self, creneau: Creneau, *, reservation_id: str | None = None
    ) -> Reservation:
        """Idempotent : rejouer avec le même ``reservation_id`` ne prend rien deux fois."""
        ligne = LigneRdv(
            id=reservation_id or str(uuid.uuid4()),
            ref=creneau.ref,
            etat="reservation",
            debut=creneau.debut,
            fin=creneau.fin,
            ecrite_a=self.maintenant(),
        )
        self.journal.ecrire(ligne)
        try:
            reservation = self._prendre(ligne, creneau)
        except CreneauPris as error:
            self.journal.oublier(ligne.id)
            raise CreneauPris(
                error.message, advice=error.advice, suivants=self._suivants(creneau)
            ) from error
        except IssueInconnue:
            return self._inconnue(ligne, creneau.organismes)
        except GuichetError:
            self.journal.oublier(ligne.id)
            raise
        self._conclure(ligne, "reserve")
        return reservation

    def annuler(self, reservation_id: str) -> Reservation:
        ligne = self.journal.lire(reservation_id)
        if ligne is None:
            raise RendezVousInconnu(
                f"Aucun rendez-vous de ce poste ne porte l'identifiant « {reservation_id[:60]} ».",
                champ="ID",
            )
        self._noter(ligne, "annulation")
        demande = Reservation(
            id=ligne.id, etat="reserve", debut=ligne.debut, fin=ligne.fin, organismes=(),
            ref=ligne.ref, demonstration=self.demonstration,
        )  # fmt: skip
        try:
            rendue = self.fournisseur.annuler(demande)
        except IssueInconnue:
            try:
                rendue = self.fournisseur.annuler(demande)
            except GuichetError:
                return replace(demande, etat="inconnu")
        self._conclure(ligne, "annule")
        return rendue

    def resoudre_inconnus(self) -> Sequence[Reservation]:
        """Au démarrage : dit ce que sont devenues les demandes restées sans réponse.

        ``reserve`` = pris pour nous ; ``annule`` = pas réservé ; ``inconnu`` = on ne sait
        toujours pas. Efface aussi du journal ce qui est passé.
        """
        maintenant = self.maintenant()
        self.journal.purger(maintenant)
        suspens = [ligne for ligne in self.journal.lignes() if ligne.etat in EN_SUSPENS]
        return [self._resoudre(ligne, maintenant) for ligne in suspens]

    def rendez_vous_du_jour(self, jour: date) -> Sequence[Reservation]:
        miens = {ligne.id for ligne in self.journal.lignes()}
        return [
            reservation
            for reservation in self.fournisseur.rendez_vous(*_journees(jour, jour, self.zone))
            if reservation.id in miens or reservation.guichet == self.guichet.nom
        ]

    def _prendre(self, ligne: LigneRdv, creneau: Creneau) -> Reservation:
        """Après une coupure, on recommence une fois : la relecture et If-Match l'autorisent."""
        try:
            return self.fournisseur.reserver(ligne.id, creneau, self.guichet)
        except IssueInconnue as coupure:
            try:
                return self.fournisseur.reserver(ligne.id, creneau, self.guichet)
            except CreneauPris:
                raise
            except GuichetError as error:
                raise coupure from error

    def _resoudre(self, ligne: LigneRdv, maintenant: datetime) -> Reservation:
        try:
            lue = self.fournisseur.relire(ligne.id, ligne.ref)
        except GuichetError:
            return self._inconnue(ligne, ())
        if lue is not None:
            self._conclure(ligne, "reserve")
            return lue
        if ligne.etat == "reservation" and maintenant - ligne.ecrite_a < EN_ROUTE:
            return self._inconnue(ligne, ())
        self._conclure(ligne, "annule")
        return replace(self._inconnue(ligne, ()), etat="annule")

    def _suivants(self, creneau: Creneau) -> Sequence[Creneau]:
        """Les trois créneaux libres suivants ; aucun si l'agenda ne répond plus."""
        depart = max(creneau.debut, self.maintenant().astimezone(UTC))
        try:
            libres = self.fournisseur.creneaux(creneau.organismes[0], depart, depart + HORIZON)
        except GuichetError:
            return ()
        return [libre for libre in libres if libre.ref != creneau.ref][:SUIVANTS]

    def _conclure(self, ligne: LigneRdv, etat: EtatLigne) -> None:
        """Note ce que l'agenda a dit. Disque plein : la ligne reste en suspens, donc à relire."""
        with contextlib.suppress(GuichetError):
            self._noter(ligne, etat)

    def _noter(self, ligne: LigneRdv, etat: EtatLigne) -> None:
        self.journal.ecrire(replace(ligne, etat=etat, ecrite_a=self.maintenant()))

    def _inconnue(self, ligne: LigneRdv, organismes: tuple[str, ...]) -> Reservation:
        return Reservation(
            id=ligne.id,
            etat="inconnu",
            debut=ligne.debut,
            fin=ligne.fin,
            organismes=organismes,
            ref=ligne.ref,
            demonstration=self.demonstration,
        )


def _journees(du: date, au: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """De minuit, le jour ``du``, à minuit après le jour ``au``, à l'heure du guichet ; en UTC."""
    debut, fin = (datetime.combine(jour, time(), zone) for jour in (du, au + timedelta(days=1)))
    return debut.astimezone(UTC), fin.astimezone(UTC)
