"""Les questions de la page, groupe par groupe : où elles s'écrivent, comment on y répond.

Les chemins sont ceux du contrat ; ``{id}`` est remplacé par la personne. Quand la question
s'affiche est décidé ailleurs (``droits.questions``) : ici, seulement la forme.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from guichet.droits import chemins
from guichet.droits.situation import (
    PAS_DEMANDE,
    Grossesse,
    Handicap,
    Inconnu,
    PensionEnfants,
    Situation,
)

Genre: TypeAlias = Literal["segment", "liste", "montant", "entier", "date", "commune"]
Options: TypeAlias = Sequence[tuple[object, str]]
OUI_NON: Options = ((True, "Oui"), (False, "Non"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``utile`` : chemin qui décide de l'affichage s'il diffère de ``chemin``."""

    chemin: str
    etiquette: str
    genre: Genre
    options: Options = ()
    unite: str = "€"
    aide: str = ""
    largeur: int = 0
    utile: str = ""
    lire: Callable[[Situation, str], object] | None = None
    ecrire: Callable[[Situation, str, object], Situation] | None = None

    def chemin_pour(self, situation: Situation, identifiant: str = "") -> str:
        """Le chemin du contrat ; ``N-2`` devient l'année."""
        chemin = self.chemin.format(id=identifiant)
        return chemin.replace("N-2", str(situation.au.year - 2))

    def condition(self, situation: Situation, identifiant: str = "") -> str:
        """Le chemin qui décide de l'affichage."""
        return self.utile.format(id=identifiant) or self.chemin_pour(situation, identifiant)

    def valeur(self, situation: Situation, identifiant: str = "") -> object:
        """La réponse présente, ou un ``Inconnu``."""
        chemin = self.chemin_pour(situation, identifiant)
        if self.lire is not None:
            return self.lire(situation, chemin)
        valeur = chemins.valeur(situation, chemin)
        # « Non » pour tout l'objet : le champ de détail n'a pas de réponse à montrer.
        sans_non = not any(option is False for option, _ in self.options)
        return PAS_DEMANDE if valeur is False and sans_non else valeur

    def repondre(self, situation: Situation, identifiant: str, valeur: object) -> Situation:
        chemin = self.chemin_pour(situation, identifiant)
        if self.ecrire is not None:
            return self.ecrire(situation, chemin, valeur)
        return chemins.remplacer(situation, chemin, valeur)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupe:
    """Un panneau de la page ; ``par_personne`` : les questions se répètent pour chacune."""

    id: str
    titre: str
    questions: tuple[Question, ...]
    par_personne: bool = False


def _lire_taux(situation: Situation, chemin: str) -> object:
    handicap = chemins.valeur(situation, chemin)
    return handicap.taux if isinstance(handicap, Handicap) else handicap


def _ecrire_taux(situation: Situation, chemin: str, valeur: object) -> Situation:
    if valeur is False or isinstance(valeur, Inconnu):
        return chemins.remplacer(situation, chemin, valeur)
    return chemins.remplacer(situation, f"{chemin}.taux", valeur)


def _lire_grossesse(situation: Situation, chemin: str) -> object:
    grossesse = chemins.valeur(situation, chemin)
    return True if isinstance(grossesse, Grossesse) else grossesse


def _ecrire_grossesse(situation: Situation, chemin: str, valeur: object) -> Situation:
    if valeur is True:
        # Le contrat demande un terme : on en suppose un, marqué « pas encore demandé ».
        terme = situation.au + timedelta(days=120)
        valeur = Grossesse(terme_prevu=terme, terme_inconnu=PAS_DEMANDE)
    return chemins.remplacer(situation, chemin, valeur)


def _lire_terme(situation: Situation, chemin: str) -> object:
    grossesse = chemins.valeur(situation, chemin)
    if not isinstance(grossesse, Grossesse):
        return PAS_DEMANDE
    return grossesse.terme_prevu if grossesse.terme_inconnu is None else grossesse.terme_inconnu


def _ecrire_terme(situation: Situation, chemin: str, valeur: object) -> Situation:
    grossesse = chemins.valeur(situation, chemin)
    if not isinstance(grossesse, Grossesse):
        return situation
    if isinstance(valeur, Inconnu):
        terme = situation.au + timedelta(days=120)
        return chemins.remplacer(
            situation, chemin, Grossesse(terme_prevu=terme, terme_inconnu=valeur)
        )
    return chemins.remplacer(situation, chemin, Grossesse(terme_prevu=valeur))  # type: ignore[arg-type]


def _ecrire_pension_fixee(situation: Situation, chemin: str, valeur: object) -> Situation:
    if situation.pension_enfants is False or isinstance(situation.pension_enfants, Inconnu):
        situation = chemins.remplacer(situation, "pension_enfants", PensionEnfants())
    return chemins.remplacer(situation, chemin, valeur)


ACTIVITES: Options = (
    ("salarie", "Emploi salarié"),
    ("apprenti", "Apprentissage"),
    ("independant", "À son compte"),
    ("demandeur_emploi", "Cherche un emploi"),
    ("etudiant", "Études supérieures"),
    ("lyceen", "Lycée"),
    ("collegien", "Collège"),
    ("ecolier", "École"),
    ("retraite", "Retraite"),
    ("invalide", "Invalidité"),
    ("au_foyer", "Au foyer"),
    ("autre", "Autre"),
)
NATIONALITES: Options = (
    ("francaise", "Française"),
    ("ue", "Europe (UE, EEE, Suisse)"),
    ("hors_ue", "Autre pays"),
)
LOGEMENTS: Options = (
    ("locataire_vide", "Locataire, vide"),
    ("locataire_meuble", "Locataire, meublé"),
    ("locataire_hlm", "Locataire HLM"),
    ("foyer", "Foyer, résidence"),
    ("accedant", "Propriétaire, prêt en cours"),
    ("proprietaire", "Propriétaire"),
    ("heberge", "Hébergé par quelqu'un"),
    ("sans_domicile", "Sans domicile"),
)
P = "personnes.{id}."

PERSONNE = (
    Question(chemin=P + "activite", etiquette="Activité", genre="liste", options=ACTIVITES),
    Question(
        chemin=P + "nationalite", etiquette="Nationalité", genre="liste", options=NATIONALITES
    ),
    Question(
        chemin=P + "titre_sejour_depuis",
        etiquette="Titre autorisant à travailler depuis",
        genre="date",
    ),
    Question(
        chemin=P + "inscrit_france_travail",
        etiquette="Inscription à France Travail ?",
        genre="segment",
        options=OUI_NON,
    ),
    Question(
        chemin=P + "regime",
        etiquette="Caisse",
        genre="segment",
        options=(("general", "Caf, CPAM"), ("msa", "MSA")),
    ),
    Question(
        chemin=P + "garde_alternee", etiquette="Garde alternée ?", genre="segment", options=OUI_NON
    ),
)
GROUPES = (
    Groupe(
        id="couple",
        titre="Couple, séparation",
        questions=(
            Question(chemin="couple.depuis", etiquette="En couple depuis le", genre="date"),
            Question(chemin="isole_depuis", etiquette="Séparation le", genre="date"),
            Question(chemin="veuf_depuis", etiquette="Veuvage depuis le", genre="date"),
            Question(
                chemin="encore_marie",
                etiquette="Divorce prononcé ?",
                genre="segment",
                options=((False, "Oui"), (True, "Pas encore")),
            ),
            Question(
                chemin="pension_enfants.fixee",
                etiquette="Pension alimentaire fixée ?",
                genre="segment",
                options=OUI_NON,
                ecrire=_ecrire_pension_fixee,
            ),
            Question(
                chemin="pension_enfants.versee",
                etiquette="L'autre parent aide-t-il ?",
                genre="segment",
                options=OUI_NON,
                ecrire=_ecrire_pension_fixee,
            ),
            Question(
                chemin="pension_enfants.montant",
                etiquette="Pension par mois",
                genre="montant",
                ecrire=_ecrire_pension_fixee,
            ),
        ),
    ),
    Groupe(
        id="logement",
        titre="Logement",
        questions=(
            Question(chemin="logement.commune", etiquette="&Commune", genre="commune", largeur=206),
            Question(
                chemin="logement.statut",
                etiquette="&Occupation",
                genre="liste",
                options=LOGEMENTS,
                largeur=186,
            ),
            Question(
                chemin="logement.loyer",
                etiquette="&Loyer sans charges",
                genre="montant",
                largeur=150,
            ),
            Question(
                chemin="logement.colocation",
                etiquette="Colocation ?",
                genre="segment",
                options=OUI_NON,
            ),
            Question(
                chemin="logement.bailleur_famille",
                etiquette="Loué par un parent ou un enfant ?",
                genre="segment",
                options=OUI_NON,
            ),
        ),
    ),
    Groupe(
        id="sante",
        titre="Santé",
        par_personne=True,
        questions=(
            Question(
                chemin=P + "grossesse",
                etiquette="Grossesse ?",
                genre="segment",
                options=OUI_NON,
                lire=_lire_grossesse,
                ecrire=_ecrire_grossesse,
            ),
            Question(
                chemin=P + "grossesse",
                etiquette="Naissance prévue le",
                genre="date",
                utile=P + "grossesse.terme_prevu",
                lire=_lire_terme,
                ecrire=_ecrire_terme,
            ),
            Question(
                chemin="mutuelle",
                etiquette="Mutuelle",
                genre="liste",
                options=(
                    ("aucune", "Aucune"),
                    ("employeur", "De l'employeur"),
                    ("individuelle", "Individuelle"),
                    ("c2s", "C2S"),
                ),
            ),
        ),
    ),
    Groupe(
        id="handicap",
        titre="Handicap, aidant",
        par_personne=True,
        questions=(
            Question(
                chemin=P + "handicap",
                etiquette="Handicap reconnu",
                genre="liste",
                options=(
                    (False, "Non"),
                    ("moins_50", "Moins de 50 %"),
                    ("50_79", "50 à 79 %"),
                    ("80_plus", "80 % et plus"),
                ),
                lire=_lire_taux,
                ecrire=_ecrire_taux,
            ),
            Question(
                chemin=P + "handicap.restriction_emploi",
                etiquette="Accès à l'emploi très limité (MDPH) ?",
                genre="segment",
                options=OUI_NON,
            ),
            Question(
                chemin=P + "handicap.demande_en_cours",
                etiquette="Demande MDPH en cours ?",
                genre="segment",
                options=OUI_NON,
            ),
            Question(
                chemin=P + "inapte_travail",
                etiquette="Inaptitude au travail reconnue ?",
                genre="segment",
                options=OUI_NON,
            ),
            Question(
                chemin=P + "aidant_de",
                etiquette="Aide un proche",
                genre="liste",
                options=(
                    (False, "Non"),
                    ("age", "Âgé"),
                    ("handicap", "Handicapé"),
                    ("enfant_malade", "Un enfant malade"),
                ),
            ),
        ),
    ),
    Groupe(
        id="etudes",
        titre="Études, jeunes",
        par_personne=True,
        questions=(
            Question(
                chemin=P + "boursier",
                etiquette="Bourse sur critères sociaux ?",
                genre="segment",
                options=OUI_NON,
            ),
            Question(
                chemin=P + "heures_3_ans",
                etiquette="Heures travaillées en 3 ans",
                genre="entier",
                unite="h",
                aide="2 ans à temps plein font 3 214 heures.",
            ),
            Question(
                chemin=P + "sortant_ase",
                etiquette="Confié à l'Aide sociale à l'enfance ?",
                genre="segment",
                options=OUI_NON,
            ),
            Question(
                chemin=P + "ass_5_ans_sur_10",
                etiquette="5 ans de travail sur les 10 dernières années ?",
                genre="segment",
                options=OUI_NON,
            ),
            Question(
                chemin=P + "parents.revenus_imposables",
                etiquette="Revenus des parents (année N-2)",
                genre="montant",
                unite="€ par an",
                largeur=180,
            ),
        ),
    ),
    Groupe(
        id="impots",
        titre="Épargne, impôts",
        questions=(
            Question(chemin="epargne", etiquette="&Épargne du foyer", genre="montant", largeur=150),
            Question(
                chemin="revenus_annuels.N-2.revenu_fiscal_reference",
                etiquette="Revenu fiscal de référence",
                genre="montant",
                unite="€ par an",
                aide="Sur l'avis d'impôt des revenus d'il y a deux ans.",
                largeur=200,
            ),
            Question(
                chemin="revenus_annuels.N-2.revenus_imposables",
                etiquette="Salaires et pensions déclarés",
                genre="montant",
                unite="€ par an",
                aide="Avant la déduction de 10 %.",
                largeur=200,
            ),
        ),
    ),
)
