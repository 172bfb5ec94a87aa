"""Les panneaux à lignes : ressources de chacun, aides déjà reçues."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guichet.droits.situation import (
    PAS_DEMANDE,
    AidePercue,
    Inconnu,
    Mois,
    Personne,
    Ressource,
    Situation,
)
from guichet.ui.noyau import (
    Bouton,
    ChampListe,
    ChampMois,
    ChampMontant,
    ChampSegment,
    Panneau,
)
from guichet.ui.noyau.flux import Flux

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
AGE_DES_RESSOURCES = 16
EXACT = ((False, "Exact"), (True, "Environ"))


class LigneMontant(QWidget):
    """Quoi, combien par mois, depuis quand, jusqu'à quand."""

    change = Signal()
    retiree = Signal()

    def __init__(
        self, etiquette: str, options: Sequence[tuple[object, str]], *, environ: bool
    ) -> None:
        super().__init__()
        self.quoi = ChampListe(etiquette, options, largeur=230)
        self.montant = ChampMontant("Par mois")
        self.depuis = ChampMois("Depuis le mois de")
        self.jusque = ChampMois("Jusqu'à", aide="vide : encore en cours")
        self.precision = ChampSegment("Montant", EXACT, inconnu=False)
        self.precision.definir(False)
        self.precision.setVisible(environ)
        retirer = Bouton(icone="trash-2", genre="discret", taille="compact", nom="Retirer la ligne")
        flux = Flux(self, espace=10)
        for champ in (self.quoi, self.montant, self.depuis, self.jusque, self.precision):
            flux.addWidget(champ)
            champ.repondu.connect(lambda _valeur: self.change.emit())
        flux.addWidget(retirer)
        retirer.clicked.connect(self.retiree)

    @property
    def complete(self) -> bool:
        """Vrai si la ligne peut entrer dans la situation : quoi, combien (ou F4), depuis."""
        return (
            self.quoi.valeur() is not PAS_DEMANDE
            and self.montant.est_valide()
            and self.montant.valeur() is not PAS_DEMANDE
            and self.depuis.est_valide()
            and isinstance(self.depuis.valeur(), Mois)
            and self.jusque.est_valide()
        )

    def periode(self) -> tuple[Decimal | Inconnu, Mois, Mois | None]:
        montant, du, au = self.montant.valeur(), self.depuis.valeur(), self.jusque.valeur()
        if not isinstance(du, Mois) or not isinstance(montant, Decimal | Inconnu):
            raise TypeError("ligne incomplète")
        return montant, du, au if isinstance(au, Mois) else None

    def definir(
        self, quoi: object, montant: object, du: Mois, au: Mois | None, *, environ: bool = False
    ) -> None:
        self.quoi.definir(quoi)
        self.montant.definir(montant)
        self.depuis.definir(du)
        self.jusque.definir(PAS_DEMANDE if au is None else au)
        self.precision.definir(environ)


class PanneauLignes(Panneau):
    """Une liste de ``LigneMontant`` et, pour qui n'en a pas, une réponse d'ensemble."""

    def __init__(self, titre: str, bouton: str, *, environ: bool) -> None:
        self.ajouter = Bouton(bouton, "discret", icone="plus", taille="compact")
        super().__init__(titre, action=self.ajouter)
        self._environ = environ
        self._options: Sequence[tuple[object, str]] = ()
        self._pile = QVBoxLayout()
        self._pile.setSpacing(8)
        self.lignes: list[LigneMontant] = []
        self.corps.addLayout(self._pile)
        self.ajouter.clicked.connect(self._proposer)

    def _proposer(self) -> None:
        self.ajouter_ligne().quoi.controle.setFocus()

    def ajouter_ligne(self) -> LigneMontant:
        ligne = LigneMontant(self._etiquette(), self._options, environ=self._environ)
        ligne.change.connect(self._changer)
        ligne.retiree.connect(partial(self._retirer, ligne))
        self.lignes.append(ligne)
        self._pile.addWidget(ligne)
        return ligne

    def _vider(self) -> None:
        for ligne in self.lignes:
            ligne.hide()
            ligne.deleteLater()
        self.lignes.clear()

    def _retirer(self, ligne: LigneMontant) -> None:
        self.lignes.remove(ligne)
        ligne.hide()
        ligne.deleteLater()
        self._changer()

    def _changer(self) -> None:
        raise NotImplementedError

    def _etiquette(self) -> str:
        raise NotImplementedError


class PanneauRessources(PanneauLignes):
    """``change`` : (id de la personne, ses lignes, ou l'inconnu)."""

    change = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("Ressources par mois", "Ajouter une ressource", environ=True)
        self._adultes: tuple[Personne, ...] = ()
        self._ensemble: dict[str, ChampSegment] = {}
        self._reponses = Flux()
        self.corps.addLayout(self._reponses)

    def montrer(self, situation: Situation) -> None:
        adultes = tuple(
            p
            for p in situation.personnes
            if p.role != "enfant" or p.age(situation.au) >= AGE_DES_RESSOURCES
        )
        if [(p.id, p.prenom) for p in adultes] != [(p.id, p.prenom) for p in self._adultes]:
            self._repartir(adultes)
        self._adultes = adultes
        if self._lues() != self._attendues():
            self._vider()
            for personne in adultes:
                for r in _connues(personne):
                    ligne = self.ajouter_ligne()
                    ligne.definir((personne.id, r.type), r.montant, r.du, r.au, environ=r.environ)
        for personne in adultes:
            champ = self._ensemble[personne.id]
            champ.setVisible(not _connues(personne) and not self._en_cours(personne.id))
            champ.definir(False if personne.ressources == () else personne.ressources)

    def champ_ensemble(self, identifiant: str) -> ChampSegment:
        return self._ensemble[identifiant]

    def _etiquette(self) -> str:
        return "Qui, quoi"

    def _repartir(self, adultes: Sequence[Personne]) -> None:
        self._options = [
            ((p.id, code), f"{_nom(p)} · {nom}") for p in adultes for code, nom in TYPES
        ]
        for ligne in self.lignes:
            ligne.quoi.liste.definir_options(self._options)
        for champ in self._ensemble.values():
            champ.hide()
            champ.deleteLater()
        self._ensemble = {}
        for personne in adultes:
            champ = ChampSegment(f"Ressources de {_nom(personne)}", ((False, "Aucune"),))
            champ.repondu.connect(partial(self._repondre_ensemble, personne.id))
            self._ensemble[personne.id] = champ
            self._reponses.addWidget(champ)

    def _repondre_ensemble(self, identifiant: str, valeur: object) -> None:
        self.change.emit(identifiant, () if valeur is False else valeur)

    def _changer(self) -> None:
        lues = self._lues()
        for personne in self._adultes:
            presentes = _connues(personne)
            nouvelles = lues.get(personne.id, ())
            if nouvelles != presentes:
                self.change.emit(personne.id, nouvelles or PAS_DEMANDE)
            self._ensemble[personne.id].setVisible(
                not nouvelles and not self._en_cours(personne.id)
            )

    def _lues(self) -> dict[str, tuple[Ressource, ...]]:
        trouvees: dict[str, list[Ressource]] = {}
        for ligne in self.lignes:
            quoi = ligne.quoi.valeur()
            if ligne.complete and isinstance(quoi, tuple):
                montant, du, au = ligne.periode()
                trouvees.setdefault(quoi[0], []).append(
                    Ressource(
                        type=quoi[1],
                        montant=montant,
                        du=du,
                        au=au,
                        environ=ligne.precision.valeur() is True,
                    )
                )
        return {identifiant: tuple(lignes) for identifiant, lignes in trouvees.items()}

    def _attendues(self) -> dict[str, tuple[Ressource, ...]]:
        return {p.id: _connues(p) for p in self._adultes if _connues(p)}

    def _en_cours(self, identifiant: str) -> bool:
        valeurs = (ligne.quoi.valeur() for ligne in self.lignes)
        return any(isinstance(quoi, tuple) and quoi[0] == identifiant for quoi in valeurs)


class PanneauAides(PanneauLignes):
    """« Déjà reçu ». ``change`` : les aides, ``()`` ou l'inconnu."""

    change = Signal(object)

    def __init__(self, noms: Mapping[str, str]) -> None:
        super().__init__("Déjà reçu", "Ajouter une aide reçue", environ=False)
        self._options = sorted(noms.items(), key=lambda couple: couple[1].lower())
        self.aucune = ChampSegment("Aides reçues", ((False, "Aucune"),))
        self.aucune.repondu.connect(
            lambda valeur: self.change.emit(() if valeur is False else valeur)
        )
        self.corps.addWidget(self.aucune)
        self._presentes: tuple[AidePercue, ...] = ()

    def montrer(self, situation: Situation) -> None:
        aides = situation.aides_percues
        self._presentes = () if isinstance(aides, Inconnu) else aides
        if self._lues() != self._presentes:
            self._vider()
            for aide in self._presentes:
                self.ajouter_ligne().definir(aide.droit, aide.montant, aide.du, aide.au)
        self.aucune.setVisible(not self.lignes)
        self.aucune.definir(False if aides == () else aides)

    def _etiquette(self) -> str:
        return "Aide reçue"

    def _changer(self) -> None:
        lues = self._lues()
        self.aucune.setVisible(not self.lignes)
        if lues != self._presentes:
            self.change.emit(lues or PAS_DEMANDE)

    def _lues(self) -> tuple[AidePercue, ...]:
        aides = []
        for ligne in self.lignes:
            if ligne.complete:
                montant, du, au = ligne.periode()
                aides.append(
                    AidePercue(droit=str(ligne.quoi.valeur()), montant=montant, du=du, au=au)
                )
        return tuple(aides)


def _connues(personne: Personne) -> tuple[Ressource, ...]:
    return () if isinstance(personne.ressources, Inconnu) else personne.ressources


def _nom(personne: Personne) -> str:
    return personne.prenom or {"demandeur": "La personne", "conjoint": "Conjoint"}.get(
        personne.role, "Autre personne"
    )
