"""Les questions de la page, groupe par groupe.

Les chemins sont ceux du contrat. Quand une question a un objet est décidé ailleurs
(``droits.questions``) : ici, seulement où elle se pose et comment on y répond.
"""

from functools import partial

from guichet.droits.situation import PAS_DEMANDE, Garde
from guichet.ui.situation import reponses
from guichet.ui.situation.question import Groupe, Options, Question

OUI_NON: Options = ((True, "Oui"), (False, "Non"))
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
REGIMES: Options = (("general", "Caf, CPAM"), ("msa", "MSA"))
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
MUTUELLES: Options = (
    ("aucune", "Aucune"),
    ("employeur", "De l'employeur"),
    ("individuelle", "Individuelle"),
    ("c2s", "C2S"),
)
TAUX: Options = (
    (False, "Non"),
    ("moins_50", "Moins de 50 %"),
    ("50_79", "50 à 79 %"),
    ("80_plus", "80 % et plus"),
)
AIDANTS: Options = (
    (False, "Non"),
    ("age", "Âgé"),
    ("handicap", "Handicapé"),
    ("enfant_malade", "Un enfant malade"),
)
GARDES: Options = (
    (False, "Non"),
    ("assistante_maternelle", "Assistante maternelle"),
    ("domicile", "Garde à domicile"),
    ("creche", "Crèche"),
    ("micro_creche", "Micro-crèche"),
)
OU_NON = "Une date, ou « non »."
P = "personnes.{id}."

segment = partial(Question, genre="segment", options=OUI_NON)
liste = partial(Question, genre="liste")
jour = partial(Question, genre="date")
montant = partial(Question, genre="montant", largeur=150)
entier = partial(Question, genre="entier", largeur=120)


def _gardee(garde: object) -> bool:
    return isinstance(garde, Garde)


def _handicap_evoque(handicap: object) -> bool:
    return handicap is not False and handicap is not PAS_DEMANDE


PERSONNE = (
    liste(chemin=P + "activite", etiquette="Activité", options=ACTIVITES),
    liste(chemin=P + "nationalite", etiquette="Nationalité", options=NATIONALITES),
    jour(chemin=P + "titre_sejour_depuis", etiquette="Titre autorisant à travailler depuis"),
    segment(chemin=P + "regime", etiquette="Caisse", options=REGIMES),
    segment(chemin=P + "garde_alternee", etiquette="Garde alternée ?"),
    liste(
        chemin=P + "garde",
        etiquette="Garde payée",
        options=GARDES,
        lire=reponses.lire_mode,
        ecrire=reponses.ecrire_mode,
    ),
    entier(chemin=P + "garde.heures", etiquette="Heures par mois", unite="h", si=_gardee),
    montant(chemin=P + "garde.cout", etiquette="Coût par mois", si=_gardee, largeur=130),
    segment(chemin=P + "sortant_ase", etiquette="Confié à l'Aide sociale à l'enfance ?"),
)
COUPLE = Groupe(
    id="couple",
    titre="Couple, séparation",
    questions=(
        jour(chemin="couple.depuis", etiquette="En couple &depuis le"),
        jour(chemin="isole_depuis", etiquette="Sépara&tion le", refusable=True, aide=OU_NON),
        jour(chemin="veuf_depuis", etiquette="&Veuvage depuis le", refusable=True, aide=OU_NON),
        segment(
            chemin="encore_marie",
            etiquette="Divorce prononcé ?",
            options=((False, "Oui"), (True, "Pas encore")),
        ),
        segment(
            chemin="pension_enfants.fixee",
            etiquette="Pension alimentaire fixée ?",
            ecrire=reponses.ecrire_pension,
        ),
        segment(
            chemin="pension_enfants.versee",
            etiquette="L'autre parent aide-t-il ?",
            ecrire=reponses.ecrire_pension,
        ),
        montant(
            chemin="pension_enfants.montant",
            etiquette="Pension par mois",
            ecrire=reponses.ecrire_pension,
        ),
    ),
)
TRAVAIL = Groupe(
    id="ressources",
    titre="Ressources par mois",
    par_personne=True,
    questions=(
        segment(chemin=P + "inscrit_france_travail", etiquette="Inscription à France Travail ?"),
        segment(
            chemin=P + "ass_5_ans_sur_10",
            etiquette="5 ans de travail sur les 10 dernières années ?",
        ),
        entier(
            chemin=P + "heures_3_ans",
            etiquette="Heures travaillées en 3 ans",
            unite="h",
            aide="2 ans à temps plein font 3 214 heures.",
            largeur=190,
        ),
    ),
)
LOGEMENT = Groupe(
    id="logement",
    titre="Logement",
    questions=(
        Question(chemin="logement.commune", etiquette="&Commune", genre="commune", largeur=206),
        liste(chemin="logement.statut", etiquette="&Occupation", options=LOGEMENTS, largeur=186),
        montant(chemin="logement.loyer", etiquette="&Loyer sans charges"),
        segment(chemin="logement.colocation", etiquette="Colocation ?"),
        segment(chemin="logement.bailleur_famille", etiquette="Loué par un parent ou un enfant ?"),
    ),
)
SANTE = Groupe(
    id="sante",
    titre="Santé",
    par_personne=True,
    questions=(
        segment(
            chemin=P + "grossesse",
            etiquette="Grossesse ?",
            lire=reponses.lire_grossesse,
            ecrire=reponses.ecrire_grossesse,
        ),
        jour(
            chemin=P + "grossesse",
            etiquette="Naissance prévue le",
            utile=P + "grossesse.terme_prevu",
            lire=reponses.lire_terme,
            ecrire=reponses.ecrire_terme,
        ),
        liste(chemin="mutuelle", etiquette="&Mutuelle", options=MUTUELLES),
    ),
)
HANDICAP = Groupe(
    id="handicap",
    titre="Handicap, aidant",
    par_personne=True,
    questions=(
        liste(
            chemin=P + "handicap",
            etiquette="Handicap reconnu",
            options=TAUX,
            lire=reponses.lire_taux,
            ecrire=reponses.ecrire_taux,
        ),
        segment(
            chemin=P + "handicap.restriction_emploi",
            etiquette="Accès à l'emploi très limité (MDPH) ?",
        ),
        segment(
            chemin=P + "handicap.demande_en_cours",
            etiquette="Demande MDPH en cours ?",
            si=_handicap_evoque,
            ecrire=reponses.ecrire_dans_handicap,
        ),
        segment(chemin=P + "inapte_travail", etiquette="Inaptitude au travail reconnue ?"),
        liste(chemin=P + "aidant_de", etiquette="Aide un proche", options=AIDANTS),
    ),
)
ETUDES = Groupe(
    id="etudes",
    titre="Études",
    par_personne=True,
    questions=(
        segment(chemin=P + "boursier", etiquette="Bourse sur critères sociaux ?"),
        montant(
            chemin=P + "parents.revenus_imposables",
            etiquette="Revenus des parents",
            unite="€ par an",
            aide="Déclarés il y a deux ans.",
            largeur=190,
        ),
        entier(chemin=P + "parents.enfants_a_charge", etiquette="Enfants à leur charge", unite=""),
        entier(
            chemin=P + "parents.enfants_superieur",
            etiquette="Dont études supérieures",
            unite="",
        ),
        entier(
            chemin=P + "parents.distance_km",
            etiquette="Distance domicile, études",
            unite="km",
        ),
    ),
)
IMPOTS = Groupe(
    id="impots",
    titre="Épargne, impôts",
    questions=(
        montant(chemin="epargne", etiquette="Épar&gne du foyer"),
        montant(
            chemin="revenus_annuels.N-2.revenu_fiscal_reference",
            etiquette="&Revenu fiscal de référence",
            unite="€ par an",
            aide="Sur l'avis d'impôt des revenus d'il y a deux ans.",
            largeur=210,
        ),
        montant(
            chemin="revenus_annuels.N-2.revenus_imposables",
            etiquette="Salaires et pensions déclarés",
            unite="€ par an",
            aide="Avant la déduction de 10 %.",
            largeur=210,
        ),
    ),
)
GROUPES = (COUPLE, LOGEMENT, SANTE, HANDICAP, ETUDES, IMPOTS)
