import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from guichet.calcul.client import CalculIndisponible, DemandeDepassee, Ouvrier
from guichet.droits.situation import Mois, Ressource, Situation
from guichet.errors import GuichetError


def vivant(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def ouvrier() -> Iterator[Ouvrier]:
    moteur = Ouvrier()
    moteur.demarrer()
    yield moteur
    moteur.close()


def test_importer_le_client_ne_charge_ni_openfisca_ni_numpy() -> None:
    programme = (
        "import sys, guichet.calcul.client; "
        "print([m for m in ('numpy', 'openfisca_core', 'openfisca_france') if m in sys.modules])"
    )

    sortie = subprocess.run(
        [sys.executable, "-c", programme], check=True, capture_output=True, text=True
    ).stdout

    assert sortie.strip() == "[]"


def test_l_ouvrier_rend_les_chiffres_et_ses_baremes(
    ouvrier: Ouvrier, foyer: Callable[[str], Situation]
) -> None:
    (chiffres,) = ouvrier.evaluer([foyer("nadia")])

    assert chiffres["af"].montant == Decimal("152.25")
    assert ouvrier.pret
    assert ouvrier.versions().openfisca_france == "176.1.8"


def test_un_ouvrier_tue_est_relance_et_la_demande_aboutit(
    ouvrier: Ouvrier, foyer: Callable[[str], Situation]
) -> None:
    ouvrier.evaluer([foyer("nadia")])
    ancien = ouvrier.pid
    assert ancien is not None
    os.kill(ancien, signal.SIGKILL)

    (chiffres,) = ouvrier.evaluer([foyer("nadia")])

    assert chiffres["prime_activite"].montant == Decimal("449.16")
    assert ouvrier.pid != ancien


def test_tue_pendant_le_calcul_l_ouvrier_repart(
    ouvrier: Ouvrier, foyer: Callable[[str], Situation]
) -> None:
    ouvrier.versions()
    ancien = ouvrier.pid
    assert ancien is not None
    tueur = threading.Timer(0.05, os.kill, (ancien, signal.SIGKILL))
    tueur.start()

    resultats = ouvrier.evaluer([foyer("nadia")] * 60)

    tueur.join()
    assert len(resultats) == 60
    assert ouvrier.pid != ancien


def test_un_calcul_trop_long_est_arrete_et_l_ouvrier_relance(
    foyer: Callable[[str], Situation],
) -> None:
    moteur = Ouvrier(limite=0.001)
    try:
        moteur.versions()
        ancien = moteur.pid
        with pytest.raises(CalculIndisponible, match="ne répond pas"):
            moteur.evaluer([foyer("nadia")])
        assert moteur.pid not in {None, ancien}
    finally:
        moteur.close()


def test_un_demarrage_trop_long_est_dit(foyer: Callable[[str], Situation]) -> None:
    moteur = Ouvrier(demarrage=0.001)
    try:
        with pytest.raises(CalculIndisponible, match="ne démarre pas"):
            moteur.evaluer([foyer("nadia")])
        assert not moteur.pret
    finally:
        moteur.close()


def test_une_demande_depassee_est_abandonnee(
    ouvrier: Ouvrier, foyer: Callable[[str], Situation]
) -> None:
    nadia = foyer("nadia")
    ouvrier.versions()
    issues: dict[str, object] = {}

    def demander(nom: str) -> None:
        try:
            issues[nom] = len(ouvrier.evaluer([nadia] * 30))
        except DemandeDepassee as depassee:
            issues[nom] = type(depassee)

    fils = [threading.Thread(target=demander, args=(nom,)) for nom in ("a", "b", "c")]
    for fil in fils:
        fil.start()
        time.sleep(0.03)
    for fil in fils:
        fil.join()

    assert issues == {"a": 30, "b": DemandeDepassee, "c": 30}


def test_fermer_arrete_le_processus_et_peut_se_refaire(foyer: Callable[[str], Situation]) -> None:
    moteur = Ouvrier()
    moteur.versions()
    pid = moteur.pid
    assert pid is not None

    moteur.close()
    moteur.close()

    assert not vivant(pid)
    assert moteur.pid is None
    assert moteur.evaluer([foyer("rsa_seul")])[0]["rsa"].ouvert
    moteur.close()


def test_la_fin_du_programme_arrete_l_ouvrier() -> None:
    programme = (
        "from guichet.calcul.client import Ouvrier\n"
        "if __name__ == '__main__':\n"
        "    moteur = Ouvrier(); moteur.versions(); print(moteur.pid)\n"
    )

    sortie = subprocess.run(
        [sys.executable, "-c", programme], check=True, capture_output=True, text=True
    ).stdout

    assert not vivant(int(sortie))


def test_une_panne_du_calcul_ne_dit_aucune_valeur(
    ouvrier: Ouvrier, foyer: Callable[[str], Situation], caplog: pytest.LogCaptureFixture
) -> None:
    abimee = Ressource(type="salaire_net", montant=Decimal("4321.99"), du=Mois(2024, 1))
    object.__setattr__(abimee, "montant", "quatre mille 4321.99")
    nadia = foyer("nadia")
    personne = nadia.demandeur
    object.__setattr__(personne, "ressources", (abimee,))

    with pytest.raises(GuichetError) as panne:
        ouvrier.evaluer([nadia])

    assert "4321" not in caplog.text + panne.value.message
    assert "ValueError" in caplog.text
    assert ouvrier.evaluer([foyer("rsa_seul")])[0]["rsa"].ouvert


def test_aucune_variante_rend_aucun_resultat(ouvrier: Ouvrier) -> None:
    assert ouvrier.evaluer([]) == ()
