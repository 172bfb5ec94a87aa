"""Les espaces et traits qui ne se coupent pas, avant tout affichage."""

import html
import re

INSECABLE = "\u00a0"
_ABSENTS = str.maketrans({"\u202f": INSECABLE, "\u2011": "-"})
_AVANT_SIGNE = re.compile(r" (?=[?!:;%€»])")
_ENTRE_CHIFFRES = re.compile(r"(?<=\d) (?=\d{2,3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_MOIS = "janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc"
_JOUR = re.compile(rf"(?<=\d) (?=(?:{_MOIS}))")
_HEURE = re.compile(r"(?<=\d) h(?= \d|\b) ?(?=\d)?")


def propre(texte: str) -> str:
    """Remplace ce que la police n'a pas, arrondit les apostrophes, rend insécables les espaces.

    >>> propre("Loyer : 1 150 € ?").replace(INSECABLE, "_")
    'Loyer_: 1_150_€_?'
    >>> propre("à 10 h 30").replace(INSECABLE, "_")
    'à 10_h_30'
    """
    texte = _APOSTROPHE.sub("’", texte.translate(_ABSENTS))
    texte = _AVANT_SIGNE.sub(INSECABLE, texte).replace("« ", f"«{INSECABLE}")
    texte = _ENTRE_CHIFFRES.sub(INSECABLE, texte)
    texte = _JOUR.sub(INSECABLE, texte)
    return _HEURE.sub(lambda trouve: trouve.group().replace(" ", INSECABLE), texte)


def bulle(texte: str) -> str:
    """Un texte d'infobulle : Qt y lit du HTML, tout est donc échappé."""
    return f"<span>{html.escape(propre(texte))}</span>"
