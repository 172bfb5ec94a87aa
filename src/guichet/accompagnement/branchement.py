"""Ouvrir la base d'une structure en service, et la remplir à sa création."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from guichet.accompagnement import structures
from guichet.accompagnement.acces import Acces
from guichet.catalogue.structure import Structure
from guichet.models import mise_a_niveau
from guichet.models.pannes import BaseEtrangere, pannes_dites
from guichet.models.structure import ConseillerRow, StructureRow
from guichet.securite import cles


@dataclass(frozen=True, slots=True, kw_only=True)
class Branchement:
    """Une base ouverte, et ce qu'elle dit d'elle-même."""

    acces: Acces
    structure: Structure
    conseiller: str


def brancher(dossier: Path, cle: bytearray, *, le: datetime) -> Branchement:
    """Ouvre la base, la met à niveau s'il le faut, et note l'ouverture au journal.

    Raises:
        GuichetError: base absente, en clair, abîmée, d'un autre programme ou plus récente.
    """
    moteur = mise_a_niveau.ouvrir(dossier / structures.BASE, cle, au=le.date())
    try:
        with pannes_dites(), Session(moteur) as session:
            structure = session.get(StructureRow, 1)
            conseiller = session.scalar(select(ConseillerRow).order_by(ConseillerRow.cree_le))
        if structure is None or conseiller is None:
            raise BaseEtrangere("Cette base ne contient aucune structure.")  # noqa: TRY301
        acces = acces_a(moteur, dossier, cle, conseiller.id, structure.fuseau)
        with acces.transaction() as session:
            acces.inscrire(session, "deverrouiller", le=le)
    except BaseException:
        moteur.dispose()
        raise
    return Branchement(acces=acces, structure=structure.to_domain(), conseiller=conseiller.nom)


def remplir(
    dossier: Path, cle: bytearray, structure: Structure, conseiller: str, *, le: datetime
) -> None:
    """Crée la base d'une structure et la referme, entière sur le disque."""
    moteur = mise_a_niveau.creer(dossier / structures.BASE, cle)
    try:
        personne = ConseillerRow(id=uuid4(), nom=conseiller.strip(), cree_le=le)
        acces = acces_a(moteur, dossier, cle, personne.id, structure.fuseau)
        with acces.transaction() as session:
            session.add(StructureRow(creee_le=le, **structures.en_dict(structure)))
            session.add(personne)
            session.flush()
            acces.inscrire(session, "creer_structure", le=le)
    finally:
        moteur.dispose()


def modifier(branche: Branchement, structure: Structure) -> Branchement:
    """Change la structure en base ; rend l'accès au nouveau fuseau."""
    with branche.acces.transaction() as session:
        ligne = session.get_one(StructureRow, 1)
        for champ, valeur in structures.en_dict(structure).items():
            setattr(ligne, champ, valeur)
    acces = replace(branche.acces, fuseau=structures.lire_fuseau(structure.fuseau))
    connue = replace(structure, demonstration=False)
    return replace(branche, acces=acces, structure=connue)


def acces_a(
    moteur: Engine, dossier: Path, cle: bytearray, conseiller_id: UUID, fuseau: str
) -> Acces:
    return Acces(
        moteur=moteur,
        dossier=dossier,
        conseiller_id=conseiller_id,
        fuseau=structures.lire_fuseau(fuseau),
        cle_journal=cles.sous_cle(cle, "journal"),
    )
