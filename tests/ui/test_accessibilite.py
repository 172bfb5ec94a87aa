"""Chaque contrôle de chaque écran a un nom, et une cible assez grande."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from guichet.droits.situation import NE_SAIT_PAS
from guichet.ui import theme
from guichet.ui.accueil.contenu import GRILLE, URGENCES, MomentAffiche, RdvAffiche, Tache
from guichet.ui.accueil.view import AccueilView
from guichet.ui.dossier.creation_view import CreationView
from guichet.ui.dossier.dossiers_presenter import DossierAffiche
from guichet.ui.dossier.dossiers_view import DossiersView, SuivrePersonne
from guichet.ui.dossier.suivante import Bilan, Chose, PersonneSuivante
from guichet.ui.dossier.verrou_view import VerrouView
from guichet.ui.etats import (
    bandeau_agendas_d_essai,
    bandeau_demonstration,
    bandeau_hors_ligne,
)
from guichet.ui.noyau import (
    OUI_NON,
    Bouton,
    CarteCase,
    CarteDroit,
    CarteRadio,
    Case,
    ChampDate,
    ChampListe,
    ChampMois,
    ChampMontant,
    ChampPhrase,
    ChampRecherche,
    ChampSegment,
    ChampTexte,
    PuceBouton,
    Segment,
    ZoneDefilante,
)
from guichet.ui.window import Fenetre

Montrer = Callable[[QWidget], None]
Audit = Callable[[QWidget], list[str]]


def catalogue_des_composants() -> QWidget:
    page = QWidget()
    pile = QVBoxLayout(page)
    inconnu = ChampMontant("Loyer")
    inconnu.definir(NE_SAIT_PAS)
    for widget in (
        Bouton("Enregistrer", icone="download", touche="F12"),
        Bouton("", icone="x", nom="Fermer"),
        ChampTexte("Prénom"),
        inconnu,
        ChampDate("Séparation le"),
        ChampMois("Depuis"),
        ChampPhrase("Phrase"),
        ChampListe("Occupation", [("hlm", "HLM")], inconnu=True),
        ChampSegment("Pension fixée ?", OUI_NON, dans_la_marge=PuceBouton("change 3 droits")),
        ChampRecherche("Commune", lambda _texte: []),
        Case("Lien de la visio"),
        CarteRadio("Standard", "2 pages"),
        CarteCase("Caf", groupe="caf"),
        CarteDroit("C2S", "CPAM", "cpam", action=Segment(OUI_NON, "Aide-t-il ?", inconnu=True)),
    ):
        pile.addWidget(widget)
    return page


def accueil() -> QWidget:
    vue = AccueilView(lambda _texte: [])
    vue.montrer_moments([MomentAffiche(c, t, i) for c, (i, t) in GRILLE.items()], "à jour")
    vue.montrer_urgences(tuple(URGENCES.items()))
    vue.montrer_jour("Vendredi 20 novembre", "Guichet de Nantes Nord")
    rdv = RdvAffiche("1", "10 h 30", ("caf", "cpam"), "Caf et CPAM", "droits", rejoignable=True)
    vue.montrer_rendez_vous([rdv])
    vue.montrer_taches([Tache("a", "phone", "accent", "2 rappels", "mardi")])
    vue.montrer_effacement("3 dossiers arrivent à leur date.")
    return vue


def verrou() -> QWidget:
    vue = VerrouView()
    vue.montrer(conseiller="Karine M.", quand="Vendredi", avec_phrase=True, visite_gardee=True)
    return vue


def creation(etape: int) -> QWidget:
    vue = CreationView()
    actes = (
        vue.montrer_structure,
        vue.montrer_phrase,
        lambda: vue.montrer_code("ABCD-EFGH"),
        lambda: vue.montrer_fin(""),
    )
    actes[etape]()
    return vue


def dossiers() -> QWidget:
    vue = DossiersView()
    vue.montrer_trouves([DossierAffiche("7K3F", "Nadia", "vue le 20 nov.", "s'efface le 20 mai")])
    return vue


ECRANS: dict[str, Callable[[], QWidget]] = {
    "composants": catalogue_des_composants,
    "accueil": accueil,
    "verrou": verrou,
    "dossiers": dossiers,
    "hors ligne": lambda: bandeau_hors_ligne("9 h 52"),
    "démonstration": bandeau_demonstration,
    "agendas d'essai": bandeau_agendas_d_essai,
    **{f"création {n + 1}": partial(creation, n) for n in range(4)},
}


@pytest.mark.parametrize("nom", ECRANS)
def test_chaque_controle_a_un_nom(nom: str, montrer: Montrer, sans_nom: Audit) -> None:
    ecran = ECRANS[nom]()
    montrer(ecran)

    assert sans_nom(ecran) == []


@pytest.mark.parametrize("zoom", [1.0, 1.5])
@pytest.mark.parametrize("nom", ECRANS)
def test_chaque_cible_se_vise(
    nom: str, zoom: float, qapp: QApplication, montrer: Montrer, trop_petits: Audit
) -> None:
    theme.appliquer(qapp, zoom=zoom)
    zone = ZoneDefilante(ECRANS[nom]())
    zone.resize(1366, 700)
    montrer(zone)

    assert trop_petits(zone) == []


@pytest.mark.parametrize("nom", ["accueil", "verrou", "dossiers", "création 1", "création 3"])
def test_rien_n_est_plus_large_que_l_ecran_a_150_pour_cent(nom: str, montrer: Montrer) -> None:
    ecran = ECRANS[nom]()
    if isinstance(ecran, AccueilView):
        ecran.adapter("etroit")
    montrer(ecran)

    assert ecran.minimumSizeHint().width() <= 911


def test_la_fenetre_et_ses_dialogues_sont_nommes(montrer: Montrer, sans_nom: Audit) -> None:
    fenetre = Fenetre()
    fenetre.ajouter_page(1, catalogue_des_composants())
    fenetre.montrer(1)
    montrer(fenetre)
    assert sans_nom(fenetre) == []

    bilan = Bilan("Nadia", (Chose("trash-2", "Réponses", "12"),), (), suivie=False)
    for dialogue in (PersonneSuivante(fenetre, bilan), SuivrePersonne(fenetre)):
        dialogue.ouvrir()
        assert sans_nom(dialogue) == []
        dialogue.refuser()


def test_l_audit_voit_un_bouton_sans_nom(montrer: Montrer, sans_nom: Audit) -> None:
    page = QWidget()
    QVBoxLayout(page).addWidget(QToolButton())
    page.findChildren(QToolButton)[0].setFocusPolicy(page.focusPolicy().StrongFocus)
    montrer(page)

    assert sans_nom(page) == ["QToolButton"]


def test_un_bouton_sans_texte_ni_nom_est_un_defaut() -> None:
    with pytest.raises(ValueError, match="nom"):
        Bouton("", icone="x")


def test_la_carte_de_droit_dit_tout_en_une_phrase(montrer: Montrer) -> None:
    carte = CarteDroit(
        "Prime d'activité",
        "Caf",
        "caf",
        statut="probable",
        sous_ligne="à demander avant le 30 novembre",
        montant="449 à 663 €",
        unite="par mois",
    )
    montrer(carte)

    interface = QAccessible.queryAccessibleInterface(carte)

    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == (
        "Prime d'activité, Caf, probable, 449 à 663 € par mois, à demander avant le 30 novembre"
    )


def test_un_bandeau_un_dialogue_et_une_erreur_sont_annonces(
    montrer: Montrer, monkeypatch: pytest.MonkeyPatch
) -> None:
    QAccessible.setActive(True)
    dits: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: dits.append(event.message())
    )
    fenetre = Fenetre()
    montrer(fenetre)
    champ = ChampTexte("Prénom")
    fenetre.ajouter_page(1, champ)

    fenetre.montrer_bandeau(bandeau_hors_ligne("9 h 52"))
    champ.definir_erreur("Un prénom, s'il vous plaît.")
    SuivrePersonne(fenetre).ouvrir()

    assert dits[0].startswith("Pas de réseau depuis 9 h 52")
    assert dits[1:] == ["Un prénom, s'il vous plaît.", "Suivre cette personne ?"]


def test_une_erreur_de_champ_est_lue_avec_le_champ(montrer: Montrer) -> None:
    champ = ChampTexte("Prénom")
    montrer(champ)

    champ.definir_erreur("Un prénom, s'il vous plaît.")

    description = QAccessible.queryAccessibleInterface(champ.ligne).text(
        QAccessible.Text.Description
    )
    assert description == "Un prénom, s'il vous plaît."
