"""Le calendrier d'un champ de date : un bouton dans le champ, Alt+Bas au clavier."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from guichet.ui import icones, theme


class Calendrier(QFrame):
    """Un mois sous le champ ; Entrée ou un clic choisit, Échap ferme sans rien changer."""

    choisi = Signal(object)
    """La ``date`` choisie."""

    def __init__(self, ancre: QWidget, depart: date) -> None:
        super().__init__(ancre, Qt.WindowType.Popup)
        self.setProperty("genre", "panneau")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.mois = QCalendarWidget()
        self.mois.setAccessibleName("Calendrier")
        self.mois.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.mois.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.mois.setSelectedDate(QDate(depart.year, depart.month, depart.day))
        # Sans cela, Qt écrit samedi et dimanche dans un rouge à lui.
        ordinaire = QTextCharFormat()
        ordinaire.setForeground(theme.actuel().couleur("encre"))
        for jour in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.mois.setWeekdayTextFormat(jour, ordinaire)
        for nom, icone in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            fleche = self.mois.findChild(QToolButton, nom)
            if isinstance(fleche, QToolButton):
                fleche.setIcon(icones.icone(icone, theme.actuel().couleur("accent_texte")))
        self.mois.activated.connect(self._choisir)
        self.mois.clicked.connect(self._choisir)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(8, 8, 8, 8)
        pile.addWidget(self.mois)
        self.setFocusProxy(self.mois)
        self.adjustSize()
        self.move(ancre.mapToGlobal(QPoint(0, ancre.height() + 4)))

    def _choisir(self, jour: QDate) -> None:
        self.choisi.emit(date(jour.year(), jour.month(), jour.day()))
        self.close()
