from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from openfisca_core.indexed_enums import Enum
from openfisca_core.simulation_builder import SimulationBuilder

from guichet.calcul import passe
from guichet.calcul.assemblage import Entrees, Foyer, Simulation, assembler
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


def test_nos_entrees_directes_valent_celles_d_un_dictionnaire_ordinaire(
    systeme: Systeme, foyer: Callable[[str], Situation]
) -> None:
    """L'assemblage écrit droit dans la mémoire du moteur ; la voie publique fait foi."""
    situations = [foyer("famille_trois_enfants")]
    calendrier = Calendrier.autour(situations[0].au)
    traduction = Traduction(
        calendrier, Regles(csg_exoneration=13_048, csg_demi_part=3_484, autonomie=1_144)
    )
    decrit = traduction.foyer(situations[0], titre_suppose=False)
    passe.poser_declare(decrit, situations[0], calendrier)
    ordinaire = SimulationBuilder().build_from_entities(
        systeme, en_dictionnaire(systeme, decrit, calendrier)
    )
    directe = _simulation(systeme, situations)

    mois = str(calendrier.courant)
    for nom in VARIABLES:
        attendue = np.asarray(ordinaire.calculate(nom, mois))
        assert np.allclose(directe.valeurs(nom, mois), attendue, atol=0.005), nom


def en_dictionnaire(
    systeme: Systeme, foyer: Foyer, calendrier: Calendrier
) -> dict[str, dict[str, object]]:
    def ecrire(entrees: Entrees) -> dict[str, object]:
        return {nom: valeurs(nom, valeur) for nom, valeur in entrees.items()}

    def valeurs(nom: str, valeur: object) -> dict[str, object]:
        pas = str(systeme.get_variable(nom).definition_period)
        if pas == "eternity":
            return {"ETERNITY": str(valeur)}
        periodes = [str(annee) for annee in calendrier.annees]
        if pas == "month":
            periodes = [str(mois) for mois in calendrier.mois]
        genre = systeme.get_variable(nom).value_type
        serie = valeur if isinstance(valeur, np.ndarray) else [valeur] * len(periodes)
        return {
            periode: str(un) if genre in {str, Enum, date} else genre(un)
            for periode, un in zip(periodes, serie, strict=True)
            if not (nom in passe.A_CALCULER and periode == str(calendrier.courant))
        }

    def membres(sorte: str, role: str) -> list[str]:
        roles = {"parents": ("demandeur", "conjoint"), "enfants": ("enfant",)}.get(role, (role,))
        return [m.id for m in foyer.membres if m.places[sorte].role in roles]

    return {
        "individus": {membre.id: ecrire(membre.entrees) for membre in foyer.membres},
        "familles": {
            "f": {
                "parents": membres("famille", "parents"),
                "enfants": membres("famille", "enfants"),
                **ecrire(foyer.familles[0]),
            }
        },
        "foyers_fiscaux": {
            "ff": {
                "declarants": [
                    *membres("foyer_fiscal", "declarant_principal"),
                    *membres("foyer_fiscal", "conjoint"),
                ],
                "personnes_a_charge": membres("foyer_fiscal", "personne_a_charge"),
                **ecrire(foyer.foyers_fiscaux[0]),
            }
        },
        "menages": {
            "m": {
                "personne_de_reference": membres("menage", "personne_de_reference"),
                "conjoint": membres("menage", "conjoint"),
                "enfants": membres("menage", "enfant"),
                **ecrire(foyer.menages[0]),
            }
        },
    }
