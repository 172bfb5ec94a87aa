"""Le panneau « pourquoi » : raisons, ce qui change, ce que l'on perd, où demander, sources."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.dossier.contenu import Choix
from guichet.droits.situation import PAS_DEMANDE
from guichet.ui.droits.lignes import Detail
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    Etiquette,
    EtiquetteStatut,
    Filet,
    Paragraphe,
    Pastille,
    Segment,
    ZoneDefilante,
    ligne_a_icone,
    rangee,
)

CHOIX: tuple[tuple[Choix, str], ...] = (
    ("demande", "Demander"),
    ("deja", "Déjà fait"),
    ("plus_tard", "Plus tard"),
    ("refuse", "Ne veut pas"),
)


class Pourquoi(Cadre):
    """Le détail d'un droit ; ``choisi`` : (droit, choix ou ``None``)."""

    choisi = Signal(str, object)
    ferme = Signal()
    corriger = Signal(str)

    def __init__(self) -> None:
        super().__init__(marges=(0, 0, 0, 0), espace=0)
        self._page = QWidget()
        self.corps.addWidget(ZoneDefilante(self._page))
        self._pile = QVBoxLayout(self._page)
        self._pile.setContentsMargins(20, 16, 20, 16)
        self._pile.setSpacing(10)
        self._pied = QWidget()
        self._bas = QVBoxLayout(self._pied)
        self._bas.setContentsMargins(20, 10, 20, 14)
        self._bas.setSpacing(8)
        self.corps.addWidget(Filet())
        self.corps.addWidget(self._pied)
        self.choix: Segment | None = None

    def montrer(self, detail: Detail, choix: Choix | None, prenom: str) -> None:
        """Remplace tout le panneau."""
        self._vider()
        self._entete(detail)
        self._pile.addWidget(Filet())
        titre = "Pourquoi non" if detail.ligne.statut == "non" else "Pourquoi"
        signe = "minus" if detail.ligne.statut == "non" else "check"
        couleur = "non" if detail.ligne.statut == "non" else "probable"
        self._liste(titre, detail.raisons, signe, couleur)
        self._encadre("verifier", "split", "Ce qui change le résultat", detail.change)
        if detail.perte:
            suite = () if detail.perte_verifiee else ("Délai à vérifier.",)
            self._encadre("danger", "hourglass", detail.perte, suite)
        if detail.ligne.statut != "non":
            self._liste("Où demander", detail.demander, "arrow-right", "accent")
            self._liste("Papiers à préparer", detail.papiers, "file-check", "accent")
            self._liste(
                "Après la demande",
                (*filter(None, [detail.rappel]), *detail.apres),
                "clock",
                "encre2",
            )
        self._pile.addStretch(1)
        pied = " · ".join(filter(None, [*detail.sources, detail.bareme]))
        self._pile.addWidget(Paragraphe(pied, role="petit", couleur="encre2"))
        self._pied.setVisible(detail.ligne.statut not in ("non", "deja_percu"))
        if not self._pied.isHidden():
            self._choix(detail, choix, prenom)

    def _entete(self, detail: Detail) -> None:
        fermer = Bouton(icone="x", genre="discret", taille="compact", nom="Fermer le détail")
        fermer.clicked.connect(self.ferme)
        mots = QVBoxLayout()
        mots.setSpacing(2)
        mots.addWidget(Paragraphe(detail.ligne.nom, role="titre2"))
        mots.addWidget(Etiquette(detail.organismes, "corps2", "encre2"))
        haut = QHBoxLayout()
        haut.setSpacing(12)
        haut.addWidget(Pastille(detail.ligne.groupe, 36), 0, Qt.AlignmentFlag.AlignTop)
        haut.addLayout(mots, 1)
        haut.addWidget(fermer, 0, Qt.AlignmentFlag.AlignTop)
        self._pile.addLayout(haut)
        chiffre = [
            EtiquetteStatut(detail.ligne.statut),
            Etiquette(detail.ligne.montant, "titre2", tabulaire=True),
            Etiquette(detail.ligne.unite, "corps2", "encre2"),
        ]
        self._pile.addLayout(rangee(*chiffre, espace=10, ressort=True))
        if detail.resume:
            self._pile.addWidget(Paragraphe(detail.resume, role="corps2", couleur="encre2"))

    def _choix(self, detail: Detail, choix: Choix | None, prenom: str) -> None:
        self._bas.addWidget(Etiquette(f"Que souhaite {prenom} ?", "corps2", graisse=700))
        segment = Segment(CHOIX, f"Que souhaite {prenom}")
        segment.definir(PAS_DEMANDE if choix is None else choix)
        identifiant = detail.ligne.id
        segment.choisi.connect(
            lambda valeur: self.choisi.emit(identifiant, None if valeur is PAS_DEMANDE else valeur)
        )
        self.choix = segment
        self._bas.addWidget(segment)

    def _liste(self, titre: str, phrases: Iterable[str], icone: str, couleur: str) -> None:
        phrases = tuple(phrases)
        if not phrases:
            return
        self._pile.addWidget(Etiquette(titre, "corps", graisse=700))
        for phrase in phrases:
            self._pile.addWidget(ligne_a_icone(icone, phrase, couleur))

    def _encadre(self, genre: str, icone: str, titre: str, phrases: Iterable[str]) -> None:
        phrases = tuple(phrases)
        if not phrases and genre == "verifier":
            return
        cadre = Cadre(genre)
        gras = Paragraphe(titre, role="corps2", couleur=f"{genre}_texte", graisse=600)
        cadre.corps.addWidget(ligne_a_icone(icone, gras, genre))
        for phrase in phrases:
            cadre.corps.addWidget(Paragraphe(phrase, role="corps2"))
        self._pile.addWidget(cadre)

    def _vider(self) -> None:
        self.choix = None
        for pile in (self._pile, self._bas):
            while (element := pile.takeAt(0)) is not None:
                _detruire(element.layout(), element.widget())


def _detruire(layout: object, widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif isinstance(layout, QHBoxLayout | QVBoxLayout):
        while (element := layout.takeAt(0)) is not None:
            _detruire(element.layout(), element.widget())
