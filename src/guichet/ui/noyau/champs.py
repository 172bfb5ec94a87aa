"""Les champs à taper : texte, montant, nombre, date, mois. F4 répond « ne sait pas »."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE, Mois
from guichet.ui import saisie
from guichet.ui.noyau.calendrier import Calendrier
from guichet.ui.noyau.champ import Champ
from guichet.ui.noyau.ligne import Ligne, LigneDate


class ChampLu(Champ):
    """Un champ tapé puis lu. ``repondu`` part dès que le texte se lit ; l'erreur, à la sortie.

    ``verifier`` : une vérification de plus, qui lève ``ValueError`` avec la phrase à
    montrer (« Plus de 3 000 € : est-ce bien le loyer d'un mois ? »).
    """

    def __init__(
        self,
        etiquette: str,
        lire: Callable[[str], Any],
        ecrire_valeur: Callable[[Any], str],
        *,
        ligne: Ligne,
        aide: str = "",
        verifier: Callable[[Any], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.ligne = ligne
        self._lire = lire
        self._ecrire = ecrire_valeur
        self._verifier = verifier
        self._derniere: object = PAS_DEMANDE
        self._illisible = False
        super().__init__(etiquette, ligne, aide=aide, parent=parent)
        ligne.textEdited.connect(self._taper)
        ligne.ne_sait_pas.connect(self._repondre)
        ligne.editingFinished.connect(self._sortir)

    def valeur(self) -> object:
        """La valeur lue, ``PAS_DEMANDE`` si vide, ``NE_SAIT_PAS`` après F4.

        Raises:
            ValueError: le texte ne se lit pas ; la phrase est celle à montrer.
        """
        if self.ligne.inconnue:
            return NE_SAIT_PAS
        texte = self.ligne.text().strip()
        if not texte:
            return PAS_DEMANDE
        valeur = self._lire(texte)
        if self._verifier is not None:
            self._verifier(valeur)
        return valeur

    def definir(self, valeur: object) -> None:
        """Montre ``valeur`` sans rien émettre ; ne touche pas au texte si elle y est déjà."""
        if self._valeur_ou_rien() == valeur:
            return
        self._derniere = valeur
        self.ligne.definir_inconnue(valeur is NE_SAIT_PAS)
        if valeur is not NE_SAIT_PAS:
            self.ligne.setText("" if valeur is PAS_DEMANDE else self._ecrire(valeur))
        self.definir_erreur("")

    def est_valide(self) -> bool:
        """Faux si le texte présent ne se lit pas."""
        return self._valeur_ou_rien() is not None

    def _valeur_ou_rien(self) -> object | None:
        try:
            return self.valeur()
        except ValueError:
            return None

    def _taper(self) -> None:
        if self._valeur_ou_rien() is not None:
            self._repondre()

    def _repondre(self) -> None:
        valeur = self._valeur_ou_rien()
        self.definir_erreur("")
        if valeur != self._derniere or type(valeur) is not type(self._derniere):
            self._derniere = valeur
            self.repondu.emit(valeur)

    def _sortir(self) -> None:
        try:
            valeur = self.valeur()
        except ValueError as error:
            self._illisible = True
            self.definir_erreur(str(error))
            return
        # Une erreur venue d'ailleurs (« recherche trop courte ») reste jusqu'à la correction.
        if self._illisible:
            self._illisible = False
            self.definir_erreur("")
        if valeur is not NE_SAIT_PAS and valeur is not PAS_DEMANDE:
            self.ligne.setText(self._ecrire(valeur))


class ChampTexte(ChampLu):
    """Un texte libre d'une ligne. ``longueur`` : en caractères."""

    def __init__(
        self,
        etiquette: str,
        *,
        aide: str = "",
        largeur: int = 0,
        longueur: int = 200,
        inconnu: bool = True,
        verifier: Callable[[str], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        ligne = Ligne(largeur=largeur, inconnu=inconnu)
        ligne.setMaxLength(longueur)
        super().__init__(
            etiquette, str, str, ligne=ligne, aide=aide, verifier=verifier, parent=parent
        )


class ChampMontant(ChampLu):
    """Des euros (``Decimal``), ou une autre ``unite`` ; ``decimales`` = 0 pour un entier."""

    def __init__(
        self,
        etiquette: str,
        *,
        unite: str = "€",
        decimales: int = 2,
        aide: str = "",
        largeur: int = 130,
        verifier: Callable[[Decimal], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            etiquette,
            lambda texte: saisie.lire_montant(texte, decimales=decimales),
            saisie.ecrire_montant,
            ligne=Ligne(unite=unite, a_droite=True, largeur=largeur),
            aide=aide,
            verifier=verifier,
            parent=parent,
        )


class ChampDate(ChampLu):
    """Une ``date``, tapée ``02/11/2026`` (ou ``2 11 2026``, ou ``02112026``), ou choisie dans
    le calendrier.
    """

    def __init__(
        self,
        etiquette: str,
        *,
        aide: str = "",
        largeur: int = 160,
        verifier: Callable[[date], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._ligne_date = LigneDate(largeur=largeur)
        super().__init__(
            etiquette,
            saisie.lire_date,
            saisie.ecrire_date,
            ligne=self._ligne_date,
            aide=aide,
            verifier=verifier,
            parent=parent,
        )
        self._ligne_date.calendrier.connect(self.ouvrir_calendrier)

    def ouvrir_calendrier(self) -> Calendrier:
        """Montre le mois de la date présente, ou celui d'aujourd'hui."""
        presente = self._valeur_ou_rien()
        jour = QDate.currentDate()
        depart = presente if isinstance(presente, date) else date(jour.year(), jour.month(), 1)
        calendrier = Calendrier(self.ligne, depart)
        calendrier.choisi.connect(self._prendre)
        calendrier.show()
        calendrier.setFocus()
        return calendrier

    def _prendre(self, jour: date) -> None:
        self.ligne.definir_inconnue(False)
        self.ligne.setText(saisie.ecrire_date(jour))
        self._sortir()
        self._repondre()


class ChampMois(ChampLu):
    """Un ``Mois``, tapé ``11/2026``."""

    def __init__(
        self,
        etiquette: str,
        *,
        aide: str = "",
        largeur: int = 120,
        verifier: Callable[[Mois], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            etiquette,
            saisie.lire_mois,
            saisie.ecrire_mois,
            ligne=Ligne(largeur=largeur),
            aide=aide,
            verifier=verifier,
            parent=parent,
        )
