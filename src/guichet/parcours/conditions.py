"""Les conditions des étapes : de petites expressions lues mot à mot, jamais exécutées.

Grammaire : ``toujours`` ; un fait (``locataire``) ; une comparaison d'un fait à un nombre
ou à une date (``age >= 60``, ``date_naissance >= "2026-01-01"``) ; ``not``, ``and``, ``or``
et des parenthèses. Trois valeurs : vrai, faux, inconnu (logique de Kleene).
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from guichet.errors import EntreeRefusee

LONGUEUR_MAX = 500
PROFONDEUR_MAX = 20

Valeur: TypeAlias = bool | int | Decimal | date
Faits: TypeAlias = Mapping[str, Valeur]

_COMPARAISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_JETON = re.compile(
    r"""\s*(?:
      (?P<operateur>>=|<=|==|!=|>|<)
    | (?P<parenthese>[()])
    | "(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    | (?P<nombre>-?[0-9]{1,9}(?:\.[0-9]{1,4})?)(?![\w.])
    | (?P<nom>[A-Za-z_][A-Za-z0-9_]{0,63})(?![\w.])
    )""",
    re.VERBOSE | re.ASCII,
)
_MOTS = frozenset({"and", "or", "not", "toujours"})


@dataclass(frozen=True, slots=True)
class Constante:
    vraie: bool


@dataclass(frozen=True, slots=True)
class Fait:
    nom: str


@dataclass(frozen=True, slots=True)
class Comparaison:
    nom: str
    operateur: str
    valeur: Decimal | date


@dataclass(frozen=True, slots=True)
class Non:
    condition: "Condition"


@dataclass(frozen=True, slots=True)
class Et:
    parties: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Ou:
    parties: tuple["Condition", ...]


Condition: TypeAlias = Constante | Fait | Comparaison | Non | Et | Ou


@lru_cache(maxsize=1024)
def analyser(texte: str) -> Condition:
    """L'arbre de l'expression.

    Raises:
        EntreeRefusee: expression trop longue, trop profonde ou mal écrite.
    """
    if len(texte) > LONGUEUR_MAX:
        raise _refus(texte, f"elle dépasse {LONGUEUR_MAX} caractères")
    return _Lecteur(texte).lire()


def evaluer(texte: str, faits: Faits) -> bool | None:
    """Vrai, faux, ou ``None`` si un fait inconnu décide.

    Raises:
        EntreeRefusee: expression mal écrite, ou fait d'un autre genre que celui attendu.
    """
    reste = simplifier(analyser(texte), faits)
    return reste.vraie if isinstance(reste, Constante) else None


def faits_de(texte: str) -> tuple[str, ...]:
    """Les faits nommés par l'expression, dans l'ordre, sans répétition."""
    return noms(analyser(texte))


def noms(condition: Condition) -> tuple[str, ...]:
    """Les faits nommés par une condition déjà lue."""
    return tuple(dict.fromkeys(_noms(condition)))


def simplifier(condition: Condition, faits: Faits) -> Condition:
    """Ce qu'il reste à savoir une fois les faits connus remplacés par leur valeur."""
    match condition:
        case Constante():
            return condition
        case Fait(nom):
            return condition if nom not in faits else Constante(_booleen(nom, faits[nom]))
        case Comparaison(nom):
            return condition if nom not in faits else Constante(_comparer(condition, faits[nom]))
        case Non(interieur):
            reste = simplifier(interieur, faits)
            return Constante(not reste.vraie) if isinstance(reste, Constante) else Non(reste)
        case Et(parties):
            return _reunir(Et, parties, faits, absorbant=False)
        case Ou(parties):
            return _reunir(Ou, parties, faits, absorbant=True)


def _reunir(
    genre: type[Et] | type[Ou], parties: tuple[Condition, ...], faits: Faits, *, absorbant: bool
) -> Condition:
    restes = [simplifier(partie, faits) for partie in parties]
    if Constante(absorbant) in restes:
        return Constante(absorbant)
    inconnus = tuple(reste for reste in restes if not isinstance(reste, Constante))
    if not inconnus:
        return Constante(not absorbant)
    return inconnus[0] if len(inconnus) == 1 else genre(inconnus)


def _booleen(nom: str, valeur: Valeur) -> bool:
    if isinstance(valeur, bool):
        return valeur
    raise EntreeRefusee(
        f"Le fait « {nom} » vaut « {valeur} » : on attend oui ou non.", champ=f"faits.{nom}"
    )


def _comparer(comparaison: Comparaison, valeur: Valeur) -> bool:
    une_date = isinstance(comparaison.valeur, date)
    if isinstance(valeur, bool) or isinstance(valeur, date) != une_date:
        attendu = "une date" if une_date else "un nombre"
        raise EntreeRefusee(
            f"Le fait « {comparaison.nom} » vaut « {valeur} » : on attend {attendu}.",
            champ=f"faits.{comparaison.nom}",
        )
    return _COMPARAISONS[comparaison.operateur](valeur, comparaison.valeur)


def _noms(condition: Condition) -> Iterator[str]:
    match condition:
        case Fait(nom) | Comparaison(nom):
            yield nom
        case Non(interieur):
            yield from _noms(interieur)
        case Et(parties) | Ou(parties):
            for partie in parties:
                yield from _noms(partie)
        case Constante():
            pass


def _refus(texte: str, pourquoi: str) -> EntreeRefusee:
    extrait = texte if len(texte) <= 80 else f"{texte[:80]}…"
    return EntreeRefusee(
        f"Condition refusée « {extrait} » : {pourquoi}.",
        champ="condition",
        advice="Écrivez des faits reliés par and, or, not, ou « toujours ».",
    )


class _Lecteur:
    """Descente récursive : or, puis and, puis not, puis un fait ou une parenthèse."""

    def __init__(self, texte: str) -> None:
        self._texte = texte
        self._jetons = self._decouper()
        self._rang = 0
        self._profondeur = 0

    def lire(self) -> Condition:
        condition = self._ou()
        if self._jeton() is not None:
            raise self._inattendu()
        return condition

    def _decouper(self) -> list[re.Match[str]]:
        jetons, position = [], 0
        fin = len(self._texte.rstrip())
        while position < fin:
            trouve = _JETON.match(self._texte, position)
            if trouve is None:
                reste = self._texte[position:].strip()[:20]
                raise _refus(self._texte, f"« {reste} » n'est pas compris")
            jetons.append(trouve)
            position = trouve.end()
        return jetons

    def _jeton(self) -> re.Match[str] | None:
        return self._jetons[self._rang] if self._rang < len(self._jetons) else None

    def _prendre(self, groupe: str, *acceptes: str) -> str | None:
        """Avance si le prochain jeton est de ce genre (et de ces valeurs s'il y en a)."""
        jeton = self._jeton()
        texte = jeton.group(groupe) if jeton else None
        if texte is None or (acceptes and texte not in acceptes):
            return None
        self._rang += 1
        return texte

    def _ou(self) -> Condition:
        parties = [self._et()]
        while self._prendre("nom", "or"):
            parties.append(self._et())
        return parties[0] if len(parties) == 1 else Ou(tuple(parties))

    def _et(self) -> Condition:
        parties = [self._non()]
        while self._prendre("nom", "and"):
            parties.append(self._non())
        return parties[0] if len(parties) == 1 else Et(tuple(parties))

    def _non(self) -> Condition:
        self._profondeur += 1
        if self._profondeur > PROFONDEUR_MAX:
            raise _refus(self._texte, "elle est trop imbriquée")
        condition = Non(self._non()) if self._prendre("nom", "not") else self._atome()
        self._profondeur -= 1
        return condition

    def _atome(self) -> Condition:
        if self._prendre("parenthese", "("):
            condition = self._ou()
            if not self._prendre("parenthese", ")"):
                raise self._inattendu("une parenthèse n'est pas fermée")
            return condition
        if self._prendre("nom", "toujours"):
            return Constante(vraie=True)
        jeton = self._jeton()
        if jeton is None or jeton.group("nom") in _MOTS:
            raise self._inattendu()
        nom = self._prendre("nom")
        if nom is None:
            raise self._inattendu()
        operateur = self._prendre("operateur")
        return Comparaison(nom, operateur, self._valeur()) if operateur else Fait(nom)

    def _valeur(self) -> Decimal | date:
        nombre = self._prendre("nombre")
        if nombre is not None:
            return Decimal(nombre)
        jour = self._prendre("date")
        if jour is None:
            raise self._inattendu("on attend un nombre ou une date entre guillemets")
        try:
            return date.fromisoformat(jour)
        except ValueError as error:
            raise _refus(self._texte, f"« {jour} » n'est pas une date") from error

    def _inattendu(self, pourquoi: str = "") -> EntreeRefusee:
        jeton = self._jeton()
        ici = f"« {jeton.group().strip()} » n'est pas à sa place" if jeton else "il manque un fait"
        return _refus(self._texte, pourquoi or ici)
