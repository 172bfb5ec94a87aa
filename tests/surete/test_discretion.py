"""Visite discrète : aucun écran, feuille, nom ni agenda ne dit de quoi il s'agit."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QApplication, QWidget

from guichet.application.atelier import Atelier
from guichet.application.conduite import DROITS, PARCOURS, RECAP, RENDEZ_VOUS
from guichet.application.pages import PageDroits, PageParcours, PageRecap, PageRendezVous
from guichet.application.services import Services
from guichet.droits.situation import Situation
from guichet.rendezvous.agenda import Reservation
from guichet.ui.visite import Visite

Attendre = Callable[[Callable[[], bool]], None]
MOMENT = "violences-conjugales"
EVOCATEUR = re.compile(
    r"violen|3919|en danger|mise en s|protection|agress|victime|plainte", re.IGNORECASE
)
LUES = ("text", "accessibleName", "accessibleDescription", "toolTip", "title", "windowTitle")


def dits(racine: QWidget) -> Iterator[str]:
    for widget in (racine, *racine.findChildren(QWidget)):
        for nom in LUES:
            valeur = widget.property(nom)
            if isinstance(valeur, str):
                yield valeur


def evocateurs(racine: QWidget) -> list[str]:
    QApplication.processEvents()
    return [texte for texte in dits(racine) if EVOCATEUR.search(texte)]


def commencer(atelier: Atelier, situation: Situation, attendre: Attendre) -> Visite:
    """Comme à l'accueil : le moment discret d'abord, le foyer ensuite."""
    atelier.nouvelle_visite(MOMENT)
    visite = atelier.visite
    assert visite is not None
    assert visite.etat.discret
    visite.repondre(situation)
    attendre(lambda: not visite.etat.calcul_en_cours)
    visite.suivre_moment(MOMENT, atelier.services.today() - timedelta(days=2))
    return visite


def test_la_liste_des_droits_tait_l_aide_qui_nomme_le_sujet(
    atelier: Atelier, situation: Situation, attendre: Attendre
) -> None:
    visite = commencer(atelier, situation, attendre)
    diagnostic = visite.etat.diagnostic
    assert diagnostic is not None
    assert diagnostic.droit("aide_urgence_violences") is not None
    atelier.aller(DROITS)
    page = atelier.page(DROITS)
    assert isinstance(page, PageDroits)
    page.presenter.choisir_droit("aide_urgence_violences")
    assert evocateurs(page.widget) == []


def test_les_titres_le_contexte_et_la_source_d_une_fiche_sont_neutres(
    atelier: Atelier, situation: Situation, attendre: Attendre
) -> None:
    visite = commencer(atelier, situation, attendre)
    atelier.aller(PARCOURS)
    page = atelier.page(PARCOURS)
    assert isinstance(page, PageParcours)
    parcours = visite.etat.parcours
    assert parcours is not None
    for etape in parcours.etapes:
        page.presenter.choisir_etape(etape.id)
        assert not [t for t in dits(page.widget) if "Violences conjugales" in t]
    for barre in (atelier.fenetre.barre, atelier.fenetre.contexte, atelier.fenetre.etat):
        assert evocateurs(barre) == []
    assert atelier.fenetre.windowTitle() == "Guichet"


def reserver(atelier: Atelier, visite: Visite, attendre: Attendre) -> Reservation:
    atelier.aller(RENDEZ_VOUS)
    page = atelier.page(RENDEZ_VOUS)
    assert isinstance(page, PageRendezVous)
    attendre(lambda: page.presenter.pret)
    page.presenter.choisir_propose(0)
    page.presenter.confirmer()
    attendre(lambda: bool(visite.etat.reservations))
    assert evocateurs(page.widget) == []
    return visite.etat.reservations[0]


def test_ni_la_feuille_ni_son_nom_ni_l_agenda_ne_disent_le_sujet(
    atelier: Atelier, services: Services, situation: Situation, attendre: Attendre
) -> None:
    visite = commencer(atelier, situation, attendre)
    visite.choisir("aide_urgence_violences", "demande")
    reservation = reserver(atelier, visite, attendre)
    try:
        agendas = services.dossier_demo / "agendas-demo"
        ecrits = [f for f in agendas.rglob("*.ics") if reservation.id.encode() in f.read_bytes()]
        assert ecrits
        assert not [f for f in ecrits if EVOCATEUR.search(f.read_text(errors="replace"))]
    finally:
        services.agenda().annuler(reservation.id)
    atelier.aller(RECAP)
    page = atelier.page(RECAP)
    assert isinstance(page, PageRecap)
    attendre(lambda: page.presenter.pdf is not None)
    assert evocateurs(page.widget) == []
    nom = Path(page.presenter.nom_de_fichier())
    assert nom.name == "document.pdf"
    document = pypdfium2.PdfDocument(page.presenter.pdf or b"")
    texte = "\n".join(p.get_textpage().get_text_bounded() for p in document)
    titres = " ".join(document.get_metadata_dict().values())
    document.close()
    assert "Votre feuille" in texte
    assert not EVOCATEUR.search(texte)
    assert not EVOCATEUR.search(titres)


def test_le_journal_et_l_ecran_d_effacement_ne_disent_rien(
    atelier: Atelier, services: Services, situation: Situation, attendre: Attendre
) -> None:
    commencer(atelier, situation, attendre)
    atelier.personne_suivante()
    dialogue = atelier.fenetre.findChildren(QWidget, "dialogue")[-1]
    assert evocateurs(dialogue) == []
    for fichier in services.emplacements.journaux.rglob("*"):
        assert not EVOCATEUR.search(fichier.read_text())
