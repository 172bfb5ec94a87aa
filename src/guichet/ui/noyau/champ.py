"""Le cadre d'un champ : étiquette au-dessus, contrôle, aide ou erreur dessous."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guichet.ui.noyau.annonce import annoncer
from guichet.ui.noyau.pastille import Icone
from guichet.ui.noyau.segment import Segment
from guichet.ui.noyau.texte import Etiquette, Paragraphe


class Champ(QWidget):
    """Entoure n'importe quel contrôle ; ``ChampTexte`` et les autres en héritent.

    ``etiquette`` : un ``&`` devant une lettre donne Alt+lettre. ``dans_la_marge`` : un
    petit widget à droite de l'étiquette (« change 3 droits »).
    """

    repondu = Signal(object)
    """La nouvelle valeur : ce que ``valeur()`` renvoie. Émis seulement si elle est valable."""

    def __init__(
        self,
        etiquette: str,
        controle: QWidget,
        *,
        aide: str = "",
        dans_la_marge: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.controle = controle
        self.etiquette = Etiquette(etiquette, "corps2", graisse=600, champ=controle)
        self._aide = aide
        self._nom = etiquette.replace("&", "")
        self._tete = QHBoxLayout()
        self._tete.setSpacing(8)
        self._tete.addWidget(self.etiquette)
        self._marge: QWidget | None = None
        self._tete.addStretch(1)
        self._pied = QWidget(self)
        self._signe = Icone("circle-alert", 16, "danger")
        self._message = Paragraphe(aide, role="petit", couleur="encre2")
        pied = QHBoxLayout(self._pied)
        pied.setContentsMargins(0, 0, 0, 0)
        pied.setSpacing(6)
        pied.addWidget(self._signe, 0, Qt.AlignmentFlag.AlignTop)
        pied.addWidget(self._message, 1)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.setSpacing(5)
        self._colonne.addLayout(self._tete)
        if isinstance(controle, Segment):
            self._colonne.addWidget(controle, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._colonne.addWidget(controle)
        # Le message suit la largeur du contrôle, il ne l'élargit pas.
        self._pied.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._colonne.addWidget(self._pied)
        self.setFocusProxy(controle)
        if isinstance(controle, Segment):
            controle.nommer(self._nom)
            controle.choisi.connect(self.repondu)
        else:
            controle.setAccessibleName(self._nom)
        if dans_la_marge is not None:
            self.definir_marge(dans_la_marge)
        self.definir_erreur("")

    def valeur(self) -> object:
        """La valeur du contrôle, ``NE_SAIT_PAS`` ou ``PAS_DEMANDE``."""
        if isinstance(self.controle, Segment):
            return self.controle.valeur()
        raise NotImplementedError

    def definir(self, valeur: object) -> None:
        """Montre ``valeur`` sans rien émettre."""
        if not isinstance(self.controle, Segment):
            raise NotImplementedError
        self.controle.definir(valeur)

    @property
    def erreur(self) -> str:
        """L'erreur montrée, ou vide."""
        return self._message.text() if self.property("etat") == "erreur" else ""

    def definir_erreur(self, message: str) -> None:
        """Montre l'erreur sous le champ et l'annonce ; vide : revient à l'aide."""
        self.setProperty("etat", "erreur" if message else "")
        self._signe.setVisible(bool(message))
        self._message.definir_couleur("danger_texte" if message else "encre2")
        self._message.setText(message or self._aide)
        self._pied.setVisible(bool(message or self._aide))
        self.controle.setAccessibleDescription(message or self._aide)
        self._etat_du_controle("erreur" if message else "")
        if message:
            annoncer(self.controle, message)

    def definir_marge(self, widget: QWidget | None) -> None:
        """Pose ``widget`` à droite de l'étiquette, ou retire celui qui y est."""
        if self._marge is not None:
            self._marge.hide()
            self._marge.deleteLater()
        self._marge = widget
        if widget is not None:
            self._tete.insertWidget(1, widget)

    def _etat_du_controle(self, etat: str) -> None:
        if self.controle.property("etat") != etat:
            self.controle.setProperty("etat", etat)
            self.controle.style().unpolish(self.controle)
            self.controle.style().polish(self.controle)
            self.controle.update()
