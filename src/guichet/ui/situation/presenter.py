"""Ce que la page « Situation » fait de chaque réponse. Python pur."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from guichet.droits import chemins
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import (
    PAS_DEMANDE,
    Couple,
    Inconnu,
    Personne,
    Role,
    Situation,
    StatutCouple,
)
from guichet.errors import EntreeRefusee
from guichet.ui.situation.questions import Question
from guichet.ui.situation.suivi import DroitBref, EtatGroupe, QuestionUtile
from guichet.ui.visite import Etat

MONTRES = 5
STATUTS_MONTRES = ("probable", "a_verifier")


class View(Protocol):
    """Ce que le présentateur demande à la page."""

    def montrer(
        self, situation: Situation | None, utile: Callable[[str, Situation], bool]
    ) -> None: ...
    def montrer_sommaire(self, groupes: Sequence[EtatGroupe], present: str) -> None: ...
    def montrer_suivi(
        self,
        compte: str,
        droits: Sequence[DroitBref],
        questions: Sequence[QuestionUtile],
        *,
        attente: bool,
        pret: bool,
    ) -> None: ...
    def marquer(self, effets: Mapping[str, str], situation: Situation) -> None: ...
    def dire_erreur(self, question: Question | None, identifiant: str, phrase: str) -> None: ...
    def manquants(self, cle: str) -> int: ...


class SituationPresenter:
    """``controler`` lève ``EntreeRefusee`` ; ``combien`` écrit le montant d'un droit."""

    def __init__(
        self,
        view: View,
        *,
        repondre: Callable[[Situation], None],
        today: Callable[[], date],
        controler: Callable[[Situation], None],
        utile: Callable[[str, Situation], bool],
        libelle: Callable[[str, Situation], str],
        combien: Callable[[Resultat], str],
        groupe_organisme: Callable[[str], str],
        titres: Mapping[str, str],
        proposer_conjoint: Callable[[str], None],
    ) -> None:
        self._view = view
        self._repondre = repondre
        self._today = today
        self._controler = controler
        self._utile = utile
        self._libelle = libelle
        self._combien = combien
        self._groupe = groupe_organisme
        self._titres = titres
        self._proposer_conjoint = proposer_conjoint
        self._union_voulue: StatutCouple | None = None
        self._situation: Situation | None = None

    def montrer(self, etat: Etat) -> None:
        """Suit la visite."""
        self._situation = etat.situation
        self._view.montrer(etat.situation, self._utile)
        self._montrer_suivi(etat)
        if etat.situation is not None:
            self._view.montrer_sommaire(self._groupes(etat.situation), "")

    def repondre(self, question: Question, identifiant: str, valeur: Any) -> None:  # noqa: ANN401
        """Une réponse à une question de la page."""
        if self._situation is None:
            return
        entier = question.genre == "entier" and not isinstance(valeur, Inconnu)
        self._poser(
            question.repondre(self._situation, identifiant, int(valeur) if entier else valeur),
            question,
            identifiant,
        )

    def choisir_union(self, valeur: object) -> None:
        """Seul, marié… ; une union demande de décrire le conjoint d'abord."""
        situation = self._situation
        if situation is None:
            return
        if valeur is False or isinstance(valeur, Inconnu):
            self._union_voulue = None
            sans = tuple(p for p in situation.personnes if p.role != "conjoint")
            self._poser(replace(situation, couple=valeur, personnes=sans))
        elif situation.conjoint is None:
            self._union_voulue = valeur  # type: ignore[assignment]
            self._proposer_conjoint("Décrivez la personne avec qui elle vit.")
        else:
            depuis = (
                situation.couple.depuis if isinstance(situation.couple, Couple) else PAS_DEMANDE
            )
            self._poser(_en_couple(situation, Couple(statut=valeur, depuis=depuis)))  # type: ignore[arg-type]

    def enregistrer_personne(
        self, identifiant: str, role: Role, prenom: str, naissance: date
    ) -> None:
        """Ajoute (``identifiant`` vide) ou corrige une personne."""
        situation = self._situation
        if situation is None:
            demandeur = Personne(id="p1", role="demandeur", prenom=prenom, date_naissance=naissance)
            self._poser(Situation(au=self._today(), personnes=(demandeur,)))
            return
        if identifiant:
            personnes = tuple(
                replace(p, prenom=prenom, date_naissance=naissance) if p.id == identifiant else p
                for p in situation.personnes
            )
            self._poser(replace(situation, personnes=personnes))
            return
        nouvelle = Personne(
            id=_identifiant(situation, role), role=role, prenom=prenom, date_naissance=naissance
        )
        suivante = replace(situation, personnes=_ranger((*situation.personnes, nouvelle)))
        if role == "conjoint":
            statut = self._union_voulue or PAS_DEMANDE
            suivante = _en_couple(suivante, Couple(statut=statut))
        self._poser(suivante)

    def retirer_personne(self, identifiant: str) -> None:
        situation = self._situation
        if situation is None:
            return
        partie = next(p for p in situation.personnes if p.id == identifiant)
        reste = tuple(p for p in situation.personnes if p.id != identifiant)
        couple = False if partie.role == "conjoint" else situation.couple
        chemins_restants = tuple(
            chemin
            for chemin in situation.inconnus_assumes
            if not chemin.startswith(f"personnes.{identifiant}.")
        )
        self._poser(
            replace(situation, personnes=reste, couple=couple, inconnus_assumes=chemins_restants)
        )

    def changer_ressources(self, identifiant: str, valeur: object) -> None:
        if self._situation is not None:
            chemin = f"personnes.{identifiant}.ressources"
            self._poser(chemins.remplacer(self._situation, chemin, valeur))

    def changer_aides(self, valeur: object) -> None:
        if self._situation is not None:
            self._poser(chemins.remplacer(self._situation, "aides_percues", valeur))

    def _poser(
        self, situation: Situation, question: Question | None = None, identifiant: str = ""
    ) -> None:
        try:
            self._controler(situation)
        except EntreeRefusee as error:
            self._view.dire_erreur(question, identifiant, error.message)
            return
        self._view.dire_erreur(question, identifiant, "")
        self._repondre(situation)

    def _montrer_suivi(self, etat: Etat) -> None:
        situation, diagnostic = etat.situation, etat.diagnostic
        if diagnostic is None or situation is None:
            compte = etat.erreur_calcul.message if etat.erreur_calcul else ""
            self._view.montrer_suivi(
                compte or "Répondez : les droits s'affichent ici.",
                (),
                (),
                attente=etat.calcul_en_cours,
                pret=False,
            )
            return
        utiles = [
            QuestionUtile(
                chemin=chemin,
                titre=self._libelle(chemin, situation),
                effet=_effet(nombre),
            )
            for chemin, nombre in diagnostic.questions_utiles
        ]
        self._view.montrer_suivi(
            _compte(diagnostic, calcul_en_cours=etat.calcul_en_cours),
            [self._bref(droit) for droit in _a_montrer(diagnostic)],
            utiles[:3],
            attente=etat.calcul_en_cours,
            pret=True,
        )
        self._view.marquer(
            {chemin: _effet(nombre) for chemin, nombre in diagnostic.questions_utiles}, situation
        )

    def _bref(self, droit: Resultat) -> DroitBref:
        return DroitBref(
            nom=droit.nom,
            montant=self._combien(droit),
            groupe=self._groupe(droit.organismes[0]),
            statut="deja" if droit.deja_percu else droit.statut,
        )

    def _groupes(self, situation: Situation) -> list[EtatGroupe]:
        reponses = {
            "foyer": True,
            "ressources": any(not isinstance(p.ressources, Inconnu) for p in situation.personnes),
            "aides": not isinstance(situation.aides_percues, Inconnu),
            "couple": not isinstance(situation.couple, Inconnu),
            "logement": not isinstance(situation.logement, Inconnu),
            "impots": not isinstance(situation.epargne, Inconnu),
        }
        for cle, champ in (
            ("sante", "grossesse"),
            ("handicap", "handicap"),
            ("etudes", "boursier"),
        ):
            reponses[cle] = any(
                not isinstance(getattr(personne, champ), Inconnu)
                for personne in situation.personnes
            )
        manques = {"ressources": not reponses["ressources"], "aides": not reponses["aides"]}
        return [
            EtatGroupe(
                id=cle,
                titre=titre,
                manquants=int(manques.get(cle, False)) or self._view.manquants(cle),
                commence=reponses[cle],
                visible=True,
            )
            for cle, titre in self._titres.items()
        ]


def _a_montrer(diagnostic: Diagnostic) -> list[Resultat]:
    """Les plus gros d'abord, les probables avant ; ce qui est déjà reçu n'est plus à voir."""
    candidats = [
        droit
        for droit in diagnostic.droits
        if droit.statut in STATUTS_MONTRES
        and not droit.deja_percu
        and (droit.statut == "probable" or droit.motif == "reponse")
    ]
    candidats.sort(key=lambda d: (STATUTS_MONTRES.index(d.statut), -(d.montant_max or 0), d.nom))
    return candidats[:MONTRES]


def _compte(diagnostic: Diagnostic, *, calcul_en_cours: bool) -> str:
    if calcul_en_cours:
        return "recalcul…"
    statuts = [droit.statut for droit in diagnostic.droits if not droit.deja_percu]
    probables = statuts.count("probable")
    pluriel = "s" if probables > 1 else ""
    return f"{probables} probable{pluriel}, {statuts.count('a_verifier')} à vérifier"


def _effet(nombre: int) -> str:
    return f"change {nombre} droit{'s' if nombre > 1 else ''}"


def _identifiant(situation: Situation, role: Role) -> str:
    lettre = {"enfant": "e", "conjoint": "c"}.get(role, "a")
    pris = {personne.id for personne in situation.personnes}
    return next(f"{lettre}{n}" for n in range(1, 14) if f"{lettre}{n}" not in pris)


def _ranger(personnes: tuple[Personne, ...]) -> tuple[Personne, ...]:
    ordre = ("demandeur", "conjoint", "enfant", "autre")
    return tuple(sorted(personnes, key=lambda personne: ordre.index(personne.role)))


def _en_couple(situation: Situation, couple: Couple) -> Situation:
    """Une vie de couple efface les réponses qui la contrediraient."""
    return replace(
        situation,
        couple=couple,
        isole_depuis=PAS_DEMANDE if situation.isole_depuis else situation.isole_depuis,
        veuf_depuis=PAS_DEMANDE if situation.veuf_depuis else situation.veuf_depuis,
        encore_marie=PAS_DEMANDE,
        pension_enfants=PAS_DEMANDE,
    )
