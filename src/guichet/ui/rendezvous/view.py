"""L'écran « Rendez-vous » : avec qui, quand, et ce qui part dans l'agenda avant de confirmer."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.rendezvous.agenda import Creneau, Reservation
from guichet.ui import theme
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    CarteRadio,
    Case,
    ChampListe,
    ChampSegment,
    Constat,
    Etiquette,
    Filet,
    Gras,
    Panneau,
    Paragraphe,
    ZoneDefilante,
    ligne_a_icone,
)
from guichet.ui.rendezvous.carte import CarteCreneau, GrilleJours
from guichet.ui.rendezvous.choix import heure, jour
from guichet.ui.rendezvous.presenter import Caisse

LARGEUR_GAUCHE = 246
LARGEUR_DROITE = 350
MOMENTS = (("matin", "Matin"), ("apres_midi", "Après-midi"), ("peu_importe", "Peu importe"))
TOUT_SUJET = "Tous les sujets"
ETATS = {
    "reserve": ("calendar-check", "Rendez-vous pris", "probable"),
    "inconnu": ("circle-question-mark", "On ne sait pas si c'est enregistré", "verifier"),
    "demande": ("send", "Demande envoyée, pas encore confirmée", "noncalc"),
}


class RendezVousView(QWidget):
    """Montre ce qu'on lui dit, signale ce que le conseiller choisit."""

    caisse_choisie = Signal(str)
    motif_choisi = Signal(str)
    moment_choisi = Signal(object)
    creneau_choisi = Signal(object)
    confirme = Signal()
    rendu = Signal()
    annule = Signal()
    relu = Signal()

    def __init__(self, zone: ZoneInfo, *, ville: str, telephone: str, today: date) -> None:
        super().__init__()
        self._zone, self._ville, self._telephone, self._today = zone, ville, telephone, today
        self._caisses: dict[str, CarteRadio] = {}
        self._presente: Caisse | None = None
        self._radios = QVBoxLayout()
        self._radios.setSpacing(7)
        self.motif = ChampListe("À quel sujet", (("", TOUT_SUJET),), vide=None)
        self.moment = ChampSegment("Plutôt", MOMENTS, inconnu=False)
        self.moment.definir("peu_importe")
        self.titre = Etiquette("Les 3 prochains créneaux", "titre2")
        self.lu = Etiquette("", "petit", "encre2")
        self.relire = Bouton(
            icone="refresh-cw", genre="discret", taille="compact", nom="Relire l'agenda (F5)"
        )
        self._propositions = QHBoxLayout()
        self._propositions.setSpacing(12)
        self._cartes: list[CarteCreneau] = []
        self.grille = GrilleJours(zone)
        self._panneau_jours = Panneau("Tous les créneaux")
        self._panneau_jours.corps.addWidget(self.grille)
        self.erreur = Constat("calendar-x", "", "", couleur="verifier")
        self.erreur.hide()
        self.volet = Cadre(marges=(19, 16, 19, 16), espace=10)
        self.volet.setFixedWidth(theme.actuel().px(LARGEUR_DROITE))
        self.qr = Case("QR pour l'agenda du téléphone", cochee=True)
        self.lien = Case("Lien de la visio")
        self.confirmer: Bouton | None = None
        self._ranger()
        self._brancher()

    def montrer_caisses(self, caisses: Sequence[Caisse], choisie: str) -> None:
        for caisse in caisses:
            if caisse.id not in self._caisses:
                radio = CarteRadio(caisse.nom)
                radio.clicked.connect(partial(self.caisse_choisie.emit, caisse.id))
                self._caisses[caisse.id] = radio
                self._radios.addWidget(radio)
        self._caisses[choisie].setChecked(True)
        self._presente = next(caisse for caisse in caisses if caisse.id == choisie)

    def montrer_attente(self, phrase: str) -> None:
        self.erreur.hide()
        self.lu.setText(phrase)

    def montrer_creneaux(
        self,
        proposes: Sequence[Creneau],
        jours: Mapping[date, Sequence[Creneau]],
        motifs: Sequence[str],
        *,
        choisi: Creneau | None,
    ) -> None:
        self.erreur.hide()
        total = sum(len(heures) for heures in jours.values())
        self.lu.setText(f"{total} horaires libres en deux semaines" if total else "")
        self.titre.setText("Les 3 prochains créneaux" if proposes else "Aucun créneau")
        self.motif.liste.definir_options([("", TOUT_SUJET), *((m, m) for m in motifs)])
        self._vider(self._propositions)
        self._cartes = []
        for rang, creneau in enumerate(proposes, start=1):
            carte = CarteCreneau(
                creneau,
                zone=self._zone,
                nom=self._presente.nom if self._presente else "",
                groupe=self._presente.groupe if self._presente else "autre",
                touche=str(rang),
                retenu=choisi is not None and choisi.ref == creneau.ref,
            )
            carte.choisi.connect(self.creneau_choisi)
            self._cartes.append(carte)
            self._propositions.addWidget(carte, 1)
        if not proposes:
            self._propositions.addWidget(
                Paragraphe("Essayez un autre sujet, une autre demi-journée, ou relisez (F5).")
            )
        self.grille.montrer(jours, choisi=choisi, au=self._today)
        self._panneau_jours.setVisible(bool(total))

    def montrer_choix(self, creneau: Creneau | None, caisse: Caisse | None) -> None:
        """Le volet de droite : ce qui sera réservé, et ce qui partira."""
        self._vider_volet()
        if creneau is None:
            self.volet.corps.addWidget(
                Constat(
                    "calendar-search",
                    "Choisissez un créneau",
                    "Rien n'est réservé tant que vous n'avez pas confirmé.",
                )
            )
            self.volet.corps.addStretch(1)
            return
        self._quand(creneau, caisse)
        depart = Cadre("probable")
        depart.corps.addWidget(
            ligne_a_icone(
                "shield-check",
                Paragraphe("Ce qui part dans l'agenda", couleur="probable_texte", graisse=600),
            )
        )
        depart.corps.addWidget(
            Paragraphe(
                "L'heure, le nom et le téléphone du guichet. ",
                Gras("Aucun nom, aucune aide, aucun montant."),
                role="corps2",
            )
        )
        self.volet.corps.addWidget(depart)
        self._feuille()
        self.volet.corps.addStretch(1)
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
        self.volet.corps.addWidget(self.confirmer)
        self.volet.corps.addWidget(rendre)

    def montrer_reservation(self, reservation: Reservation, caisse: Caisse | None) -> None:
        """Le rendez-vous pris, demandé ou dont l'issue n'est pas connue : jamais confondus."""
        self._vider_volet()
        icone, titre, genre = ETATS[reservation.etat]
        cadre = Cadre(genre)
        mots = Paragraphe(titre, role="titre3", couleur=f"{genre}_texte")
        cadre.corps.addWidget(ligne_a_icone(icone, mots, genre))
        if reservation.etat == "inconnu":
            cadre.corps.addWidget(
                Paragraphe(
                    "L'agenda n'a pas répondu à temps. Guichet le relit. "
                    "Ne dites pas encore que c'est réservé.",
                    role="corps2",
                )
            )
        self.volet.corps.addWidget(cadre)
        self._quand(reservation, caisse)
        if reservation.lien_visio:
            self.volet.corps.addWidget(
                ligne_a_icone("video", f"Lien de la vidéo : {reservation.lien_visio}", "accent")
            )
        self._feuille()
        self.volet.corps.addStretch(1)
        if reservation.etat == "reserve":
            annuler = Bouton("Annuler ce rendez-vous", "danger", taille="compact")
            annuler.clicked.connect(self.annule)
            self.volet.corps.addWidget(annuler)

    def montrer_erreur(self, message: str, advice: str, *, hors_ligne: bool) -> None:
        self.lu.setText("créneaux lus avant la panne : plus garantis" if hors_ligne else "")
        self.erreur.titre.setText(message)
        self.erreur.texte.setText(advice)
        self.erreur.show()

    def _quand(self, rdv: Creneau | Reservation, caisse: Caisse | None) -> None:
        nom = caisse.nom if caisse else ""
        self.volet.corps.addWidget(Paragraphe(jour(rdv.debut, self._zone), role="titre3"))
        heures = f"{heure(rdv.debut, self._zone)} à {heure(rdv.fin, self._zone)}"
        lieu = f", heure de {self._ville}" if self._ville else ", heure du guichet"
        self.volet.corps.addWidget(Paragraphe(f"{heures}{lieu}", couleur="encre2"))
        self.volet.corps.addWidget(
            ligne_a_icone("video", f"Vidéo avec {nom}, au guichet", "accent")
        )
        if self._telephone:
            self.volet.corps.addWidget(
                ligne_a_icone("phone", f"Secours : {self._telephone}", "accent")
            )

    def _feuille(self) -> None:
        self.volet.corps.addWidget(Filet())
        self.volet.corps.addWidget(Etiquette("Dans la feuille remise", "corps2", graisse=700))
        self.volet.corps.addWidget(self.qr)
        self.volet.corps.addWidget(self.lien)

    def _vider_volet(self) -> None:
        self.confirmer = None
        garde = (self.qr, self.lien)
        while (element := self.volet.corps.takeAt(0)) is not None:
            widget = element.widget()
            if widget is not None and widget not in garde:
                widget.hide()
                widget.deleteLater()
            elif widget is not None:
                widget.setParent(None)

    def _vider(self, pile: QHBoxLayout) -> None:
        while (element := pile.takeAt(0)) is not None:
            widget = element.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _ranger(self) -> None:
        gauche = QWidget()
        gauche.setFixedWidth(theme.actuel().px(LARGEUR_GAUCHE))
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(10)
        colonne.addWidget(Etiquette("Avec qui", "titre3"))
        colonne.addLayout(self._radios)
        colonne.addWidget(self.motif)
        colonne.addWidget(self.moment)
        colonne.addStretch(1)
        milieu = QWidget()
        centre = QVBoxLayout(milieu)
        centre.setContentsMargins(0, 0, 6, 0)
        centre.setSpacing(12)
        tete = QHBoxLayout()
        tete.addWidget(self.titre, 1)
        tete.addWidget(self.lu)
        tete.addWidget(self.relire)
        centre.addLayout(tete)
        centre.addWidget(self.erreur)
        centre.addLayout(self._propositions)
        centre.addWidget(self._panneau_jours)
        centre.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 14, 24, 12)
        page.setSpacing(20)
        page.addWidget(gauche, 0, Qt.AlignmentFlag.AlignTop)
        page.addWidget(ZoneDefilante(milieu), 1)
        page.addWidget(self.volet)

    def _brancher(self) -> None:
        self.motif.repondu.connect(lambda valeur: self.motif_choisi.emit(str(valeur)))
        self.moment.repondu.connect(self.moment_choisi)
        self.grille.choisi.connect(self.creneau_choisi)
        self.relire.clicked.connect(self.relu)
