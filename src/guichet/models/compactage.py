"""Effacer pour de bon : ``DELETE`` laisse des restes dans le fichier, ``VACUUM`` non."""

from contextlib import closing

from sqlalchemy import Engine

from guichet.models.pannes import EcritureImpossible, pannes_dites


def compacter(moteur: Engine) -> None:
    """Refait le fichier sans les restes, et vide le journal d'écriture de SQLite.

    Raises:
        GuichetError: disque plein, ou base lue ailleurs ; à refaire.
    """
    with pannes_dites(), closing(moteur.raw_connection()) as connexion:
        curseur = connexion.cursor()
        curseur.execute("VACUUM")
        curseur.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        bilan = curseur.fetchone()
    if bilan is None or bilan[0]:
        raise EcritureImpossible(
            "La base est lue ailleurs : les restes ne sont pas encore effacés.",
            advice="Fermez l'autre fenêtre de Guichet ; l'effacement finira au prochain démarrage.",
        )
