"""La structure qui tient le guichet : ce qui s'imprime en tête et fixe le fuseau."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """``fuseau`` : nom IANA (``Europe/Paris``). ``demonstration`` : profil d'essai."""

    nom: str
    adresse: str = ""
    horaires: str = ""
    telephone: str = ""
    fuseau: str = "Europe/Paris"
    demonstration: bool = False
