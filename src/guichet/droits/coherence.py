"""Les réponses qui se contredisent : chaque refus nomme le champ et dit ce qui est attendu."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import NoReturn

from guichet.catalogue.schemas import proche
from guichet.droits import chemins
from guichet.droits.contraires import refuser_contraires
from guichet.droits.situation import (
    AidePercue,
    Couple,
    Grossesse,
    Inconnu,
    Logement,
    Mois,
    Personne,
    Situation,
)
from guichet.errors import EntreeRefusee

AGE_MAX = 125
JOURS_DE_GROSSESSE = 300
RETARD_DE_TERME = timedelta(days=31)
PREMIERE_ANNEE, DERNIERE_ANNEE = 2020, 2099


def refuser(champ: str, fait: str, attendu: str) -> NoReturn:
    raise EntreeRefusee(f"Refusé : {champ} {fait} ; attendu : {attendu}.", champ=champ)


def controler(
    situation: Situation,
    *,
    commune_connue: Callable[[str], bool] | None,
    droits_connus: Collection[str] | None,
) -> None:
    """Tous les refus du contrat qui croisent plusieurs champs, ou une liste officielle.

    Raises:
        EntreeRefusee: une phrase qui nomme le champ.
    """
    _date_regardee(situation.au)
    _roles(situation)
    _naissances(situation)
    _couple(situation)
    _dates_passees(situation)
    _periodes(situation)
    _commune(situation, commune_connue)
    _aides(situation, droits_connus)
    refuser_contraires(situation)
    _inconnus_assumes(situation)


def _date_regardee(au: date) -> None:
    if not PREMIERE_ANNEE <= au.year <= DERNIERE_ANNEE:
        refuser("au", f"vaut « {au} »", f"une date entre {PREMIERE_ANNEE} et {DERNIERE_ANNEE}")


def _roles(situation: Situation) -> None:
    personnes = situation.personnes
    for identifiant, nombre in Counter(p.id for p in personnes).items():
        if nombre > 1:
            refuser(
                "personnes.id",
                f"est donné {nombre} fois avec la même valeur",
                f"un identifiant différent par personne (« {identifiant} » est répété)",
            )
    roles = Counter(personne.role for personne in personnes)
    if roles["demandeur"] != 1:
        refuser(
            "personnes.role",
            f"donne {roles['demandeur']} demandeur(s)",
            "exactement 1 personne « demandeur »",
        )
    if roles["conjoint"] > 1:
        refuser(
            "personnes.role",
            f"donne {roles['conjoint']} conjoints",
            "0 ou 1 personne « conjoint »",
        )


def _naissances(situation: Situation) -> None:
    au = situation.au
    for personne in situation.personnes:
        champ = f"personnes.{personne.id}.date_naissance"
        if personne.date_naissance > au:
            refuser(
                champ,
                f"vaut « {personne.date_naissance} », après le {au}",
                f"une date passée (au plus tard {au})",
            )
        if personne.age(au) > AGE_MAX:
            refuser(
                champ,
                f"vaut « {personne.date_naissance} », soit {personne.age(au)} ans",
                f"une date de naissance de moins de {AGE_MAX} ans",
            )
    for enfant in situation.enfants:
        for parent in (situation.demandeur, situation.conjoint):
            if parent and enfant.date_naissance <= parent.date_naissance:
                refuser(
                    f"personnes.{enfant.id}.date_naissance",
                    f"vaut « {enfant.date_naissance} », avant son parent « {parent.id} » "
                    f"né le {parent.date_naissance}",
                    "un enfant né après ses parents",
                )


def _couple(situation: Situation) -> None:
    conjoint = situation.conjoint
    if isinstance(situation.couple, Couple) and conjoint is None:
        refuser(
            "couple",
            "décrit une union mais aucune personne n'est « conjoint »",
            "une personne de rôle « conjoint », ou false",
        )
    if conjoint is None or isinstance(situation.couple, Couple):
        return
    recu = "vaut « false »" if situation.couple is False else "manque"
    refuser(
        "couple",
        f"{recu} alors que la personne « {conjoint.id} » est « conjoint »",
        "un objet couple, ou aucune personne « conjoint »",
    )


def _dates_passees(situation: Situation) -> None:
    for champ, jour in _dates(situation):
        if isinstance(jour, date) and jour > situation.au:
            refuser(
                champ, f"vaut « {jour} », après le {situation.au}", "une date passée, false ou null"
            )
    for personne in situation.personnes:
        titre = personne.titre_sejour_depuis
        if isinstance(titre, date) and titre < personne.date_naissance:
            refuser(
                f"personnes.{personne.id}.titre_sejour_depuis",
                f"vaut « {titre} », avant la naissance",
                "une date après la naissance, false ou null",
            )
        _terme(personne, situation.au)


def _dates(situation: Situation) -> Iterator[tuple[str, object]]:
    yield "isole_depuis", situation.isole_depuis
    yield "veuf_depuis", situation.veuf_depuis
    if isinstance(situation.couple, Couple):
        yield "couple.depuis", situation.couple.depuis
    for personne in situation.personnes:
        yield f"personnes.{personne.id}.titre_sejour_depuis", personne.titre_sejour_depuis


def _terme(personne: Personne, au: date) -> None:
    if not isinstance(personne.grossesse, Grossesse):
        return
    terme = personne.grossesse.terme_prevu
    premier, dernier = au - RETARD_DE_TERME, au + timedelta(days=JOURS_DE_GROSSESSE)
    if not premier <= terme <= dernier:
        refuser(
            f"personnes.{personne.id}.grossesse.terme_prevu",
            f"vaut « {terme} »",
            f"une date entre {premier} et {dernier} (grossesse en cours), ou grossesse false",
        )


def _periodes(situation: Situation) -> None:
    lignes: list[tuple[str, Mois, Mois | None]] = [
        (f"personnes.{personne.id}.ressources.{ligne.type}.au", ligne.du, ligne.au)
        for personne in situation.personnes
        for ligne in chemins.lignes(personne)
    ]
    lignes += [
        (f"aides_percues.{aide.droit}.au", aide.du, aide.au) for aide in chemins.aides(situation)
    ]
    for champ, du, au in lignes:
        if au is not None and au < du:
            refuser(
                champ,
                f"vaut « {au} », avant le début « {du} »",
                "un mois à partir du début, ou null (encore en cours)",
            )


def _commune(situation: Situation, connue: Callable[[str], bool] | None) -> None:
    logement = situation.logement
    if not isinstance(logement, Logement) or isinstance(logement.commune, Inconnu):
        return
    if connue is not None and not connue(logement.commune):
        refuser(
            "logement.commune",
            f"vaut « {logement.commune} », qui n'est pas une commune connue",
            "un code INSEE de commune (pas un code postal), comme 44109 pour Nantes",
        )


def _aides(situation: Situation, connus: Collection[str] | None) -> None:
    aides = chemins.aides(situation)
    for rang, aide in enumerate(aides):
        if connus is not None and aide.droit not in connus:
            voisin = proche(aide.droit, list(connus))
            refuser(
                "aides_percues.droit",
                f"vaut « {aide.droit} », inconnu du catalogue",
                f"« {voisin} », par exemple" if voisin else "un identifiant du catalogue",
            )
        if any(_chevauche(aide, autre) for autre in aides[:rang]):
            refuser(
                f"aides_percues.{aide.droit}",
                "est donné deux fois pour le même mois",
                "une seule ligne par aide et par mois",
            )


def _chevauche(une: AidePercue, autre: AidePercue) -> bool:
    return (
        une.droit == autre.droit
        and (autre.au is None or une.du <= autre.au)
        and (une.au is None or autre.du <= une.au)
    )


def _inconnus_assumes(situation: Situation) -> None:
    for chemin in situation.inconnus_assumes:
        if not chemins.existe(chemin, situation):
            voisin = proche(chemin, chemins.voisins(chemin, situation))
            refuser(
                "inconnus_assumes",
                f"contient le chemin « {chemin[:80]} », qui n'existe pas",
                f"un chemin de ce foyer, comme « {voisin or 'logement.loyer'} »",
            )
        if _repondu(chemins.valeur(situation, chemin)):
            refuser(
                "inconnus_assumes",
                f"contient « {chemin} », qui a pourtant une réponse",
                "un chemin sans réponse",
            )


def _repondu(reponse: object) -> bool:
    """Une liste sans montant n'est pas une réponse : la ligne dit quoi, pas combien."""
    if isinstance(reponse, tuple):
        return not all(isinstance(ligne.montant, Inconnu) for ligne in reponse)
    return not isinstance(reponse, Inconnu)
