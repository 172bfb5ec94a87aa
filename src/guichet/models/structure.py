"""La structure qui tient le guichet, et ses conseillers."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from guichet.catalogue.structure import Structure
from guichet.models.base import Base


class StructureRow(Base):
    """Une seule ligne : une base appartient à une structure."""

    __tablename__ = "structure"
    __table_args__ = (CheckConstraint("id = 1", name="une_seule"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    nom: Mapped[str] = mapped_column(String(120))
    adresse: Mapped[str] = mapped_column(String(200))
    horaires: Mapped[str] = mapped_column(String(200))
    telephone: Mapped[str] = mapped_column(String(30))
    fuseau: Mapped[str] = mapped_column(String(60))
    creee_le: Mapped[datetime]

    def to_domain(self) -> Structure:
        return Structure(
            nom=self.nom,
            adresse=self.adresse,
            horaires=self.horaires,
            telephone=self.telephone,
            fuseau=self.fuseau,
        )


class ConseillerRow(Base):
    __tablename__ = "conseiller"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    nom: Mapped[str] = mapped_column(String(80))
    cree_le: Mapped[datetime]
