"""Ce que l'écran « Droits » dit de chaque droit : mots et chiffres, sans widget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from guichet.catalogue.contenu import Catalogue, Droit
from guichet.droits import chemins
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import Inconnu, Situation
from guichet.ui.contexte import INSECABLE, jour_court

MOIS_DE_LA_DEMANDE = "mois de la demande"
MOIS_SUIVANT = "mois suivant la demande"
UNITES = {"€/mois": "par mois", "€/an": "par an", "€": "en une fois"}
OUI_NON = frozenset(
    {
        "ass_5_ans_sur_10",
        "bailleur_famille",
        "boursier",
        "colocation",
        "encore_marie",
        "fixee",
        "garde_alternee",
        "inapte_travail",
        "inscrit_france_travail",
        "restriction_emploi",
        "sortant_ase",
        "versee",
    }
)
GROUPES = (
    ("probable", "Probable", "oui, quelles que soient les réponses qui manquent"),
    ("a_verifier", "À vérifier", "cela dépend d'une réponse ou d'un barème"),
    ("oriente", "À voir avec l'organisme", "Guichet ne peut pas vérifier toutes les conditions"),
    ("deja_percu", "Déjà reçu", "ce que le foyer touche aujourd'hui"),
    ("non", "Non", "et pourquoi"),
    ("non_calcule", "Non calculé", "Guichet oriente : l'organisme seul peut dire"),
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Le panneau « pourquoi », dans l'ordre où il se lit."""

    ligne: LigneDroit
    resume: str
    organismes: str
    raisons: tuple[str, ...]
    change: tuple[str, ...]
    perte: str
    perte_verifiee: bool
    rappel: str
    demander: tuple[str, ...]
    papiers: tuple[str, ...]
    apres: tuple[str, ...]
    sources: tuple[str, ...]
    bareme: str


def euros(montant: Decimal) -> str:
    """À l'euro, espaces insécables, sans unité."""
    entier = int(montant.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return f"{entier:,}".replace(",", INSECABLE)


def montant_et_unite(resultat: Resultat) -> tuple[str, str]:
    """« 449 à 663 € », « par mois » ; vide si le droit n'a pas de montant."""
    bas, haut, unite = resultat.montant_min, resultat.montant_max, resultat.unite
    if bas is None or haut is None or unite is None:
        return "", ""
    if unite == "€/mois à payer":
        return _a_payer(bas, haut)
    par = UNITES[unite] + (f" ({resultat.annee})" if resultat.annee else "")
    if euros(bas) == euros(haut):
        return f"{euros(haut)}{INSECABLE}€", par
    entre = "ou" if bas == 0 else "à"
    return f"{euros(bas)} {entre} {euros(haut)}{INSECABLE}€", par


def _a_payer(bas: Decimal, haut: Decimal) -> tuple[str, str]:
    if haut == 0:
        return "Gratuite", ""
    if bas == 0:
        return "Gratuite", f"ou {euros(haut)}{INSECABLE}€ par mois à payer"
    if bas == haut:
        return f"{euros(haut)}{INSECABLE}€", "par mois à payer"
    return f"{euros(bas)} à {euros(haut)}{INSECABLE}€", "par mois à payer"


def titre_total(diagnostic: Diagnostic) -> str:
    """« Entre 1 012 € et 1 200 € par mois à demander »."""
    bas, haut = euros(diagnostic.total.min), euros(diagnostic.total.max)
    if haut == "0":
        return "Aucun montant mensuel sûr à demander pour l'instant"
    if bas == haut:
        return f"{haut}{INSECABLE}€ par mois à demander"
    return f"Entre {bas}{INSECABLE}€ et {haut}{INSECABLE}€ par mois à demander"


def sous_total(situation: Situation, organismes: str) -> str:
    """Ce qui est déjà reçu, et la phrase qui rappelle qui décide."""
    au_mois = chemins.aides(situation)
    recu = sum(
        (a.montant for a in au_mois if not isinstance(a.montant, Inconnu) and a.au is None),
        Decimal(0),
    )
    deja = f"en plus des {euros(recu)}{INSECABLE}€ déjà reçus. " if recu else ""
    qui = f" ({organismes})" if organismes else ""
    return f"{deja}Estimation : seule la caisse décide{qui}."


def fin_de_mois(jour: date) -> date:
    return (jour.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


class Redacteur:
    """Écrit les lignes et le panneau à partir du catalogue."""

    def __init__(self, catalogue: Catalogue, libelle: Callable[[str, Situation], str]) -> None:
        self._catalogue = catalogue
        self._libelle = libelle

    def lignes(
        self, diagnostic: Diagnostic, situation: Situation
    ) -> Mapping[str, Sequence[LigneDroit]]:
        """Les cartes par groupe, les plus gros montants d'abord."""
        par_groupe: dict[str, list[LigneDroit]] = {cle: [] for cle, _, _ in GROUPES}
        for resultat in sorted(diagnostic.droits, key=_ordre):
            par_groupe[_groupe_de(resultat)].append(self.ligne(resultat, situation))
        return par_groupe

    def ligne(self, resultat: Resultat, situation: Situation) -> LigneDroit:
        montant, unite = montant_et_unite(resultat)
        urgent = self._urgent(resultat)
        question = resultat.bascule[0] if resultat.bascule else ""
        return LigneDroit(
            id=resultat.id,
            nom=self._nom(resultat),
            organisme=self.nom_organisme(resultat.organismes[0]),
            groupe=self._groupe(resultat.organismes[0]),
            statut="deja_percu" if resultat.deja_percu else resultat.statut,
            sous_ligne=self._sous_ligne(resultat, situation, urgent=urgent),
            urgent=urgent,
            montant=montant,
            unite=unite,
            question=question if resultat.motif == "reponse" else "",
            oui_non=question.rpartition(".")[2] in OUI_NON,
            reponse=chemins.valeur(situation, question) if question else None,
        )

    def detail(self, resultat: Resultat, situation: Situation) -> Detail:
        droit = self._catalogue.droits.get(resultat.id)
        return Detail(
            ligne=self.ligne(resultat, situation),
            resume=droit.resume if droit else "",
            organismes=" ou ".join(self.nom_organisme(o) for o in resultat.organismes),
            raisons=resultat.raisons,
            change=self._ce_qui_change(resultat, situation),
            perte=self._perte(resultat, droit, situation.au),
            perte_verifiee=droit.retroactivite_verifiee if droit else False,
            rappel=_rappel(droit) if droit else "",
            demander=_demander(droit) if droit else (),
            papiers=droit.pieces if droit else (),
            apres=_apres(droit) if droit else (),
            sources=tuple(
                f"{source.titre} ({source.date or 'sans date'})" for source in resultat.sources
            ),
            bareme=f"Barème du {jour_court(resultat.date_bareme)}" if resultat.date_bareme else "",
        )

    def decideurs(self, lignes: Sequence[LigneDroit]) -> str:
        """« Caf, CPAM » : qui décide des droits à demander."""
        noms = list(dict.fromkeys(ligne.organisme for ligne in lignes if ligne.montant))[:3]
        return ", ".join(noms)

    def nom_organisme(self, identifiant: str) -> str:
        organisme = self._catalogue.organismes.get(identifiant)
        return organisme.nom if organisme else identifiant

    def _groupe(self, identifiant: str) -> str:
        organisme = self._catalogue.organismes.get(identifiant)
        return organisme.groupe if organisme else "autre"

    def _nom(self, resultat: Resultat) -> str:
        droit = self._catalogue.droits.get(resultat.id)
        sigle = f" ({droit.sigle})" if droit and droit.sigle and len(droit.sigle) <= 5 else ""
        return resultat.nom if sigle.strip(" ()") in resultat.nom else f"{resultat.nom}{sigle}"

    def _urgent(self, resultat: Resultat) -> bool:
        droit = self._catalogue.droits.get(resultat.id)
        return (
            droit is not None
            and droit.retroactivite_type == MOIS_DE_LA_DEMANDE
            and resultat.statut == "probable"
            and not resultat.deja_percu
        )

    def _sous_ligne(self, resultat: Resultat, situation: Situation, *, urgent: bool) -> str:
        if urgent:
            jour = jour_court(fin_de_mois(situation.au))
            return f"Perdu chaque mois sans demande : avant le {jour}"
        if resultat.statut == "a_verifier" and resultat.motif == "reponse" and resultat.bascule:
            return f"Dépend de : {_minuscule(self._libelle(resultat.bascule[0], situation))}"
        if resultat.raisons:
            return resultat.raisons[0]
        droit = self._catalogue.droits.get(resultat.id)
        return droit.resume if droit else ""

    def _ce_qui_change(self, resultat: Resultat, situation: Situation) -> tuple[str, ...]:
        manque = [
            f"Le montant dépend de : {_minuscule(self._libelle(chemin, situation))}"
            for chemin in resultat.manque
        ]
        bascule = [
            f"Tout dépend de : {_minuscule(self._libelle(chemin, situation))}"
            for chemin in resultat.bascule
        ]
        premier = resultat.premier_mois
        if premier is not None:
            texte = (
                f"{euros(premier.min)}"
                if euros(premier.min) == euros(premier.max)
                else f"{euros(premier.min)} à {euros(premier.max)}"
            )
            manque.insert(0, f"Le premier mois : {texte}{INSECABLE}€")
        return (*bascule, *manque)

    def _perte(self, resultat: Resultat, droit: Droit | None, au: date) -> str:
        """Ce que l'on perd à attendre ; vide si rien ne presse."""
        if droit is None or resultat.statut == "non" or resultat.deja_percu:
            return ""
        if droit.retroactivite_type not in (MOIS_DE_LA_DEMANDE, MOIS_SUIVANT):
            return ""
        regle = (droit.retroactivite or "Pas de rappel").rstrip(".")
        return f"{_majuscule(regle)}. Demander avant le {jour_court(fin_de_mois(au))}."


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


def _rappel(droit: Droit) -> str:
    """Jusqu'où la caisse remonte, quand ce n'est pas le mois de la demande."""
    if droit.retroactivite_type in (None, MOIS_DE_LA_DEMANDE, MOIS_SUIVANT):
        return ""
    suffixe = "" if droit.retroactivite_verifiee else " (délai à vérifier)"
    return f"{_majuscule((droit.retroactivite or '').rstrip('.'))}{suffixe}."


def _demander(droit: Droit) -> tuple[str, ...]:
    canaux = droit.canaux
    lieux = (
        ("En ligne : ", canaux.get("en_ligne", ())),
        ("Téléphone : ", canaux.get("telephone", ())),
        ("Sur place : ", canaux.get("guichet", ())),
        ("Formulaire : ", droit.formulaires),
    )
    return tuple(f"{mot}{', '.join(valeurs)}" for mot, valeurs in lieux if valeurs)


def _apres(droit: Droit) -> tuple[str, ...]:
    phrases = (
        f"Délai de réponse : {droit.delai_instruction}" if droit.delai_instruction else "",
        f"Sans réponse : {droit.silence}" if droit.silence else "",
        f"Ensuite : {droit.renouvellement}" if droit.renouvellement else "",
    )
    return tuple(phrase for phrase in phrases if phrase)


def _minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:]


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]
