"""Le panneau « pourquoi » : raisons, ce qui change, ce que l'on perd, où demander, sources."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guichet.dossier.contenu import Choix
from guichet.droits.situation import PAS_DEMANDE
from guichet.ui.droits.detail import Changement, Detail, SourceLue
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    Etiquette,
    EtiquetteCoupee,
    EtiquetteStatut,
    Filet,
    Paragraphe,
    Pastille,
    Segment,
    ZoneDefilante,
    ligne_a_icone,
    rangee,
)
from guichet.ui.vider import vider

CHOIX: tuple[tuple[Choix, str], ...] = (
    ("demande", "Demander"),
    ("deja", "Déjà fait"),
    ("plus_tard", "Plus tard"),
    ("refuse", "Ne veut pas"),
)
SANS_CHOIX = ("non", "deja_percu")


class Pourquoi(Cadre):
    """Le détail d'un droit ; ``choisi`` : (droit, choix ou ``None``).

    À droite, son contenu défile ; en accordéon, sous la carte, il s'étale.
    """

    choisi = Signal(str, object)
    ferme = Signal()
    corriger = Signal(str)

    def __init__(self) -> None:
        super().__init__(marges=(0, 0, 0, 0), espace=0)
        self._montre: tuple[Detail, str] | None = None
        self._accordeon = False
        self.choix: Segment | None = None
        self._page = QWidget()
        self._zone = ZoneDefilante(self._page)
        self.corps.addWidget(self._zone, 1)
        self._pile = QVBoxLayout(self._page)
        self._pile.setContentsMargins(20, 16, 16, 16)
        self._pile.setSpacing(10)
        self._filet = Filet()
        self._pied = QWidget()
        self._bas = QVBoxLayout(self._pied)
        self._bas.setContentsMargins(20, 10, 20, 14)
        self._bas.setSpacing(8)
        self.corps.addWidget(self._filet)
        self.corps.addWidget(self._pied)

    @property
    def droit(self) -> str:
        """Le droit montré, ou vide."""
        return self._montre[0].ligne.id if self._montre else ""

    def disposer(self, *, accordeon: bool) -> None:
        """Panneau qui défile, ou bloc étalé sous sa carte."""
        if accordeon is self._accordeon:
            return
        self._accordeon = accordeon
        if accordeon:
            self._zone.takeWidget()
            self._zone.hide()
            self.corps.insertWidget(0, self._page)
            self._page.setAutoFillBackground(False)
            self._page.show()
        else:
            self.corps.removeWidget(self._page)
            self._zone.setWidget(self._page)
            self._page.setAutoFillBackground(False)
            self._zone.show()
        montre, self._montre = self._montre, None
        if montre is not None:
            self.montrer(montre[0], self._valeur_choix(), montre[1])

    def montrer(self, detail: Detail, choix: Choix | None, prenom: str) -> None:
        """Ne refait que ce qui a changé : un choix seul ne touche pas au reste."""
        if self._montre == (detail, prenom):
            if self.choix is not None:
                self.choix.definir(PAS_DEMANDE if choix is None else choix)
            return
        meme_droit = self.droit == detail.ligne.id
        hauteur = self._zone.verticalScrollBar().value() if meme_droit else 0
        self._montre = (detail, prenom)
        self._remplir(detail)
        a_choisir = detail.ligne.statut not in SANS_CHOIX
        self._pied.setVisible(a_choisir)
        self._filet.setVisible(a_choisir)
        self._poser_choix(detail, choix, prenom)
        self._zone.verticalScrollBar().setValue(hauteur)

    def _remplir(self, detail: Detail) -> None:
        vider(self._pile)
        if not self._accordeon:  # la carte, juste au-dessus, dit déjà le nom et le montant
            self._entete(detail)
        if detail.resume:
            self._pile.addWidget(Paragraphe(detail.resume, role="corps2", couleur="encre2"))
        if not self._accordeon:
            self._pile.addWidget(Filet())
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        for colonne in (gauche, droite):
            colonne.setSpacing(8)
        non = detail.ligne.statut == "non"
        _liste(gauche, "Pourquoi non" if non else "Pourquoi", detail.raisons, *_signe(detail))
        self._changements(droite, detail.changements)
        _perte(droite, detail)
        cote = QBoxLayout.Direction.LeftToRight if self._accordeon else None
        corps = QBoxLayout(cote or QBoxLayout.Direction.TopToBottom)
        corps.setSpacing(18 if self._accordeon else 10)
        corps.addLayout(gauche, 1)
        corps.addLayout(droite, 1)
        for colonne in (gauche, droite):
            if self._accordeon:
                colonne.addStretch(1)
        self._pile.addLayout(corps)
        _liste(self._pile, "Comment et où demander", detail.demander, "arrow-right", "accent")
        _liste(self._pile, "Papiers à préparer", detail.papiers, "file-check", "accent")
        _liste(self._pile, "Après la demande", detail.apres, "clock", "encre2")
        self._corriger()
        self._pile.addStretch(1)
        self._sources(detail)

    def _entete(self, detail: Detail) -> None:
        fermer = Bouton(icone="x", genre="discret", taille="compact", nom="Fermer le détail")
        fermer.clicked.connect(self.ferme)
        mots = QVBoxLayout()
        mots.setSpacing(2)
        mots.addWidget(Paragraphe(detail.ligne.nom, role="titre2"))
        mots.addWidget(EtiquetteCoupee(detail.organismes, "corps2", "encre2"))
        haut = QHBoxLayout()
        haut.setSpacing(12)
        haut.addWidget(Pastille(detail.ligne.groupe, 36), 0, Qt.AlignmentFlag.AlignTop)
        haut.addLayout(mots, 1)
        haut.addWidget(fermer, 0, Qt.AlignmentFlag.AlignTop)
        self._pile.addLayout(haut)
        chiffre = rangee(
            EtiquetteStatut(detail.ligne.statut),
            Etiquette(detail.ligne.montant, "titre2", tabulaire=True),
            espace=10,
        )
        unite = Paragraphe(detail.ligne.unite, role="corps2", couleur="encre2")
        chiffre.addWidget(unite, 1, Qt.AlignmentFlag.AlignVCenter)
        self._pile.addLayout(chiffre)

    def _changements(self, pile: QVBoxLayout, changements: Iterable[Changement]) -> None:
        changements = tuple(changements)
        if not changements:
            return
        cadre = Cadre("verifier")
        titre = Paragraphe(
            "Ce qui change le résultat", role="corps2", couleur="verifier_texte", graisse=600
        )
        cadre.corps.addWidget(ligne_a_icone("split", titre, "verifier"))
        for changement in changements:
            cadre.corps.addLayout(self._changement(changement))
        pile.addWidget(cadre)

    def _changement(self, changement: Changement) -> QHBoxLayout:
        ligne = QHBoxLayout()
        texte = Paragraphe(changement.texte, role="corps2")
        ligne.addWidget(texte, 1, Qt.AlignmentFlag.AlignVCenter)
        if changement.chemin:
            bouton = Bouton("Répondre", taille="compact")
            bouton.setAccessibleName(f"Répondre : {changement.texte}")
            bouton.clicked.connect(partial(self.corriger.emit, changement.chemin))
            ligne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        return ligne

    def _corriger(self) -> None:
        bouton = Bouton("Corriger une réponse", "discret", icone="pencil", taille="compact")
        bouton.clicked.connect(partial(self.corriger.emit, ""))
        self._pile.addLayout(rangee(bouton, ressort=True))

    def _sources(self, detail: Detail) -> None:
        if detail.sources or detail.bareme:
            self._pile.addWidget(Etiquette("Sources", "corps2", "encre2", graisse=600))
        if detail.bareme:
            self._pile.addWidget(Paragraphe(detail.bareme, role="petit", couleur="encre2"))
        for source in detail.sources:
            self._pile.addLayout(_source(source))

    def _poser_choix(self, detail: Detail, choix: Choix | None, prenom: str) -> None:
        vider(self._bas)
        self._bas.addWidget(Etiquette(f"Que souhaite {prenom} ?", "corps2", graisse=700))
        segment = Segment(CHOIX, f"Que souhaite {prenom} ?")
        segment.definir(PAS_DEMANDE if choix is None else choix)
        identifiant = detail.ligne.id
        segment.choisi.connect(
            lambda valeur: self.choisi.emit(identifiant, None if valeur is PAS_DEMANDE else valeur)
        )
        self.choix = segment
        if self._accordeon:
            self._bas.addLayout(rangee(segment, ressort=True))
        else:
            self._bas.addWidget(segment)

    def _valeur_choix(self) -> Choix | None:
        valeur = self.choix.valeur() if self.choix is not None else PAS_DEMANDE
        return next((choix for choix, _ in CHOIX if choix == valeur), None)


def _signe(detail: Detail) -> tuple[str, str]:
    signes = {"non": ("minus", "non"), "a_verifier": ("circle-question-mark", "verifier")}
    return signes.get(detail.ligne.statut, ("check", "probable"))


def _liste(pile: QVBoxLayout, titre: str, phrases: Iterable[str], icone: str, couleur: str) -> None:
    phrases = tuple(phrases)
    if not phrases:
        return
    pile.addWidget(Etiquette(titre, "corps", graisse=700))
    for phrase in phrases:
        pile.addWidget(ligne_a_icone(icone, phrase, couleur))


def _perte(pile: QVBoxLayout, detail: Detail) -> None:
    """En rouge seulement si un mois se perd ; sinon une ligne parmi les autres."""
    if not detail.perte:
        return
    sur = "" if detail.perte_verifiee else " Délai à vérifier."
    if not detail.ligne.urgent:
        _liste(pile, "Si l'on attend", [f"{detail.perte}{sur}"], "hourglass", "encre2")
        return
    cadre = Cadre("danger")
    texte = Paragraphe(f"{detail.perte}{sur}", role="corps2", couleur="danger_texte", graisse=600)
    cadre.corps.addWidget(ligne_a_icone("hourglass", texte, "danger"))
    pile.addWidget(cadre)


def _source(source: SourceLue) -> QHBoxLayout:
    ligne = QHBoxLayout()
    ligne.setSpacing(6)
    mots = QVBoxLayout()
    mots.setSpacing(0)
    mots.addWidget(Paragraphe(source.texte, role="petit", couleur="encre2"))
    ligne.addLayout(mots, 1)
    if source.adresse:
        mots.addWidget(EtiquetteCoupee(source.adresse, "petit", "encre2"))
        copier = Bouton(
            icone="copy", genre="discret", taille="mini", nom=f"Copier l'adresse : {source.texte}"
        )
        copier.clicked.connect(lambda: QApplication.clipboard().setText(source.adresse))
        ligne.addWidget(copier, 0, Qt.AlignmentFlag.AlignTop)
    return ligne
