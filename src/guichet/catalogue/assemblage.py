"""Du contenu contrôlé aux dataclasses figées. Ne contrôle rien : ``controle`` l'a fait."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from guichet.catalogue.brut import Contenu, faits_cites, moments
from guichet.catalogue.contenu import (
    CasParticulier,
    Catalogue,
    Contact,
    Droit,
    Echeance,
    EtapeModele,
    Moment,
    MontantSource,
    Organisme,
    Source,
    VarianteAttentionnee,
)

Objet: TypeAlias = Mapping[str, Any]
Sources: TypeAlias = Mapping[str, Source]

SANS_SOURCE = Source(titre="Non sourcé (connaissance générale, à vérifier)", url=None, date=None)


def assembler(contenu: Contenu) -> Catalogue:
    sources = {s["cle"]: _source(s) for s in contenu["sources.yaml"]["sources"]}
    liste = sorted((moment for _, moment in moments(contenu)), key=lambda m: int(m["ordre"]))
    organismes = contenu["organismes.yaml"]
    versions = [objet["version"] for objet in contenu.values() if "version" in objet]
    return Catalogue(
        droits={d["id"]: _droit(d, sources) for d in contenu["droits.yaml"]["droits"]},
        moments={m["id"]: _moment(m, sources) for m in liste},
        organismes={o["id"]: Organisme(**o) for o in organismes["organismes"]},
        telephones={t["numero"]: t["nom"] for t in organismes["telephones"]},
        version=date.fromisoformat(max(versions)),
        contacts=_contacts(organismes),
        sources=sources,
    )


def _contacts(organismes: Objet) -> dict[str, Contact]:
    numeros = [(t["numero"], t["nom"], t) for t in organismes["telephones"]]
    sites = [(s["adresse"], s["adresse"], s) for s in organismes["sites"]]
    return {
        valeur: Contact(valeur=valeur, nom=nom, source=o["source"], verifie=o["verifie"])
        for valeur, nom, o in numeros + sites
    }


def _source(objet: Objet) -> Source:
    return Source(
        titre=objet["titre"],
        url=objet.get("url"),
        date=objet.get("date"),
        editeur=objet["editeur"],
        nature=objet["nature"],
        cle=objet["cle"],
        legal=objet.get("legal"),
        edition=objet.get("edition"),
    )


def _citer(citation: str | Mapping[str, str], sources: Sources) -> Source:
    """La source citée ; un article précis remplace la référence légale générale."""
    if isinstance(citation, str):
        return sources[citation]
    source = sources[citation["cle"]]
    return Source(
        titre=source.titre,
        url=source.url,
        date=source.date,
        editeur=source.editeur,
        nature=source.nature,
        cle=source.cle,
        legal=citation["legal"],
        edition=source.edition,
    )


def _moment(objet: Objet, sources: Sources) -> Moment:
    etapes = tuple(_etape(etape, sources) for etape in objet["etapes"])
    textes = [e.condition for e in etapes]
    textes += [cas.condition for e in etapes for cas in e.echeance.cas_particuliers]
    return Moment(
        id=objet["id"],
        titre=objet["titre"],
        titre_court=objet["titre_court"],
        titre_complet=objet.get("titre_complet", objet["titre"]),
        icone=objet["icone"],
        discret=objet.get("discret", False),
        evenement=objet["evenement"],
        reference=objet["reference"],
        reference_secondaire=objet.get("reference_secondaire"),
        debut=objet["debut"],
        fin=objet["fin"],
        version=date.fromisoformat(objet["version"]),
        faits=tuple(sorted({fait for texte in textes for fait in faits_cites(texte)})),
        etapes=etapes,
        variantes_attentionnees=tuple(
            VarianteAttentionnee(
                public=variante["public"],
                change=variante["change"],
                source=sources[variante["source"]] if "source" in variante else None,
                verifie=variante["verifie"],
            )
            for variante in objet["variantes_attentionnees"]
        ),
    )


def _etape(objet: Objet, sources: Sources) -> EtapeModele:
    citees = [_citer(source, sources) for source in objet.get("sources", ())]
    return EtapeModele(
        id=objet["id"],
        titre=objet["titre"],
        titre_court=objet["titre_court"],
        organismes=tuple(objet["organismes"]),
        acteur=objet["acteur"],
        action=objet["action"],
        condition=objet["condition"],
        pieces=tuple(objet.get("pieces", ())),
        canaux=_canaux(objet.get("canaux", {})),
        echeance=_echeance(objet["echeance"]),
        droits=tuple(objet.get("droits", ())),
        dependances=tuple(objet.get("dependances", ())),
        source=citees[0] if citees else SANS_SOURCE,
        sources_complementaires=tuple(citees[1:]),
        verifie=objet["verifie"],
        fraicheur=objet["fraicheur"],
        note=objet.get("note"),
        attentionne="attentionne_pour" in objet,
        attentionne_pour=objet.get("attentionne_pour"),
    )


def _echeance(objet: Objet) -> Echeance:
    return Echeance(
        reference=objet["reference"],
        type=objet["type"],
        min=objet.get("min"),
        max=objet.get("max"),
        verifie=objet["verifie"],
        consequence=objet.get("consequence"),
        recurrence=objet.get("recurrence"),
        cas_particuliers=tuple(
            CasParticulier(
                condition=cas["condition"],
                max=cas.get("max"),
                date_min=_jour(cas.get("date_min")),
                date_max=_jour(cas.get("date_max")),
                verifie=cas["verifie"],
            )
            for cas in objet.get("cas_particuliers", ())
        ),
    )


def _droit(objet: Objet, sources: Sources) -> Droit:
    demarche = objet.get("demarche", {})
    instruction, duree, niveau = objet["instruction"], objet["duree"], objet["niveau"]
    retroactivite = objet["retroactivite"]
    cle = retroactivite.get("source")
    return Droit(
        id=objet["id"],
        nom=objet["nom"],
        sigle=objet.get("sigle"),
        organismes=tuple(objet["organismes"]),
        resume=objet["resume"],
        conditions=tuple(objet["conditions"]),
        montants=tuple(_montant(m, sources) for m in objet.get("montants", ())),
        canaux=_canaux({c: demarche[c] for c in ("en_ligne", "telephone") if c in demarche}),
        formulaires=tuple(demarche.get("formulaires", ())),
        pieces=tuple(demarche.get("pieces", ())),
        delai_instruction=instruction.get("delai"),
        silence=instruction.get("silence"),
        instruction_verifiee=instruction["verifie"],
        retroactivite=retroactivite["regle"],
        retroactivite_type=retroactivite["type"],
        retroactivite_source=sources[cle] if cle else None,
        retroactivite_verifiee=retroactivite["verifie"],
        duree=duree["duree"],
        duree_verifiee=duree["verifie"],
        renouvellement=duree.get("renouvellement"),
        fenetre_renouvellement=duree.get("fenetre"),
        niveau_1=niveau["n1"],
        niveau_2=niveau.get("n2"),
        niveau_verifie=niveau["verifie"],
        non_cumuls=tuple(objet.get("non_cumuls", ())),
        sources=tuple(_citer(source, sources) for source in objet["sources"]),
        verifie=objet["verifie"],
        note=objet.get("note"),
    )


def _montant(objet: Objet, sources: Sources) -> MontantSource:
    valeur = objet.get("valeur")
    return MontantSource(
        libelle=objet["libelle"],
        valeur=Decimal(valeur) if isinstance(valeur, int) else valeur,
        unite=objet.get("unite", ""),
        date_effet=objet["date_effet"],
        source=sources[objet["source"]].titre,
        source_cle=objet["source"],
        verifie=objet["verifie"],
        note=objet.get("note"),
    )


def _canaux(objet: Objet) -> Mapping[str, tuple[str, ...]]:
    return {canal: tuple(valeurs) for canal, valeurs in objet.items()}


def _jour(texte: str | None) -> date | None:
    return date.fromisoformat(texte) if texte else None
