"""« Déjà reçu » : les aides que le foyer touche aujourd'hui."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from guichet.droits.situation import PAS_DEMANDE, AidePercue, Inconnu, Situation
from guichet.ui.noyau import ChampSegment
from guichet.ui.situation.champs import montrer
from guichet.ui.situation.lignes import PanneauLignes


def neutre(nom: str) -> str:
    """« Aide d'urgence » : la liste se lit par-dessus l'épaule, elle ne nomme aucune violence."""
    return nom.partition(" aux victimes")[0] if "violence" in nom.lower() else nom


class PanneauAides(PanneauLignes):
    """``change`` : les aides, ``()`` ou l'inconnu."""

    change = Signal(object)

    def __init__(self, noms: Mapping[str, str]) -> None:
        super().__init__("Déjà reçu", "Ajouter une aide reçue", ressource=False)
        neutres = ((code, neutre(nom)) for code, nom in noms.items())
        self._options = sorted(neutres, key=lambda couple: couple[1].lower())
        self.aucune = ChampSegment("Aides reçues", ((False, "Aucune"),))
        self.aucune.repondu.connect(
            lambda valeur: self.change.emit(() if valeur is False else valeur)
        )
        self.aucune.setProperty("chemin", "aides_percues")
        self.corps.addWidget(self.aucune)
        self._presentes: tuple[AidePercue, ...] = ()

    def montrer(self, situation: Situation) -> bool:
        """Suit la situation ; vrai si des lignes ont été bâties."""
        aides = situation.aides_percues
        self._presentes = () if isinstance(aides, Inconnu) else aides
        refaire = self._lues() != self._presentes and not self.refusee
        if refaire:
            self._vider()
            for aide in self._presentes:
                self.ajouter_ligne().definir(aide.droit, aide.montant, aide.du, aide.au)
        self.aucune.setVisible(not self.lignes)
        montrer(self.aucune, False if aides == () else aides)
        return refaire

    def _etiquette(self) -> str:
        return "Aide reçue"

    def _changer(self) -> None:
        lues = self._lues()
        self.aucune.setVisible(not self.lignes)
        if lues != self._presentes or self.refusee:
            self.change.emit(lues or PAS_DEMANDE)

    def _lues(self) -> tuple[AidePercue, ...]:
        aides = []
        for ligne in self.lignes:
            if ligne.complete:
                montant, du, au = ligne.periode()
                aides.append(
                    AidePercue(droit=str(ligne.quoi.valeur()), montant=montant, du=du, au=au)
                )
        return tuple(aides)
