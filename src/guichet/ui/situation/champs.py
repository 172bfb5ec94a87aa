"""Du mot « question » au champ à l'écran."""

from collections.abc import Callable, Sequence
from typing import Any

from guichet.droits.situation import Inconnu
from guichet.ui.noyau import (
    Champ,
    ChampDate,
    ChampListe,
    ChampMontant,
    ChampRecherche,
    ChampSegment,
    Suggestion,
)
from guichet.ui.situation.questions import Question

ChercherCommune = Callable[[str], Sequence[Suggestion]]
LOYER_ETONNANT = 3000


def champ_de(question: Question, chercher_commune: ChercherCommune) -> Champ:
    """Le champ du kit qui répond à ``question``."""
    match question.genre:
        case "segment":
            return ChampSegment(question.etiquette, question.options, aide=question.aide)
        case "liste":
            return ChampListe(
                question.etiquette,
                question.options,
                inconnu=True,
                aide=question.aide,
                largeur=question.largeur,
            )
        case "date":
            return ChampDate(question.etiquette, aide=question.aide)
        case "commune":
            return ChampRecherche(
                question.etiquette,
                chercher_commune,
                rien="Aucune commune. Essayez le code postal.",
                largeur=question.largeur,
            )
        case "montant" | "entier":
            return ChampMontant(
                question.etiquette,
                unite=question.unite,
                decimales=0 if question.genre == "entier" else 2,
                aide=question.aide,
                largeur=question.largeur or 130,
                verifier=_verifier_loyer if question.chemin == "logement.loyer" else None,
            )


def montrer(champ: Champ, valeur: object, nommer_commune: Callable[[str], str]) -> None:
    """Montre ``valeur`` dans le champ, sans rien émettre."""
    if isinstance(champ, ChampRecherche) and isinstance(valeur, str):
        champ.definir(Suggestion(nommer_commune(valeur), valeur))
        return
    champ.definir(valeur)


def valeur_metier(question: Question, valeur: Any) -> Any:  # noqa: ANN401 - de la nature du champ
    """Ce que la situation attend : un entier là où le champ donne un nombre décimal."""
    if question.genre == "entier" and not isinstance(valeur, Inconnu):
        return int(valeur)
    return valeur


def _verifier_loyer(loyer: Any) -> None:  # noqa: ANN401 - un Decimal, vu du kit
    if loyer > LOYER_ETONNANT:
        raise ValueError("Plus de 3 000 € : est-ce bien le loyer d'un mois ?")
