"""Une vraie visite et un vrai catalogue sous l'écran « Parcours »."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from guichet.application.emplacements import Emplacements
from guichet.application.services import Services
from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import Personne, Situation
from guichet.errors import GuichetError
from guichet.ui.tasks import TaskRunner
from guichet.ui.visite import Visite

AU = date(2026, 11, 20)
SEPARATION = date(2026, 11, 2)


def situation(prenom: str = "Ada", **champs: object) -> Situation:
    personnes = (
        Personne(id="p1", role="demandeur", date_naissance=date(1990, 3, 10), prenom=prenom),
        Personne(id="e1", role="enfant", date_naissance=date(2018, 5, 2), prenom="Léo"),
    )
    return Situation(au=AU, personnes=personnes, **champs)  # type: ignore[arg-type]


@dataclass
class Banc:
    """Les services sans base ni agenda, et une visite que le test conduit."""

    services: Services
    visite: Visite
    differes: list[object] = field(default_factory=list)


@pytest.fixture
def banc(tmp_path: Path, runner: TaskRunner) -> Iterator[Banc]:
    services = Services(
        Emplacements(donnees=tmp_path / "d", journaux=tmp_path / "j"),
        maintenant=lambda: datetime(2026, 11, 20, 9, 41, tzinfo=UTC),
    )

    def sans_calcul(_situation: Situation) -> Diagnostic:
        raise GuichetError("Le calcul n'est pas de ce test.")

    visite = Visite(
        runner,
        diagnostiquer=sans_calcul,
        construire=services.construire,
        differer=lambda _suite: None,
        moment_discret=lambda m: services.catalogue.moments[m].discret,
    )
    yield Banc(services=services, visite=visite)
    services.close()
