"""Le serveur de démonstration : un vrai Radicale, dans son processus, sur la boucle locale.

Ses données vivent dans ``agendas-demo/`` du dossier donné, jusqu'à ``arreter``. Deux programmes
qui le démarrent ensemble n'en ont qu'un : le second attend, puis s'y rattache.
"""

import contextlib
import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

from guichet.errors import GuichetError, cause
from guichet.visio import processus_demo, semis
from guichet.visio.caldav import AgendaCaldav, FournisseurCaldav
from guichet.visio.http import ClientBorne, Demande, Echeance
from guichet.visio.processus_demo import COLLECTION, COMPTE
from guichet.visio.verrou import verrouiller

DOSSIER = "agendas-demo"
VERROU = "agendas-demo.verrou"
ETAT = "etat.json"
DELAI_VERROU = 60.0
DELAI_REPONSE = 5.0
# Radicale découvre les créneaux à leur première lecture : 1 à 3 s, plus sur un poste chargé.
DELAI_PREMIERE_LECTURE = 20.0
_TEMOIN = b'<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>'


class Ecrire(Protocol):
    """``securite.fichiers.ecrire_atomique`` : entier ou pas du tout, 0600."""

    def __call__(self, chemin: Path, contenu: bytes, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeurDemo:
    """Un serveur lancé. ``seme_jusqu_a`` : dernier jour semé, AAAA-MM-JJ."""

    pid: int
    port: int
    secret: str = field(repr=False)
    seme_jusqu_a: str

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.port}/{COLLECTION}/"


def demarrer(dossier: Path, *, today: date, ecrire: Ecrire) -> ServeurDemo:
    """Démarre le serveur et sème ses agendas, ou se rattache à celui qui tourne.

    Raises:
        GuichetError: Radicale n'est pas installé, ne démarre pas, ou le disque refuse.
    """
    processus_demo.exiger_radicale()
    ici = dossier / DOSSIER
    try:
        dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        with verrouiller(dossier / VERROU, delai=DELAI_VERROU):
            ancien = _lire_etat(ici)
            if ancien is None or not _repond(ancien):
                return _relancer(ici, ancien, today, ecrire)
            return _prolonger(ici, ancien, today, ecrire)
    except OSError as error:
        raise GuichetError(
            f"Les agendas de démonstration ne peuvent pas être préparés : {cause(error)}.",
            advice="Vérifiez la place et les droits du dossier de données de Guichet.",
        ) from error


def dossier_journal(dossier: Path) -> Path:
    """Où tenir le journal des rendez-vous de démonstration : il s'efface avec ses agendas."""
    return dossier / DOSSIER / "journal"


def etat(dossier: Path) -> ServeurDemo | None:
    """Le serveur qui répond, sinon ``None``. Ne démarre rien."""
    serveur = _lire_etat(dossier / DOSSIER)
    return serveur if serveur and _repond(serveur) else None


def arreter(dossier: Path) -> bool:
    """Arrête le serveur et efface ses données. Faux s'il n'y avait rien."""
    ici = dossier / DOSSIER
    if not ici.is_dir():
        return False
    with verrouiller(dossier / VERROU, delai=DELAI_VERROU):
        serveur = _lire_etat(ici)
        if serveur is not None:
            processus_demo.terminer(serveur.pid, ici, sur=_repond(serveur))
        shutil.rmtree(ici, ignore_errors=True)
    with contextlib.suppress(OSError):
        (dossier / VERROU).unlink()
    return True


def fournisseur(serveur: ServeurDemo, *, maintenant: Callable[[], datetime]) -> FournisseurCaldav:
    """Le fournisseur de production, pointé sur les agendas fictifs."""
    return FournisseurCaldav(
        [
            AgendaCaldav(
                cle=agent.cle,
                organisme=agent.organisme,
                url=f"{serveur.adresse}{agent.cle}/",
                gabarit_lien=semis.GABARIT,
            )
            for agent in semis.AGENTS
        ],
        compte=COMPTE,
        secret=serveur.secret,
        maintenant=maintenant,
        demonstration=True,
        delai=DELAI_PREMIERE_LECTURE,
    )


def _relancer(ici: Path, ancien: ServeurDemo | None, today: date, ecrire: Ecrire) -> ServeurDemo:
    """Un serveur mort repart sur ses données ; un début resté sans état est jeté."""
    if ancien is None:
        shutil.rmtree(ici, ignore_errors=True)
        ici.mkdir(mode=0o700, exist_ok=True)
    else:
        processus_demo.terminer(ancien.pid, ici, sur=False)
    secret = ancien.secret if ancien else secrets.token_urlsafe(24)
    processus_demo.configurer(ici, secret, [agent.cle for agent in semis.AGENTS], ecrire)
    jours = semis.jours(today)
    semis.deposer(ici / processus_demo.RACINE, jours)
    pid, port = processus_demo.lancer(ici, ancien.port if ancien else 0, ecrire)
    serveur = ServeurDemo(pid=pid, port=port, secret=secret, seme_jusqu_a=jours[-1].isoformat())
    _ecrire_etat(ici, serveur, ecrire)
    return serveur


def _prolonger(ici: Path, serveur: ServeurDemo, today: date, ecrire: Ecrire) -> ServeurDemo:
    """Sème les jours qui manquent à un serveur qui tourne depuis plusieurs jours."""
    jours = semis.jours(today)
    if serveur.seme_jusqu_a >= jours[-1].isoformat():
        return serveur
    manquants = [jour for jour in jours if jour.isoformat() > serveur.seme_jusqu_a]
    semis.deposer(ici / processus_demo.RACINE, manquants)
    serveur = replace(serveur, seme_jusqu_a=jours[-1].isoformat())
    _ecrire_etat(ici, serveur, ecrire)
    return serveur


def _repond(serveur: ServeurDemo) -> bool:
    """Vrai si ce port répond à notre mot de passe : un pid ou un port recyclé ne trompe pas."""
    client = ClientBorne(compte=COMPTE, secret=serveur.secret)
    temoin = f"{serveur.adresse}{semis.AGENTS[0].cle}/"
    entetes = {"Depth": "0", "Content-Type": "application/xml"}
    demande = Demande(methode="PROPFIND", url=temoin, corps=_TEMOIN, entetes=entetes)
    try:
        reponse = client.demander(demande, Echeance(DELAI_REPONSE))
    except GuichetError:
        return False
    return reponse.code == HTTPStatus.MULTI_STATUS


def _lire_etat(ici: Path) -> ServeurDemo | None:
    try:
        return ServeurDemo(**json.loads((ici / ETAT).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _ecrire_etat(ici: Path, serveur: ServeurDemo, ecrire: Ecrire) -> None:
    ecrire(ici / ETAT, json.dumps(asdict(serveur)).encode())
