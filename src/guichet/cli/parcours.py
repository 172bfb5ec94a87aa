"""``guichet parcours`` : les étapes datées d'un moment de vie, en texte, JSON, image ou PDF."""

import argparse
import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from guichet.catalogue.contenu import Catalogue, Moment, Organisme
from guichet.cli.arguments import ecrire_json, exiger_dossiers, lire_date, lire_json, lire_sortie
from guichet.cli.principal import SousCommandes
from guichet.droits.situation import Situation
from guichet.errors import EntreeRefusee
from guichet.parcours.calendrier import INSECABLE, jour_et_mois
from guichet.parcours.construction import construire
from guichet.parcours.contrat import ecrire_parcours
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.faits import faits, lire_faits
from guichet.parcours.lignes import nom_de
from guichet.parcours.periodes import decouper
from guichet.parcours.phrases import echeance

AVERTISSEMENT = "Document d'information : seuls les organismes décident."


@dataclass(frozen=True, slots=True)
class _CommandeParcours:
    charger: Callable[[], Catalogue]
    lire_situation: Callable[[Any, date | None], Situation]
    aujourd_hui: Callable[[], date]
    dessiner_png: Callable[[Parcours, date], bytes]
    imprimer_pdf: Callable[[Parcours, Situation | None, date], bytes]
    ecrire: Callable[[Path, bytes], None]

    def executer(self, args: argparse.Namespace) -> None:
        if args.png is not None and args.png == args.pdf:
            raise EntreeRefusee(
                "L'image et la feuille iraient dans le même fichier.",
                champ="--pdf",
                advice="Donnez deux noms différents à --png et --pdf.",
            )
        exiger_dossiers(args.png, args.pdf)
        catalogue = self.charger()
        moment = _moment(args.moment, catalogue.moments)
        donnes = lire_faits(args.fait)
        situation = self._situation(args)
        au = args.au or (situation.au if situation else self.aujourd_hui())
        parcours = construire(
            moment,
            evenement=args.evenement,
            faits=faits(situation, moment, evenement=args.evenement, au=au, donnes=donnes),
            au=au,
            droits=catalogue.droits,
            situation=situation,
        )
        # Tout est dessiné avant d'écrire : un refus ne laisse aucun fichier derrière lui.
        fichiers = self._dessiner(args, parcours, situation, au)
        for chemin, contenu in fichiers.items():
            self.ecrire(chemin, contenu)
        if args.json:
            ecrire_json(ecrire_parcours(parcours))
        else:
            print(en_texte(parcours, catalogue.organismes, au=au))
            for chemin in fichiers:
                print(f"Fichier écrit : {chemin}")

    def _situation(self, args: argparse.Namespace) -> Situation | None:
        if args.situation is None:
            return None
        return self.lire_situation(lire_json(args.situation), args.au)

    def _dessiner(
        self,
        args: argparse.Namespace,
        parcours: Parcours,
        situation: Situation | None,
        au: date,
    ) -> dict[Path, bytes]:
        fichiers: dict[Path, bytes] = {}
        if args.png is not None:
            fichiers[args.png] = self.dessiner_png(parcours, au)
        if args.pdf is not None:
            fichiers[args.pdf] = self.imprimer_pdf(parcours, situation, au)
        return fichiers


def declarer(
    sous: SousCommandes,
    *,
    charger: Callable[[], Catalogue],
    lire_situation: Callable[[Any, date | None], Situation],
    aujourd_hui: Callable[[], date],
    dessiner_png: Callable[[Parcours, date], bytes],
    imprimer_pdf: Callable[[Parcours, Situation | None, date], bytes],
    ecrire: Callable[[Path, bytes], None],
) -> None:
    """Ajoute la commande ; les gestes viennent d'``application``.

    ``lire_situation`` reçoit l'objet JSON et la date de ``--au``. ``dessiner_png`` et
    ``imprimer_pdf`` rendent le fichier entier ; ``ecrire`` le remplace ou échoue.
    """
    commande = _CommandeParcours(
        charger, lire_situation, aujourd_hui, dessiner_png, imprimer_pdf, ecrire
    )
    parser = sous.add_parser(
        "parcours",
        help="les étapes datées d'un moment de vie",
        description="Date les étapes d'un moment de vie ; les dessine si on le demande.",
    )
    parser.add_argument("moment", metavar="MOMENT", help="par exemple separation")
    parser.add_argument(
        "--evenement",
        type=partial(lire_date, champ="--evenement"),
        required=True,
        metavar="DATE",
        help="le jour de l'événement, AAAA-MM-JJ",
    )
    parser.add_argument("--situation", metavar="S.json", help="« - » : l'entrée standard")
    parser.add_argument(
        "--fait",
        action="append",
        default=[],
        metavar="NOM=VALEUR",
        help="oui, non, une date ou un nombre ; la liste est dans docs/faits.md",
    )
    parser.add_argument(
        "--au",
        type=partial(lire_date, champ="--au"),
        metavar="DATE",
        help="le jour où l'on regarde, AAAA-MM-JJ",
    )
    parser.add_argument("--json", action="store_true", help="un objet JSON sur la sortie standard")
    for option, quoi in (("--png", "l'image de la frise"), ("--pdf", "la feuille")):
        lire = partial(lire_sortie, champ=option)
        parser.add_argument(option, type=lire, metavar="F", help=f"écrit aussi {quoi}")
    parser.set_defaults(executer=commande.executer)


def en_texte(parcours: Parcours, organismes: Mapping[str, Organisme], *, au: date) -> str:
    """Le parcours, période par période. Les espaces insécables deviennent ordinaires."""
    bornes = f"du {jour_et_mois(parcours.debut)} au {jour_et_mois(parcours.fin)}"
    lignes = [
        f"{parcours.titre}, événement du {jour_et_mois(parcours.evenement)}",
        f"{len(parcours.etapes)} étapes, {bornes}, vues le {jour_et_mois(au)}",
    ]
    for periode in decouper(parcours.etapes, au=au):
        sous_titre = f" ({periode.sous_titre})" if periode.sous_titre else ""
        lignes += ["", f"{periode.titre_liste}{sous_titre}"]
        for etape in periode.etapes:
            lignes += _etape(etape, organismes, au)
    lignes += ["", AVERTISSEMENT]
    return "\n".join(lignes).replace(INSECABLE, " ")


def _etape(etape: Etape, organismes: Mapping[str, Organisme], au: date) -> list[str]:
    nom = nom_de(etape, organismes)
    lignes = [f"  - {etape.titre} ({nom}) : {echeance(etape, au=au)}"]
    if etape.condition:
        lignes.append(f"      à vérifier : {etape.condition}")
    if etape.consequence:
        lignes.append(f"      {etape.consequence}")
    return lignes


def _moment(identifiant: str, moments: Mapping[str, Moment]) -> Moment:
    if identifiant in moments:
        return moments[identifiant]
    proche = difflib.get_close_matches(identifiant, moments, n=1, cutoff=0.0)[0]
    raise EntreeRefusee(
        f"Le moment de vie « {identifiant[:60]} » n'existe pas ; le plus proche est « {proche} ».",
        champ="moment",
        advice=f"Au choix : {', '.join(moments)}.",
    )
