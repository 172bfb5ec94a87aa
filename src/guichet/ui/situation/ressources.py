"""Ce que chacun gagne par mois, et les questions de travail qui vont avec."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal

from guichet.droits.objet import de_la_personne
from guichet.droits.situation import PAS_DEMANDE, Inconnu, Mois, Personne, Ressource, Situation
from guichet.ui.noyau import ChampSegment
from guichet.ui.noyau.flux import Flux
from guichet.ui.situation.champs import montrer
from guichet.ui.situation.groupe import Blocs, Outils
from guichet.ui.situation.lignes import LigneMontant, PanneauLignes
from guichet.ui.situation.mois import DialogueMois
from guichet.ui.situation.personne import nom_de
from guichet.ui.situation.question import Utile
from guichet.ui.situation.questions import TRAVAIL

TYPES = (
    ("salaire_net", "salaire net"),
    ("are", "chômage (ARE)"),
    ("retraite_nette", "retraite nette"),
    ("retraite_brute", "retraite brute"),
    ("pension_invalidite", "pension d'invalidité"),
    ("ij_maladie", "indemnités maladie"),
    ("ij_maternite", "indemnités maternité"),
    ("pension_alimentaire_recue", "pension alimentaire reçue"),
    ("pension_alimentaire_versee", "pension alimentaire versée"),
    ("ca_micro_vente", "micro : ventes"),
    ("ca_micro_services", "micro : services"),
    ("ca_micro_liberal", "micro : activité libérale"),
    ("benefice_independant", "bénéfice d'indépendant"),
    ("ass", "ASS"),
    ("bourse", "bourse d'études"),
    ("revenus_fonciers", "loyers reçus"),
    ("rente_at_mp", "rente accident du travail"),
    ("autre", "autre ressource"),
)
SELON_ACTIVITE = {
    "salarie": "salaire_net",
    "apprenti": "salaire_net",
    "demandeur_emploi": "are",
    "retraite": "retraite_nette",
    "invalide": "pension_invalidite",
}


class PanneauRessources(PanneauLignes):
    """``change`` : (id de la personne, ses lignes, ou l'inconnu)."""

    change = Signal(str, object)
    repondu = Signal(object, str, object)

    def __init__(self, outils: Outils) -> None:
        super().__init__("Ressources par mois", "Ajouter une ressource", ressource=True)
        self._gens: tuple[Personne, ...] = ()
        self._mois = Mois(2000, 1)
        self._ensemble: dict[str, ChampSegment] = {}
        self._reponses = Flux()
        self.corps.addLayout(self._reponses)
        self.blocs = Blocs(TRAVAIL, outils)
        self.corps.addWidget(self.blocs)
        self.blocs.repondu.connect(self.repondu)

    def montrer(self, situation: Situation, utile: Utile) -> bool:
        """Suit la situation ; vrai si des champs ont été bâtis."""
        self._mois = Mois.de(situation.au)
        gens = tuple(p for p in situation.personnes if de_la_personne("ressources", p, situation))
        bati = [(p.id, p.prenom) for p in gens] != [(p.id, p.prenom) for p in self._gens]
        if bati:
            self._repartir(gens)
        self._gens = gens
        if self._lues() != self._attendues() and not self.refusee:
            self._refaire()
            bati = True
        self._montrer_ensembles()
        return self.blocs.montrer(situation, utile) or bati

    def champ_ensemble(self, identifiant: str) -> ChampSegment:
        """« Aucune » ou « Ne sait pas », pour qui n'a pas de ligne."""
        return self._ensemble[identifiant]

    def ensembles(self) -> Iterator[ChampSegment]:
        yield from self._ensemble.values()

    def _etiquette(self) -> str:
        return "Qui, quoi"

    def _propose(self) -> object:
        """La première personne sans ressource, et ce que son activité laisse attendre."""
        for personne in self._gens:
            if _connues(personne) or self._en_cours(personne.id):
                continue
            activite = personne.activite
            attendu = "" if isinstance(activite, Inconnu) else SELON_ACTIVITE.get(activite, "")
            return (personne.id, attendu) if attendu else PAS_DEMANDE
        return PAS_DEMANDE

    def _refaire(self) -> None:
        self._vider()
        for personne in self._gens:
            for r in _connues(personne):
                ligne = self.ajouter_ligne()
                ligne.definir((personne.id, r.type), r.montant, r.du, r.au, environ=r.environ)

    def _repartir(self, gens: Sequence[Personne]) -> None:
        self._options = [
            ((p.id, code), f"{nom_de(p)} · {nom}") for p in gens for code, nom in TYPES
        ]
        for ligne in self.lignes:
            ligne.quoi.liste.definir_options(self._options)
        for champ in self._ensemble.values():
            champ.hide()
            champ.deleteLater()
        self._ensemble = {}
        while self._reponses.takeAt(0) is not None:
            pass
        for personne in gens:
            champ = ChampSegment(f"Ressources de {nom_de(personne)}", ((False, "Aucune"),))
            champ.setProperty("chemin", f"personnes.{personne.id}.ressources")
            champ.repondu.connect(partial(self._repondre_ensemble, personne.id))
            self._ensemble[personne.id] = champ
            self._reponses.addWidget(champ)

    def _repondre_ensemble(self, identifiant: str, valeur: object) -> None:
        self.change.emit(identifiant, () if valeur is False else valeur)

    def _montrer_ensembles(self) -> None:
        for personne in self._gens:
            champ = self._ensemble[personne.id]
            champ.setVisible(not _connues(personne) and not self._en_cours(personne.id))
            montrer(champ, False if personne.ressources == () else personne.ressources)

    def _changer(self) -> None:
        lues = self._lues()
        for personne in self._gens:
            presentes = _connues(personne)
            nouvelles = lues.get(personne.id, ())
            en_cours = self._en_cours(personne.id)
            self._ensemble[personne.id].setVisible(not nouvelles and not en_cours)
            if nouvelles != presentes or self.refusee:
                self.change.emit(personne.id, nouvelles or PAS_DEMANDE)

    def _ouvrir_mois(self, ligne: LigneMontant) -> None:
        quoi = ligne.quoi.valeur()
        ressource = _lire(ligne)
        if ressource is None or not isinstance(quoi, tuple):
            return
        qui = dict(self._options)[quoi]
        dialogue = DialogueMois(self, qui, ressource, self._mois)
        dialogue.choisies.connect(partial(self._remplacer, ligne, quoi))
        dialogue.ouvrir()

    def _remplacer(
        self, ligne: LigneMontant, quoi: tuple[str, str], periodes: Sequence[Ressource]
    ) -> None:
        """Une ligne par période, à la place de celle que l'on a détaillée."""
        if ligne not in self.lignes:
            return
        if not periodes:
            self._retirer(ligne)
            return
        premiere, *suite = periodes
        for cible, r in ((ligne, premiere), *((self.ajouter_ligne(), r) for r in suite)):
            cible.definir(quoi, r.montant, r.du, r.au, environ=r.environ)
        self.bati.emit()
        self._noter(ligne)

    def _lues(self) -> dict[str, tuple[Ressource, ...]]:
        trouvees: dict[str, list[Ressource]] = {}
        for ligne in self.lignes:
            quoi = ligne.quoi.valeur()
            ressource = _lire(ligne)
            if ressource is not None and isinstance(quoi, tuple):
                trouvees.setdefault(quoi[0], []).append(ressource)
        return {identifiant: tuple(lignes) for identifiant, lignes in trouvees.items()}

    def _attendues(self) -> dict[str, tuple[Ressource, ...]]:
        return {p.id: _connues(p) for p in self._gens if _connues(p)}

    def _en_cours(self, identifiant: str) -> bool:
        valeurs = (ligne.quoi.valeur() for ligne in self.lignes)
        return any(isinstance(quoi, tuple) and quoi[0] == identifiant for quoi in valeurs)


def _lire(ligne: LigneMontant) -> Ressource | None:
    """La ressource de la ligne, si elle est complète."""
    quoi = ligne.quoi.valeur()
    if not ligne.complete or not isinstance(quoi, tuple):
        return None
    montant, du, au = ligne.periode()
    return Ressource(type=quoi[1], montant=montant, du=du, au=au, environ=ligne.environ.isChecked())


def _connues(personne: Personne) -> tuple[Ressource, ...]:
    return () if isinstance(personne.ressources, Inconnu) else personne.ressources
