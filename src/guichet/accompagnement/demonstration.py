"""Le profil de démonstration : une base chiffrée jetable, dont la clé ne vit qu'en mémoire.

Un arrêt brutal laisse au plus un fichier que plus rien ne peut ouvrir ; le démarrage
suivant le retire.
"""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from guichet.accompagnement.acces import Acces
from guichet.accompagnement.structures import DEMONSTRATION, lire_fuseau
from guichet.models import mise_a_niveau
from guichet.models.structure import ConseillerRow
from guichet.securite import cles
from guichet.securite.effacement import effacer_fichiers

PREFIXE = "guichet-essai-"
ABANDON = timedelta(days=1)


class BaseDemonstration:
    """Créée au premier besoin : la fenêtre ne l'attend pas pour s'ouvrir."""

    def __init__(self, maintenant: datetime) -> None:
        self._ne_le = maintenant
        self.cle = cles.nouvelle_cle()
        self._acces: Acces | None = None
        effacer_fichiers(Path(tempfile.gettempdir()), f"{PREFIXE}*", avant=maintenant - ABANDON)

    def acces(self) -> Acces:
        if self._acces is None:
            dossier = Path(tempfile.mkdtemp(prefix=PREFIXE))  # 0700
            moteur = mise_a_niveau.creer(dossier / "guichet.db", self.cle)
            conseiller = ConseillerRow(id=uuid4(), nom="Démonstration", cree_le=self._ne_le)
            acces = Acces(
                moteur=moteur,
                dossier=dossier,
                conseiller_id=conseiller.id,
                fuseau=lire_fuseau(DEMONSTRATION.fuseau),
                cle_journal=cles.sous_cle(self.cle, "journal"),
            )
            with acces.transaction() as session:
                session.add(conseiller)
            self._acces = acces
        return self._acces

    def fermer(self) -> None:
        """Oublie la clé, puis efface le dossier."""
        cles.oublier(self.cle)
        if self._acces is not None:
            self._acces.moteur.dispose()
            shutil.rmtree(self._acces.dossier, ignore_errors=True)
            self._acces = None
