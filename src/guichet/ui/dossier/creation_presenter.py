"""Créer ma structure : la structure, la phrase, le code recopié ; en service à la fin seulement."""

from collections.abc import Callable
from typing import Protocol

from guichet.catalogue.structure import Structure
from guichet.errors import EntreeRefusee, GuichetError
from guichet.ui.tasks import TaskRunner

CHAMPS_DE_LA_STRUCTURE = frozenset(
    {"nom", "adresse", "horaires", "telephone", "fuseau", "conseiller"}
)


class View(Protocol):
    def montrer_structure(self) -> None: ...

    def montrer_phrase(self) -> None: ...

    def montrer_code(self, code: str) -> None: ...

    def montrer_fin(self, avertissement: str) -> None: ...

    def montrer_occupe(self, texte: str) -> None: ...

    def montrer_erreur(self, champ: str, message: str, conseil: str) -> None: ...

    def montrer_proposition(self, phrase: str) -> None: ...

    def oublier(self) -> None: ...


class CreationPresenter:
    """Les callables sont ceux du coffre : ``creer_structure(structure, conseiller=, phrase=)``
    rend le code de secours ; ``confirmer_code(code)`` rend un avertissement ou vide.
    """

    def __init__(
        self,
        view: View,
        runner: TaskRunner,
        *,
        creer_structure: Callable[..., str],
        confirmer_code: Callable[[str], str],
        annuler_creation: Callable[[], None],
        proposer_phrase: Callable[[], str],
        sur_creee: Callable[[], None],
        sur_annulee: Callable[[], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._creer_structure = creer_structure
        self._confirmer_code = confirmer_code
        self._annuler_creation = annuler_creation
        self._proposer_phrase = proposer_phrase
        self._sur_creee = sur_creee
        self._sur_annulee = sur_annulee
        self._structure: Structure | None = None
        self._conseiller = ""

    def open(self) -> None:
        self._view.montrer_structure()

    def decrire(self, structure: Structure, conseiller: str) -> None:
        """Première étape ; le coffre contrôlera tout, mais un nom vide se dit tout de suite."""
        if not structure.nom.strip():
            self._view.montrer_erreur("nom", "Le nom de la structure manque.", "")
        elif not conseiller.strip():
            self._view.montrer_erreur(
                "conseiller", "Votre nom manque.", "Prénom et initiale suffisent."
            )
        else:
            self._structure, self._conseiller = structure, conseiller.strip()
            self._view.montrer_phrase()

    def revenir(self) -> None:
        """De la phrase à la structure."""
        self._view.montrer_structure()

    def proposer(self) -> None:
        self._view.montrer_proposition(self._proposer_phrase())

    def choisir_phrase(self, phrase: str) -> None:
        """Deuxième étape : prépare la base et le code de secours."""
        structure, conseiller = self._structure, self._conseiller
        if structure is None:
            return
        self._view.montrer_occupe("Création de la base chiffrée…")
        self._runner.run(
            lambda: self._creer_structure(structure, conseiller=conseiller, phrase=phrase),
            on_success=self._view.montrer_code,
            on_failure=self._refuser,
        )

    def recopier(self, code: str) -> None:
        """Troisième étape : le code recopié met la structure en service."""
        self._view.montrer_occupe("Vérification du code…")
        self._runner.run(
            lambda: self._confirmer_code(code),
            on_success=self._view.montrer_fin,
            on_failure=lambda e: self._view.montrer_erreur("code", e.message, e.advice),
        )

    def terminer(self) -> None:
        self._view.oublier()
        self._sur_creee()

    def annuler(self) -> None:
        """Abandonne : rien n'est en service, rien ne reste."""
        self._annuler_creation()
        self._view.oublier()
        self._sur_annulee()

    def _refuser(self, error: GuichetError) -> None:
        champ = error.champ if isinstance(error, EntreeRefusee) else "phrase"
        if champ in CHAMPS_DE_LA_STRUCTURE:
            self._view.montrer_structure()
        self._view.montrer_erreur(champ, error.message, error.advice)
