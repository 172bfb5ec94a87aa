"""Sans réseau : ce qui a été lu n'est plus garanti, et ce que l'on peut faire quand même."""

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.rendezvous.agenda import Creneau
from guichet.ui.noyau import (
    Cadre,
    Etiquette,
    Filet,
    Icone,
    Paragraphe,
    Puce,
    ZoneDefilante,
    ligne_a_icone,
)
from guichet.ui.rendezvous.choix import heure, jour_sans_annee
from guichet.ui.rendezvous.dits import Caisse, HorsLigneDit
from guichet.ui.vider import vider


class Coupure(Cadre):
    """Rien n'y est cliquable : on ne réserve pas sans réponse de l'agenda."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__(marges=(0, 0, 0, 0), espace=0)
        self._zone = zone
        page = QWidget()
        self._pile = QVBoxLayout(page)
        self._pile.setContentsMargins(20, 16, 20, 16)
        self._pile.setSpacing(9)
        self.corps.addWidget(ZoneDefilante(page))

    def montrer(self, panne: HorsLigneDit) -> None:
        vider(self._pile)
        self._pile.addWidget(Paragraphe(f"Rendez-vous avec {panne.caisse.nom}", role="titre2"))
        lus = f"Créneaux lus à {panne.lus}. " if panne.lus else "L'agenda n'a pas pu être lu. "
        self._pile.addWidget(
            Paragraphe(
                f"{lus}On ne peut pas réserver sans réseau, et rien n'a été réservé.",
                role="corps2",
                couleur="encre2",
            )
        )
        for creneau in panne.creneaux:
            self._pile.addWidget(self._perdu(creneau, panne.caisse))
        if panne.telephones:
            self._pile.addWidget(Filet())
            self._pile.addWidget(Etiquette("Ce que l'on peut faire maintenant", "titre3"))
            numeros = ", ".join(f"{nom} {numero}" for nom, numero in panne.telephones)
            self._pile.addWidget(ligne_a_icone("phone", f"Appeler : {numeros}.", "accent"))
        self._pile.addWidget(
            ligne_a_icone(
                "printer", "Imprimer la feuille : elle ne dépend pas du réseau.", "accent"
            )
        )
        self._pile.addStretch(1)

    def _perdu(self, creneau: Creneau, caisse: Caisse) -> Cadre:
        cadre = Cadre("creux", marges=(14, 9, 12, 9))
        minutes = int((creneau.fin - creneau.debut).total_seconds() // 60)
        quand = f"{jour_sans_annee(creneau.debut, self._zone)}, {heure(creneau.debut, self._zone)}"
        mots = QVBoxLayout()
        mots.setSpacing(1)
        mots.addWidget(Etiquette(quand, "corps2", "encre2", graisse=600))
        mots.addWidget(Etiquette(f"{caisse.nom}, {minutes} min", "petit", "encre2"))
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        ligne.addWidget(Icone("calendar-x", 20, "encre2"))
        ligne.addLayout(mots, 1)
        ligne.addWidget(Puce("plus garanti", "non"))
        cadre.corps.addLayout(ligne)
        return cadre
