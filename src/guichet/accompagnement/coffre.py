"""Le coffre : créer la structure, ouvrir, verrouiller, rouvrir.

Sans structure, Guichet travaille sur le profil de démonstration. La structure n'entre en
service, d'un seul renommage, qu'une fois le code de secours retapé.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from guichet.accompagnement import structures
from guichet.accompagnement.refus import RienAConfirmer, StructureDejaCreee, Verrouille
from guichet.accompagnement.visite_de_cote import VisiteDeCote
from guichet.catalogue.structure import Structure
from guichet.securite import cles, phrases
from guichet.securite.cles import COUT, PLANCHER, CoutArgon2
from guichet.securite.fichiers import ecrire_atomique
from guichet.securite.keychain import Trousseau
from guichet.securite.porte import Porte

if TYPE_CHECKING:  # SQLAlchemy coûte 0,25 s : la fenêtre s'ouvre avant d'en avoir besoin
    from guichet.accompagnement.acces import Acces
    from guichet.accompagnement.branchement import Branchement
    from guichet.accompagnement.creation import Creation
    from guichet.accompagnement.demonstration import BaseDemonstration

Etat: TypeAlias = Literal["demonstration", "verrouille", "ouvert"]

DOSSIER = "structure"


def _maintenant() -> datetime:
    return datetime.now(UTC)


class Coffre:
    """L'accès à la base de ce poste. Utilisable depuis plusieurs fils.

    ``donnees`` : le dossier de données de Guichet. ``cout`` et ``plancher`` ne se
    changent que dans les essais. ``creer_structure``, ``confirmer_code``, ``ouvrir`` et
    ``changer_phrase`` durent le temps d'Argon2 (0,2 s) : à appeler hors du fil de la fenêtre.
    """

    def __init__(
        self,
        donnees: Path,
        *,
        trousseau: Trousseau | None = None,
        cout: CoutArgon2 = COUT,
        plancher: CoutArgon2 = PLANCHER,
        horloge: Callable[[], datetime] = _maintenant,
    ) -> None:
        self.maintenant = horloge
        self._donnees = donnees
        self._dossier = donnees / DOSSIER
        self._porte = Porte(
            dossier=self._dossier,
            trousseau=trousseau or Trousseau(),
            cout=cout,
            plancher=plancher,
        )
        self._serrure = threading.RLock()
        self._branche: Branchement | None = None
        self._cle: bytearray | None = None
        self._creation: Creation | None = None
        self._visite: VisiteDeCote | None = None
        self._connue: Structure | None = None
        self._demo: BaseDemonstration | None = None
        self._demo_verrouillee = False
        self.conseiller = ""

    @property
    def etat(self) -> Etat:
        if self._branche is not None:
            return "ouvert"
        if self._existe() or self._demo_verrouillee:
            return "verrouille"
        return "demonstration"

    @property
    def demonstration(self) -> bool:
        """Vrai tant qu'aucune structure n'est en service : rouvrir ne demande pas de phrase."""
        return not self._existe()

    @property
    def code_a_confirmer(self) -> bool:
        return self._creation is not None

    @property
    def avec_trousseau(self) -> bool:
        """Vrai si la phrase est liée au trousseau de ce poste."""
        return self._porte.avec_trousseau

    def structure(self) -> Structure:
        """La structure de ce poste, même verrouillé ; sinon celle de démonstration."""
        if self._connue is None and self._existe():
            self._connue = structures.lire_publique(self._dossier)
        if self._connue is None:
            return structures.DEMONSTRATION if self.demonstration else structures.SANS_NOM
        return self._connue

    def acces(self) -> "Acces":
        """La base ouverte ; au profil de démonstration, créée au premier appel.

        Raises:
            Verrouille: il faut d'abord la phrase de passe.
        """
        with self._serrure:
            if self.etat == "verrouille":
                raise Verrouille("Guichet est verrouillé.")
            return self._branche.acces if self._branche else self._base_demonstration().acces()

    def creer_structure(self, structure: Structure, *, conseiller: str, phrase: str) -> str:
        """Prépare la structure et rend le code de secours à imprimer, puis à retaper.

        Rien n'est en service avant ``confirmer_code``. Rappeler cette fonction recommence.

        Raises:
            EntreeRefusee: champ manquant, phrase trop facile.
            GuichetError: structure déjà créée, disque plein.
        """
        structures.controler(structure)
        structures.controler_conseiller(conseiller)
        phrases.controler(phrase)
        with self._serrure:
            if self._existe():
                raise StructureDejaCreee("Une structure existe déjà sur ce poste.")
            from guichet.accompagnement import creation  # noqa: PLC0415 - voir plus haut

            self.annuler_creation()
            self._creation = creation.preparer(
                self._donnees,
                structure,
                conseiller=conseiller,
                phrase=phrase,
                cout=self._porte.cout,
                le=self.maintenant(),
            )
            return self._creation.code

    def confirmer_code(self, code: str) -> str:
        """Met la structure en service et l'ouvre. Rend un avertissement à montrer, ou ``""``.

        C'est seulement maintenant, le secours étant sûr, que le trousseau du poste est
        mêlé à la phrase ; s'il n'y en a pas, la phrase protège seule et on le dit.

        Raises:
            EntreeRefusee, MauvaisCode: code mal recopié ; on peut recommencer.
        """
        with self._serrure:
            prete = self._creation
            if prete is None:
                raise RienAConfirmer("Aucun code de secours n'est à confirmer.")
            avertissement = prete.mettre_en_service(
                code, self._dossier, trousseau=self._porte.trousseau, cout=self._porte.cout
            )
            self._creation = None
            self._fermer_demonstration()
            self._brancher(prete.cle)
            return avertissement

    def annuler_creation(self) -> None:
        """Abandonne une création non confirmée ; rien n'en reste."""
        with self._serrure:
            if self._creation is not None:
                self._creation.abandonner()
                self._creation = None

    def ouvrir(self, phrase: str) -> None:
        """Déverrouille par la phrase de passe (sans effet au profil de démonstration).

        Raises:
            MauvaisePhrase, TropTot, TrousseauIndisponible, FenteRefusee: phrases claires.
            GuichetError: base absente, abîmée, d'un autre programme ou plus récente.
        """
        with self._serrure:
            if not self._existe():
                self._demo_verrouillee = False
                return
            self._brancher(self._porte.ouvrir(phrase))

    def ouvrir_par_code(self, code: str) -> None:
        """Déverrouille par le code de secours ; proposer ensuite ``changer_phrase``.

        Raises:
            EntreeRefusee: code mal recopié.
            MauvaisCode: code d'une autre structure.
        """
        with self._serrure:
            self._brancher(self._porte.ouvrir_par_code(code))

    def changer_phrase(self, phrase: str) -> str:
        """Remplace la phrase de passe, liée au trousseau s'il y en a un.

        Base ouverte seulement. Rend un avertissement à montrer, ou ``""``.
        """
        phrases.controler(phrase)
        with self._serrure:
            acces = self._ouverte().acces
            avertissement = self._porte.changer_phrase(self._cle_vive(), phrase)
            with acces.transaction() as session:
                acces.inscrire(session, "changer_phrase", le=self.maintenant())
            return avertissement

    def modifier_structure(self, structure: Structure) -> None:
        """Change ce qui s'imprime en tête ; base ouverte seulement."""
        structures.controler(structure)
        with self._serrure:
            from guichet.accompagnement import branchement  # noqa: PLC0415 - voir plus haut

            self._branche = branchement.modifier(self._ouverte(), structure)
            self._connue = self._branche.structure
            structures.ecrire_publique(self._dossier, structure, ecrire_atomique)

    def verrouiller(self, visite: bytes | None = None) -> None:
        """Ferme la base et oublie la clé.

        ``visite`` : la visite en cours, gardée chiffrée en mémoire, jamais sur le disque.
        """
        with self._serrure:
            if self.etat == "verrouille":
                return
            if visite is not None:
                self._visite = VisiteDeCote(visite, self._cle_vive(), le=self.maintenant())
            self._demo_verrouillee = self._branche is None
            self._debrancher()

    def reprendre_visite(self) -> bytes | None:
        """La visite mise de côté par ``verrouiller``, une seule fois ; ``None`` après 30 min.

        Raises:
            Verrouille: il faut d'abord la phrase de passe.
        """
        with self._serrure:
            if self.etat == "verrouille":
                raise Verrouille("Guichet est verrouillé.")
            visite, self._visite = self._visite, None
            if visite is None:
                return None
            return visite.reprendre(self._cle_vive(), le=self.maintenant())

    def oublier_visite(self) -> None:
        """« Ce n'est pas moi », ou les trente minutes sont passées."""
        self._visite = None

    def fermer(self) -> None:
        """Fin du programme : base fermée, clés oubliées, profil de démonstration effacé."""
        with self._serrure:
            self.annuler_creation()
            self._debrancher()
            self._fermer_demonstration()

    def _existe(self) -> bool:
        # Une base sans serrures, ou l'inverse, est une structure : on n'en refait pas une autre.
        return self._porte.existe or (self._dossier / structures.BASE).exists()

    def _ouverte(self) -> "Branchement":
        if self._branche is None:
            raise Verrouille("Cela demande une structure ouverte.")
        return self._branche

    def _cle_vive(self) -> bytearray:
        return self._base_demonstration().cle if self._cle is None else self._cle

    def _brancher(self, cle: bytearray) -> None:
        from guichet.accompagnement import branchement  # noqa: PLC0415 - voir plus haut

        self._debrancher()
        try:
            self._branche = branchement.brancher(self._dossier, cle, le=self.maintenant())
        except BaseException:
            cles.oublier(cle)
            raise
        self._cle = cle
        self._connue = self._branche.structure
        self.conseiller = self._branche.conseiller

    def _debrancher(self) -> None:
        if self._branche is not None:
            self._branche.acces.moteur.dispose()
            self._branche = None
        if self._cle is not None:
            cles.oublier(self._cle)
            self._cle = None

    def _base_demonstration(self) -> "BaseDemonstration":
        if self._demo is None:
            from guichet.accompagnement import demonstration  # noqa: PLC0415 - voir plus haut

            self._demo = demonstration.BaseDemonstration(self.maintenant())
        return self._demo

    def _fermer_demonstration(self) -> None:
        if self._demo is not None:
            self._demo.fermer()
            self._demo = None
        self._demo_verrouillee = False
        self._visite = None
