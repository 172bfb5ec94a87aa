"""Dire l'échéance d'une étape : les mêmes mots à l'écran, sur le papier et au terminal.

Contrat public, « Parcours » : un conseil dont le délai n'est pas dans une source se dit
« conseillé avant le … » ; une obligation ou une perte de droit, « délai à vérifier ».
"""

from datetime import date

from guichet.parcours.calendrier import INSECABLE, du_au, jour_court
from guichet.parcours.etape import Etape, Parcours

SANS_DATE = "sans date"
DELAI_A_VERIFIER = "délai à vérifier"
_JOURS_COMPTES_EN_JOURS = 60
_JOURS_PAR_MOIS = 30.4375


def echeance(etape: Etape, *, au: date) -> str:
    """La phrase de la carte, en entier : « avant le 30 nov. », « en retard de 3 jours »…

    ``au`` : le jour où l'on regarde. Le texte contient des espaces insécables (U+00A0).
    """
    return variantes(etape, au=au)[0]


def variantes(etape: Etape, *, au: date) -> tuple[str, ...]:
    """La même échéance, de la phrase la plus complète à la plus courte.

    La frise prend la première qui tient dans la carte ; toutes gardent le sens.
    """
    if etape.faite_le is not None:
        return (_faite(etape.faite_le, au),)
    if etape.date_sure is None:
        return _sans_date(etape)
    if _obligation_non_verifiee(etape):
        return _a_verifier(etape.date_sure, au)
    if etape.date_sure < au:
        return (_en_retard(etape, etape.date_sure, au),)
    return _a_venir(etape, etape.date_sure, au)


def lignes_de_carte(etape: Etape, *, au: date) -> tuple[str, ...]:
    """Ce qu'une carte écrit sous son titre : « si garde alternée, 2 févr. ».

    De la phrase la plus complète à la plus courte, condition comprise.
    """
    dites = variantes(etape, au=au)
    if etape.concerne == "oui" or etape.faite_le is not None:
        return dites
    si = etape.condition_courte or "à vérifier"
    if etape.date_sure is None:
        return (f"{si}, {dites[0]}", f"{si}, {dites[-1]}", dites[-1])
    if etape.date_sure < au or _obligation_non_verifiee(etape):
        return (f"{si}, {dites[0]}", f"à vérifier, {dites[0]}", *dites)
    jour = jour_court(etape.date_sure, au=au)
    return (f"{si}, {dites[0]}", f"{si}, {jour}", f"à vérifier, {jour}", dites[-1])


def retard(echeance: date, *, au: date) -> str:
    """« en retard de 3 jours », « en retard d'un jour » ; en mois au-delà de deux mois."""
    jours = (au - echeance).days
    if jours == 1:
        return "en retard d’un jour"
    if jours <= _JOURS_COMPTES_EN_JOURS:
        return f"en retard de {jours}{INSECABLE}jours"
    mois = int(jours / _JOURS_PAR_MOIS)
    if mois < 24:
        return f"en retard de {mois}{INSECABLE}mois"
    return f"en retard de {mois // 12}{INSECABLE}ans"


def en_retard(parcours: Parcours) -> tuple[Etape, ...]:
    """Les étapes à faire dont l'échéance est passée."""
    return tuple(etape for etape in parcours.etapes if etape.en_retard and not etape.faite_le)


def nom_complet(etape: Etape, *, organisme: str, au: date, apres: tuple[str, ...] = ()) -> str:
    """Ce que lit le lecteur d'écran : titre, organisme, échéance, condition, dépendances.

    ``apres`` : les titres des étapes à faire avant celle-ci.
    """
    morceaux = [etape.titre_court, organisme, echeance(etape, au=au)]
    if etape.concerne == "a_verifier":
        morceaux.append(f"à vérifier, {etape.condition}" if etape.condition else "à vérifier")
    if apres:
        morceaux.append(f"après{INSECABLE}: {', '.join(apres)}")
    return ", ".join(morceaux)


def _faite(le: date, au: date) -> str:
    return "fait aujourd’hui" if le == au else f"fait le {jour_court(le, au=au)}"


def _sans_date(etape: Etape) -> tuple[str, ...]:
    if etape.type == "sans" or etape.delai is None:
        return (SANS_DATE,)
    if _obligation_non_verifiee(etape):
        return (f"{etape.delai}, {DELAI_A_VERIFIER}", DELAI_A_VERIFIER)
    if _conseil(etape):
        return (f"conseillé {etape.delai}", etape.delai)
    if etape.delai.startswith(("avant ", "dès ")):
        return (etape.delai,)
    return (f"au plus tard {etape.delai}", etape.delai)


def _a_verifier(limite: date, au: date) -> tuple[str, ...]:
    if limite < au:
        return (f"{DELAI_A_VERIFIER}, peut-être dépassé", DELAI_A_VERIFIER)
    date_dite = jour_court(limite, au=au)
    return (f"{date_dite}, {DELAI_A_VERIFIER}", DELAI_A_VERIFIER)


def _en_retard(etape: Etape, limite: date, au: date) -> str:
    """Un conseil sans durée n'a pas de retard : on dit seulement de ne pas attendre."""
    if _conseil(etape) and etape.debut == etape.echeance:
        return "dès que possible"
    return retard(limite, au=au)


def _a_venir(etape: Etape, limite: date, au: date) -> tuple[str, ...]:
    debut = etape.debut
    if limite == au:
        dit: tuple[str, ...] = ("aujourd’hui",)
    elif debut == limite and etape.type != "droit_perdu":
        dit = (f"le {jour_court(limite, au=au)}",)
    elif debut is not None and au < debut < limite:
        dit = (du_au(debut, limite, au=au), f"avant le {jour_court(limite, au=au)}")
    else:
        dit = (f"avant le {jour_court(limite, au=au)}",)
    return tuple(f"conseillé {phrase}" for phrase in dit) if _conseil(etape) else dit


def _conseil(etape: Etape) -> bool:
    return etape.type == "conseillee" and not etape.delai_verifie


def _obligation_non_verifiee(etape: Etape) -> bool:
    return etape.type in ("legale", "droit_perdu") and not etape.delai_verifie
