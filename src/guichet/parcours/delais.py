"""Le délai d'une étape : du contenu (durées autour d'une date nommée) aux dates."""

from dataclasses import dataclass
from datetime import date

from guichet.catalogue.contenu import CasParticulier, Echeance
from guichet.parcours.conditions import Faits, evaluer
from guichet.parcours.dates import dater
from guichet.parcours.durees import ajouter, lire_duree
from guichet.parcours.vocabulaire import vocabulaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Delai:
    """``date_connue`` : la date de référence l'est ; sinon ``en_mots`` dit le délai."""

    debut: date | None
    echeance: date | None
    verifie: bool
    date_connue: bool
    en_mots: str | None = None


def calculer(echeance: Echeance, faits: Faits) -> Delai:
    """Le délai, exceptions comprises.

    Une exception dont la condition est vraie remplace le délai général. Si l'on ne sait
    pas, on garde la plus proche des deux échéances : personne ne doit arriver trop tard.
    """
    jour = dater(echeance.reference, faits)
    general = _dater(jour, echeance)
    possibles = [general]
    for cas in echeance.cas_particuliers:
        vaut = evaluer(cas.condition, faits)
        if vaut:
            possibles = [_dater_cas(jour, echeance, cas)]
            break
        if vaut is None:
            possibles.append(_dater_cas(jour, echeance, cas))
    return min(possibles, key=lambda delai: delai.echeance or date.max)


def _dater(jour: date | None, echeance: Echeance) -> Delai:
    if jour is None:
        return Delai(
            debut=None,
            echeance=None,
            verifie=echeance.verifie,
            date_connue=False,
            en_mots=_en_mots(echeance),
        )
    debut = None if echeance.min is None else ajouter(jour, echeance.min)
    fin = None if echeance.max is None else ajouter(jour, echeance.max)
    return Delai(
        debut=debut, echeance=_pas_avant(debut, fin), verifie=echeance.verifie, date_connue=True
    )


def _dater_cas(jour: date | None, echeance: Echeance, cas: CasParticulier) -> Delai:
    """``date_min`` et ``date_max`` remplacent les durées ; ``max`` remplace la durée max."""
    debut = None if jour is None or echeance.min is None else ajouter(jour, echeance.min)
    fin = None if jour is None or cas.max is None else ajouter(jour, cas.max)
    debut, fin = cas.date_min or debut, cas.date_max or fin
    return Delai(
        debut=debut,
        echeance=_pas_avant(debut, fin),
        verifie=cas.verifie,
        date_connue=jour is not None or fin is not None,
    )


def _pas_avant(debut: date | None, fin: date | None) -> date | None:
    """Trente jours après le 31 janvier dépassent « un mois » : l'échéance ne précède pas."""
    return max(debut, fin) if debut and fin else fin


def _en_mots(echeance: Echeance) -> str | None:
    """« 2 mois après le jugement », « avant le début du congé »."""
    texte = echeance.max or echeance.min
    if texte is None:
        return None
    libelle = vocabulaire().dates[echeance.reference].libelle
    duree = lire_duree(texte)
    if duree.nulle:
        des = echeance.min is not None and lire_duree(echeance.min).nulle
        return f"dès {libelle}" if des else f"avant {libelle}"
    sens = "après" if duree.signe > 0 else "avant"
    return f"{duree.en_mots()} {sens} {libelle}"
