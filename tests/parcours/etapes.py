"""Fabriquer des étapes et des modèles d'étape pour les tests du parcours."""

# ruff: noqa: ANN401 - chaque test ne donne que les champs qui comptent pour lui

from datetime import date
from typing import Any

from guichet.catalogue.contenu import Echeance, EtapeModele, Moment, Source
from guichet.droits.resultat import SourceCitee
from guichet.parcours.etape import Etape, Parcours

AU = date(2026, 11, 20)
SEPARATION = date(2026, 11, 2)


def etape(**champs: Any) -> Etape:
    """Une étape datée ordinaire : la Caf, avant le 2 décembre, délai vu dans une source."""
    return Etape(
        **{
            "id": "declarer",
            "titre": "Déclarer la séparation à la Caf",
            "titre_court": "Déclarer la séparation",
            "organismes": ("caf",),
            "acteur": "usager",
            "concerne": "oui",
            "debut": SEPARATION,
            "echeance": date(2026, 12, 2),
            "date_sure": champs.get("echeance", date(2026, 12, 2)),
            "type": "legale",
            "consequence": None,
            "en_retard": False,
            "depend_de": (),
            "droits": (),
            "pieces": (),
            "canaux": {},
            "attentionne": False,
            "verifie": True,
            "delai_verifie": True,
            "source": SourceCitee(titre="Une source", url=None, date=None),
            **champs,
        }
    )


def parcours(*etapes: Etape) -> Parcours:
    return Parcours(
        moment="separation",
        titre="Séparation",
        evenement=SEPARATION,
        debut=SEPARATION,
        fin=date(2028, 5, 2),
        etapes=etapes,
    )


def delai(
    minimum: str | None = "P0D",
    maximum: str | None = "P1M",
    *,
    reference: str = "date_separation",
    genre: str = "legale",
    **champs: Any,
) -> Echeance:
    return Echeance(
        **{
            "reference": reference,
            "type": genre,
            "min": minimum,
            "max": maximum,
            "verifie": True,
            **champs,
        }
    )


def modele(identifiant: str = "declarer", **champs: Any) -> EtapeModele:
    """Une étape telle que le catalogue la donne."""
    return EtapeModele(
        **{
            "id": identifiant,
            "titre": identifiant.replace("-", " ").capitalize(),
            "titre_court": identifiant[:28],
            "organismes": ("caf",),
            "acteur": "usager",
            "action": "Faire la démarche.",
            "condition": "toujours",
            "pieces": (),
            "canaux": {},
            "echeance": delai(),
            "droits": (),
            "dependances": (),
            "source": Source(titre="Une source", url=None, date="2024-01-01"),
            "verifie": True,
            "fraicheur": "vu_2026",
            **champs,
        }
    )


def moment(*etapes: EtapeModele, **champs: Any) -> Moment:
    return Moment(
        **{
            "id": "separation",
            "titre": "Séparation",
            "evenement": "Fin de la vie de couple",
            "reference": "date_separation",
            "reference_secondaire": None,
            "debut": "date_separation",
            "fin": "date_separation + P18M",
            "faits": (),
            "etapes": etapes,
            **champs,
        }
    )
