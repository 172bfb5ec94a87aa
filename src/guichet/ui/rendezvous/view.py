"""L'écran « Rendez-vous » : avec qui, quand, et ce qui part dans l'agenda avant de confirmer."""

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from guichet.rendezvous.agenda import Creneau
from guichet.ui import theme
from guichet.ui.etats import PanneauHorsLigne
from guichet.ui.noyau import (
    Bouton,
    Etiquette,
    Panneau,
    Paragraphe,
    ZoneDefilante,
    ligne_a_icone,
)
from guichet.ui.rendezvous.avec_qui import AvecQui
from guichet.ui.rendezvous.carte import CarteCreneau, GrilleJours
from guichet.ui.rendezvous.constat import ConstatCreneaux
from guichet.ui.rendezvous.coupure import Coupure
from guichet.ui.rendezvous.dits import Caisse, ConstatDit, Creneaux, HorsLigneDit, Pris
from guichet.ui.rendezvous.volet import Volet
from guichet.ui.vider import vider

LARGEUR_GAUCHE = 258
LARGEUR_DROITE = 350
# Sur un clavier français, les chiffres du haut donnent ces signes.
TOUCHES = (("1", "&"), ("2", "é"), ("3", '"'))
SANS_RESEAU = "Les barèmes et les parcours sont sur ce poste : toujours valables."


class RendezVousView(QWidget):
    """Montre ce qu'on lui dit, signale ce que le conseiller choisit."""

    caisse_choisie = Signal(str)
    motif_choisi = Signal(str)
    moment_choisi = Signal(object)
    creneau_choisi = Signal(object)
    propose_choisi = Signal(int)
    tourne = Signal(int)
    relu = Signal()

    def __init__(self, zone: ZoneInfo, *, ville: str, telephone: str) -> None:
        super().__init__()
        self._zone = zone
        self._palier = "large"
        self._coupe = False
        self._montre: tuple[object, ...] = ()
        self.avec_qui = AvecQui()
        self.motif = self.avec_qui.motif
        self.titre = Etiquette("Les 3 prochains créneaux", "titre2")
        self.lu = Etiquette("", "petit", "encre2")
        self.relire = Bouton(
            icone="refresh-cw", genre="discret", taille="compact", nom="Relire l'agenda (F5)"
        )
        self._propositions = QHBoxLayout()
        self._propositions.setSpacing(12)
        self._cartes: list[CarteCreneau] = []
        self.grille = GrilleJours(zone)
        self.avant = Bouton(
            icone="chevron-left", genre="discret", taille="mini", nom="Jours précédents"
        )
        self.apres = Bouton(
            icone="chevron-right", genre="discret", taille="mini", nom="Jours suivants"
        )
        self.periode = Etiquette("", "titre3")
        self.compte = Etiquette("", "petit", "encre2")
        self._aucun = Paragraphe("", role="petit", couleur="encre2")
        self.constat = ConstatCreneaux(zone)
        self.volet = Volet(zone, ville=ville, telephone=telephone)
        self.qr, self.lien = self.volet.qr, self.volet.lien
        self.coupure = Coupure(zone)
        self.sans_reseau = PanneauHorsLigne(SANS_RESEAU)
        self._ranger()
        self._brancher()
        self._mesurer()

    @property
    def confirmer(self) -> Bouton | None:
        """Le bouton qui réserve, quand un créneau est choisi."""
        return self.volet.confirmer

    def montrer_caisses(
        self, caisses: Sequence[Caisse], choisie: str, *, utiles: Sequence[str]
    ) -> None:
        self.avec_qui.montrer(caisses, choisie, utiles=utiles)

    def montrer_attente(self, phrase: str) -> None:
        self.lu.setText(phrase)

    def montrer_creneaux(self, creneaux: Creneaux) -> None:
        """Les trois propositions, puis tous les jours ; ce qui n'a pas changé reste en place."""
        self.lu.setText(creneaux.lus)
        total = sum(len(heures) for heures in creneaux.jours.values())
        pluriel = "x" if total > 1 else ""
        self.compte.setText(f"{total} créneau{pluriel} en 10 jours")
        self.periode.setText(creneaux.periode)
        self.avant.setEnabled(creneaux.avant)
        self.apres.setEnabled(creneaux.apres)
        self.avec_qui.montrer_motifs(creneaux.motifs)
        self.titre.setText(_titre(len(creneaux.proposes)) if creneaux.lus else "Les créneaux")
        self._montrer_proposes(creneaux)
        self.grille.montrer(creneaux.jours, choisi=creneaux.choisi)
        self._panneau_jours.setVisible(bool(creneaux.proposes))
        self._propositions_cadre.setEnabled(creneaux.ouverts)
        self.grille.setEnabled(creneaux.ouverts)
        caisse = self.avec_qui.caisse
        numero = (
            f" Appeler {caisse.nom} : {caisse.telephone}." if caisse and caisse.telephone else ""
        )
        self._aucun.setText(
            f"Aucun ne convient ?{numero} Ou choisir un autre sujet, une autre demi-journée."
        )
        self._mesurer()

    def montrer_choix(self, creneau: Creneau | None, caisse: Caisse | None) -> None:
        """Le volet de droite ; le focus va sur « Confirmer » : Entrée confirme."""
        if creneau is None:
            self.volet.montrer_vide()
            self._montrer_volet()
            return
        self.volet.montrer_choix(creneau, caisse)
        if self.isVisible():
            # Le bouton n'est montré qu'au prochain tour : avant, il refuserait le focus.
            QTimer.singleShot(0, self.volet, self.volet.reprendre_focus)

    def montrer_envoi(self, phrase: str) -> None:
        """La demande est partie : on ne peut plus rien choisir jusqu'à la réponse."""
        self.lu.setText(phrase)
        self.volet.montrer_envoi(phrase)

    def montrer_rendez_vous(self, pris: Sequence[Pris]) -> None:
        self.volet.montrer_rendez_vous(pris)
        self._montrer_volet()

    def montrer_constat(self, constat: ConstatDit | None) -> None:
        """Créneau pris, panne, ou rien de libre ; ``None`` : tout va bien."""
        self.constat.montrer(constat)
        pris = constat is not None and constat.genre == "pris" and bool(constat.suivants)
        self._propositions_cadre.setVisible(bool(self._cartes) and not pris)

    def montrer_hors_ligne(self, panne: HorsLigneDit | None) -> None:
        """``None`` : le réseau est revenu."""
        if panne is not None:
            self.coupure.montrer(panne)
            self.lu.setText("")
        coupe = panne is not None
        self.coupure.setVisible(coupe)
        self.sans_reseau.setVisible(coupe)
        self.avec_qui.setVisible(not coupe)
        self._zone_milieu.setVisible(not coupe)
        self._coupe = coupe
        self._montrer_volet()

    def imposer_discretion(self) -> None:
        self.volet.imposer_discretion()

    def prendre_focus(self) -> None:
        """L'écran apparaît : la caisse choisie."""
        if not self._coupe:
            self.avec_qui.prendre_focus()

    def adapter(self, palier: str) -> None:
        """``etroit`` : une seule colonne, qui défile d'un bloc."""
        self._palier = palier
        etroit = palier == "etroit"
        sens = QBoxLayout.Direction.TopToBottom if etroit else QBoxLayout.Direction.LeftToRight
        self._page.setDirection(sens)
        self._mesurer()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_page"):
            self._mesurer()

    def _montrer_volet(self) -> None:
        self.volet.setVisible(not self._coupe or self.volet.a_montrer)

    def _montrer_proposes(self, creneaux: Creneaux) -> None:
        montre = (tuple(creneaux.proposes), creneaux.choisi, self.avec_qui.choisie)
        if montre == self._montre:
            return
        self._montre = montre
        vider(self._propositions)
        self._cartes = []
        for rang, creneau in enumerate(creneaux.proposes, start=1):
            choisi = creneaux.choisi
            carte = CarteCreneau(
                creneau,
                self.avec_qui.caisse,
                zone=self._zone,
                touche=str(rang),
                retenu=choisi is not None and choisi.ref == creneau.ref,
            )
            carte.choisi.connect(self.creneau_choisi)
            self._cartes.append(carte)
            self._propositions.addWidget(carte, 1)

    def _mesurer(self) -> None:
        px, etroit = theme.actuel().px, self._palier == "etroit"
        illimitee = 16777215
        self.avec_qui.setMinimumWidth(0 if etroit else px(LARGEUR_GAUCHE))
        self.avec_qui.setMaximumWidth(illimitee if etroit else px(LARGEUR_GAUCHE))
        for widget in (self.volet, self.sans_reseau):
            widget.setMinimumWidth(0 if etroit else px(LARGEUR_DROITE))
            widget.setMaximumWidth(illimitee if etroit else px(LARGEUR_DROITE))
        self.volet.setMinimumHeight(px(430) if etroit else 0)
        haut = self._milieu.sizeHint().height() if etroit else 0
        self._zone_milieu.setMinimumHeight(haut)

    def _ranger(self) -> None:
        self._milieu = self._batir_milieu()
        self._zone_milieu = ZoneDefilante(self._milieu)
        droite = QVBoxLayout()
        droite.setSpacing(14)
        droite.addWidget(self.volet, 1)
        droite.addWidget(self.sans_reseau, 1)
        contenu = QWidget()
        self._page = QBoxLayout(QBoxLayout.Direction.LeftToRight, contenu)
        self._page.setContentsMargins(24, 14, 24, 12)
        self._page.setSpacing(20)
        self._page.addWidget(self.avec_qui)
        self._page.addWidget(self._zone_milieu, 1)
        self._page.addWidget(self.coupure, 1)
        self._page.addLayout(droite)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addWidget(ZoneDefilante(contenu))
        self.coupure.hide()
        self.sans_reseau.hide()

    def _batir_milieu(self) -> QWidget:
        milieu = QWidget()
        centre = QVBoxLayout(milieu)
        centre.setContentsMargins(0, 0, 8, 0)
        centre.setSpacing(12)
        tete = QHBoxLayout()
        tete.addWidget(self.titre, 1)
        tete.addWidget(self.lu)
        tete.addWidget(self.relire)
        self._propositions_cadre = QWidget()
        self._propositions.setContentsMargins(0, 0, 0, 0)
        self._propositions_cadre.setLayout(self._propositions)
        self._panneau_jours = Panneau()
        jours = QHBoxLayout()
        jours.setSpacing(6)
        for widget in (self.avant, self.periode, self.apres):
            jours.addWidget(widget)
        jours.addStretch(1)
        jours.addWidget(self.compte)
        jours.addWidget(self.grille.toutes)
        self._panneau_jours.corps.addLayout(jours)
        self._panneau_jours.corps.addWidget(self.grille)
        self._panneau_jours.corps.addWidget(ligne_a_icone("info", self._aucun, "encre2"))
        centre.addLayout(tete)
        centre.addWidget(self.constat)
        centre.addWidget(self._propositions_cadre)
        centre.addWidget(self._panneau_jours)
        centre.addStretch(1)
        self._panneau_jours.hide()
        return milieu

    def _brancher(self) -> None:
        self.avec_qui.caisse_choisie.connect(self.caisse_choisie)
        self.motif.repondu.connect(lambda valeur: self.motif_choisi.emit(str(valeur)))
        self.avec_qui.moment.repondu.connect(self.moment_choisi)
        self.grille.choisi.connect(self.creneau_choisi)
        self.constat.choisi.connect(self.creneau_choisi)
        self.constat.relire.connect(self.relu)
        self.relire.clicked.connect(self.relu)
        self.avant.clicked.connect(lambda: self.tourne.emit(-1))
        self.apres.clicked.connect(lambda: self.tourne.emit(1))
        for rang, touches in enumerate(TOUCHES):
            for touche in touches:
                raccourci = QShortcut(QKeySequence(touche), self)
                raccourci.activated.connect(partial(self._taper, rang))

    def _taper(self, rang: int) -> None:
        """Les chiffres ne répondent pas dans un champ."""
        if not isinstance(QApplication.focusWidget(), QLineEdit | QComboBox):
            self.propose_choisi.emit(rang)


def _titre(proposes: int) -> str:
    if not proposes:
        return "Aucun créneau"
    return "Le prochain créneau" if proposes == 1 else f"Les {proposes} prochains créneaux"
