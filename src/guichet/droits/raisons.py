"""Ce que toutes les variantes disent : les suppositions d'une seule ne sont pas des raisons."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

SELON: Final = "selon les réponses qui manquent"
_MONTANT: Final = re.compile("([0-9]{1,3}(?:\u00a0[0-9]{3})*(?:,[0-9]+)?)\u00a0€")


def communes(raisons: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Les phrases présentes partout, dans l'ordre de la première variante.

    Deux phrases qui ne diffèrent que par leurs montants n'en font qu'une, avec la fourchette :
    « de 310 à 712 € par mois (selon les réponses qui manquent) ».
    """
    premieres, *autres = raisons
    formes = [{_forme(phrase): phrase for phrase in variante} for variante in autres]
    reunies = []
    for phrase in premieres:
        voisines = [forme.get(_forme(phrase)) for forme in formes]
        if all(voisine is not None for voisine in voisines):
            reunies.append(_reunir([phrase, *(v for v in voisines if v is not None)]))
    return tuple(reunies)


def _forme(phrase: str) -> str:
    return _MONTANT.sub("€", phrase)


def _reunir(phrases: Sequence[str]) -> str:
    if len(set(phrases)) == 1:
        return phrases[0]
    montants = iter(zip(*(_MONTANT.findall(phrase) for phrase in phrases), strict=True))

    def fourchette(_trouve: re.Match[str]) -> str:
        valeurs = sorted(set(next(montants)), key=_lire)
        if len(valeurs) == 1:
            return f"{valeurs[0]}\u00a0€"
        return f"de {valeurs[0]} à {valeurs[-1]}\u00a0€"

    texte = _MONTANT.sub(fourchette, phrases[0])
    return f"{texte.removesuffix('.')} ({SELON})."


def _lire(montant: str) -> Decimal:
    return Decimal(montant.replace("\u00a0", "").replace(",", "."))
