"""Fabrique les paramètres préparés du moteur, dans ``<environnement>/share/guichet``.

À lancer une fois à l'installation : ``.venv/bin/python installer/parametres.py``.
Ne refait rien si la version du moteur et la surcouche n'ont pas changé.
"""

import hashlib
import json
import pickle
import sys
from pathlib import Path
from typing import Any

from guichet.calcul import chargeur
from guichet.calcul.openfisca import Noeud

# « type » est indispensable : sans lui, un barème à montant unique devient marginal.
GARDES = (
    "type",
    "rate_unit",
    "amount_unit",
    "threshold_unit",
    "unit",
    "last_value_still_valid_on",
)


def alleger(noeud: Noeud) -> None:
    """Retire documentation, références et chemins : 10 Mo deviennent 4,5 Mo."""
    noeud.metadata = {cle: noeud.metadata[cle] for cle in GARDES if cle in noeud.metadata}
    noeud.documentation = None
    noeud.file_path = None
    for enfant in getattr(noeud, "children", {}).values():
        alleger(enfant)
    for tranche in getattr(noeud, "brackets", []):
        alleger(tranche)
    for valeur in getattr(noeud, "values_list", []):
        valeur.metadata = {}
        valeur.file_path = None


def modules_du_modele() -> list[str]:
    """Les modules du modèle français ; certains dossiers n'ont pas de ``__init__.py``."""
    import openfisca_france  # noqa: PLC0415 - lourd, inutile si tout est à jour

    racine = Path(openfisca_france.__file__).parent
    fichiers = sorted((racine / "model").rglob("*.py"))
    return [
        ".".join(fichier.relative_to(racine.parent).with_suffix("").parts)
        for fichier in fichiers
        if fichier.name != "__init__.py"
    ]


def fabriquer(dossier: Path) -> int:
    """Écrit ``parametres.pickle`` et sa fiche ; rend la taille du premier, en octets."""
    systeme = chargeur.charger_origine()
    alleger(systeme.parameters)
    contenu = pickle.dumps(systeme.parameters, protocol=5)
    fiche: dict[str, Any] = dict(chargeur.fiche_attendue())
    fiche["sha256"] = hashlib.sha256(contenu).hexdigest()
    fiche["modules"] = modules_du_modele()
    dossier.mkdir(parents=True, exist_ok=True)
    _ecrire(dossier / "parametres.pickle", contenu)
    _ecrire(dossier / "parametres.json", json.dumps(fiche, indent=1).encode())
    return len(contenu)


def _ecrire(fichier: Path, contenu: bytes) -> None:
    provisoire = fichier.with_suffix(fichier.suffix + ".nouveau")
    provisoire.write_bytes(contenu)
    provisoire.replace(fichier)


def a_jour(dossier: Path) -> bool:
    fiche = chargeur.lire_fiche(dossier)
    fichier = dossier / "parametres.pickle"
    if fiche is None or not fichier.is_file():
        return False
    return hashlib.sha256(fichier.read_bytes()).hexdigest() == fiche.get("sha256")


def main() -> int:
    dossier = chargeur.dossier_parametres()
    if a_jour(dossier):
        print("Paramètres du calcul : à jour.")
        return 0
    taille = fabriquer(dossier)
    print(f"Paramètres du calcul préparés ({taille / 1e6:.1f} Mo).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
