"""La visite en cours pendant le verrouillage : chiffrée, en mémoire, trente minutes."""

from datetime import datetime, timedelta

from guichet.securite import cles

DUREE = timedelta(minutes=30)


class VisiteDeCote:
    """Un contenu que seule la clé de la base, donc la phrase de passe, peut relire."""

    def __init__(self, contenu: bytes, cle: bytearray, *, le: datetime) -> None:
        self._scelle = cles.sceller(cles.sous_cle(cle, "visite"), contenu, "visite")
        self._jusqu_a = le + DUREE

    def reprendre(self, cle: bytearray, *, le: datetime) -> bytes | None:
        """Le contenu ; ``None`` si les trente minutes sont passées."""
        if le > self._jusqu_a:
            return None
        return cles.desceller(cles.sous_cle(cle, "visite"), self._scelle, "visite")
