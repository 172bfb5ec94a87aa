import pytest

from guichet.catalogue.contenu import Catalogue
from guichet.droits.situation import NE_SAIT_PAS, Regime
from guichet.parcours.caisses import caisses, canaux, regime_de
from guichet.parcours.deductions_foyer import AIDES_CAF

from .foyer import personne, situation


def test_le_regime_est_celui_du_demandeur() -> None:
    assert regime_de(situation(personne(regime="msa"))) == "msa"
    assert regime_de(situation(personne(regime=NE_SAIT_PAS))) is None
    assert regime_de(None) is None


@pytest.mark.parametrize(
    ("organismes", "regime", "attendu"),
    [
        (("caf", "msa"), None, ("caf", "msa")),
        (("caf", "msa"), "general", ("caf",)),
        (("caf", "msa"), "msa", ("msa",)),
        (("cpam", "msa", "caf"), "msa", ("msa",)),
        (("cpam", "carsat"), "msa", ("cpam", "carsat")),
        (("tribunal_judiciaire", "caf"), "msa", ("tribunal_judiciaire", "msa")),
        (("msa",), "general", ("msa",)),
    ],
)
def test_la_caf_ou_la_msa_selon_le_regime(
    organismes: tuple[str, ...], regime: Regime | None, attendu: tuple[str, ...]
) -> None:
    assert caisses(organismes, regime) == attendu


def test_les_contacts_de_la_caisse_ecartee_disparaissent() -> None:
    contacts = {"en_ligne": ("caf.fr", "msa.fr"), "telephone": ("3230",), "guichet": ("Mairie",)}

    assert canaux(contacts, ("caf", "msa"), ("msa",)) == {
        "en_ligne": ("msa.fr",),
        "guichet": ("Mairie",),
    }
    assert canaux(contacts, ("caf", "msa"), ("caf", "msa")) == contacts


def test_les_aides_de_la_caf_sont_celles_du_catalogue(catalogue: Catalogue) -> None:
    """Un service et deux aides ponctuelles ne font pas d'une personne une allocataire."""
    versees = {droit.id for droit in catalogue.droits.values() if "caf" in droit.organismes}

    assert versees - set(AIDES_CAF) == {"aripa", "prime_demenagement", "aide_urgence_violences"}
    assert set(AIDES_CAF) <= versees
