"""Le volet de droite : ce qui sera réservé, ce qui part, et les rendez-vous de la visite."""

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from guichet.rendezvous.agenda import Creneau, Reservation
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    Case,
    Constat,
    Etiquette,
    Filet,
    Gras,
    Paragraphe,
    ZoneDefilante,
    confirmer,
    ligne_a_icone,
    rangee,
)
from guichet.ui.rendezvous.choix import heure, jour
from guichet.ui.rendezvous.dits import Caisse, Pris
from guichet.ui.vider import vider

ETATS = {
    "reserve": ("calendar-check", "Rendez-vous pris", "probable"),
    "inconnu": ("loader", "On ne sait pas si c'est enregistré", "noncalc"),
    "demande": ("send", "Demande envoyée, pas encore confirmée", "noncalc"),
}


class Volet(Cadre):
    """Un seul contenu à la fois ; rien n'y est dit réservé qui ne le soit."""

    confirme = Signal()
    rendu = Signal()
    annule = Signal(str)
    rejoindre = Signal(str)
    verifier = Signal()
    imprimer = Signal()
    coche = Signal()

    def __init__(self, zone: ZoneInfo, *, ville: str, telephone: str) -> None:
        super().__init__(marges=(0, 0, 0, 0), espace=0)
        self._zone, self._ville, self._telephone = zone, ville, telephone
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Rendez-vous choisi")
        self.confirmer: Bouton | None = None
        self.a_montrer = False
        """Vrai quand des rendez-vous sont affichés : même hors ligne, ils restent visibles."""
        self.qr = Case("QR pour l'agenda du téléphone", cochee=True)
        self.lien = Case("Lien de la visio")
        self._feuille = QWidget()
        feuille = QVBoxLayout(self._feuille)
        feuille.setContentsMargins(0, 6, 0, 0)
        feuille.setSpacing(2)
        feuille.addWidget(Etiquette("Dans la feuille remise", "corps2", graisse=700))
        feuille.addWidget(self.qr)
        feuille.addWidget(self.lien)
        page = QWidget()
        pile = QVBoxLayout(page)
        pile.setContentsMargins(19, 16, 19, 12)
        pile.setSpacing(10)
        self._haut = QVBoxLayout()
        self._haut.setSpacing(10)
        pile.addLayout(self._haut)
        pile.addWidget(self._feuille)
        pile.addStretch(1)
        self.corps.addWidget(ZoneDefilante(page), 1)
        self._pied = QVBoxLayout()
        self._pied.setContentsMargins(19, 6, 19, 14)
        self._pied.setSpacing(6)
        self.corps.addLayout(self._pied)
        self.qr.toggled.connect(lambda _oui: self.coche.emit())
        self.lien.toggled.connect(lambda _oui: self.coche.emit())

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 260)

    def imposer_discretion(self) -> None:
        """Le lien dirait avec qui : il n'est jamais sur une feuille discrète."""
        self.lien.setChecked(False)
        self.lien.setEnabled(False)

    def montrer_vide(self) -> None:
        self._vider(feuille=False)
        self._haut.addWidget(
            Constat(
                "calendar-search",
                "Choisissez un créneau",
                "Rien n'est réservé tant que vous n'avez pas confirmé.",
            )
        )

    def montrer_choix(self, creneau: Creneau, caisse: Caisse | None) -> None:
        """Ce qui sera réservé, et ce qui partira, avant de confirmer."""
        self._vider(feuille=True)
        self._quand(creneau, caisse)
        depart = Cadre("probable", espace=5)
        titre = Paragraphe(
            "Ce qui part dans l'agenda", role="corps2", couleur="probable_texte", graisse=600
        )
        depart.corps.addWidget(ligne_a_icone("shield-check", titre))
        depart.corps.addWidget(
            Paragraphe(
                "Le nom et le téléphone du guichet. ",
                Gras("Aucun nom, aucune aide, aucun montant."),
                role="corps2",
            )
        )
        self._haut.addWidget(depart)
        self.confirmer = Bouton(
            "Confirmer le rendez-vous",
            "plein",
            icone="calendar-check",
            touche="Entrée",
            taille="principal",
        )
        self.confirmer.clicked.connect(self.confirme)
        rendre = Bouton("Rendre ce créneau", "discret", taille="compact")
        rendre.clicked.connect(self.rendu)
        self._pied.addWidget(self.confirmer)
        self._pied.addWidget(rendre)

    def montrer_envoi(self, phrase: str) -> None:
        """La demande est partie : plus aucun bouton du volet ne répond."""
        if self._a_le_focus():
            self.setFocus()
        for bouton in self.findChildren(Bouton):
            bouton.setEnabled(False)
        if self.confirmer is not None:
            self.confirmer.setText(phrase)

    def montrer_rendez_vous(self, pris: Sequence[Pris]) -> None:
        """Pris, demandé, ou d'issue inconnue : jamais confondus."""
        self._vider(feuille=any(rdv.reservation.etat == "reserve" for rdv in pris))
        self.a_montrer = True
        for rang, rdv in enumerate(pris):
            if rang:
                self._haut.addWidget(Filet())
            self._rendez_vous(rdv.reservation, rdv.caisse)
        if any(rdv.reservation.etat == "inconnu" for rdv in pris):
            verifier = Bouton("Vérifier maintenant", "plein", icone="refresh-cw", taille="compact")
            verifier.clicked.connect(self.verifier)
            imprimer = Bouton("Imprimer « à confirmer »", icone="printer", taille="compact")
            imprimer.clicked.connect(self.imprimer)
            self._pied.addWidget(verifier)
            self._pied.addWidget(imprimer)

    def _rendez_vous(self, reservation: Reservation, caisse: Caisse | None) -> None:
        icone, titre, genre = ETATS[reservation.etat]
        cadre = Cadre(genre)
        mots = Paragraphe(titre, role="titre3", couleur=f"{genre}_texte")
        cadre.corps.addWidget(ligne_a_icone(icone, mots, genre))
        if reservation.etat == "inconnu":
            cadre.corps.addWidget(
                Paragraphe(
                    "La connexion a coupé pendant la demande. Guichet relit l'agenda toutes les "
                    "15 secondes. Ne pas réserver une deuxième fois.",
                    role="corps2",
                )
            )
        self._haut.addWidget(cadre)
        self._quand(reservation, caisse)
        if reservation.lien_visio:
            self._visio(reservation.lien_visio)
        if reservation.etat == "reserve":
            annuler = Bouton("Annuler ce rendez-vous", icone="calendar-x", taille="compact")
            annuler.clicked.connect(partial(self._demander_annulation, reservation))
            self._haut.addWidget(annuler)

    def _visio(self, lien: str) -> None:
        self._haut.addWidget(ligne_a_icone("globe", Paragraphe(lien, role="petit"), "accent"))
        copier = Bouton("Copier le lien", icone="copy", taille="compact")
        copier.clicked.connect(lambda: QApplication.clipboard().setText(lien))
        rejoindre = Bouton("Rejoindre", icone="video", taille="compact")
        rejoindre.clicked.connect(lambda: self.rejoindre.emit(lien))
        self._haut.addLayout(rangee(rejoindre, copier, ressort=True))

    def _demander_annulation(self, reservation: Reservation) -> None:
        quand = f"{jour(reservation.debut, self._zone)} à {heure(reservation.debut, self._zone)}"
        confirmer(
            self,
            "Annuler ce rendez-vous ?",
            f"{quand} : l'heure redevient libre pour les autres guichets.",
            acte="Annuler le rendez-vous",
            sur_oui=partial(self.annule.emit, reservation.id),
            danger=True,
        )

    def _quand(self, rdv: Creneau | Reservation, caisse: Caisse | None) -> None:
        self._haut.addWidget(Paragraphe(jour(rdv.debut, self._zone), role="titre3"))
        debut, fin = (heure(i, self._zone, complete=True) for i in (rdv.debut, rdv.fin))
        lieu = f"heure de {self._ville}" if self._ville else "heure du guichet"
        self._haut.addWidget(Paragraphe(f"{debut} à {fin}, {lieu}", couleur="encre2"))
        avec = f"Vidéo avec {caisse.nom}, au guichet" if caisse else "Vidéo, au guichet"
        self._haut.addWidget(ligne_a_icone("video", avec, "accent"))
        if self._telephone:
            self._haut.addWidget(ligne_a_icone("phone", f"Secours : {self._telephone}", "accent"))

    def _vider(self, *, feuille: bool) -> None:
        if self._a_le_focus():
            # Le contrôle va disparaître : le focus reste dans le volet.
            QTimer.singleShot(0, self, self.reprendre_focus)
        self.confirmer = None
        self.a_montrer = False
        vider(self._haut)
        vider(self._pied)
        self._feuille.setVisible(feuille)

    def _a_le_focus(self) -> bool:
        actif = QApplication.focusWidget()
        return actif is not None and (actif is self or self.isAncestorOf(actif))

    def reprendre_focus(self) -> None:
        """Sur « Confirmer », ou le premier bouton du volet."""
        boutons = [b for b in self.findChildren(Bouton) if b.isVisible() and b.isEnabled()]
        cible: QWidget = self.confirmer or (boutons[0] if boutons else self.qr)
        cible.setFocus()
