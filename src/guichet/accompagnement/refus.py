"""Ce que le coffre refuse, et ce que le conseiller peut faire alors."""

from guichet.errors import GuichetError


class Verrouille(GuichetError):
    advice = "Tapez la phrase de passe pour continuer."


class StructureDejaCreee(GuichetError):
    advice = "Ouvrez-la avec sa phrase de passe ou son code de secours."


class RienAConfirmer(GuichetError):
    advice = "Recommencez « Créer ma structure » : un nouveau code sera imprimé."
