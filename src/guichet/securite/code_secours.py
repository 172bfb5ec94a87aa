"""Le code de secours imprimé : 160 bits au hasard, lisibles, avec une somme de contrôle.

36 caractères en neuf groupes de quatre, alphabet de Crockford (ni I, ni L, ni O, ni U) :
32 pour le secret, 4 pour la somme. À la frappe, ``o`` vaut ``0``, ``i`` et ``l`` valent
``1`` ; espaces, tirets et casse ne comptent pas.
"""

import hashlib
import secrets

from guichet.errors import EntreeRefusee

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
OCTETS = 20
GROUPE = 4
_CARACTERES = 36
_SOMME_BITS = 20
_LECTURE = str.maketrans("OIL", "011", " -–.\t\n\r\u00a0\u202f")


def nouveau_secret() -> bytes:
    return secrets.token_bytes(OCTETS)


def ecrire(secret: bytes) -> str:
    """Le code à imprimer : ``7K3F-2QXA-…``."""
    nombre = (int.from_bytes(secret) << _SOMME_BITS) | _somme(secret)
    lettres = "".join(ALPHABET[nombre >> (5 * rang) & 31] for rang in reversed(range(_CARACTERES)))
    return "-".join(lettres[i : i + GROUPE] for i in range(0, _CARACTERES, GROUPE))


def lire(texte: str) -> bytes:
    """Le secret d'un code retapé.

    Raises:
        EntreeRefusee: longueur, caractère ou somme de contrôle ; le code n'est pas répété.
    """
    lettres = texte.upper().translate(_LECTURE)
    if len(lettres) != _CARACTERES:
        raise _refus(f"il a {_CARACTERES} caractères, vous en avez tapé {len(lettres)}")
    nombre = 0
    for rang, lettre in enumerate(lettres):
        valeur = ALPHABET.find(lettre)
        if valeur < 0:
            raise _refus(f"le groupe {rang // GROUPE + 1} contient un caractère impossible")
        nombre = nombre << 5 | valeur
    secret = (nombre >> _SOMME_BITS).to_bytes(OCTETS)
    if nombre & ((1 << _SOMME_BITS) - 1) != _somme(secret):
        raise _refus("un caractère au moins est faux")
    return secret


def _somme(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(secret).digest()[:4]) >> (32 - _SOMME_BITS)


def _refus(raison: str) -> EntreeRefusee:
    return EntreeRefusee(
        f"Le code de secours est mal recopié : {raison}.",
        champ="code de secours",
        advice="Reprenez-le sur la feuille imprimée, groupe par groupe.",
    )
