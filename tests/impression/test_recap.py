"""Le PDF remis : on le relit comme un téléphone, un lecteur d'écran et un œil."""

import dataclasses
import re
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
import segno
import zxingcpp
from tests.recap.exemples import (
    AU,
    RENDEZ_VOUS,
    STRUCTURE,
    avec_prenom,
    dossier,
    parcours,
)

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Dossier
from guichet.impression.recap import imprimer
from guichet.parcours import phrases
from guichet.recap.document import Document, Options, composer, composer_parcours

from . import lecture

DEMONSTRATION = dataclasses.replace(STRUCTURE, demonstration=True)


def document(sujet: Dossier, catalogue: Catalogue, **options: bool) -> Document:
    return composer(sujet, catalogue, STRUCTURE, au=AU, options=Options(**options))


@pytest.fixture(scope="module")
def feuille(catalogue: Catalogue) -> bytes:
    return imprimer(document(dossier(catalogue, reference="7K3F-2QX"), catalogue))


def codes(pdf: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(lecture.image(pdf))]


def test_une_visite_ordinaire_tient_en_deux_pages(feuille: bytes, catalogue: Catalogue) -> None:
    pages = lecture.pages(feuille)
    assert len(pages) == 2
    assert ["page 1/2" in pages[0], "page 2/2" in pages[1]] == [True, True]
    avec_lien = imprimer(document(dossier(catalogue), catalogue, lien_visio=True))
    assert len(lecture.pages(avec_lien)) == 2


def test_chaque_page_est_un_a4(feuille: bytes) -> None:
    with pikepdf.open(BytesIO(feuille)) as pdf:
        for page in pdf.pages:
            largeur, hauteur = (float(page.mediabox[2]), float(page.mediabox[3]))
            assert (round(largeur), round(hauteur)) == (595, 842)


def test_le_texte_se_lit_dans_l_ordre_des_sections(feuille: bytes) -> None:
    lu = lecture.texte(feuille)
    titres = [
        "Votre feuille de route",
        "À faire en premier",
        "Votre rendez-vous par vidéo",
        "Votre parcours jusqu’au",
        "Vos aides possibles",
        "Papiers à réunir, une seule fois",
        "On vous dit non ?",
    ]
    assert all(lu.index(avant) < lu.index(apres) for avant, apres in pairwise(titres))


def test_la_feuille_dit_les_memes_echeances_que_l_ecran(
    feuille: bytes, catalogue: Catalogue
) -> None:
    lu = lecture.texte(feuille)
    for etape in parcours(catalogue).etapes:
        if "danger" not in etape.titre:
            possibles = [p.replace("\u00a0", " ") for p in phrases.variantes(etape, au=AU)]
            assert any(possible in lu for possible in possibles), etape.titre
            assert etape.titre_court in lu or etape.titre in lu
            if etape.consequence:
                assert etape.consequence.replace("\u00a0", " ") in lu


def test_le_pdf_est_balise_comme_il_se_lit(feuille: bytes) -> None:
    arbre = lecture.arbre(feuille)
    roles = [noeud.role for noeud in arbre.tous()]
    assert arbre.role == "Document"
    assert roles.count("H1") == 1
    assert roles.index("H1") < roles.index("H2") < roles.index("H3")
    for attendu in ("L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure"):
        assert attendu in roles
    [table] = [noeud for noeud in arbre.tous() if noeud.role == "Table"]
    assert [cellule.role for cellule in table.enfants[0].enfants] == ["TH"] * 3


def test_chaque_figure_est_decrite(feuille: bytes) -> None:
    figures = [noeud for noeud in lecture.arbre(feuille).tous() if noeud.role == "Figure"]
    assert [figure.description for figure in figures] == [
        "Code QR : ajoute le rendez-vous du mardi 24 novembre 2026 à 10 h "
        "à l’agenda du téléphone.".replace(
            "24 novembre 2026 à 10 h", "24\u00a0novembre\u00a02026 à 10\u00a0h"
        )
    ]


def test_la_langue_le_titre_et_pdf_ua_sont_annonces(feuille: bytes) -> None:
    with pikepdf.open(BytesIO(feuille)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Votre feuille de route"
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert xmp["dc:title"] == "Votre feuille de route"


def test_rien_n_est_dessine_hors_de_l_arbre(feuille: bytes) -> None:
    peignent = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
    with pikepdf.open(BytesIO(feuille)) as pdf:
        for page in pdf.pages:
            ouvertes = 0
            for instruction in pikepdf.parse_content_stream(page):
                nom = str(instruction.operator)
                ouvertes += (nom in ("BDC", "BMC")) - (nom == "EMC")
                assert ouvertes or nom not in peignent
            assert ouvertes == 0


def test_un_paragraphe_coupe_en_deux_lignes_se_lit_d_un_seul_tenant(feuille: bytes) -> None:
    with pikepdf.open(BytesIO(feuille)) as pdf:
        textes = [str(e.ActualText) for e in _elements(pdf) if "/ActualText" in e]
    assert any("il manque des droits, ou il faut rembourser" in texte for texte in textes)


def test_le_lecteur_d_ecran_separe_l_etape_de_son_organisme(feuille: bytes) -> None:
    with pikepdf.open(BytesIO(feuille)) as pdf:
        textes = [str(e.ActualText) for e in _elements(pdf) if "/ActualText" in e]
    assert "Demander l’ASF, Caf" in textes


def _elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    pile, trouves = [pdf.Root.StructTreeRoot.K], []
    while pile:
        element = pile.pop()
        trouves.append(element)
        pile += [enfant for enfant in element.K if "/S" in enfant]
    return trouves


def test_toutes_les_polices_sont_embarquees(catalogue: Catalogue) -> None:
    sujet = avec_prenom(dossier(catalogue), "Nguyễn Їжак")
    polices = lecture.polices(imprimer(document(sujet, catalogue)))
    assert all(polices.values())
    assert any("AtkinsonHyperlegibleNext" in nom for nom in polices)
    assert any("NotoSans" in nom for nom in polices)


@pytest.mark.parametrize(
    "prenom", ["M. <Dupont>", "Marie <b>Dupont", "<img src='x.png'/>", "&amp; fils", "Œuvrard"]
)
def test_le_prenom_s_imprime_tel_quel(catalogue: Catalogue, prenom: str) -> None:
    pdf = imprimer(document(avec_prenom(dossier(catalogue), prenom), catalogue))
    assert f"Préparée avec {prenom} le 20 novembre 2026." in lecture.texte(pdf)
    with pikepdf.open(BytesIO(pdf)) as relu:
        assert not any("/Annots" in page for page in relu.pages)


def test_un_prenom_sans_police_est_omis_plutot_que_mutile(catalogue: Catalogue) -> None:
    lu = lecture.texte(imprimer(document(avec_prenom(dossier(catalogue), "فاطمة"), catalogue)))
    assert "Préparée ensemble le 20 novembre 2026." in lu
    assert "?????" not in lu


def test_le_qr_d_agenda_se_lit_et_ne_nomme_personne(feuille: bytes) -> None:
    [agenda] = codes(feuille)
    assert agenda.startswith("BEGIN:VCALENDAR")
    assert "DTSTART:20261124T090000Z" in agenda
    assert "Nadia" not in agenda


def test_le_qr_fait_au_moins_trente_millimetres_et_a_sa_zone_blanche(feuille: bytes) -> None:
    image = lecture.image(feuille, points_par_pouce=254).convert("L")  # 10 points par millimètre
    [code] = zxingcpp.read_barcodes(image)
    coins = (code.position.top_left, code.position.bottom_right)
    assert coins[1].x - coins[0].x >= 298
    modules = segno.make(code.text, error="m", micro=False).symbol_size(border=0)[0]
    module = (coins[1].x - coins[0].x) / modules
    haut, bas = coins[0].y - 3.7 * module, coins[0].y - 2
    zone = image.crop((coins[0].x, int(haut), coins[1].x, int(bas)))
    assert zone.getextrema()[0] >= 250


def test_le_lien_de_la_video_est_en_texte_et_en_qr(catalogue: Catalogue) -> None:
    pdf = imprimer(document(dossier(catalogue), catalogue, lien_visio=True))
    assert RENDEZ_VOUS.lien_visio is not None
    assert RENDEZ_VOUS.lien_visio in lecture.texte(pdf)
    assert RENDEZ_VOUS.lien_visio in codes(pdf)


def test_demonstration_est_ecrit_sur_chaque_page(catalogue: Catalogue) -> None:
    pdf = imprimer(composer(dossier(catalogue), catalogue, DEMONSTRATION, au=AU))
    assert all("DÉMONSTRATION" in page for page in lecture.pages(pdf))
    vraie = imprimer(document(dossier(catalogue), catalogue))
    assert "DÉMONSTRATION" not in lecture.texte(vraie)


def test_la_feuille_discrete_ne_laisse_rien_dans_le_fichier(catalogue: Catalogue) -> None:
    sujet = dossier(catalogue, parcours=(parcours(catalogue, "violences-conjugales"),))
    pdf = imprimer(document(sujet, catalogue))
    lu = lecture.texte(pdf)
    assert "Mardi 24 novembre 2026 à 10 h" in lu
    with pikepdf.open(BytesIO(pdf)) as relu:
        cache = " ".join([lu, *map(str, relu.docinfo.values()), *codes(pdf)]).casefold()
    for interdit in ("violence", "nadia", "danger", "plainte", "caf", "séparation"):
        assert interdit not in cache


def test_la_feuille_ne_dit_pas_l_heure_de_la_visite(feuille: bytes) -> None:
    with pikepdf.open(BytesIO(feuille)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261120000000")


def test_le_meme_dossier_donne_les_memes_octets(catalogue: Catalogue) -> None:
    sujet = document(dossier(catalogue), catalogue)
    assert imprimer(sujet) == imprimer(sujet)


def test_beaucoup_de_contenu_ne_perd_rien(catalogue: Catalogue) -> None:
    chemins = tuple(parcours(catalogue, m) for m in ("separation", "perte-emploi", "senior"))
    loin = tuple(
        dataclasses.replace(
            RENDEZ_VOUS, id=f"r{n}", debut=datetime(2026, 12, n, 9, tzinfo=UTC),
            fin=datetime(2026, 12, n, 9, 30, tzinfo=UTC),
        )
        for n in range(1, 6)
    )  # fmt: skip
    sujet = document(dossier(catalogue, parcours=chemins, rendez_vous=loin), catalogue)
    pdf = imprimer(sujet)
    lu = lecture.texte(pdf)
    assert len(lecture.pages(pdf)) > 2
    for chemin in chemins:
        for etape in chemin.etapes:
            if not {"3919", "17"} & set(etape.canaux.get("telephone", ())):
                assert etape.titre_court in lu or etape.titre in lu
    assert all(f"{n} décembre 2026" in lu for n in range(2, 6))


def test_un_parcours_seul_s_imprime(catalogue: Catalogue) -> None:
    pdf = imprimer(composer_parcours(parcours(catalogue), catalogue, STRUCTURE, au=AU))
    lu = lecture.texte(pdf)
    assert "Votre parcours jusqu’au" in lu
    assert "Vos aides possibles" not in lu


@pytest.mark.parametrize("moment", ["arrivee-enfant", "handicap-invalidite", "perte-proche"])
def test_aucun_caractere_n_est_remplace_par_un_point_d_interrogation(
    catalogue: Catalogue, moment: str
) -> None:
    pdf = imprimer(composer_parcours(parcours(catalogue, moment), catalogue, STRUCTURE, au=AU))
    assert not re.search(r"\w\?\w|\?\?", lecture.texte(pdf))


def test_un_texte_interminable_n_empeche_pas_d_imprimer(catalogue: Catalogue) -> None:
    long = "Très long nom de guichet " * 200
    structure = dataclasses.replace(STRUCTURE, nom=long, adresse=long, horaires=long)
    sujet = avec_prenom(dossier(catalogue, reference="Ї" * 40), "A" * 3000)
    pdf = imprimer(composer(sujet, catalogue, structure, au=AU, options=Options(lien_visio=True)))
    assert "Vos aides possibles" in lecture.texte(pdf)
    assert all("Ї" * 40 in page for page in lecture.pages(pdf))


# Des feuilles qui s'arrêtent au ras d'une page : un blanc de 6 points y ouvrait une page vide.
@pytest.mark.parametrize(
    ("moment", "lignes"),
    [("creation-entreprise", 15), ("retraite", 12), ("perte-proche", 24), ("separation", 0)],
)
def test_le_bas_de_la_feuille_ne_coute_jamais_une_page_vide(
    catalogue: Catalogue, moment: str, lignes: int
) -> None:
    sujet = dossier(catalogue, parcours=(parcours(catalogue, moment),))
    structure = dataclasses.replace(
        STRUCTURE, adresse="Une ligne de plus pour l’adresse. " * lignes
    )
    pages = lecture.pages(imprimer(composer(sujet, catalogue, structure, au=AU)))
    assert pages[-1].partition("Estimation : seule")[0].strip()
