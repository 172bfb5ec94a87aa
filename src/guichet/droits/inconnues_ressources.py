"""Les inconnues d'argent : ressources, montants « environ », impôts, épargne."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from guichet.droits import chemins, objet
from guichet.droits.inconnues import (
    Inconnue,
    Poser,
    Reperes,
    changer_personne,
    poser,
    poser_personne,
)
from guichet.droits.situation import (
    Inconnu,
    Mois,
    Personne,
    Ressource,
    RevenusAnnuels,
    Situation,
    TypeRessource,
)

TYPE_SELON_ACTIVITE: Final[dict[object, TypeRessource]] = {
    "independant": "benefice_independant",
    "demandeur_emploi": "are",
    "retraite": "retraite_nette",
    "invalide": "pension_invalidite",
}
PARTS_DE_SMIC: Final = tuple(Decimal(part) for part in ("0", "0.5", "1", "1.5", "2.5"))
ENVIRON: Final = tuple(Decimal(part) for part in ("1", "0.9", "1.1"))
EPARGNE_ESSAYEE: Final = Decimal(40_000)
# Du net au déclaré : CSG non déductible et CRDS, 2,9 % de 98,25 % du brut (CSS, art. L136-1-1).
DECLARE_SUR_NET: Final = Decimal("1.036")
ABATTEMENT: Final = Decimal("0.9")  # déduction de 10 % : CGI, art. 83 et 158
DECLAREES: Final = {
    "salaire_net": DECLARE_SUR_NET,
    **dict.fromkeys(
        (
            *("are", "ass", "ij_maladie", "ij_maternite", "pension_invalidite"),
            *("retraite_brute", "retraite_nette", "pension_alimentaire_recue"),
        ),
        Decimal(1),
    ),
}
PLUS_UN_DEMI: Final = Decimal("1.5")
CalculRevenus: TypeAlias = Callable[[Situation], RevenusAnnuels]


def de_ressources(situation: Situation, reperes: Reperes) -> Iterator[Inconnue]:
    smic = reperes.baremes["smic_net"].vers(situation.au).montant
    for personne in situation.personnes:
        if not isinstance(personne.ressources, Inconnu):
            yield from _lignes(personne, situation, smic)
        elif not objet.de_la_personne("ressources", personne, situation):
            yield Inconnue(
                chemin=f"personnes.{personne.id}.ressources",
                valeurs=(poser_personne(personne.id, ressources=()),),
            )
        else:
            yield _toutes(personne, situation, smic)


def _toutes(personne: Personne, situation: Situation, smic: Decimal) -> Inconnue:
    type_ = TYPE_SELON_ACTIVITE.get(personne.activite, "salaire_net")
    du = Mois(situation.au.year - 2, 1)
    parts = _parts(Decimal(1 if personne.activite == "salarie" else 0))
    valeurs = (
        (Ressource(type=type_, montant=smic * part, du=du),) if part else () for part in parts
    )
    return Inconnue(
        chemin=f"personnes.{personne.id}.ressources",
        valeurs=tuple(poser_personne(personne.id, ressources=valeur) for valeur in valeurs),
        favorable=parts.index(Decimal(0)),
        defavorable=len(parts) - 1,
    )


def _parts(centrale: Decimal) -> tuple[Decimal, ...]:
    return (centrale, *(part for part in PARTS_DE_SMIC if part != centrale))


def _lignes(personne: Personne, situation: Situation, smic: Decimal) -> Iterator[Inconnue]:
    """Les lignes sans montant, les lignes « environ », les types qu'on refuse de dire."""
    lignes = chemins.lignes(personne)
    prefixe = f"personnes.{personne.id}.ressources."
    for type_ in dict.fromkeys(ligne.type for ligne in lignes):
        du_type = [ligne for ligne in lignes if ligne.type == type_]
        if any(isinstance(ligne.montant, Inconnu) for ligne in du_type):
            yield _sans_montant(personne, type_, smic)
        elif any(ligne.environ for ligne in du_type):
            yield _environ(personne, type_)
    donnes = {ligne.type for ligne in lignes}
    for chemin in situation.inconnus_assumes:
        type_refuse = chemin.removeprefix(prefixe)
        if chemin.startswith(prefixe) and type_refuse not in donnes:
            yield _refusee(personne, type_refuse, situation, smic)  # type: ignore[arg-type]


def _sans_montant(personne: Personne, type_: TypeRessource, smic: Decimal) -> Inconnue:
    parts = _parts(Decimal(1 if type_ == "salaire_net" else "0.5"))
    return Inconnue(
        chemin=f"personnes.{personne.id}.ressources.{type_}",
        valeurs=tuple(_completer(personne, type_, smic * part) for part in parts),
        favorable=parts.index(Decimal(0)),
        defavorable=len(parts) - 1,
    )


def _completer(personne: Personne, type_: TypeRessource, montant: Decimal) -> Poser:
    def changer(p: Personne) -> Personne:
        return replace(
            p,
            ressources=tuple(
                replace(ligne, montant=montant, environ=False)
                if ligne.type == type_ and isinstance(ligne.montant, Inconnu)
                else ligne
                for ligne in chemins.lignes(p)
            ),
        )

    return changer_personne(personne.id, changer)


def _environ(personne: Personne, type_: TypeRessource) -> Inconnue:
    return Inconnue(
        chemin=f"personnes.{personne.id}.ressources.{type_}",
        valeurs=tuple(_multiplier(personne, type_, facteur) for facteur in ENVIRON),
        favorable=1,
        defavorable=2,
    )


def _multiplier(personne: Personne, type_: TypeRessource, facteur: Decimal) -> Poser:
    def changer(p: Personne) -> Personne:
        return replace(
            p, ressources=tuple(_fois(ligne, type_, facteur) for ligne in chemins.lignes(p))
        )

    return changer_personne(personne.id, changer)


def _fois(ligne: Ressource, type_: TypeRessource, facteur: Decimal) -> Ressource:
    if ligne.type != type_ or not ligne.environ or isinstance(ligne.montant, Inconnu):
        return ligne
    return replace(ligne, montant=ligne.montant * facteur)


def _refusee(
    personne: Personne, type_: TypeRessource, situation: Situation, smic: Decimal
) -> Inconnue:
    du = Mois(situation.au.year - 2, 1)
    parts = _parts(Decimal(0))

    def ajouter(part: Decimal) -> Poser:
        ligne = Ressource(type=type_, montant=smic * part, du=du)
        ajout = (ligne,) if part else ()
        return changer_personne(
            personne.id, lambda p: replace(p, ressources=(*chemins.lignes(p), *ajout))
        )

    return Inconnue(
        chemin=f"personnes.{personne.id}.ressources.{type_}",
        valeurs=tuple(ajouter(part) for part in parts),
        defavorable=len(parts) - 1,
    )


def de_revenus_annuels(situation: Situation, _reperes: Reperes) -> Iterator[Inconnue]:
    """L'année N-2, quand ni l'avis d'impôt ni les ressources déclarées ne la disent.

    La valeur centrale reste sans réponse : le moteur prend les ressources actuelles.
    """
    annee = situation.au.year - 2
    if isinstance(situation.revenus_annuels, Inconnu):
        if couvre(situation, annee):
            return
    elif annee in situation.revenus_annuels:
        yield from _annee_partielle(situation, annee)
        return
    yield Inconnue(
        chemin="revenus_annuels",
        valeurs=(
            lambda situation: situation,
            _revenus(annee, Decimal(0)),
            _revenus(annee, PLUS_UN_DEMI),
        ),
        favorable=1,
        defavorable=2,
    )


def couvre(situation: Situation, annee: int) -> bool:
    """Vrai si les ressources déclarées du couple disent les douze mois de cette année."""
    declarees = [
        chemins.lignes(personne)
        for personne in (situation.demandeur, situation.conjoint)
        if personne is not None
    ]
    sans_reponse = any(
        personne is not None and isinstance(personne.ressources, Inconnu)
        for personne in (situation.demandeur, situation.conjoint)
    )
    if sans_reponse or not any(declarees):
        return False
    mois = [Mois(annee, rang) for rang in range(1, 13)]
    return all(
        all(any(_dans(m, ligne) for ligne in lignes) for m in mois)
        for lignes in declarees
        if lignes
    )


def _dans(mois: Mois, ligne: Ressource) -> bool:
    return ligne.du <= mois and (ligne.au is None or mois <= ligne.au)


def _annee_partielle(situation: Situation, annee: int) -> Iterator[Inconnue]:
    """Un seul des deux chiffres de l'avis : l'autre s'en déduit (déduction de 10 %)."""
    revenus = situation.revenus_annuels[annee]  # type: ignore[index]
    reference, imposables = revenus.revenu_fiscal_reference, revenus.revenus_imposables
    if isinstance(imposables, Inconnu) and not isinstance(reference, Inconnu):
        complete = replace(revenus, revenus_imposables=reference / ABATTEMENT)
        yield _seule("revenus_annuels", annee, complete)
    elif isinstance(reference, Inconnu) and not isinstance(imposables, Inconnu):
        complete = replace(revenus, revenu_fiscal_reference=imposables * ABATTEMENT)
        yield _seule("revenus_annuels", annee, complete)
    elif isinstance(reference, Inconnu):
        yield Inconnue(
            chemin=f"revenus_annuels.{annee}",
            valeurs=tuple(_revenus(annee, part) for part in (Decimal(1), Decimal(0), PLUS_UN_DEMI)),
            favorable=1,
            defavorable=2,
        )


def _seule(chemin: str, annee: int, revenus: RevenusAnnuels) -> Inconnue:
    return Inconnue(chemin=f"{chemin}.{annee}", valeurs=(_poser_annee(annee, lambda _: revenus),))


def _revenus(annee: int, part: Decimal) -> Poser:
    """Les ressources actuelles sur douze mois, multipliées par ``part``."""

    def revenus(situation: Situation) -> RevenusAnnuels:
        imposables = (annuelles(situation) * part).quantize(Decimal(1))
        return RevenusAnnuels(
            revenus_imposables=imposables, revenu_fiscal_reference=imposables * ABATTEMENT
        )

    return _poser_annee(annee, revenus)


def _poser_annee(annee: int, revenus: CalculRevenus) -> Poser:
    def poser_(situation: Situation) -> Situation:
        connus = situation.revenus_annuels
        autres = {} if isinstance(connus, Inconnu) else connus
        return replace(situation, revenus_annuels=autres | {annee: revenus(situation)})

    return poser_


def annuelles(situation: Situation) -> Decimal:
    """Salaires et pensions que le couple déclarerait pour douze mois comme celui-ci, en euros."""
    mois = Mois.de(situation.au)
    total = Decimal(0)
    for personne in (situation.demandeur, situation.conjoint):
        for ligne in chemins.lignes(personne) if personne else ():
            if _dans(mois, ligne) and not isinstance(ligne.montant, Inconnu):
                total += 12 * ligne.montant * DECLAREES.get(ligne.type, Decimal(0))
    return total


def d_epargne(situation: Situation, _reperes: Reperes) -> Iterator[Inconnue]:
    if isinstance(situation.epargne, Inconnu):
        yield Inconnue(
            chemin="epargne",
            valeurs=(poser(epargne=Decimal(0)), poser(epargne=EPARGNE_ESSAYEE)),
            defavorable=1,
        )
