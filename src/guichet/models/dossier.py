"""Ce que Guichet garde d'une personne suivie : le moins possible, le temps qu'il faut."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from guichet.models.base import Base
from guichet.rendezvous.agenda import Etat


class DossierRow(Base):
    __tablename__ = "dossier"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(String(8), unique=True)
    conseiller_id: Mapped[UUID] = mapped_column(ForeignKey("conseiller.id"), index=True)
    ouvert_le: Mapped[datetime]
    dernier_contact: Mapped[date]
    a_effacer_le: Mapped[date] = mapped_column(index=True)
    prenom_cle: Mapped[str | None] = mapped_column(String(80), index=True)
    date_naissance: Mapped[date | None] = mapped_column(index=True)
    situation: Mapped[dict[str, Any]]
    choix: Mapped[dict[str, Any]]
    parcours: Mapped[list[Any]]
    langue: Mapped[str] = mapped_column(String(10))
    forme: Mapped[str] = mapped_column(String(20))
    bareme_openfisca: Mapped[str | None] = mapped_column(String(20))
    bareme_complements: Mapped[date | None]

    rendez_vous: Mapped[list["RendezVousRow"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="RendezVousRow.debut"
    )


class FeuilleRow(Base):
    """L'instantané daté de ce que la personne a emporté : il ne change plus."""

    __tablename__ = "feuille"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dossier_id: Mapped[UUID] = mapped_column(
        ForeignKey("dossier.id", ondelete="CASCADE"), index=True
    )
    remise_le: Mapped[datetime]
    contenu: Mapped[dict[str, Any]]


class RendezVousRow(Base):
    __tablename__ = "rendez_vous"

    dossier_id: Mapped[UUID] = mapped_column(
        ForeignKey("dossier.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    etat: Mapped[Etat] = mapped_column(String(10))
    debut: Mapped[datetime]
    fin: Mapped[datetime]
    organismes: Mapped[list[Any]]
    motif: Mapped[str] = mapped_column(Text)
    lien_visio: Mapped[str | None] = mapped_column(Text)
    ref: Mapped[str] = mapped_column(Text)
    demonstration: Mapped[bool]
