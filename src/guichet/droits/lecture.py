"""Du JSON du contrat aux formes du foyer, champ par champ, sans juger.

Le schéma a déjà contrôlé la forme ; ``coherence`` contrôle le sens.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from guichet.droits.situation import (
    NE_SAIT_PAS,
    PAS_DEMANDE,
    AidePercue,
    Couple,
    Garde,
    Grossesse,
    Handicap,
    Logement,
    Mois,
    ParentsEtudiant,
    PensionEnfants,
    Personne,
    Ressource,
    RevenusAnnuels,
    Situation,
)

Lecteur = Callable[[Any], Any]
JOURS_AVANT_TERME = 122  # quatre mois : la valeur essayée du contrat


def nombre(valeur: float) -> Decimal:
    """Le nombre tel qu'il est écrit : ``0.1`` reste un dixième exact."""
    return Decimal(str(valeur))


def mois(texte: str) -> Mois:
    return Mois(int(texte[:4]), int(texte[5:]))


def lire(objet: Mapping[str, Any], au: date) -> Situation:
    """Le foyer décrit par un objet déjà conforme au schéma ``situation``."""
    simples: dict[str, Lecteur] = {
        "couple": _objet(Couple, {"depuis": _date_ou_inconnue}),
        "isole_depuis": date.fromisoformat,
        "veuf_depuis": date.fromisoformat,
        "pension_enfants": _objet(PensionEnfants, {"montant": nombre}),
        "logement": _objet(Logement, {"loyer": nombre}),
        "revenus_annuels": _revenus_annuels,
        "epargne": nombre,
        "aides_percues": _aides,
    }
    contenu = {cle: v for cle, v in objet.items() if cle not in {"version", "au"}}
    personnes = tuple(_personne(personne, au) for personne in contenu.pop("personnes"))
    assumes = tuple(contenu.pop("inconnus_assumes", ()))
    champs = _champs(contenu, simples)
    if champs.get("revenus_annuels") is False:
        aucun = RevenusAnnuels(revenu_fiscal_reference=Decimal(0), revenus_imposables=Decimal(0))
        champs["revenus_annuels"] = {au.year - 2: aucun}
    return Situation(au=au, personnes=personnes, inconnus_assumes=assumes, **champs)


def _champs(objet: Mapping[str, Any], lecteurs: Mapping[str, Lecteur]) -> dict[str, Any]:
    return {cle: _reponse(valeur, lecteurs.get(cle)) for cle, valeur in objet.items()}


def _reponse(valeur: Any, lecteur: Lecteur | None) -> Any:  # noqa: ANN401 - JSON
    if valeur is None:
        return NE_SAIT_PAS
    if lecteur is None:
        return valeur
    if valeur is False and lecteur not in _TRADUISENT_NON:
        return False
    return lecteur(valeur)


def _objet(forme: type[Any], lecteurs: Mapping[str, Lecteur]) -> Lecteur:
    return lambda objet: forme(**_champs(objet, lecteurs))


def _nombre_ou_zero(valeur: Any) -> Decimal:  # noqa: ANN401 - JSON
    return nombre(valeur or 0)


def _entier_ou_zero(valeur: Any) -> int:  # noqa: ANN401 - JSON
    return int(valeur or 0)


def _date_ou_inconnue(valeur: Any) -> Any:  # noqa: ANN401 - JSON
    """« Non » ne veut rien dire ici : on ne sait pas depuis quand."""
    return date.fromisoformat(valeur) if valeur else NE_SAIT_PAS


_TRADUISENT_NON: tuple[Lecteur, ...] = (_nombre_ou_zero, _entier_ou_zero, _date_ou_inconnue)


def _personne(objet: Mapping[str, Any], au: date) -> Personne:
    lecteurs: dict[str, Lecteur] = {
        "date_naissance": date.fromisoformat,
        "grossesse": lambda grossesse: _grossesse(grossesse, au),
        "titre_sejour_depuis": date.fromisoformat,
        "handicap": _objet(Handicap, {}),
        "garde": _objet(Garde, {"heures": _nombre_ou_zero, "cout": _nombre_ou_zero}),
        "heures_3_ans": int,
        "parents": _objet(
            ParentsEtudiant,
            {
                "revenus_imposables": _nombre_ou_zero,
                "enfants_a_charge": _entier_ou_zero,
                "enfants_superieur": _entier_ou_zero,
                "distance_km": _entier_ou_zero,
            },
        ),
        "ressources": lambda liste: tuple(_ressource(ligne) for ligne in liste),
    }
    contenu = {cle: v for cle, v in objet.items() if cle != "prenom"}
    return Personne(prenom=objet.get("prenom") or "", **_champs(contenu, lecteurs))


def _grossesse(objet: Mapping[str, Any], au: date) -> Grossesse:
    terme = objet.get("terme_prevu")
    if terme:
        return Grossesse(terme_prevu=date.fromisoformat(terme))
    inconnu = NE_SAIT_PAS if "terme_prevu" in objet else PAS_DEMANDE
    suppose = date.fromordinal(au.toordinal() + JOURS_AVANT_TERME)
    return Grossesse(terme_prevu=suppose, terme_inconnu=inconnu)


def _ressource(objet: Mapping[str, Any]) -> Ressource:
    return Ressource(
        type=objet["type"],
        montant=_reponse(objet["montant"], _nombre_ou_zero) if "montant" in objet else PAS_DEMANDE,
        du=mois(objet["du"]),
        au=mois(objet["au"]) if objet.get("au") else None,
        environ=bool(objet.get("environ")),
    )


def _aides(liste: list[Mapping[str, Any]]) -> tuple[AidePercue, ...]:
    """Une aide dont le montant est « non » n'est pas perçue : elle ne reste pas dans la liste."""
    return tuple(
        AidePercue(
            droit=aide["droit"],
            montant=_reponse(aide["montant"], nombre) if "montant" in aide else PAS_DEMANDE,
            du=mois(aide["du"]),
            au=mois(aide["au"]) if aide.get("au") else None,
        )
        for aide in liste
        if aide.get("montant") is not False
    )


def _revenus_annuels(objet: Mapping[str, Any]) -> dict[int, RevenusAnnuels]:
    noms = ("revenu_fiscal_reference", "revenus_imposables")
    lecteurs = dict.fromkeys(noms, _nombre_ou_zero)
    annees = {}
    for annee, revenus in objet.items():
        # null ou false pour toute l'année vaut pour ses deux montants.
        detail = revenus if isinstance(revenus, dict) else dict.fromkeys(noms, revenus)
        annees[int(annee)] = RevenusAnnuels(**_champs(detail, lecteurs))
    return annees
