"""Lire la réponse 207 d'un serveur CalDAV, sans DTD, sans entité, sans profondeur folle."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from guichet.rendezvous.agenda import AgendaIllisible

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
PROFONDEUR_MAX = 32
RESSOURCES_MAX = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ressource:
    """``href`` tel que le serveur l'écrit ; ``contenu`` est un iCalendar."""

    href: str
    etag: str
    contenu: str


class _Lecteur:
    """Reçoit les balises une à une : aucun arbre n'est construit, la mémoire reste bornée."""

    def __init__(self) -> None:
        self.ressources: list[Ressource] = []
        self._chemin: list[str] = []
        self._champs: dict[str, str] = {}
        self._texte: list[str] = []

    def start(self, balise: str, _attributs: dict[str, str]) -> None:
        if not self._chemin and balise != f"{DAV}multistatus":
            raise ValueError(balise)
        self._chemin.append(balise)
        if len(self._chemin) > PROFONDEUR_MAX or len(self.ressources) > RESSOURCES_MAX:
            raise ValueError(balise)
        if balise == f"{DAV}response":
            self._champs = {}
        self._texte = []

    def data(self, texte: str) -> None:
        self._texte.append(texte)

    def end(self, balise: str) -> None:
        self._chemin.pop()
        if balise in {f"{DAV}href", f"{DAV}getetag", f"{CALDAV}calendar-data"}:
            self._champs.setdefault(balise, "".join(self._texte).strip())
        elif balise == f"{DAV}response":
            self._garder()
        self._texte = []

    def close(self) -> list[Ressource]:
        return self.ressources

    def _garder(self) -> None:
        contenu = self._champs.get(f"{CALDAV}calendar-data", "")
        href = self._champs.get(f"{DAV}href", "")
        if contenu and href:
            etag = self._champs.get(f"{DAV}getetag", "")
            self.ressources.append(Ressource(href=href, etag=etag, contenu=contenu))


def lire(corps: bytes) -> Iterator[Ressource]:
    """Les ressources d'une réponse ``multistatus``.

    Raises:
        AgendaIllisible: ce n'est pas la réponse d'un agenda (page HTML, XML piégé ou coupé).
    """
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # noqa: PLC0415
    from defusedxml.ElementTree import DefusedXMLParser  # type: ignore[import-untyped]  # noqa: PLC0415

    lecteur = _Lecteur()
    analyseur = DefusedXMLParser(target=lecteur, forbid_dtd=True)
    try:
        analyseur.feed(corps)
        analyseur.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise AgendaIllisible("Ce qui répond n'est pas un agenda.") from error
    return iter(lecteur.ressources)
