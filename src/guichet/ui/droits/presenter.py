"""Ce que l'écran « Droits » montre et fait. Python pur."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Choix
from guichet.droits import chemins
from guichet.droits.situation import Situation
from guichet.ui.droits.lignes import (
    Detail,
    LigneDroit,
    Redacteur,
    sous_total,
    titre_total,
)
from guichet.ui.visite import Etat


class View(Protocol):
    """Ce que le présentateur demande à l'écran."""

    def montrer_vide(self, *, attente: bool, erreur: str) -> None: ...
    def montrer_total(self, titre: str, sous_titre: str, question: str, effet: str) -> None: ...
    def montrer_lignes(
        self,
        lignes: Mapping[str, Sequence[LigneDroit]],
        choix: Mapping[str, Choix],
        choisi: str,
    ) -> None: ...
    def montrer_detail(self, detail: Detail | None, choix: Choix | None, prenom: str) -> None: ...


class DroitsPresenter:
    """``aller_repondre`` ouvre la situation sur une question ; ``poser`` change une réponse."""

    def __init__(
        self,
        view: View,
        *,
        catalogue: Catalogue,
        libelle: Callable[[str, Situation], str],
        poser: Callable[[Situation], None],
        choisir: Callable[[str, Choix | None], None],
        aller_repondre: Callable[[str], None],
    ) -> None:
        self._view = view
        self._redacteur = Redacteur(catalogue, libelle)
        self._poser = poser
        self._choisir = choisir
        self._aller_repondre = aller_repondre
        self._etat = Etat()
        self._choisi: str | None = None

    def montrer(self, etat: Etat) -> None:
        """Suit la visite."""
        self._etat = etat
        diagnostic, situation = etat.diagnostic, etat.situation
        if diagnostic is None or situation is None:
            erreur = etat.erreur_calcul
            self._view.montrer_vide(
                attente=etat.calcul_en_cours,
                erreur=f"{erreur.message} {erreur.advice}" if erreur else "",
            )
            return
        lignes = self._redacteur.lignes(diagnostic, situation)
        probables = lignes["probable"]
        if self._choisi is None and probables:
            self._choisi = probables[0].id
        question, effet = self._question()
        self._view.montrer_total(
            titre_total(diagnostic),
            sous_total(situation, self._redacteur.decideurs(probables)),
            question,
            effet,
        )
        self._view.montrer_lignes(lignes, etat.choix, self._choisi or "")
        self._montrer_detail()

    def choisir_droit(self, identifiant: str) -> None:
        """Ouvre le pourquoi de ce droit ; vide : le ferme."""
        self._choisi = identifiant
        self.montrer(self._etat)

    def rafraichir(self) -> None:
        self.montrer(self._etat)

    def faire_choix(self, identifiant: str, choix: Choix | None) -> None:
        self._choisir(identifiant, choix)

    def repondre(self, chemin: str, valeur: object) -> None:
        """Une question posée dans sa carte."""
        if self._etat.situation is not None:
            self._poser(chemins.remplacer(self._etat.situation, chemin, valeur))

    def aller_repondre(self, chemin: str) -> None:
        self._aller_repondre(chemin)

    def _question(self) -> tuple[str, str]:
        diagnostic = self._etat.diagnostic
        if diagnostic is None or not diagnostic.questions_utiles:
            return "", ""
        chemin, nombre = diagnostic.questions_utiles[0]
        return chemin, f"Une réponse change {nombre} droit{'s' if nombre > 1 else ''}"

    def _montrer_detail(self) -> None:
        diagnostic, situation = self._etat.diagnostic, self._etat.situation
        if diagnostic is None or situation is None or not self._choisi:
            self._view.montrer_detail(None, None, "")
            return
        resultat = diagnostic.droit(self._choisi)
        prenom = situation.demandeur.prenom or "la personne"
        self._view.montrer_detail(
            self._redacteur.detail(resultat, situation), self._etat.choix.get(self._choisi), prenom
        )
