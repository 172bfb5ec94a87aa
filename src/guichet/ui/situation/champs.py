"""Du mot « question » au champ à l'écran, et ce qu'il montre sans déranger qui tape."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from guichet.droits.situation import PAS_DEMANDE
from guichet.ui import saisie, theme
from guichet.ui.noyau import (
    Champ,
    ChampDate,
    ChampListe,
    ChampLu,
    ChampMontant,
    ChampRecherche,
    ChampSegment,
    Ligne,
    PuceBouton,
    Suggestion,
)
from guichet.ui.noyau.segment import Segment
from guichet.ui.situation.question import Question

ChercherCommune = Callable[[str], Sequence[Suggestion]]
LOYER_ETONNANT = 3000
HAUTEUR_PUCE = 26
REFUSE = "ne veut pas répondre"


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
        case "date" if question.refusable:
            return ChampLu(
                question.etiquette,
                _lire_date_ou_non,
                _ecrire_date_ou_non,
                ligne=Ligne(largeur=150),
                aide=question.aide,
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


def montrer(champ: Champ, valeur: object, nommer_commune: Callable[[str], str] = str) -> None:
    """Montre ``valeur`` sans rien émettre.

    Ce qui est refusé reste lisible jusqu'à sa correction ; ce qui se tape n'est pas touché.
    """
    if champ.erreur or _en_train_de_taper(champ):
        return
    if isinstance(champ, ChampRecherche) and isinstance(valeur, str):
        champ.definir(Suggestion(nommer_commune(valeur), valeur))
        return
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        valeur = Decimal(valeur)
    champ.definir(valeur)


def nommer_pour(champ: Champ, etiquette: str, personne: str) -> None:
    """Deux personnes, deux champs : le lecteur d'écran dit de qui l'on parle."""
    nom = etiquette.replace("&", "")
    complet = f"{nom}, {personne}" if personne else nom
    if isinstance(champ.controle, Segment):
        champ.controle.nommer(complet)
    else:
        champ.controle.setAccessibleName(complet)


def marquer(champ: Champ, effet: str, sur_clic: Callable[[], None]) -> None:
    """Pose « change 3 droits » ou « ne veut pas répondre » près de l'étiquette ; vide : l'ôte."""
    if (champ.property("effet") or "") == effet:
        return
    champ.setProperty("effet", effet)
    puce = None
    if effet == REFUSE:
        puce = PuceBouton(effet, "non", "x")
        puce.setAccessibleName("Ne veut pas répondre : reprendre la question")
    elif effet:
        puce = PuceBouton(effet)
    if puce is not None:
        puce.clicked.connect(sur_clic)
    champ.definir_marge(puce)


def aligner(champs: Sequence[Champ]) -> None:
    """Une puce est plus haute qu'une étiquette : toutes celles de la rangée la suivent."""
    puce = any(champ.property("effet") for champ in champs)
    hauteur = theme.actuel().px(HAUTEUR_PUCE) if puce else 0
    for champ in champs:
        if champ.etiquette.minimumHeight() != hauteur:
            champ.etiquette.setMinimumHeight(hauteur)


def _en_train_de_taper(champ: Champ) -> bool:
    if isinstance(champ, ChampLu):
        return champ.ligne.hasFocus() and not champ.est_valide()
    if isinstance(champ, ChampRecherche):
        # Du texte sans choix : la recherche est en cours.
        return champ.ligne.hasFocus() and champ.valeur() is PAS_DEMANDE and bool(champ.ligne.text())
    return False


def _verifier_loyer(loyer: Any) -> None:  # noqa: ANN401 - un Decimal, vu du kit
    if loyer > LOYER_ETONNANT:
        raise ValueError("Plus de 3 000 € : est-ce bien le loyer d'un mois ?")


def _lire_date_ou_non(texte: str) -> date | Literal[False]:
    if texte.strip().lower() in ("non", "n"):
        return False
    try:
        return saisie.lire_date(texte)
    except ValueError as error:
        raise ValueError(f"{error}. Ou « non ».".replace("..", ".")) from error


def _ecrire_date_ou_non(valeur: date | Literal[False]) -> str:
    return "non" if valeur is False else saisie.ecrire_date(valeur)
