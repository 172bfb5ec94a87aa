"""La fiche d'une étape : que faire, avant quand, avec quoi, et d'où on le sait."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.parcours.etape import Etape
from guichet.ui.noyau import (
    Bouton,
    Cadre,
    Etiquette,
    Filet,
    Paragraphe,
    Pastille,
    ZoneDefilante,
    ligne_a_icone,
)

CANAUX = {
    "en_ligne": ("globe", "En ligne"),
    "telephone": ("phone", "Téléphone"),
    "guichet": ("store", "Sur place"),
    "courrier": ("mail", "Courrier"),
}


class Fiche(Cadre):
    """``cochee`` : l'étape à marquer faite, ou à rendre à faire."""

    cochee = Signal(str)
    fermee = Signal()

    def __init__(self) -> None:
        super().__init__(marges=(0, 0, 0, 0), espace=0)
        page = QWidget()
        self._pile = QVBoxLayout(page)
        self._pile.setContentsMargins(18, 14, 18, 14)
        self._pile.setSpacing(9)
        self.corps.addWidget(ZoneDefilante(page), 1)
        self.corps.addWidget(Filet())
        self.faire = Bouton("Marquer comme faite", icone="check", touche="Espace")
        pied = QVBoxLayout()
        pied.setContentsMargins(18, 10, 18, 12)
        pied.addWidget(self.faire)
        self.corps.addLayout(pied)
        self._etape = ""
        self.faire.clicked.connect(lambda: self.cochee.emit(self._etape))

    def montrer(self, etape: Etape, *, groupe: str, organisme: str, quand: str) -> None:
        """Remplace la fiche."""
        self._etape = etape.id
        while (element := self._pile.takeAt(0)) is not None:
            _detruire(element.layout(), element.widget())
        self._entete(etape, groupe, organisme)
        icone = "triangle-alert" if etape.en_retard else "clock"
        couleur = "danger" if etape.en_retard or etape.type == "droit_perdu" else "accent"
        gras = Paragraphe(quand, role="corps2", graisse=600)
        self._pile.addWidget(ligne_a_icone(icone, gras, couleur))
        if etape.concerne == "a_verifier" and etape.condition:
            self._pile.addWidget(
                ligne_a_icone("circle-question-mark", f"À vérifier : {etape.condition}", "verifier")
            )
        self._pile.addWidget(Paragraphe(etape.action))
        if etape.consequence:
            cadre = Cadre("danger" if etape.type == "droit_perdu" else "verifier")
            cadre.corps.addWidget(Paragraphe(etape.consequence, role="corps2"))
            self._pile.addWidget(cadre)
        self._liste("Où", self._lieux(etape))
        self._liste("Papiers", [("file-check", piece) for piece in etape.pieces])
        self._source(etape)
        self._pile.addStretch(1)
        self.faire.setText("Remettre à faire" if etape.faite_le else "Marquer comme faite")

    def _entete(self, etape: Etape, groupe: str, organisme: str) -> None:
        fermer = Bouton(icone="x", genre="discret", taille="compact", nom="Fermer la fiche")
        fermer.clicked.connect(self.fermee)
        mots = QVBoxLayout()
        mots.setSpacing(2)
        mots.addWidget(Paragraphe(etape.titre, role="titre3"))
        mots.addWidget(Etiquette(organisme, "corps2", "encre2"))
        haut = QHBoxLayout()
        haut.setSpacing(10)
        haut.addWidget(Pastille(groupe, 28), 0, Qt.AlignmentFlag.AlignTop)
        haut.addLayout(mots, 1)
        haut.addWidget(fermer, 0, Qt.AlignmentFlag.AlignTop)
        self._pile.addLayout(haut)

    def _lieux(self, etape: Etape) -> list[tuple[str, str]]:
        return [
            (CANAUX[canal][0], f"{CANAUX[canal][1]} : {', '.join(valeurs)}")
            for canal, valeurs in etape.canaux.items()
            if canal in CANAUX and valeurs
        ]

    def _liste(self, titre: str, lignes: Iterable[tuple[str, str]]) -> None:
        lignes = list(lignes)
        if not lignes:
            return
        self._pile.addWidget(Etiquette(titre, "corps2", graisse=700))
        for icone, texte in lignes:
            self._pile.addWidget(ligne_a_icone(icone, texte, "accent", espace=8))

    def _source(self, etape: Etape) -> None:
        source = etape.source
        verifie = "" if etape.verifie else " À vérifier : pas de source sûre."
        texte = f"Source : {source.titre} ({source.date or 'sans date'}).{verifie}"
        self._pile.addWidget(Paragraphe(texte, role="petit", couleur="encre2"))


def _detruire(layout: object, widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif isinstance(layout, QHBoxLayout | QVBoxLayout):
        while (element := layout.takeAt(0)) is not None:
            _detruire(element.layout(), element.widget())
