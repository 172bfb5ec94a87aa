"""L'assemblage : le seul paquet qui connaît tout le monde."""
