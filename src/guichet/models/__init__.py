"""La base chiffrée : le seul paquet, avec ``accompagnement``, qui connaît SQLAlchemy."""
