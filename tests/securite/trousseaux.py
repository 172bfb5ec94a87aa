"""Des trousseaux pour les essais : un qui marche en mémoire, d'autres qui tombent."""

import time

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class TrousseauMemoire(KeyringBackend):  # type: ignore[misc] # keyring n'est pas typé ici
    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def avant(self) -> None:
        """Ce que fait le trousseau avant de répondre."""

    def get_password(self, service: str, username: str) -> str | None:
        self.avant()
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.avant()
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.secrets.pop((service, username), None) is None:
            raise PasswordDeleteError("absent")


class TrousseauEnPanne(TrousseauMemoire):
    def __init__(self, erreur: Exception) -> None:
        super().__init__()
        self.erreur = erreur

    def avant(self) -> None:
        raise self.erreur


class TrousseauOublieux(TrousseauMemoire):
    def get_password(self, service: str, username: str) -> str | None:
        self.secrets.clear()
        return super().get_password(service, username)


class TrousseauMuet(TrousseauMemoire):
    def avant(self) -> None:
        time.sleep(1)
