"""La feuille que la personne emporte : ses sections dans l'ordre, sans mise en page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from guichet.catalogue.contenu import Catalogue
from guichet.catalogue.structure import Structure
from guichet.dossier.contenu import Dossier
from guichet.droits.resultat import Resultat
from guichet.parcours.caisses import regime_de
from guichet.parcours.calendrier import jour_et_mois
from guichet.parcours.etape import Parcours
from guichet.recap import aides, contacts, etapes, lieux, papiers, rendez_vous
from guichet.recap.contexte import Contexte, Options
from guichet.recap.sections import Document, Section, SectionEncadre, SectionNotes
from guichet.recap.textes import textes

__all__ = ["Document", "Options", "composer", "composer_parcours", "discret"]

_LANGUE = "fr-FR"
_HEURE = re.compile(r"(\d) ?h(?: ?(\d\d))?\b")
_TOUT = Options()


def discret(dossier: Dossier, catalogue: Catalogue) -> bool:
    """Vrai si un des parcours du dossier impose une feuille qui ne montre rien du sujet."""
    return any(_discret(parcours, catalogue) for parcours in dossier.parcours)


def composer(
    dossier: Dossier,
    catalogue: Catalogue,
    structure: Structure,
    *,
    au: date,
    options: Options = _TOUT,
    fuseau: ZoneInfo | None = None,
) -> Document:
    """Compose la feuille du dossier, telle qu'elle est remise le jour ``au``.

    ``fuseau`` : celui du guichet par défaut. Un dossier sans diagnostic n'a pas de tableau
    d'aides : l'appelant le calcule avant.
    """
    options = replace(options, discret=options.discret or discret(dossier, catalogue))
    return _composer(
        Contexte(
            catalogue=catalogue,
            structure=structure,
            au=au,
            fuseau=fuseau or ZoneInfo(structure.fuseau),
            options=options,
            mots=textes("fr"),
            parcours=tuple(_nommer(parcours, catalogue) for parcours in dossier.parcours),
            diagnostic=dossier.diagnostic,
            rendez_vous=dossier.rendez_vous,
            choix=dossier.choix,
            reference=dossier.reference,
            prenom=dossier.situation.demandeur.prenom,
            regime=regime_de(dossier.situation),
        )
    )


def composer_parcours(
    parcours: Parcours, catalogue: Catalogue, structure: Structure, *, au: date
) -> Document:
    """La feuille d'un parcours seul : ni personne, ni aides, ni rendez-vous."""
    return _composer(
        Contexte(
            catalogue=catalogue,
            structure=structure,
            au=au,
            fuseau=ZoneInfo(structure.fuseau),
            options=Options(discret=_discret(parcours, catalogue)),
            mots=textes("fr"),
            parcours=(_nommer(parcours, catalogue),),
        )
    )


def _discret(parcours: Parcours, catalogue: Catalogue) -> bool:
    moment = catalogue.moments.get(parcours.moment)
    return moment is not None and moment.discret


def _nommer(parcours: Parcours, catalogue: Catalogue) -> Parcours:
    """Un parcours relu d'un fichier peut ne pas porter son titre."""
    if parcours.titre or parcours.moment not in catalogue.moments:
        return parcours
    return replace(parcours, titre=catalogue.moments[parcours.moment].titre)


def _composer(contexte: Contexte) -> Document:
    composees = _discretes if contexte.options.discret else _ordinaires
    return _document(contexte, tuple(composees(contexte)))


def _ordinaires(contexte: Contexte) -> Iterator[Section]:
    options, diagnostic = contexte.options, contexte.diagnostic
    parcours = etapes.imprimables(contexte) if options.parcours else ()
    en_premier = etapes.premieres(parcours)
    if en_premier:
        yield etapes.section_choses(contexte, en_premier)
    if options.rendez_vous:
        yield from rendez_vous.sections(contexte)
    for chemin in parcours:
        yield etapes.section_parcours(contexte, chemin, en_premier)
    surs: tuple[Resultat, ...] = ()
    ouverts: tuple[Resultat, ...] = ()
    if options.droits and diagnostic is not None:
        if tableau := aides.section(contexte, diagnostic):
            yield tableau
        surs = aides.a_demander(contexte, diagnostic)
        ouverts = aides.a_verifier(contexte, diagnostic)
    if options.papiers and (liste := papiers.section(contexte, surs, ouverts, parcours)):
        yield liste
    yield _encadre(contexte)
    if appels := contacts.section(contexte, surs + ouverts, parcours):
        yield appels
    yield SectionNotes(titre=contexte.mots.dire("notes", "titre"))


def _discretes(contexte: Contexte) -> Iterator[Section]:
    """Une liste blanche : quand et où revenir, et comment appeler le guichet. Rien d'autre."""
    if contexte.options.rendez_vous:
        yield from rendez_vous.sections(contexte)
    yield SectionEncadre(
        titre=contexte.mots.dire("guichet", "titre"),
        phrases=(contexte.structure.nom,),
        adresse=_adresse(contexte),
    )
    yield SectionNotes(titre=contexte.mots.dire("notes", "titre"))


def _encadre(contexte: Contexte) -> SectionEncadre:
    mots = contexte.mots
    garde = () if contexte.reference else (mots.dire("recours", "garde"),)
    return SectionEncadre(
        titre=mots.dire("recours", "titre"),
        phrases=(mots.dire("recours", "texte"), *garde),
        adresse=_adresse(contexte),
    )


def _adresse(contexte: Contexte) -> tuple[str, ...]:
    structure = contexte.structure
    telephone = lieux.ecrire_numero(structure.telephone)
    numero = contexte.mots.dire("guichet", "telephone", telephone=telephone)
    horaires = _HEURE.sub(_heure, structure.horaires)
    lignes = (structure.adresse, numero if telephone else "", horaires)
    return tuple(ligne for ligne in lignes if ligne)


def _heure(trouvee: re.Match[str]) -> str:
    """« 9 h 30 » ne se coupe pas en fin de ligne."""
    heures, minutes = trouvee.groups()
    return f"{heures}\u00a0h\u00a0{minutes}" if minutes else f"{heures}\u00a0h"


def _document(contexte: Contexte, sections: tuple[Section, ...]) -> Document:
    dire, cache = contexte.mots.dire, contexte.options.discret
    return Document(
        titre=dire("page", "titre_discret" if cache else "titre"),
        # Le même nom pour toutes les feuilles : rien ne distingue une feuille discrète.
        nom_fichier=f"feuille-{contexte.au.isoformat()}.pdf",
        langue=_LANGUE,
        au=contexte.au,
        guichet=contexte.structure.nom,
        chapeaux=tuple(_chapeaux(contexte)),
        reference=_reference(contexte),
        sections=sections,
        pied=dire("page", "pied_discret") if cache else _pied(contexte),
        numero=contexte.mots.phrases["page"]["numero"],
        demonstration=dire("page", "demonstration") if contexte.structure.demonstration else "",
        discret=cache,
    )


def _chapeaux(contexte: Contexte) -> Iterator[str]:
    dire, jour = contexte.mots.dire, jour_et_mois(contexte.au)
    sobre = dire("page", "preparee", jour=jour)
    if contexte.options.discret:
        yield sobre
        return
    evenements = " ".join(
        dire("page", "evenement", moment=p.titre, jour=jour_et_mois(p.evenement))
        for p in contexte.parcours
        if contexte.options.parcours
    )
    prenom = contexte.prenom
    if prenom:
        avec = dire("page", "preparee_avec", jour=jour, prenom=prenom)
        yield f"{evenements} {avec}".strip()
    yield f"{evenements} {sobre}".strip()


def _reference(contexte: Contexte) -> str:
    reference = contexte.reference
    if not reference or contexte.options.discret:
        return ""
    return contexte.mots.dire("page", "reference", reference=reference)


def _pied(contexte: Contexte) -> str:
    dire, diagnostic = contexte.mots.dire, contexte.diagnostic
    phrases = [dire("page", "pied")]
    if diagnostic is not None:
        phrases.append(dire("page", "baremes", jour=jour_et_mois(diagnostic.bareme_au)))
    return " ".join(phrases)
