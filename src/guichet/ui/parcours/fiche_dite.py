"""Ce que dit la fiche d'une étape. Python pur."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.catalogue.contenu import Organisme
from guichet.parcours.calendrier import jour_et_mois
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.lignes import groupe_de, nom_de
from guichet.parcours.phrases import echeance

CANAUX = {
    "en_ligne": ("globe", "En ligne"),
    "telephone": ("phone", "Par téléphone"),
    "guichet": ("store", "Sur place"),
    "courrier": ("mail", "Par courrier"),
}
ACTEURS = {
    "france_services_n1": "à faire par le guichet",
    "agent_n2": "à faire avec un agent de la caisse",
    "organisme": "fait par l'organisme",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FicheDite:
    """``famille`` : la couleur du délai ; ``canaux`` et ``papiers`` : (icône, texte).

    ``danger`` : le conseiller peut dire ici qu'il y a un danger.
    """

    etape: str
    titre: str
    groupe: str
    qui: str
    famille: str
    icone: str
    quand: str
    pourquoi: str
    condition: str
    action: str
    note: str
    dabord: tuple[str, ...]
    papiers: tuple[str, ...]
    canaux: tuple[tuple[str, str, str], ...]
    source: str
    faite: bool
    danger: bool


def dire_fiche(
    etape: Etape,
    parcours: Parcours,
    organismes: Mapping[str, Organisme],
    *,
    au: date,
    prenom: str,
    danger: bool,
    discret: bool = False,
) -> FicheDite:
    """La fiche de ``etape``, regardée le jour ``au``."""
    titres = {e.id: e.titre_court for e in parcours.etapes if e.faite_le is None}
    acteur = ACTEURS.get(etape.acteur, f"à faire par {prenom}")
    famille, icone = _famille(etape)
    return FicheDite(
        etape=etape.id,
        titre=etape.titre,
        groupe=groupe_de(etape, organismes),
        qui=f"{nom_de(etape, organismes)} · {acteur}".strip(" ·"),
        famille=famille,
        icone=icone,
        quand=_quand(etape, au),
        pourquoi=_pourquoi(etape),
        condition=f"À vérifier : {etape.condition}." if etape.condition else "",
        action=etape.action,
        note=etape.raison or "",
        dabord=tuple(titres[d] for d in etape.depend_de if d in titres),
        papiers=etape.pieces,
        canaux=tuple(
            (*CANAUX[canal], ", ".join(valeurs))
            for canal, valeurs in etape.canaux.items()
            if canal in CANAUX and valeurs
        ),
        source=_source(etape, discret=discret),
        faite=etape.faite_le is not None,
        danger=danger,
    )


def _famille(etape: Etape) -> tuple[str, str]:
    if etape.faite_le is not None:
        return "probable", "check"
    if etape.en_retard:
        return "danger", "triangle-alert"
    if etape.type == "droit_perdu":
        return "danger", "hourglass"
    return "accent", "flag" if etape.type == "legale" else "clock"


def _quand(etape: Etape, au: date) -> str:
    dit = echeance(etape, au=au)
    return dit[:1].upper() + dit[1:]


def _pourquoi(etape: Etape) -> str:
    """Ce que l'on perd ; et l'échéance propre de l'étape quand une autre date la devance."""
    morceaux = [etape.consequence or ""]
    propre = etape.echeance
    if propre is not None and propre != etape.date_sure and etape.faite_le is None:
        morceaux.append(f"Échéance de cette étape seule : {jour_et_mois(propre)}.")
    return " ".join(morceau for morceau in morceaux if morceau)


def _source(etape: Etape, *, discret: bool) -> str:
    """``discret`` : le titre d'une page officielle peut dire à lui seul de quoi il s'agit."""
    source = etape.source
    titre = "Source officielle" if discret else source.titre
    jour = f"{source.date:%d/%m/%Y}" if isinstance(source.date, date) else source.date
    delai = "Délai vérifié dans la source." if etape.delai_verifie else "Délai à vérifier."
    verifie = "" if etape.verifie else " Étape à vérifier : pas de source sûre."
    return f"{titre}, {jour or 'sans date'}. {delai}{verifie}"
