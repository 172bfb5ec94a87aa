"""Une visite de bout en bout par la vraie fenêtre : décrire, voir, dater, réserver, remettre.

Vrai moteur, vrai Radicale, vraie base chiffrée, vrai PDF relu. Le conseiller tape et clique.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from guichet.accompagnement import dossiers
from guichet.application.atelier import Atelier
from guichet.application.pages import (
    PageDroits,
    PageParcours,
    PageRecap,
    PageRendezVous,
    PageSituation,
)
from guichet.application.services import Services
from guichet.catalogue.structure import Structure
from guichet.droits.situation import NE_SAIT_PAS, Logement
from guichet.ui.noyau import (
    Bouton,
    Champ,
    ChampListe,
    ChampLu,
    ChampRecherche,
    Dialogue,
    Segment,
    propre,
)
from guichet.ui.situation.view import SituationView
from guichet.ui.visite import Etat

ATTENTE = 30_000


def taper(widget: QWidget, texte: str) -> None:
    """Un évènement par caractère : QTest abat le processus sur un accent."""
    for caractere in texte:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, caractere)
        QApplication.sendEvent(widget, event)


def touche(widget: QWidget, code: Qt.Key) -> None:
    for genre in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(genre, code, Qt.KeyboardModifier.NoModifier))


def remplir(champ: Champ | None, texte: str) -> None:
    assert isinstance(champ, ChampLu | ChampRecherche), champ
    champ.ligne.setFocus()
    champ.ligne.selectAll()
    taper(champ.ligne, texte)
    champ.ligne.editingFinished.emit()


def choisir(champ: Champ | None, valeur: object) -> None:
    """Comme le ferait le conseiller : la case du segment, ou la ligne de la liste."""
    assert champ is not None
    if isinstance(champ, ChampListe):
        champ.liste.definir(valeur)
        champ.liste.choisi.emit(champ.liste.valeur())
        return
    segment = champ.controle
    assert isinstance(segment, Segment)
    case = next(c for c in segment._cases if c.valeur == valeur and type(c.valeur) is type(valeur))
    case.click()


class Conseiller:
    """Les gestes d'une visite, et ce que l'on en lit à l'écran."""

    def __init__(self, qtbot: QtBot, atelier: Atelier) -> None:
        self.qtbot, self.atelier = qtbot, atelier

    @property
    def etat(self) -> Etat:
        assert self.atelier.visite is not None
        return self.atelier.visite.etat

    def attendre(self, pret: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(pret, timeout=ATTENTE)

    def situation(self) -> SituationView:
        page = self.atelier.page(1)
        assert isinstance(page, PageSituation)
        return page.view

    def champ(self, chemin: str) -> Champ | None:
        assert self.etat.situation is not None
        return self.situation().champs(self.etat.situation).get(chemin)

    def ajouter(self, role: str, prenom: str, naissance: str) -> None:
        foyer = self.situation().foyer
        if role != "demandeur":
            foyer.ajouter.click()
        saisie = foyer.saisie
        assert saisie is not None
        if role != "demandeur":
            choisir(saisie.role, role)
        taper(saisie.prenom.ligne, prenom)
        taper(saisie.naissance.ligne, naissance)
        touche(saisie.naissance.ligne, Qt.Key.Key_Return)

    def bouton(self, racine: QWidget, texte: str) -> Bouton:
        return next(b for b in racine.findChildren(Bouton) if texte in b.text() and b.isVisible())

    def decrire_nadia(self) -> None:
        """Le foyer de la maquette, à la main."""
        self.ajouter("demandeur", "Nadia", "10/03/1990")
        self.ajouter("enfant", "Inès", "20/01/2014")
        self.ajouter("enfant", "Léo", "02/05/2018")
        vue = self.situation()
        choisir(vue.union, False)
        remplir(self.champ("isole_depuis"), "02/11/2026")
        choisir(self.champ("pension_enfants.fixee"), False)
        choisir(self.champ("personnes.p1.activite"), "salarie")
        for personne in ("p1", "e1", "e2"):
            choisir(self.champ(f"personnes.{personne}.nationalite"), "francaise")
        choisir(self.champ("personnes.e1.activite"), "collegien")
        choisir(self.champ("personnes.e2.activite"), "ecolier")
        vue.ressources.ajouter.click()
        ligne = vue.ressources.lignes[0]
        choisir(ligne.quoi, ("p1", "salaire_net"))
        remplir(ligne.montant, "1150")
        remplir(ligne.depuis, "01/2024")
        remplir(self.champ("logement.commune"), "44000")
        commune = self.champ("logement.commune")
        assert isinstance(commune, ChampRecherche)
        if commune.valeur() != "44109":
            commune._prendre(next(s for s in commune.propositions() if s.valeur == "44109"))
        choisir(self.champ("logement.statut"), "locataire_hlm")
        remplir(self.champ("logement.loyer"), "620")
        remplir(self.champ("epargne"), "0")
        aide = self.champ("pension_enfants.versee")
        assert aide is not None
        choisir(aide, NE_SAIT_PAS)


def texte_du_pdf(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def fichiers_contenant(dossier: Path, mot: bytes) -> list[Path]:
    return [f for f in dossier.rglob("*") if f.is_file() and mot in f.read_bytes()]


# Une visite est une suite de gestes : la couper cacherait ce que l'un laisse à l'autre.
def test_une_visite_entiere_de_la_description_a_la_feuille_remise(  # noqa: PLR0915
    qtbot: QtBot, atelier: Atelier, services: Services, tmp_path: Path
) -> None:
    conseiller = Conseiller(qtbot, atelier)
    atelier.fenetre.nouvelle_visite.emit()
    conseiller.decrire_nadia()
    conseiller.attendre(lambda: not conseiller.etat.calcul_en_cours)
    situation, diagnostic = conseiller.etat.situation, conseiller.etat.diagnostic
    assert situation is not None
    assert diagnostic is not None
    assert isinstance(situation.logement, Logement)
    assert situation.logement.loyer == Decimal(620)
    assert len(situation.enfants) == 2

    # Les droits : des montants du vrai moteur, une réponse manquante nommée, jamais un zéro.
    assert diagnostic.droit("prime_activite").statut == "probable"
    assert "pension_enfants.versee" in diagnostic.droit("asf").bascule
    assert diagnostic.total.max > diagnostic.total.min > 0
    atelier.aller(2)
    droits = atelier.page(2)
    assert isinstance(droits, PageDroits)
    assert "par mois à demander" in droits.view.titre.text()
    droits.view.carte("prime_activite").click()
    choix = droits.view.pourquoi.choix
    assert choix is not None
    choix._cases[0].click()
    assert conseiller.etat.choix == {"prime_activite": "demande"}

    # Le parcours : dessiné, daté, coché au clavier.
    atelier.aller(3)
    parcours = atelier.page(3)
    assert isinstance(parcours, PageParcours)
    choisir(parcours.view.moment, "separation")
    remplir(parcours.view.evenement, "02/11/2026")
    parcours.view.dessiner.click()
    declarer = parcours.view.frise.boutons["declarer-separation-caf"]
    assert "30" in declarer.accessibleName()
    touche(declarer, Qt.Key.Key_Space)
    etapes = {e.id: e for e in conseiller.etat.parcours.etapes}  # type: ignore[union-attr]
    assert etapes["declarer-separation-caf"].faite_le == date(2026, 11, 20)

    # Le rendez-vous : un vrai agenda CalDAV, pris par le bouton, relu dans l'agenda.
    atelier.aller(4)
    page = atelier.page(4)
    assert isinstance(page, PageRendezVous)
    conseiller.attendre(lambda: page.presenter.pret)
    page.view._cartes[0].bouton.click()
    assert page.view.confirmer is not None
    page.view.confirmer.click()
    conseiller.attendre(lambda: bool(conseiller.etat.reservations))
    reservation = conseiller.etat.reservations[0]
    assert reservation.etat == "reserve"
    relue = services.agenda().fournisseur.relire(reservation.id, reservation.ref)
    assert relue is not None
    assert relue.etat == "reserve"
    assert not fichiers_contenant(tmp_path, b"Nadia")

    # La feuille : ce que l'écran montre, relu dans le PDF.
    atelier.aller(5)
    recap = atelier.page(5)
    assert isinstance(recap, PageRecap)
    conseiller.attendre(lambda: recap.presenter.pdf is not None)
    texte = texte_du_pdf(recap.presenter.pdf or b"").replace("\u00a0", " ")
    for attendu in ("Prime d", "par mois", "30 nov", "Séparation", "Estimation"):
        assert attendu in texte, attendu
    sortie = tmp_path / "feuille.pdf"
    recap.presenter.enregistrer(sortie)
    conseiller.attendre(sortie.exists)
    assert sortie.read_bytes() == recap.presenter.pdf

    # La personne suivante : plus rien à l'écran, rien de gardé.
    atelier.fenetre.personne_suivante.emit()
    dialogue = atelier.fenetre.findChildren(Dialogue)[-1]
    dialogue.accepter()
    conseiller.attendre(lambda: atelier.visite is None)
    sortie.unlink()
    assert not fichiers_contenant(tmp_path, b"Nadia")
    assert not fichiers_contenant(tmp_path, "Inès".encode())
    atelier.fenetre.nouvelle_visite.emit()
    assert conseiller.etat == Etat()


def test_une_personne_suivie_est_retrouvee_rouverte_puis_effacee(
    qtbot: QtBot, atelier: Atelier, services: Services, tmp_path: Path
) -> None:
    conseiller = Conseiller(qtbot, atelier)
    coffre = services.coffre
    code = coffre.creer_structure(
        Structure(nom="France Services d'essai", telephone="02 40 00 00 00"),
        conseiller="Ada",
        phrase="cheval bleu sous la pluie de novembre",
    )
    coffre.confirmer_code(code)
    atelier.apres_ouverture()
    ecrits = [etiquette.text() for etiquette in atelier.accueil.findChildren(QLabel)]
    assert any(propre(services.structure.nom) in ecrit for ecrit in ecrits)
    assert atelier.fenetre.bandeau is not None
    assert "n'existe pas" in atelier.fenetre.bandeau.accessibleName()

    atelier.nouvelle_visite()
    conseiller.decrire_nadia()
    atelier.porte._suivre(garder_prenom=True)
    reference = conseiller.etat.reference
    assert reference
    assert not fichiers_contenant(tmp_path / "donnees", b"Nadia")

    atelier.effacer_visite()
    trouves = dossiers.retrouver(coffre, "Nadia")
    assert [t.reference for t in trouves] == [reference]
    atelier.rouvrir(dossiers.rouvrir(coffre, reference))
    situation = conseiller.etat.situation
    assert situation is not None
    assert [p.prenom for p in situation.personnes] == ["Nadia", "Inès", "Léo"]

    dossiers.effacer(coffre, reference)
    assert dossiers.retrouver(coffre, "Nadia") == ()


def test_le_verrou_cache_tout_puis_rend_la_visite(qtbot: QtBot, atelier: Atelier) -> None:
    conseiller = Conseiller(qtbot, atelier)
    atelier.nouvelle_visite()
    conseiller.ajouter("demandeur", "Nadia", "10/03/1990")
    visite = atelier.visite
    assert visite is not None
    visite.preciser("compte_joint", False)
    visite.rendre_discrete()
    atelier.aller(3)

    atelier.fenetre.verrouiller.emit()
    assert atelier.visite is None
    assert not atelier.pages
    verrou = atelier.fenetre.plein
    assert verrou is not None
    assert "Nadia" not in atelier.fenetre.windowTitle()
    conseiller.bouton(verrou, "Déverrouiller").click()
    conseiller.attendre(lambda: atelier.visite is not None)
    situation = conseiller.etat.situation
    assert situation is not None
    assert situation.demandeur.prenom == "Nadia"
    assert conseiller.etat.faits == {"compte_joint": False}
    assert conseiller.etat.discret
    assert atelier.fenetre.numero == 3, "le verrou rend l'étape que l'on regardait"


def test_une_situation_contradictoire_est_dite_et_rien_ne_change(
    qtbot: QtBot, atelier: Atelier
) -> None:
    conseiller = Conseiller(qtbot, atelier)
    atelier.nouvelle_visite()
    conseiller.ajouter("demandeur", "Nadia", "10/03/1990")
    choisir(conseiller.situation().union, False)
    avant = conseiller.etat.situation
    remplir(conseiller.champ("isole_depuis"), "02/12/2030")
    assert conseiller.etat.situation == avant
    champ = conseiller.champ("isole_depuis")
    assert champ is not None
    assert "2030" in champ.erreur


def test_un_numero_de_securite_sociale_n_entre_pas(qtbot: QtBot, atelier: Atelier) -> None:
    conseiller = Conseiller(qtbot, atelier)
    atelier.nouvelle_visite()
    conseiller.ajouter("demandeur", "2 69 05 49 588 157 80", "10/03/1990")
    assert conseiller.etat.situation is None
    saisie = conseiller.situation().foyer.saisie
    assert saisie is not None
    assert "numéro de sécurité sociale" in saisie.naissance.erreur
