"""Rien n'arrive trop tard, rien n'arrive à la mauvaise personne."""

import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guichet.errors import GuichetError
from guichet.ui.tasks import Defaut, Derniere, Tasks

T = TypeVar("T")


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    taches = Tasks()
    yield taches
    taches.close()


def interdit(recu: object) -> NoReturn:
    pytest.fail(f"livré : {recu}")


def test_le_resultat_arrive_dans_le_fil_de_la_fenetre(
    qtbot: QtBot, qapp: QApplication, tasks: Tasks
) -> None:
    porte = threading.Event()
    livres: list[tuple[str, bool]] = []

    def travail() -> str:
        porte.wait(5)
        return threading.current_thread().name

    tasks.run(
        travail,
        on_success=lambda nom: livres.append((nom, QThread.currentThread() is qapp.thread())),
        on_failure=interdit,
    )
    assert tasks.en_cours == 1
    porte.set()
    qtbot.waitUntil(lambda: bool(livres))

    nom, dans_la_fenetre = livres[0]
    assert nom.startswith("tache")
    assert dans_la_fenetre
    assert tasks.en_cours == 0


def test_un_resultat_en_retard_ne_va_pas_a_la_personne_suivante(qtbot: QtBot, tasks: Tasks) -> None:
    porte = threading.Event()
    livres: list[str] = []

    def travail() -> str:
        porte.wait(5)
        return "personne 1"

    tasks.run(travail, on_success=interdit, on_failure=interdit)
    tasks.forget()
    tasks.run(lambda: "personne 2", on_success=livres.append, on_failure=interdit)
    porte.set()
    qtbot.waitUntil(lambda: bool(livres))
    tasks.close()
    qtbot.wait(20)

    assert livres == ["personne 2"]


def test_une_erreur_en_retard_ne_va_pas_non_plus_a_la_personne_suivante(
    qtbot: QtBot, tasks: Tasks
) -> None:
    porte = threading.Event()

    def echouer() -> None:
        porte.wait(5)
        raise GuichetError("L'agenda ne répond pas.")

    tasks.run(echouer, on_success=interdit, on_failure=interdit)
    tasks.forget()
    porte.set()
    tasks.close()
    qtbot.wait(20)


def test_une_erreur_prevue_va_a_on_failure(qtbot: QtBot, tasks: Tasks) -> None:
    erreurs: list[str] = []

    def echouer() -> None:
        raise GuichetError("L'agenda ne répond pas.")

    tasks.run(echouer, on_success=interdit, on_failure=lambda e: erreurs.append(e.message))
    qtbot.waitUntil(lambda: bool(erreurs))

    assert erreurs == ["L'agenda ne répond pas."]


def test_un_defaut_remonte_dans_le_fil_de_la_fenetre(qtbot: QtBot, tasks: Tasks) -> None:
    dits: list[GuichetError] = []
    with qtbot.captureExceptions() as remontees:
        tasks.run(lambda: 1 // 0, on_success=interdit, on_failure=dits.append)
        qtbot.waitUntil(lambda: bool(remontees))

    assert remontees[0][0] is ZeroDivisionError
    assert [type(dit) for dit in dits] == [Defaut], "l'écran attendrait encore"


class RunnerATirer:
    """Garde les travaux ; le test choisit quand chacun finit."""

    def __init__(self) -> None:
        self.travaux: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[GuichetError], None],
    ) -> None:
        def finir() -> None:
            try:
                resultat = work()
            except GuichetError as error:
                on_failure(error)
            else:
                on_success(resultat)

        self.travaux.append(finir)


def demander(derniere: Derniere, valeur: Any, livres: list[Any]) -> None:  # noqa: ANN401
    derniere.run(lambda: valeur, on_success=livres.append, on_failure=interdit)


def test_seule_la_derniere_demande_est_livree_et_les_autres_pas_calculees() -> None:
    runner, livres = RunnerATirer(), list[int]()
    derniere = Derniere(runner)

    for valeur in (1, 2, 3):
        demander(derniere, valeur, livres)
    while runner.travaux:
        runner.travaux.pop(0)()

    assert livres == [3]
    assert runner.travaux == []


def test_une_demande_depassee_qui_echoue_ne_dit_rien() -> None:
    runner, livres = RunnerATirer(), list[str]()
    derniere = Derniere(runner)

    def echouer() -> str:
        raise GuichetError("Trop tard.")

    derniere.run(echouer, on_success=interdit, on_failure=interdit)
    demander(derniere, "neuve", livres)
    while runner.travaux:
        runner.travaux.pop(0)()

    assert livres == ["neuve"]


def test_apres_forget_l_ancienne_demande_ne_relance_ni_ne_livre_rien() -> None:
    runner, livres = RunnerATirer(), list[str]()
    derniere = Derniere(runner)
    derniere.run(lambda: "ancienne", on_success=interdit, on_failure=interdit)
    derniere.run(lambda: "en attente", on_success=interdit, on_failure=interdit)

    derniere.forget()
    demander(derniere, "nouvelle", livres)
    while runner.travaux:
        runner.travaux.pop(0)()

    assert livres == ["nouvelle"]
