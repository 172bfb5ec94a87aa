"""Le calcul vu de la fenêtre et de la ligne de commande : un processus à part.

Ce module n'importe ni OpenFisca ni numpy. Il démarre l'ouvrier, lui passe les demandes
une à une, le relance s'il meurt ou s'il tarde.
"""

import logging
import multiprocessing
import threading
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from guichet.calcul import ouvrier
from guichet.droits.moteur import Chiffre, VersionBaremes
from guichet.droits.situation import Situation
from guichet.errors import GuichetError

_journal = logging.getLogger(__name__)


class CalculIndisponible(GuichetError):
    """Le calcul n'a pas répondu, ou s'est arrêté."""

    advice = "Recommencez ; le calcul vient d'être relancé."


class DemandeDepassee(GuichetError):
    """Une demande plus récente attendait : celle-ci n'a pas été calculée."""

    advice = "Rien à faire : le résultat de la dernière réponse arrive."


class Ouvrier:
    """Un ``Moteur`` qui calcule dans son propre processus ; utilisable depuis des fils.

    ``limite`` : secondes accordées à une réponse ; ``demarrage`` : au chargement.
    """

    def __init__(self, *, limite: float = 10.0, demarrage: float = 60.0) -> None:
        self._limite = limite
        self._demarrage = demarrage
        self._processus: BaseProcess | None = None
        self._tuyau: Connection | None = None
        self._versions: VersionBaremes | None = None
        self._etat = threading.RLock()
        self._tour = threading.Condition()
        self._occupe = False
        self._dernier = 0

    def demarrer(self) -> None:
        """Lance l'ouvrier s'il ne vit pas déjà ; n'attend pas qu'il soit prêt."""
        with self._etat:
            if self._processus is not None and self._processus.is_alive():
                return
            self._arreter()
            contexte = multiprocessing.get_context("spawn")
            ici, la_bas = contexte.Pipe()
            processus = contexte.Process(
                target=ouvrier.servir, args=(la_bas,), name="guichet-calcul", daemon=True
            )
            try:
                processus.start()
            except OSError as error:
                ici.close()
                raise CalculIndisponible("Le calcul des droits ne peut pas démarrer.") from error
            finally:
                la_bas.close()
            self._processus, self._tuyau, self._versions = processus, ici, None

    @property
    def pret(self) -> bool:
        """Vrai dès que l'ouvrier répond aussitôt. N'attend pas."""
        if self._versions is None and self._etat.acquire(blocking=False):
            try:
                if self._tuyau is not None and self._tuyau.poll():
                    self._accueillir(self._tuyau, attente=0)
            except (EOFError, OSError):
                return False  # mort au chargement : la prochaine demande le relance
            finally:
                self._etat.release()
        return self._versions is not None

    @property
    def pid(self) -> int | None:
        """Le processus en cours."""
        return self._processus.pid if self._processus is not None else None

    def evaluer(self, variantes: Sequence[Situation]) -> tuple[Mapping[str, Chiffre], ...]:
        """Les chiffres de chaque variante, en une simulation.

        Raises:
            CalculIndisponible: pas de réponse en 10 s, ou panne ; l'ouvrier est relancé.
            DemandeDepassee: une demande plus récente attendait.
            GuichetError: le calcul refuse la situation.
        """
        self._prendre_son_tour()
        try:
            return self._calculer(tuple(variantes))
        finally:
            self._rendre_son_tour()

    def versions(self) -> VersionBaremes:
        """Les barèmes utilisés ; attend le chargement s'il le faut."""
        with self._etat:
            self._assurer_pret()
            if self._versions is None:
                raise CalculIndisponible("Le calcul des droits n'a pas démarré.")
            return self._versions

    def close(self) -> None:
        """Arrête l'ouvrier ; sans effet s'il ne tourne pas."""
        with self._etat:
            if self._tuyau is not None:
                try:
                    self._tuyau.send((ouvrier.FIN, None))
                except (OSError, ValueError):
                    _journal.debug("l'ouvrier était déjà arrêté")
            if self._processus is not None:
                self._processus.join(1)
            self._arreter()

    def _prendre_son_tour(self) -> None:
        with self._tour:
            self._dernier += 1
            mien = self._dernier
            self._tour.notify_all()
            while self._occupe:
                self._tour.wait()
                if mien < self._dernier:
                    raise DemandeDepassee("Cette demande de calcul a été remplacée.")
            self._occupe = True

    def _rendre_son_tour(self) -> None:
        with self._tour:
            self._occupe = False
            self._tour.notify_all()

    def _calculer(self, variantes: tuple[Situation, ...]) -> tuple[Mapping[str, Chiffre], ...]:
        with self._etat:
            try:
                return self._demander(variantes)
            except (EOFError, OSError):
                _journal.warning("l'ouvrier du calcul s'est arrêté, il est relancé")
            self._arreter()
            try:
                return self._demander(variantes)
            except (EOFError, OSError) as error:
                self._relancer()
                raise CalculIndisponible("Le calcul des droits s'est arrêté.") from error

    def _demander(self, variantes: tuple[Situation, ...]) -> tuple[Mapping[str, Chiffre], ...]:
        tuyau = self._assurer_pret()
        tuyau.send((ouvrier.EVALUER, variantes))
        if not tuyau.poll(self._limite):
            self._relancer()
            raise CalculIndisponible("Le calcul des droits ne répond pas.")
        sorte, contenu = tuyau.recv()
        if sorte == ouvrier.REFUS:
            message, advice = contenu
            raise GuichetError(message, advice=advice)
        if sorte != ouvrier.RESULTAT:
            _journal.error("panne du calcul : %s", contenu)
            raise CalculIndisponible(
                "Le calcul des droits a échoué sur cette situation.",
                advice="Changez une réponse, ou appelez l'assistance.",
            )
        resultat: tuple[Mapping[str, Chiffre], ...] = contenu
        return resultat

    def _assurer_pret(self) -> Connection:
        self.demarrer()
        if self._tuyau is None:
            raise CalculIndisponible("Le calcul des droits n'a pas démarré.")
        if self._versions is None:
            self._accueillir(self._tuyau, attente=self._demarrage)
        return self._tuyau

    def _accueillir(self, tuyau: Connection, *, attente: float) -> None:
        if not tuyau.poll(attente):
            self._relancer()
            raise CalculIndisponible("Le calcul des droits ne démarre pas.")
        sorte, contenu = tuyau.recv()
        if sorte != ouvrier.PRET:
            _journal.error("le calcul ne démarre pas : %s", contenu)
            self._arreter()
            raise CalculIndisponible(
                "Le calcul des droits ne démarre pas.", advice="Réinstallez Guichet."
            )
        self._versions = contenu

    def _relancer(self) -> None:
        self._arreter()
        self.demarrer()

    def _arreter(self) -> None:
        processus, tuyau = self._processus, self._tuyau
        self._processus = self._tuyau = self._versions = None
        if processus is not None:
            if processus.is_alive():
                processus.kill()
            processus.join(5)
            processus.close()
        if tuyau is not None:
            tuyau.close()
