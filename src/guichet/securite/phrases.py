"""La phrase de passe : assez longue pour résister au vol de l'ordinateur.

Seuil : 80 bits, les trois formes de la délibération CNIL 2022-100 (lue dans une source
secondaire, à relire dans le texte) : 12 caractères de quatre sortes, 14 de trois sortes,
ou sept mots.
"""

import secrets
import unicodedata

from guichet.errors import EntreeRefusee

MOTS = 7
_CONSONNES = "bcdfgjklmnprstvz"
_VOYELLES = "aeiou"


def normaliser(phrase: str) -> str:
    """La même phrase, quel que soit le clavier qui l'a tapée."""
    return unicodedata.normalize("NFKC", " ".join(phrase.split()))


def controler(phrase: str) -> None:
    """Refuse une phrase qui ne tiendrait pas contre un ordinateur volé.

    Raises:
        EntreeRefusee: trop courte ou trop répétitive ; la phrase n'est pas répétée.
    """
    texte = normaliser(phrase)
    sortes = sum(
        any(sorte(lettre) for lettre in texte)
        for sorte in (str.islower, str.isupper, str.isdigit, _autre)
    )
    mots = {mot.casefold() for mot in texte.split()}
    longueurs = (
        len(texte) >= 12 and sortes == 4,
        len(texte) >= 14 and sortes >= 3,
        len(mots) >= MOTS and len(texte) >= 3 * MOTS,
    )
    if not any(longueurs) or len(set(texte)) < 8:
        raise EntreeRefusee(
            "Cette phrase de passe est trop facile à deviner.",
            champ="phrase",
            advice=(
                "Prenez sept mots différents, ou 14 caractères qui mêlent majuscules, "
                "minuscules et chiffres."
            ),
        )


def proposer() -> str:
    """Sept mots inventés, différents, prononçables, tirés au sort : 88 bits."""
    mots: dict[str, None] = {}
    while len(mots) < MOTS:
        mots["".join(secrets.choice(lettres) for lettres in (_CONSONNES, _VOYELLES) * 2)] = None
    return " ".join(mots)


def _autre(lettre: str) -> bool:
    return not lettre.isalnum()
