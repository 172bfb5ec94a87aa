"""Un foyer dont aucune valeur ne peut se trouver ailleurs par hasard."""

from typing import Any

from guichet.application.demonstration import lire_foyer as lire_demonstration


def foyer() -> Any:  # noqa: ANN401 - du JSON
    """Celui de la démonstration, aux noms, dates et montants reconnaissables."""
    objet: Any = lire_demonstration()
    nadia, ines, leo = objet["personnes"]
    nadia.update(prenom="Zzcanarine", date_naissance="1987-04-23")
    nadia["ressources"][0]["montant"] = 1173.29
    ines.update(prenom="Xylophanie", date_naissance="2013-09-17")
    leo.update(prenom="Wolfgangus", date_naissance="2017-12-06")
    objet["logement"]["loyer"] = 647.83
    objet["aides_percues"][0]["montant"] = 151.37
    return objet
