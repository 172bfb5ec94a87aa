"""Le panneau « Foyer » : qui vit là, une ligne par personne, et de quoi la modifier."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from guichet.droits.situation import NE_SAIT_PAS, Inconnu, Personne, Role, Situation
from guichet.ui import theme
from guichet.ui.noyau import (
    Bouton,
    Champ,
    ChampDate,
    ChampListe,
    ChampTexte,
    Etiquette,
    Filet,
    Panneau,
    rangee,
)
from guichet.ui.noyau.flux import Flux
from guichet.ui.saisie import ecrire_date
from guichet.ui.situation.champs import ChercherCommune, champ_de, montrer
from guichet.ui.situation.questions import ACTIVITES, NATIONALITES, PERSONNE, Question

ROLES: Sequence[tuple[Role, str]] = (
    ("enfant", "Enfant"),
    ("conjoint", "Conjoint ou conjointe"),
    ("autre", "Autre personne"),
)
LARGEURS = (130, 170, 170, 170)


class PanneauFoyer(Panneau):
    """``enregistree`` : (id ou vide, rôle, prénom, naissance), seulement quand la date se lit."""

    enregistree = Signal(str, str, str, object)
    retiree = Signal(str)
    repondu = Signal(object, str, object)

    def __init__(self) -> None:
        self.ajouter = Bouton("Ajouter une personne", "discret", icone="plus", taille="compact")
        super().__init__("Foyer", action=self.ajouter)
        self._lignes: dict[str, LignePersonne] = {}
        self._liste = QVBoxLayout()
        self._liste.setSpacing(0)
        self._nouvelle: EditeurPersonne | None = None
        self._entete = _entete()
        self.corps.addWidget(self._entete)
        self.corps.addWidget(Filet())
        self.corps.addLayout(self._liste)
        self.ajouter.clicked.connect(lambda: self.proposer("enfant"))

    def montrer(
        self,
        situation: Situation | None,
        *,
        utile: Callable[[str, Situation], bool],
        chercher_commune: ChercherCommune,
    ) -> None:
        """Suit la situation ; sans personne, demande la première."""
        self.ajouter.setVisible(situation is not None)
        self._entete.setVisible(situation is not None)
        if situation is None:
            if self._nouvelle is None:
                self.proposer("demandeur")
            return
        if len(situation.personnes) > len(self._lignes):
            self.fermer_saisie()
        presents = {personne.id for personne in situation.personnes}
        for identifiant in set(self._lignes) - presents:
            self._lignes.pop(identifiant).deleteLater()
        for rang, personne in enumerate(situation.personnes):
            ligne = self._lignes.get(personne.id)
            if ligne is None:
                ligne = LignePersonne(personne, chercher_commune)
                ligne.enregistree.connect(self.enregistree)
                ligne.retiree.connect(self.retiree)
                ligne.repondu.connect(self.repondu)
                self._lignes[personne.id] = ligne
                self._liste.insertWidget(rang, ligne)
            ligne.montrer(personne, situation, utile)

    def proposer(self, role: Role, *, pourquoi: str = "") -> None:
        """Ouvre la saisie d'une nouvelle personne et y met le focus."""
        self.fermer_saisie()
        editeur = EditeurPersonne(role, pourquoi=pourquoi)
        editeur.enregistree.connect(partial(self.enregistree.emit, ""))
        editeur.fermee.connect(self.fermer_saisie)
        self._nouvelle = editeur
        self.corps.addWidget(editeur)
        editeur.prenom.ligne.setFocus(Qt.FocusReason.OtherFocusReason)

    def fermer_saisie(self) -> None:
        if self._nouvelle is not None:
            self._nouvelle.hide()
            self._nouvelle.deleteLater()
            self._nouvelle = None

    def ouvrir(self, identifiant: str) -> None:
        """Déplie la ligne de cette personne."""
        self._lignes[identifiant].deplier(ouvert=True)

    @property
    def saisie(self) -> "EditeurPersonne | None":
        """La saisie d'une nouvelle personne, si elle est ouverte."""
        return self._nouvelle

    def champs(self) -> dict[tuple[str, str], Champ]:
        """Les champs dépliables, par (chemin du modèle, personne)."""
        return {
            (question.chemin, identifiant): champ
            for identifiant, ligne in self._lignes.items()
            for question, champ in ligne.champs
        }

    def definir_erreur(self, message: str) -> None:
        """Une personne refusée : la phrase sous la date de naissance."""
        if self._nouvelle is not None:
            self._nouvelle.naissance.definir_erreur(message)


def serrer(panneau: Panneau) -> None:
    """Les panneaux de cette page se suivent : marges de carte plutôt que de panneau."""
    panneau.corps.setContentsMargins(15, 10, 15, 12)
    panneau.corps.setSpacing(6)


class EditeurPersonne(QWidget):
    """Prénom (facultatif) et date de naissance d'une personne à ajouter."""

    enregistree = Signal(str, str, object)
    fermee = Signal()

    def __init__(self, role: Role, *, pourquoi: str = "") -> None:
        super().__init__()
        self._demandeur = role == "demandeur"
        self.role = ChampListe("Qui est-ce ?", ROLES, vide=None)
        self.role.definir(role)
        self.role.setVisible(not self._demandeur)
        self.prenom = ChampTexte("&Prénom", aide=pourquoi, largeur=180, longueur=80, inconnu=False)
        self.naissance = ChampDate("Né(e) &le")
        self.valider = Bouton(
            "Commencer" if self._demandeur else "Ajouter", taille="compact", touche="Entrée"
        )
        annuler = Bouton("Annuler", "discret", taille="compact")
        annuler.setVisible(not self._demandeur)
        ligne = Flux(self)
        for champ in (self.role, self.prenom, self.naissance):
            ligne.addWidget(champ)
        ligne.addWidget(_sous_etiquette(rangee(self.valider, annuler)))
        self.valider.clicked.connect(self._valider)
        self.naissance.ligne.returnPressed.connect(self._valider)
        self.prenom.ligne.returnPressed.connect(self.naissance.ligne.setFocus)
        annuler.clicked.connect(self.fermee)

    def _valider(self) -> None:
        try:
            naissance = self.naissance.valeur()
        except ValueError as error:
            self.naissance.definir_erreur(str(error))
            return
        if not isinstance(naissance, date):
            self.naissance.definir_erreur("La date de naissance est nécessaire : 10/03/1990")
            self.naissance.ligne.setFocus()
            return
        role = "demandeur" if self._demandeur else str(self.role.valeur())
        self.enregistree.emit(role, self.prenom.ligne.text().strip(), naissance)


class LignePersonne(QWidget):
    """Une personne : son résumé, et dessous ses réponses quand le crayon est ouvert."""

    enregistree = Signal(str, str, str, object)
    retiree = Signal(str)
    repondu = Signal(object, str, object)

    def __init__(self, personne: Personne, chercher_commune: ChercherCommune) -> None:
        super().__init__()
        self._id = personne.id
        self._role = personne.role
        self._resume = QGridLayout()
        self._cases = [Etiquette("", graisse=700), Etiquette(""), Etiquette(""), Etiquette("")]
        self.crayon = Bouton(icone="pencil", genre="discret", taille="compact", nom="Modifier")
        _poser(self._resume, self._cases)
        self._resume.addWidget(self.crayon, 0, len(self._cases))
        self.crayon.setFixedHeight(theme.actuel().taille("cible_min"))
        self._detail = QWidget()
        self._detail.hide()
        self.prenom = ChampTexte("Prénom", largeur=180, longueur=80, inconnu=False)
        self.naissance = ChampDate("Né(e) le")
        self.champs: list[tuple[Question, Champ]] = [
            (question, champ_de(question, chercher_commune)) for question in PERSONNE
        ]
        flux = Flux(self._detail)
        flux.addWidget(self.prenom)
        flux.addWidget(self.naissance)
        for question, champ in self.champs:
            flux.addWidget(champ)
            champ.repondu.connect(partial(self.repondu.emit, question, self._id))
        retirer = Bouton("Retirer du foyer", "danger", taille="compact", icone="trash-2")
        retirer.setVisible(personne.role != "demandeur")
        flux.addWidget(_sous_etiquette(rangee(retirer)))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        colonne.addLayout(self._resume)
        colonne.addWidget(self._detail)
        self.crayon.clicked.connect(lambda: self.deplier(ouvert=self._detail.isHidden()))
        retirer.clicked.connect(lambda: self.retiree.emit(self._id))
        self.prenom.repondu.connect(lambda _valeur: self._enregistrer())
        self.naissance.repondu.connect(lambda _valeur: self._enregistrer())

    def montrer(
        self, personne: Personne, situation: Situation, utile: Callable[[str, Situation], bool]
    ) -> None:
        age = personne.age(situation.au)
        nom = personne.prenom or _nom_de_role(personne)
        textes = (
            nom,
            f"{ecrire_date(personne.date_naissance)} · {age} an{'s' if age > 1 else ''}",
            _dire(personne.activite, ACTIVITES),
            _dire(personne.nationalite, NATIONALITES),
        )
        for case, texte in zip(self._cases, textes, strict=True):
            case.setText(texte)
        self.crayon.setAccessibleName(f"Modifier {nom}")
        self.prenom.definir(personne.prenom)
        self.naissance.definir(personne.date_naissance)
        for question, champ in self.champs:
            champ.setVisible(utile(question.condition(situation, personne.id), situation))
            montrer(champ, question.valeur(situation, personne.id), str)

    def deplier(self, *, ouvert: bool) -> None:
        self._detail.setVisible(ouvert)
        if ouvert:
            self.prenom.ligne.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enregistrer(self) -> None:
        naissance = self.naissance.valeur() if self.naissance.est_valide() else None
        if isinstance(naissance, date):
            self.enregistree.emit(self._id, self._role, self.prenom.ligne.text().strip(), naissance)


def _nom_de_role(personne: Personne) -> str:
    return "La personne" if personne.role == "demandeur" else dict(ROLES)[personne.role]


def _dire(reponse: object, options: Sequence[tuple[object, str]]) -> str:
    if isinstance(reponse, Inconnu):
        return "ne sait pas" if reponse is NE_SAIT_PAS else "à demander"
    return dict(options).get(reponse, "").lower()


def _entete() -> QWidget:
    widget = QWidget()
    grille = QGridLayout(widget)
    grille.setContentsMargins(0, 0, 0, 0)
    noms = ("Personne", "Né(e) le", "Activité", "Nationalité")
    _poser(grille, [Etiquette(nom, "corps2", "encre2") for nom in noms])
    return widget


def _poser(grille: QGridLayout, cases: Sequence[QWidget]) -> None:
    grille.setHorizontalSpacing(10)
    for rang, (case, largeur) in enumerate(zip(cases, LARGEURS, strict=True)):
        grille.addWidget(case, 0, rang)
        grille.setColumnMinimumWidth(rang, largeur)
    grille.setColumnStretch(len(LARGEURS), 1)


def _sous_etiquette(ligne: object) -> QWidget:
    """Aligne des boutons sur le contrôle des champs voisins, sous leur étiquette."""
    widget = QWidget()
    colonne = QVBoxLayout(widget)
    colonne.setContentsMargins(0, 24, 0, 0)
    colonne.addLayout(ligne)  # type: ignore[arg-type]
    return widget
