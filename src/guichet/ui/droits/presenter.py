"""Ce que l'écran « Droits » montre et fait. Python pur."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Choix
from guichet.droits import chemins
from guichet.droits.coherence import controler
from guichet.droits.situation import Situation
from guichet.errors import EntreeRefusee
from guichet.ui.droits.chiffres import sous_total, titre_total
from guichet.ui.droits.detail import Detail, detailler
from guichet.ui.droits.lignes import LigneDroit, Redacteur, existe, montrable
from guichet.ui.visite import Etat


class View(Protocol):
    """Ce que le présentateur demande à l'écran."""

    def montrer_vide(self, *, attente: bool, erreur: str) -> None: ...
    def montrer_total(self, titre: str, sous_titre: str, question: str, effet: str) -> None: ...
    def montrer_recalcul(self, *, en_cours: bool) -> None: ...
    def montrer_alerte(self, phrase: str) -> None: ...
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
        self._posees: dict[str, str] = {}

    def montrer(self, etat: Etat) -> None:
        """Suit la visite ; pendant un recalcul, le résultat d'avant reste, dit comme tel."""
        self._etat = etat
        diagnostic, situation, erreur = etat.diagnostic, etat.situation, etat.erreur_calcul
        phrase = f"{erreur.message} {erreur.advice}".strip() if erreur else ""
        if diagnostic is None or situation is None:
            self._view.montrer_vide(attente=etat.calcul_en_cours, erreur=phrase)
            return
        lignes = self._redacteur.lignes(diagnostic, situation, self._posees)
        probables = lignes["probable"]
        if self._choisi is None and probables:
            self._choisi = probables[0].id
        question, effet = self._question(situation)
        self._view.montrer_total(
            titre_total(diagnostic),
            sous_total(situation, self._redacteur.decideurs(probables)),
            question,
            effet,
        )
        self._view.montrer_alerte(phrase)
        self._view.montrer_lignes(lignes, etat.choix, self._choisi or "")
        self._montrer_detail()
        self._view.montrer_recalcul(en_cours=etat.calcul_en_cours)

    def choisir_droit(self, identifiant: str) -> None:
        """Ouvre le pourquoi de ce droit ; vide, ou déjà ouvert en liste : le ferme."""
        self._choisi = identifiant
        self.montrer(self._etat)

    def faire_choix(self, identifiant: str, choix: Choix | None) -> None:
        """Demander, déjà fait, plus tard, ne veut pas."""
        self._choisir(identifiant, choix)

    def repondre(self, chemin: str, valeur: object) -> None:
        """Une question posée dans sa carte ; elle y reste, pour pouvoir la corriger."""
        situation, diagnostic = self._etat.situation, self._etat.diagnostic
        if situation is None or diagnostic is None:
            return
        suivante = chemins.remplacer(situation, chemin, valeur)
        try:
            controler(suivante, commune_connue=None, droits_connus=None)
        except EntreeRefusee as error:
            self.montrer(self._etat)
            self._view.montrer_alerte(f"{error.message} {error.advice}")
            return
        for resultat in diagnostic.droits:
            if chemin in resultat.bascule[:1]:
                self._posees[resultat.id] = chemin
        self._poser(suivante)

    def aller_repondre(self, chemin: str) -> None:
        """Ouvre la situation sur cette question."""
        self._aller_repondre(chemin)

    def _question(self, situation: Situation) -> tuple[str, str]:
        utiles = self._etat.diagnostic.questions_utiles if self._etat.diagnostic else ()
        for chemin, nombre in utiles:
            if existe(chemin, situation) and chemin not in situation.inconnus_assumes:
                return chemin, f"Une réponse change {nombre} droit{'s' if nombre > 1 else ''}"
        return "", ""

    def _montrer_detail(self) -> None:
        diagnostic, situation = self._etat.diagnostic, self._etat.situation
        if diagnostic is None or situation is None:
            return
        resultat = next((d for d in diagnostic.droits if d.id == self._choisi), None)
        if resultat is None or not montrable(resultat):
            self._view.montrer_detail(None, None, "")
            return
        self._view.montrer_detail(
            detailler(self._redacteur, resultat, situation),
            self._etat.choix.get(resultat.id),
            situation.demandeur.prenom or "la personne",
        )
