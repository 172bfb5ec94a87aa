"""La porte d'une structure : ses fentes sur le disque, et ce qui les ouvre."""

from dataclasses import dataclass, field
from pathlib import Path

from guichet.securite import cles, serrures
from guichet.securite.cles import COUT, PLANCHER, CoutArgon2, MauvaisePhrase
from guichet.securite.keychain import Trousseau
from guichet.securite.liaison import lier, secret_du_poste
from guichet.securite.patience import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Porte:
    """``dossier`` : celui de la structure. ``cout`` et ``plancher`` ne changent qu'aux essais."""

    dossier: Path
    trousseau: Trousseau
    cout: CoutArgon2 = COUT
    plancher: CoutArgon2 = PLANCHER
    patience: Patience = field(default_factory=Patience)

    @property
    def existe(self) -> bool:
        return serrures.presentes(self.dossier)

    @property
    def avec_trousseau(self) -> bool:
        return self.existe and serrures.lire(self.dossier).phrase.avec_trousseau

    def ouvrir(self, phrase: str) -> bytearray:
        """La clé de la base, par la phrase de passe.

        Raises:
            MauvaisePhrase, TropTot, TrousseauIndisponible, FenteRefusee: phrases claires.
            SerruresIllisibles: le fichier des fentes est perdu ou abîmé.
        """
        self.patience.exiger()
        fentes = serrures.lire(self.dossier)
        secret = secret_du_poste(fentes, trousseau=self.trousseau)
        try:
            cle = cles.ouvrir_par_phrase(
                fentes.phrase, phrase, secret=secret, plancher=self.plancher
            )
        except MauvaisePhrase:
            self.patience.noter_echec()
            raise
        self.patience.oublier()
        return cle

    def ouvrir_par_code(self, code: str) -> bytearray:
        """La clé de la base, par le code de secours.

        Raises:
            EntreeRefusee: code mal recopié.
            MauvaisCode: code d'une autre structure.
        """
        cle = cles.ouvrir_par_code(serrures.lire(self.dossier).secours, code)
        self.patience.oublier()
        return cle

    def changer_phrase(self, cle: bytearray, phrase: str) -> str:
        """Refait la fente de la phrase ; rend un avertissement à montrer, ou ``""``."""
        fentes, avertissement = lier(
            serrures.lire(self.dossier), cle, phrase, trousseau=self.trousseau, cout=self.cout
        )
        serrures.ecrire(self.dossier, fentes)
        return avertissement
