"""Un droit fermé retire les étapes douteuses qui ne servent que lui."""

from dataclasses import replace
from datetime import date

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.parcours.construction import construire
from guichet.parcours.etape import Parcours
from guichet.parcours.filtre import sans_droits_fermes

EVENEMENT = date(2026, 11, 2)


@pytest.fixture(scope="module")
def separation() -> Parcours:
    catalogue = load_catalogue(ressources())
    return construire(
        catalogue.moments["separation"],
        evenement=EVENEMENT,
        faits={"date_separation": EVENEMENT},
        au=date(2026, 11, 20),
        droits=catalogue.droits,
    )


def test_sans_droit_ferme_rien_ne_change(separation: Parcours) -> None:
    assert sans_droits_fermes(separation, ()) is separation


def test_une_etape_douteuse_qui_ne_sert_qu_un_droit_ferme_s_en_va(separation: Parcours) -> None:
    douteuse = next(e for e in separation.etapes if e.concerne == "a_verifier" and e.droits)
    reste = sans_droits_fermes(separation, douteuse.droits)
    assert douteuse.id not in {etape.id for etape in reste.etapes}


def test_une_etape_qui_ouvre_encore_un_droit_reste(separation: Parcours) -> None:
    douteuse = next(e for e in separation.etapes if e.concerne == "a_verifier" and e.droits)
    elargie = replace(douteuse, droits=(*douteuse.droits, "autre_droit"))
    parcours = replace(separation, etapes=(elargie,))
    assert sans_droits_fermes(parcours, douteuse.droits) is parcours


def test_une_etape_sure_reste_meme_si_ses_droits_sont_fermes(separation: Parcours) -> None:
    sure = next(e for e in separation.etapes if e.concerne == "oui" and e.droits)
    reste = sans_droits_fermes(separation, sure.droits)
    assert sure.id in {etape.id for etape in reste.etapes}


def test_les_dependances_sont_recousues_a_travers_les_etapes_retirees(
    separation: Parcours,
) -> None:
    modele = separation.etapes[0]
    avant = replace(modele, id="avant", concerne="oui", droits=(), depend_de=())
    milieu = replace(
        modele, id="milieu", concerne="a_verifier", droits=("rsa",), depend_de=("avant",)
    )
    apres = replace(modele, id="apres", concerne="oui", droits=(), depend_de=("milieu", "avant"))
    parcours = replace(separation, etapes=(avant, milieu, apres))
    reste = sans_droits_fermes(parcours, {"rsa"})
    assert [(e.id, e.depend_de) for e in reste.etapes] == [("avant", ()), ("apres", ("avant",))]
