"""Tout texte s'imprime entier, dessinable, jamais interprété."""

import re
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from guichet.catalogue.chemins import ressources
from guichet.impression import polices, texte
from guichet.impression.balises import Toile
from guichet.impression.texte import LONGUEUR_MAX, P, Style

from . import lecture

STYLE = Style(taille=11.3)
NOMS = [
    "Lefèvre",
    "Œuvrard",
    "Nguyễn Thị Ánh",
    "Kowalčík",
    "Đặng",
    "Їжак",
    "Παπαδόπουλος",
    "Şahin Öztürk",
    "Ğüneş İpek",
    "Łukasz Wiśniewski",
    "Þórður Ægisson",
    "Żółć",
    "Nʼdiaye",
    "Ștefan Țurcan",
    "O’Brien-D’Été",
    "Ľubomír Ďurčák",
    "Sørensen Håkan",
    "Márquez Muñoz Niña",
    "ʻAlamoti Māhina",
    "Ẽ Ỹ Ǵ",
]
# Ce que reportlab prendrait pour du balisage, une image, un lien, une entité.
INJECTIONS = [
    "M. <Dupont>",
    "Marie <b>Dupont</b>",
    "Marie <b>Dupont",
    "<img src='resources/icones/users.svg' width='900'/>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>Caf</a>",
    "<font size=500 color='white'>caché</font>",
    "&amp; &lt; &#65; &eacute;",
    "<!-- x",
    "<para>x</para>",
    "<br/><br/>",
    "]]>",
    '"/><unichar code="65"/>',
    "Dupont & Fils",
    "<onDraw name='os.system' label='x'/>",
    "revenu < 1 000 et > 5",
]


def imprimer(*contenu: Flowable) -> bytes:
    flux = BytesIO()
    modele = BaseDocTemplate(flux)
    modele.addPageTemplates([PageTemplate("p", [Frame(40, 40, 500, 700)])])
    modele.build(
        list(contenu),
        canvasmaker=lambda cible, **_: Toile(
            cible,
            titre="Essai",
            jour=date(2026, 11, 20),
            langue="fr-FR",
            police=polices.nom(400),
            decor=lambda *_: None,
        ),
    )
    return flux.getvalue()


@pytest.mark.parametrize("nom", NOMS)
def test_un_nom_difficile_s_imprime_sans_glyphe_manquant(nom: str) -> None:
    for graisse in (400, 500, 600, 700):
        for police, morceau in texte.plages(nom, graisse):
            assert {ord(c) for c in morceau} <= polices.dessine(police)
    assert texte.imprimable(nom)
    assert nom in lecture.texte(imprimer(P(nom, STYLE)))


@pytest.mark.parametrize("malin", INJECTIONS)
def test_une_injection_s_imprime_telle_quelle(malin: str) -> None:
    pdf = imprimer(P(malin, STYLE), P("avant", STYLE, suite=malin))

    attendu = " ".join(malin.split())
    assert lecture.texte(pdf).count(attendu) == 2
    for interdit in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Subtype /Image"):
        assert interdit not in pdf


def test_les_caracteres_de_controle_et_de_sens_disparaissent() -> None:
    assert texte.nettoyer("a\x00b\x07c\u202ed\u200be\ud800f") == "abcdef"
    assert texte.nettoyer("deux\nlignes\tici") == "deux lignes ici"


def test_les_espaces_et_traits_absents_de_la_police_sont_remplaces() -> None:
    assert texte.nettoyer("1\u202f150\u202f€ porte\u2011clés") == "1\u00a0150\u00a0€ porte-clés"


def test_les_accents_decomposes_sont_recomposes() -> None:
    assert texte.nettoyer("Lefe\u0300vre") == "Lefèvre"


def test_un_mot_passe_entier_a_la_police_de_repli() -> None:
    assert texte.plages("Mme Nguyễn ici", 400) == (
        ("AtkinsonHyperlegibleNext-400", "Mme "),
        ("NotoSans-400", "Nguyễn"),
        ("AtkinsonHyperlegibleNext-400", " ici"),
    )


def test_une_ecriture_sans_police_est_annoncee_et_jamais_laissee_en_carre_vide() -> None:
    assert not texte.imprimable("محمد")
    assert texte.plages("محمد 👩 Zoé", 400) == (("AtkinsonHyperlegibleNext-400", "????  Zoé"),)


def test_un_texte_sans_fin_est_coupe_et_cela_se_voit() -> None:
    coupe = texte.nettoyer("a" * 50_000)
    assert len(coupe) == LONGUEUR_MAX
    assert coupe.endswith("…")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*"<>&'\"/=;[]{}%()\\ ", *INJECTIONS]),
            st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs"]),
        ),
        max_size=30,
    ).map("".join)
)
def test_n_importe_quel_texte_ressort_caractere_pour_caractere(brut: str) -> None:
    dessine = "".join(morceau for _, morceau in texte.plages(brut, 400))

    assert P(brut, STYLE).texte.split() == dessine.split()


def test_rien_d_autre_que_p_ne_construit_de_paragraphe() -> None:
    sources = (ressources().parent / "src" / "guichet").rglob("*.py")
    coupables = [s.name for s in sources if re.search(r"\bParagraph\b", s.read_text("utf-8"))]
    assert coupables == ["texte.py"]
