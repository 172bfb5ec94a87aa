"""La structure : ce qu'on en accepte, et sa part publique gardée à côté de la base.

Nom, adresse, horaires, téléphone et fuseau sont affichés sur la porte : ils restent
lisibles base verrouillée, pour qu'une commande sans phrase de passe imprime le bon guichet.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from guichet.catalogue.structure import Structure
from guichet.errors import EntreeRefusee

BASE = "guichet.db"
NOM_FICHIER = "structure.json"
DEMONSTRATION = Structure(
    nom="Guichet de démonstration",
    adresse="Adresse d'exemple",
    horaires="Horaires d'exemple",
    demonstration=True,
)
SANS_NOM = Structure(nom="France services")  # part publique perdue, base encore verrouillée
_LONGUEURS = {"nom": 120, "adresse": 200, "horaires": 200, "telephone": 30, "fuseau": 60}
_TELEPHONE = re.compile(r"[+]?[\d .()-]{4,}")


def controler(structure: Structure) -> None:
    """Refuse une structure incomplète.

    Raises:
        EntreeRefusee: nom vide, texte trop long, fuseau ou téléphone faux.
    """
    for champ, longueur in _LONGUEURS.items():
        if len(getattr(structure, champ)) > longueur:
            raise EntreeRefusee(f"Ce texte dépasse {longueur} caractères.", champ=champ)
    if not structure.nom.strip():
        raise EntreeRefusee("Le nom de la structure manque.", champ="nom")
    if structure.telephone and not _TELEPHONE.fullmatch(structure.telephone):
        raise EntreeRefusee("Ce numéro de téléphone n'en est pas un.", champ="telephone")
    lire_fuseau(structure.fuseau)


def controler_conseiller(nom: str) -> None:
    if not nom.strip() or len(nom) > 80:
        raise EntreeRefusee(
            "Le nom du conseiller manque ou dépasse 80 caractères.", champ="conseiller"
        )


def lire_fuseau(nom: str) -> ZoneInfo:
    try:
        return ZoneInfo(nom)
    except (ZoneInfoNotFoundError, ValueError, OSError) as erreur:
        raise EntreeRefusee(
            "Ce fuseau horaire n'existe pas.",
            champ="fuseau",
            advice="Exemples : Europe/Paris, Indian/Reunion, America/Martinique.",
        ) from erreur


def ecrire_publique(
    dossier: Path, structure: Structure, ecrire: Callable[[Path, bytes], None]
) -> None:
    objet = {champ: getattr(structure, champ) for champ in _LONGUEURS}
    ecrire(dossier / NOM_FICHIER, json.dumps(objet, ensure_ascii=False, indent=1).encode())


def lire_publique(dossier: Path) -> Structure | None:
    """La part publique ; ``None`` si le fichier manque ou ne se lit pas."""
    try:
        objet = json.loads((dossier / NOM_FICHIER).read_bytes())
        champs = {champ: str(objet[champ]) for champ in _LONGUEURS}
        structure = Structure(
            nom=champs["nom"],
            adresse=champs["adresse"],
            horaires=champs["horaires"],
            telephone=champs["telephone"],
            fuseau=champs["fuseau"],
        )
        controler(structure)
    except (OSError, ValueError, KeyError, TypeError, EntreeRefusee):
        return None
    return structure


def en_dict(structure: Structure) -> dict[str, str]:
    """Les champs rangés en base."""
    return {champ: valeur for champ, valeur in asdict(structure).items() if champ in _LONGUEURS}
