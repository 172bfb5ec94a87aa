"""La feuille remise : ce qui sort, dans quelle forme, et ce qui n'y est jamais. Python pur."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Dossier
from guichet.errors import GuichetError
from guichet.recap.contexte import Options
from guichet.ui.tasks import Derniere, TaskRunner
from guichet.ui.visite import Etat

DITS = {
    "demande": ("check", "à demander", "probable"),
    "deja": ("check", "déjà fait", "probable"),
    "plus_tard": ("clock", "plus tard", "verifier"),
    "refuse": ("x", "ne veut pas", "encre2"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoixDit:
    nom: str
    groupe: str
    icone: str
    texte: str
    couleur: str


class View(Protocol):
    """Ce que le présentateur demande à l'écran."""

    def montrer_attente(self, phrase: str) -> None: ...
    def montrer_pdf(self, pdf: bytes) -> None: ...
    def montrer_vide(self) -> None: ...
    def montrer_choix(self, prenom: str, choix: Sequence[ChoixDit]) -> None: ...
    def imposer_discretion(self) -> None: ...
    def dire(self, message: str, advice: str) -> None: ...
    def dire_fait(self, phrase: str) -> None: ...


class RecapPresenter:
    """``composer`` rend le PDF ; ``ecrire`` l'enregistre ; ``imprimer`` l'envoie à l'imprimante."""

    def __init__(
        self,
        view: View,
        runner: TaskRunner,
        *,
        catalogue: Catalogue,
        composer: Callable[[Dossier, Options], bytes],
        ecrire: Callable[[Path, bytes], None],
        remis: Callable[[Dossier], None],
    ) -> None:
        self._view = view
        self._runner = Derniere(runner)
        self._ecritures = runner
        self._catalogue = catalogue
        self._composer = composer
        self._ecrire = ecrire
        self._remis = remis
        self._etat = Etat()
        self._options = Options()
        self._visible = False
        self._compose: tuple[Dossier, Options] | None = None
        self.pdf: bytes | None = None

    def montrer(self, etat: Etat) -> None:
        """Suit la visite ; ne compose que si l'écran est visible."""
        self._etat = etat
        if etat.discret and not self._options.discret:
            self._options = Options(discret=True)
            self._view.imposer_discretion()
        if self._visible:
            self._actualiser()

    def ouvrir(self) -> None:
        self._visible = True
        self._actualiser()

    def quitter(self) -> None:
        self._visible = False

    def changer_options(self, options: Options) -> None:
        """Une section cochée ou décochée."""
        self._options = options
        self._actualiser()

    def nom_de_fichier(self) -> str:
        """Neutre : rien sur la personne ni sur le sujet."""
        return "document.pdf" if self._options.discret else "feuille-de-route.pdf"

    def enregistrer(self, chemin: Path) -> None:
        pdf = self.pdf
        if pdf is None:
            return
        self._ecritures.run(
            lambda: self._ecrire(chemin, pdf),
            on_success=lambda _fait: self._donne("La feuille est enregistrée."),
            on_failure=self._dire,
        )

    def imprime(self) -> None:
        """L'imprimante a pris la feuille."""
        self._donne("La feuille est envoyée à l'imprimante.")

    def _actualiser(self) -> None:
        dossier = self._etat.dossier()
        if dossier is None:
            self._view.montrer_vide()
            return
        self._montrer_choix(dossier)
        voulu = (dossier, self._options)
        if voulu == self._compose:
            return
        self._compose = voulu
        options = self._options
        self._view.montrer_attente("Mise en page…")
        self._runner.run(
            lambda: self._composer(dossier, options),
            on_success=self._recevoir,
            on_failure=self._dire,
        )

    def _recevoir(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._view.montrer_pdf(pdf)

    def _donne(self, phrase: str) -> None:
        dossier = self._etat.dossier()
        if dossier is not None and dossier.reference:
            self._remis(dossier)
        self._view.dire_fait(phrase)

    def _dire(self, error: GuichetError) -> None:
        self._view.dire(error.message, error.advice)

    def _montrer_choix(self, dossier: Dossier) -> None:
        dits = []
        for identifiant, choix in dossier.choix.items():
            droit = self._catalogue.droits.get(identifiant)
            if droit is None:
                continue
            organisme = self._catalogue.organismes.get(droit.organismes[0])
            icone, texte, couleur = DITS[choix]
            dits.append(
                ChoixDit(
                    nom=droit.sigle or droit.nom if len(droit.nom) > 26 else droit.nom,
                    groupe=organisme.groupe if organisme else "autre",
                    icone=icone,
                    texte=texte,
                    couleur=couleur,
                )
            )
        prenom = dossier.situation.demandeur.prenom or "la personne"
        self._view.montrer_choix(prenom, dits)
