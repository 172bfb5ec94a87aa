"""Choisir en tapant : le rang du texte qui répond aux lettres tapées, mot par mot."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication, QListView, QWidget


def plat(texte: str) -> str:
    """Sans accents, sans casse, la ponctuation en espaces : deux façons d'écrire se valent."""
    decompose = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe"))
    return "".join(
        c if c.isalnum() else " " for c in decompose if not unicodedata.combining(c)
    ).strip()


def trouver(textes: Sequence[str], tape: str, depart: int) -> int | None:
    """Le rang du premier texte qui commence par ``tape``, sinon d'un mot qui commence ainsi.

    Les accents et la casse ne comptent pas. On cherche depuis ``depart``, en faisant le tour ;
    ``None`` si rien ne répond. « sal » trouve « Nadia · salaire net ».
    """
    cherche = plat(tape)
    if not cherche:
        return None
    tour = [(depart + pas) % len(textes) for pas in range(len(textes))]
    plats = {rang: plat(textes[rang]) for rang in tour}
    debuts = (rang for rang in tour if plats[rang].startswith(cherche))
    milieux = (rang for rang in tour if f" {cherche}" in plats[rang])
    return next(debuts, next(milieux, None))


class Frappe:
    """Les lettres tapées à la suite ; une pause recommence un mot."""

    def __init__(self) -> None:
        self._tape = ""
        self._depuis = QElapsedTimer()

    def chercher(self, textes: Sequence[str], lettre: str, present: int) -> int | None:
        """Le rang choisi par une lettre de plus ; la même lettre répétée passe au suivant."""
        pause = QApplication.keyboardInputInterval()
        suite = self._depuis.isValid() and self._depuis.elapsed() < pause
        self._depuis.start()
        self._tape = self._tape + lettre if suite else lettre
        depart = present if len(self._tape) > 1 else present + 1
        trouve = trouver(textes, self._tape, depart)
        if trouve is None and len(set(plat(self._tape))) == 1:
            trouve = trouver(textes, lettre, present + 1)
        return trouve


class VueChoix(QListView):
    """La liste qui s'ouvre sous une ``ListeDeroulante`` : Qt lui confie toute la frappe."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frappe = Frappe()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyboardSearch(self, search: str) -> None:
        modele = self.model()
        textes = [str(modele.index(rang, 0).data()) for rang in range(modele.rowCount())]
        trouve = self._frappe.chercher(textes, search, self.currentIndex().row())
        if trouve is not None:
            self.setCurrentIndex(modele.index(trouve, 0))
