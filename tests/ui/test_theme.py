"""Les jetons tiennent ce que le langage visuel promet : contrastes, teintes, une seule source."""

import itertools
import re
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

import guichet.ui
from guichet.catalogue.chemins import ressources
from guichet.ui import icones, theme
from guichet.ui.jetons import jetons
from guichet.ui.noyau import Etiquette

UI = Path(guichet.ui.__file__).parent

# (texte, fond, minimum clair, minimum sombre) : la table du langage visuel, § 2.1.
CONTRASTES = [
    ("encre", "fond", 14.3, 15.9),
    ("encre", "surface", 16.0, 14.1),
    ("encre", "creux", 12.8, 16.7),
    ("encre2", "fond", 8.6, 11.7),
    ("encre2", "surface", 9.6, 10.4),
    ("encre2", "creux", 7.7, 12.3),
    ("accent", "surface", 8.1, 8.7),
    ("sur_accent", "accent", 8.1, 8.6),
    ("accent_texte", "accent_fond", 8.3, 8.1),
    ("bord", "surface", 4.2, 5.1),
    ("bord", "fond", 3.8, 5.7),
    ("focus_ext", "surface", 16.0, 10.3),
    ("focus_int", "accent", 5.2, 9.7),
    ("probable_texte", "probable_fond", 7.3, 8.7),
    ("verifier_texte", "verifier_fond", 8.1, 9.2),
    ("non_texte", "non_fond", 8.0, 8.4),
    ("noncalc_texte", "noncalc_fond", 7.6, 8.3),
    ("danger_texte", "danger_fond", 8.2, 8.8),
    ("probable", "probable_fond", 5.2, 6.6),
    ("verifier", "verifier_fond", 5.0, 6.8),
    ("danger", "danger_fond", 5.5, 6.3),
    ("surface", "danger", 4.5, 4.5),
]


def luminance(couleur: QColor) -> float:
    canaux = [_lineaire(c) for c in (couleur.redF(), couleur.greenF(), couleur.blueF())]
    return 0.2126 * canaux[0] + 0.7152 * canaux[1] + 0.0722 * canaux[2]


def contraste(a: str, b: str) -> float:
    clair, sombre = sorted((luminance(QColor(a)), luminance(QColor(b))), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


def _lineaire(canal: float) -> float:
    return canal / 12.92 if canal <= 0.04045 else ((canal + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize(("texte", "fond", "clair", "sombre"), CONTRASTES)
def test_les_contrastes_du_langage_sont_tenus(
    texte: str, fond: str, clair: float, sombre: float
) -> None:
    for nom, minimum in (("clair", clair), ("sombre", sombre)):
        couleurs = jetons().couleurs[nom]
        assert contraste(couleurs[texte], couleurs[fond]) >= minimum - 0.05, nom


@pytest.mark.parametrize("nom", ["clair", "sombre"])
def test_l_icone_se_voit_sur_chaque_pastille_et_l_encre_sur_chaque_bande(nom: str) -> None:
    encre = jetons().couleurs[nom]["encre"]
    for groupe, teinte in jetons().teintes[nom].items():
        assert contraste(teinte.fort, teinte.sur) >= 4.5, groupe
        assert contraste(encre, teinte.fond) >= 9, groupe


# Machado, Oliveira et Fernandes (2009), sévérité 1, appliquées en RVB linéaire.
VISIONS = {
    "normale": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopie": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutéranopie": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopie": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@pytest.mark.parametrize("nom", ["clair", "sombre"])
@pytest.mark.parametrize("vision", VISIONS)
def test_deux_organismes_ne_se_confondent_jamais(nom: str, vision: str) -> None:
    teintes = {g: t.fort for g, t in jetons().teintes[nom].items() if g != "fs"}
    labs = {groupe: lab(QColor(couleur), VISIONS[vision]) for groupe, couleur in teintes.items()}

    proches = min((ciede2000(labs[a], labs[b]), a, b) for a, b in itertools.combinations(labs, 2))

    assert proches[0] >= 8, proches


def test_la_distance_de_couleur_est_celle_de_la_publication() -> None:
    # Sharma, Wu et Dalal (2005), table 1, paires 1, 7, 13 et 17.
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert ciede2000((50, -0.001, 2.49), (50, 0.0011, -2.49)) == pytest.approx(4.7461, abs=1e-4)
    assert ciede2000((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


Lab = tuple[float, float, float]


def lab(couleur: QColor, vision: tuple[tuple[float, ...], ...]) -> Lab:
    rvb = [_lineaire(c) for c in (couleur.redF(), couleur.greenF(), couleur.blueF())]
    r, v, b = (
        min(max(sum(m * c for m, c in zip(ligne, rvb, strict=True)), 0), 1) for ligne in vision
    )
    x = (0.4124564 * r + 0.3575761 * v + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * v + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * v + 0.9503041 * b) / 1.08883
    fx, fy, fz = (_racine(t) for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _racine(t: float) -> float:
    return float(t ** (1 / 3)) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def ciede2000(un: Lab, deux: Lab) -> float:
    (l1, a1, b1), (l2, a2, b2) = un, deux
    moyenne = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(moyenne**7 / (moyenne**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1 = degrees(atan2(b1, a1)) % 360 if c1 else 0
    h2 = degrees(atan2(b2, a2)) % 360 if c2 else 0
    dh = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    if c1 * c2 and abs(h2 - h1) == 180:
        dh = h2 - h1
    grand_dh = 2 * sqrt(c1 * c2) * sin(radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2
    if c1 * c2:
        hm = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else ((h1 + h2 + 360) / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(hm - 30))
        + 0.24 * cos(radians(2 * hm))
        + 0.32 * cos(radians(3 * hm + 6))
        - 0.20 * cos(radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rc = 2 * sqrt(cm**7 / (cm**7 + 25**7))
    rt = -rc * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    dl, dc, dhh = (l2 - l1) / sl, (c2 - c1) / sc, grand_dh / sh
    return sqrt(dl**2 + dc**2 + dhh**2 + rt * dc * dhh)


def test_aucune_couleur_n_est_ecrite_dans_le_code() -> None:
    # Le blanc du papier, dans l'aperçu, n'est pas un jeton : une feuille est blanche.
    ecrites = [
        f"{fichier.relative_to(UI)}:{numero}"
        for fichier in UI.rglob("*.py")
        for numero, ligne in enumerate(fichier.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(
            r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|GlobalColor\.(?!transparent|white)", ligne
        )
    ]

    assert ecrites == []


def test_la_feuille_de_style_n_a_aucune_couleur_a_elle() -> None:
    gabarit = (ressources() / "guichet.qss").read_text(encoding="utf-8")

    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b(?=[ ;])", gabarit)


def test_chaque_icone_des_jetons_existe() -> None:
    noms = {nom.icone for nom in jetons().organismes.values()}
    noms |= {statut["icone"] for statut in jetons().statuts.values()}
    noms |= {e["icone"] for e in jetons().echeances.values() if e["icone"]}

    absentes = [nom for nom in noms if not (ressources() / "icones" / f"{nom}.svg").is_file()]

    assert absentes == []


def test_chaque_icone_livree_sert() -> None:
    """On n'embarque que celles qui servent ; celle qui manque se reprend de lucide-static."""
    sources = [f.read_text(encoding="utf-8") for f in UI.parent.rglob("*.py")]
    sources.append((ressources() / "tokens.toml").read_text(encoding="utf-8"))
    ecrit = "\n".join(sources)
    noms = [fichier.stem for fichier in (ressources() / "icones").glob("*.svg")]

    assert len(noms) >= 50
    assert [nom for nom in sorted(noms) if f'"{nom}"' not in ecrit] == []


def test_les_icones_ont_leur_licence() -> None:
    licence = (ressources() / "icones" / "LICENSE").read_text(encoding="utf-8")

    assert licence.startswith("ISC License")


def test_une_icone_prend_la_couleur_demandee() -> None:
    image = icones.pixmap(
        "check", QColor(jetons().couleurs["clair"]["danger"]).name(), 24
    ).toImage()
    opaques = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }

    assert opaques == {jetons().couleurs["clair"]["danger"].lower()}


def test_les_polices_livrees_sont_chargees() -> None:
    assert jetons().famille in theme.charger_polices()
    for graisse in (400, 500, 600, 700):
        police = theme.actuel().police("corps", graisse=graisse)
        assert QFontInfo(police).family().startswith(jetons().famille)
        assert QFontInfo(police).weight() == graisse


def test_les_chiffres_tabulaires_ont_tous_la_meme_largeur() -> None:
    metrique = QFontMetricsF(theme.actuel().police("montant", tabulaire=True))

    assert len({metrique.horizontalAdvance(chiffre) for chiffre in "0123456789"}) == 1


def test_zoomer_agrandit_les_textes_et_revient(qapp: QApplication, qtbot: QtBot) -> None:
    etiquette = Etiquette("Loyer")
    qtbot.addWidget(etiquette)
    etiquette.show()

    theme.zoomer(qapp, 1)
    assert etiquette.font().pixelSize() == round(16 * 1.15)
    for _fois in range(10):
        theme.zoomer(qapp, 1)
    assert theme.actuel().zoom == 2.0
    assert theme.zoomer(qapp, 0) == 1.0
    assert etiquette.font().pixelSize() == 16


def test_le_theme_sombre_change_la_palette_et_les_textes(qapp: QApplication, qtbot: QtBot) -> None:
    etiquette = Etiquette("Loyer")
    qtbot.addWidget(etiquette)
    etiquette.show()

    theme.appliquer(qapp, sombre=True)

    encre = QColor(jetons().couleurs["sombre"]["encre"])
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == encre
    assert etiquette.palette().color(etiquette.foregroundRole()) == encre


def test_le_contraste_eleve_remplace_les_teintes_par_des_traits(qapp: QApplication) -> None:
    theme.appliquer(qapp, contraste=True)

    couleurs = theme.actuel().couleurs
    assert couleurs["bord"] == couleurs["encre"]
    assert couleurs["verifier_fond"] == couleurs["surface"]
    for texte in ("probable_texte", "verifier_texte", "danger_texte", "noncalc_texte"):
        assert contraste(couleurs[texte], couleurs["surface"]) >= 7


def test_le_zoom_garde_le_theme_choisi(qapp: QApplication) -> None:
    theme.appliquer(qapp, sombre=True, contraste=True)

    theme.zoomer(qapp, 1)

    assert theme.actuel().sombre
    assert theme.actuel().contraste


def test_suivre_le_systeme_prend_le_theme_de_l_ordinateur(qapp: QApplication) -> None:
    theme.appliquer(qapp, sombre=True)

    theme.suivre_le_systeme(qapp)

    dit_sombre = qapp.styleHints().colorScheme().name == "Dark"
    assert theme.actuel().sombre is dit_sombre


def test_rien_ne_descend_sous_13_pixels() -> None:
    assert min(style.taille for style in jetons().styles.values()) >= 13


def test_qt_parle_francais(qapp: QApplication, qtbot: QtBot) -> None:
    avant = QLocale()
    theme.parler_francais(qapp)
    boite = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(boite)

    assert boite.button(QDialogButtonBox.StandardButton.Cancel).text() == "Annuler"
    assert QLocale().name() == "fr_FR"
    QLocale.setDefault(avant)


def test_la_police_n_est_pas_deformee_par_l_ecran() -> None:
    assert theme.actuel().police().hintingPreference() == QFont.HintingPreference.PreferNoHinting
