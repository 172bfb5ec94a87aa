"""Fabrique ``resources/communes.tsv`` depuis le paquet npm ``@etalab/decoupage-administratif``.

À lancer une fois par an : ``npm pack @etalab/decoupage-administratif``, décompresser, puis
``python installer/communes.py package/data resources/communes.tsv``. Version lue : 6.0.0
(code officiel géographique 2026). Données sous Licence Ouverte : voir docs/licences.md.
"""

import json
import sys
from pathlib import Path
from typing import Any

from guichet.catalogue.communes import normaliser


def lignes(donnees: Path) -> list[str]:
    """Les communes, de la plus peuplée à la moins peuplée, puis les anciens noms.

    Une commune déléguée ou associée renvoie au code de la commune actuelle : on la trouve
    par le nom que les habitants donnent encore.
    """
    communes = json.loads((donnees / "communes.json").read_text(encoding="utf-8"))
    actuelles = [
        commune
        for commune in communes
        if commune["type"] in {"commune-actuelle", "arrondissement-municipal"}
        and commune.get("codesPostaux")
    ]
    actuelles.sort(key=lambda commune: (-commune.get("population", 0), commune["code"]))
    par_code = {commune["code"]: commune for commune in actuelles}
    anciennes = [
        (commune["nom"], par_code[commune["chefLieu"]])
        for commune in communes
        if commune["type"] in {"commune-deleguee", "commune-associee"}
        and commune["nom"] != par_code[commune["chefLieu"]]["nom"]
    ]
    return [_ligne(commune["nom"], "", commune) for commune in actuelles] + [
        _ligne(nom, f" (commune : {commune['nom']})", commune) for nom, commune in anciennes
    ]


def _ligne(nom: str, precision: str, commune: dict[str, Any]) -> str:
    postaux = "".join(f",{code}" for code in sorted(commune["codesPostaux"]))
    affiche = (nom + precision).replace("'", "’").replace("Arrondissement", "arrondissement")
    cle = f" {normaliser(nom)}"
    return "\t".join((commune["code"], affiche, commune["departement"], postaux, cle))


if __name__ == "__main__":
    texte = "\n".join(lignes(Path(sys.argv[1]))) + "\n"
    Path(sys.argv[2]).write_text(texte, encoding="utf-8", newline="\n")
    print(f"{len(texte.splitlines())} communes")
