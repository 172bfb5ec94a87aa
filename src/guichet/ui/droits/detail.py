"""Le panneau « pourquoi » d'un droit, en mots : raisons, pertes, démarche, papiers, sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from guichet.catalogue.contenu import Droit
from guichet.droits.montants import dire_fourchette
from guichet.droits.resultat import Resultat, SourceCitee
from guichet.droits.situation import Situation
from guichet.parcours.calendrier import jour_court
from guichet.ui.droits.lignes import (
    MOIS_DE_LA_DEMANDE,
    MOIS_SUIVANT,
    LigneDroit,
    Redacteur,
    existe,
    fin_de_mois,
    majuscule,
)

MOTIFS = {
    "bareme": "Un barème récent n'est pas encore confirmé : la caisse peut répondre autrement.",
    "condition": "Une condition ne se vérifie qu'avec l'organisme.",
    "seuil_versement": "Selon les réponses, le montant passe sous le minimum versé.",
}
CANAUX = (("en_ligne", "En ligne"), ("telephone", "Téléphone"), ("guichet", "Sur place"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Changement:
    """Ce qui fait changer le résultat ; ``chemin`` : la réponse à donner ou à corriger."""

    texte: str
    chemin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLue:
    """« Prime d'activité (17/11/2023) » ; ``adresse`` vide : rien à copier."""

    texte: str
    adresse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Dans l'ordre où il se lit."""

    ligne: LigneDroit
    resume: str
    organismes: str
    raisons: tuple[str, ...]
    changements: tuple[Changement, ...]
    perte: str
    perte_verifiee: bool
    demander: tuple[str, ...]
    papiers: tuple[str, ...]
    apres: tuple[str, ...]
    bareme: str
    sources: tuple[SourceLue, ...]


def detailler(redacteur: Redacteur, resultat: Resultat, situation: Situation) -> Detail:
    """Tout ce que l'on sait du droit pour ce foyer."""
    droit = redacteur.droit(resultat)
    ligne = redacteur.ligne(resultat, situation)
    raisons = resultat.raisons or ((ligne.sous_ligne,) if resultat.statut == "non" else ())
    jour = resultat.date_bareme
    return Detail(
        ligne=ligne,
        resume=droit.resume if droit else "",
        organismes=" ou ".join(redacteur.nom_organisme(o) for o in resultat.organismes),
        raisons=raisons,
        changements=tuple(_changements(redacteur, resultat, situation)),
        perte=_perte(resultat, droit, situation),
        perte_verifiee=bool(droit and droit.retroactivite_verifiee),
        demander=tuple(_demander(droit)) if droit else (),
        papiers=droit.pieces if droit else (),
        apres=tuple(_apres(droit)) if droit else (),
        bareme=f"Barème du {jour_court(jour, au=jour, horizon=-1)}" if jour else "",
        sources=tuple(_source(s) for s in sorted(resultat.sources, key=_technique)),
    )


def _changements(
    redacteur: Redacteur, resultat: Resultat, situation: Situation
) -> Iterator[Changement]:
    if resultat.premier_mois is not None and resultat.unite is not None:
        premier = resultat.premier_mois
        texte = dire_fourchette(premier.min, premier.max, resultat.unite).removesuffix(" par mois")
        yield Changement(texte=f"Le premier mois : {texte}")
    if resultat.motif in MOTIFS:
        yield Changement(texte=MOTIFS[resultat.motif])
    for chemin in dict.fromkeys((*resultat.bascule, *resultat.manque)):
        if existe(chemin, situation):
            debut = "Tout dépend de" if chemin in resultat.bascule else "Le montant dépend de"
            texte = f"{debut} : {redacteur.dire(chemin, situation)}"
            yield Changement(texte=texte, chemin=chemin)


def _perte(resultat: Resultat, droit: Droit | None, situation: Situation) -> str:
    """Ce que l'on perd à attendre ; vide si rien ne presse."""
    if droit is None or resultat.statut == "non" or resultat.deja_percu:
        return ""
    regle = majuscule((droit.retroactivite or "").rstrip("."))
    if droit.retroactivite_type not in {MOIS_DE_LA_DEMANDE, MOIS_SUIVANT}:
        return f"{regle}." if regle else ""
    jour = jour_court(fin_de_mois(situation.au), au=situation.au)
    return f"{regle or 'Pas de rappel'}. Demander avant le {jour.rstrip('.')}."


def _demander(droit: Droit) -> Iterator[str]:
    for cle, mot in CANAUX:
        if valeurs := droit.canaux.get(cle, ()):
            yield f"{mot} : {', '.join(valeurs)}"
    if droit.formulaires:
        yield f"Formulaire : {', '.join(droit.formulaires)}"


def _apres(droit: Droit) -> Iterator[str]:
    sur = "" if droit.instruction_verifiee else " (à vérifier)"
    if droit.delai_instruction:
        yield f"Délai de réponse : {droit.delai_instruction.rstrip('.')}{sur}."
    if droit.silence:
        yield f"Sans réponse : {droit.silence}"
    if droit.renouvellement:
        yield f"Ensuite : {droit.renouvellement}"


def _source(source: SourceCitee) -> SourceLue:
    jour = "/".join(reversed((source.date or "").split("-"))) or "sans date"
    return SourceLue(texte=f"{source.titre} ({jour})", adresse=source.url or "")


def _technique(source: SourceCitee) -> bool:
    """Ce que lit un conseiller d'abord ; le dépôt du moteur de calcul ensuite."""
    return "openfisca" in (source.url or "")
