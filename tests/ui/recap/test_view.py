"""L'écran « Récapitulatif » : aperçu, zoom, clavier, imprimante."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from guichet.recap.contexte import Options
from guichet.ui import theme
from guichet.ui.noyau import Bouton
from guichet.ui.recap.apercu import pages
from guichet.ui.recap.imprimante import dessiner, preparer
from guichet.ui.recap.presenter import ChoixDit
from guichet.ui.recap.view import RecapView

Montrer = Callable[[QWidget], None]
Auditer = Callable[[QWidget], list[str]]
A4_MM = (210, 297)


@pytest.fixture
def view(montrer: Montrer, feuille: bytes) -> RecapView:
    view = RecapView()
    view.resize(1366, 640)
    montrer(view)
    view.montrer_options(Options(), discret_impose=False)
    view.montrer_choix("Nadia", [])
    view.montrer_relecture(())
    view.montrer_pdf(feuille)
    QApplication.processEvents()
    return view


def nombre_de_pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def test_une_page_en_grand_et_toutes_en_vignettes(view: RecapView, feuille: bytes) -> None:
    nombre = nombre_de_pages(feuille)
    assert len(view.apercu.vignettes) == nombre
    assert view.compte.text().startswith(f"page 1 sur {nombre}")
    assert view.apercu.page.height() <= view.apercu.height()
    assert "feuille de route" in view.apercu.page.accessibleDescription()


def test_les_pages_se_tournent_au_clavier_et_a_la_souris(view: RecapView) -> None:
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.compte.text().startswith("page 2")
    assert view.apercu.vignettes[1].isChecked()
    view.apercu.vignettes[0].click()
    assert view.compte.text().startswith("page 1")
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.compte.text().startswith("page 1")


def test_le_zoom_agrandit_et_se_garde_quand_la_feuille_change(
    view: RecapView, feuille: bytes
) -> None:
    avant = view.apercu.page.width()
    view.apercu.zoomer(1)
    assert view.apercu.page.width() > avant * 1.2
    pourcentage = view.pourcentage.text()
    view.montrer_pdf(feuille)
    assert view.pourcentage.text() == pourcentage


def test_pendant_la_mise_en_page_on_n_imprime_pas_l_ancienne(view: RecapView) -> None:
    view.montrer_attente("Mise en page…")
    assert not view.imprimer.isEnabled()
    assert not view.enregistrer.isEnabled()


def test_les_sections_se_cochent_au_clavier(view: RecapView, qtbot: QtBot) -> None:
    view.cases["droits"].setFocus()
    with qtbot.waitSignal(view.option_changee) as signal:
        QTest.keyClick(view.cases["droits"], Qt.Key.Key_Space)
    assert signal.args == ["droits", False]


def test_la_discretion_imposee_ne_se_decoche_pas(view: RecapView) -> None:
    view.montrer_options(Options(discret=True), discret_impose=True)
    assert view.cases["discret"].isChecked()
    assert not view.cases["discret"].isEnabled()


def test_l_imprimante_muette_propose_une_autre_voie(view: RecapView, qtbot: QtBot) -> None:
    view.dire_imprimante()
    QApplication.processEvents()
    mots = " ".join(e.text() for e in view.findChildren(QLabel) if e.isVisible())
    assert "L’imprimante ne répond pas" in mots
    assert "n’est pas perdue" in mots
    boutons = {b.text(): b for b in view.panne.findChildren(Bouton)}
    with qtbot.waitSignal(view.impression_demandee):
        boutons["Réessayer"].click()
    with qtbot.waitSignal(view.enregistrement_demande):
        boutons["PDF"].click()
    view.dire_fait("La feuille est enregistrée.")
    assert not view.panne.isVisible()


def test_suivre_cette_personne_se_demande_ici(view: RecapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.suivi_demande):
        view.suivre.click()
    view.montrer_suivi("7K3F-2QX")
    assert not view.suivre.isEnabled()
    assert "7K3F" in view.suivre.text()


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_tout_a_un_nom_et_une_taille_suffisante(
    view: RecapView, qapp: QApplication, sans_nom: Auditer, trop_petits: Auditer, zoom: float
) -> None:
    theme.appliquer(qapp, zoom=zoom)
    view.adapter("etroit" if zoom > 1 else "large")
    QApplication.processEvents()
    assert sans_nom(view) == []
    assert trop_petits(view) == []


def test_un_prenom_balise_s_affiche_tel_quel(view: RecapView) -> None:
    view.montrer_choix(
        "<img src=x>",
        [ChoixDit(nom="<img>", groupe="caf", icone="x", texte="à demander", couleur="probable")],
    )
    balises = [e for e in view.findChildren(QLabel) if "<img" in e.text()]
    assert len(balises) == 2
    assert all(e.textFormat() == Qt.TextFormat.PlainText for e in balises)


def test_l_imprimante_recoit_exactement_la_feuille(feuille: bytes, tmp_path: Path) -> None:
    sortie = tmp_path / "sortie.pdf"
    assert imprimer_dans(sortie, feuille)

    imprime = sortie.read_bytes()
    assert nombre_de_pages(imprime) == nombre_de_pages(feuille)
    document = pypdfium2.PdfDocument(imprime)
    largeur, hauteur = document[0].get_size()
    document.close()
    assert (round(largeur / 72 * 25.4), round(hauteur / 72 * 25.4)) == A4_MM
    for voulue, rendue in zip(pages(feuille, points=60), pages(imprime, points=60), strict=True):
        assert ecart(voulue, rendue) < 3, "rien ne bouge ni ne se rétrécit d'une marge"


@pytest.mark.qt_log_ignore("QPdfEngine::begin|QPainter::begin|QPainter::end", extend=True)
def test_une_imprimante_qui_refuse_le_dit(feuille: bytes, tmp_path: Path) -> None:
    assert not imprimer_dans(tmp_path / "absent" / "sortie.pdf", feuille)


def test_rien_ne_reste_dans_les_dossiers_temporaires(
    view: RecapView, feuille: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporaire = tmp_path / "temporaire"
    temporaire.mkdir()
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(temporaire))
    monkeypatch.setattr(tempfile, "tempdir", None)

    view.montrer_pdf(feuille)
    view.apercu.zoomer(1)
    imprimer_dans(tmp_path / "sortie.pdf", feuille)

    assert list(temporaire.rglob("*")) == []


def imprimer_dans(chemin: Path, pdf: bytes) -> bool:
    imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
    imprimante.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    imprimante.setOutputFileName(str(chemin))
    preparer(imprimante, "feuille-de-route.pdf")
    return dessiner(pdf, imprimante)


def ecart(une: QImage, autre: QImage) -> float:
    """L'écart moyen de gris, de 0 à 255."""
    taille = une.size() / 4
    grises = [
        image.scaled(taille, mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        for image in (une, autre)
    ]
    total = sum(
        abs(grises[0].pixelColor(x, y).lightness() - grises[1].pixelColor(x, y).lightness())
        for x in range(0, taille.width(), 2)
        for y in range(0, taille.height(), 2)
    )
    return total / (taille.width() * taille.height() / 4)
