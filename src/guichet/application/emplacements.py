"""Où Guichet range ce qu'il garde sur ce poste."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Emplacements:
    """``donnees`` : base chiffrée, clés, agendas de démonstration. ``journaux`` : techniques."""

    donnees: Path
    journaux: Path

    @classmethod
    def du_poste(cls) -> "Emplacements":
        """Les dossiers habituels du système pour la personne connectée au poste."""
        dossiers = platformdirs.PlatformDirs("guichet", appauthor=False)
        return cls(donnees=Path(dossiers.user_data_dir), journaux=Path(dossiers.user_log_dir))

    def creer(self) -> None:
        """Crée les dossiers, fermés aux autres comptes du poste."""
        from guichet.securite.fichiers import dossier_prive

        for dossier in (self.donnees, self.journaux):
            dossier_prive(dossier)
