"""Ce que la page « Situation » fait de chaque réponse. Python pur."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from guichet.droits import chemins
from guichet.droits.resultat import Resultat
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
from guichet.ui.situation.apercu import Apercu, Redacteur, effet
from guichet.ui.situation.plan import EtatGroupe, etats
from guichet.ui.situation.question import Question, Utile
from guichet.ui.situation.reponses import REFUS, nettoyer, valeur_metier
from guichet.ui.visite import Etat


class View(Protocol):
    """Ce que le présentateur demande à la page."""

    def montrer(self, situation: Situation | None, utile: Utile) -> None: ...
    def montrer_sommaire(self, groupes: Sequence[EtatGroupe]) -> None: ...
    def montrer_suivi(self, apercu: Apercu) -> None: ...
    def marquer(self, effets: Mapping[str, str]) -> None: ...
    def dire_erreur(self, chemin: str, phrase: str, *, champ: str = "") -> None: ...


class SituationPresenter:
    """``controler`` lève ``EntreeRefusee`` ; ``combien`` écrit le montant d'un droit."""

    def __init__(
        self,
        view: View,
        *,
        repondre: Callable[[Situation], None],
        today: Callable[[], date],
        controler: Callable[[Situation], None],
        utile: Utile,
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
        self._redacteur = Redacteur(combien, groupe_organisme, libelle)
        self._titres = titres
        self._proposer_conjoint = proposer_conjoint
        self._union_voulue: StatutCouple | None = None
        self._etat: Etat | None = None

    @property
    def _situation(self) -> Situation | None:
        return self._etat.situation if self._etat else None

    def montrer(self, etat: Etat) -> None:
        """Suit la visite, sans refaire ce qui n'a pas changé."""
        avant, self._etat = self._etat, etat
        situation, diagnostic = etat.situation, etat.diagnostic
        memes_reponses = avant is not None and avant.situation is situation
        if not memes_reponses:
            self._view.montrer(situation, self._utile)
        self._view.montrer_suivi(self._redacteur.apercu(etat))
        if situation is None or (memes_reponses and avant and avant.diagnostic is diagnostic):
            return
        utiles = diagnostic.questions_utiles if diagnostic else ()
        restantes = [
            (chemin, nombre)
            for chemin, nombre in utiles
            if chemin not in situation.inconnus_assumes
        ]
        self._view.marquer({chemin: effet(nombre) for chemin, nombre in restantes})
        decisives = [chemin for chemin, _ in restantes] if diagnostic else None
        self._view.montrer_sommaire(etats(situation, self._utile, decisives))

    def repondre(self, question: Question, identifiant: str, valeur: Any) -> None:  # noqa: ANN401
        """Une réponse à une question de la page, ou le refus d'y répondre."""
        situation = self._situation
        if situation is None:
            return
        if valeur is REFUS:
            self._refuser(situation, question.chemin_pour(situation, identifiant))
            return
        metier = valeur_metier(question, valeur)
        suivante = question.repondre(situation, identifiant, metier)
        self._poser(suivante, question.condition(situation, identifiant))

    def choisir_union(self, valeur: object) -> None:
        """Seul, marié… ; une union demande de décrire le conjoint d'abord."""
        situation = self._situation
        if situation is None:
            return
        if valeur is False or isinstance(valeur, Inconnu):
            self._union_voulue = None
            sans = tuple(p for p in situation.personnes if p.role != "conjoint")
            self._poser(replace(situation, couple=valeur, personnes=sans), "couple")
        elif situation.conjoint is None:
            self._union_voulue = valeur  # type: ignore[assignment]
            self._proposer_conjoint("Décrivez la personne avec qui elle vit.")
        else:
            couple = situation.couple
            depuis = couple.depuis if isinstance(couple, Couple) else PAS_DEMANDE
            union = Couple(statut=valeur, depuis=depuis)  # type: ignore[arg-type]
            self._poser(_en_couple(situation, union), "couple")

    def enregistrer_personne(
        self, identifiant: str, role: Role, prenom: str, naissance: date
    ) -> None:
        """Ajoute (``identifiant`` vide) ou corrige une personne."""
        situation = self._situation
        if situation is None:
            demandeur = Personne(id="p1", role="demandeur", prenom=prenom, date_naissance=naissance)
            self._poser(Situation(au=self._today(), personnes=(demandeur,)), "personnes")
            return
        if identifiant:
            personnes = tuple(
                replace(p, prenom=prenom, date_naissance=naissance) if p.id == identifiant else p
                for p in situation.personnes
            )
            chemin = f"personnes.{identifiant}.date_naissance"
            self._poser(replace(situation, personnes=personnes), chemin)
            return
        nouvelle = Personne(
            id=_identifiant(situation, role), role=role, prenom=prenom, date_naissance=naissance
        )
        suivante = replace(situation, personnes=_ranger((*situation.personnes, nouvelle)))
        if role == "conjoint":
            statut = self._union_voulue or PAS_DEMANDE
            suivante = _en_couple(suivante, Couple(statut=statut))
        self._poser(suivante, "personnes")

    def retirer_personne(self, identifiant: str) -> None:
        """La personne part avec ses réponses ; sans conjoint, plus de couple."""
        situation = self._situation
        if situation is None:
            return
        partie = next(p for p in situation.personnes if p.id == identifiant)
        reste = tuple(p for p in situation.personnes if p.id != identifiant)
        couple = False if partie.role == "conjoint" else situation.couple
        suivante = replace(situation, personnes=reste, couple=couple)
        self._poser(suivante, f"personnes.{identifiant}.date_naissance")

    def changer_ressources(self, identifiant: str, valeur: object) -> None:
        if self._situation is not None:
            chemin = f"personnes.{identifiant}.ressources"
            self._poser(chemins.remplacer(self._situation, chemin, valeur), chemin)

    def changer_aides(self, valeur: object) -> None:
        if self._situation is not None:
            suivante = chemins.remplacer(self._situation, "aides_percues", valeur)
            self._poser(suivante, "aides_percues")

    def _refuser(self, situation: Situation, chemin: str) -> None:
        """Note « ne veut pas répondre » ; redit, la question est reprise."""
        deja = chemin in situation.inconnus_assumes
        autres = tuple(c for c in situation.inconnus_assumes if c != chemin)
        if not deja and not isinstance(chemins.valeur(situation, chemin), Inconnu):
            situation = chemins.remplacer(situation, chemin, PAS_DEMANDE)
        refus = autres if deja else (*autres, chemin)
        self._poser(replace(situation, inconnus_assumes=refus), chemin)

    def _poser(self, situation: Situation, chemin: str) -> None:
        """Contrôle la situation, puis la donne ; refusée, elle ne change rien."""
        situation = replace(situation, inconnus_assumes=nettoyer(situation))
        try:
            self._controler(situation)
        except EntreeRefusee as error:
            self._view.dire_erreur(chemin, error.message, champ=error.champ or "")
            return
        self._view.dire_erreur(chemin, "")
        self._repondre(situation)


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
