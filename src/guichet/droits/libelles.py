"""Le nom court de chaque champ et la phrase qui dit pourquoi on le demande."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Texte:
    """``posee`` : la question a sa place sur la page ; sinon elle ne sert qu'à nommer."""

    groupe: str
    libelle: str
    pourquoi: str
    posee: bool = True


FOYER: Final[dict[str, Texte]] = {
    "couple": Texte("couple", "Vie de couple", "Les ressources du conjoint comptent."),
    "couple.statut": Texte("couple", "Mariage, Pacs ou union libre", "L'impôt est commun ou non."),
    "couple.depuis": Texte("couple", "En couple depuis", "Certains droits changent ce mois-là."),
    "encore_marie": Texte(
        "couple", "Encore marié(e) ?", "Un divorce en cours change l'impôt et les pensions."
    ),
    "isole_depuis": Texte(
        "couple", "Seul(e) depuis", "Le RSA est plus élevé au début d'une séparation."
    ),
    "veuf_depuis": Texte("couple", "Veuf ou veuve depuis", "Des droits suivent un décès."),
    "pension_enfants": Texte(
        "couple",
        "Soutien de l'autre parent",
        "Sans soutien de l'autre parent, une allocation peut le remplacer.",
        posee=False,
    ),
    "pension_enfants.fixee": Texte(
        "couple",
        "Pension alimentaire fixée ?",
        "Une pension fixée et impayée peut être avancée puis récupérée par la caisse.",
    ),
    "pension_enfants.versee": Texte(
        "couple",
        "L'autre parent aide-t-il ?",
        "Sans soutien de l'autre parent, une allocation peut le remplacer.",
    ),
    "pension_enfants.montant": Texte(
        "couple", "Pension fixée par mois", "La pension reçue compte dans les ressources."
    ),
    "logement": Texte(
        "logement", "Logement", "L'aide au logement dépend du logement.", posee=False
    ),
    "logement.commune": Texte(
        "logement", "Commune", "Le plafond de loyer dépend de la zone de la commune."
    ),
    "logement.statut": Texte(
        "logement", "Occupation", "L'aide au logement dépend du titre d'occupation."
    ),
    "logement.loyer": Texte("logement", "Loyer sans charges", "L'aide dépend du loyer."),
    "logement.colocation": Texte(
        "logement", "Colocation ?", "Le plafond de loyer est plus bas en colocation."
    ),
    "logement.bailleur_famille": Texte(
        "logement",
        "Loué à un parent ou grand-parent ?",
        "Un logement loué à un proche parent ne donne pas d'aide.",
    ),
    "mutuelle": Texte("sante", "Complémentaire santé", "Pour savoir si la C2S est déjà là."),
    "aides_percues": Texte(
        "aides", "Aides déjà reçues", "Une aide déjà reçue compte pour les autres."
    ),
    "revenus_annuels": Texte(
        "epargne",
        "Revenus {annee}",
        "Les prestations familiales regardent les revenus d'il y a deux ans.",
        posee=False,
    ),
    "revenus_annuels.revenu_fiscal_reference": Texte(
        "epargne",
        "Revenu fiscal {annee}",
        "Il est sur l'avis d'impôt : le chèque énergie et les bourses en dépendent.",
    ),
    "revenus_annuels.revenus_imposables": Texte(
        "epargne",
        "Salaires et pensions déclarés {annee}",
        "Les prestations familiales regardent les revenus d'il y a deux ans.",
    ),
    "epargne": Texte(
        "epargne", "Épargne", "Au-dessus d'un seuil, l'épargne diminue certaines aides."
    ),
}

PERSONNE: Final[dict[str, Texte]] = {
    "nationalite": Texte("foyer", "Nationalité", "Certains droits demandent un titre de séjour."),
    "titre_sejour_depuis": Texte(
        "foyer",
        "Titre de séjour depuis",
        "Le RSA ou l'Aspa demandent plusieurs années de titre autorisant à travailler.",
    ),
    "activite": Texte(
        "foyer", "Activité", "Travail, études ou retraite n'ouvrent pas les mêmes droits."
    ),
    "regime": Texte("foyer", "Caisse (générale ou MSA)", "Pour savoir à quelle caisse demander."),
    "garde_alternee": Texte("foyer", "Garde alternée ?", "Les allocations peuvent être partagées."),
    "garde": Texte("foyer", "Garde payée", "Une partie du coût peut être remboursée."),
    "sortant_ase": Texte(
        "foyer",
        "Aide sociale à l'enfance ?",
        "Les jeunes sortis de l'Aide sociale à l'enfance ont des droits particuliers.",
    ),
    "ressources": Texte("ressources", "Ressources", "Presque tous les droits en dépendent."),
    "inscrit_france_travail": Texte(
        "ressources", "Inscrit à France Travail ?", "L'inscription ouvre des aides à l'emploi."
    ),
    "ass_5_ans_sur_10": Texte(
        "ressources",
        "5 ans de travail sur 10 ?",
        "C'est la condition de l'allocation de fin de droits (ASS).",
    ),
    "heures_3_ans": Texte(
        "ressources",
        "Heures travaillées en 3 ans",
        "Avant 25 ans, le RSA demande d'avoir assez travaillé.",
    ),
    "grossesse": Texte("sante", "Grossesse", "Une naissance attendue ouvre des droits."),
    "grossesse.terme_prevu": Texte(
        "sante", "Terme prévu", "Les droits partent d'un mois de la grossesse.", posee=False
    ),
    "handicap": Texte(
        "handicap", "Handicap reconnu", "Le taux décide de l'AAH et d'autres droits."
    ),
    "handicap.taux": Texte(
        "handicap", "Taux de handicap", "L'AAH demande 80 %, ou 50 % et plus.", posee=False
    ),
    "handicap.restriction_emploi": Texte(
        "handicap",
        "Accès à l'emploi très limité ?",
        "De 50 à 79 %, l'AAH demande cette reconnaissance par la MDPH.",
    ),
    "handicap.demande_en_cours": Texte(
        "handicap", "Demande MDPH en cours ?", "La réponse peut ouvrir des droits.", posee=False
    ),
    "inapte_travail": Texte(
        "handicap", "Inapte au travail ?", "L'inaptitude ouvre l'Aspa et la retraite plus tôt."
    ),
    "aidant_de": Texte("handicap", "Aide un proche", "Un congé d'aidant peut être payé."),
    "boursier": Texte(
        "etudes", "Boursier ?", "La bourse compte pour l'aide au logement de l'étudiant."
    ),
    "parents": Texte(
        "etudes", "Foyer des parents", "La bourse dépend des revenus et de la distance des parents."
    ),
}
