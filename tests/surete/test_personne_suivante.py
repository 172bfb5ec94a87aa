"""F12 et le verrou : rien de la personne d'avant n'arrive à la suivante."""

import contextlib
import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton

from guichet.application.atelier import Atelier
from guichet.application.conduite import RECAP, RENDEZ_VOUS
from guichet.application.pages import PageRecap, PageRendezVous
from guichet.application.porte import CREATION, DOSSIERS
from guichet.application.services import Services
from guichet.catalogue.structure import Structure
from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import Situation
from guichet.rendezvous.agenda import Creneau, Reservation
from guichet.ui.noyau import Bandeau, Dialogue
from guichet.ui.visite import Etat, Visite

CANARIS = ("anarine", "ylophanie", "olfgangus", "1987", "173,29", "647,83")
Attendre = Callable[[Callable[[], bool]], None]


def vider_la_file() -> None:
    """Laisse Qt détruire ce qui attend de l'être."""
    for _tour in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def dits(objet: QObject) -> Iterator[str]:
    """Toutes les chaînes qu'un objet Qt montre ou garde."""
    meta = objet.metaObject()
    for rang in range(meta.propertyCount()):
        propriete = meta.property(rang)
        genre, nom = (
            x.decode() if isinstance(x, bytes) else str(x)
            for x in (propriete.typeName(), propriete.name())
        )
        if genre in ("QString", "QStringList"):
            valeur = objet.property(nom)
            yield from [valeur] if isinstance(valeur, str) else (valeur or ())
    for cle in objet.dynamicPropertyNames():
        # Qt garde pour lui des propriétés que Python ne sait pas lire.
        with contextlib.suppress(RuntimeError):
            yield str(objet.property(bytes(cle.data()).decode()))


def restes() -> list[str]:
    """Ce qu'il reste d'un canari dans les widgets vivants et le presse-papiers."""
    vus = []
    for racine in QApplication.topLevelWidgets():
        for objet in (racine, *racine.findChildren(QObject)):
            vus += [f"{type(objet).__name__} : {t}" for t in dits(objet)]
    vus.append(QApplication.clipboard().text())
    return [texte for texte in vus if any(canari in texte for canari in CANARIS)]


def decrire(atelier: Atelier, situation: Situation) -> Visite:
    atelier.nouvelle_visite()
    assert atelier.visite is not None
    atelier.visite.repondre(situation)
    return atelier.visite


def accepter(atelier: Atelier) -> None:
    dialogues = [d for d in atelier.fenetre.findChildren(Dialogue) if d.isVisible()]
    dialogues[-1].accepter()


def visite_entiere(
    atelier: Atelier, situation: Situation, attendre: Attendre
) -> "weakref.ref[Visite]":
    """Chaque écran ouvert et rempli ; rend de quoi savoir si la visite vit encore."""
    visite = decrire(atelier, situation)
    attendre(lambda: not visite.etat.calcul_en_cours)
    visite.choisir("prime_activite", "demande")
    visite.suivre_moment("separation", atelier.services.today() - timedelta(days=18))
    for numero in (1, 2, 3, 4, 5):
        atelier.aller(numero)
        QApplication.processEvents()
    page = atelier.page(RECAP)
    assert isinstance(page, PageRecap)
    attendre(lambda: page.presenter.pdf is not None)
    return weakref.ref(visite)


def test_apres_f12_aucun_objet_vivant_ne_garde_la_personne(
    atelier: Atelier, situation: Situation, attendre: Attendre
) -> None:
    visite = visite_entiere(atelier, situation, attendre)
    assert restes()

    atelier.personne_suivante()
    accepter(atelier)
    attendre(lambda: atelier.visite is None and not atelier.tasks.en_cours)
    vider_la_file()

    assert restes() == []
    assert visite() is None


def test_le_verrou_detruit_les_ecrans_et_ne_garde_la_visite_que_chiffree(
    atelier: Atelier, situation: Situation, attendre: Attendre
) -> None:
    visite = visite_entiere(atelier, situation, attendre)
    atelier.verrouiller()
    vider_la_file()

    assert restes() == []
    assert visite() is None
    cote = atelier.services.coffre._visite
    assert cote is not None
    assert b"Zzcanarine" not in cote._scelle.__repr__().encode()


def test_un_bandeau_sur_la_personne_part_avec_elle(atelier: Atelier, situation: Situation) -> None:
    decrire(atelier, situation)
    atelier.fenetre.montrer_bandeau(Bandeau("info", "3 droits ont changé", "AAH, RSA"))
    atelier.effacer_visite()
    bandeau = atelier.fenetre.bandeau
    assert bandeau is None or "AAH" not in bandeau.accessibleName()


def test_la_liste_des_dossiers_ne_reste_pas_derriere_le_verrou(atelier: Atelier) -> None:
    atelier.porte.chercher_dossier()
    assert DOSSIERS in atelier.fenetre._pages
    atelier.verrouiller()
    assert DOSSIERS not in atelier.fenetre._pages


def test_un_diagnostic_tardif_n_arrive_pas_a_la_suivante(
    atelier: Atelier, situation: Situation, attendre: Attendre
) -> None:
    porte = threading.Event()
    parti = threading.Event()
    vrai = atelier.services.diagnostiquer

    def lent(situation: Situation) -> Diagnostic:
        parti.set()
        porte.wait(20)
        return vrai(situation)

    atelier.services.diagnostiquer = lent  # type: ignore[method-assign]
    decrire(atelier, situation)
    attendre(parti.is_set)
    atelier.personne_suivante()
    accepter(atelier)
    atelier.nouvelle_visite()
    porte.set()
    atelier.tasks._pool.submit(lambda: None).result(20)
    vider_la_file()
    assert atelier.visite is not None
    assert atelier.visite.etat == Etat()


def test_une_reservation_en_vol_pendant_le_verrou_n_est_pas_perdue(
    atelier: Atelier, services: Services, situation: Situation, attendre: Attendre
) -> None:
    visite = decrire(atelier, situation)
    atelier.aller(RENDEZ_VOUS)
    page = atelier.page(RENDEZ_VOUS)
    assert isinstance(page, PageRendezVous)
    attendre(lambda: page.presenter.pret)
    porte, parti = threading.Event(), threading.Event()
    vrai = page.presenter._reserver

    def lent(creneau: Creneau) -> Reservation:
        parti.set()
        porte.wait(20)
        return vrai(creneau)

    page.presenter._reserver = lent
    page.presenter.choisir_propose(0)
    page.presenter.confirmer()
    attendre(parti.is_set)
    atelier.verrouiller()
    porte.set()
    assert atelier.fenetre.plein is not None
    attendre(lambda: atelier.visite is None)
    (ligne,) = (x for x in services.agenda().journal.lignes() if x.etat != "annule")
    assert ligne.etat == "reserve"
    services.coffre.ouvrir("")
    atelier.porte._deverrouille("")
    assert atelier.visite is not None
    assert [r.id for r in atelier.visite.etat.reservations] == [ligne.id]
    assert visite is not atelier.visite
    services.agenda().annuler(ligne.id)


def test_la_discretion_survit_au_verrou(atelier: Atelier, situation: Situation) -> None:
    visite = decrire(atelier, situation)
    visite.rendre_discrete()
    atelier.verrouiller()
    atelier.services.coffre.ouvrir("")
    atelier.porte._deverrouille("")
    assert atelier.visite is not None
    assert atelier.visite.etat.situation == situation
    assert atelier.visite.etat.discret


def test_f12_efface_meme_si_l_ecran_s_est_refait_sous_le_dialogue(
    atelier: Atelier, situation: Situation
) -> None:
    decrire(atelier, situation)
    actif = QPushButton("une carte", atelier.page(1).widget)
    actif.show()
    actif.setFocus()
    atelier.personne_suivante()
    dialogue = next(d for d in atelier.fenetre.findChildren(Dialogue) if d.isVisible())
    assert dialogue._avant is actif
    actif.deleteLater()
    del actif
    vider_la_file()
    dialogue.accepter()
    assert atelier.visite is None


def test_la_creation_abandonnee_par_le_verrou_ne_laisse_pas_son_code(atelier: Atelier) -> None:
    atelier.porte.creer_structure()
    coffre = atelier.services.coffre
    coffre.creer_structure(
        Structure(nom="France Services d'essai"),
        conseiller="Ada",
        phrase="cheval bleu sous la pluie de novembre",
    )
    atelier.verrouiller()
    assert CREATION not in atelier.fenetre._pages
    assert not coffre.code_a_confirmer


def test_un_lien_piege_dans_un_dossier_garde_ne_s_ouvre_pas(
    atelier: Atelier, situation: Situation, liens_ouverts: list[str]
) -> None:
    decrire(atelier, situation)
    page = atelier.page(RENDEZ_VOUS)
    assert isinstance(page, PageRendezVous)
    for lien in ("file:///etc/passwd", "javascript:alert(1)", "https://visio.exemple/salle"):
        page.view.volet.rejoindre.emit(lien)
    assert liens_ouverts == ["https://visio.exemple/salle"]


def test_rien_ne_se_defait_apres_f12(atelier: Atelier, situation: Situation) -> None:
    decrire(atelier, situation)
    atelier.personne_suivante()
    accepter(atelier)
    atelier.nouvelle_visite()
    atelier.fenetre.annuler.emit()
    assert atelier.visite is not None
    assert atelier.visite.etat.situation is None
