"""« Passer à la personne suivante ? » : ce qui est effacé, ce qui est gardé, l'acte."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.dossier.durees import DOSSIER
from guichet.ui import dates
from guichet.ui.noyau import Bouton, Cadre, Dialogue, Etiquette, Filet, Icone, Paragraphe
from guichet.ui.visite import Etat

DUREE = f"effacé {DOSSIER.duree.mois} mois après le dernier contact"


@dataclass(frozen=True, slots=True)
class Chose:
    """Une ligne de l'une des deux listes."""

    icone: str
    titre: str
    detail: str


@dataclass(frozen=True, slots=True)
class Bilan:
    """``suivie`` : un dossier est ouvert, on ne propose plus d'en ouvrir un."""

    prenom: str
    effaces: tuple[Chose, ...]
    gardes: tuple[Chose, ...]
    suivie: bool


def bilan(etat: Etat, *, zone: ZoneInfo, imprimee_a: str = "", suivie: bool = False) -> Bilan:
    """Ce que F12 efface et garde. ``imprimee_a`` : « 10 h 12 », vide si rien n'est imprimé."""
    prenom = etat.situation.demandeur.prenom if etat.situation else ""
    details = ["réponses"]
    if etat.diagnostic is not None:
        utiles = [d for d in etat.diagnostic.droits if d.statut in ("probable", "a_verifier")]
        details.append(_compte(len(utiles), "droit"))
    if etat.parcours is not None:
        details.append(_compte(len(etat.parcours.etapes), "étape"))
    effaces = (
        Chose("trash-2", "Réponses, droits et parcours", ", ".join(details)),
        Chose("clipboard-x", "Presse-papiers et aperçus", "y compris la feuille affichée"),
    )
    gardes = [
        Chose(
            "calendar-check",
            f"Le rendez-vous du {dates.quantieme(r.debut.astimezone(zone).date())}",
            f"sans nom, référence {r.id[:8]}",
        )
        for r in etat.reservations
        if r.etat in ("reserve", "inconnu", "demande")
    ]
    if imprimee_a:
        gardes.append(
            Chose(
                "printer", f"La feuille imprimée à {imprimee_a}", "c'est la personne qui la garde"
            )
        )
    if suivie:
        gardes.append(Chose("folder", "Le dossier", f"référence {etat.reference}"))
    return Bilan(prenom=prenom, effaces=effaces, gardes=tuple(gardes), suivie=suivie)


class PersonneSuivante(Dialogue):
    """``accepte`` : effacer et continuer. ``refuse`` : rester. ``suivre`` : ouvrir un dossier."""

    suivre = Signal()

    def __init__(self, fenetre: QWidget, contenu: Bilan) -> None:
        super().__init__(
            fenetre, "Passer à la personne suivante ?", icone="user-round-x", largeur=780
        )
        self.corps.addWidget(Paragraphe(_resume(contenu), role="corps"))
        listes = QHBoxLayout()
        listes.setSpacing(22)
        listes.addLayout(_liste("Effacé tout de suite", "danger", contenu.effaces), 1)
        listes.addWidget(Filet(debout=True))
        listes.addLayout(_liste("Gardé", "probable", contenu.gardes), 1)
        self.corps.addLayout(listes)
        if not contenu.suivie:
            self.corps.addWidget(self._proposer_un_dossier(contenu.prenom))
        reste = f"Rester sur {contenu.prenom}" if contenu.prenom else "Rester"
        self.ajouter_bouton(Bouton(reste, touche="Échap", taille="principal"))
        self.ajouter_bouton(
            Bouton(
                "Effacer et continuer",
                "plein",
                icone_apres="arrow-right",
                touche="Entrée",
                taille="principal",
            ),
            principal=True,
        )

    def _proposer_un_dossier(self, prenom: str) -> Cadre:
        cadre = Cadre("accent", marges=(16, 10, 14, 10))
        bouton = Bouton("Ouvrir un dossier", taille="compact")
        bouton.clicked.connect(self._suivre)
        mots = QVBoxLayout()
        mots.setSpacing(1)
        qui = prenom or "La personne"
        mots.addWidget(Etiquette(f"{qui} veut être suivie ?", couleur="accent_texte", graisse=600))
        mots.addWidget(Paragraphe(f"Ouvrir un dossier, avec son accord, {DUREE}.", role="corps2"))
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        ligne.addWidget(Icone("folder-plus", 22, "accent"))
        ligne.addLayout(mots, 1)
        ligne.addWidget(bouton)
        cadre.corps.addLayout(ligne)
        return cadre

    def _suivre(self) -> None:
        self.refuser()
        self.suivre.emit()


def _liste(titre: str, famille: str, choses: Sequence[Chose]) -> QVBoxLayout:
    pile = QVBoxLayout()
    pile.setSpacing(10)
    pile.addWidget(Etiquette(titre, couleur=f"{famille}_texte", graisse=700))
    if not choses:
        pile.addWidget(Paragraphe("Rien.", role="corps2", couleur="encre2"))
    for chose in choses:
        mots = QVBoxLayout()
        mots.setSpacing(0)
        mots.addWidget(Paragraphe(chose.titre, role="corps2", graisse=600))
        mots.addWidget(Paragraphe(chose.detail, role="petit", couleur="encre2"))
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        ligne.addWidget(Icone(chose.icone, 22, famille), 0, Qt.AlignmentFlag.AlignTop)
        ligne.addLayout(mots, 1)
        pile.addLayout(ligne)
    pile.addStretch(1)
    return pile


def _resume(contenu: Bilan) -> str:
    if contenu.suivie:
        return "Le dossier est gardé, chiffré. Rien d'autre ne reste sur l'ordinateur."
    if any(chose.icone == "calendar-check" for chose in contenu.gardes):
        return "Il ne restera rien de cette visite sur l'ordinateur, sauf le rendez-vous, sans nom."
    return "Il ne restera rien de cette visite sur l'ordinateur."


def _compte(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}" if nombre < 2 else f"{nombre} {mot}s"
