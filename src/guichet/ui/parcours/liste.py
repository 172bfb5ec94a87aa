"""Les mêmes étapes en liste ordonnée : l'équivalent complet de la frise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.lignes import groupe_de, nom_de
from guichet.parcours.periodes import decouper
from guichet.parcours.phrases import lignes_de_carte, nom_complet
from guichet.ui import theme
from guichet.ui.noyau import Etiquette
from guichet.ui.parcours.ligne import LigneEtape, Vue

ECART = 8
ECART_PERIODE = 16
ENTRE_COLONNES = 22
COLONNE_MIN = 400
MARGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """Une période : son titre, puis ses étapes."""

    titre: Etiquette
    lignes: tuple[LigneEtape, ...]


class ListeEtapes(QWidget):
    """Une ligne par étape, période par période, sur une ou deux colonnes selon la place.

    ``etape_choisie`` : Entrée ou clic ; ``etape_cochee`` : Espace. Un seul arrêt de
    tabulation ; Haut et Bas vont d'une étape à l'autre.
    """

    etape_choisie = Signal(str)
    etape_cochee = Signal(str)

    def __init__(self, organismes: Mapping[str, Organisme]) -> None:
        super().__init__()
        self._organismes = organismes
        self._titres: dict[str, Etiquette] = {}
        self._sections: Sequence[_Section] = ()
        self._ordre: list[str] = []
        self._courante = ""
        self._hauteur = 0
        self.lignes: dict[str, LigneEtape] = {}
        self.setAccessibleName("Étapes du parcours, en liste")

    def montrer(self, parcours: Parcours, *, au: date, choisie: str) -> None:
        """Suit le parcours : seules les étapes changées sont repeintes."""
        titres = {etape.id: etape.titre_court for etape in parcours.etapes}
        sections = []
        for periode in decouper(parcours.etapes, au=au):
            compte = str(len(periode.etapes))
            detail = " · ".join(texte for texte in (periode.sous_titre, compte) if texte)
            lignes = []
            for etape in periode.etapes:
                ligne = self._ligne(etape.id)
                apres = tuple(titres[d] for d in etape.depend_de if d in titres)
                ligne.montrer(self._vue(etape, au, apres), choisie=etape.id == choisie)
                lignes.append(ligne)
            titre = self._titre(periode.titre_liste, detail)
            sections.append(_Section(titre=titre, lignes=tuple(lignes)))
        self._sections = sections
        self._ordre = [ligne.identifiant for s in sections for ligne in s.lignes]
        self._oublier({s.titre for s in sections})
        self._ranger()

    def aller(self, identifiant: str = "") -> None:
        """Donne le focus à une étape ; vide : à la dernière visitée."""
        identifiant = identifiant or self._courante
        if identifiant in self.lignes:
            self.lignes[identifiant].setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(600, max(self._hauteur, 200))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._ranger()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._ranger()

    def _vue(self, etape: Etape, au: date, apres: tuple[str, ...]) -> Vue:
        organisme = nom_de(etape, self._organismes)
        return Vue(
            etape=etape,
            groupe=groupe_de(etape, self._organismes),
            quand=lignes_de_carte(etape, au=au)[0],
            organisme=organisme,
            nom=nom_complet(etape, organisme=organisme, au=au, apres=apres),
        )

    def _ligne(self, identifiant: str) -> LigneEtape:
        ligne = self.lignes.get(identifiant)
        if ligne is None:
            ligne = LigneEtape(identifiant, self, fleche=self._fleche, ici=self._arreter)
            ligne.clicked.connect(partial(self.etape_choisie.emit, identifiant))
            ligne.cochee.connect(partial(self.etape_cochee.emit, identifiant))
            self.lignes[identifiant] = ligne
            ligne.show()
        return ligne

    def _titre(self, titre: str, detail: str) -> Etiquette:
        if titre not in self._titres:
            self._titres[titre] = Etiquette("", "titre3", parent=self)
            self._titres[titre].show()
        etiquette = self._titres[titre]
        texte = f"{titre} · {detail}"
        if etiquette.text() != texte:
            etiquette.setText(texte)
        return etiquette

    def _oublier(self, gardes: set[Etiquette]) -> None:
        for titre, etiquette in list(self._titres.items()):
            if etiquette not in gardes:
                self._titres.pop(titre).deleteLater()
        for identifiant in set(self.lignes) - set(self._ordre):
            self.lignes.pop(identifiant).deleteLater()
        if self._courante not in self.lignes:
            self._courante = self._ordre[0] if self._ordre else ""
        self._arreter(self._courante)

    def _ranger(self) -> None:
        """Deux colonnes si chacune garde ``COLONNE_MIN`` pixels ; coupées entre deux périodes."""
        px = theme.actuel().px
        largeur = max(self.width() - px(MARGE), 260)
        deux = largeur >= 2 * px(COLONNE_MIN) + px(ENTRE_COLONNES) and len(self._sections) > 1
        colonne = (largeur - px(ENTRE_COLONNES)) // 2 if deux else largeur
        hauteurs = [self._mesurer(section, colonne) for section in self._sections]
        moitie = sum(hauteurs) / 2 if deux else float("inf")
        x = y = bas = 0
        for section, hauteur in zip(self._sections, hauteurs, strict=True):
            if x == 0 and y and y + hauteur / 2 > moitie:
                x, y = colonne + px(ENTRE_COLONNES), 0
            y = self._poser(section, x, y, colonne)
            bas = max(bas, y)
        self._hauteur = bas
        self.setMinimumHeight(bas)
        self.updateGeometry()

    def _mesurer(self, section: _Section, largeur: int) -> int:
        px = theme.actuel().px
        lignes = sum(ligne.heightForWidth(largeur) + px(ECART) for ligne in section.lignes)
        return section.titre.sizeHint().height() + px(ECART_PERIODE) + lignes

    def _poser(self, section: _Section, x: int, y: int, largeur: int) -> int:
        px = theme.actuel().px
        haut = section.titre.sizeHint().height()
        section.titre.setGeometry(x, y, largeur, haut)
        y += haut + px(ECART)
        for ligne in section.lignes:
            hauteur = ligne.heightForWidth(largeur)
            ligne.setGeometry(x, y, largeur, hauteur)
            y += hauteur + px(ECART)
        return y + px(ECART_PERIODE - ECART)

    def _arreter(self, identifiant: str) -> None:
        self._courante = identifiant
        for ici, ligne in self.lignes.items():
            ligne.definir_arret(ici == identifiant)

    def _fleche(self, identifiant: str, touche: int) -> bool:
        rang = self._ordre.index(identifiant)
        cibles = {
            Qt.Key.Key_Up: rang - 1,
            Qt.Key.Key_Down: rang + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._ordre) - 1,
        }
        if touche not in cibles:
            return False
        cible = min(max(cibles[Qt.Key(touche)], 0), len(self._ordre) - 1)
        self.aller(self._ordre[cible])
        return True
