"""Le parcours imprimé : les étapes datées, et les trois choses à faire en premier."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from guichet.parcours import phrases
from guichet.parcours.calendrier import jour_et_mois
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.periodes import Periode, decouper
from guichet.recap import lieux
from guichet.recap.contexte import Contexte
from guichet.recap.sections import (
    Chose,
    LigneEtape,
    PeriodeImprimee,
    SectionChoses,
    SectionParcours,
    Signe,
    Urgence,
)

CHOSES = 3


def imprimables(contexte: Contexte) -> tuple[Parcours, ...]:
    """Les parcours du dossier, sans les étapes qui ne s'impriment pas."""
    return tuple(
        replace(parcours, etapes=tuple(filter(contexte.etape_imprimable, parcours.etapes)))
        for parcours in contexte.parcours
    )


def premieres(parcours: Iterable[Parcours]) -> tuple[Etape, ...]:
    """Les étapes à faire en premier : les plus proches, chacune après celles qu'elle attend."""
    libres = [
        etape
        for chemin in parcours
        for etape in chemin.etapes
        if etape.faite_le is None
        and etape.concerne == "oui"
        and etape.acteur == "usager"
        and etape.date_sure is not None
    ]
    en_attente = {etape.id for etape in libres}
    retenues: list[Etape] = []
    while libres and len(retenues) < CHOSES:
        pretes = [e for e in libres if not en_attente & set(e.depend_de)] or libres
        choisie = min(pretes, key=_priorite)
        libres.remove(choisie)
        en_attente.discard(choisie.id)
        retenues.append(choisie)
    return tuple(retenues)


def _priorite(etape: Etape) -> tuple[date, bool]:
    """La date d'abord ; à date égale, ce qui fait perdre un droit."""
    return etape.date_sure or date.max, etape.type != "droit_perdu"


def section_choses(contexte: Contexte, etapes: Sequence[Etape]) -> SectionChoses:
    deja_nommes: set[str] = set()
    choses = []
    for rang, etape in enumerate(etapes, 1):
        choses.append(_chose(contexte, rang, etape, deja_nommes))
        deja_nommes.update(etape.organismes)
    return SectionChoses(titre=contexte.mots.dire("choses", "titre"), choses=tuple(choses))


def section_parcours(
    contexte: Contexte, parcours: Parcours, en_premier: Sequence[Etape]
) -> SectionParcours:
    mots = contexte.mots
    rangs = {etape.id: rang for rang, etape in enumerate(en_premier, 1)}
    periodes = decouper(parcours.etapes, au=contexte.au)
    imprimees = tuple(_periode(contexte, periode, rangs) for periode in periodes)
    signes = {ligne.signe for periode in imprimees for ligne in periode.lignes}
    legendes: tuple[Signe, ...] = ("droit_perdu", "legale")
    return SectionParcours(
        titre=mots.dire("parcours", "titre", fin=jour_et_mois(parcours.fin)),
        periodes=imprimees,
        legende=tuple((s, mots.dire("parcours", s)) for s in legendes if s in signes),
    )


def _periode(contexte: Contexte, periode: Periode, rangs: Mapping[str, int]) -> PeriodeImprimee:
    renvois = tuple(sorted(rangs[etape.id] for etape in periode.etapes if etape.id in rangs))
    return PeriodeImprimee(
        titre=periode.titre_liste,
        sous_titre=periode.sous_titre,
        renvois=renvois,
        renvoi=contexte.mots.dire("parcours", "renvoi") if renvois else "",
        lignes=tuple(_ligne(contexte, etape) for etape in periode.etapes if etape.id not in rangs),
    )


def _chose(contexte: Contexte, rang: int, etape: Etape, deja_nommes: Collection[str]) -> Chose:
    return Chose(
        rang=rang,
        titre=etape.titre,
        groupe=lieux.groupe(etape.organismes, contexte.catalogue),
        ou=_ou(contexte, etape, deja_nommes),
        quand=phrases.variantes(etape, au=contexte.au),
        urgence=_urgence(etape),
        consequence=etape.consequence or "",
        papiers=tuple(_papiers(contexte, etape.pieces)),
    )


def _ou(contexte: Contexte, etape: Etape, deja_nommes: Collection[str]) -> str:
    """« Caf : caf.fr ou 3230 » ; en toutes lettres la première fois, si l'organisme est seul."""
    premiere = len(etape.organismes) == 1 and etape.organismes[0] not in deja_nommes
    nommer = lieux.nom_long if premiere else lieux.nom
    organisme = nommer(etape.organismes, contexte.catalogue)
    moyens = next(iter(lieux.canaux(etape.canaux)), "")
    if moyens.casefold() in organisme.casefold():
        return organisme
    return contexte.mots.dire("choses", "ou", organisme=organisme, canaux=moyens)


def _papiers(contexte: Contexte, pieces: Sequence[str]) -> Iterator[str]:
    """Tous les papiers, puis de moins en moins ; à la fin, seulement le renvoi à la liste."""
    if not pieces:
        return
    dire = contexte.mots.dire
    yield dire("choses", "avec", pieces=", ".join(pieces))
    for nombre in range(len(pieces) - 1, 0, -1):
        yield dire("choses", "avec_suite", pieces=", ".join(pieces[:nombre]))
    yield dire("choses", "voir_liste")


def _ligne(contexte: Contexte, etape: Etape) -> LigneEtape:
    return LigneEtape(
        id=etape.id,
        titres=(etape.titre, etape.titre_court),
        organismes=tuple(lieux.noms(etape.organismes, contexte.catalogue)),
        groupe=lieux.groupe(etape.organismes, contexte.catalogue),
        quand=phrases.variantes(etape, au=contexte.au),
        urgence=_urgence(etape),
        signe=_signe(etape),
        faite=etape.faite_le is not None,
        suite="" if etape.faite_le else " ".join(_suite(contexte, etape)),
    )


def _suite(contexte: Contexte, etape: Etape) -> Iterator[str]:
    if etape.concerne == "a_verifier" and etape.condition:
        yield f"{etape.condition[0].upper()}{etape.condition[1:]}."
    # Une étape à nous (refaire le point) n'a pas d'organisme à qui la faire confirmer.
    if not etape.verifie and etape.acteur not in ("france_services_n1", "agent_n2"):
        yield contexte.mots.dire("parcours", "a_verifier")
    if etape.consequence:
        yield etape.consequence


def _urgence(etape: Etape) -> Urgence:
    if etape.faite_le is not None:
        return "calme"
    if etape.en_retard:
        return "retard"
    return "presse" if etape.type == "droit_perdu" else "calme"


def _signe(etape: Etape) -> Signe:
    if etape.faite_le is not None or etape.date_sure is None:
        return ""
    return etape.type if etape.type in ("legale", "droit_perdu") else ""
