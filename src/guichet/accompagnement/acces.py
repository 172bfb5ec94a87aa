"""Une base ouverte, telle que les actes du conseiller la reçoivent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from guichet.models import journal
from guichet.models.pannes import pannes_dites


@dataclass(frozen=True, slots=True, kw_only=True)
class Acces:
    """``dossier`` : le dossier du disque où vivent la base et ses sauvegardes."""

    moteur: Engine
    dossier: Path
    conseiller_id: UUID
    fuseau: ZoneInfo
    cle_journal: bytes = field(repr=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Un acte : tout est écrit à la fin, ou rien.

        Raises:
            GuichetError: disque plein, base occupée, abîmée ou introuvable.
        """
        with (
            pannes_dites(),
            Session(self.moteur, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def jour(self, instant: datetime) -> date:
        """Le jour au guichet, outre-mer compris."""
        return instant.astimezone(self.fuseau).date()

    def inscrire(
        self, session: Session, acte: journal.Acte, *, le: datetime, objet: str | None = None
    ) -> None:
        """Ajoute l'acte au journal, dans la même transaction."""
        journal.inscrire(
            session,
            self.cle_journal,
            acte,
            le=le,
            objet=objet,
            conseiller_id=self.conseiller_id,
        )
