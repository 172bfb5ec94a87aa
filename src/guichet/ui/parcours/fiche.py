"""La fiche d'une étape : que faire, avant quand, avec quoi, et d'où on le sait."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui.noyau import (
    Bouton,
    Cadre,
    Etiquette,
    Filet,
    Gras,
    Paragraphe,
    Pastille,
    ZoneDefilante,
    ligne_a_icone,
)
from guichet.ui.parcours.fiche_dite import FicheDite
from guichet.ui.vider import vider


class Fiche(Cadre):
    """``cochee`` : l'étape à marquer faite, ou à rendre à faire ; ``danger`` : il y en a un."""

    cochee = Signal(str)
    fermee = Signal()
    danger = Signal()

    def __init__(self) -> None:
        super().__init__(marges=(0, 0, 0, 0), espace=0)
        self.montree: FicheDite | None = None
        page = QWidget()
        self._pile = QVBoxLayout(page)
        self._pile.setContentsMargins(18, 14, 18, 14)
        self._pile.setSpacing(10)
        self._zone = ZoneDefilante(page)
        self.corps.addWidget(self._zone, 1)
        self.corps.addWidget(Filet())
        self.faire = Bouton("C'est fait", "plein", icone="check", touche="Espace", taille="compact")
        self.alerter = Bouton("Il y a un danger", icone="shield", taille="compact")
        pied = QVBoxLayout()
        pied.setContentsMargins(18, 10, 18, 12)
        pied.setSpacing(8)
        pied.addWidget(self.alerter)
        pied.addWidget(self.faire)
        self.corps.addLayout(pied)
        self.faire.clicked.connect(self._cocher)
        self.alerter.clicked.connect(self.danger)

    def montrer(self, fiche: FicheDite) -> None:
        """Remplace la fiche, si elle a changé."""
        if fiche == self.montree:
            return
        autre = self.montree is None or self.montree.etape != fiche.etape
        self.montree = fiche
        vider(self._pile)
        self._entete(fiche)
        self._delai(fiche)
        if fiche.condition:
            self._pile.addWidget(ligne_a_icone("circle-question-mark", fiche.condition, "verifier"))
        self._titre("Ce qu'il faut faire")
        self._pile.addWidget(Paragraphe(fiche.action, role="corps2"))
        if fiche.note:
            self._pile.addWidget(ligne_a_icone("info", fiche.note, "accent"))
        if fiche.dabord:
            cadre = Cadre("accent", marges=(12, 8, 12, 8))
            dabord = Paragraphe(Gras("D'abord : "), ", ".join(fiche.dabord), role="corps2")
            cadre.corps.addWidget(ligne_a_icone("split", dabord, "accent"))
            self._pile.addWidget(cadre)
        self._papiers(fiche.papiers)
        self._comment(fiche)
        self._pile.addWidget(Paragraphe(fiche.source, role="petit", couleur="encre2"))
        self._pile.addStretch(1)
        self.faire.setText("Remettre à faire" if fiche.faite else "C'est fait")
        self.faire.definir_genre("contour" if fiche.faite else "plein")
        self.faire.definir_icone("refresh-cw" if fiche.faite else "check")
        self.alerter.setVisible(fiche.danger)
        if autre:
            self._zone.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 200)

    def _cocher(self) -> None:
        if self.montree is not None:
            self.cochee.emit(self.montree.etape)

    def _entete(self, fiche: FicheDite) -> None:
        fermer = Bouton(icone="x", genre="discret", taille="compact", nom="Fermer la fiche (Échap)")
        fermer.clicked.connect(self.fermee)
        mots = QVBoxLayout()
        mots.setSpacing(3)
        mots.addWidget(Paragraphe(fiche.titre, role="titre3"))
        mots.addWidget(Paragraphe(fiche.qui, role="petit", couleur="encre2"))
        haut = QHBoxLayout()
        haut.setSpacing(10)
        haut.addWidget(Pastille(fiche.groupe, 30), 0, Qt.AlignmentFlag.AlignTop)
        haut.addLayout(mots, 1)
        haut.addWidget(fermer, 0, Qt.AlignmentFlag.AlignTop)
        self._pile.addLayout(haut)

    def _delai(self, fiche: FicheDite) -> None:
        cadre = Cadre(fiche.famille, marges=(14, 10, 14, 10), espace=4)
        quand = Paragraphe(fiche.quand, couleur=f"{fiche.famille}_texte", graisse=600)
        cadre.corps.addWidget(ligne_a_icone(fiche.icone, quand, fiche.famille))
        if fiche.pourquoi:
            cadre.corps.addWidget(Paragraphe(fiche.pourquoi, role="corps2"))
        self._pile.addWidget(cadre)

    def _titre(self, texte: str) -> None:
        self._pile.addWidget(Etiquette(texte, "corps2", graisse=700))

    def _papiers(self, papiers: Sequence[str]) -> None:
        if not papiers:
            return
        self._pile.addWidget(Filet())
        self._titre("Papiers")
        for papier in papiers:
            self._pile.addWidget(ligne_a_icone("file-check", papier, "accent", espace=8))

    def _comment(self, fiche: FicheDite) -> None:
        if not fiche.canaux:
            return
        self._pile.addWidget(Filet())
        self._titre("Comment")
        for icone, moyen, valeurs in fiche.canaux:
            texte = Paragraphe(f"{moyen} : ", Gras(valeurs), role="corps2")
            self._pile.addWidget(ligne_a_icone(icone, texte, "accent", espace=8))
