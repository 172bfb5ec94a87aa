"""La référence d'un dossier : ``7K3F-2QX``, à dicter au téléphone sans se tromper.

Sept caractères tirés au sort parmi vingt-sept, où rien ne se confond (ni 0 ni O, ni 1,
I ou L, ni B, S, U ou Z) : dix milliards de références. Elle ne dit rien de la personne.
"""

import secrets

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
LONGUEUR = 7
_COUPE = 4
# Ce qu'on croit lire sur le papier, rendu à ce qui a pu y être écrit.
_LECTURE = str.maketrans("BSZ", "852", " -–.\u00a0\u202f")


def tirer() -> str:
    lettres = "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR))
    return f"{lettres[:_COUPE]}-{lettres[_COUPE:]}"


def lire(texte: str) -> str | None:
    """La référence tapée, remise en forme ; ``None`` si ce n'en est pas une.

    >>> lire(" 7k3f2qx ")
    '7K3F-2QX'
    """
    lettres = texte.upper().translate(_LECTURE)
    if len(lettres) != LONGUEUR or any(lettre not in ALPHABET for lettre in lettres):
        return None
    return f"{lettres[:_COUPE]}-{lettres[_COUPE:]}"
