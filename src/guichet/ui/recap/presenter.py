"""La feuille remise : ce qui sort, dans quelle forme, et ce qui n'y est jamais. Python pur."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
NOM_TROP_LONG = 26


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
    def montrer_options(self, options: Options, *, discret_impose: bool) -> None: ...
    def montrer_choix(self, prenom: str, choix: Sequence[ChoixDit]) -> None: ...
    def montrer_relecture(self, sans_lieu: Sequence[str]) -> None: ...
    def montrer_suivi(self, reference: str) -> None: ...
    def dire(self, message: str, advice: str) -> None: ...
    def dire_fait(self, phrase: str) -> None: ...
    def dire_imprimante(self) -> None: ...


class RecapPresenter:
    """``composer`` rend le PDF ; ``ecrire`` l'enregistre ; ``imprimer(pdf, nom)`` l'envoie et
    rend ``True`` si la feuille est partie, ``False`` si l'imprimante ne répond pas, ``None`` si
    le conseiller a renoncé ; ``remis`` note qu'elle a été donnée.
    """

    def __init__(
        self,
        view: View,
        runner: TaskRunner,
        *,
        catalogue: Catalogue,
        composer: Callable[[Dossier, Options], bytes],
        ecrire: Callable[[Path, bytes], None],
        imprimer: Callable[[bytes, str], bool | None],
        remis: Callable[[Dossier], None],
    ) -> None:
        self._view = view
        self._runner = Derniere(runner)
        self._ecritures = runner
        self._catalogue = catalogue
        self._composer = composer
        self._ecrire = ecrire
        self._imprimer = imprimer
        self._remis = remis
        self._etat = Etat()
        self._options = Options()
        self._visible = False
        self._impression_voulue = False
        self._compose: tuple[Dossier, Options] | None = None
        self.pdf: bytes | None = None

    @property
    def options(self) -> Options:
        return self._options

    def montrer(self, etat: Etat) -> None:
        """Suit la visite ; ne compose que si l'écran est visible."""
        suivi = etat.reference != self._etat.reference
        self._etat = etat
        if etat.discret and not self._options.discret:
            self._options = replace(self._options, discret=True)
        if suivi:
            self._view.montrer_suivi(etat.reference)
        if self._visible:
            self._actualiser()

    def ouvrir(self, *, qr_agenda: bool = True, lien_visio: bool = False) -> None:
        """L'écran apparaît ; les deux codes ont été cochés à l'écran du rendez-vous."""
        self._visible = True
        self._options = replace(self._options, qr_agenda=qr_agenda, lien_visio=lien_visio)
        self._actualiser()

    def quitter(self) -> None:
        self._visible = False

    def changer_option(self, nom: str, oui: bool) -> None:
        """Une section cochée ou décochée ; une visite discrète le reste."""
        voulues = replace(self._options, **{nom: oui})
        if self._etat.discret:
            voulues = replace(voulues, discret=True)
        self._options = voulues
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

    def demander_impression(self) -> None:
        """Imprime ce que l'on voit ; si la feuille se compose encore, dès qu'elle est prête."""
        if self.pdf is None:
            self._impression_voulue = self._compose is not None
            return
        resultat = self._imprimer(self.pdf, self.nom_de_fichier())
        if resultat:
            self._donne("La feuille est envoyée à l'imprimante.")
        elif resultat is False:
            self._view.dire_imprimante()

    def _actualiser(self) -> None:
        self._view.montrer_options(self._options, discret_impose=self._etat.discret)
        dossier = self._etat.dossier()
        if dossier is None:
            self._view.montrer_vide()
            return
        voulu = (dossier, self._options)
        if voulu == self._compose:
            return
        self._compose, self.pdf = voulu, None
        self._montrer_choix(dossier)
        self._view.montrer_relecture(self._sans_lieu(dossier))
        options = self._options
        self._view.montrer_attente("Mise en page…")
        self._runner.run(
            lambda: self._composer(dossier, options),
            on_success=self._recevoir,
            on_failure=self._rater,
        )

    def _recevoir(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._view.montrer_pdf(pdf)
        if self._impression_voulue:
            self._impression_voulue = False
            self.demander_impression()

    def _rater(self, error: GuichetError) -> None:
        self._compose, self._impression_voulue = None, False
        self._dire(error)

    def _donne(self, phrase: str) -> None:
        dossier = self._etat.dossier()
        if dossier is not None and dossier.reference:
            self._remis(dossier)
        self._view.dire_fait(phrase)

    def _dire(self, error: GuichetError) -> None:
        self._view.dire(error.message, error.advice)

    def _sans_lieu(self, dossier: Dossier) -> tuple[str, ...]:
        """Les étapes dont on ne saurait dire où aller, quel site ouvrir, qui appeler."""
        if not self._options.parcours or self._options.discret:
            return ()
        return tuple(
            etape.titre_court
            for parcours in dossier.parcours
            for etape in parcours.etapes
            if etape.acteur == "usager" and not any(etape.canaux.values())
        )

    def _montrer_choix(self, dossier: Dossier) -> None:
        dits = []
        for identifiant, choix in dossier.choix.items():
            droit = self._catalogue.droits.get(identifiant)
            if droit is None or self._etat.tait(identifiant):
                continue
            organisme = self._catalogue.organismes.get(droit.organismes[0])
            icone, texte, couleur = DITS[choix]
            court = droit.sigle if droit.sigle and len(droit.nom) > NOM_TROP_LONG else droit.nom
            dits.append(
                ChoixDit(
                    nom=court,
                    groupe=organisme.groupe if organisme else "autre",
                    icone=icone,
                    texte=texte,
                    couleur=couleur,
                )
            )
        prenom = dossier.situation.demandeur.prenom or "la personne"
        self._view.montrer_choix(prenom, dits)
