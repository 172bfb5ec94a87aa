"""L'accueil : ce que le guichet a devant lui aujourd'hui, et par où commencer."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from guichet.catalogue.contenu import Catalogue, Droit
from guichet.dossier.garde import Trouve
from guichet.errors import GuichetError
from guichet.rendezvous.agenda import Reservation
from guichet.ui import dates
from guichet.ui.accueil.contenu import GRILLE, URGENCES, MomentAffiche, RdvAffiche, Tache
from guichet.ui.tasks import TaskRunner

EFFACEMENT_PROCHE = timedelta(days=7)
RESULTATS = 8


class View(Protocol):
    def montrer_moments(self, moments: Sequence[MomentAffiche], a_jour: str) -> None: ...

    def montrer_urgences(self, numeros: Sequence[tuple[str, str]]) -> None: ...

    def montrer_jour(self, titre: str, detail: str) -> None: ...

    def montrer_rendez_vous(self, rendez_vous: Sequence[RdvAffiche]) -> None: ...

    def montrer_agenda_absent(self, message: str, conseil: str) -> None: ...

    def montrer_taches(self, taches: Sequence[Tache]) -> None: ...

    def montrer_effacement(self, phrase: str) -> None: ...

    def montrer_droit(self, droit: Droit) -> None: ...


class AccueilPresenter:
    """``rendez_vous_du_jour`` passe par le réseau, ``bientot_effaces`` par la base.

    ``guichet`` donne le nom de la structure, qui change quand on la crée ; ``ouvrir_lien``
    ouvre une visio dans le navigateur.
    """

    def __init__(
        self,
        view: View,
        runner: TaskRunner,
        *,
        catalogue: Catalogue,
        guichet: Callable[[], str],
        zone: ZoneInfo,
        rendez_vous_du_jour: Callable[[date], Sequence[Reservation]],
        bientot_effaces: Callable[[], Sequence[Trouve]],
        ouvrir_lien: Callable[[str], object],
    ) -> None:
        self._view = view
        self._runner = runner
        self._catalogue = catalogue
        self._guichet = guichet
        self._zone = zone
        self._rendez_vous_du_jour = rendez_vous_du_jour
        self._bientot_effaces = bientot_effaces
        self._ouvrir_lien = ouvrir_lien
        self._liens: dict[str, str] = {}
        self._taches: list[Tache] = []

    def open(self, today: date) -> None:
        """Montre tout de suite ce qui est sur le poste, puis ce que disent les agendas."""
        self._view.montrer_moments(moments(self._catalogue), self._a_jour())
        self._view.montrer_urgences(urgences(self._catalogue))
        self._view.montrer_jour(dates.majuscule(dates.jour_long(today)), self._guichet())
        self._taches = []
        self._view.montrer_taches(())
        self._view.montrer_effacement("")
        self._runner.run(
            self._bientot_effaces,
            on_success=lambda trouves: self._dire_effacements(trouves, today),
            on_failure=self._dire_base_fermee,
        )
        self.relire(today)

    def relire(self, today: date) -> None:
        """F5 : redemande les rendez-vous du jour."""
        self._runner.run(
            lambda: self._rendez_vous_du_jour(today),
            on_success=self._montrer_rendez_vous,
            on_failure=lambda error: self._view.montrer_agenda_absent(error.message, error.advice),
        )

    def rejoindre(self, reservation_id: str) -> None:
        """Ouvre la visio, si ce rendez-vous a un lien."""
        if lien := self._liens.get(reservation_id):
            self._ouvrir_lien(lien)

    def chercher(self, texte: str) -> list[tuple[str, str]]:
        """Les parcours puis les droits dont un mot commence ainsi : (clé, texte affiché).

        La clé est ``moment:…`` ou ``droit:…``.
        """
        mots = _mots(texte)
        if not mots:
            return []
        trouves = [
            (f"moment:{m.id}", f"Parcours : {m.titre}")
            for m in moments(self._catalogue)
            if _contient(f"{m.titre} {self._catalogue.moments[m.id].titre}", mots)
        ]
        trouves += [
            (f"droit:{d.id}", f"Droit : {d.nom}{f' ({d.sigle})' if d.sigle else ''}")
            for d in self._catalogue.droits.values()
            if _contient(f"{d.nom} {d.sigle or ''}", mots)
        ]
        return trouves[:RESULTATS]

    def ouvrir_droit(self, droit: str) -> None:
        """Montre la fiche d'un droit trouvé par la recherche."""
        self._view.montrer_droit(self._catalogue.droits[droit])

    def _montrer_rendez_vous(self, reservations: Sequence[Reservation]) -> None:
        retenus = sorted((r for r in reservations if r.etat != "annule"), key=lambda r: r.debut)
        self._liens = {r.id: r.lien_visio for r in retenus if r.lien_visio}
        self._view.montrer_rendez_vous(tuple(map(self._affiche, retenus)))
        inconnus = sum(r.etat == "inconnu" for r in retenus)
        if inconnus:
            titre = (
                "1 rendez-vous à vérifier"
                if inconnus == 1
                else f"{inconnus} rendez-vous à vérifier"
            )
            self._ajouter_tache(
                Tache("inconnus", "refresh-cw", "noncalc", titre, "la connexion a coupé, F5 relit")
            )

    def _affiche(self, reservation: Reservation) -> RdvAffiche:
        organismes = [self._catalogue.organismes.get(o) for o in reservation.organismes]
        connus = [o for o in organismes if o is not None]
        noms = [o.nom for o in connus] or list(reservation.organismes)
        detail = "on ne sait pas si c'est enregistré" if reservation.etat == "inconnu" else ""
        return RdvAffiche(
            id=reservation.id,
            heure=dates.heure(reservation.debut, self._zone),
            groupes=tuple(o.groupe for o in connus),
            noms=" et ".join(noms),
            detail=detail or reservation.motif,
            rejoignable=reservation.id in self._liens,
        )

    def _dire_effacements(self, trouves: Sequence[Trouve], today: date) -> None:
        proches = [t for t in trouves if t.a_effacer_le <= today + EFFACEMENT_PROCHE]
        if not proches:
            return
        premier = dates.quantieme(min(t.a_effacer_le for t in proches))
        if len(proches) == 1:
            phrase = f"1 dossier arrive à sa date et s'efface le {premier}."
        else:
            phrase = f"{len(proches)} dossiers arrivent à leur date, le premier le {premier}."
        self._view.montrer_effacement(phrase)

    def _dire_base_fermee(self, error: GuichetError) -> None:
        self._ajouter_tache(Tache("base", "circle-alert", "danger", error.message, error.advice))

    def _ajouter_tache(self, tache: Tache) -> None:
        self._taches = [t for t in self._taches if t.cle != tache.cle] + [tache]
        self._view.montrer_taches(tuple(self._taches))

    def _a_jour(self) -> str:
        nombre = len(self._catalogue.moments)
        jour = dates.quantieme(self._catalogue.version, annee=True)
        return f"{nombre} parcours, étapes datées, à jour du {jour}"


def moments(catalogue: Catalogue) -> tuple[MomentAffiche, ...]:
    """Les moments du catalogue, dans l'ordre de la grille ; un nouveau venu va à la fin."""
    ordre = {identifiant: rang for rang, identifiant in enumerate(GRILLE)}
    ranges = sorted(catalogue.moments.values(), key=lambda m: ordre.get(m.id, len(ordre)))
    affiches = []
    for moment in ranges:
        icone, titre = GRILLE.get(moment.id, ("list", moment.titre))
        affiches.append(MomentAffiche(moment.id, titre, icone))
    return tuple(affiches)


def urgences(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Les numéros d'urgence que le catalogue connaît : (numéro, mot court)."""
    return tuple((n, mot) for n, mot in URGENCES.items() if n in catalogue.telephones)


def _mots(texte: str) -> list[str]:
    plat = unicodedata.normalize("NFKD", texte.casefold()).replace("œ", "oe")
    lettres = "".join(c if c.isalnum() else " " for c in plat if not unicodedata.combining(c))
    return lettres.split()


def _contient(texte: str, mots: Sequence[str]) -> bool:
    presents = _mots(texte)
    return all(any(present.startswith(mot) for present in presents) for mot in mots)
