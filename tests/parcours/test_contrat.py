import json
from datetime import date
from typing import Any

import pytest

from guichet.catalogue.contenu import Catalogue
from guichet.errors import EntreeRefusee
from guichet.parcours.construction import construire
from guichet.parcours.contrat import ecrire_parcours, lire_parcours

from .etapes import AU, SEPARATION, etape, parcours

# L'exemple du contrat public, « Parcours ».
CLES = {
    "id",
    "titre",
    "titre_court",
    "organismes",
    "acteur",
    "concerne",
    "debut",
    "echeance",
    "date_sure",
    "type",
    "consequence",
    "en_retard",
    "depend_de",
    "droits",
    "pieces",
    "canaux",
    "attentionne",
    "verifie",
    "delai_verifie",
    "source",
}


def test_les_15_moments_se_relisent_a_l_identique(catalogue: Catalogue) -> None:
    for moment in catalogue.moments.values():
        trace = construire(moment, evenement=SEPARATION, faits={}, au=AU, droits=catalogue.droits)
        objet = json.loads(json.dumps(ecrire_parcours(trace)))

        assert lire_parcours(objet) == trace
        assert all(set(etape) >= CLES for etape in objet["etapes"])


def test_une_etape_cochee_garde_sa_date() -> None:
    trace = parcours(etape().faire(date(2026, 11, 18)), etape(id="b", echeance=None))

    objet = ecrire_parcours(trace)

    assert [e["faite_le"] for e in objet["etapes"]] == ["2026-11-18", None]
    assert lire_parcours(objet) == trace


def test_un_parcours_sans_champ_ajoute_se_lit() -> None:
    """Un fichier qui ne porte que les champs du contrat."""
    objet: dict[str, Any] = ecrire_parcours(parcours(etape()))
    del objet["titre"]
    objet["etapes"] = [{cle: objet["etapes"][0][cle] for cle in CLES}]

    relu = lire_parcours(objet)

    assert relu.titre == "separation"
    assert relu.etapes == (etape(),)


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [("type", "urgente"), ("echeance", "2026-13-01"), ("en_retard", "oui"), ("inconnu", 1)],
)
def test_un_parcours_mal_ecrit_est_refuse(champ: str, valeur: object) -> None:
    objet: dict[str, Any] = ecrire_parcours(parcours(etape()))
    objet["etapes"][0][champ] = valeur

    with pytest.raises(EntreeRefusee) as refus:
        lire_parcours(objet)

    assert refus.value.code == 2
