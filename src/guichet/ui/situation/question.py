"""La forme d'une question de la page : où elle s'écrit, comment on y répond, quand la montrer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from guichet.droits import chemins
from guichet.droits.situation import PAS_DEMANDE, Situation

Genre: TypeAlias = Literal["segment", "liste", "montant", "entier", "date", "commune"]
Options: TypeAlias = Sequence[tuple[object, str]]
Utile: TypeAlias = Callable[[str, Situation], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Une question : ``chemin`` du contrat, ``{id}`` remplacé par la personne.

    ``utile`` : chemin qui décide de l'affichage s'il diffère de ``chemin``. ``si`` : une
    condition de plus, sur la valeur de l'objet qui contient la réponse. ``refusable`` : la
    date peut aussi être « non ».
    """

    chemin: str
    etiquette: str
    genre: Genre
    options: Options = ()
    unite: str = "€"
    aide: str = ""
    largeur: int = 0
    utile: str = ""
    si: Callable[[object], bool] | None = None
    refusable: bool = False
    lire: Callable[[Situation, str], object] | None = None
    ecrire: Callable[[Situation, str, object], Situation] | None = None

    def chemin_pour(self, situation: Situation, identifiant: str = "") -> str:
        """Le chemin du contrat ; ``N-2`` devient l'année."""
        chemin = self.chemin.format(id=identifiant)
        return chemin.replace("N-2", str(situation.au.year - 2))

    def condition(self, situation: Situation, identifiant: str = "") -> str:
        """Le chemin qui décide de l'affichage ; il distingue aussi deux champs d'un objet."""
        return self.utile.format(id=identifiant) or self.chemin_pour(situation, identifiant)

    def montree(self, situation: Situation, identifiant: str, utile: Utile) -> bool:
        """Vrai si la question a un objet pour ce foyer."""
        if not utile(self.condition(situation, identifiant), situation):
            return False
        if self.si is None:
            return True
        objet = self.chemin_pour(situation, identifiant).rpartition(".")[0]
        return self.si(chemins.valeur(situation, objet))

    def valeur(self, situation: Situation, identifiant: str = "") -> object:
        """La réponse présente, ou un ``Inconnu``."""
        chemin = self.chemin_pour(situation, identifiant)
        if self.lire is not None:
            return self.lire(situation, chemin)
        valeur = chemins.valeur(situation, chemin)
        # « Non » pour tout l'objet : le champ de détail n'a pas de réponse à montrer.
        sans_non = not self.refusable and not any(option is False for option, _ in self.options)
        return PAS_DEMANDE if valeur is False and sans_non else valeur

    def repondre(self, situation: Situation, identifiant: str, valeur: object) -> Situation:
        """La situation avec cette réponse."""
        chemin = self.chemin_pour(situation, identifiant)
        if self.ecrire is not None:
            return self.ecrire(situation, chemin, valeur)
        return chemins.remplacer(situation, chemin, valeur)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupe:
    """Un panneau de la page ; ``par_personne`` : les questions se répètent pour chacune."""

    id: str
    titre: str
    questions: tuple[Question, ...]
    par_personne: bool = False
