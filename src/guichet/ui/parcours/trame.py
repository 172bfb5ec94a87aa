"""Le fond de la frise : colonnes, en-tête, lignes d'organismes, trait d'aujourd'hui."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from guichet.parcours.frise_formes import Colonne, Frise, Ligne
from guichet.ui import theme
from guichet.ui.noyau.dessin import arrondi
from guichet.ui.noyau.pastille import peindre_pastille
from guichet.ui.parcours.carte import LISERE, gabarit

RAYON_CADRE = 12


def peindre_colonne(painter: QPainter, frise: Frise, colonne: Colonne) -> None:
    couleur = theme.actuel().couleur
    corps = QRectF(
        colonne.x, frise.entete, colonne.largeur, frise.hauteur - frise.entete - RAYON_CADRE / 2
    )
    if colonne.genre == "avant":
        painter.fillRect(corps, couleur("surface2"))
    elif colonne.genre == "maintenant":
        present = couleur("accent_fond")
        present.setAlphaF(0.55)
        painter.fillRect(corps, present)
    painter.setPen(QPen(couleur("trait"), 1))
    painter.drawLine(QPointF(colonne.x, 1), QPointF(colonne.x, frise.hauteur - 1))


def peindre_entete(painter: QPainter, frise: Frise) -> None:
    apparence = theme.actuel()
    marge = 11 * apparence.zoom
    painter.setPen(QPen(apparence.couleur("trait"), 1))
    painter.drawLine(QPointF(1, frise.entete), QPointF(frise.largeur - 1, frise.entete))
    painter.setPen(apparence.couleur("encre2"))
    painter.setFont(apparence.police("legende"))
    gauche = QRectF(marge, 0, frise.noms, frise.entete)
    painter.drawText(gauche, int(Qt.AlignmentFlag.AlignVCenter), "Qui / Quand")
    for colonne in frise.colonnes:
        haut = QRectF(colonne.x + marge, 4, colonne.largeur - marge, frise.entete / 2 - 4)
        painter.setPen(apparence.couleur("encre"))
        painter.setFont(apparence.police("corps2", graisse=600))
        painter.drawText(haut, int(Qt.AlignmentFlag.AlignVCenter), colonne.titre)
        bas = haut.translated(0, frise.entete / 2 - 4)
        painter.setPen(apparence.couleur("encre2"))
        painter.setFont(apparence.police("legende"))
        painter.drawText(bas, int(Qt.AlignmentFlag.AlignVCenter), colonne.sous_titre)


def peindre_ligne(painter: QPainter, frise: Frise, ligne: Ligne) -> None:
    apparence, mesures = theme.actuel(), gabarit()
    teinte = apparence.teinte(ligne.groupe)
    fond = QRectF(1, ligne.y, frise.noms - 1, ligne.hauteur)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(apparence.couleur("surface"))
    painter.fillRect(fond, teinte.fond)
    painter.fillRect(QRectF(0, ligne.y, LISERE, ligne.hauteur), teinte.fort)
    painter.restore()
    painter.setPen(QPen(apparence.couleur("trait"), 1))
    bas = ligne.y + ligne.hauteur
    painter.drawLine(QPointF(1, bas), QPointF(frise.largeur - 1, bas))
    cote = mesures.pastille
    haut = ligne.y + 12 * apparence.zoom
    peindre_pastille(painter, QRectF(13 * apparence.zoom, haut, cote, cote), ligne.groupe)
    painter.setPen(apparence.couleur("encre"))
    painter.setFont(apparence.police("petit", graisse=600))
    y = haut + cote / 2 - len(ligne.nom) * mesures.interligne / 2
    for mot in ligne.nom:
        cadre = QRectF(mesures.avant_nom, y, frise.noms - mesures.avant_nom, mesures.interligne)
        painter.drawText(cadre, int(Qt.AlignmentFlag.AlignVCenter), mot)
        y += mesures.interligne
    if ligne.nombre > 2:
        painter.setPen(apparence.couleur("encre2"))
        painter.setFont(apparence.police("legende"))
        cadre = QRectF(13 * apparence.zoom, y + 2, frise.noms, mesures.interligne)
        painter.drawText(cadre, int(Qt.AlignmentFlag.AlignVCenter), f"{ligne.nombre} étapes")


def peindre_aujourd_hui(painter: QPainter, frise: Frise) -> None:
    apparence = theme.actuel()
    x = frise.x_aujourd_hui
    painter.setPen(QPen(apparence.couleur("accent"), 3))
    painter.drawLine(QPointF(x, frise.entete - 2), QPointF(x, frise.hauteur - 2))
    police = apparence.police("legende", graisse=600)
    largeur = QFontMetricsF(police).horizontalAdvance(frise.aujourd_hui) + 16
    hauteur = 21 * apparence.zoom
    gauche = max(min(x + 1.5 - largeur, frise.largeur - largeur), 4)
    cadre = QRectF(gauche, frise.entete - hauteur, largeur, hauteur)
    arrondi(painter, cadre, 4, apparence.couleur("accent"))
    painter.setFont(police)
    painter.setPen(apparence.couleur("sur_accent"))
    painter.drawText(cadre, int(Qt.AlignmentFlag.AlignCenter), frise.aujourd_hui)
