"""La page « Situation » au clavier : chaque champ se répond, se refuse, se corrige."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guichet.droits.coherence import controler
from guichet.droits.questions import libelle, questions, utile
from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE, Couple, Logement, Situation
from guichet.ui import theme
from guichet.ui.noyau import Bouton, ChampLu, Etiquette, PuceBouton, Segment, Suggestion
from guichet.ui.situation.aides import neutre
from guichet.ui.situation.apercu import Apercu, DroitBref, QuestionUtile
from guichet.ui.situation.personne import EditeurPersonne
from guichet.ui.situation.plan import TITRES
from guichet.ui.situation.presenter import SituationPresenter
from guichet.ui.situation.question import Question
from guichet.ui.situation.questions import GROUPES
from guichet.ui.situation.suivi import CarteQuestion
from guichet.ui.situation.tabulation import arrets
from guichet.ui.situation.view import SituationView
from guichet.ui.visite import Etat

Montrer = Callable[[QWidget], None]
Taper = Callable[[QWidget, str], None]
Foyer = Callable[[str], Situation]
AU = date(2026, 11, 20)
VILLES = [Suggestion("Nantes (44109)", "44109"), Suggestion("Nanterre (92050)", "92050")]


class Page:
    """La vue, son vrai présentateur, et la situation où ils en sont."""

    def __init__(self) -> None:
        self.etat = Etat()
        self.avant: list[Situation] = []
        self.view = SituationView(
            noms_aides={"af": "Allocations familiales", "rsa": "RSA"},
            chercher_commune=self.chercher,
            nommer_commune=lambda code: f"Ville ({code})",
        )
        self.presenter = SituationPresenter(
            self.view,
            repondre=self.poser,
            today=lambda: AU,
            controler=lambda s: controler(s, commune_connue=None, droits_connus=None),
            utile=utile,
            libelle=libelle,
            combien=lambda _droit: "",
            groupe_organisme=lambda organisme: organisme,
            titres=TITRES,
            proposer_conjoint=lambda p: self.view.foyer.proposer("conjoint", pourquoi=p),
        )
        view, presenter = self.view, self.presenter
        view.repondu.connect(presenter.repondre)
        view.union_choisie.connect(presenter.choisir_union)
        view.personne_enregistree.connect(presenter.enregistrer_personne)
        view.personne_retiree.connect(presenter.retirer_personne)
        view.ressources_changees.connect(presenter.changer_ressources)
        view.aides_changees.connect(presenter.changer_aides)
        presenter.montrer(self.etat)

    def chercher(self, texte: str) -> Sequence[Suggestion]:
        return [v for v in VILLES if texte.lower() in v.texte.lower()]

    def poser(self, situation: Situation) -> None:
        if self.etat.situation is not None:
            self.avant.append(self.etat.situation)
        self.etat = replace(self.etat, situation=situation)
        self.presenter.montrer(self.etat)

    def lue(self) -> Situation:
        assert self.etat.situation is not None
        return self.etat.situation

    def annuler(self) -> None:
        self.etat = replace(self.etat, situation=self.avant.pop())
        self.presenter.montrer(self.etat)


@pytest.fixture
def page(montrer: Montrer) -> Page:
    page = Page()
    page.view.resize(1366, 640)
    montrer(page.view)
    return page


def touche(code: Qt.Key, modifs: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    actif = QApplication.focusWidget()
    assert actif is not None
    QTest.keyClick(actif, code, modifs)


def textes(racine: QWidget) -> list[str]:
    return [e.text() for e in racine.findChildren(Etiquette) if e.isVisible()]


def saisie_de(page: Page) -> EditeurPersonne:
    saisie = page.view.foyer.saisie
    assert saisie is not None
    return saisie


def lu(page: Page, chemin: str) -> ChampLu:
    champ = page.view.champ(chemin)
    assert isinstance(champ, ChampLu), chemin
    return champ


def test_la_premiere_personne_se_decrit_sans_souris(page: Page, taper: Taper) -> None:
    saisie = page.view.foyer.saisie
    assert saisie is not None
    assert saisie.prenom.ligne.hasFocus()
    taper(saisie.prenom.ligne, "Zoé")
    touche(Qt.Key.Key_Return)
    assert saisie.naissance.ligne.hasFocus()
    taper(saisie.naissance.ligne, "10/03/1990")
    touche(Qt.Key.Key_Return)
    assert page.lue().demandeur.prenom == "Zoé"
    # Ses premières questions s'ouvrent, le focus est déjà dessus.
    actif = QApplication.focusWidget()
    assert actif is not None
    assert actif.accessibleName() == "Activité, Zoé"
    touche(Qt.Key.Key_F4)
    assert page.lue().demandeur.activite is NE_SAIT_PAS


def test_une_date_manquante_est_demandee(page: Page) -> None:
    saisie = page.view.foyer.saisie
    assert saisie is not None
    saisie.valider.click()
    assert "nécessaire" in saisie.naissance.erreur
    assert page.etat.situation is None


@pytest.mark.parametrize("nom", ["nadia", "etudiante_boursiere", "couple_biactif", "sortant_ase"])
def test_toute_question_utile_a_un_champ_visible_une_fois_la_ligne_ouverte(
    page: Page, foyer: Foyer, nom: str
) -> None:
    situation = foyer(nom)
    page.poser(situation)
    for personne in situation.personnes:
        page.view.foyer.ouvrir(personne.id)
        QApplication.processEvents()
        for question in questions(situation):
            if question.chemin.startswith(f"personnes.{personne.id}."):
                _presente(page, question.chemin)
    for question in questions(situation):
        if not question.chemin.startswith("personnes."):
            _presente(page, question.chemin)


def _presente(page: Page, chemin: str) -> None:
    """Un champ visible, ou les lignes de ressources et d'aides déjà données."""
    champ = page.view.champ(chemin)
    assert champ is not None, chemin
    lignes = chemin.endswith("ressources") or chemin == "aides_percues"
    assert champ.isVisible() or lignes, chemin


def test_chaque_arret_de_tabulation_suit_l_ordre_de_la_page(page: Page, nadia: Situation) -> None:
    page.poser(nadia)
    page.view.foyer.ouvrir("p1")
    assert len(attendus(page)) > 40
    assert suivis(page) == attendus(page)


def test_un_champ_bati_apres_ses_voisins_prend_sa_place_au_clavier(
    page: Page, nadia: Situation
) -> None:
    logement = nadia.logement
    assert isinstance(logement, Logement)
    page.poser(replace(nadia, logement=replace(logement, statut="heberge", loyer=False)))
    assert page.view.champ("logement.colocation") is None
    page.poser(nadia)
    QApplication.processEvents()
    assert page.view.champ("logement.colocation") is not None
    assert suivis(page) == attendus(page)


def attendus(page: Page) -> list[QWidget]:
    """Les contrôles dans l'ordre où on les voit."""
    return [w for w in arrets(page.view.cadre) if w.isVisible() and w.isEnabled()]


def suivis(page: Page) -> list[QWidget]:
    """Les mêmes, dans l'ordre de la touche Tab."""
    visibles = attendus(page)
    chaine: list[QWidget] = []
    actif: QWidget | None = visibles[0]
    while actif is not None:
        if actif in visibles:
            chaine.append(actif)
        actif = actif.nextInFocusChain()
        if actif is visibles[0]:
            break
    return chaine


def test_f4_repond_ne_sait_pas_et_maj_f4_ne_veut_pas(
    page: Page, nadia: Situation, qtbot: QtBot
) -> None:
    page.poser(nadia)
    loyer = lu(page, "logement.loyer")
    loyer.ligne.setFocus()
    touche(Qt.Key.Key_F4)
    logement = page.lue().logement
    assert isinstance(logement, Logement)
    assert logement.loyer is NE_SAIT_PAS

    touche(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.lue().inconnus_assumes == ("logement.loyer",))
    puce = loyer.findChildren(PuceBouton)[-1]
    assert puce.text() == "ne veut pas répondre"
    puce.click()
    assert page.lue().inconnus_assumes == ()


def test_alt_lettre_va_au_champ(page: Page, nadia: Situation, qtbot: QtBot) -> None:
    page.poser(nadia)
    for lettre, chemin in (
        (Qt.Key.Key_L, "logement.loyer"),
        (Qt.Key.Key_G, "epargne"),
        (Qt.Key.Key_T, "isole_depuis"),
    ):
        QTest.keyClick(page.view, lettre, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lu(page, chemin).ligne.hasFocus)


def test_une_reponse_refusee_reste_lisible_et_le_bandeau_y_mene(
    page: Page, nadia: Situation, taper: Taper
) -> None:
    page.poser(nadia)
    separation = lu(page, "isole_depuis")
    separation.ligne.setFocus()
    separation.ligne.selectAll()
    taper(separation.ligne, "02/12/2030")
    assert "2030" in separation.erreur
    assert page.lue() == nadia
    page.view.repondu.emit(_question("epargne"), "", Decimal(5))
    # La page suit l'épargne, sans effacer ce que le conseiller doit corriger.
    assert separation.ligne.text() == "02/12/2030"
    assert page.view.corrections.bandeau is not None
    assert "1 réponse à corriger" in page.view.corrections.bandeau.accessibleName()

    lu(page, "epargne").ligne.setFocus()
    page.view.corrections.bandeau.clique.emit()
    assert separation.ligne.hasFocus()
    separation.ligne.selectAll()
    taper(separation.ligne, "02/11/2025")
    assert page.lue().isole_depuis == date(2025, 11, 2)
    assert page.view.corrections.bandeau is None


def _question(chemin: str) -> Question:
    return next(q for g in GROUPES for q in g.questions if q.chemin == chemin)


def test_ce_qui_se_tape_n_est_pas_efface_par_un_resultat_qui_arrive(
    page: Page, nadia: Situation, taper: Taper
) -> None:
    page.poser(nadia)
    separation = lu(page, "isole_depuis")
    separation.ligne.setFocus()
    separation.ligne.selectAll()
    taper(separation.ligne, "03/11/20")
    page.poser(replace(nadia, epargne=Decimal(7)))
    assert separation.ligne.text() == "03/11/20"


def test_l_erreur_d_une_ligne_d_aide_se_dit_dessous_et_ne_la_vide_pas(
    page: Page, nadia: Situation, taper: Taper
) -> None:
    page.poser(nadia)
    aides = page.view.aides
    aides.ajouter.click()
    ligne = aides.lignes[-1]
    ligne.quoi.liste.definir("af")
    ligne.quoi.liste.choisi.emit("af")
    taper(ligne.montant.ligne, "10")
    taper(ligne.depuis.ligne, "01/2026")
    assert "deux fois" in ligne.quoi.erreur
    assert page.lue() == nadia
    page.poser(replace(nadia, epargne=Decimal(1)))
    assert len(aides.lignes) == 2
    ligne.quoi.liste.definir("rsa")
    ligne.quoi.liste.choisi.emit("rsa")
    assert not ligne.quoi.erreur
    assert [a.droit for a in page.lue().aides_percues] == ["af", "rsa"]  # type: ignore[union-attr]


def test_une_correction_de_personne_refusee_se_dit_sous_sa_date(
    page: Page, nadia: Situation, taper: Taper
) -> None:
    page.poser(nadia)
    page.view.foyer.ouvrir("e1")
    naissance = page.view.foyer.ligne("e1").detail.naissance
    naissance.ligne.setFocus()
    naissance.ligne.selectAll()
    taper(naissance.ligne, "20/01/1970")
    assert "avant son parent" in naissance.erreur
    naissance.ligne.selectAll()
    taper(naissance.ligne, "20/01/2013")
    assert page.lue().enfants[0].date_naissance == date(2013, 1, 20)


def test_une_union_ouvre_la_saisie_du_conjoint_et_echap_la_rend(
    page: Page, nadia: Situation
) -> None:
    page.poser(nadia)
    page.view.union.repondu.emit("pacse")
    page.view.union.definir("pacse")
    assert saisie_de(page).role.valeur() == "conjoint"
    touche(Qt.Key.Key_Escape)
    assert page.view.foyer.saisie is None
    assert page.view.union.valeur() is False
    assert page.lue() == nadia


def test_un_conjoint_se_decrit_par_sa_date_de_naissance(
    page: Page, nadia: Situation, taper: Taper
) -> None:
    page.poser(nadia)
    page.view.union.repondu.emit("pacse")
    saisie = saisie_de(page)
    taper(saisie.naissance.ligne, "05/05/1989")
    saisie.valider.click()
    assert page.lue().couple == Couple(statut="pacse")
    assert page.view.union.valeur() == "pacse"


def test_annuler_remet_chaque_champ_comme_avant(page: Page, nadia: Situation) -> None:
    page.poser(nadia)
    page.view.repondu.emit(_question("logement.loyer"), "", Decimal(700))
    assert lu(page, "logement.loyer").valeur() == Decimal(700)
    page.annuler()
    assert lu(page, "logement.loyer").ligne.text() == "620"


def test_annuler_rend_une_ressource_retiree(page: Page, nadia: Situation) -> None:
    page.poser(nadia)
    page.presenter.changer_ressources("p1", ())
    assert len(page.view.ressources.lignes) == 0
    page.annuler()
    assert [ligne.montant.valeur() for ligne in page.view.ressources.lignes] == [Decimal(1150)]


def test_une_question_utile_se_refuse_d_un_clic(page: Page, nadia: Situation) -> None:
    sans = replace(nadia, epargne=PAS_DEMANDE)
    page.poser(sans)
    question = QuestionUtile(chemin="epargne", titre="Épargne", effet="change 2 droits")
    page.view.montrer_suivi(Apercu(compte="", questions=[question], total_questions=1, pret=True))
    carte = page.view.suivi.findChildren(CarteQuestion)[-1]
    assert carte.accessibleName() == "Épargne, change 2 droits"
    carte.refuser.click()
    assert page.lue().inconnus_assumes == ("epargne",)


def test_la_puce_n_abaisse_que_toute_la_rangee(page: Page, nadia: Situation) -> None:
    page.poser(nadia)
    page.view.marquer({"pension_enfants.versee": "change 3 droits"})
    QApplication.processEvents()
    fixee, versee = (page.view.champ(f"pension_enfants.{c}") for c in ("fixee", "versee"))
    assert fixee is not None
    assert versee is not None
    assert [p.text() for p in versee.findChildren(PuceBouton)] == ["change 3 droits"]
    hauts = {c.controle.mapTo(page.view, c.controle.rect().topLeft()).y() for c in (fixee, versee)}
    assert len(hauts) == 1


def test_aller_a_une_question_ouvre_la_bonne_personne(
    page: Page, nadia: Situation, qtbot: QtBot
) -> None:
    page.poser(nadia)
    page.view.aller_au_chemin("personnes.e2.garde_alternee", page.lue())
    assert page.view.foyer.ligne("e2").ouverte
    champ = page.view.champ("personnes.e2.garde_alternee")
    assert champ is not None
    qtbot.waitUntil(lambda: champ.isAncestorOf(QApplication.focusWidget() or page.view))
    page.view.aller_au_chemin("revenus_annuels.2024", page.lue())
    annuels = lu(page, "revenus_annuels.2024.revenu_fiscal_reference")
    qtbot.waitUntil(annuels.ligne.hasFocus)
    assert page.view.sommaire.ligne("impots").choisie
    assert not page.view.sommaire.ligne("foyer").choisie


def test_un_prenom_n_est_jamais_du_html(page: Page, nadia: Situation) -> None:
    nom = "<img src=x>Zoé"
    demandeur = replace(nadia.demandeur, prenom=nom)
    page.poser(replace(nadia, personnes=(demandeur, *nadia.enfants)))
    assert nom in textes(page.view)
    page.view.montrer_suivi(
        Apercu(
            compte="<b>1</b>",
            droits=[DroitBref(nom=nom, montant="", groupe="caf", statut="probable")],
        )
    )
    QApplication.processEvents()
    assert page.view.suivi.compte.textFormat() == Qt.TextFormat.PlainText
    assert nom in textes(page.view.suivi)


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_chaque_controle_a_un_nom_et_une_taille(
    page: Page, nadia: Situation, qtbot: QtBot, request: pytest.FixtureRequest, zoom: float
) -> None:
    sans_nom = request.getfixturevalue("sans_nom")
    trop_petits = request.getfixturevalue("trop_petits")
    theme.appliquer(request.getfixturevalue("qapp"), zoom=zoom)
    page.poser(nadia)
    page.view.foyer.ouvrir("p1")
    page.view.foyer.proposer("enfant")
    QApplication.processEvents()
    assert sans_nom(page.view) == []
    qtbot.waitUntil(lambda: trop_petits(page.view) == [])


def test_deux_personnes_n_ont_pas_deux_champs_du_meme_nom(page: Page, nadia: Situation) -> None:
    page.poser(nadia)
    noms = [
        w.accessibleName()
        for w in arrets(page.view.cadre)
        if w.isVisible() and not isinstance(w, Bouton)
    ]
    assert len(noms) == len(set(noms))


def test_en_etroit_une_seule_chose_a_la_fois(
    page: Page, nadia: Situation, qapp: QApplication
) -> None:
    theme.appliquer(qapp, zoom=1.5)
    page.poser(nadia)
    QApplication.processEvents()
    cadre = page.view.cadre
    assert cadre.palier == "etroit"
    assert cadre.defilante.isVisible()
    assert not cadre.suivi.isVisible()
    assert not cadre.sommaire.isVisible()
    cadre.choisir("suivi")
    assert cadre.suivi.isVisible()
    assert not cadre.defilante.isVisible()
    page.view.sommaire.choisi.emit("impots")
    assert cadre.defilante.isVisible()


def test_rien_ne_deborde_a_1366_ni_ne_force_une_fenetre_plus_haute(
    page: Page, nadia: Situation
) -> None:
    page.poser(nadia)
    droits = [
        DroitBref(nom=f"Complémentaire santé {n}", montant="30 €", groupe="cpam", statut="probable")
        for n in range(5)
    ]
    utiles = [QuestionUtile(chemin=f"q{n}", titre="T" * 30, effet="x") for n in range(3)]
    page.view.montrer_suivi(
        Apercu(compte="", droits=droits, questions=utiles, total_questions=3, pret=True)
    )
    QApplication.processEvents()
    assert page.view.minimumSizeHint().height() < 420
    assert page.view.suivi.voir.visibleRegion().boundingRect().height() >= 32


def test_une_reponse_ne_refait_pas_la_page(page: Page, nadia: Situation) -> None:
    page.poser(nadia)
    QApplication.processEvents()
    champs = {id(w) for w in page.view.findChildren(QWidget)}
    for loyer in range(630, 640):
        suivante = replace(
            page.lue(),
            logement=replace(page.lue().logement, loyer=Decimal(loyer)),  # type: ignore[type-var]
        )
        page.poser(suivante)
        QApplication.processEvents()
    assert {id(w) for w in page.view.findChildren(QWidget)} == champs


def test_les_segments_acceptent_f4(page: Page, nadia: Situation) -> None:
    page.poser(nadia)
    champ = page.view.champ("pension_enfants.versee")
    assert champ is not None
    segment = champ.findChildren(Segment)[0]
    segment.setFocus()
    touche(Qt.Key.Key_F4)
    pension = page.lue().pension_enfants
    assert pension.versee is NE_SAIT_PAS  # type: ignore[union-attr]


def test_le_veuvage_se_date_ou_se_refuse(
    page: Page, nadia: Situation, taper: Callable[[QWidget, str], None]
) -> None:
    page.poser(replace(nadia, veuf_depuis=PAS_DEMANDE))
    champ = page.view.champ("veuf_depuis")
    assert isinstance(champ, ChampLu)
    champ.ligne.setFocus()
    taper(champ.ligne, "non")
    assert page.lue().veuf_depuis is False
    champ.ligne.selectAll()
    taper(champ.ligne, "02/11/2020")
    assert page.lue().veuf_depuis == date(2020, 11, 2)


def test_une_nouvelle_ressource_propose_ce_que_l_activite_laisse_attendre(
    page: Page, nadia: Situation
) -> None:
    demandeur = replace(nadia.demandeur, ressources=PAS_DEMANDE, activite="retraite")
    page.poser(replace(nadia, personnes=(demandeur, *nadia.enfants)))
    page.view.ressources.ajouter.click()
    assert page.view.ressources.lignes[-1].quoi.valeur() == ("p1", "retraite_nette")


def test_un_montant_sans_quoi_le_dit_sur_place(
    page: Page, nadia: Situation, taper: Callable[[QWidget, str], None]
) -> None:
    demandeur = replace(nadia.demandeur, ressources=PAS_DEMANDE, activite="autre")
    page.poser(replace(nadia, personnes=(demandeur, *nadia.enfants)))
    page.view.ressources.ajouter.click()
    ligne = page.view.ressources.lignes[-1]
    taper(ligne.montant.ligne, "1150")
    assert "qui et quoi" in ligne.quoi.erreur
    ligne.quoi.liste.definir(("p1", "salaire_net"))
    ligne.quoi.liste.choisi.emit(("p1", "salaire_net"))
    assert not ligne.quoi.erreur


def test_la_liste_des_aides_ne_nomme_aucune_violence() -> None:
    nom = "Aide d’urgence aux victimes de violences conjugales"
    assert neutre(nom) == "Aide d’urgence"
    assert neutre("Allocations familiales") == "Allocations familiales"
