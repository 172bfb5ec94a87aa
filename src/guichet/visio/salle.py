"""Le lien d'une salle de visio, quand la caisse n'en donne pas."""

import base64
import secrets

SALLE = "{salle}"


def lien(gabarit: str) -> str | None:
    """Remplit ``https://serveur/{salle}`` d'un nom tiré au sort (128 bits, lettres et chiffres).

    Le nom ne dérive de rien : ni date, ni personne, ni réservation. Sans gabarit, pas de lien.
    """
    if not gabarit.startswith("https://") or SALLE not in gabarit:
        return None
    nom = base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()
    return gabarit.replace(SALLE, "guichet" + nom)
