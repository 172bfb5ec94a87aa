"""Ouvrir un dossier : chercher, rouvrir, effacer pour de bon."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from guichet.dossier.garde import DossierGarde, Recu, Trouve
from guichet.errors import GuichetError
from guichet.ui import saisie
from guichet.ui.contexte import jour_court
from guichet.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class DossierAffiche:
    """Une ligne de résultat : de quoi reconnaître, et la date d'effacement toujours visible."""

    reference: str
    titre: str
    detail: str
    effacement: str


class View(Protocol):
    def montrer_trouves(self, trouves: Sequence[DossierAffiche]) -> None: ...

    def montrer_rien(self, phrase: str) -> None: ...

    def montrer_erreur(self, message: str, conseil: str) -> None: ...

    def montrer_recu(self, phrase: str) -> None: ...


class DossiersPresenter:
    """``retrouver``, ``rouvrir`` et ``effacer`` : les actes de ``accompagnement.dossiers``.

    ``sur_ouvert`` reçoit le dossier rouvert ; la fenêtre reprend alors la visite.
    """

    def __init__(
        self,
        view: View,
        runner: TaskRunner,
        *,
        retrouver: Callable[[str], Sequence[Trouve]],
        rouvrir: Callable[[str], DossierGarde],
        effacer: Callable[[str], Recu],
        bientot_effaces: Callable[[], Sequence[Trouve]],
        sur_ouvert: Callable[[DossierGarde], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._retrouver = retrouver
        self._rouvrir = rouvrir
        self._effacer = effacer
        self._bientot_effaces = bientot_effaces
        self._sur_ouvert = sur_ouvert

    def chercher(self, texte: str) -> None:
        """Par référence, prénom (trois lettres) ou date de naissance."""
        self._runner.run(
            lambda: self._retrouver(texte),
            on_success=lambda trouves: self._montrer(trouves, RIEN),
            on_failure=self._refuser,
        )

    def voir_effacements(self) -> None:
        """Les dossiers qui arrivent à leur date."""
        self._runner.run(
            self._bientot_effaces,
            on_success=lambda trouves: self._montrer(trouves, AUCUN_EFFACEMENT),
            on_failure=self._refuser,
        )

    def ouvrir(self, reference: str) -> None:
        self._runner.run(
            lambda: self._rouvrir(reference), on_success=self._sur_ouvert, on_failure=self._refuser
        )

    def effacer(self, reference: str) -> None:
        """Efface pour de bon ; la vue a déjà demandé confirmation."""
        self._runner.run(
            lambda: self._effacer(reference),
            on_success=lambda recu: self._view.montrer_recu(recu.phrase),
            on_failure=self._refuser,
        )

    def _montrer(self, trouves: Sequence[Trouve], rien: str) -> None:
        if trouves:
            self._view.montrer_trouves(tuple(afficher(trouve) for trouve in trouves))
        else:
            self._view.montrer_rien(rien)

    def _refuser(self, error: GuichetError) -> None:
        self._view.montrer_erreur(error.message, error.advice)


RIEN = (
    "Aucun dossier ne correspond. Sans dossier, rien n'a été gardé : commencer une nouvelle visite."
)
AUCUN_EFFACEMENT = "Aucun dossier n'arrive bientôt à sa date."


def afficher(trouve: Trouve) -> DossierAffiche:
    """Met en mots une ligne trouvée.

    Un dossier gardé sans prénom se reconnaît à sa seule référence.
    """
    details = []
    if trouve.date_naissance is not None:
        details.append(f"naissance le {saisie.ecrire_date(trouve.date_naissance)}")
    details.append(f"référence {trouve.reference}")
    details.append(f"vu le {jour_court(trouve.dernier_contact)}")
    return DossierAffiche(
        reference=trouve.reference,
        titre=trouve.prenom or "Sans prénom",
        detail=", ".join(details),
        effacement=f"s'efface le {jour_court(trouve.a_effacer_le)}",
    )
