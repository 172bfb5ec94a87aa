"""L'écran « Droits » : rien ne saute, tout se lit, se choisit et se copie au clavier."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Choix
from guichet.droits.questions import libelle
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import NE_SAIT_PAS, Situation
from guichet.ui import theme
from guichet.ui.droits.presenter import DroitsPresenter
from guichet.ui.droits.view import DroitsView
from guichet.ui.noyau import Bouton, Etiquette, Puce, Segment, propre
from guichet.ui.visite import Etat

Montrer = Callable[[QWidget], None]
Fabrique = Callable[..., Diagnostic]


class Ecran:
    """La vue et son vrai présentateur."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.view = DroitsView()
        self.etat = Etat()
        self.posees: list[Situation] = []
        self.choix: dict[str, Choix] = {}
        self.presenter = DroitsPresenter(
            self.view,
            catalogue=catalogue,
            libelle=libelle,
            poser=self.posees.append,
            choisir=self.choisir,
            aller_repondre=lambda _chemin: None,
        )
        view, presenter = self.view, self.presenter
        view.droit_choisi.connect(presenter.choisir_droit)
        view.choix_fait.connect(presenter.faire_choix)
        view.repondu.connect(presenter.repondre)
        view.question_demandee.connect(presenter.aller_repondre)

    def choisir(self, droit: str, choix: Choix | None) -> None:
        suivants = {d: c for d, c in self.etat.choix.items() if d != droit}
        self.montrer(choix=suivants | ({droit: choix} if choix else {}))

    def montrer(self, **champs: object) -> None:
        self.etat = replace(self.etat, **champs)  # type: ignore[arg-type]
        self.presenter.montrer(self.etat)
        QApplication.processEvents()


@pytest.fixture
def resultats(diagnostic: Fabrique, prime: Resultat, asf: Resultat) -> Diagnostic:
    return diagnostic(prime, asf, utiles=(("pension_enfants.versee", 3),))


@pytest.fixture
def ecran(montrer: Montrer, catalogue: Catalogue, nadia: Situation, resultats: Diagnostic) -> Ecran:
    ecran = Ecran(catalogue)
    ecran.view.resize(1366, 620)
    montrer(ecran.view)
    ecran.montrer(situation=nadia, diagnostic=resultats)
    return ecran


def textes(racine: QWidget) -> str:
    lus = [e.text() for e in racine.findChildren(Etiquette) if e.isVisible()]
    return "\n".join(lus).replace("\u00a0", " ")


def bouton(racine: QWidget, nom: str) -> Bouton:
    trouves = [b for b in racine.findChildren(Bouton) if b.isVisible()]
    return next(b for b in trouves if propre(nom) in propre(f"{b.text()} {b.accessibleName()}"))


def test_le_panneau_dit_tout(ecran: Ecran, catalogue: Catalogue) -> None:
    lu = textes(ecran.view.pourquoi)
    for attendu in (
        "449 à 663 €",
        "par mois",
        "Caf ou MSA",
        "Barème du 1er avril 2026",
        "https://www.service-public.gouv.fr/F2882",
        "(15/01/2024)",
        "Comment et où demander",
        "Papiers à préparer",
        "Que souhaite Nadia ?",
        propre(catalogue.droits["prime_activite"].pieces[0]).replace("\u00a0", " "),
    ):
        assert attendu in lu, attendu


def test_l_adresse_d_une_source_se_copie(ecran: Ecran) -> None:
    bouton(ecran.view.pourquoi, "Copier l'adresse").click()
    assert QApplication.clipboard().text() == "https://www.service-public.gouv.fr/F2882"
    QApplication.clipboard().clear()


def test_le_choix_se_voit_sur_la_carte_sans_perdre_le_focus(ecran: Ecran) -> None:
    segment = ecran.view.pourquoi.choix
    assert segment is not None
    segment.setFocus()
    actif = QApplication.focusWidget()
    assert actif is not None
    QTest.keyClick(actif, Qt.Key.Key_End)
    assert ecran.etat.choix == {"prime_activite": "refuse"}
    carte = ecran.view.carte("prime_activite")
    assert [p.texte for p in carte.findChildren(Puce) if p.isVisible()] == ["Ne veut pas"]
    assert "choix : Ne veut pas" in carte.accessibleName()
    assert ecran.view.pourquoi.choix is segment
    assert segment.isAncestorOf(QApplication.focusWidget() or ecran.view)


def test_une_mise_a_jour_ne_refait_que_ce_qui_change(
    ecran: Ecran, diagnostic: Fabrique, prime: Resultat, asf: Resultat
) -> None:
    avant = ecran.view.carte("asf")
    autre = ecran.view.carte("prime_activite")
    autre.setFocus()
    ecran.montrer(calcul_en_cours=True)
    assert ecran.view._total.recalcul.isVisible()
    plus = replace(prime, montant_max=Decimal(700))
    ecran.montrer(diagnostic=diagnostic(plus, asf), calcul_en_cours=False)
    assert not ecran.view._total.recalcul.isVisible()
    assert ecran.view.carte("asf") is avant
    nouvelle = ecran.view.carte("prime_activite")
    assert nouvelle is not autre
    assert nouvelle.hasFocus()
    assert nouvelle.choisie


def test_le_defilement_ne_saute_pas(
    ecran: Ecran, diagnostic: Fabrique, prime: Resultat, asf: Resultat, qtbot: QtBot
) -> None:
    ecran.view.boutons["non"].click()
    barre = ecran.view._defilante.verticalScrollBar()
    qtbot.waitUntil(lambda: barre.maximum() > 500)
    barre.setValue(500)
    ecran.montrer(diagnostic=diagnostic(replace(prime, montant_min=Decimal(1)), asf))
    assert barre.value() == 500


def test_un_droit_qui_change_de_groupe_y_passe(
    ecran: Ecran, diagnostic: Fabrique, prime: Resultat, asf: Resultat
) -> None:
    tranche = replace(asf, statut="probable", motif=None, bascule=(), manque=())
    ecran.montrer(diagnostic=diagnostic(prime, tranche))
    ordre = list(ecran.view.groupes["probable"].cartes)
    assert set(ordre) == {"prime_activite", "asf"}
    assert not ecran.view.groupes["a_verifier"].isVisible()
    hauts = [ecran.view.carte(d).y() for d in ("prime_activite", "asf")]
    assert hauts == sorted(hauts)


def test_la_question_de_la_carte_se_repond_avec_f4(ecran: Ecran) -> None:
    segment = ecran.view.carte("asf").findChildren(Segment)[0]
    segment.setFocus()
    actif = QApplication.focusWidget()
    assert actif is not None
    QTest.keyClick(actif, Qt.Key.Key_F4)
    pension = ecran.posees[-1].pension_enfants
    assert pension.versee is NE_SAIT_PAS  # type: ignore[union-attr]


def test_un_groupe_replie_s_ouvre_avec_entree_et_dit_ses_raisons(
    ecran: Ecran, qtbot: QtBot
) -> None:
    replie = ecran.view.boutons["non"]
    assert "replié" in replie.accessibleName()
    with pytest.raises(KeyError):
        ecran.view.carte("rsa")
    replie.setFocus()
    QTest.keyClick(replie, Qt.Key.Key_Return)
    qtbot.waitUntil(ecran.view.groupes["non"].isVisible)
    assert "Raison de rsa." in textes(ecran.view.carte("rsa"))
    assert "violence" not in textes(ecran.view).lower()
    ecran.view.carte("rsa").click()
    QApplication.processEvents()
    assert "Pourquoi non" in textes(ecran.view.pourquoi)
    assert "Que souhaite" not in textes(ecran.view.pourquoi)
    replie.click()
    assert not ecran.view.groupes["non"].isVisible()


def test_fermer_le_detail_rend_le_focus_a_sa_carte(ecran: Ecran) -> None:
    bouton(ecran.view.pourquoi, "Fermer le détail").click()
    assert not ecran.view.pourquoi.isVisible()
    assert ecran.view.carte("prime_activite").hasFocus()


def test_une_reponse_se_corrige_depuis_le_detail(ecran: Ecran, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ecran.view.question_demandee) as signal:
        bouton(ecran.view.pourquoi, "Répondre : Le montant dépend de").click()
    assert signal.args == ["pension_enfants.versee"]
    with qtbot.waitSignal(ecran.view.question_demandee) as signal:
        bouton(ecran.view.pourquoi, "Corriger une réponse").click()
    assert signal.args == [""]


def test_en_etroit_le_pourquoi_s_ouvre_sous_sa_carte(ecran: Ecran, qapp: QApplication) -> None:
    theme.appliquer(qapp, zoom=1.5)
    ecran.montrer()
    assert ecran.view.pourquoi.droit == "prime_activite"
    groupe = ecran.view.groupes["probable"]
    carte = ecran.view.carte("prime_activite")
    assert groupe.pile.indexOf(ecran.view.pourquoi) == groupe.pile.indexOf(carte) + 1
    assert "Elle travaille." in textes(ecran.view.pourquoi)
    carte.click()
    QApplication.processEvents()
    assert not ecran.view.pourquoi.isVisible()
    ecran.view.carte("asf").click()
    QApplication.processEvents()
    assert ecran.view.groupes["a_verifier"].pile.indexOf(ecran.view.pourquoi) > 0
    assert ecran.view.pourquoi.isVisible()

    theme.appliquer(qapp, zoom=1.0)
    QApplication.processEvents()
    assert ecran.view.pourquoi.x() > ecran.view.width() / 2


def test_sans_resultat_une_phrase_dit_quoi_faire(ecran: Ecran, qtbot: QtBot) -> None:
    ecran.view.montrer_vide(attente=False, erreur="Le calcul s'est arrêté. Réessayez.")
    assert "Réessayez" in textes(ecran.view)
    assert not ecran.view.pourquoi.isVisible()
    with qtbot.waitSignal(ecran.view.recalcul_demande):
        ecran.view.reessayer.click()
    ecran.view.montrer_vide(attente=False, erreur="")
    assert "Décrivez d’abord" in textes(ecran.view)
    assert not ecran.view.reessayer.isVisible()


def test_un_nom_n_est_jamais_du_html(ecran: Ecran, nadia: Situation) -> None:
    nom = "<img src=x>Élise"
    demandeur = replace(nadia.demandeur, prenom=nom)
    ecran.montrer(situation=replace(nadia, personnes=(demandeur, *nadia.enfants)))
    assert f"Que souhaite {nom} ?" in textes(ecran.view.pourquoi)
    brutes = {e.textFormat() for e in ecran.view.findChildren(Etiquette)}
    assert brutes == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("sombre", [False, True])
def test_chaque_controle_a_un_nom_et_une_taille(
    ecran: Ecran, qtbot: QtBot, request: pytest.FixtureRequest, zoom: float, *, sombre: bool
) -> None:
    theme.appliquer(request.getfixturevalue("qapp"), zoom=zoom, sombre=sombre)
    ecran.view.boutons["non"].click()
    ecran.montrer()
    assert request.getfixturevalue("sans_nom")(ecran.view) == []
    trop_petits = request.getfixturevalue("trop_petits")
    qtbot.waitUntil(lambda: trop_petits(ecran.view) == [])
