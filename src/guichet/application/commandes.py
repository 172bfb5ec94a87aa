"""Les commandes du contrat, câblées sur les services."""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from guichet.application.emplacements import Emplacements
from guichet.application.services import Services
from guichet.catalogue.chargement import verifier_catalogue
from guichet.catalogue.chemins import ressources
from guichet.cli import catalogue, creneaux, diagnostic, parcours, recap, reserver, serveur_demo
from guichet.cli import demo as cli_demo
from guichet.cli.principal import Declarer, executer
from guichet.parcours.conditions import analyser
from guichet.securite.fichiers import ecrire_atomique


def ligne_de_commande(arguments: Sequence[str]) -> int:
    """Exécute une commande et rend son code de sortie."""
    services = Services(Emplacements.du_poste())
    try:
        return executer(arguments, declarations(services))
    finally:
        services.close()


def declarations(services: Services) -> Sequence[Declarer]:
    """Une par commande du contrat."""
    return (
        partial(
            diagnostic.declarer,
            lire_situation=services.lire_situation,
            diagnostiquer=services.diagnostiquer,
        ),
        partial(
            parcours.declarer,
            charger=lambda: services.catalogue,
            lire_situation=services.lire_situation,
            aujourd_hui=services.today,
            dessiner_png=services.dessiner_parcours,
            imprimer_pdf=services.imprimer_parcours,
            ecrire=_ecrire,
        ),
        partial(
            creneaux.declarer,
            ouvrir=services.agenda,
            organismes=lambda: tuple(services.catalogue.organismes),
        ),
        partial(reserver.declarer, ouvrir=services.agenda),
        partial(
            serveur_demo.declarer,
            demarrer=services.demarrer_agendas_demo,
            arreter=services.arreter_agendas_demo,
            etat=services.agendas_demo,
        ),
        partial(
            recap.declarer,
            lire_dossier=services.lire_dossier,
            diagnostiquer=services.diagnostiquer,
            imprimer=services.imprimer,
            ecrire=_ecrire,
        ),
        partial(
            catalogue.declarer,
            dossier=ressources(),
            lire=partial(verifier_catalogue, condition_correcte=analyser),
            ecrire=_ecrire,
        ),
        partial(cli_demo.declarer, jouer=partial(_jouer_demo, services)),
    )


def _ecrire(chemin: Path, contenu: bytes) -> None:
    # Ces fichiers sont demandés et choisis par le conseiller : droits habituels du poste.
    ecrire_atomique(chemin, contenu, mode=0o644)


def _jouer_demo(services: Services, sortie: Path) -> Sequence[Path]:
    from guichet.application.demonstration import jouer

    # Un profil à part : la démonstration ne touche à rien de ce que le poste garde.
    with tempfile.TemporaryDirectory(prefix="guichet-demo-") as dossier:
        racine = Path(dossier)
        profil = Services(
            Emplacements(donnees=racine / "donnees", journaux=racine / "journaux"),
            maintenant=services.maintenant,
        )
        try:
            return jouer(profil, sortie)
        finally:
            profil.arreter_agendas_demo()
