"""Chaque colonne de la base est classée dans resources/donnees.toml, et n'y ment pas."""

import tomllib
from typing import Any

import pytest

from guichet.catalogue.chemins import ressources
from guichet.models.tables import Base

VALEURS: dict[str, set[object]] = {
    "categorie": {"structure", "agent", "personne", "suivi", "technique"},
    "duree": {"dossier", "journal", "structure"},
    "export": {True, False},
    "effacement": {"ligne", "cascade", "sans_objet"},
}
COLONNES = [
    (table.name, colonne.name) for table in Base.metadata.sorted_tables for colonne in table.columns
]


@pytest.fixture(scope="module")
def donnees() -> dict[str, Any]:
    lu = tomllib.loads((ressources() / "donnees.toml").read_text(encoding="utf-8"))
    assert lu.pop("version") == 1
    return lu


def test_le_classement_et_la_base_ont_les_memes_colonnes(donnees: dict[str, Any]) -> None:
    classees = {(table, colonne) for table, lignes in donnees.items() for colonne in lignes}
    assert classees == set(COLONNES)


@pytest.mark.parametrize(("table", "colonne"), COLONNES)
def test_chaque_colonne_est_classee_entierement(
    donnees: dict[str, Any], table: str, colonne: str
) -> None:
    classement = donnees[table][colonne]
    assert set(classement) == {*VALEURS, "finalite"}
    assert len(classement["finalite"]) > 10
    for champ, permises in VALEURS.items():
        assert classement[champ] in permises, champ


@pytest.mark.parametrize(("table", "colonne"), COLONNES)
def test_une_donnee_de_personne_part_avec_le_dossier_et_peut_etre_remise(
    donnees: dict[str, Any], table: str, colonne: str
) -> None:
    classement = donnees[table][colonne]
    if classement["categorie"] == "personne":
        assert classement["duree"] == "dossier"
        assert classement["export"] is True
        assert classement["effacement"] in {"ligne", "cascade"}


def test_cascade_dit_vrai() -> None:
    for table in Base.metadata.sorted_tables:
        if table.name in {"feuille", "rendez_vous"}:
            (lien,) = table.foreign_keys
            assert lien.column.table.name == "dossier"
            assert lien.ondelete == "CASCADE"


def test_aucune_colonne_n_attend_un_numero_interdit() -> None:
    for _table, colonne in COLONNES:
        assert not any(mot in colonne for mot in ("nir", "iban", "secu", "passe"))
