"""Lire ce que le conseiller tape : montants, dates, mois. Python pur.

Chaque lecture renvoie la valeur ou lève ``ValueError`` avec la phrase à montrer sous le
champ : quoi, et un exemple. Rien n'est effacé de ce qui a été tapé.
"""

import calendar
import re
from datetime import date
from decimal import Decimal

from guichet.droits.situation import Mois

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_SEPARATEURS = re.compile(r"[\s/.\-]+")
_BLANCS = re.compile(r"[\s\u00a0\u202f]+")


def lire_montant(texte: str, *, decimales: int = 2) -> Decimal:
    """Un nombre positif : ``1 150``, ``1150,50``, ``1 150 €``.

    >>> lire_montant("1 150,5 €")
    Decimal('1150.5')
    """
    brut = _BLANCS.sub("", texte).rstrip("€").replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]*)?", brut):
        raise ValueError("Un nombre en chiffres. Exemple : 1 150")
    montant = Decimal(brut)
    if montant < 0:
        raise ValueError("Un nombre positif. Exemple : 1 150")
    if montant != round(montant, decimales):
        raise ValueError(
            "Un nombre entier." if not decimales else "Deux chiffres après la virgule."
        )
    return montant


def ecrire_montant(montant: Decimal) -> str:
    r"""``1 150`` ou ``1 150,50``, espaces insécables.

    >>> ecrire_montant(Decimal("1150.5")).replace("\u00a0", "_")
    '1_150,50'
    """
    entier = montant == montant.to_integral_value()
    texte = f"{montant:,.0f}" if entier else f"{montant:,.2f}"
    return texte.replace(",", "\u00a0").replace(".", ",")


def lire_date(texte: str) -> date:
    """``02/11/2026``, ``2.11.2026``, ``02112026``.

    >>> lire_date("2/11/2026")
    datetime.date(2026, 11, 2)
    """
    jour, mois, annee = _morceaux(texte, (2, 2, 4), "02/11/2026")
    _verifier_mois(mois, "02/11/2026")
    nombre = calendar.monthrange(annee, mois)[1]
    if not 1 <= jour <= nombre:
        nom = MOIS[mois - 1].capitalize()
        raise ValueError(f"{nom} {annee} a {nombre} jours. Exemple : 02/11/2026")
    return date(annee, mois, jour)


def lire_mois(texte: str) -> Mois:
    """``11/2026``, ``112026``.

    >>> str(lire_mois("1/2024"))
    '2024-01'
    """
    mois, annee = _morceaux(texte, (2, 4), "11/2026")
    _verifier_mois(mois, "11/2026")
    return Mois(annee, mois)


def ecrire_date(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"


def ecrire_mois(mois: Mois) -> str:
    return f"{mois.mois:02d}/{mois.annee:04d}"


def _morceaux(texte: str, longueurs: tuple[int, ...], exemple: str) -> list[int]:
    morceaux = [m for m in _SEPARATEURS.split(texte.strip()) if m]
    if len(morceaux) == 1 and len(morceaux[0]) == sum(longueurs):
        brut = morceaux[0]
        morceaux = []
        for longueur in longueurs:
            morceaux.append(brut[:longueur])
            brut = brut[longueur:]
    chiffres = all(m.isascii() and m.isdigit() for m in morceaux)
    if len(morceaux) != len(longueurs) or not chiffres or len(morceaux[-1]) != 4:
        raise ValueError(f"En chiffres, année sur quatre chiffres. Exemple : {exemple}")
    nombres = [int(m) for m in morceaux]
    if not 1900 <= nombres[-1] <= 2100:
        raise ValueError(f"L'année va de 1900 à 2100. Exemple : {exemple}")
    return nombres


def _verifier_mois(mois: int, exemple: str) -> None:
    if not 1 <= mois <= 12:
        raise ValueError(f"Le mois va de 1 à 12. Exemple : {exemple}")
