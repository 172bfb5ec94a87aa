"""Ce que toutes les sections de la feuille regardent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from guichet.catalogue.contenu import Catalogue
from guichet.catalogue.structure import Structure
from guichet.dossier.contenu import Choix
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import Regime
from guichet.parcours.caisses import caisses, canaux
from guichet.parcours.etape import Etape, Parcours
from guichet.recap.textes import Textes
from guichet.rendezvous.agenda import Reservation


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Ce que le conseiller choisit d'imprimer, section par section.

    ``discret`` : la feuille ne montre rien du sujet (obligatoire pour un moment discret).
    ``lien_visio`` : imprimer le lien de la vidéo, en texte et en code QR. ``qr_agenda`` :
    le code QR qui met le rendez-vous dans l'agenda du téléphone.
    """

    parcours: bool = True
    rendez_vous: bool = True
    droits: bool = True
    papiers: bool = True
    discret: bool = False
    lien_visio: bool = False
    qr_agenda: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexte:
    """``reference`` et ``prenom`` vides : la feuille n'en dit rien."""

    catalogue: Catalogue
    structure: Structure
    au: date
    fuseau: ZoneInfo
    options: Options
    mots: Textes
    parcours: tuple[Parcours, ...]
    diagnostic: Diagnostic | None = None
    rendez_vous: tuple[Reservation, ...] = ()
    choix: Mapping[str, Choix] = field(default_factory=dict)
    reference: str = ""
    prenom: str = ""
    regime: Regime | None = None

    def organismes(self, resultat: Resultat) -> tuple[str, ...]:
        """À qui demander cette aide : la Caf ou la MSA, les deux si le régime est inconnu."""
        return caisses(resultat.organismes, self.regime)

    def moyens(self, resultat: Resultat) -> Mapping[str, tuple[str, ...]]:
        """Par quels moyens : ``en_ligne``, ``telephone``, ``guichet``."""
        droit = self.catalogue.droits.get(resultat.id)
        if droit is None:
            return {}
        return canaux(droit.canaux, droit.organismes, self.organismes(resultat))

    def imprimable(self, resultat: Resultat) -> bool:
        """Faux pour une aide refusée, ou qui ne s'imprime jamais."""
        refusee = self.choix.get(resultat.id) == "refuse"
        return not refusee and resultat.id not in self.mots.jamais("droits")

    def etape_imprimable(self, etape: Etape) -> bool:
        """Faux pour une étape qui met en danger, ou qui ne sert que des aides refusées."""
        if self._dangereuse(etape):
            return False
        return not etape.droits or any(self.choix.get(d) != "refuse" for d in etape.droits)

    def _dangereuse(self, etape: Etape) -> bool:
        numeros = frozenset(etape.canaux.get("telephone", ()))
        return bool(
            numeros & self.mots.jamais("telephones")
            or frozenset(etape.droits) & self.mots.jamais("droits")
            or frozenset(etape.organismes) & self.mots.jamais("organismes")
        )
