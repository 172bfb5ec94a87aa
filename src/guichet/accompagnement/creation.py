"""« Créer ma structure » : tout se prépare à côté, et n'entre en service qu'à la fin."""

import secrets
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from guichet.accompagnement import branchement, structures
from guichet.catalogue.structure import Structure
from guichet.securite import cles, code_secours, serrures
from guichet.securite.cles import CoutArgon2
from guichet.securite.effacement import effacer_fichiers
from guichet.securite.fichiers import deplacer_dossier, dossier_prive, ecrire_atomique
from guichet.securite.keychain import Trousseau
from guichet.securite.liaison import lier

EN_COURS = "structure.en-cours-"
ABANDON = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Creation:
    """Une structure préparée, dont le code de secours n'a pas encore été retapé."""

    preparation: Path
    cle: bytearray = field(repr=False)
    phrase: str = field(repr=False)
    code: str = field(repr=False)
    fentes: serrures.Serrures = field(repr=False)

    def mettre_en_service(
        self, code: str, cible: Path, *, trousseau: Trousseau, cout: CoutArgon2
    ) -> str:
        """Vérifie le code retapé, lie le trousseau, puis met le dossier en place.

        Raises:
            EntreeRefusee, MauvaisCode: code mal recopié ; on peut recommencer.
            GuichetError: disque plein, ou une structure est déjà en place.
        """
        cles.oublier(cles.ouvrir_par_code(self.fentes.secours, code))
        fentes, avertissement = lier(
            self.fentes, self.cle, self.phrase, trousseau=trousseau, cout=cout
        )
        serrures.ecrire(self.preparation, fentes)
        deplacer_dossier(self.preparation, cible)
        return avertissement

    def abandonner(self) -> None:
        cles.oublier(self.cle)
        shutil.rmtree(self.preparation, ignore_errors=True)


def preparer(
    donnees: Path,
    structure: Structure,
    *,
    conseiller: str,
    phrase: str,
    cout: CoutArgon2,
    le: datetime,
) -> Creation:
    """Prépare base, fentes et part publique dans un dossier à part."""
    oublier_restes(donnees, avant=le - ABANDON)
    # Un dossier à soi : un autre Guichet de ce poste prépare peut-être aussi une structure.
    preparation = dossier_prive(dossier_prive(donnees) / f"{EN_COURS}{secrets.token_hex(8)}")
    cle, secret = cles.nouvelle_cle(), code_secours.nouveau_secret()
    fentes = serrures.Serrures(
        structure=uuid4().hex,
        phrase=cles.fente_phrase(cle, phrase, cout=cout),
        secours=cles.fente_secours(cle, secret),
    )
    serrures.ecrire(preparation, fentes)
    structures.ecrire_publique(preparation, structure, ecrire_atomique)
    branchement.remplir(preparation, cle, structure, conseiller, le=le)
    return Creation(
        preparation=preparation,
        cle=cle,
        phrase=phrase,
        code=code_secours.ecrire(secret),
        fentes=fentes,
    )


def oublier_restes(donnees: Path, *, avant: datetime) -> None:
    """Retire les créations abandonnées (courant coupé) : elles étaient vides."""
    effacer_fichiers(donnees, f"{EN_COURS}*", avant=avant)
