"""Retrouver une commune et son code INSEE, sans réseau, en quelques millisecondes.

``resources/communes.tsv`` (voir ``installer/communes.py``) : une ligne par commune, de la
plus peuplée à la moins peuplée. On cherche dans le texte entier sans en faire 35 000
objets : l'ordre du fichier donne la meilleure réponse d'abord, et l'on s'arrête tôt.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guichet.errors import GuichetError

FICHIER = "communes.tsv"
LIMITE = 20
_LONGUEUR_MAX = 60
_CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_COURANTS = frozenset({"saint", "sainte", "les", "sur", "la", "le", "en", "de"})
_ABREGES = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


@dataclass(frozen=True, slots=True)
class Commune:
    """``code`` : INSEE. ``departement`` : ``42``, ``2A``, ``974``."""

    code: str
    nom: str
    departement: str
    codes_postaux: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.nom} ({self.departement})"


def normaliser(texte: str) -> str:
    """« L'Haÿ-les-Roses » → « l hay les roses » ; « St » → « saint »."""
    lettres = texte.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    nu = unicodedata.normalize("NFKD", lettres).encode("ascii", "ignore").decode()
    mots = re.findall(r"[a-z0-9]+", re.sub(r"\bs/", "sur ", nu))
    return " ".join(_ABREGES.get(mot, mot) for mot in mots)


class Communes:
    """Communes actuelles, arrondissements (Paris, Lyon, Marseille), et anciens noms.

    Une commune déléguée répond par le code de sa commune actuelle.
    """

    def __init__(self, chemin: Path) -> None:
        self._chemin = chemin

    @classmethod
    def load(cls, dossier: Path) -> "Communes":
        """Prêt tout de suite : le fichier n'est lu qu'à la première question."""
        return cls(dossier / FICHIER)

    def chercher(self, saisie: str, *, limite: int = LIMITE) -> list[Commune]:
        """Les communes qui répondent à « st etienne », « 42000 », « villeneuve asc »…

        D'abord le nom exact, puis les noms qui commencent ainsi, puis ceux dont un mot
        commence ainsi ; à égalité, la plus peuplée. Accents, tirets, apostrophes et
        majuscules ne comptent pas ; rien trouvé : une faute à la fin est pardonnée.
        Rien de tapé : liste vide.

        Raises:
            GuichetError: la liste des communes manque.
        """
        cherche = normaliser(saisie[:_LONGUEUR_MAX])
        trouvees = _premiers(self._pistes(cherche), limite)
        if not trouvees:
            trouvees = _premiers(self._approches(cherche), limite)
        return [self._commune(debut) for debut in trouvees]

    def par_code(self, code: str) -> Commune | None:
        """La commune de ce code INSEE, ou ``None``."""
        if not _CODE.fullmatch(code):
            return None
        debut = self._texte.find(f"\n{code}\t".encode())
        return None if debut < 0 else self._commune(debut + 1)

    @cached_property
    def _texte(self) -> bytes:
        # Des octets : la recherche y est trois fois plus rapide que dans un texte décodé.
        try:
            return b"\n" + self._chemin.read_bytes()
        except OSError as error:
            raise GuichetError(
                "La liste des communes manque.",
                advice="Réinstallez Guichet ; en attendant, tapez le code INSEE de la commune.",
            ) from error

    def _pistes(self, cherche: str) -> Iterator[int]:
        """Les débuts de ligne qui conviennent, des plus proches aux plus lointains."""
        if not cherche:
            return
        if _CODE.fullmatch(cherche.upper()) or cherche.isdigit():
            yield from self._lignes(f",{cherche}")
            yield from self._lignes(f"\n{cherche.upper()}\t")
            return
        yield from self._lignes(f"\t {cherche}\n")
        yield from self._lignes(f"\t {cherche}")
        yield from self._lignes(f" {cherche}")
        yield from self._par_mots(cherche.split())
        yield from self._sans_espaces(cherche.replace(" ", ""))

    def _par_mots(self, mots: list[str]) -> Iterator[int]:
        """Chaque mot commence un mot du nom, dans n'importe quel ordre ; 42 : le département."""
        rares = sorted(mots, key=lambda mot: (mot[0].isdigit(), mot in _COURANTS, -len(mot)))
        trop_vague = len(rares[0]) < 2 and not rares[-1].isdigit()
        if len(mots) < 2 or rares[0].isdigit() or trop_vague:
            return
        for debut in self._lignes(f" {rares[0]}"):
            ligne = self._texte[debut : self._texte.index(b"\n", debut)].decode()
            if all(_convient(mot, ligne) for mot in rares[1:]):
                yield debut

    def _sans_espaces(self, compact: str) -> Iterator[int]:
        """« lhay », « saintetienne » : le nom tapé d'un trait."""
        if len(compact) < 3:
            return
        for trouve in re.finditer(("\t " + " ?".join(compact)).encode(), self._texte):
            yield self._texte.rindex(b"\n", 0, trouve.start()) + 1

    def _approches(self, cherche: str) -> Iterator[int]:
        """Une faute à la fin du mot (« marseile ») : le plus long début connu."""
        for enleves in range(1, 4):
            court = cherche[:-enleves]
            if len(court) >= 4 and f"\t {court}".encode() in self._texte:
                yield from self._lignes(f"\t {court}")
                return

    def _lignes(self, morceau: str) -> Iterator[int]:
        """Les débuts des lignes qui contiennent ``morceau``, dans l'ordre du fichier."""
        octets = morceau.encode()
        position = self._texte.find(octets)
        while position >= 0:
            yield self._texte.rindex(b"\n", 0, position + 1) + 1
            position = self._texte.find(octets, position + 1)

    def _commune(self, debut: int) -> Commune:
        ligne = self._texte[debut : self._texte.index(b"\n", debut)].decode()
        code, nom, departement, postaux, _ = ligne.split("\t")
        return Commune(code, nom, departement, tuple(postaux.strip(",").split(",")))


def _premiers(debuts: Iterable[int], limite: int) -> list[int]:
    """Les premiers, sans répétition, dans l'ordre."""
    vus: dict[int, None] = {}
    for debut in debuts:
        vus.setdefault(debut)
        if len(vus) == limite:
            break
    return list(vus)


def _convient(mot: str, ligne: str) -> bool:
    """Un début de mot du nom, un début de code postal, ou le département (« 2B »)."""
    return f" {mot}" in ligne or f",{mot}" in ligne or ligne.startswith(mot.upper())
