"""Effacer pour de bon, et effacer ce qui a passé sa date."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from guichet.accompagnement import rangement
from guichet.accompagnement.acces import Acces
from guichet.accompagnement.coffre import Coffre
from guichet.dossier import durees
from guichet.dossier.garde import Trouve
from guichet.models import journal
from guichet.models.compactage import compacter
from guichet.models.dossier import DossierRow
from guichet.models.journal import JournalRow
from guichet.securite.effacement import effacer_fichiers, exiger_horloge_plausible

SAUVEGARDES = "*.avant-*"


def effacer_echus(coffre: Coffre, *, horloge_confirmee: bool = False) -> int:
    """Efface ce qui a passé sa date ; rend le nombre de dossiers. À appeler après l'ouverture.

    Finit aussi un effacement interrompu, retire les lignes de journal de plus de douze
    mois et les sauvegardes de plus de trente jours. ``horloge_confirmee`` : le responsable
    a regardé la date du poste et la dit juste.

    Raises:
        HorlogeSuspecte: la date du poste est douteuse ; rien n'est effacé.
        GuichetError: base verrouillée, disque plein.
    """
    acces, le = coffre.acces(), coffre.maintenant()
    with acces.transaction() as session:
        if not horloge_confirmee:
            exiger_horloge_plausible(le, _derniere_horloge_sure(session))
        echus = session.scalars(
            select(DossierRow).where(DossierRow.a_effacer_le <= acces.jour(le))
        ).all()
        retirer(session, acces, echus, le=le)
        journal.elaguer(session, acces.cle_journal, avant=durees.debut_du_journal(le), le=le)
        acces.inscrire(session, "purger", le=le)
        a_compacter = _compactage_en_attente(session)
    age = timedelta(days=durees.SAUVEGARDE.duree.jours)
    effacer_fichiers(acces.dossier, SAUVEGARDES, avant=le - age)
    if a_compacter:
        finir(acces, le=le)
    return len(echus)


def bientot_effaces(coffre: Coffre, *, jours: int = 30) -> tuple[Trouve, ...]:
    """Les dossiers qui s'effaceront d'ici là, du plus proche au plus lointain."""
    acces = coffre.acces()
    limite = acces.jour(coffre.maintenant()) + timedelta(days=jours)
    with acces.transaction() as session:
        lignes = session.scalars(
            select(DossierRow)
            .where(DossierRow.a_effacer_le <= limite)
            .order_by(DossierRow.a_effacer_le)
        )
        return tuple(rangement.resumer(ligne) for ligne in lignes)


def retirer(session: Session, acces: Acces, lignes: Iterable[DossierRow], *, le: datetime) -> None:
    """Retire les lignes, et leurs feuilles et rendez-vous, dans la transaction en cours."""
    for ligne in lignes:
        session.execute(delete(DossierRow).where(DossierRow.id == ligne.id))
        acces.inscrire(session, "effacer", le=le, objet=ligne.id.hex)


def finir(acces: Acces, *, le: datetime) -> None:
    """Retire les copies faites par Guichet et les restes laissés dans le fichier.

    Raises:
        GuichetError: disque plein, base lue ailleurs ; ``effacer_echus`` recommencera.
    """
    effacer_fichiers(acces.dossier, SAUVEGARDES)
    compacter(acces.moteur)
    with acces.transaction() as session:
        acces.inscrire(session, "compacter", le=le)


def _compactage_en_attente(session: Session) -> bool:
    def dernier(acte: str) -> int:
        numero = session.scalar(select(func.max(JournalRow.n)).where(JournalRow.acte == acte))
        return numero or 0

    return dernier("effacer") > dernier("compacter")


def _derniere_horloge_sure(session: Session) -> datetime | None:
    """La date du dernier passage accepté : une horloge refusée ne sert jamais de repère."""
    return session.scalar(
        select(JournalRow.le)
        .where(JournalRow.acte.in_(("purger", "creer_structure")))
        .order_by(JournalRow.n.desc())
        .limit(1)
    )
