"""Ce que l'écran « Droits » dit de chaque droit sur sa carte : mots et chiffres, sans widget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from guichet.catalogue.contenu import Catalogue, Droit
from guichet.droits import chemins
from guichet.droits.montants import OUI_NON
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import PAS_DEMANDE, Situation
from guichet.parcours.calendrier import jour_court
from guichet.ui.droits.chiffres import montant_et_unite

MOIS_DE_LA_DEMANDE = "mois de la demande"
MOIS_SUIVANT = "mois suivant la demande"
SIGLE_COURT = 5
GROUPES = (
    ("probable", "Probable", "oui, quelles que soient les réponses qui manquent"),
    ("a_verifier", "À vérifier", "cela dépend d'une réponse ou d'un barème"),
    ("oriente", "À voir avec l'organisme", "Guichet ne peut pas vérifier toutes les conditions"),
    ("deja_percu", "Déjà reçu", "ce que le foyer touche aujourd'hui"),
    ("non", "Non", "et pourquoi"),
    ("non_calcule", "Non calculé", "Guichet oriente : l'organisme seul peut dire"),
)
OUVERTS = ("probable", "a_verifier")


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneDroit:
    """Une carte. ``question`` : chemin de la réponse qui tranche ; ``oui_non`` : posée ici."""

    id: str
    nom: str
    organisme: str
    groupe: str
    statut: str
    sous_ligne: str
    urgent: bool
    montant: str
    unite: str
    question: str = ""
    oui_non: bool = False
    reponse: object = None


class Redacteur:
    """Écrit les cartes à partir du catalogue ; ``libelle`` nomme une question."""

    def __init__(self, catalogue: Catalogue, libelle: Callable[[str, Situation], str]) -> None:
        self.catalogue = catalogue
        self._libelle = libelle

    def lignes(
        self, diagnostic: Diagnostic, situation: Situation, posees: Mapping[str, str]
    ) -> Mapping[str, Sequence[LigneDroit]]:
        """Les cartes par groupe, les plus gros montants d'abord.

        ``posees`` : droit → question déjà répondue ici, qui reste sur sa carte.
        """
        par_groupe: dict[str, list[LigneDroit]] = {cle: [] for cle, _, _ in GROUPES}
        for resultat in sorted(diagnostic.droits, key=_ordre):
            if montrable(resultat):
                ligne = self.ligne(resultat, situation, posees.get(resultat.id, ""))
                par_groupe[_groupe_de(resultat)].append(ligne)
        return par_groupe

    def ligne(self, resultat: Resultat, situation: Situation, posee: str = "") -> LigneDroit:
        montant, unite = montant_et_unite(resultat)
        urgent = self._urgent(resultat)
        question = posee if existe(posee, situation) else self._question(resultat, situation)
        return LigneDroit(
            id=resultat.id,
            nom=self.nom(resultat),
            organisme=self.nom_organisme(resultat.organismes[0]),
            groupe=self._groupe(resultat.organismes[0]),
            statut="deja_percu" if resultat.deja_percu else resultat.statut,
            sous_ligne=self._sous_ligne(resultat, situation, question, urgent=urgent),
            urgent=urgent,
            montant=montant,
            unite=unite,
            question=question,
            oui_non=question.rpartition(".")[2] in OUI_NON,
            reponse=chemins.valeur(situation, question) if question else PAS_DEMANDE,
        )

    def decideurs(self, lignes: Sequence[LigneDroit]) -> str:
        """« Caf, CPAM » : qui décide des droits à demander."""
        noms = list(dict.fromkeys(ligne.organisme for ligne in lignes if ligne.montant))[:3]
        return ", ".join(noms)

    def dire(self, chemin: str, situation: Situation) -> str:
        """Le nom d'une question, au milieu d'une phrase."""
        return minuscule(self._libelle(chemin, situation))

    def nom(self, resultat: Resultat) -> str:
        droit = self.droit(resultat)
        sigle = droit.sigle if droit and droit.sigle else ""
        if not sigle or len(sigle) > SIGLE_COURT or sigle in resultat.nom:
            return resultat.nom
        return f"{resultat.nom} ({sigle})"

    def nom_organisme(self, identifiant: str) -> str:
        organisme = self.catalogue.organismes.get(identifiant)
        return organisme.nom if organisme else identifiant

    def droit(self, resultat: Resultat) -> Droit | None:
        return self.catalogue.droits.get(resultat.id)

    def _groupe(self, identifiant: str) -> str:
        organisme = self.catalogue.organismes.get(identifiant)
        return organisme.groupe if organisme else "autre"

    def _question(self, resultat: Resultat, situation: Situation) -> str:
        if resultat.motif != "reponse" or not resultat.bascule:
            return ""
        return resultat.bascule[0] if existe(resultat.bascule[0], situation) else ""

    def _urgent(self, resultat: Resultat) -> bool:
        droit = self.droit(resultat)
        return (
            droit is not None
            and droit.retroactivite_type == MOIS_DE_LA_DEMANDE
            and resultat.statut == "probable"
            and not resultat.deja_percu
        )

    def _sous_ligne(
        self, resultat: Resultat, situation: Situation, question: str, *, urgent: bool
    ) -> str:
        droit = self.droit(resultat)
        if urgent:
            sur = "" if droit and droit.retroactivite_verifiee else " (délai à vérifier)"
            jour = jour_court(fin_de_mois(situation.au), au=situation.au)
            return f"Perdu chaque mois sans demande : avant le {jour}{sur}"
        if question:
            return f"Dépend de : {self.dire(question, situation)}"
        if resultat.raisons:
            return resultat.raisons[0]
        if resultat.statut == "non" and droit and droit.conditions:
            return f"Il faut {droit.conditions[0]}."
        return droit.resume if droit else ""


def montrable(resultat: Resultat) -> bool:
    """Ce qui évoque des violences n'est jamais à l'écran : quelqu'un peut le lire par-dessus."""
    return "violence" not in f"{resultat.id} {resultat.nom}".lower()


def existe(chemin: str, situation: Situation) -> bool:
    """Pendant un recalcul, le diagnostic d'avant peut citer quelqu'un qui n'est plus là."""
    return bool(chemin) and chemins.existe(chemin, situation)


def fin_de_mois(jour: date) -> date:
    return (jour.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:]


def majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]


def _groupe_de(resultat: Resultat) -> str:
    if resultat.deja_percu:
        return "deja_percu"
    oriente = resultat.statut == "a_verifier" and resultat.motif == "condition"
    return "oriente" if oriente else resultat.statut


def _ordre(resultat: Resultat) -> tuple[int, Decimal, str]:
    """Ce qui arrive chaque mois d'abord, du plus gros au plus petit ; ce que l'on paie à la fin."""
    rang = {"€/mois": 0, "€/an": 1, "€": 2, "€/mois à payer": 3}
    return (
        rang.get(resultat.unite or "", 4),
        -(resultat.montant_max or Decimal(0)),
        resultat.nom,
    )
