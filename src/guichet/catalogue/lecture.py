"""Lire un fichier YAML sans surprise : ni alias, ni étiquette, ni clé en double.

Un sous-ensemble choisi de YAML : les dates restent du texte, les nombres à virgule sont
des ``Decimal``, seuls ``true``, ``false`` et ``null`` sont des mots réservés. L'arbre est
construit depuis les événements de libyaml : une bombe d'alias est refusée au premier alias.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import yaml

from guichet.errors import EntreeRefusee

TAILLE_MAX = 5_000_000
PROFONDEUR_MAX = 20
_MOTS = {"true": True, "false": False, "null": None}
_ENTIER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")


def lire_yaml(brut: bytes, fichier: str) -> object:
    """L'objet décrit par ``brut`` ; ``fichier`` sert à nommer l'endroit d'un refus.

    Raises:
        EntreeRefusee: pas du YAML, ou du YAML que l'on n'accepte pas ici.
    """
    if len(brut) > TAILLE_MAX:
        raise EntreeRefusee(f"Refusé : « {fichier} » dépasse 5 Mo.", champ=fichier)
    try:
        texte = brut.decode("utf-8-sig")
        evenements = yaml.parse(texte, Loader=yaml.CSafeLoader)
        return _Constructeur(fichier, evenements).document()
    except UnicodeDecodeError as error:
        raise EntreeRefusee(f"Refusé : « {fichier} » n'est pas en UTF-8.", champ=fichier) from error
    except yaml.YAMLError as error:
        marque = getattr(error, "problem_mark", None)
        ligne = f", ligne {marque.line + 1}" if marque else ""
        raise EntreeRefusee(
            f"Refusé : « {fichier} »{ligne} n'est pas du YAML correct.", champ=fichier
        ) from error


class _Constructeur:
    def __init__(self, fichier: str, evenements: Iterator[yaml.Event]) -> None:
        self._fichier = fichier
        self._evenements = evenements

    def document(self) -> object:
        objet: object = None
        documents = 0
        for evenement in self._evenements:
            if isinstance(evenement, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refus(evenement, "un seul document par fichier")
            elif isinstance(evenement, yaml.NodeEvent):
                objet = self._noeud(evenement, 1)
        return objet

    def _noeud(self, evenement: yaml.Event, profondeur: int) -> object:
        if isinstance(evenement, yaml.AliasEvent) or getattr(evenement, "anchor", None):
            raise self._refus(evenement, "les renvois (« & » et « * ») ne sont pas admis")
        if getattr(evenement, "tag", None):
            raise self._refus(evenement, "les étiquettes (« ! ») ne sont pas admises")
        if profondeur > PROFONDEUR_MAX:
            raise self._refus(evenement, f"plus de {PROFONDEUR_MAX} niveaux")
        if isinstance(evenement, yaml.ScalarEvent):
            return _valeur(evenement)
        if isinstance(evenement, yaml.SequenceStartEvent):
            return self._liste(profondeur)
        return self._objet(profondeur)

    def _liste(self, profondeur: int) -> list[object]:
        liste: list[object] = []
        while not isinstance(evenement := next(self._evenements), yaml.SequenceEndEvent):
            liste.append(self._noeud(evenement, profondeur + 1))
        return liste

    def _objet(self, profondeur: int) -> dict[str, object]:
        objet: dict[str, object] = {}
        while not isinstance(evenement := next(self._evenements), yaml.MappingEndEvent):
            if not isinstance(evenement, yaml.ScalarEvent):
                raise self._refus(evenement, "une clé doit être un mot")
            self._noeud(evenement, profondeur)
            cle = str(evenement.value)
            if cle in objet:
                raise self._refus(evenement, f"la clé « {cle[:40]} » est donnée deux fois")
            objet[cle] = self._noeud(next(self._evenements), profondeur + 1)
        return objet

    def _refus(self, evenement: yaml.Event, raison: str) -> EntreeRefusee:
        ligne = evenement.start_mark.line + 1 if evenement.start_mark else 0
        return EntreeRefusee(
            f"Refusé : « {self._fichier} », ligne {ligne} : {raison}.",
            champ=f"{self._fichier}:{ligne}",
        )


def _valeur(evenement: yaml.ScalarEvent) -> object:
    texte = str(evenement.value)
    if not evenement.implicit[0]:
        return texte
    if texte in _MOTS:
        return _MOTS[texte]
    if _ENTIER.fullmatch(texte):
        return int(texte)
    return Decimal(texte) if _DECIMAL.fullmatch(texte) else texte
