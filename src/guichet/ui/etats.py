"""Les états dits partout de la même façon : hors ligne, démonstration, erreur, incident."""

import traceback
import zlib
from collections.abc import Callable, Sequence
from pathlib import PurePath

from PySide6.QtWidgets import QApplication, QWidget

from guichet.errors import GuichetError
from guichet.ui.noyau import (
    Bandeau,
    Bouton,
    Constat,
    Dialogue,
    Etiquette,
    Filet,
    Panneau,
    Paragraphe,
    ligne_a_icone,
)

SANS_RESEAU = ("Situation et droits", "Parcours datés", "Feuille à imprimer", "Dossiers du guichet")
AVEC_RESEAU = ("Rendez-vous et annulations",)


def bandeau_hors_ligne(depuis: str) -> Bandeau:
    """``depuis`` : « 9 h 52 ». Le bouton (F5) émet ``action``."""
    return Bandeau(
        "hors_ligne",
        f"Pas de réseau depuis {depuis}",
        "Droits, parcours et impression marchent. Seuls les rendez-vous attendent.",
        action="Réessayer",
        icone_action="refresh-cw",
        touche="F5",
    )


def bandeau_demonstration() -> Bandeau:
    """Le bouton « Créer ma structure » émet ``action``."""
    return Bandeau(
        "demonstration",
        "Démonstration",
        "Créneaux inventés, base provisoire. Rien n'est envoyé à une caisse.",
        action="Créer ma structure",
        icone_action="store",
        compact=True,
    )


def bandeau_agendas_d_essai() -> Bandeau:
    """La structure est vraie, ses agendas non : un rendez-vous pris n'existe pas."""
    return Bandeau(
        "demonstration",
        "Agendas d'essai",
        "Créneaux inventés : aucune caisse n'est reliée, un rendez-vous pris ici n'existe pas.",
        compact=True,
    )


def bandeau_corrections(nombre: int) -> Bandeau:
    """Des réponses à corriger ; ``clique`` : aller au premier champ."""
    titre = "1 réponse à corriger" if nombre == 1 else f"{nombre} réponses à corriger"
    return Bandeau("erreur", titre, "Cliquer amène au champ.")


def constat_erreur(error: GuichetError, *boutons: Bouton, icone: str = "circle-alert") -> Constat:
    """Une panne prévue : ce qui s'est passé, quoi faire, et des boutons pour le faire."""
    return Constat(icone, error.message, error.advice, *boutons, couleur="danger")


def constat_issue_inconnue(caisse: str, *boutons: Bouton) -> Constat:
    """Ni vert ni rouge : on ne sait pas si la caisse a enregistré."""
    return Constat(
        "loader",
        f"On ne sait pas si {caisse} a enregistré",
        "La connexion a coupé pendant la confirmation. Guichet relit l'agenda. "
        "Ne pas réserver une deuxième fois.",
        *boutons,
        couleur="noncalc",
    )


class PanneauHorsLigne(Panneau):
    """Ce qui marche sans réseau et ce qui attend, en deux listes."""

    def __init__(
        self,
        bareme: str,
        *,
        marche: Sequence[str] = SANS_RESEAU,
        attend: Sequence[str] = AVEC_RESEAU,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Ce qui marche sans réseau", role="usager.corps", parent=parent)
        for texte in marche:
            self.corps.addWidget(ligne_a_icone("check", texte, "probable"))
        self.corps.addWidget(Filet())
        self.corps.addWidget(Etiquette("Ce qui attend le réseau", "titre3"))
        for texte in attend:
            self.corps.addWidget(ligne_a_icone("pause", texte, "verifier"))
        self.corps.addStretch(1)
        self.corps.addWidget(Paragraphe(bareme, role="petit", couleur="encre2"))


def code_incident(error: BaseException) -> str:
    """Un code court, le même pour le même défaut ; ni message, ni valeur, ni chemin complet.

    Trois lettres du module et quatre chiffres de l'endroit : ``PAR-2041``.
    """
    trace = traceback.extract_tb(error.__traceback__)
    dernier = trace[-1] if trace else None
    module = PurePath(dernier.filename).parent.name if dernier else "inconnu"
    endroit = f"{type(error).__name__}:{module}:{dernier.name if dernier else ''}"
    lettres = "".join(c for c in module.upper() if c.isalpha())[:3].ljust(3, "X")
    return f"{lettres}-{zlib.crc32(endroit.encode()) % 10000:04d}"


def montrer_incident(fenetre: QWidget, code: str, *, revenir: Callable[[], None]) -> Dialogue:
    """Un défaut de Guichet : calme, sans jargon, un code à donner. Ouvert au retour."""
    dialogue = Dialogue(
        fenetre, "Quelque chose s'est mal passé", icone="life-buoy", couleur="danger", largeur=600
    )
    dialogue.corps.addWidget(
        Paragraphe(f"Vos réponses sont gardées à l'écran. Code à donner à l'assistance : {code}.")
    )
    copier = Bouton("Copier le code", icone="copy")
    copier.clicked.connect(lambda: QApplication.clipboard().setText(code))
    dialogue.ajouter_bouton(copier, ferme=False)
    dialogue.ajouter_bouton(Bouton("Revenir", "plein", touche="Entrée"), principal=True)
    dialogue.accepte.connect(revenir)
    dialogue.ouvrir()
    return dialogue
