"""``guichet recap`` : la feuille remise à la personne, à partir d'un fichier dossier."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import get_args

from guichet.catalogue.schemas import montrer
from guichet.cli.arguments import exiger_dossiers, lire_json, lire_sortie
from guichet.cli.principal import SousCommandes
from guichet.dossier.contenu import Dossier, Forme
from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import Situation
from guichet.errors import EntreeRefusee, PasEncoreDisponible

_FORMES = get_args(Forme)
_CODE_LANGUE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class _Recap:
    lire_dossier: Callable[[object], Dossier]
    diagnostiquer: Callable[[Situation], Diagnostic]
    imprimer: Callable[[Dossier], bytes]
    ecrire: Callable[[Path, bytes], None]

    def executer(self, args: argparse.Namespace) -> None:
        # Ce qui n'existe pas encore se dit avant de lire et de calculer quoi que ce soit.
        _verifier_disponible(args.version or "standard", args.langue or "fr")
        exiger_dossiers(args.sortie)
        dossier = self.lire_dossier(lire_json(args.dossier))
        dossier = replace(
            dossier, forme=args.version or dossier.forme, langue=args.langue or dossier.langue
        )
        _verifier_disponible(dossier.forme, dossier.langue)
        if dossier.diagnostic is None:
            dossier = replace(dossier, diagnostic=self.diagnostiquer(dossier.situation))
        self.ecrire(args.sortie, self.imprimer(dossier))
        print(f"Feuille écrite : {args.sortie}")


def declarer(
    sous: SousCommandes,
    *,
    lire_dossier: Callable[[object], Dossier],
    diagnostiquer: Callable[[Situation], Diagnostic],
    imprimer: Callable[[Dossier], bytes],
    ecrire: Callable[[Path, bytes], None],
) -> None:
    """Ajoute la commande ; les quatre gestes viennent d'``application``.

    ``diagnostiquer`` ne sert que si le dossier n'a pas de diagnostic. ``ecrire`` remplace un
    fichier entier ou échoue.
    """
    commande = sous.add_parser(
        "recap",
        help="la feuille remise à la personne",
        description="Écrit en PDF la feuille remise à la personne, à partir d'un dossier.",
    )
    commande.add_argument("dossier", metavar="DOSSIER.json", help="« - » : l'entrée standard")
    commande.add_argument(
        "-o",
        dest="sortie",
        metavar="RECAP.pdf",
        type=partial(lire_sortie, champ="-o"),
        required=True,
        help="le fichier à écrire",
    )
    commande.add_argument("--version", choices=_FORMES, help="celle du dossier par défaut")
    commande.add_argument("--langue", metavar="CODE", type=_lire_langue, help="fr par défaut")
    recap = _Recap(lire_dossier, diagnostiquer, imprimer, ecrire)
    commande.set_defaults(executer=recap.executer)


def _lire_langue(code: str) -> str:
    if not _CODE_LANGUE.fullmatch(code):
        raise EntreeRefusee(
            f"Refusé : --langue vaut {montrer(code)} ; attendu : un code de deux ou trois lettres.",
            champ="--langue",
            advice="Par exemple fr.",
        )
    return code


def _verifier_disponible(forme: str, langue: str) -> None:
    if forme != "standard":
        raise PasEncoreDisponible(
            f"La version « {forme} » de la feuille n'est pas encore disponible.",
            advice="Demandez la version standard : --version standard.",
        )
    if langue != "fr":
        raise PasEncoreDisponible(
            f"La feuille en langue « {langue} » n'est pas encore disponible.",
            advice="Demandez la feuille en français : --langue fr.",
        )
