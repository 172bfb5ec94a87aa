"""Les espaces et traits qui ne se coupent pas, avant tout affichage."""

import html
import re

INSECABLE = "\u00a0"
_ABSENTS = str.maketrans({"\u202f": INSECABLE, "\u2011": "-"})
# Signes invisibles qui retournent l'ordre des lettres : un prénom ne réécrit pas sa ligne.
_RETOURNEURS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_AVANT_SIGNE = re.compile(r" (?=[?!:;%€»])")
_ENTRE_CHIFFRES = re.compile(r"(?<=\d) (?=\d{2,3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_MOIS = "janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc"
_JOUR = re.compile(rf"(?<=\d) (?=(?:{_MOIS}))")
_HEURE = re.compile(r"(?<=\d) h(?= \d|\b) ?(?=\d)?")


def propre(texte: str) -> str:
    """Retire les signes qui retournent le texte, remplace ce que la police n'a pas, arrondit
    les apostrophes, rend insécables les espaces.

    >>> propre("Loyer : 1 150 € ?").replace(INSECABLE, "_")
    'Loyer_: 1_150_€_?'
    >>> propre("à 10 h 30").replace(INSECABLE, "_")
    'à 10_h_30'
    """
    texte = _RETOURNEURS.sub("", texte.translate(_ABSENTS))
    texte = _APOSTROPHE.sub("’", texte)
    texte = _AVANT_SIGNE.sub(INSECABLE, texte).replace("« ", f"«{INSECABLE}")
    texte = _ENTRE_CHIFFRES.sub(INSECABLE, texte)
    texte = _JOUR.sub(INSECABLE, texte)
    return _HEURE.sub(lambda trouve: trouve.group().replace(" ", INSECABLE), texte)


def bulle(texte: str) -> str:
    """Un texte d'infobulle : Qt y lit du HTML, tout est donc échappé."""
    return f"<span>{html.escape(propre(texte))}</span>"
