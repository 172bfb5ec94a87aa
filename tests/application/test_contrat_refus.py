"""Chaque refus du contrat, tel que la commande le dit : code 2, une phrase, rien d'écrit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from .commande import CARTE, IBAN, NIR, Taper, ecrire_json, lire_foyer

Objet = dict[str, Any]
Modifier: TypeAlias = Callable[[Objet], object]
CONJOINT = {"id": "c", "role": "conjoint", "date_naissance": "1991-01-01"}
PENSION = {"type": "pension_alimentaire_recue", "montant": 120, "du": "2026-01"}


def demandeur(objet: Objet) -> Objet:
    personne: Objet = objet["personnes"][0]
    return personne


def en_couple(objet: Objet) -> Objet:
    objet["personnes"].append(dict(CONJOINT))
    objet.update(couple={"statut": "marie"}, isole_depuis=False, pension_enfants=False)
    return objet


# Le champ, la valeur reçue, ce qui est attendu : trois extraits de la phrase.
FORMES: dict[str, tuple[Modifier, tuple[str, ...]]] = {
    "cle_inconnue": (lambda o: o.update(logment={}), ("« logment »", "« logement »")),
    "cle_inconnue_dedans": (
        lambda o: o["logement"].update(loyers=1),
        ("« logement.loyers »", "« loyer »"),
    ),
    "cle_de_personne": (
        lambda o: demandeur(o).update(nationalité="ue"),
        ("personnes.p1.nationalité", "« nationalite »"),
    ),
    "version": (lambda o: o.update(version=2), ("version", "« 2 »", "attendu : 1")),
    "personnes_absentes": (lambda o: o.pop("personnes"), ("personnes manque", "1 à 12")),
    "treize_personnes": (
        lambda o: o["personnes"].extend([CONJOINT] * 10),
        ("personnes", "13 éléments", "1 à 12"),
    ),
    "aucune_personne": (lambda o: o.update(personnes=[]), ("0 éléments", "1 à 12")),
    "naissance_absente": (
        lambda o: demandeur(o).pop("date_naissance"),
        ("personnes.p1.date_naissance manque", "AAAA-MM-JJ"),
    ),
    "naissance_impossible": (
        lambda o: demandeur(o).update(date_naissance="1990-02-30"),
        ("personnes.p1.date_naissance", "« 1990-02-30 »", "une date qui existe"),
    ),
    "prenom_long": (
        lambda o: demandeur(o).update(prenom="x" * 81),
        ("personnes.p1.prenom", "81 caractères", "80 caractères au plus"),
    ),
    "activite": (
        lambda o: demandeur(o).update(activite="chomeur"),
        ("personnes.p1.activite", "« chomeur »", "« demandeur_emploi »"),
    ),
    "booleen": (
        lambda o: demandeur(o).update(boursier="oui"),
        ("personnes.p1.boursier", "« oui »", "true (oui), false (non)"),
    ),
    "mois_13": (
        lambda o: demandeur(o)["ressources"][0].update(du="2026-13"),
        ("personnes.p1.ressources.salaire_net.du", "« 2026-13 »", "un mois qui existe"),
    ),
    "type_de_ressource": (
        lambda o: demandeur(o)["ressources"][0].update(type="salaire"),
        ("type", "« salaire »", "« salaire_net »"),
    ),
    "loyer_negatif": (
        lambda o: o["logement"].update(loyer=-1),
        ("logement.loyer", "« -1 »", "de 0 à 10 000 000"),
    ),
    "loyer_en_texte": (
        lambda o: o["logement"].update(loyer="620"),
        ("logement.loyer", "« 620 »", "un nombre d'euros"),
    ),
    "annee": (
        lambda o: o.update(revenus_annuels={"24": {}}),
        ("revenus_annuels.24", "années"),
    ),
    "garde_sans_mode": (
        lambda o: o["personnes"][1].update(garde={"heures": 10}),
        ("personnes.e1.garde.mode manque", "« creche »"),
    ),
}
SENS: dict[str, tuple[Modifier, tuple[str, ...]]] = {
    "deux_demandeurs": (
        lambda o: o["personnes"][1].update(role="demandeur"),
        ("personnes.role", "2 demandeur", "exactement 1"),
    ),
    "deux_conjoints": (
        lambda o: o["personnes"].extend([CONJOINT, {**CONJOINT, "id": "c2"}]),
        ("personnes.role", "2 conjoints", "0 ou 1"),
    ),
    "identifiant_double": (
        lambda o: o["personnes"][1].update(id="p1"),
        ("personnes.id", "« p1 »", "un identifiant différent"),
    ),
    "ne_demain": (
        lambda o: o["personnes"][1].update(date_naissance="2026-11-21"),
        ("personnes.e1.date_naissance", "« 2026-11-21 »", "une date passée"),
    ),
    "ne_avant_son_parent": (
        lambda o: o["personnes"][1].update(date_naissance="1985-01-01"),
        ("personnes.e1.date_naissance", "avant son parent « p1 »"),
    ),
    "couple_sans_conjoint": (
        lambda o: o.update(couple={"statut": "marie"}),
        ("couple", "« conjoint »", "ou false"),
    ),
    "conjoint_sans_couple": (
        lambda o: (o["personnes"].append(CONJOINT), o.pop("couple")),
        ("couple manque", "« conjoint »"),
    ),
    "couple_false_avec_conjoint": (
        lambda o: o["personnes"].append(CONJOINT),
        ("couple vaut « false »", "« conjoint »"),
    ),
    "isole_et_en_couple": (
        lambda o: (en_couple(o), o.update(isole_depuis="2026-01-01")),
        ("isole_depuis", "contredit couple"),
    ),
    "encore_marie_et_marie": (
        lambda o: (en_couple(o), o.update(encore_marie=True)),
        ("encore_marie", "couple.statut"),
    ),
    "isole_demain": (
        lambda o: o.update(isole_depuis="2026-11-21"),
        ("isole_depuis", "« 2026-11-21 »", "une date passée"),
    ),
    "grossesse_finie": (
        lambda o: demandeur(o).update(grossesse={"terme_prevu": "2026-01-01"}),
        ("personnes.p1.grossesse.terme_prevu", "« 2026-01-01 »"),
    ),
    "periode_a_l_envers": (
        lambda o: demandeur(o)["ressources"][0].update(au="2023-12"),
        ("personnes.p1.ressources.salaire_net.au", "« 2023-12 »", "null"),
    ),
    "commune_inconnue": (
        lambda o: o["logement"].update(commune="44999"),
        ("logement.commune", "« 44999 »", "un code INSEE"),
    ),
    "code_postal": (
        lambda o: o["logement"].update(commune="44000"),
        ("logement.commune", "« 44000 »", "pas un code postal"),
    ),
    "aide_inconnue": (
        lambda o: o["aides_percues"][0].update(droit="prime_activites"),
        ("aides_percues.droit", "« prime_activites »", "« prime_activite »"),
    ),
    "aide_dite_deux_fois": (
        lambda o: o["aides_percues"].append(o["aides_percues"][0]),
        ("aides_percues.af", "deux fois"),
    ),
    "chomage_en_aide": (
        lambda o: o["aides_percues"][0].update(droit="are"),
        ("aides_percues.are", "ressources de la personne"),
    ),
    "c2s_et_mutuelle": (
        lambda o: o["aides_percues"].append({"droit": "c2s", "montant": 0, "du": "2026-01"}),
        ("mutuelle vaut « individuelle »", "aides_percues.c2s"),
    ),
    "pension_non_fixee": (
        lambda o: o["pension_enfants"].update(montant=100),
        ("pension_enfants.montant", "« 100 »", "fixee « false »"),
    ),
    "pension_deux_fois": (
        lambda o: (
            o["pension_enfants"].update(versee=True),
            demandeur(o)["ressources"].append(PENSION),
        ),
        ("pension_enfants", "une seule place"),
    ),
    "loyer_de_proprietaire": (
        lambda o: o["logement"].update(statut="proprietaire"),
        ("logement.loyer", "« 620 »", "« proprietaire »"),
    ),
    "chemin_inconnu": (
        lambda o: o.update(inconnus_assumes=["logement.loye"]),
        ("inconnus_assumes", "« logement.loye »", "« logement.loyer »"),
    ),
    "refus_et_reponse": (
        lambda o: o.update(inconnus_assumes=["logement.loyer"]),
        ("inconnus_assumes", "« logement.loyer »", "a pourtant une réponse"),
    ),
    "date_lointaine": (lambda o: o.update(au="2150-01-01"), ("au vaut", "« 2150-01-01 »", "2099")),
}
CAS = FORMES | SENS


@pytest.mark.parametrize("nom", CAS)
def test_une_situation_refusee_nomme_le_champ_la_valeur_et_ce_qui_est_accepte(
    nom: str, taper: Taper, tmp_path: Path
) -> None:
    modifier, extraits = CAS[nom]
    foyer = lire_foyer()
    modifier(foyer)

    reponse = taper("diagnostic", ecrire_json(tmp_path / "s.json", foyer), "--json")

    reponse.exiger_refus("Refusé : ", *extraits)
    assert reponse.erreur.count("\n") == 1


@pytest.mark.parametrize(
    ("numero", "nom"),
    [
        (NIR, "un numéro de sécurité sociale"),
        (NIR.replace(" ", ""), "un numéro de sécurité sociale"),
        (NIR[:-3], "un numéro de sécurité sociale"),
        (IBAN, "un IBAN"),
        (CARTE, "un numéro de carte bancaire"),
    ],
)
@pytest.mark.parametrize(
    "placer",
    [
        lambda o, n: demandeur(o).update(prenom=f"Nadia {n}"),
        lambda o, n: o["personnes"][1].update(id=n),
        lambda o, n: o.update({n: 1}),
        lambda o, n: o["logement"].update(loyer=n),
        lambda o, n: o.update(inconnus_assumes=[n]),
        lambda o, n: o.update(note={"texte": [{"libre": f"voir {n} svp"}]}),
    ],
    ids=["prenom", "id", "cle", "loyer", "liste", "texte_libre"],
)
def test_un_numero_personnel_est_refuse_partout_et_jamais_repete(
    numero: str, nom: str, placer: Callable[[Objet, str], object], taper: Taper, tmp_path: Path
) -> None:
    foyer = lire_foyer()
    placer(foyer, numero)

    reponse = taper("diagnostic", ecrire_json(tmp_path / "s.json", foyer))

    reponse.exiger_refus(nom)
    _ne_repete_pas(numero, reponse.erreur)


@pytest.mark.parametrize("valeur", [269054958815780, 269054958815780.0])
def test_un_numero_ecrit_en_nombre_est_refuse(valeur: float, taper: Taper, tmp_path: Path) -> None:
    foyer = lire_foyer()
    foyer["epargne"] = valeur

    reponse = taper("diagnostic", ecrire_json(tmp_path / "s.json", foyer))

    reponse.exiger_refus("epargne", "un numéro de sécurité sociale")
    _ne_repete_pas(NIR, reponse.erreur)


def _ne_repete_pas(numero: str, texte: str) -> None:
    chiffres = "".join(signe for signe in numero if signe.isdigit())
    assert chiffres[:6] not in "".join(signe for signe in texte if signe.isdigit())
