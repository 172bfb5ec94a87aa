"""Une liste de montants par période : la forme commune des ressources et des aides reçues."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guichet.droits.situation import PAS_DEMANDE, Inconnu, Mois
from guichet.ui import theme
from guichet.ui.noyau import (
    Bouton,
    Case,
    Champ,
    ChampListe,
    ChampMois,
    ChampMontant,
    Panneau,
    bulle,
    rangee,
)
from guichet.ui.noyau.flux import Flux

SOUS_ETIQUETTE = 26
SANS_QUOI = "Choisissez d'abord qui et quoi."


class LigneMontant(QWidget):
    """Quoi, combien par mois, depuis quand, jusqu'à quand."""

    change = Signal()
    retiree = Signal()
    mois_demandes = Signal()

    def __init__(
        self, etiquette: str, options: Sequence[tuple[object, str]], *, ressource: bool
    ) -> None:
        super().__init__()
        self.quoi = ChampListe(etiquette, options, largeur=220 if ressource else 300)
        self.montant = ChampMontant("Par mois", largeur=116)
        self.depuis = ChampMois("Depuis", largeur=104)
        self.jusque = ChampMois("Fin, si finie", largeur=104)
        self.jusque.setToolTip(bulle("Vide : encore en cours"))
        self.jusque.controle.setAccessibleDescription("Vide : encore en cours")
        self.environ = Case("environ")
        self.mois = Bouton(
            icone="calendar", genre="discret", taille="mini", nom="Montants mois par mois"
        )
        if not ressource:
            self.environ.hide()
            self.mois.hide()
        retirer = Bouton(icone="trash-2", genre="discret", taille="mini", nom="Retirer la ligne")
        flux = Flux(self, espace=10)
        for champ in self.champs:
            flux.addWidget(champ)
            champ.repondu.connect(lambda _valeur: self.change.emit())
        flux.addWidget(_a_hauteur(self.environ, self.mois, retirer))
        self.environ.toggled.connect(lambda _oui: self.change.emit())
        self.mois.clicked.connect(self.mois_demandes)
        retirer.clicked.connect(self.retiree)
        self.change.connect(self._suivre)
        self._suivre()

    def reclamer_le_quoi(self) -> None:
        """Un montant sans « quoi » n'entre pas dans le calcul : le dire sur place."""
        manque = self.quoi.valeur() is PAS_DEMANDE and isinstance(_lu(self.montant), Decimal)
        if manque or self.quoi.erreur == SANS_QUOI:
            self.quoi.definir_erreur(SANS_QUOI if manque else "")

    @property
    def champs(self) -> tuple[Champ, ...]:
        return (self.quoi, self.montant, self.depuis, self.jusque)

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
        """Combien, depuis, jusqu'à.

        Raises:
            TypeError: la ligne n'est pas complète.
        """
        montant, du, au = self.montant.valeur(), self.depuis.valeur(), self.jusque.valeur()
        if not isinstance(du, Mois) or not isinstance(montant, Decimal | Inconnu):
            raise TypeError("ligne incomplète")
        return montant, du, au if isinstance(au, Mois) else None

    def definir(
        self, quoi: object, montant: object, du: Mois, au: Mois | None, *, environ: bool = False
    ) -> None:
        """Montre une ligne déjà répondue, sans rien émettre."""
        self.quoi.definir(quoi)
        self.montant.definir(montant)
        self.depuis.definir(du)
        self.jusque.definir(PAS_DEMANDE if au is None else au)
        self.environ.blockSignals(True)
        self.environ.setChecked(environ)
        self.environ.blockSignals(False)
        self._suivre()

    def dire_erreur(self, champ: str, message: str) -> None:
        """La phrase sous le champ que le contrat nomme ; vide : l'efface partout."""
        fautif = self.jusque if champ.endswith(".au") else self.quoi
        for possible in (self.jusque, self.quoi):
            possible.definir_erreur(message if possible is fautif else "")

    def _suivre(self) -> None:
        self.mois.setEnabled(self.complete)


class PanneauLignes(Panneau):
    """Une liste de ``LigneMontant`` et, pour qui n'en a pas, une réponse d'ensemble."""

    bati = Signal()

    def __init__(self, titre: str, bouton: str, *, ressource: bool) -> None:
        self.ajouter = Bouton(bouton, "discret", icone="plus", taille="compact")
        super().__init__(titre, action=self.ajouter)
        self._ressource = ressource
        self._options: Sequence[tuple[object, str]] = ()
        self._pile = QVBoxLayout()
        self._pile.setSpacing(8)
        self.lignes: list[LigneMontant] = []
        self._touchee: LigneMontant | None = None
        self.corps.addLayout(self._pile)
        self.ajouter.clicked.connect(self._proposer)

    @property
    def refusee(self) -> bool:
        """Vrai tant qu'une ligne montre une erreur : elle n'est pas remplacée."""
        return any(champ.erreur for ligne in self.lignes for champ in ligne.champs)

    def ajouter_ligne(self) -> LigneMontant:
        ligne = LigneMontant(self._etiquette(), self._options, ressource=self._ressource)
        ligne.change.connect(partial(self._noter, ligne))
        ligne.retiree.connect(partial(self._retirer, ligne))
        ligne.mois_demandes.connect(partial(self._ouvrir_mois, ligne))
        self.lignes.append(ligne)
        self._pile.addWidget(ligne)
        return ligne

    def dire_erreur(self, champ: str, message: str) -> None:
        """Une ligne refusée : la phrase sous celle que l'on vient de changer."""
        if self._touchee in self.lignes:
            self._touchee.dire_erreur(champ, message)

    def _proposer(self) -> None:
        ligne = self.ajouter_ligne()
        propose = self._propose()
        ligne.quoi.definir(propose)
        self.bati.emit()
        cible = ligne.quoi.controle if propose is PAS_DEMANDE else ligne.montant.controle
        cible.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self) -> object:
        """Ce que la nouvelle ligne est sans doute ; rien par défaut."""
        return PAS_DEMANDE

    def _noter(self, ligne: LigneMontant) -> None:
        self._touchee = ligne
        self._changer()
        # Après : une réponse acceptée efface les phrases posées sous la ligne.
        ligne.reclamer_le_quoi()

    def _vider(self) -> None:
        for ligne in self.lignes:
            ligne.hide()
            ligne.deleteLater()
        self.lignes.clear()
        self._touchee = None

    def _retirer(self, ligne: LigneMontant) -> None:
        self.lignes.remove(ligne)
        ligne.hide()
        ligne.deleteLater()
        self.ajouter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changer()

    def _changer(self) -> None:
        raise NotImplementedError

    def _etiquette(self) -> str:
        raise NotImplementedError

    def _ouvrir_mois(self, _ligne: LigneMontant) -> None:
        """Rien pour une aide : elle se dit par période."""


def _a_hauteur(*widgets: QWidget) -> QWidget:
    """De petits contrôles, à la hauteur des champs voisins et non de leur étiquette."""
    boite = QWidget()
    colonne = QVBoxLayout(boite)
    colonne.setContentsMargins(0, theme.actuel().px(SOUS_ETIQUETTE), 0, 0)
    colonne.addLayout(rangee(*widgets, espace=2))
    return boite


def _lu(champ: ChampMontant) -> object:
    return champ.valeur() if champ.est_valide() else PAS_DEMANDE
