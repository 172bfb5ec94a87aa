"""Les faits connus : ce que la situation dit sûrement, plus ce que le conseiller ajoute.

Un fait absent du résultat est inconnu. Un fait donné l'emporte sur un fait déduit :
c'est la réponse la plus récente. La liste est dans ``docs/faits.md``.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial

from guichet.catalogue.contenu import Moment
from guichet.droits.situation import Situation
from guichet.errors import EntreeRefusee
from guichet.parcours import deductions_foyer as foyer
from guichet.parcours import deductions_travail as travail
from guichet.parcours.conditions import Valeur
from guichet.parcours.contexte import Contexte, contexte
from guichet.parcours.dates import dates_deduites
from guichet.parcours.vocabulaire import vocabulaire

_NOMBRE_MAX = 1000

DEDUCTIONS: Mapping[str, Callable[[Contexte], Valeur | None]] = {
    "a_travaille": travail.a_travaille,
    "aah": foyer.aah,
    "aah_accordee": lambda ctx: travail.vrai_seulement(foyer.aah(ctx)),
    "actif": travail.actif,
    "aeeh_en_cours": lambda ctx: ctx.recoit_aide("aeeh"),
    "age": travail.age,
    "aide_personne_agee": partial(foyer.aide_un_proche, "age"),
    "aide_personne_handicapee": partial(foyer.aide_un_proche, "handicap"),
    "allocataire": foyer.allocataire,
    "are_en_cours": travail.are_en_cours,
    "asf_ouverte": lambda ctx: ctx.recoit_aide("asf"),
    "autorise_travail": foyer.autorise_travail,
    "boursier": travail.boursier,
    "confie_ase": travail.confie_ase,
    "confie_ase_avant_16_ans": travail.confie_ase_avant_16_ans,
    "demandeur_emploi": travail.demandeur_emploi,
    "droits_mdph_ouverts": foyer.droits_mdph_ouverts,
    "electeur": foyer.electeur,
    "en_couple": foyer.en_couple,
    "en_emploi": travail.travaille,
    "en_etablissement": foyer.en_etablissement,
    "en_formation": travail.en_formation,
    "enfant_malade": partial(foyer.aide_un_proche, "enfant_malade"),
    "enfants_a_charge": foyer.enfants_a_charge,
    "garde_payante": foyer.garde_payante,
    "handicap": travail.handicap,
    "inaptitude": travail.inaptitude,
    "inscrit_france_travail": travail.inscrit_france_travail,
    "invalidite": travail.invalidite,
    "locataire": foyer.locataire,
    "marie": foyer.marie,
    "marie_avec_defunt": foyer.marie_avec_defunt,
    "micro_entrepreneur": travail.micro_entrepreneur,
    "mutuelle_parents": foyer.mutuelle_parents,
    "nationalite_francaise": foyer.nationalite_francaise,
    "pacse": foyer.pacse,
    "pacse_avec_defunt": foyer.pacse_avec_defunt,
    "parent_isole": foyer.parent_isole,
    "pension_fixee": foyer.pension_fixee,
    "pension_invalidite": travail.pension_invalidite,
    "pension_versee": foyer.pension_versee,
    "poursuit_etudes": travail.poursuit_etudes,
    "primo_arrivant": foyer.non_europeen_seulement,
    "residence_alternee": foyer.residence_alternee,
    "ressortissant_ue": foyer.ressortissant_ue,
    "ressources_faibles": foyer.ressources_faibles,
    "ressources_sous_plafond_aspa": lambda ctx: travail.vrai_seulement(ctx.recoit_aide("aspa")),
    "ressources_sous_plafond_paje": lambda ctx: travail.vrai_seulement(
        ctx.recoit_aide("paje_base")
    ),
    "salarie": travail.salarie,
    "sans_domicile_stable": foyer.sans_domicile_stable,
    "second_parent_actif": travail.second_parent_actif,
    "sejour_regulier": foyer.sejour_regulier,
    "titulaire_titre": foyer.titulaire_titre,
    "travaille": travail.travaille,
    "veuf": foyer.veuf,
    "visa_carte_a_solliciter": foyer.non_europeen_seulement,
    "visa_vls_ts": foyer.non_europeen_seulement,
}


def faits(
    situation: Situation | None,
    moment: Moment,
    *,
    evenement: date,
    au: date,
    donnes: Mapping[str, Valeur] | None = None,
) -> dict[str, Valeur]:
    """Les faits et les dates connus pour ce moment ; un nom absent est inconnu.

    Raises:
        EntreeRefusee: la date de l'événement est donnée deux fois, avec deux valeurs.
    """
    connus: dict[str, Valeur] = {}
    if situation is not None:
        ctx = contexte(situation, moment, evenement=evenement, au=au)
        deduits = {nom: deduire(ctx) for nom, deduire in DEDUCTIONS.items()}
        connus = {nom: valeur for nom, valeur in deduits.items() if valeur is not None}
        connus.update(dates_deduites(ctx))
    connus.update(donnes or {})
    if connus.get(moment.reference, evenement) != evenement:
        raise EntreeRefusee(
            f"« {moment.reference} » est la date de l'événement ({evenement.isoformat()}) : "
            f"elle est aussi donnée au {connus[moment.reference]}.",
            champ=f"fait.{moment.reference}",
            advice="Donnez cette date une seule fois.",
        )
    connus[moment.reference] = evenement
    return connus


def lire_faits(textes: Iterable[str]) -> dict[str, Valeur]:
    """Lit des ``NOM=VALEUR`` de la ligne de commande : ``oui``, ``non``, date ou nombre.

    Raises:
        EntreeRefusee: nom inconnu (la phrase donne le plus proche), valeur d'un autre
            genre, ou deux valeurs contraires pour un même fait.
    """
    lus: dict[str, Valeur] = {}
    for texte in textes:
        nom, egal, valeur = texte.partition("=")
        if not egal:
            raise EntreeRefusee(
                f"« {texte[:60]} » n'est pas un fait.",
                champ="fait",
                advice="Écrivez NOM=VALEUR, par exemple locataire=oui.",
            )
        lu = lire_valeur(nom.strip(), valeur.strip())
        if lus.setdefault(nom.strip(), lu) != lu:
            raise EntreeRefusee(
                f"Le fait « {nom.strip()} » est donné deux fois, avec deux valeurs.",
                champ=f"fait.{nom.strip()}",
            )
    return lus


def ecrire_faits(donnes: Mapping[str, Valeur]) -> list[str]:
    """Les ``NOM=VALEUR`` que ``lire_faits`` relit tels quels."""
    return [f"{nom}={_ecrire(valeur)}" for nom, valeur in donnes.items()]


def lire_valeur(nom: str, texte: str) -> Valeur:
    """La valeur d'un fait, du genre que le vocabulaire attend."""
    genre = vocabulaire().genre(nom)
    lire = {"oui_non": _oui_non, "nombre": _nombre, "date": _date}[genre]
    valeur = lire(texte)
    if valeur is None:
        attendu = {
            "oui_non": "oui ou non",
            "nombre": f"un nombre de 0 à {_NOMBRE_MAX}",
            "date": "une date AAAA-MM-JJ",
        }[genre]
        raise EntreeRefusee(
            f"Le fait « {nom} » vaut « {texte[:40]} » : on attend {attendu}.",
            champ=f"fait.{nom}",
        )
    return valeur


def _ecrire(valeur: Valeur) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return valeur.isoformat() if isinstance(valeur, date) else str(valeur)


def _oui_non(texte: str) -> Valeur | None:
    return {"oui": True, "non": False}.get(texte.casefold())


def _nombre(texte: str) -> Valeur | None:
    try:
        nombre = Decimal(texte.replace(",", "."))
    except InvalidOperation:
        return None
    return nombre if nombre.is_finite() and 0 <= nombre <= _NOMBRE_MAX else None


def _date(texte: str) -> Valeur | None:
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        return None
    # Python lit aussi « 20261120 » et « 2026-W47-5 ».
    return jour if jour.isoformat() == texte else None
