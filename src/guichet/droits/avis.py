"""L'avis sur un droit chiffré, d'après ce qu'il vaut dans chaque variante."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from guichet.droits.moteur import Chiffre
from guichet.droits.raisons import communes
from guichet.droits.resultat import Fourchette, Motif, Statut, Unite
from guichet.droits.variantes import Variante

# oui : versé ; petit : au-dessous du minimum versé ; doute : le calcul ne tranche pas.
Reponse: TypeAlias = Literal["oui", "petit", "doute", "non"]
ZERO: Final = Decimal(0)
DEPEND: Final = "Cela dépend de réponses qui manquent."
SANS_APPEL: Final = "Fermé quelles que soient les réponses qui manquent."
UNITES: Final[dict[str, Unite]] = {
    "ars": "€/an",
    "cheque_energie": "€/an",
    "bourse_college": "€/an",
    "bourse_lycee": "€/an",
    "paje_prime": "€",
    "c2s": "€/mois à payer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Avis:
    """Le statut, sa raison d'être, et les chemins qui le feraient changer."""

    statut: Statut
    motif: Motif | None = None
    montants: Fourchette | None = None
    premier_mois: Fourchette | None = None
    annee: int | None = None
    manque: tuple[str, ...] = ()
    bascule: tuple[str, ...] = ()
    raisons: tuple[str, ...] = ()


def unite(droit: str) -> Unite:
    return UNITES.get(droit, "€/mois")


def juger(droit: str, chiffres: Sequence[Chiffre], variantes: Sequence[Variante]) -> Avis:
    """``chiffres`` : ce que vaut le droit dans chaque variante, la centrale d'abord."""
    reponses = [_reponse(chiffre) for chiffre in chiffres]
    statut, motif = _statut(chiffres, reponses)
    ecarts = effets(chiffres, variantes)
    raisons = _raisons(chiffres, reponses, statut)
    if statut == "non":
        return Avis(statut=statut, raisons=raisons)
    return Avis(
        statut=statut,
        motif=motif,
        montants=_fourchette(droit, [_montant(chiffre) for chiffre in chiffres]),
        premier_mois=_premier_mois(droit, chiffres),
        annee=next((chiffre.annee for chiffre in chiffres if chiffre.annee), None),
        manque=ecarts,
        bascule=_bascule(reponses, variantes, ecarts) if motif == "reponse" else (),
        raisons=raisons,
    )


def effets(chiffres: Sequence[Chiffre], variantes: Sequence[Variante]) -> tuple[str, ...]:
    """Les chemins qui, seuls, changent le statut ou le montant ; le plus fort d'abord."""
    forces: dict[str, tuple[bool, Decimal]] = {}
    centre = chiffres[0]
    for chiffre, variante in zip(chiffres, variantes, strict=True):
        if len(variante.changes) != 1:
            continue
        bascule = _reponse(chiffre) != _reponse(centre)
        ecart = abs((_montant(chiffre) or ZERO) - (_montant(centre) or ZERO))
        if bascule or ecart:
            chemin = variante.changes[0]
            forces[chemin] = max(forces.get(chemin, (False, ZERO)), (bascule, ecart))
    return tuple(sorted(forces, key=lambda chemin: forces[chemin], reverse=True))


def _reponse(chiffre: Chiffre) -> Reponse:
    if chiffre.a_verifier is not None:
        return "doute"
    if not chiffre.ouvert:
        return "petit" if chiffre.seuil_versement else "non"
    return "petit" if chiffre.seuil_versement else "oui"


def _statut(
    chiffres: Sequence[Chiffre], reponses: Sequence[Reponse]
) -> tuple[Statut, Motif | None]:
    vues = set(reponses)
    if vues == {"oui"}:
        return "probable", None
    if vues <= {"non", "petit"}:
        return "non", None
    if "non" in vues and ("oui" in vues or reponses[0] == "non"):
        return "a_verifier", "reponse"
    if "doute" in vues:
        return "a_verifier", _motif_du_doute(chiffres)
    return "a_verifier", "seuil_versement"


def _motif_du_doute(chiffres: Sequence[Chiffre]) -> Motif:
    motif = next(chiffre.a_verifier[0] for chiffre in chiffres if chiffre.a_verifier)
    return "bareme" if motif == "bareme" else "condition"


def _bascule(
    reponses: Sequence[Reponse],
    variantes: Sequence[Variante],
    ecarts: tuple[str, ...],
) -> tuple[str, ...]:
    """Les chemins qui ouvrent ou ferment le droit ; seuls, sinon ensemble."""
    seuls = {
        variante.changes[0]
        for reponse, variante in zip(reponses, variantes, strict=True)
        if len(variante.changes) == 1 and reponse != reponses[0]
    }
    if seuls:
        return tuple(chemin for chemin in ecarts if chemin in seuls)
    ensemble = [
        chemin
        for reponse, variante in zip(reponses, variantes, strict=True)
        if reponse != reponses[0]
        for chemin in variante.changes
    ]
    return tuple(dict.fromkeys((*ecarts, *ensemble)))


def _montant(chiffre: Chiffre) -> Decimal | None:
    """Ce qui serait versé : rien si le droit est fermé ou trop petit."""
    if not chiffre.ouvert or chiffre.seuil_versement:
        return None
    return chiffre.montant


def _fourchette(droit: str, montants: Sequence[Decimal | None]) -> Fourchette | None:
    """Fermé vaut zéro, sauf pour ce que l'on paie : zéro y veut dire « gratuite »."""
    connus = [montant for montant in montants if montant is not None]
    if not connus:
        return None
    if len(connus) < len(montants) and unite(droit) != "€/mois à payer":
        connus.append(ZERO)
    return Fourchette(min=min(connus), max=max(connus))


def _premier_mois(droit: str, chiffres: Sequence[Chiffre]) -> Fourchette | None:
    if all(chiffre.premier_mois in {None, chiffre.montant} for chiffre in chiffres):
        return None
    return _fourchette(
        droit,
        [
            _montant(chiffre) if chiffre.premier_mois is None else chiffre.premier_mois
            for chiffre in chiffres
        ],
    )


def _raisons(
    chiffres: Sequence[Chiffre], reponses: Sequence[Reponse], statut: Statut
) -> tuple[str, ...]:
    """Ce qui reste vrai dans toutes les variantes : une supposition n'est jamais un fait."""
    sures = communes([chiffre.raisons for chiffre in chiffres])
    doute = next((chiffre.a_verifier[1] for chiffre in chiffres if chiffre.a_verifier), None)
    if doute and statut == "a_verifier" and doute not in sures:
        sures = (doute, *sures)
    if sures or not any(chiffre.raisons for chiffre in chiffres):
        return sures
    return (SANS_APPEL if statut == "non" and set(reponses) == {"non"} else DEPEND,)
