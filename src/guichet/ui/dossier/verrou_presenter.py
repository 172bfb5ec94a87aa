"""Verrouiller et rouvrir : la phrase, ou le code de secours puis une nouvelle phrase."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from guichet.errors import GuichetError
from guichet.ui import dates
from guichet.ui.tasks import TaskRunner


class View(Protocol):
    def montrer(
        self, *, conseiller: str, quand: str, avec_phrase: bool, visite_gardee: bool
    ) -> None: ...

    def montrer_occupe(self) -> None: ...

    def montrer_erreur(self, message: str, conseil: str) -> None: ...

    def demander_nouvelle_phrase(self) -> None: ...

    def montrer_phrase_refusee(self, message: str, conseil: str) -> None: ...

    def oublier(self) -> None: ...


class VerrouPresenter:
    """``ouvrir(phrase)``, ``ouvrir_par_code(code)`` et ``changer_phrase(phrase)`` : le coffre.

    ``sur_ouvert(avertissement)`` : la fenêtre peut reprendre la visite ; l'avertissement,
    s'il n'est pas vide, est à montrer. ``oublier_visite`` : « ce n'est pas moi ».
    """

    def __init__(
        self,
        view: View,
        runner: TaskRunner,
        *,
        ouvrir: Callable[[str], None],
        ouvrir_par_code: Callable[[str], None],
        changer_phrase: Callable[[str], str],
        oublier_visite: Callable[[], None],
        sur_ouvert: Callable[[str], None],
        zone: ZoneInfo,
    ) -> None:
        self._view = view
        self._runner = runner
        self._ouvrir = ouvrir
        self._ouvrir_par_code = ouvrir_par_code
        self._changer_phrase = changer_phrase
        self._oublier_visite = oublier_visite
        self._sur_ouvert = sur_ouvert
        self._zone = zone
        self._contexte = ("", "", True)

    def open(
        self, maintenant: datetime, *, conseiller: str, demonstration: bool, visite_gardee: bool
    ) -> None:
        """``conseiller`` : « Karine M. ». Au profil de démonstration, il n'y a pas de phrase."""
        jour = dates.majuscule(dates.jour_long(maintenant.astimezone(self._zone).date()))
        quand = f"{jour}, {dates.heure(maintenant, self._zone)}"
        self._contexte = (conseiller, quand, not demonstration)
        self._montrer(visite_gardee=visite_gardee)

    def deverrouiller(self, phrase: str) -> None:
        """Essaie la phrase, hors du fil de la fenêtre."""
        self._view.montrer_occupe()
        self._runner.run(
            lambda: self._ouvrir(phrase), on_success=self._ouvert, on_failure=self._refuser
        )

    def deverrouiller_par_code(self, code: str) -> None:
        """Essaie le code de secours ; s'il ouvre, une nouvelle phrase est demandée."""
        self._view.montrer_occupe()
        self._runner.run(
            lambda: self._ouvrir_par_code(code),
            on_success=lambda _rien: self._view.demander_nouvelle_phrase(),
            on_failure=self._refuser,
        )

    def garder_phrase(self, phrase: str) -> None:
        """Remplace la phrase oubliée, puis rend la fenêtre."""
        self._runner.run(
            lambda: self._changer_phrase(phrase),
            on_success=self._termine,
            on_failure=lambda error: self._view.montrer_phrase_refusee(error.message, error.advice),
        )

    def pas_moi(self) -> None:
        """Efface la visite mise de côté ; l'écran reste verrouillé."""
        self._oublier_visite()
        self._montrer(visite_gardee=False)

    def _montrer(self, *, visite_gardee: bool) -> None:
        conseiller, quand, avec_phrase = self._contexte
        self._view.montrer(
            conseiller=conseiller,
            quand=quand,
            avec_phrase=avec_phrase,
            visite_gardee=visite_gardee,
        )

    def _ouvert(self, _rien: None) -> None:
        self._termine("")

    def _termine(self, avertissement: str) -> None:
        self._view.oublier()
        self._sur_ouvert(avertissement)

    def _refuser(self, error: GuichetError) -> None:
        self._view.montrer_erreur(error.message, error.advice)
