"""``guichet diagnostic SITUATION.json`` : les droits du foyer, en texte ou en JSON."""

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from guichet.cli.arguments import ecrire_json, lire_date, lire_json
from guichet.cli.principal import SousCommandes
from guichet.droits.contrat import ecrire_diagnostic
from guichet.droits.montants import dire_fourchette, dire_montant
from guichet.droits.questions import libelle
from guichet.droits.resultat import Diagnostic, Resultat, Statut
from guichet.droits.situation import Situation

GROUPES: tuple[tuple[Statut, str], ...] = (
    ("probable", "Droits probables"),
    ("a_verifier", "À vérifier"),
    ("non", "Non, aujourd'hui"),
    ("non_calcule", "Non calculés ici : à demander à l'organisme"),
)
MOTIFS = {
    "reponse": "une réponse manque",
    "bareme": "le barème connu a peut-être changé",
    "condition": "une condition que l'outil ne peut pas vérifier",
    "seuil_versement": "peut-être trop petit pour être versé",
}


def declarer(
    sous: SousCommandes,
    *,
    lire_situation: Callable[[Any, date | None], Situation],
    diagnostiquer: Callable[[Situation], Diagnostic],
) -> None:
    """Ajoute la commande. ``lire_situation`` reçoit l'objet JSON et la date de ``--au``."""
    parser = sous.add_parser(
        "diagnostic",
        help="les droits du foyer",
        description="Calcule les droits du foyer décrit par un fichier.",
    )
    parser.add_argument("situation", metavar="SITUATION.json", help="« - » : l'entrée standard")
    parser.add_argument(
        "--au",
        type=partial(lire_date, champ="--au"),
        metavar="DATE",
        help="le jour où l'on regarde, AAAA-MM-JJ ; l'emporte sur le fichier",
    )
    parser.add_argument("--json", action="store_true", help="un objet JSON sur la sortie standard")

    def executer(args: argparse.Namespace) -> None:
        situation = lire_situation(lire_json(args.situation), args.au)
        diagnostic = diagnostiquer(situation)
        if args.json:
            ecrire_json(ecrire_diagnostic(diagnostic))
        else:
            print(en_texte(diagnostic, situation))

    parser.set_defaults(executer=executer)


def en_texte(diagnostic: Diagnostic, situation: Situation) -> str:
    """Le diagnostic groupé par statut, puis le total et l'avertissement."""
    lignes = [f"Les droits du foyer au {diagnostic.au:%d/%m/%Y}", ""]
    for statut, titre in GROUPES:
        du_groupe = [resultat for resultat in diagnostic.droits if resultat.statut == statut]
        if du_groupe:
            lignes += [f"{titre} ({len(du_groupe)})"]
            for resultat in du_groupe:
                lignes += _droit(resultat, situation)
            lignes.append("")
    lignes += _fin(diagnostic, situation)
    return "\n".join(lignes)


def _droit(resultat: Resultat, situation: Situation) -> list[str]:
    titre = f"  - {resultat.nom}"
    montant = dire_montant(resultat)
    if montant:
        titre += f" : {montant}"
    if resultat.deja_percu:
        titre += " (déjà reçu)"
    lignes = [titre]
    if resultat.motif == "reponse":
        noms = ", ".join(libelle(chemin, situation) for chemin in resultat.bascule)
        lignes.append(f"      à vérifier, une réponse manque : {noms}")
    elif resultat.motif:
        lignes.append(f"      à vérifier, {MOTIFS[resultat.motif]}")
    return lignes + [f"      {raison}" for raison in resultat.raisons]


def _fin(diagnostic: Diagnostic, situation: Situation) -> list[str]:
    total = dire_fourchette(diagnostic.total.min, diagnostic.total.max, "€/mois")
    lignes = [f"À demander (droits probables, pas encore reçus) : {total}."]
    if diagnostic.questions_utiles:
        lignes.append("Réponses encore utiles :")
        for chemin, nombre in diagnostic.questions_utiles[:5]:
            pluriel = "s" if nombre > 1 else ""
            lignes.append(f"  - {libelle(chemin, situation)} (change {nombre} droit{pluriel})")
    baremes, moteur = f"{diagnostic.bareme_au:%d/%m/%Y}", diagnostic.openfisca_france
    lignes.append(f"Barèmes au {baremes}, OpenFisca-France {moteur}.")
    lignes.append("Estimation, seule la caisse décide.")
    return lignes
