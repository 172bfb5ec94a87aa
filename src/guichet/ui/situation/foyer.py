"""Le panneau « Foyer » : qui vit là, une ligne par personne, et de quoi la modifier."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from guichet.droits.situation import Role, Situation
from guichet.ui.noyau import Bouton, Champ, Filet, Panneau
from guichet.ui.situation.groupe import ChampPose, Outils
from guichet.ui.situation.personne import EditeurPersonne, LignePersonne, entete
from guichet.ui.situation.question import Utile


class PanneauFoyer(Panneau):
    """``enregistree`` : (id ou vide, rôle, prénom, naissance), seulement quand la date se lit."""

    enregistree = Signal(str, str, str, object)
    retiree = Signal(str)
    repondu = Signal(object, str, object)
    saisie_fermee = Signal()
    deplie = Signal()

    def __init__(self, outils: Outils) -> None:
        self.ajouter = Bouton("Ajouter une personne", "discret", icone="plus", taille="compact")
        super().__init__("Foyer", action=self.ajouter)
        self._outils = outils
        self._lignes: dict[str, LignePersonne] = {}
        self._liste = QVBoxLayout()
        self._liste.setSpacing(0)
        self._nouvelle: EditeurPersonne | None = None
        self._a_ouvrir = False
        self._entete = entete()
        self._filet = Filet()
        self.corps.addWidget(self._entete)
        self.corps.addWidget(self._filet)
        self.corps.addLayout(self._liste)
        self.ajouter.clicked.connect(lambda: self.proposer("enfant"))

    def montrer(self, situation: Situation | None, utile: Utile) -> bool:
        """Suit la situation ; sans personne, demande la première. Vrai si un champ est né."""
        for widget in (self.ajouter, self._entete, self._filet):
            widget.setVisible(situation is not None)
        if situation is None:
            if self._nouvelle is None:
                self.proposer("demandeur")
            return False
        nouvelles = [p.id for p in situation.personnes if p.id not in self._lignes]
        if nouvelles and self._nouvelle is not None:
            self._a_ouvrir = True
            self._retirer_saisie()
        self._retirer_partis(situation)
        bati = bool(nouvelles)
        for rang, personne in enumerate(situation.personnes):
            if personne.id not in self._lignes:
                self._inserer(rang, LignePersonne(personne, self._outils), personne.id)
            bati |= self._lignes[personne.id].montrer(personne, situation, utile)
        if self._a_ouvrir and len(nouvelles) == 1:
            # Une personne vient d'être tapée : ses premières questions suivent, sous le curseur.
            self.ouvrir(nouvelles[0])
        self._a_ouvrir = False
        return bati

    def proposer(self, role: Role, *, pourquoi: str = "") -> None:
        """Ouvre la saisie d'une nouvelle personne et y met le focus."""
        self._retirer_saisie()
        editeur = EditeurPersonne(role, pourquoi=pourquoi)
        editeur.enregistree.connect(partial(self.enregistree.emit, ""))
        editeur.fermee.connect(self.fermer_saisie)
        self._nouvelle = editeur
        self.corps.addWidget(editeur)
        self.deplie.emit()
        editeur.prenom.ligne.setFocus(Qt.FocusReason.OtherFocusReason)

    def fermer_saisie(self) -> None:
        """« Annuler » : la personne n'est pas ajoutée."""
        if self._nouvelle is not None:
            self._retirer_saisie()
            self.ajouter.setFocus(Qt.FocusReason.OtherFocusReason)
            self.saisie_fermee.emit()

    def ouvrir(self, identifiant: str) -> None:
        """Déplie la ligne de cette personne et replie les autres."""
        for cle, ligne in self._lignes.items():
            if cle != identifiant and ligne.ouverte:
                ligne.deplier(ouvert=False)
        self._lignes[identifiant].deplier(ouvert=True)

    @property
    def saisie(self) -> EditeurPersonne | None:
        """La saisie d'une nouvelle personne, si elle est ouverte."""
        return self._nouvelle

    def ligne(self, identifiant: str) -> LignePersonne:
        return self._lignes[identifiant]

    def batir(self) -> None:
        """Bâtit les réponses de chacun, sans les montrer."""
        for ligne in self._lignes.values():
            ligne.batir(tout=True)

    def poses(self) -> Iterator[ChampPose]:
        for ligne in self._lignes.values():
            yield from ligne.poses()

    def champs_d_identite(self) -> Iterator[tuple[str, Champ]]:
        """Les dates de naissance déjà dépliées, par chemin du contrat."""
        for cle, ligne in self._lignes.items():
            if ligne.ouverte:
                yield f"personnes.{cle}.date_naissance", ligne.detail.naissance
        if self._nouvelle is not None:
            yield "personnes", self._nouvelle.naissance

    def dire_erreur(self, identifiant: str, message: str) -> None:
        """Une personne refusée : la phrase sous sa date de naissance."""
        if identifiant:
            self._lignes[identifiant].dire_erreur(message)
        elif self._nouvelle is not None:
            self._nouvelle.naissance.definir_erreur(message)

    def _inserer(self, rang: int, ligne: LignePersonne, identifiant: str) -> None:
        ligne.enregistree.connect(self.enregistree)
        ligne.retiree.connect(self.retiree)
        ligne.repondu.connect(self.repondu)
        ligne.depliee.connect(self.deplie)
        self._lignes[identifiant] = ligne
        self._liste.insertWidget(rang, ligne)

    def _retirer_partis(self, situation: Situation) -> None:
        presents = {personne.id for personne in situation.personnes}
        for identifiant in set(self._lignes) - presents:
            ligne = self._lignes.pop(identifiant)
            ligne.hide()
            ligne.deleteLater()

    def _retirer_saisie(self) -> None:
        if self._nouvelle is not None:
            self._nouvelle.hide()
            self._nouvelle.deleteLater()
            self._nouvelle = None


def serrer(panneau: Panneau) -> None:
    """Les panneaux de cette page se suivent : marges de carte plutôt que de panneau."""
    panneau.corps.setContentsMargins(15, 10, 15, 12)
    panneau.corps.setSpacing(6)
