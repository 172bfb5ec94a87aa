"""Les inconnues d'une personne : nationalité, santé, études, garde."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, get_args

from guichet.droits import objet
from guichet.droits.dates import decaler
from guichet.droits.inconnues import (
    Inconnue,
    Poser,
    Reperes,
    changer_personne,
    poser_personne,
)
from guichet.droits.situation import (
    AidantDe,
    Garde,
    Grossesse,
    Handicap,
    Inconnu,
    ModeGarde,
    Non,
    Personne,
    Reponse,
    Situation,
    TauxHandicap,
)

ANS_DE_TITRE: Final = (12, 6, 1)
HEURES_RSA_JEUNE: Final = 3300
_TAUX: Final[tuple[TauxHandicap, ...]] = ("moins_50", "50_79", "80_plus")

Regle = Callable[[Personne, Situation], Inconnue | None]


def de_personnes(situation: Situation, _reperes: Reperes) -> Iterator[Inconnue]:
    for personne in situation.personnes:
        for champ, regle in _REGLES.items():
            if not objet.de_la_personne(champ, personne, situation):
                continue
            inconnue = regle(personne, situation)
            if inconnue is not None:
                yield inconnue


def _nationalite(personne: Personne, situation: Situation) -> Inconnue | None:
    if not isinstance(personne.nationalite, Inconnu):
        return None
    titre = personne.titre_sejour_depuis
    connu = not isinstance(titre, Inconnu)
    titres = (
        (titre, titre)
        if connu
        else (_titre(personne, situation, 12), _titre(personne, situation, 1))
    )
    return Inconnue(
        chemin=f"personnes.{personne.id}.nationalite",
        valeurs=(
            poser_personne(personne.id, nationalite="francaise"),
            poser_personne(personne.id, nationalite="ue"),
            *(
                poser_personne(personne.id, nationalite="hors_ue", titre_sejour_depuis=depuis)
                for depuis in titres
            ),
        ),
        defavorable=3,
    )


def _titre(personne: Personne, situation: Situation, ans: int) -> date:
    return max(decaler(situation.au, ans=-ans), personne.date_naissance + timedelta(days=1))


def _titre_sejour(personne: Personne, situation: Situation) -> Inconnue | None:
    if not isinstance(personne.titre_sejour_depuis, Inconnu):
        return None
    return Inconnue(
        chemin=f"personnes.{personne.id}.titre_sejour_depuis",
        valeurs=tuple(
            poser_personne(personne.id, titre_sejour_depuis=_titre(personne, situation, ans))
            for ans in ANS_DE_TITRE
        ),
        defavorable=2,
    )


def _grossesse(personne: Personne, situation: Situation) -> Inconnue | None:
    grossesse = personne.grossesse
    if isinstance(grossesse, Grossesse) and grossesse.terme_inconnu is not None:
        connue = replace(grossesse, terme_inconnu=None)
        return Inconnue(
            chemin=f"personnes.{personne.id}.grossesse.terme_prevu",
            valeurs=(poser_personne(personne.id, grossesse=connue),),
        )
    if not isinstance(grossesse, Inconnu):
        return None
    terme = Grossesse(terme_prevu=decaler(situation.au, mois=4))
    return Inconnue(
        chemin=f"personnes.{personne.id}.grossesse",
        valeurs=(
            poser_personne(personne.id, grossesse=False),
            poser_personne(personne.id, grossesse=terme),
        ),
        favorable=1,
    )


def _handicap(personne: Personne, _situation: Situation) -> Inconnue | None:
    manque, valeurs = _handicaps(personne.handicap)
    if not valeurs:
        return None
    return Inconnue(
        chemin=f"personnes.{personne.id}.handicap{manque}",
        valeurs=tuple(poser_personne(personne.id, handicap=valeur) for valeur in valeurs),
        favorable=len(valeurs) - 1,
    )


def _handicaps(handicap: Reponse[Handicap | Non]) -> tuple[str, list[Handicap | Non]]:
    """Le champ qui manque et les handicaps à essayer ; rien si tout est dit."""
    if isinstance(handicap, Inconnu):
        return "", [False, _reconnu("50_79"), _reconnu("80_plus")]
    if handicap is False:
        return "", []
    if isinstance(handicap.taux, Inconnu):
        return ".taux", [_avec_taux(handicap, taux) for taux in _TAUX]
    if handicap.taux == "50_79" and isinstance(handicap.restriction_emploi, Inconnu):
        return ".restriction_emploi", [
            replace(handicap, restriction_emploi=restriction) for restriction in (False, True)
        ]
    return "", []


def _reconnu(taux: TauxHandicap) -> Handicap:
    return Handicap(taux=taux, restriction_emploi=True, demande_en_cours=False)


def _avec_taux(handicap: Handicap, taux: TauxHandicap) -> Handicap:
    restriction = _ou(handicap.restriction_emploi, taux != "moins_50")
    return replace(handicap, taux=taux, restriction_emploi=restriction)


def _ou(reponse: bool | Inconnu, defaut: bool) -> bool:
    return defaut if isinstance(reponse, Inconnu) else reponse


def _garde(personne: Personne, _situation: Situation) -> Inconnue | None:
    if not isinstance(personne.garde, Inconnu):
        return None
    gardes = [
        Garde(mode=mode, heures=Decimal(100), cout=Decimal(500)) for mode in get_args(ModeGarde)
    ]
    return Inconnue(
        chemin=f"personnes.{personne.id}.garde",
        valeurs=tuple(poser_personne(personne.id, garde=garde) for garde in (False, *gardes)),
        favorable=1,
    )


def _aidant(personne: Personne, _situation: Situation) -> Inconnue | None:
    if not isinstance(personne.aidant_de, Inconnu):
        return None
    valeurs = (False, *get_args(AidantDe))
    return Inconnue(
        chemin=f"personnes.{personne.id}.aidant_de",
        valeurs=tuple(poser_personne(personne.id, aidant_de=valeur) for valeur in valeurs),
        favorable=1,
    )


def _heures(personne: Personne, _situation: Situation) -> Inconnue | None:
    if not isinstance(personne.heures_3_ans, Inconnu):
        return None
    return Inconnue(
        chemin=f"personnes.{personne.id}.heures_3_ans",
        valeurs=tuple(
            poser_personne(personne.id, heures_3_ans=heures) for heures in (0, HEURES_RSA_JEUNE)
        ),
        favorable=1,
    )


# champ → la réponse la plus favorable
AGE_CINQ_ANS_DE_TRAVAIL: Final = 21
_OUI_NON: Final = {
    "inapte_travail": True,
    "boursier": True,
    "sortant_ase": True,
    "ass_5_ans_sur_10": True,
    "garde_alternee": False,
}


def _oui_non(champ: str) -> Regle:
    favorable = _OUI_NON[champ]

    def regle(personne: Personne, situation: Situation) -> Inconnue | None:
        if not isinstance(getattr(personne, champ), Inconnu):
            return None
        if champ == "ass_5_ans_sur_10" and personne.age(situation.au) < AGE_CINQ_ANS_DE_TRAVAIL:
            # On ne travaille pas avant 16 ans : cinq ans de travail ne se peuvent pas encore.
            return Inconnue(
                chemin=f"personnes.{personne.id}.{champ}",
                valeurs=(_mettre(personne, champ, False),),
            )
        return Inconnue(
            chemin=f"personnes.{personne.id}.{champ}",
            valeurs=(_mettre(personne, champ, False), _mettre(personne, champ, True)),
            favorable=int(favorable),
            defavorable=int(not favorable),
        )

    return regle


def _mettre(personne: Personne, champ: str, valeur: bool) -> Poser:
    return changer_personne(personne.id, lambda p: replace(p, **{champ: valeur}))  # type: ignore[arg-type]


_REGLES: Final[dict[str, Regle]] = {
    "nationalite": _nationalite,
    "titre_sejour_depuis": _titre_sejour,
    "grossesse": _grossesse,
    "handicap": _handicap,
    **{champ: _oui_non(champ) for champ in _OUI_NON},
    "heures_3_ans": _heures,
    "garde": _garde,
    "aidant_de": _aidant,
}
