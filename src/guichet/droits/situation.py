"""Ce que l'on sait du foyer : la forme « situation » du contrat public, version 1.

Un champ vaut sa valeur, ``False`` (« non, c'est sûr ») ou un ``Inconnu``. Les deux
sortes d'inconnu, et le refus de répondre (``Situation.inconnus_assumes``), se
calculent pareil ; seul le choix des questions les distingue.
Montants en euros par mois sauf mention contraire.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias, TypeGuard, TypeVar

T = TypeVar("T")


class Inconnu(Enum):
    """Pourquoi une réponse manque."""

    PAS_DEMANDE = "pas_demande"
    NE_SAIT_PAS = "ne_sait_pas"


PAS_DEMANDE = Inconnu.PAS_DEMANDE
NE_SAIT_PAS = Inconnu.NE_SAIT_PAS

Non: TypeAlias = Literal[False]
Reponse: TypeAlias = T | Inconnu
OuiNon: TypeAlias = bool | Inconnu

Role: TypeAlias = Literal["demandeur", "conjoint", "enfant", "autre"]
Nationalite: TypeAlias = Literal["francaise", "ue", "hors_ue"]
Activite: TypeAlias = Literal[
    "salarie",
    "apprenti",
    "independant",
    "demandeur_emploi",
    "etudiant",
    "lyceen",
    "collegien",
    "ecolier",
    "retraite",
    "invalide",
    "au_foyer",
    "autre",
]
Regime: TypeAlias = Literal["general", "msa"]
TauxHandicap: TypeAlias = Literal["moins_50", "50_79", "80_plus"]
ModeGarde: TypeAlias = Literal["assistante_maternelle", "domicile", "creche", "micro_creche"]
StatutCouple: TypeAlias = Literal["marie", "pacse", "concubinage"]
StatutLogement: TypeAlias = Literal[
    "locataire_vide",
    "locataire_meuble",
    "locataire_hlm",
    "foyer",
    "accedant",
    "proprietaire",
    "heberge",
    "sans_domicile",
]
TypeRessource: TypeAlias = Literal[
    "salaire_net",
    "are",
    "ass",
    "ij_maladie",
    "ij_maternite",
    "pension_invalidite",
    "retraite_brute",
    "retraite_nette",
    "pension_alimentaire_recue",
    "pension_alimentaire_versee",
    "benefice_independant",
    "ca_micro_vente",
    "ca_micro_services",
    "ca_micro_liberal",
    "bourse",
    "revenus_fonciers",
    "rente_at_mp",
    "autre",
]
AidantDe: TypeAlias = Literal["age", "handicap", "enfant_malade"]
Mutuelle: TypeAlias = Literal["aucune", "employeur", "individuelle", "c2s"]


def connu(reponse: T | Inconnu) -> TypeGuard[T]:
    """Vrai si la personne a répondu (« non » compris)."""
    return not isinstance(reponse, Inconnu)


@dataclass(frozen=True, slots=True, order=True)
class Mois:
    """Un mois civil, ``2026-11``."""

    annee: int
    mois: int

    @classmethod
    def de(cls, jour: date) -> "Mois":
        return cls(jour.year, jour.month)

    def plus(self, nombre: int) -> "Mois":
        """Le mois situé ``nombre`` mois plus tard (plus tôt si négatif)."""
        rang = self.annee * 12 + self.mois - 1 + nombre
        return Mois(rang // 12, rang % 12 + 1)

    def __str__(self) -> str:
        return f"{self.annee:04d}-{self.mois:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ressource:
    """Une ressource sur une période, bornes comprises ; ``au`` absent = encore en cours."""

    type: TypeRessource
    montant: Reponse[Decimal]
    du: Mois
    au: Mois | None = None
    environ: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grossesse:
    """``terme_inconnu`` : la date n'a pas été donnée, ``terme_prevu`` est alors supposé."""

    terme_prevu: date
    terme_inconnu: Inconnu | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handicap:
    taux: Reponse[TauxHandicap] = PAS_DEMANDE
    restriction_emploi: OuiNon = PAS_DEMANDE
    demande_en_cours: OuiNon = PAS_DEMANDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Garde:
    """Garde payée d'un enfant : heures et coût par mois."""

    mode: ModeGarde
    heures: Reponse[Decimal] = PAS_DEMANDE
    cout: Reponse[Decimal] = PAS_DEMANDE


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentsEtudiant:
    """Le foyer des parents d'un étudiant ; revenus imposables en euros par an, année N-2."""

    revenus_imposables: Reponse[Decimal] = PAS_DEMANDE
    enfants_a_charge: Reponse[int] = PAS_DEMANDE
    enfants_superieur: Reponse[int] = PAS_DEMANDE
    distance_km: Reponse[int] = PAS_DEMANDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Personne:
    id: str
    role: Role
    date_naissance: date
    prenom: str = ""
    grossesse: Reponse[Grossesse | Non] = PAS_DEMANDE
    nationalite: Reponse[Nationalite] = PAS_DEMANDE
    titre_sejour_depuis: Reponse[date | Non] = PAS_DEMANDE
    activite: Reponse[Activite] = PAS_DEMANDE
    inscrit_france_travail: OuiNon = PAS_DEMANDE
    regime: Reponse[Regime] = PAS_DEMANDE
    handicap: Reponse[Handicap | Non] = PAS_DEMANDE
    inapte_travail: OuiNon = PAS_DEMANDE
    boursier: OuiNon = PAS_DEMANDE
    heures_3_ans: Reponse[int | Non] = PAS_DEMANDE
    ass_5_ans_sur_10: OuiNon = PAS_DEMANDE
    garde_alternee: OuiNon = PAS_DEMANDE
    garde: Reponse[Garde | Non] = PAS_DEMANDE
    sortant_ase: OuiNon = PAS_DEMANDE
    aidant_de: Reponse[AidantDe | Non] = PAS_DEMANDE
    parents: Reponse[ParentsEtudiant | Non] = PAS_DEMANDE
    ressources: Reponse[tuple[Ressource, ...]] = PAS_DEMANDE

    def age(self, au: date) -> int:
        """Âge en années révolues."""
        anniversaire_a_venir = (au.month, au.day) < (
            self.date_naissance.month,
            self.date_naissance.day,
        )
        return au.year - self.date_naissance.year - anniversaire_a_venir


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    statut: Reponse[StatutCouple] = PAS_DEMANDE
    depuis: Reponse[date] = PAS_DEMANDE


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionEnfants:
    """Soutien de l'autre parent ; ``montant`` : euros fixés par mois."""

    fixee: OuiNon = PAS_DEMANDE
    versee: OuiNon = PAS_DEMANDE
    montant: Reponse[Decimal | Non] = PAS_DEMANDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Logement:
    commune: Reponse[str] = PAS_DEMANDE
    statut: Reponse[StatutLogement] = PAS_DEMANDE
    loyer: Reponse[Decimal | Non] = PAS_DEMANDE
    colocation: OuiNon = PAS_DEMANDE
    bailleur_famille: OuiNon = PAS_DEMANDE


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenusAnnuels:
    """Demandeur et conjoint ensemble, euros par an."""

    revenu_fiscal_reference: Reponse[Decimal] = PAS_DEMANDE
    revenus_imposables: Reponse[Decimal] = PAS_DEMANDE


@dataclass(frozen=True, slots=True, kw_only=True)
class AidePercue:
    """Ce que le foyer reçoit déjà : ``droit`` est un identifiant du catalogue."""

    droit: str
    montant: Reponse[Decimal]
    du: Mois
    au: Mois | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Le foyer regardé à la date ``au``."""

    au: date
    personnes: tuple[Personne, ...]
    couple: Reponse[Couple | Non] = PAS_DEMANDE
    encore_marie: OuiNon = PAS_DEMANDE
    isole_depuis: Reponse[date | Non] = PAS_DEMANDE
    veuf_depuis: Reponse[date | Non] = PAS_DEMANDE
    pension_enfants: Reponse[PensionEnfants | Non] = PAS_DEMANDE
    logement: Reponse[Logement | Non] = PAS_DEMANDE
    revenus_annuels: Reponse[dict[int, RevenusAnnuels]] = PAS_DEMANDE
    epargne: Reponse[Decimal | Non] = PAS_DEMANDE
    aides_percues: Reponse[tuple[AidePercue, ...]] = PAS_DEMANDE
    mutuelle: Reponse[Mutuelle] = PAS_DEMANDE
    inconnus_assumes: tuple[str, ...] = field(default=())

    @property
    def demandeur(self) -> Personne:
        return next(personne for personne in self.personnes if personne.role == "demandeur")

    @property
    def conjoint(self) -> Personne | None:
        return next((p for p in self.personnes if p.role == "conjoint"), None)

    @property
    def enfants(self) -> tuple[Personne, ...]:
        return tuple(personne for personne in self.personnes if personne.role == "enfant")
