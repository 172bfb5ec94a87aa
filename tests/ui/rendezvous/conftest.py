"""Un petit agenda en mémoire, et une visite : le test décide de ce que l'agenda répond."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guichet.errors import GuichetError
from guichet.parcours.etape import Parcours
from guichet.rendezvous.agenda import Creneau, CreneauPris, Reservation
from guichet.ui.rendezvous.dits import Caisse
from guichet.ui.tasks import TaskRunner
from guichet.ui.visite import Visite

MAINTENANT = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
CAISSES = (
    Caisse(id="caf", nom="Caf", groupe="caf", telephone="3230"),
    Caisse(id="cpam", nom="CPAM", groupe="cpam", telephone="3646"),
    Caisse(id="msa", nom="MSA", groupe="msa"),
)


def creneau(
    jours: int, heure: int = 9, *, organisme: str = "caf", motif: str = "Question"
) -> Creneau:
    debut = datetime(2026, 11, 20, heure, tzinfo=UTC) + timedelta(days=jours)
    return Creneau(
        ref=f"{organisme}/{debut:%Y%m%dT%H}",
        debut=debut,
        fin=debut + timedelta(minutes=30),
        organismes=(organisme,),
        motif=motif,
    )


class AgendaDeTest:
    """Réserve vraiment en mémoire : un créneau pris disparaît de la liste."""

    def __init__(self) -> None:
        self.libres = [
            creneau(3, 8), creneau(3, 9), creneau(4, 13), creneau(6, 9), creneau(14, 9),
            creneau(5, 10, organisme="cpam"),
        ]  # fmt: skip
        self.pris: dict[str, Reservation] = {}
        self.panne: GuichetError | None = None
        self.panne_de_lecture: GuichetError | None = None
        self.issue_inconnue = False
        self.resolutions: list[Reservation] = []
        self.appels: list[str] = []

    def chercher(self, organisme: str, _du: date, _au: date) -> Sequence[Creneau]:
        if self.panne_de_lecture is not None:
            raise self.panne_de_lecture
        return [c for c in self.libres if c.organismes == (organisme,)]

    def reserver(self, voulu: Creneau) -> Reservation:
        self.appels.append(voulu.ref)
        if self.panne is not None:
            raise self.panne
        if voulu not in self.libres:
            raise CreneauPris("Créneau pris.", suivants=self.libres[:3])
        reservation = Reservation(
            id=f"r{len(self.pris)}",
            etat="inconnu" if self.issue_inconnue else "reserve",
            debut=voulu.debut,
            fin=voulu.fin,
            organismes=() if self.issue_inconnue else voulu.organismes,
            motif=voulu.motif,
            ref=voulu.ref,
            lien_visio=None if self.issue_inconnue else "https://visio.exemple/salle",
        )
        self.libres.remove(voulu)
        self.pris[reservation.id] = reservation
        return reservation

    def annuler(self, identifiant: str) -> Reservation:
        self.appels.append(identifiant)
        if self.panne is not None:
            raise self.panne
        return replace(self.pris.pop(identifiant), etat="annule", organismes=())

    def resoudre(self) -> Sequence[Reservation]:
        self.appels.append("resoudre")
        return self.resolutions


@pytest.fixture
def agenda() -> AgendaDeTest:
    return AgendaDeTest()


@pytest.fixture
def visite(runner: TaskRunner) -> Visite:
    def jamais(*_args: object, **_kwargs: object) -> Parcours:
        raise AssertionError("pas de parcours dans ce test")

    def differer(_suite: Callable[[], None]) -> None:
        """Aucun calcul ici."""

    return Visite(
        runner,
        diagnostiquer=lambda _s: (_ for _ in ()).throw(AssertionError),
        construire=jamais,
        differer=differer,
        moment_discret=lambda _m: False,
    )
