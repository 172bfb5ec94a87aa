"""Les numéros que Guichet n'accepte nulle part : sécurité sociale, IBAN, carte bancaire.

Seuls les numéros dont la clé est juste sont reconnus (le NIR de 13 chiffres, sans clé,
l'est à sa structure) : un téléphone, une date, un montant ou un SIRET ne le sont pas.

Sources : NIR, structure et clé (97 - n mod 97 ; Corse 2A = 19, 2B = 18), Insee, répertoire
national d'identification des personnes physiques ; IBAN, ISO 13616 (clé mod 97-10, longueur
par pays) ; carte, ISO/IEC 7812 (clé de Luhn).
"""

import re
import unicodedata
from collections.abc import Iterator

from guichet.catalogue.schemas import chemin_du_contrat
from guichet.errors import EntreeRefusee

NIR = "un numéro de sécurité sociale"
IBAN = "un IBAN"
CARTE = "un numéro de carte bancaire"

_S = r"[\s.\-_/]?"
_NIR_15 = re.compile(
    rf"(?<!\d)[1-478](?:{_S}\d){{4}}{_S}(?:\d{_S}\d|2{_S}[AB])(?:{_S}\d){{8}}(?!\d)"
)
_NIR_13 = re.compile(
    rf"(?<!\d)(?<!\d[\s.\-/])[1-478]{_S}\d\d{_S}(?P<mois>\d\d){_S}(?P<departement>\d\d|2[AB])"
    rf"{_S}\d{{3}}{_S}\d{{3}}(?!{_S}\d)"
)
_IBAN = re.compile(rf"(?<![A-Z0-9])[A-Z]{_S}[A-Z]{_S}\d{_S}\d(?:{_S}[A-Z0-9]){{11,30}}")
_CARTE = re.compile(r"(?<!\d)(?<!\d[\s.\-/])\d(?:[\s.\-]?\d){12,18}(?![\s.\-/]?\d)")
_CARTE_GROUPEE = re.compile(
    r"(?<!\d)(?:\d{4}([\s.\-])\d{4}\1\d{4}\1\d{4}|\d{4}([\s.\-])\d{6}\2\d{4,5})(?!\d)"
)
# 13 à 16 et 19 chiffres selon le réseau ; les 14 chiffres d'un seul tenant sont des SIRET.
_RESEAUX = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"
    r"|3[47]\d{13}|35\d{14}|(?:50|5[6-8]|6\d)\d{14,17}"
)
_DINERS = re.compile(r"3(?:0[0-5]|[68]\d)\d{11}")
# Un UUID (identifiant de rendez-vous) sur 750 ressemble par hasard à l'un de ces numéros.
_UUID = re.compile(
    r"(?<![0-9A-Z])[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}(?![0-9A-Z])"
)
_LONGUEURS_IBAN = {
    pays: int(longueur)
    for longueur, liste in {
        "15": "NO",
        "16": "BE",
        "18": "DK FI FO GL NL",
        "19": "MK SI",
        "20": "AT BA EE KZ LT LU",
        "21": "CH HR LI LV",
        "22": "BG BH CR DE GB GE IE ME RS",
        "23": "AE GI IL IQ",
        "24": "AD CZ ES MD PK RO SA SE SK TN VG",
        "25": "PT",
        "26": "IS TR",
        "27": "FR GR IT MC MR SM",
        "28": "AL AZ CY DO GT HU LB PL",
        "29": "BR EG PS QA UA",
        "30": "JO KW MU",
        "31": "MT",
    }.items()
    for pays in liste.split()
}


def chercher_interdit(texte: str) -> str | None:
    """Ce que le texte contient d'interdit (« un IBAN »), ou ``None``.

    Espaces, points, tirets, chiffres pleine chasse et caractères invisibles sont tolérés.

    >>> chercher_interdit("sécu : 2 69 05 49 588 157 80")
    'un numéro de sécurité sociale'
    >>> chercher_interdit("appeler le 06 12 34 56 78 avant le 30/11/2026")
    """
    net = unicodedata.normalize("NFKC", texte).upper()
    net = "".join(signe for signe in net if unicodedata.category(signe) != "Cf")
    net = _UUID.sub(" ", net)
    # L'IBAN d'abord : une partie de ses chiffres peut ressembler à un NIR.
    if any(_iban(trouve[0]) for trouve in _IBAN.finditer(net)):
        return IBAN
    if any(_nir(trouve) for trouve in _NIR_15.finditer(net)) or any(
        _structure_nir(trouve) for trouve in _NIR_13.finditer(net)
    ):
        return NIR
    groupes = [_chiffres(trouve[0]) for trouve in _CARTE_GROUPEE.finditer(net)]
    suites = [_chiffres(trouve[0]) for trouve in _CARTE.finditer(net)]
    if any(_DINERS.fullmatch(groupe) and _luhn(groupe) for groupe in groupes):
        return CARTE
    if any(_RESEAUX.fullmatch(suite) and _luhn(suite) for suite in groupes + suites):
        return CARTE
    return None


def refuser_interdits(objet: object) -> None:
    """Cherche dans tous les textes, les clés et les nombres d'un document JSON.

    Raises:
        EntreeRefusee: le champ est nommé, le numéro n'est pas recopié.
    """
    for chemin, texte in _textes(objet, ()):
        trouve = chercher_interdit(texte)
        if trouve:
            champ = chemin_du_contrat(chemin, objet)
            raise EntreeRefusee(
                f"Refusé : {champ or 'le document'} contient {trouve} ; "
                "aucun numéro de ce genre ne s'écrit dans Guichet.",
                champ=champ,
                advice="Effacez ce numéro : la personne le donnera elle-même à l'organisme.",
            )


def _textes(
    valeur: object, chemin: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(valeur, dict):
        for cle, element in valeur.items():
            yield chemin, str(cle)
            yield from _textes(element, (*chemin, cle))
    elif isinstance(valeur, list):
        for rang, element in enumerate(valeur):
            yield from _textes(element, (*chemin, rang))
    elif isinstance(valeur, str):
        yield chemin, valeur
    elif isinstance(valeur, int | float) and 10**11 <= abs(valeur) < 10**40:
        yield chemin, str(int(valeur))


def _chiffres(texte: str) -> str:
    return re.sub(r"[\s.\-_/]", "", texte)


def _nir(trouve: re.Match[str]) -> bool:
    net = _chiffres(trouve[0])
    corps = int(net[:13].replace("2A", "19").replace("2B", "18"))
    return int(net[13:]) == 97 - corps % 97


def _structure_nir(trouve: re.Match[str]) -> bool:
    mois = int(trouve["mois"])
    return (1 <= mois <= 12 or 20 <= mois <= 42 or mois >= 50) and trouve["departement"] != "00"


def _iban(texte: str) -> bool:
    """Clé juste à la longueur du pays, et des chiffres pour moitié : ce n'est pas une phrase."""
    net = _chiffres(texte)
    net = net[: _LONGUEURS_IBAN.get(net[:2], 0)]
    if len(net) < 15 or sum(signe.isdigit() for signe in net) * 2 < len(net):
        return False
    return int("".join(str(int(signe, 36)) for signe in net[4:] + net[:4])) % 97 == 1


def _luhn(chiffres: str) -> bool:
    total = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (1 + rang % 2)
        total += valeur - 9 if valeur > 9 else valeur
    return total % 10 == 0
