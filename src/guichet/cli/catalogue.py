"""``guichet catalogue`` : contrôler le contenu, et dire ce qui reste à vérifier."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guichet.catalogue.chargement import INSTANTANE
from guichet.catalogue.contenu import Catalogue
from guichet.catalogue.relecture import a_verifier
from guichet.cli.principal import SousCommandes


@dataclass(frozen=True, slots=True)
class _CommandeCatalogue:
    lire: Callable[[Path], tuple[Catalogue, bytes]]
    ecrire: Callable[[Path, bytes], None]

    def verifier(self, args: argparse.Namespace) -> None:
        catalogue, instantane = self.lire(args.dossier)
        if args.instantane:
            self.ecrire(args.dossier / INSTANTANE, instantane)
        print(_bilan(catalogue))

    def a_verifier(self, args: argparse.Namespace) -> None:
        catalogue, _ = self.lire(args.dossier)
        print(a_verifier(catalogue), end="")


def declarer(
    sous: SousCommandes,
    *,
    dossier: Path,
    lire: Callable[[Path], tuple[Catalogue, bytes]],
    ecrire: Callable[[Path, bytes], None],
) -> None:
    """``dossier`` : celui des ressources. ``lire`` contrôle tout et rend aussi l'instantané."""
    parser = sous.add_parser(
        "catalogue",
        help="contrôle le contenu",
        description="Contrôle le contenu, et dit ce qui reste à vérifier.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    commande = _CommandeCatalogue(lire, ecrire)
    verifier = actions.add_parser(
        "verifier",
        help="relit et contrôle tout le contenu",
        description="Relit et contrôle tout le contenu.",
    )
    verifier.add_argument(
        "--instantane",
        action="store_true",
        help="écrit aussi l'instantané qui accélère l'ouverture",
    )
    verifier.set_defaults(executer=commande.verifier)
    liste = actions.add_parser(
        "a-verifier",
        help="liste en Markdown ce qui reste à vérifier",
        description="Liste en Markdown ce qui reste à vérifier.",
    )
    liste.set_defaults(executer=commande.a_verifier)
    for action in (verifier, liste):
        action.add_argument(
            "dossier",
            nargs="?",
            type=Path,
            default=dossier,
            metavar="DOSSIER",
            help="celui du programme par défaut",
        )


def _bilan(catalogue: Catalogue) -> str:
    etapes = [etape for moment in catalogue.moments.values() for etape in moment.etapes]
    faits = sum(etape.verifie for etape in etapes)
    delais = sum(etape.echeance.verifie for etape in etapes)
    return (
        f"Contenu du {catalogue.version:%d/%m/%Y}, contrôlé : {len(catalogue.moments)} moments, "
        f"{len(etapes)} étapes ({faits} vérifiées, {delais} délais vérifiés), "
        f"{len(catalogue.droits)} droits, {len(catalogue.organismes)} organismes, "
        f"{len(catalogue.sources)} sources."
    )
