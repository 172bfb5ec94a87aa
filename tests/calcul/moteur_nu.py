"""Lancé par les tests : les mêmes foyers avec le chargeur d'origine, sans aucun raccourci.

Écrit en JSON sur la sortie standard, par foyer et par droit : ouvert, montant, premier mois.
"""

import json
import sys
from datetime import date
from pathlib import Path

from guichet.calcul import chargeur
from guichet.calcul.evaluation import Evaluateur
from guichet.droits.contrat import lire_situation

AU = date(2026, 11, 20)


def main(dossier: Path) -> None:
    evaluateur = Evaluateur(chargeur.charger_origine())
    fichiers = sorted(dossier.glob("*.json"))
    situations = [
        lire_situation(json.loads(fichier.read_text(encoding="utf-8")), AU) for fichier in fichiers
    ]
    resultats = {
        fichier.stem: {
            droit: [chiffre.ouvert, str(chiffre.montant), str(chiffre.premier_mois)]
            for droit, chiffre in chiffres.items()
        }
        for fichier, chiffres in zip(fichiers, evaluateur.evaluer(situations), strict=True)
    }
    sys.stdout.write(json.dumps(resultats))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
