"""Une personne du foyer : son résumé sur une ligne, ses réponses dessous, et sa saisie."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from guichet.droits.situation import NE_SAIT_PAS, Inconnu, Personne, Role, Situation
from guichet.ui import theme
from guichet.ui.noyau import (
    Bouton,
    ChampDate,
    ChampListe,
    ChampTexte,
    EtiquetteCoupee,
    rangee,
)
from guichet.ui.noyau.flux import Flux
from guichet.ui.saisie import ecrire_date
from guichet.ui.situation.champs import montrer, nommer_pour
from guichet.ui.situation.groupe import Bloc, ChampPose, Outils
from guichet.ui.situation.question import Utile
from guichet.ui.situation.questions import ACTIVITES, NATIONALITES, PERSONNE

ROLES: Sequence[tuple[Role, str]] = (
    ("enfant", "Enfant"),
    ("conjoint", "Conjoint ou conjointe"),
    ("autre", "Autre personne"),
)
LARGEURS = (120, 170, 160, 130)
SOUS_ETIQUETTE = 24
A_DEMANDER = "à demander"


class EditeurPersonne(QWidget):
    """Prénom (facultatif) et date de naissance d'une personne à ajouter."""

    enregistree = Signal(str, str, object)
    fermee = Signal()

    def __init__(self, role: Role, *, pourquoi: str = "") -> None:
        super().__init__()
        self._demandeur = role == "demandeur"
        self.role = ChampListe("Qui est-ce ?", ROLES, vide=None)
        self.role.definir(role)
        self.prenom = ChampTexte("&Prénom", aide=pourquoi, largeur=180, longueur=80, inconnu=False)
        self.naissance = ChampDate("&Né(e) le")
        self.valider = Bouton(
            "Commencer" if self._demandeur else "Ajouter", taille="compact", touche="Entrée"
        )
        self.annuler = Bouton("Annuler", "discret", taille="compact", touche="Échap")
        if self._demandeur:
            self.role.hide()
            self.annuler.hide()
        ligne = Flux(self)
        for champ in (self.role, self.prenom, self.naissance):
            ligne.addWidget(champ)
        ligne.addWidget(_sous_etiquette(self.valider, self.annuler))
        self.valider.clicked.connect(self._valider)
        self.naissance.ligne.returnPressed.connect(self._valider)
        self.prenom.ligne.returnPressed.connect(self.naissance.ligne.setFocus)
        self.annuler.clicked.connect(self.fermee)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.key() == Qt.Key.Key_Escape and not self._demandeur:
            self.fermee.emit()
            return
        super().keyPressEvent(event)

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
    """Une personne : son résumé ; ses réponses se bâtissent quand on ouvre le crayon."""

    enregistree = Signal(str, str, str, object)
    retiree = Signal(str)
    repondu = Signal(object, str, object)
    depliee = Signal()

    def __init__(self, personne: Personne, outils: Outils) -> None:
        super().__init__()
        self._personne = personne
        self._outils = outils
        self._detail: Detail | None = None
        self._vu: tuple[Situation, Utile] | None = None
        self._cases = [EtiquetteCoupee("", graisse=700), *(EtiquetteCoupee("") for _ in range(3))]
        self.crayon = Bouton(icone="pencil", genre="discret", taille="mini", nom="Modifier")
        resume = QGridLayout()
        poser(resume, self._cases)
        resume.addWidget(self.crayon, 0, len(self._cases))
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.setSpacing(6)
        self._colonne.addLayout(resume)
        self.crayon.clicked.connect(lambda: self.deplier(ouvert=not self.ouverte))

    @property
    def ouverte(self) -> bool:
        return self._detail is not None and not self._detail.isHidden()

    @property
    def detail(self) -> "Detail":
        """Les réponses de la personne, bâties à la première demande."""
        if self._detail is None:
            self._detail = Detail(self._personne, self._outils)
            self._detail.hide()
            self._detail.enregistree.connect(self.enregistree)
            self._detail.retiree.connect(self.retiree)
            self._detail.repondu.connect(self.repondu)
            self._colonne.addWidget(self._detail)
        return self._detail

    def montrer(self, personne: Personne, situation: Situation, utile: Utile) -> bool:
        """Suit la situation ; vrai si un champ a été bâti."""
        self._personne = personne
        self._vu = (situation, utile)
        age = personne.age(situation.au)
        nom = nom_de(personne)
        textes = (
            nom,
            f"{ecrire_date(personne.date_naissance)} · {age} an{'s' if age > 1 else ''}",
            *(
                _dire(
                    getattr(personne, champ),
                    options,
                    demandee=utile(f"personnes.{personne.id}.{champ}", situation),
                )
                for champ, options in (("activite", ACTIVITES), ("nationalite", NATIONALITES))
            ),
        )
        for case, texte in zip(self._cases, textes, strict=True):
            if case.text() != texte:
                case.setText(texte)
                case.definir_couleur("verifier_texte" if texte == A_DEMANDER else "encre")
        self.crayon.setAccessibleName(f"Modifier {nom}")
        return self._detail is not None and self._detail.montrer(personne, situation, utile)

    def batir(self, *, tout: bool = False) -> None:
        """Bâtit les réponses et les remplit, sans les montrer."""
        if tout:
            self.detail.bloc.batir_tout()
        if self._vu is not None:
            self.detail.montrer(self._personne, *self._vu)

    def deplier(self, *, ouvert: bool) -> None:
        """Ouvre ou ferme ; à l'ouverture, le focus va à la première réponse."""
        self.batir()
        self.detail.setVisible(ouvert)
        self.crayon.definir_icone("chevron-down" if ouvert else "pencil")
        if ouvert:
            self.depliee.emit()
            premier = next((p.champ for p in self.detail.bloc.poses()), self.detail.prenom)
            premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def poses(self) -> Iterator[ChampPose]:
        if self._detail is not None:
            yield from self._detail.bloc.poses()

    def dire_erreur(self, message: str) -> None:
        """Une correction refusée : la phrase sous la date de naissance."""
        if self._detail is not None:
            self._detail.naissance.definir_erreur(message)


class Detail(QWidget):
    """Prénom, naissance et réponses d'une personne déjà décrite."""

    enregistree = Signal(str, str, str, object)
    retiree = Signal(str)
    repondu = Signal(object, str, object)

    def __init__(self, personne: Personne, outils: Outils) -> None:
        super().__init__()
        self._personne = personne
        self.prenom = ChampTexte("Prénom", largeur=180, longueur=80, inconnu=False)
        self.naissance = ChampDate("Né(e) le")
        self.bloc = Bloc(personne.id, PERSONNE, outils)
        self.retirer = Bouton("Retirer du foyer", "contour", taille="compact", icone="trash-2")
        if personne.role == "demandeur":
            self.retirer.hide()
        identite = Flux()
        identite.addWidget(self.prenom)
        identite.addWidget(self.naissance)
        identite.addWidget(_sous_etiquette(self.retirer))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 4, 0, 10)
        colonne.setSpacing(10)
        colonne.addWidget(self.bloc)
        colonne.addLayout(identite)
        self.prenom.repondu.connect(lambda _valeur: self._enregistrer())
        self.naissance.repondu.connect(lambda _valeur: self._enregistrer())
        self.retirer.clicked.connect(lambda: self.retiree.emit(self._personne.id))
        self.bloc.repondu.connect(self.repondu)

    def montrer(self, personne: Personne, situation: Situation, utile: Utile) -> bool:
        self._personne = personne
        montrer(self.prenom, personne.prenom)
        montrer(self.naissance, personne.date_naissance)
        bati = self.bloc.montrer(situation, utile, "")
        nom = nom_de(personne)
        self.retirer.setAccessibleName(f"Retirer {nom} du foyer")
        nommer_pour(self.prenom, "Prénom", nom)
        nommer_pour(self.naissance, "Né(e) le", nom)
        for pose in self.bloc.poses():
            nommer_pour(pose.champ, pose.question.etiquette, nom)
        return bati

    def _enregistrer(self) -> None:
        naissance = self.naissance.valeur() if self.naissance.est_valide() else None
        if isinstance(naissance, date):
            prenom = self.prenom.ligne.text().strip()
            self.enregistree.emit(self._personne.id, self._personne.role, prenom, naissance)


def nom_de(personne: Personne) -> str:
    """Le prénom, à défaut la place dans le foyer."""
    role = "La personne" if personne.role == "demandeur" else dict(ROLES)[personne.role]
    return personne.prenom or role


def _dire(reponse: object, options: Sequence[tuple[object, str]], *, demandee: bool) -> str:
    """Le mot de la réponse ; rien si la question n'a pas d'objet (la nationalité d'un enfant)."""
    if not isinstance(reponse, Inconnu):
        return dict(options).get(reponse, "").lower()
    if reponse is NE_SAIT_PAS:
        return "ne sait pas"
    return A_DEMANDER if demandee else ""


def poser(grille: QGridLayout, cases: Sequence[QWidget]) -> None:
    """Les colonnes du tableau du foyer, les mêmes pour l'en-tête et chaque ligne."""
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(10)
    for rang, (case, largeur) in enumerate(zip(cases, LARGEURS, strict=True)):
        grille.addWidget(case, 0, rang)
        grille.setColumnMinimumWidth(rang, theme.actuel().px(largeur))
    grille.setColumnStretch(len(LARGEURS) - 1, 1)


def entete() -> QWidget:
    """Les titres de colonnes."""
    widget = QWidget()
    noms = ("Personne", "Né(e) le", "Activité", "Nationalité")
    poser(QGridLayout(widget), [EtiquetteCoupee(nom, "corps2", "encre2") for nom in noms])
    return widget


def _sous_etiquette(*boutons: QWidget) -> QWidget:
    """Aligne des boutons sur le contrôle des champs voisins, sous leur étiquette."""
    widget = QWidget()
    colonne = QVBoxLayout(widget)
    colonne.setContentsMargins(0, theme.actuel().px(SOUS_ETIQUETTE), 0, 0)
    colonne.addLayout(rangee(*boutons))
    return widget
