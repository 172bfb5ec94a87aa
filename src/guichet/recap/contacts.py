"""« Qui appeler » : un numéro et un site par organisme de la feuille."""

from collections.abc import Iterator, Mapping, Sequence

from guichet.droits.resultat import Resultat
from guichet.parcours.etape import Parcours
from guichet.recap import lieux
from guichet.recap.contexte import Contexte
from guichet.recap.sections import Contact, SectionContacts

_NOMBRE_MAX = 4


def section(
    contexte: Contexte, droits: Sequence[Resultat], parcours: Sequence[Parcours]
) -> SectionContacts | None:
    """Les organismes nommés dont le contenu donne un numéro ou un site."""
    contacts: dict[str, Contact] = {}
    for organismes, moyens in _demarches(contexte, droits, parcours):
        contact = _contact(contexte, organismes, moyens)
        ancien = contacts.get(contact.nom)
        if contact.telephone or contact.site:
            contacts[contact.nom] = _completer(ancien, contact) if ancien else contact
    if not contacts:
        return None
    # Un numéro à appeler vaut mieux qu'un site : le site est déjà à côté de chaque démarche.
    retenus = tuple(sorted(contacts.values(), key=lambda contact: not contact.telephone))
    return SectionContacts(
        titre=contexte.mots.dire("contacts", "titre"), contacts=retenus[:_NOMBRE_MAX]
    )


def _demarches(
    contexte: Contexte, droits: Sequence[Resultat], parcours: Sequence[Parcours]
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Sequence[str]]]]:
    """Seulement les démarches d'un seul organisme : leurs numéros sont bien les siens."""
    for resultat in droits:
        organismes = contexte.organismes(resultat)
        if len(organismes) == 1:
            yield organismes, contexte.moyens(resultat)
    for chemin in parcours:
        for etape in chemin.etapes:
            if len(etape.organismes) == 1:
                yield etape.organismes, etape.canaux


def _contact(
    contexte: Contexte, organismes: tuple[str, ...], moyens: Mapping[str, Sequence[str]]
) -> Contact:
    numeros = [lieux.ecrire_numero(numero) for numero in moyens.get("telephone", ())]
    return Contact(
        nom=lieux.nom(organismes, contexte.catalogue),
        groupe=lieux.groupe(organismes, contexte.catalogue),
        telephone=next(iter(numeros), ""),
        site=next(iter(moyens.get("en_ligne", ())), ""),
    )


def _completer(ancien: Contact, nouveau: Contact) -> Contact:
    return Contact(
        nom=ancien.nom,
        groupe=ancien.groupe,
        telephone=ancien.telephone or nouveau.telephone,
        site=ancien.site or nouveau.site,
    )
