from dataclasses import replace
from decimal import Decimal

from guichet.droits.percus import deja_percus
from guichet.droits.situation import NE_SAIT_PAS, AidePercue, Mois, Ressource, Situation

AF = AidePercue(droit="af", montant=NE_SAIT_PAS, du=Mois(2020, 1))


def test_une_aide_en_cours_est_deja_percue(inconnu: Situation) -> None:
    finie = replace(AF, droit="asf", au=Mois(2026, 10))
    future = replace(AF, droit="cf", du=Mois(2026, 12))
    ce_mois = replace(AF, droit="rsa", au=Mois(2026, 11))

    percus = deja_percus(replace(inconnu, aides_percues=(AF, finie, future, ce_mois)))

    assert percus == {"af", "rsa", "rsa_majore"}


def test_une_ressource_vaut_le_droit_percu(inconnu: Situation) -> None:
    lignes = (
        Ressource(type="are", montant=Decimal(900), du=Mois(2026, 1)),
        Ressource(type="ass", montant=Decimal(0), du=Mois(2026, 1)),
        Ressource(type="retraite_nette", montant=NE_SAIT_PAS, du=Mois(2026, 1)),
        Ressource(
            type="pension_invalidite", montant=Decimal(1), du=Mois(2026, 1), au=Mois(2026, 2)
        ),
    )
    demandeur = replace(inconnu.demandeur, ressources=lignes)

    assert deja_percus(replace(inconnu, personnes=(demandeur,))) == {"are", "retraite_base"}


def test_la_mutuelle_c2s_vaut_la_c2s_percue(inconnu: Situation) -> None:
    assert deja_percus(replace(inconnu, mutuelle="c2s")) == {"c2s"}
    assert deja_percus(inconnu) == frozenset()
