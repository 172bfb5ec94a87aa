"""Ce qui reste à vérifier dans le contenu, en Markdown : ``docs/contenu-a-verifier.md``."""

from collections.abc import Iterable, Iterator

from guichet.catalogue.contenu import Catalogue, Droit, EtapeModele, Moment

_OBLIGATIONS = frozenset({"legale", "droit_perdu"})
_INTRODUCTION = """# Contenu à vérifier

Écrit par `guichet catalogue a-verifier` ; un test refuse un fichier qui n'est plus à jour.
Une ligne disparaît d'ici quand une source lue le confirme, jamais avant (`verifie: true`).
À l'écran : un délai conseillé dit « conseillé avant le … », les autres « délai à vérifier ».
"""


def a_verifier(catalogue: Catalogue) -> str:
    """La liste entière, par ordre d'importance : délais qui obligent, faits, montants, contacts."""
    moments = list(catalogue.moments.values())
    droits = list(catalogue.droits.values())
    sections = (
        ("Délais légaux ou droits perdus, durée non confirmée", _obligations(moments)),
        ("Étapes dont le fait principal n'a pas de source suffisante", _etapes(moments)),
        ("Montants", _montants(droits)),
        ("Droits : instruction, rattrapage, durée", _regles(droits)),
        ("Variantes pour un public fragile", _variantes(moments)),
        ("Numéros et sites", _contacts(catalogue)),
        ("Délais conseillés (cibles proposées, jamais des règles)", _conseils(moments)),
    )
    return _INTRODUCTION + "".join(_section(titre, lignes) for titre, lignes in sections)


def _section(titre: str, lignes: Iterable[str]) -> str:
    # Un fichier lu et relu : les espaces insécables de l'affichage n'y servent pas.
    textes = [ligne.replace("\u00a0", " ") for ligne in lignes]
    return f"\n## {titre} ({len(textes)})\n\n" + "".join(f"- {texte}\n" for texte in textes)


def _toutes(moments: Iterable[Moment]) -> Iterator[tuple[str, EtapeModele]]:
    return ((f"`{m.id}/{etape.id}`", etape) for m in moments for etape in m.etapes)


def _obligations(moments: Iterable[Moment]) -> Iterator[str]:
    for nom, etape in _toutes(moments):
        if etape.echeance.type in _OBLIGATIONS and not etape.echeance.verifie:
            yield f"{nom} {etape.titre} — {_delai(etape)}"


def _etapes(moments: Iterable[Moment]) -> Iterator[str]:
    for nom, etape in _toutes(moments):
        if not etape.verifie:
            yield f"{nom} {etape.titre} — {etape.note or etape.source.titre}"


def _conseils(moments: Iterable[Moment]) -> Iterator[str]:
    for nom, etape in _toutes(moments):
        if etape.echeance.type not in _OBLIGATIONS and not etape.echeance.verifie:
            yield f"{nom} {_delai(etape)}"


def _delai(etape: EtapeModele) -> str:
    echeance = etape.echeance
    return f"{echeance.reference}, de {echeance.min or '…'} à {echeance.max or '…'}"


def _montants(droits: Iterable[Droit]) -> Iterator[str]:
    for droit in droits:
        for montant in droit.montants:
            if not montant.verifie:
                valeur = "pas de valeur" if montant.valeur is None else f"{montant.valeur}"
                note = f" — {montant.note}" if montant.note else ""
                yield f"`{droit.id}` {montant.libelle} : {valeur} {montant.unite}{note}"


def _regles(droits: Iterable[Droit]) -> Iterator[str]:
    for droit in droits:
        manques = [
            nom
            for nom, verifie in (
                ("le droit lui-même", droit.verifie),
                ("instruction", droit.instruction_verifiee),
                ("rattrapage", droit.retroactivite_verifiee),
                ("durée", droit.duree_verifiee),
            )
            if not verifie
        ]
        if manques:
            yield f"`{droit.id}` {droit.nom} : {', '.join(manques)}"


def _variantes(moments: Iterable[Moment]) -> Iterator[str]:
    for moment in moments:
        for variante in moment.variantes_attentionnees:
            if not variante.verifie:
                yield f"`{moment.id}` {variante.public} : {variante.change}"


def _contacts(catalogue: Catalogue) -> Iterator[str]:
    for contact in catalogue.contacts.values():
        if not contact.verifie:
            yield f"{contact.valeur} ({contact.nom}) — {contact.source}"
