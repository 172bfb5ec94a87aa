"""Un prénom piégé reste du texte : à l'écran, sur la feuille, dans les fichiers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget

from guichet.application.atelier import Atelier
from guichet.application.conduite import RENDEZ_VOUS
from guichet.application.pages import PageRendezVous
from guichet.application.services import Services
from guichet.dossier.contenu import Dossier
from guichet.errors import EntreeRefusee

Attendre = Callable[[Callable[[], bool]], None]
PIEGES = (
    "<b>Zz</b><img src=file:///etc/passwd>",
    "<a href='javascript:alert(1)'>Zz</a>",
    "M. <Zz>",
    "Zz & Fils",
    "=Zz()",
)


def avec_prenom(foyer: Any, prenom: str) -> Any:  # noqa: ANN401 - du JSON
    foyer["personnes"][0]["prenom"] = prenom
    return foyer


@pytest.mark.parametrize("prenom", ["\x00", "Zz\nZz", "Z" * 5000, "Zz\ud800"])
def test_un_prenom_impossible_est_refuse(services: Services, foyer: object, prenom: str) -> None:
    with pytest.raises(EntreeRefusee, match="prenom"):
        services.lire_situation(avec_prenom(foyer, prenom), services.today())


def test_chaque_ecran_montre_un_prenom_piege_comme_du_texte(
    atelier: Atelier, services: Services, foyer: object, attendre: Attendre
) -> None:
    piege = "<b>Z</b>\u202e<img src=file:///etc/passwd>"
    situation = services.lire_situation(avec_prenom(foyer, piege), services.today())
    atelier.nouvelle_visite()
    visite = atelier.visite
    assert visite is not None
    visite.repondre(situation)
    attendre(lambda: not visite.etat.calcul_en_cours)
    visite.suivre_moment("separation", services.today() - timedelta(days=18))
    vus = 0
    for numero in (1, 2, 3, 4, 5):
        atelier.aller(numero)
        QApplication.processEvents()
    page = atelier.page(RENDEZ_VOUS)
    assert isinstance(page, PageRendezVous)
    attendre(lambda: page.presenter.pret)
    atelier.personne_suivante()
    for widget in atelier.fenetre.findChildren(QWidget):
        assert not isinstance(widget, QTextEdit)
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()
            vus += piege[:5] in widget.text()
        if isinstance(widget, QLabel | QAbstractButton):
            assert "\u202e" not in widget.text()
        assert "<b>" not in widget.toolTip()
        assert "<img" not in widget.toolTip()
    assert vus, "le piège devrait être affiché quelque part"
    assert atelier.fenetre.windowTitle() == "Guichet"


@pytest.mark.parametrize("piege", PIEGES)
def test_la_feuille_imprime_un_prenom_piege_tel_quel_et_sans_lien(
    services: Services, foyer: object, piege: str
) -> None:
    situation = services.lire_situation(avec_prenom(foyer, piege), services.today())
    pdf = services.imprimer(Dossier(situation=situation))
    document = pypdfium2.PdfDocument(pdf)
    texte = "".join(p.get_textpage().get_text_bounded() for p in document)
    document.close()
    assert piege.replace(" ", "") in "".join(texte.split()).replace("’", "'")
    for interdit in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"javascript:", b"file://"):
        assert interdit not in pdf
