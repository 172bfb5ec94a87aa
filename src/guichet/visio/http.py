"""Le client HTTP borné : un serveur lent, bavard ou menteur ne peut ni bloquer ni gonfler Guichet.

Tout échange tient dans un délai total et une taille ; ni redirection, ni encodage compressé ;
https partout sauf sur la boucle locale, certificats du système.
"""

import asyncio
import ssl
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from guichet.rendezvous.agenda import AgendaIllisible, HorsLigne, IssueInconnue, ServeurOccupe

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

DELAI = 10.0
DELAI_CONNEXION = 3.0
TAILLE_MAX = 5 << 20
CONNEXIONS = 3
PAUSES = (0.1, 0.3)
BOUCLE_LOCALE = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """``ecrit`` : la demande change l'agenda ; elle n'est jamais renvoyée à l'aveugle."""

    methode: str
    url: str
    corps: bytes = b""
    entetes: Mapping[str, str] = field(default_factory=dict)
    ecrit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reponse:
    code: int
    entetes: Mapping[str, str]
    corps: bytes


class Echeance:
    """L'instant où l'acte entier doit être fini, partagé par tous ses échanges."""

    def __init__(self, delai: float = DELAI) -> None:
        self._fin = monotonic() + delai

    def reste(self) -> float:
        return max(0.0, self._fin - monotonic())


class ClientBorne:
    """Un compte sur un serveur. S'emploie depuis n'importe quel fil, sans état partagé."""

    def __init__(self, *, compte: str = "", secret: str = "", taille_max: int = TAILLE_MAX) -> None:
        self._identite = (compte, secret) if compte else None
        self._taille_max = taille_max
        self._contexte: ssl.SSLContext | None = None

    def demander(self, demande: Demande, echeance: Echeance) -> Reponse:
        """Un échange.

        Raises:
            HorsLigne: rien n'est parti, ou une lecture n'a pas abouti.
            ServeurOccupe: une lecture n'est pas finie à l'échéance.
            IssueInconnue: une écriture est partie et sa réponse n'est pas revenue entière.
            AgendaIllisible: réponse trop grosse, compressée, ou adresse refusée.
        """
        return self.demander_tout([demande], echeance)[0]

    def demander_tout(self, demandes: Sequence[Demande], echeance: Echeance) -> list[Reponse]:
        """Plusieurs lectures, trois connexions au plus ; la première panne arrête tout."""
        for demande in demandes:
            verifier_adresse(demande.url)
        return _executer(self._tout(demandes, echeance))

    async def _tout(self, demandes: Sequence[Demande], echeance: Echeance) -> list[Reponse]:
        try:
            async with asyncio.timeout(echeance.reste()), self._client(demandes[0].url) as client:
                porte = asyncio.Semaphore(CONNEXIONS)
                taches = [
                    asyncio.create_task(self._patient(client, demande, porte))
                    for demande in demandes
                ]
                try:
                    return await asyncio.gather(*taches)
                finally:
                    for tache in taches:
                        tache.cancel()
                    await asyncio.gather(*taches, return_exceptions=True)
        except TimeoutError as error:
            if any(demande.ecrit for demande in demandes):
                raise IssueInconnue("L'agenda n'a pas répondu à temps.") from error
            raise ServeurOccupe("L'agenda met trop de temps à répondre.") from error

    def _client(self, url: str) -> "httpx.AsyncClient":
        import httpx  # noqa: PLC0415 - 0,15 s, seulement quand on parle à un agenda

        if self._contexte is None:
            self._contexte = _contexte(url)
        try:
            return httpx.AsyncClient(
                auth=self._identite,
                verify=self._contexte,
                timeout=httpx.Timeout(DELAI, connect=DELAI_CONNEXION),
                limits=httpx.Limits(max_connections=CONNEXIONS),
                follow_redirects=False,
                trust_env=not _local(url),
                headers={"Accept-Encoding": "identity", "User-Agent": "Guichet"},
            )
        except (ValueError, ImportError) as error:
            raise HorsLigne(
                "Le proxy de ce poste est mal configuré.",
                advice="Faites vérifier les réglages de proxy du poste ; rien n'est perdu.",
            ) from error

    async def _patient(
        self, client: "httpx.AsyncClient", demande: Demande, porte: asyncio.Semaphore
    ) -> Reponse:
        """Une lecture coupée net se refait ; une écriture, jamais."""
        async with porte:
            for pause in () if demande.ecrit else PAUSES:
                try:
                    return await self._echanger(client, demande)
                except HorsLigne:
                    await asyncio.sleep(pause)
            return await self._echanger(client, demande)

    async def _echanger(self, client: "httpx.AsyncClient", demande: Demande) -> Reponse:
        import httpx  # noqa: PLC0415

        try:
            async with client.stream(
                demande.methode, demande.url, content=demande.corps, headers=demande.entetes
            ) as reponse:
                # Le corps d'une réponse à une écriture ne prouve rien : on relit l'agenda.
                corps = b"" if demande.ecrit else await self._lire(reponse)
                return Reponse(code=reponse.status_code, entetes=dict(reponse.headers), corps=corps)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise _injoignable(error) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise AgendaIllisible("L'adresse de l'agenda est mal écrite.") from error
        except httpx.TransportError as error:
            if demande.ecrit:
                raise IssueInconnue("La connexion a coupé pendant l'envoi.") from error
            if isinstance(error, httpx.TimeoutException):
                raise ServeurOccupe("L'agenda met trop de temps à répondre.") from error
            raise HorsLigne("La connexion à l'agenda a coupé.") from error

    async def _lire(self, reponse: "httpx.Response") -> bytes:
        if reponse.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise AgendaIllisible("L'agenda envoie une réponse compressée, que Guichet refuse.")
        morceaux: list[bytes] = []
        taille = 0
        async for morceau in reponse.aiter_raw():
            taille += len(morceau)
            if taille > self._taille_max:
                raise AgendaIllisible("L'agenda envoie une réponse démesurée, que Guichet refuse.")
            morceaux.append(morceau)
        return b"".join(morceaux)


def verifier_adresse(url: str) -> None:
    """Refuse ce qui n'est ni https, ni http sur la boucle locale, et tout mot de passe en clair.

    Raises:
        AgendaIllisible: l'adresse est refusée, la raison est dite.
    """
    try:
        morceaux = urlsplit(url)
        chiffre = morceaux.scheme == "https" and bool(morceaux.hostname)
    except ValueError as error:
        raise AgendaIllisible("L'adresse de l'agenda est mal écrite.") from error
    if not chiffre and not (morceaux.scheme == "http" and _local(url)):
        raise AgendaIllisible("L'adresse de l'agenda doit commencer par https://.")
    if morceaux.username is not None or morceaux.password is not None:
        raise AgendaIllisible(
            "L'adresse de l'agenda contient un mot de passe.",
            advice="Mettez le compte et le mot de passe dans leurs champs, pas dans l'adresse.",
        )


def _local(url: str) -> bool:
    return urlsplit(url).hostname in BOUCLE_LOCALE


def _contexte(url: str) -> ssl.SSLContext:
    if urlsplit(url).scheme == "https":
        import truststore  # noqa: PLC0415 - charge le magasin du système

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Sans autorité : rien de chiffré n'est attendu ici, et rien ne serait accepté par erreur.
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _injoignable(error: BaseException) -> HorsLigne:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return HorsLigne(
                "Le certificat de l'agenda n'est pas reconnu : Guichet ne s'y connecte pas.",
                advice="Prévenez le responsable informatique ; rien n'a été envoyé.",
            )
        cause = cause.__cause__ or cause.__context__
    return HorsLigne("L'agenda ne répond pas.")


def _executer(travail: Coroutine[object, object, T]) -> T:
    """Une boucle à soi, dans le fil appelant.

    ``asyncio.run`` attendrait à la fin les résolutions de noms encore en cours : un serveur de
    noms lent étirerait le délai total. Fermer la boucle soi-même ne les attend pas.
    """
    boucle = asyncio.new_event_loop()
    try:
        return boucle.run_until_complete(travail)
    finally:
        # Un dernier tour : les connexions coupées à l'échéance se ferment là.
        boucle.run_until_complete(asyncio.sleep(0))
        boucle.run_until_complete(boucle.shutdown_asyncgens())
        boucle.close()
