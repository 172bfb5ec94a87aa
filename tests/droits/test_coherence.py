"""Chaque refus du contrat, tel que le dit ``lire_situation``."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guichet.droits.contrat import (
    lire_situation,
)
from guichet.errors import EntreeRefusee

Objet = dict[str, Any]
AU = date(2026, 11, 20)
NADIA: Objet = json.loads(
    (Path(__file__).parent.parent / "foyers" / "nadia.json").read_text(encoding="utf-8")
)
CONJOINT = {"id": "c", "role": "conjoint", "date_naissance": "1991-01-01"}
PENSION_RECUE = {"type": "pension_alimentaire_recue", "montant": 120, "du": "2026-01"}


def modifiee(modifier: Callable[[Objet], object]) -> Objet:
    objet = copy.deepcopy(NADIA)
    modifier(objet)
    return objet


def en_couple(objet: Objet) -> Objet:
    objet["personnes"].append(copy.deepcopy(CONJOINT))
    objet.update(couple={"statut": "marie"}, isole_depuis=False, pension_enfants=False)
    return objet


@pytest.mark.parametrize(
    ("modifier", "champ", "extrait"),
    [
        (
            lambda o: o["personnes"][1].update(date_naissance="2026-11-21"),
            "personnes.e1.date_naissance",
            "date passée",
        ),
        (
            lambda o: o["personnes"][0].update(date_naissance="1890-01-01"),
            "personnes.p1.date_naissance",
            "136 ans",
        ),
        (lambda o: o["personnes"][1].update(role="demandeur"), "personnes.role", "2 demandeur"),
        (lambda o: o["personnes"][0].update(role="autre"), "personnes.role", "0 demandeur"),
        (
            lambda o: o["personnes"].extend([CONJOINT, {**CONJOINT, "id": "c2"}]),
            "personnes.role",
            "2 conjoints",
        ),
        (lambda o: o["personnes"][1].update(id="p1"), "personnes.id", "2 fois"),
        (
            lambda o: o["personnes"][1].update(date_naissance="1990-03-10"),
            "personnes.e1.date_naissance",
            "avant son parent « p1 »",
        ),
        (lambda o: o.update(couple={"statut": "marie"}), "couple", "« conjoint »"),
        (lambda o: o["personnes"].append(CONJOINT), "couple", "« false »"),
        (lambda o: (o["personnes"].append(CONJOINT), o.pop("couple")), "couple", "manque"),
        (
            lambda o: (en_couple(o), o.update(isole_depuis="2026-01-01")),
            "isole_depuis",
            "contredit couple",
        ),
        (lambda o: (en_couple(o), o.update(encore_marie=True)), "encore_marie", "couple.statut"),
        (
            lambda o: (en_couple(o), o["couple"].update(depuis="2027-01-01")),
            "couple.depuis",
            "date passée",
        ),
        (lambda o: o.update(isole_depuis="2026-11-21"), "isole_depuis", "date passée"),
        (lambda o: o.update(veuf_depuis="2027-01-01"), "veuf_depuis", "date passée"),
        (
            lambda o: o["personnes"][0].update(titre_sejour_depuis="1980-01-01"),
            "personnes.p1.titre_sejour_depuis",
            "avant la naissance",
        ),
        (
            lambda o: o["personnes"][0].update(titre_sejour_depuis="2027-01-01"),
            "personnes.p1.titre_sejour_depuis",
            "date passée",
        ),
        (
            lambda o: o["personnes"][0].update(grossesse={"terme_prevu": "2028-01-01"}),
            "personnes.p1.grossesse.terme_prevu",
            "grossesse en cours",
        ),
        (
            lambda o: o["personnes"][0].update(grossesse={"terme_prevu": "2026-01-01"}),
            "personnes.p1.grossesse.terme_prevu",
            "grossesse en cours",
        ),
        (
            lambda o: o["personnes"][0]["ressources"][0].update(au="2023-12"),
            "personnes.p1.ressources.salaire_net.au",
            "avant le début",
        ),
        (lambda o: o["aides_percues"][0].update(au="2018-05"), "aides_percues.af.au", "avant"),
        (lambda o: o["aides_percues"].append(o["aides_percues"][0]), "aides_percues.af", "deux"),
        (lambda o: o["aides_percues"][0].update(droit="aff"), "aides_percues.droit", "« af »"),
        (lambda o: o["aides_percues"][0].update(droit="xyzt"), "aides_percues.droit", "catalogue"),
        (
            lambda o: o["aides_percues"][0].update(droit="are"),
            "aides_percues.are",
            "ressources de la personne",
        ),
        (
            lambda o: o["aides_percues"].append({"droit": "c2s", "montant": 0, "du": "2026-01"}),
            "mutuelle",
            "contredit aides_percues.c2s",
        ),
        (
            lambda o: o.update(
                mutuelle="c2s", aides_percues=[{"droit": "c2s", "montant": False, "du": "2026-01"}]
            ),
            "mutuelle",
            "contredit aides_percues.c2s",
        ),
        (
            lambda o: o["pension_enfants"].update(montant=100),
            "pension_enfants.montant",
            "fixee « false »",
        ),
        (
            lambda o: (
                o["pension_enfants"].update(versee=True),
                o["personnes"][0]["ressources"].append(PENSION_RECUE),
            ),
            "pension_enfants",
            "deuxième fois",
        ),
        (
            lambda o: (
                o.update(pension_enfants={"fixee": True, "montant": 120}),
                o["personnes"][1].update(ressources=[PENSION_RECUE]),
            ),
            "pension_enfants",
            "personnes.e1.ressources.pension_alimentaire_recue",
        ),
        (
            lambda o: (
                o["pension_enfants"].update(versee=False),
                o["personnes"][1].update(ressources=[PENSION_RECUE]),
            ),
            "pension_enfants.versee",
            "personnes.e1",
        ),
        (
            lambda o: o["logement"].update(statut="proprietaire"),
            "logement.loyer",
            "logement.statut « proprietaire »",
        ),
        (lambda o: o["logement"].update(commune="44999"), "logement.commune", "« 44999 »"),
        (lambda o: o.update(inconnus_assumes=["logement.loyr"]), "inconnus_assumes", "loyer"),
        (
            lambda o: o.update(inconnus_assumes=["personnes.p9.handicap"]),
            "inconnus_assumes",
            "n'existe pas",
        ),
        (lambda o: o.update(inconnus_assumes=["epargne"]), "inconnus_assumes", "a pourtant"),
        (
            lambda o: o.update(inconnus_assumes=["personnes.p1.ressources.salaire_net"]),
            "inconnus_assumes",
            "a pourtant",
        ),
        (lambda o: o.update(au="2019-01-01"), "au", "2020"),
        (
            lambda o: o["personnes"][0].update(prenom="1 90 03 75 441 001 23"),
            "personnes.p1.prenom",
            "numéro de sécurité sociale",
        ),
    ],
)
def test_un_fichier_refuse_nomme_le_champ(
    modifier: Callable[[Objet], object], champ: str, extrait: str
) -> None:
    with pytest.raises(EntreeRefusee) as capture:
        lire_situation(
            modifiee(modifier),
            AU,
            commune_connue=lambda code: code == "44109",
            droits_connus=["af", "rsa", "c2s", "are"],
        )

    assert capture.value.champ == champ
    assert extrait in capture.value.message
    assert capture.value.message.startswith(f"Refusé : {champ} ")
