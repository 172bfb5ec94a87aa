"""Un foyer chiffré : la situation, et ce que le moteur en dit, au premier mois et ensuite."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.calcul import corrections, fraicheur, passe
from guichet.calcul.lecture import Lecture, centimes
from guichet.calcul.openfisca import Noeud, Systeme
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Logement, Mois, Personne, Situation, connu

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
ESPACE = "\N{NO-BREAK SPACE}"
ANNEES_RSA = 5
ANNEES_ASPA = 10

DROIT_AU_SEJOUR = (
    "Pour un citoyen européen, la caisse vérifie le droit au séjour en France : "
    "plus de 3 mois de présence, et un travail passé ou présent ou des ressources."
)


def euros(valeur: float | Decimal) -> str:
    """« 1 150,00 € », avec des espaces insécables."""
    texte = f"{centimes(float(valeur)):,.2f}".replace(",", ESPACE).replace(".", ",")
    return f"{texte.removesuffix(',00')}{ESPACE}€"


def nom_du_mois(mois: Mois) -> str:
    return f"{MOIS[mois.mois - 1]} {mois.annee}"


def non(*raisons: str) -> Chiffre:
    """Le droit est fermé ; la première raison dit la condition qui manque."""
    return Chiffre(ouvert=False, raisons=raisons)


def trop_petit(montant: float, minimum: float, nom: str) -> Chiffre:
    """Le calcul donne un montant sous le minimum de versement légal, en euros par mois.

    RSA 6 € (CASF R262-39), prime d'activité 15 € (CSS D843-1), ASF 15 € (CSS D523-3), aide
    au logement hors APL 10 € (CCH D823-16).
    """
    phrase = (
        f"Le calcul donne {euros(montant)} : {nom} n'est pas versé au-dessous de {euros(minimum)}."
    )
    return Chiffre(ouvert=False, seuil_versement=True, raisons=(phrase,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cas:
    """Tout ce qu'il faut pour chiffrer et expliquer un droit.

    ``enfants`` : ceux qui comptent avec leurs parents. ``premier`` : aides passées
    déclarées, durées de séjour supposées suffisantes. ``suite`` : régime de croisière,
    durées réelles. ``naissance`` : avec l'enfant à naître.
    """

    situation: Situation
    systeme: Systeme
    enfants: tuple[Personne, ...]
    premier: Lecture
    suite: Lecture
    naissance: Lecture | None

    @property
    def au(self) -> date:
        return self.situation.au

    @property
    def parents(self) -> tuple[Personne, ...]:
        conjoint = self.situation.conjoint
        return (
            (self.situation.demandeur,)
            if conjoint is None
            else (
                self.situation.demandeur,
                conjoint,
            )
        )

    @property
    def seul(self) -> bool:
        return self.situation.conjoint is None

    @property
    def logement(self) -> Logement:
        logement = self.situation.logement
        return logement if isinstance(logement, Logement) else Logement(statut="sans_domicile")

    def personnes_et_valeurs(self, variable: str) -> Iterator[tuple[Personne, float]]:
        valeurs = self.suite.individus(variable)
        return zip(self.situation.personnes, valeurs, strict=True)

    def reference(self) -> str:
        """Les mois dont les ressources comptent : « de juillet à septembre 2026 »."""
        courant = self.suite.calendrier.courant
        debut, fin = courant.plus(-4), courant.plus(-2)
        annee = "" if debut.annee == fin.annee else f" {debut.annee}"
        return f"de {MOIS[debut.mois - 1]}{annee} à {nom_du_mois(fin)}"

    def parametre(self, chemin: str) -> Noeud:
        """La valeur d'un paramètre du moteur au mois regardé."""
        noeud = self.systeme.get_parameters_at_instant(f"{self.suite.calendrier.courant}-01")
        for nom in chemin.split("."):
            noeud = noeud[nom]
        return noeud

    def nombre(self, chemin: str) -> float:
        return float(self.parametre(chemin))

    def percu(self, droit: str) -> bool:
        return any(
            passe.meme_droit(aide.droit, droit)
            and aide.du <= self.suite.calendrier.courant
            and (aide.au is None or aide.au >= self.suite.calendrier.courant)
            for aide in passe.declarees(self.situation)
        )

    def oui(
        self, droit: str, montant: float, *raisons: str, premier: float | None = None
    ) -> Chiffre:
        """Le droit est ouvert, en euros ; le barème périmé d'un droit se dit ici."""
        exact = centimes(montant)
        debut = None if premier is None else centimes(premier)
        return Chiffre(
            ouvert=True,
            montant=exact,
            premier_mois=None if debut == exact or self.percu(droit) else debut,
            raisons=raisons,
            a_verifier=self.bareme_perime(droit),
        )

    def bareme_perime(self, droit: str) -> tuple[str, str] | None:
        depuis = fraicheur.date_perimee(self.systeme, droit, self.au)
        if depuis is None:
            return None
        return (
            "bareme",
            f"Le barème connu date du {depuis:%d/%m/%Y} ; le nouveau n'est pas encore là.",
        )

    def titre_suffisant(self, annees: int) -> bool:
        """Un des parents a la nationalité ou la durée de titre demandée (en années)."""
        return any(
            personne.nationalite != "hors_ue"
            or corrections.annees_de_titre(personne, self.au) >= annees
            for personne in self.parents
        )

    @property
    def sans_titre(self) -> bool:
        return all(
            personne.nationalite == "hors_ue" and personne.titre_sejour_depuis is False
            for personne in self.parents
        )

    @property
    def europeens(self) -> bool:
        """Aucun parent français, et au moins un citoyen de l'UE, de l'EEE ou de Suisse."""
        return all(p.nationalite in {"ue", "hors_ue"} for p in self.parents) and any(
            p.nationalite == "ue" for p in self.parents
        )

    def aine(self) -> int:
        """L'âge du plus âgé des parents."""
        return max(personne.age(self.au) for personne in self.parents)

    def etudie(self, personne: Personne) -> bool:
        return connu(personne.activite) and personne.activite in {"etudiant", "lyceen"}
