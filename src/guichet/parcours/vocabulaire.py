"""Les faits et les dates que nomment les étapes, lus dans ``resources/faits.toml``.

Chaque fait y porte sa question, ses deux phrases (« si … ») et, s'il se tire de la
situation, comment. La table est du contenu : elle se relit sans connaître le programme.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from guichet.catalogue.chemins import ressources
from guichet.errors import EntreeRefusee

Genre: TypeAlias = Literal["oui_non", "nombre", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaitNomme:
    """Un fait. ``oui`` et ``non`` finissent une phrase qui commence par « si ».

    ``court`` et ``court_non`` : la même chose pour une carte. ``unite`` : celle d'un
    nombre. ``deduit`` : comment il se tire de la situation ; vide = on le demande.
    """

    nom: str
    question: str
    oui: str
    non: str
    genre: Genre = "oui_non"
    court: str = ""
    court_non: str = ""
    unite: str = ""
    deduit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNommee:
    """Une date dont part un délai ; ``libelle`` suit « avant » ou « après »."""

    nom: str
    libelle: str
    deduit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulaire:
    faits: Mapping[str, FaitNomme]
    dates: Mapping[str, DateNommee]

    def genre(self, nom: str) -> Genre:
        """Le genre d'un fait ou d'une date.

        Raises:
            EntreeRefusee: le nom n'existe pas ; la phrase donne le plus proche.
        """
        if nom in self.faits:
            return self.faits[nom].genre
        if nom in self.dates:
            return "date"
        raise EntreeRefusee(
            f"Le fait « {nom[:60]} » n'existe pas.", champ="fait", advice=self._proche(nom)
        )

    def _proche(self, nom: str) -> str:
        proches = difflib.get_close_matches(nom, [*self.faits, *self.dates], n=1, cutoff=0.0)
        return f"Le plus proche est « {proches[0]} » ; la liste est dans docs/faits.md."


@lru_cache(maxsize=1)
def vocabulaire() -> Vocabulaire:
    """La table, lue une fois."""
    with (ressources() / "faits.toml").open("rb") as stream:
        table = tomllib.load(stream)
    return Vocabulaire(
        faits={nom: FaitNomme(nom=nom, **champs) for nom, champs in table["faits"].items()},
        dates={nom: DateNommee(nom=nom, **champs) for nom, champs in table["dates"].items()},
    )
