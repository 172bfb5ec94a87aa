"""Un poste de guichet pour les essais : on peut y relancer Guichet."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from guichet.accompagnement.coffre import Coffre
from guichet.catalogue.structure import Structure
from guichet.securite.cles import CoutArgon2
from guichet.securite.keychain import Trousseau

from ..securite.trousseaux import TrousseauMemoire  # noqa: TID252 - les essais ne s'installent pas

LEGER = CoutArgon2(memoire_kio=64, tours=1, voies=1)
PHRASE = "jora kalo pufo more fodu bovi libo"
STRUCTURE = Structure(
    nom="France services Rezé",
    adresse="1 rue de la Mairie, 44400 Rezé",
    horaires="lundi au vendredi, 9 h - 17 h",
    telephone="02 40 00 00 00",
    fuseau="Indian/Reunion",
)


class Horloge:
    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 20, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.instant

    def avancer(self, duree: timedelta) -> None:
        self.instant += duree


class Poste:
    """Son dossier de données, son trousseau, son horloge."""

    def __init__(self, donnees: Path) -> None:
        self.donnees = donnees
        self.memoire = TrousseauMemoire()
        self.horloge = Horloge()
        self._lances: list[Coffre] = []

    def lancer(self, *, trousseau: Trousseau | None = None) -> Coffre:
        coffre = Coffre(
            self.donnees,
            trousseau=trousseau or Trousseau(self.memoire),
            cout=LEGER,
            plancher=LEGER,
            horloge=self.horloge,
        )
        self._lances.append(coffre)
        return coffre

    def creer(self) -> str:
        """Met une structure en service, referme, et rend le code de secours."""
        coffre = self.lancer()
        code = coffre.creer_structure(STRUCTURE, conseiller="Karine M.", phrase=PHRASE)
        coffre.confirmer_code(code)
        coffre.fermer()
        return code

    def fermer(self) -> None:
        for coffre in self._lances:
            coffre.fermer()

    def contenu(self) -> dict[str, bytes]:
        return {
            str(fichier.relative_to(self.donnees)): fichier.read_bytes()
            for fichier in self.donnees.rglob("*")
            if fichier.is_file()
        }
