"""Qui a fait quoi, quand : un journal enchaîné, sans aucune donnée sur la personne.

Chaque ligne porte l'empreinte (HMAC-SHA-256) d'elle-même et de la précédente : modifier,
retirer ou déplacer une ligne se voit. La base refuse de changer une ligne, et n'en laisse
retirer qu'au-delà de douze mois ; un sceau garde alors l'empreinte de la dernière retirée.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from sqlalchemy import String, delete, func, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from guichet.errors import GuichetError
from guichet.models.base import Base

Acte: TypeAlias = Literal[
    "creer_structure",
    "deverrouiller",
    "changer_phrase",
    "ouvrir",
    "chercher",
    "consulter",
    "enregistrer",
    "remettre",
    "exporter",
    "effacer",
    "compacter",
    "purger",
    "sceau",
]

DEBUT = "0" * 64


class JournalRow(Base):
    __tablename__ = "journal"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    le: Mapped[datetime]
    acte: Mapped[str] = mapped_column(String(20))
    objet: Mapped[str | None] = mapped_column(String(80))
    conseiller_id: Mapped[UUID | None]
    precedente: Mapped[str] = mapped_column(String(64))
    empreinte: Mapped[str] = mapped_column(String(64))


class JournalAltere(GuichetError):
    advice = "Vous pouvez continuer à recevoir. Prévenez le responsable de la structure."


def inscrire(
    session: Session,
    cle: bytes,
    acte: Acte,
    *,
    le: datetime,
    objet: str | None = None,
    conseiller_id: UUID | None = None,
) -> None:
    """Ajoute une ligne dans la transaction en cours. ``objet`` : un identifiant tiré au sort."""
    derniere = session.scalar(select(JournalRow).order_by(JournalRow.n.desc()).limit(1))
    ligne = JournalRow(
        n=derniere.n + 1 if derniere else 1,
        le=le,
        acte=acte,
        objet=objet,
        conseiller_id=conseiller_id,
        precedente=derniere.empreinte if derniere else DEBUT,
    )
    ligne.empreinte = _empreinte(cle, ligne)
    session.add(ligne)
    session.flush()


def verifier(session: Session, cle: bytes) -> int:
    """Relit toute la chaîne et rend le nombre de lignes.

    Raises:
        JournalAltere: une ligne a été changée, retirée ou déplacée ; son numéro est dit.
    """
    lignes = session.scalars(select(JournalRow).order_by(JournalRow.n)).all()
    sceaux = {ligne.objet for ligne in lignes if ligne.acte == "sceau"}
    attendue = DEBUT
    for rang, ligne in enumerate(lignes):
        if rang == 0 and ligne.n > 1 and f"{ligne.n - 1}:{ligne.precedente}"[:80] in sceaux:
            attendue = ligne.precedente
        suivie = rang == 0 or ligne.n == lignes[rang - 1].n + 1
        if not suivie or ligne.precedente != attendue or ligne.empreinte != _empreinte(cle, ligne):
            raise JournalAltere(f"Le journal a été modifié hors de Guichet (ligne {ligne.n}).")
        attendue = ligne.empreinte
    return len(lignes)


def elaguer(session: Session, cle: bytes, *, avant: datetime, le: datetime) -> int:
    """Retire les lignes antérieures à ``avant`` et scelle la dernière retirée."""
    # Un préfixe, même si l'horloge a reculé entre-temps : la chaîne ne se troue pas.
    gardee = session.scalar(select(func.min(JournalRow.n)).where(JournalRow.le >= avant))
    derniere = session.scalar(
        select(JournalRow)
        .where(JournalRow.n < gardee if gardee is not None else true())
        .order_by(JournalRow.n.desc())
        .limit(1)
    )
    if derniere is None:
        return 0
    numero = derniere.n
    inscrire(session, cle, "sceau", le=le, objet=f"{numero}:{derniere.empreinte}")
    session.execute(delete(JournalRow).where(JournalRow.n <= numero))
    return numero


def _empreinte(cle: bytes, ligne: JournalRow) -> str:
    champs = [
        ligne.n,
        ligne.le.astimezone(UTC).isoformat(),
        ligne.acte,
        ligne.objet,
        ligne.conseiller_id.hex if ligne.conseiller_id else None,
        ligne.precedente,
    ]
    return hmac.new(cle, json.dumps(champs).encode(), hashlib.sha256).hexdigest()
