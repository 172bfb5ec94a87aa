"""Les communes : trouver vite, et les mêmes codes que la table INSEE d'openfisca-france."""

import csv
import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.catalogue.chemins import ressources
from guichet.catalogue.communes import Commune, Communes, normaliser
from guichet.errors import GuichetError

COMMUNES = Communes.load(ressources())
LIGNES = [
    ligne.split("\t")
    for ligne in (ressources() / "communes.tsv").read_text(encoding="utf-8").splitlines()
]
ARRONDISSEMENTS = {"751", "693", "132"}


def premier(saisie: str) -> Commune:
    return COMMUNES.chercher(saisie)[0]


@pytest.mark.parametrize(
    ("saisie", "code"),
    [
        ("nantes", "44109"),
        ("saint etienne", "42218"),
        ("St-Étienne", "42218"),
        ("ETIENNE SAINT", "42218"),
        ("saintetienne", "42218"),
        ("saint etienne 42", "42218"),
        ("l'hay", "94038"),
        ("L’Haÿ-les-Roses", "94038"),
        ("lhay les roses", "94038"),
        ("havre", "76351"),
        ("villeneuve ascq", "59009"),
        ("oeuf en ternois", "62633"),
        ("Œuf", "62633"),
        ("saint denis 974", "97411"),
        ("lyon 3", "69383"),
        ("13001", "13055"),
        ("2a004", "2A004"),
        ("arbignieu", "01015"),
        ("vitry s/ seine", "94081"),
        ("Vitry s/Seine", "94081"),
        ("marseile", "13055"),
        ("toulousse", "31555"),
    ],
)
def test_une_saisie_trouve_la_commune_en_premier(saisie: str, code: str) -> None:
    assert premier(saisie).code == code


def test_le_nom_exact_passe_avant_une_commune_plus_peuplee() -> None:
    noms = [commune.nom for commune in COMMUNES.chercher("lisle")]
    assert noms[:2] == ["Lisle", "Lisle"]
    assert "Lisle-sur-Tarn" in noms[2:]


def test_un_code_postal_donne_toutes_ses_communes() -> None:
    *trouvees, derniere = COMMUNES.chercher("44110")
    assert len(trouvees) >= 3
    assert all("44110" in commune.codes_postaux for commune in trouvees)
    assert derniere.code == "44110"  # le même nombre est le code INSEE d'une autre commune


def test_la_liste_est_courte_et_sans_repetition() -> None:
    trouvees = COMMUNES.chercher("saint", limite=7)
    assert len({commune.code for commune in trouvees}) == len(trouvees) == 7


@pytest.mark.parametrize("saisie", ["", "   ", "(", ".*", "'", "zzzzzz", "\n", "\t 75"])
def test_une_saisie_sans_reponse_donne_peu_ou_rien(saisie: str) -> None:
    assert isinstance(COMMUNES.chercher(saisie), list)
    assert saisie.strip(" \t\n'(.*") or COMMUNES.chercher(saisie) == []


@given(st.text(max_size=80))
def test_aucune_saisie_ne_fait_tomber_la_recherche(saisie: str) -> None:
    for commune in COMMUNES.chercher(saisie, limite=3):
        assert COMMUNES.par_code(commune.code) is not None


@given(st.sampled_from(LIGNES))
def test_toute_commune_se_retrouve_par_son_nom_et_son_code(ligne: list[str]) -> None:
    code, nom, departement, _, cle = ligne
    retrouvee = COMMUNES.par_code(code)
    assert retrouvee is not None
    assert retrouvee.departement == departement
    assert code in {commune.code for commune in COMMUNES.chercher(f"{cle} {departement}")}
    assert cle == " " + normaliser(nom.partition(" (commune")[0])


@pytest.mark.parametrize("code", ["99999", "44", "", "44109\t", "\n44109", "2C004", "01330"])
def test_un_code_inconnu_ne_donne_rien(code: str) -> None:
    assert COMMUNES.par_code(code) is None


def test_paris_existe_entier_et_par_arrondissement() -> None:
    assert str(COMMUNES.par_code("75056")) == "Paris (75)"
    assert str(COMMUNES.par_code("75115")) == "Paris 15e arrondissement (75)"


def test_la_liste_absente_se_dit_en_une_phrase(tmp_path: Path) -> None:
    with pytest.raises(GuichetError, match="liste des communes"):
        Communes.load(tmp_path).chercher("nantes")


def _table_insee() -> dict[str, list[str]]:
    """La table des communes qu'openfisca-france embarque, lue sans importer le moteur."""
    trouve = importlib.util.find_spec("openfisca_france")
    assert trouve is not None
    assert trouve.origin is not None
    dossier = Path(trouve.origin).parent / "assets" / "zonage-communes"
    chemin = dossier / "zonage-abc-juillet-2024.csv"
    with chemin.open(encoding="cp1252", newline="") as stream:
        lignes = list(csv.reader(stream, delimiter=";"))
    return {ligne[0]: ligne for ligne in lignes[1:]}


def test_nos_communes_sont_celles_de_la_table_insee_du_moteur() -> None:
    """La table date de 2024 : seules les fusions de 2025 et 2026 peuvent les séparer."""
    insee = _table_insee()
    nous = {
        code: (nom, departement)
        for code, nom, departement, *_ in LIGNES
        if code[:3] not in ARRONDISSEMENTS and departement < "975" and "(commune" not in nom
    }
    assert len(nous) > 34_800
    assert len(nous.keys() - insee.keys()) <= 10
    communs = nous.keys() & insee.keys()
    assert all(nous[code][1] == insee[code][2] for code in communs)
