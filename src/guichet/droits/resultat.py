"""Le diagnostic rendu : la forme « diagnostic » du contrat public."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

Statut: TypeAlias = Literal["probable", "a_verifier", "non", "non_calcule"]
Motif: TypeAlias = Literal["reponse", "bareme", "condition", "seuil_versement"]
Unite: TypeAlias = Literal["€/mois", "€/an", "€", "€/mois à payer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fourchette:
    """Euros, bornes comprises."""

    min: Decimal
    max: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCitee:
    titre: str
    url: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seuil:
    """« Vrai jusqu'à … » : ``champ`` est un chemin du contrat, ``jusqu_a`` en euros par mois."""

    champ: str
    jusqu_a: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultat:
    """Un droit du catalogue pour ce foyer ; voir le contrat, « Diagnostic »."""

    id: str
    nom: str
    organismes: tuple[str, ...]
    statut: Statut
    motif: Motif | None = None
    montant_min: Decimal | None = None
    montant_max: Decimal | None = None
    unite: Unite | None = None
    premier_mois: Fourchette | None = None
    annee: int | None = None
    deja_percu: bool = False
    raisons: tuple[str, ...] = ()
    manque: tuple[str, ...] = ()
    bascule: tuple[str, ...] = ()
    seuil: Seuil | None = None
    date_bareme: date | None = None
    sources: tuple[SourceCitee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Une ligne par droit du catalogue, toujours. ``total`` : euros par mois à demander."""

    au: date
    openfisca_france: str
    complements: date
    total: Fourchette
    droits: tuple[Resultat, ...]
    questions_utiles: tuple[tuple[str, int], ...] = ()  # (chemin, nombre de droits qui changent)

    @property
    def bareme_au(self) -> date:
        """La date d'effet la plus récente des barèmes appliqués ; sans eux, leur contrôle."""
        dates = (resultat.date_bareme for resultat in self.droits)
        return max((jour for jour in dates if jour is not None), default=self.complements)

    def droit(self, identifiant: str) -> Resultat:
        return next(resultat for resultat in self.droits if resultat.id == identifiant)
