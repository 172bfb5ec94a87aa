"""Deux Guichet ouverts ensemble sur le même poste ne se détruisent rien."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guichet.accompagnement import dossiers
from guichet.accompagnement.coffre import Coffre
from guichet.application.services import Services
from guichet.catalogue.structure import Structure
from guichet.dossier.contenu import Dossier
from guichet.droits.situation import Situation
from guichet.errors import GuichetError
from guichet.models import journal
from guichet.securite import journalisation
from guichet.securite.cles import CoutArgon2

from .conftest import services_de

PHRASE = "cheval bleu sous la pluie de novembre"
VITE = CoutArgon2(memoire_kio=64, tours=1, voies=1)


def coffre(donnees: Path) -> Coffre:
    return Coffre(donnees, cout=VITE, plancher=VITE)


def test_deux_creations_ensemble_n_en_gardent_qu_une_et_elle_s_ouvre(tmp_path: Path) -> None:
    premier, second = coffre(tmp_path), coffre(tmp_path)
    codes = [
        c.creer_structure(Structure(nom=nom), conseiller="Ada", phrase=PHRASE)
        for c, nom in ((premier, "Premier"), (second, "Second"))
    ]
    premier.confirmer_code(codes[0])
    with pytest.raises(GuichetError):
        second.confirmer_code(codes[1])
    second.fermer()
    premier.fermer()

    relance = coffre(tmp_path)
    relance.ouvrir(PHRASE)
    assert relance.structure().nom == "Premier"
    relance.fermer()
    assert [f.name for f in tmp_path.iterdir()] == ["structure"]


def test_une_creation_abandonnee_part_le_lendemain(tmp_path: Path) -> None:
    abandonne = coffre(tmp_path)
    abandonne.creer_structure(Structure(nom="Perdue"), conseiller="Ada", phrase=PHRASE)
    demain = datetime.now(UTC) + timedelta(days=2)
    relance = Coffre(tmp_path, cout=VITE, plancher=VITE, horloge=lambda: demain)
    relance.creer_structure(Structure(nom="Neuve"), conseiller="Ada", phrase=PHRASE)
    assert len(list(tmp_path.iterdir())) == 1
    relance.fermer()


def test_deux_fenetres_sur_la_meme_base_gardent_toutes_deux_leurs_dossiers(
    tmp_path: Path, situation: Situation
) -> None:
    premier = coffre(tmp_path)
    code = premier.creer_structure(Structure(nom="S"), conseiller="Ada", phrase=PHRASE)
    premier.confirmer_code(code)
    second = coffre(tmp_path)
    second.ouvrir(PHRASE)
    references = {
        dossiers.ouvrir(c, Dossier(situation=situation), garder_prenom=True).dossier.reference
        for c in (premier, second) * 5
    }
    premier.verrouiller()
    vus = dossiers.retrouver(second, "Zzcanarine")
    assert {trouve.reference for trouve in vus} == references
    assert len(references) == 10
    acces = second.acces()
    with acces.transaction() as session:
        assert journal.verifier(session, acces.cle_journal)
    second.fermer()
    premier.fermer()


def test_deux_guichets_ont_un_seul_serveur_d_agendas(services: Services, racine: Path) -> None:
    adresse = services.demarrer_agendas_demo()
    autre = services_de(racine)
    assert autre.demarrer_agendas_demo() == adresse
    autre.close()
    assert services.agendas_demo() == adresse


def test_deux_guichets_ecrivent_dans_le_meme_journal(tmp_path: Path) -> None:
    poignees = [journalisation.demarrer(tmp_path) for _rang in range(2)]
    try:
        logging.getLogger("guichet.essai").warning("une fois chacun")
    finally:
        for poignee in poignees:
            journalisation.arreter(poignee)
        logging.getLogger("guichet").setLevel(logging.NOTSET)
    assert (tmp_path / journalisation.NOM).read_text().count("une fois chacun") == 2
