"""Une étape dans la liste : titre, échéance dite en mots, organisme."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from guichet.parcours.etape import Etape
from guichet.parcours.mesure import couper
from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.jetons import jetons
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.pastille import peindre_pastille
from guichet.ui.parcours.carte import BoutonEtape, mesurer

GAUCHE = 52
DROITE = 44
PAS = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Vue:
    """Ce qu'une ligne montre ; ``nom`` est ce que lit le lecteur d'écran."""

    etape: Etape
    groupe: str
    quand: str
    organisme: str
    nom: str

    @property
    def etat(self) -> str:
        if self.etape.faite_le is not None:
            return "faite"
        if self.etape.en_retard:
            return "en_retard"
        return "a_verifier" if self.etape.concerne == "a_verifier" else "ordinaire"

    @property
    def signe(self) -> tuple[str, str, int]:
        """Icône, couleur et graisse de l'échéance."""
        if self.etat == "faite":
            return "check", "probable_texte", 400
        if self.etat == "en_retard":
            return "triangle-alert", "danger_texte", 600
        if self.etape.date_sure is None:
            return "clock", "encre2", 400
        echeance = jetons().echeances[self.etape.type]
        return echeance["icone"] or "clock", echeance["couleur"], echeance["graisse"]


class LigneEtape(BoutonEtape):
    """Peinte d'un coup ; sa hauteur suit sa largeur, aucun texte n'est coupé."""

    _vue: Vue | None = None
    _choisie = False

    @property
    def vue(self) -> Vue | None:
        return self._vue

    def montrer(self, vue: Vue, *, choisie: bool) -> None:
        """Ne repeint que si quelque chose a changé."""
        if (vue, choisie) == (self._vue, self._choisie):
            return
        self._vue, self._choisie = vue, choisie
        self.setAccessibleName(vue.nom)
        self.setText(vue.etape.titre_court)
        self.update()

    def heightForWidth(self, largeur: int) -> int:
        return theme.actuel().px(PAS) * (len(self._titre(largeur)) + len(self._texte(largeur))) + (
            theme.actuel().px(16)
        )

    def sizeHint(self) -> QSize:
        largeur = theme.actuel().px(400)
        return QSize(largeur, self.heightForWidth(largeur))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._vue is None:
            return
        px = theme.actuel().px
        painter = peindre(self)
        self._fond(painter, self._vue)
        cote = px(30)
        milieu = self.height() / 2
        pastille = QRectF(px(12), milieu - cote / 2, cote, cote)
        peindre_pastille(painter, pastille, self._vue.groupe)
        self._mots(painter, self._vue)
        chevron = QRectF(self.width() - px(32), milieu - px(9), px(18), px(18))
        dessiner_icone(painter, "chevron-right", chevron, theme.actuel().couleur("accent_texte"))
        painter.end()

    def _fond(self, painter: QPainter, vue: Vue) -> None:
        couleur = theme.actuel().couleur
        fond = {"faite": "probable_fond", "en_retard": "danger_fond"}.get(vue.etat, "surface")
        bord, trait = {"faite": ("probable", 1), "en_retard": ("danger", 2)}.get(
            vue.etat, ("bord", 1)
        )
        if self._choisie:
            fond, bord, trait = "accent_fond", "accent", 2
        elif self.underMouse() and fond == "surface":
            fond = "surface2"
        tirets = vue.etat == "a_verifier"
        cadre = QRectF(self.rect())
        arrondi(painter, cadre, 8, couleur(fond), couleur(bord), trait=trait, tirets=tirets)

    def _mots(self, painter: QPainter, vue: Vue) -> None:
        apparence = theme.actuel()
        px = apparence.px
        y = float(px(8))
        painter.setFont(apparence.police("corps", graisse=600))
        painter.setPen(apparence.couleur("encre"))
        for ligne in self._titre(self.width()):
            y = self._ecrire(painter, px(GAUCHE), y, ligne)
        icone, jeton, graisse = vue.signe
        cote = px(16)
        dessiner_icone(
            painter,
            icone,
            QRectF(px(GAUCHE), y + (px(PAS) - cote) / 2, cote, cote),
            apparence.couleur(jeton),
        )
        painter.setFont(apparence.police("petit", graisse=graisse))
        painter.setPen(apparence.couleur(jeton))
        lignes = self._texte(self.width())
        for ligne in lignes:
            quand, point, organisme = ligne.partition("\u2002·\u2002")
            place = painter.fontMetrics().horizontalAdvance(quand) if point else 0
            self._ecrire(painter, px(GAUCHE + 22), y, quand)
            if point:
                painter.setFont(apparence.police("petit"))
                painter.setPen(apparence.couleur("encre2"))
                self._ecrire(painter, px(GAUCHE + 22) + place, y, f"{point}{organisme}")
            y += px(PAS)

    def _ecrire(self, painter: QPainter, x: float, y: float, texte: str) -> float:
        pas = theme.actuel().px(PAS)
        cadre = QRectF(x, y, self.width() - x, pas)
        painter.drawText(cadre, int(Qt.AlignmentFlag.AlignVCenter), texte)
        return y + pas

    def _titre(self, largeur: int) -> list[str]:
        if self._vue is None:
            return []
        px = theme.actuel().px
        place = largeur - px(GAUCHE + DROITE)
        return couper(self._vue.etape.titre_court, place, px(16), True, mesurer)

    def _texte(self, largeur: int) -> list[str]:
        """L'échéance, puis l'organisme : sur la même ligne s'ils y tiennent."""
        if self._vue is None:
            return []
        px = theme.actuel().px
        place = largeur - px(GAUCHE + 22 + DROITE)
        lignes = couper(self._vue.quand, place, px(14), True, mesurer)
        ensemble = f"{lignes[-1]}\u2002·\u2002{self._vue.organisme}"
        if mesurer(ensemble, px(14), True) <= place:
            return [*lignes[:-1], ensemble]
        return [*lignes, f"\u2002·\u2002{self._vue.organisme}"]
