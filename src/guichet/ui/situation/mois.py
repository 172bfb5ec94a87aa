"""Un revenu qui change d'un mois à l'autre : douze montants, puis les périodes qu'ils font."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from guichet.droits.situation import PAS_DEMANDE, Inconnu, Mois, Reponse, Ressource
from guichet.ui.noyau import Bouton, ChampMontant, Dialogue, Paragraphe, propre
from guichet.ui.saisie import MOIS as NOMS

NOMBRE = 12
COLONNES = 4


def etaler(ressource: Ressource, au: Mois) -> list[tuple[Mois, Reponse[Decimal]]]:
    """Le montant de chacun des douze mois avant ``au`` ; zéro hors de la période."""
    mois = [au.plus(-rang) for rang in range(NOMBRE, 0, -1)]
    return [(m, ressource.montant if _dedans(m, ressource) else Decimal(0)) for m in mois]


def decouper(
    ressource: Ressource, montants: Sequence[tuple[Mois, Reponse[Decimal]]]
) -> tuple[Ressource, ...]:
    """Les périodes de même montant, les mois à zéro en moins.

    Ce qui précède les douze mois est gardé ; une ressource encore en cours le reste.
    """
    periodes: list[Ressource] = []
    premier = montants[0][0]
    if ressource.du < premier:
        fin = premier.plus(-1)
        avant = min(ressource.au, fin) if ressource.au else fin
        periodes.append(replace(ressource, au=avant))
    for mois, montant in montants:
        derniere = periodes[-1] if periodes else None
        if derniere and derniere.montant == montant and derniere.au == mois.plus(-1):
            periodes[-1] = replace(derniere, au=mois)
        else:
            periodes.append(replace(ressource, montant=montant, du=mois, au=mois))
    dernier = montants[-1][0]
    if ressource.au is None or ressource.au > dernier:
        periodes[-1] = replace(periodes[-1], au=ressource.au)
    return tuple(p for p in periodes if isinstance(p.montant, Inconnu) or p.montant)


class DialogueMois(Dialogue):
    """Douze champs remplis d'avance ; ``choisies`` : les périodes."""

    choisies = Signal(object)

    def __init__(self, fenetre: QWidget, qui: str, ressource: Ressource, au: Mois) -> None:
        super().__init__(fenetre, f"Mois par mois : {qui}", icone="calendar", largeur=760)
        self._ressource = ressource
        self.corps.addWidget(
            Paragraphe("Corriger seulement les mois différents. F4 : ne sait pas.", role="corps2")
        )
        self.champs: list[tuple[Mois, ChampMontant]] = []
        grille = QGridLayout()
        grille.setHorizontalSpacing(14)
        grille.setVerticalSpacing(10)
        for rang, (mois, montant) in enumerate(etaler(ressource, au)):
            champ = ChampMontant(f"{NOMS[mois.mois - 1].capitalize()} {mois.annee}")
            champ.definir(montant)
            self.champs.append((mois, champ))
            grille.addWidget(champ, rang // COLONNES, rang % COLONNES)
        self.champs[-1][1].ligne.setProperty("premier", True)
        self.corps.addLayout(grille)
        self.ajouter_bouton(Bouton("Annuler", touche="Échap"))
        valider = Bouton("Garder ces montants", "plein", touche="Entrée")
        self.ajouter_bouton(valider, principal=True, ferme=False)
        valider.clicked.connect(self._valider)

    def _valider(self) -> None:
        fautif = next((champ for _mois, champ in self.champs if not champ.est_valide()), None)
        if fautif is not None:
            fautif.definir_erreur(propre("Un nombre en chiffres. Exemple : 1 150"))
            fautif.ligne.setFocus()
            return
        montants = [(mois, _montant(champ)) for mois, champ in self.champs]
        self.accepter()
        self.choisies.emit(decouper(self._ressource, montants))


def _montant(champ: ChampMontant) -> Reponse[Decimal]:
    """Un mois laissé vide : rien ce mois-là."""
    valeur = champ.valeur()
    if valeur is PAS_DEMANDE:
        return Decimal(0)
    return valeur  # type: ignore[return-value]


def _dedans(mois: Mois, ressource: Ressource) -> bool:
    return ressource.du <= mois and (ressource.au is None or mois <= ressource.au)
