from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from guichet.calcul import passe
from guichet.calcul.assemblage import Simulation, assembler
from guichet.calcul.calendrier import Calendrier
from guichet.calcul.correspondance import Traduction
from guichet.calcul.evaluation import Evaluateur
from guichet.calcul.openfisca import Systeme
from guichet.calcul.revenus import Regles
from guichet.droits.situation import Mois, Ressource, Situation

VARIABLES = (
    "rsa",
    "ppa",
    "aide_logement",
    "af",
    "cf",
    "asf",
    "paje_base",
    "aspa",
    "aah",
    "asi",
    "ass",
    "caah",
    "cmu_c",
    "css_participation_forfaitaire",
    "css_cmu_base_ressources",
)


def au_salaire(situation: Situation, montant: int) -> Situation:
    ligne = Ressource(type="salaire_net", montant=Decimal(montant), du=Mois(2024, 1))
    autres = tuple(p for p in situation.personnes if p.role != "demandeur")
    demandeur = replace(situation.demandeur, ressources=(ligne,), activite="salarie")
    return replace(situation, personnes=(demandeur, *autres))


def test_nadia_a_ses_droits_au_centime(
    evaluateur: Evaluateur, foyer: Callable[[str], Situation]
) -> None:
    (chiffres,) = evaluateur.evaluer([foyer("nadia")])

    assert chiffres["prime_activite"].montant == Decimal("449.16")
    assert chiffres["prime_activite"].premier_mois == Decimal("789.16")
    assert chiffres["aides_logement"].montant == Decimal(349)
    assert chiffres["af"].montant == Decimal("152.25")
    assert chiffres["asf"].montant == Decimal("401.56")
    assert chiffres["ars"].montant == Decimal("877.28")
    assert chiffres["c2s"].montant == Decimal(30)


def test_une_variante_seule_vaut_la_meme_parmi_soixante(
    evaluateur: Evaluateur, foyer: Callable[[str], Situation]
) -> None:
    variantes = [au_salaire(foyer("nadia"), 50 * rang) for rang in range(60)]

    ensemble = evaluateur.evaluer(variantes)

    for rang in (0, 7, 23, 59):
        assert evaluateur.evaluer([variantes[rang]])[0] == ensemble[rang]


def test_des_foyers_de_compositions_differentes_se_calculent_ensemble(
    evaluateur: Evaluateur, foyer: Callable[[str], Situation], noms_des_foyers: tuple[str, ...]
) -> None:
    situations = [foyer(nom) for nom in noms_des_foyers]

    ensemble = evaluateur.evaluer(situations)

    for nom, situation, chiffres in zip(noms_des_foyers, situations, ensemble, strict=True):
        assert evaluateur.evaluer([situation])[0] == chiffres, nom


def test_l_ordre_de_calcul_ne_change_rien(
    systeme: Systeme, foyer: Callable[[str], Situation], noms_des_foyers: tuple[str, ...]
) -> None:
    situations = [foyer(nom) for nom in noms_des_foyers]
    mois = str(Calendrier.autour(situations[0].au).courant)

    def simuler() -> Simulation:
        return _simulation(systeme, situations)

    endroit, envers = simuler(), simuler()
    attendues = {nom: endroit.valeurs(nom, mois) for nom in VARIABLES}
    obtenues = {nom: envers.valeurs(nom, mois) for nom in reversed(VARIABLES)}

    for nom in VARIABLES:
        assert np.array_equal(attendues[nom], obtenues[nom]), nom


def _simulation(systeme: Systeme, situations: list[Situation]) -> Simulation:
    calendrier = Calendrier.autour(situations[0].au)
    regles = Regles(csg_exoneration=13_048, csg_demi_part=3_484, autonomie=1_144)
    traduction = Traduction(calendrier, regles)
    foyers = []
    for situation in situations:
        foyer = traduction.foyer(situation, titre_suppose=False)
        passe.poser_declare(foyer, situation, calendrier)
        foyers.append(foyer)
    return assembler(systeme, foyers, calendrier, sauf_courant=passe.A_CALCULER)


@pytest.mark.parametrize("montant", [0, 300, 800])
def test_un_salaire_plus_haut_ne_donne_jamais_plus_de_rsa(
    evaluateur: Evaluateur, foyer: Callable[[str], Situation], montant: int
) -> None:
    bas, haut = evaluateur.evaluer(
        [au_salaire(foyer("nadia"), montant), au_salaire(foyer("nadia"), montant + 100)]
    )

    rsa_bas = bas["rsa_majore"].montant or Decimal(0)
    rsa_haut = haut["rsa_majore"].montant or Decimal(0)
    assert rsa_haut <= rsa_bas


def test_le_premier_mois_differe_quand_les_autres_aides_ne_sont_pas_encore_versees(
    evaluateur: Evaluateur, foyer: Callable[[str], Situation]
) -> None:
    (chiffres,) = evaluateur.evaluer([foyer("famille_trois_enfants")])

    prime = chiffres["prime_activite"]
    assert prime.montant is not None
    assert prime.premier_mois is not None
    assert prime.premier_mois > prime.montant


def test_une_aide_deja_percue_n_a_pas_de_premier_mois(
    situation: Callable[..., Situation], evaluateur: Evaluateur
) -> None:
    salaire = {"type": "salaire_net", "montant": 900, "du": "2023-01"}
    percue = {"droit": "prime_activite", "montant": 300, "du": "2025-01"}
    logement = {"commune": "44109", "statut": "locataire_vide", "loyer": 500}
    foyer = situation(
        personne={"activite": "salarie", "ressources": [salaire]},
        logement=logement,
        aides_percues=[percue],
    )

    (chiffres,) = evaluateur.evaluer([foyer])

    assert chiffres["prime_activite"].ouvert
    assert chiffres["prime_activite"].premier_mois is None
