"""La situation et le diagnostic, dans la forme du contrat public (version 1).

``lire_*`` contrôle tout et refuse en une phrase ; ``ecrire_*`` redonne le même fichier :
absent, ``null`` et refus de répondre restent distincts.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from guichet.catalogue.schemas import verifier
from guichet.droits import coherence
from guichet.droits.ecriture import en_json
from guichet.droits.interdits import refuser_interdits
from guichet.droits.lecture import lire, nombre
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, Seuil, SourceCitee
from guichet.droits.situation import Situation
from guichet.errors import EntreeRefusee

VERSION = 1


def lire_situation(
    objet: object,
    au: date,
    *,
    au_impose: bool = False,
    commune_connue: Callable[[str], bool] | None = None,
    droits_connus: Collection[str] | None = None,
) -> Situation:
    """Le foyer décrit par un objet JSON.

    ``au`` sert si le fichier n'en donne pas ; avec ``au_impose`` il l'emporte (option
    ``--au``). Sans ``commune_connue`` ni ``droits_connus``, ces listes ne sont pas contrôlées.

    Raises:
        EntreeRefusee: une phrase qui nomme le champ, la valeur reçue, ce qui est accepté.
    """
    refuser_interdits(objet)
    verifier(objet, "situation")
    contenu = cast("Mapping[str, Any]", objet)
    _c2s_contraire(contenu)
    if "au" in contenu and not au_impose:
        au = date.fromisoformat(contenu["au"])
    situation = lire(contenu, au)
    coherence.controler(situation, commune_connue=commune_connue, droits_connus=droits_connus)
    return situation


def ecrire_situation(situation: Situation) -> dict[str, Any]:
    """L'objet JSON du foyer : ``lire_situation`` le relit à l'identique."""
    champs: dict[str, Any] = en_json(situation)
    return {"version": VERSION, **champs}


def lire_diagnostic(objet: object) -> Diagnostic:
    """Un diagnostic gardé, relu.

    Raises:
        EntreeRefusee: une phrase qui nomme le champ.
    """
    verifier(objet, "diagnostic")
    contenu = cast("Mapping[str, Any]", objet)
    return Diagnostic(
        au=date.fromisoformat(contenu["au"]),
        openfisca_france=contenu["baremes"]["openfisca_france"],
        complements=date.fromisoformat(contenu["baremes"]["complements"]),
        total=_fourchette(contenu["total"]),
        droits=tuple(_resultat(droit) for droit in contenu["droits"]),
        questions_utiles=tuple(
            (question["chemin"], question["droits"])
            for question in contenu.get("questions_utiles", ())
        ),
    )


def ecrire_diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """La forme « diagnostic » du contrat ; les montants sont des nombres JSON."""
    return {
        "version": VERSION,
        "au": diagnostic.au.isoformat(),
        "baremes": {
            "openfisca_france": diagnostic.openfisca_france,
            "complements": diagnostic.complements.isoformat(),
        },
        "total": {**_ecrire_fourchette(diagnostic.total), "unite": "€/mois"},
        "droits": [_ecrire_resultat(resultat) for resultat in diagnostic.droits],
        "questions_utiles": [
            {"chemin": chemin, "droits": droits} for chemin, droits in diagnostic.questions_utiles
        ],
    }


def _c2s_contraire(contenu: Mapping[str, Any]) -> None:
    """Une aide à « false » n'est pas gardée : c'est ici qu'elle peut contredire la mutuelle."""
    for aide in contenu.get("aides_percues") or ():
        if (
            contenu.get("mutuelle") == "c2s"
            and aide["droit"] == "c2s"
            and aide.get("montant") is False
        ):
            raise EntreeRefusee(
                "Refusé : mutuelle vaut « c2s », ce qui contredit aides_percues.c2s « false » ; "
                "attendu : la même réponse aux deux.",
                champ="mutuelle",
            )


def _fourchette(objet: Mapping[str, Any]) -> Fourchette:
    return Fourchette(min=nombre(objet["min"]), max=nombre(objet["max"]))


def _ecrire_fourchette(fourchette: Fourchette) -> dict[str, float]:
    return {"min": float(fourchette.min), "max": float(fourchette.max)}


def _resultat(objet: Mapping[str, Any]) -> Resultat:
    champs = dict(objet)
    for cle in ("organismes", "raisons", "manque", "bascule"):
        champs[cle] = tuple(champs[cle])
    for cle in ("montant_min", "montant_max"):
        champs[cle] = None if champs[cle] is None else nombre(champs[cle])
    premier, seuil, jour = champs["premier_mois"], champs["seuil"], champs["date_bareme"]
    champs["premier_mois"] = premier and _fourchette(premier)
    champs["seuil"] = seuil and Seuil(champ=seuil["champ"], jusqu_a=nombre(seuil["jusqu_a"]))
    champs["date_bareme"] = jour and date.fromisoformat(jour)
    champs["sources"] = tuple(
        SourceCitee(**{"date": None, **source}) for source in champs["sources"]
    )
    return Resultat(**champs)


def _ecrire_resultat(resultat: Resultat) -> dict[str, Any]:
    return {
        champ: _ecrire_champ(getattr(resultat, champ)) for champ in Resultat.__dataclass_fields__
    }


def _ecrire_champ(valeur: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(valeur, tuple):
        return [_ecrire_champ(element) for element in valeur]
    if isinstance(valeur, Fourchette | Seuil | SourceCitee):
        return {nom: _ecrire_champ(getattr(valeur, nom)) for nom in valeur.__dataclass_fields__}
    if isinstance(valeur, Decimal):
        return float(valeur)
    return valeur.isoformat() if isinstance(valeur, date) else valeur
