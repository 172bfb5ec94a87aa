"""Le YAML accepté : un petit sous-ensemble sûr, et des refus qui nomment le fichier et la ligne."""

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guichet.catalogue.lecture import PROFONDEUR_MAX, TAILLE_MAX, lire_yaml
from guichet.errors import EntreeRefusee


def lire(texte: str) -> object:
    return lire_yaml(texte.encode(), "essai.yaml")


def test_les_dates_et_les_mots_restent_du_texte() -> None:
    objet = lire("jour: 2026-11-20\noui: yes\nnon: no\nheure: 12:30\nvide: ~\noctal: 010")
    assert objet == {
        "jour": "2026-11-20",
        "oui": "yes",
        "non": "no",
        "heure": "12:30",
        "vide": "~",
        "octal": "010",
    }


def test_les_montants_sont_exacts() -> None:
    objet = lire("a: 651.69\nb: 12\nc: '12'\nd: true\ne: null\nf: 1.0e3")
    assert objet == {"a": Decimal("651.69"), "b": 12, "c": "12", "d": True, "e": None, "f": "1.0e3"}


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        ("a: &x 1\nb: *x", "renvois"),
        ("a: &x [1]\nb: 2", "renvois"),
        ("a: 1\nb: 2\na: 3", "ligne 3 : la clé « a » est donnée deux fois"),
        ("a: {b: 1, b: 2}", "deux fois"),
        ("a: !!python/object/apply:os.system [ls]", "étiquettes"),
        ("a: !!str 12", "étiquettes"),
        ("? [a]\n: 1", "une clé doit être un mot"),
        ("a: 1\n---\nb: 2", "un seul document"),
        ("a: [1", "n'est pas du YAML correct"),
        ("a: b: c", "n'est pas du YAML correct"),
        ("\tb: 1", "n'est pas du YAML correct"),
        ("[" * (PROFONDEUR_MAX + 1) + "]" * (PROFONDEUR_MAX + 1), "niveaux"),
    ],
)
def test_un_yaml_trompeur_est_refuse(texte: str, raison: str) -> None:
    with pytest.raises(EntreeRefusee, match=r"essai\.yaml") as refus:
        lire(texte)
    assert raison in refus.value.message


def test_une_bombe_d_alias_est_refusee() -> None:
    lignes = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lignes += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(EntreeRefusee, match="renvois"):
        lire("\n".join(lignes))


def test_un_fichier_trop_gros_ou_mal_code_est_refuse() -> None:
    with pytest.raises(EntreeRefusee, match="5 Mo"):
        lire_yaml(b"a" * (TAILLE_MAX + 1), "gros.yaml")
    with pytest.raises(EntreeRefusee, match="UTF-8"):
        lire_yaml("é".encode("latin-1"), "latin.yaml")


_TEXTES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
_ARBRES = st.recursive(
    st.one_of(_TEXTES, st.booleans(), st.none(), st.integers(-(10**9), 10**9)),
    lambda enfants: st.one_of(
        st.lists(enfants, max_size=4), st.dictionaries(_TEXTES, enfants, max_size=4)
    ),
    max_leaves=12,
)


@given(_ARBRES)
def test_ce_que_pyyaml_ecrit_sans_renvoi_se_relit_pareil(arbre: object) -> None:
    class SansRenvoi(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - signature de PyYAML
            return True

    texte = yaml.dump(arbre, Dumper=SansRenvoi, allow_unicode=True)
    assert lire(texte) == arbre


@given(st.text(max_size=200))
def test_un_texte_quelconque_est_lu_ou_refuse_jamais_plante(texte: str) -> None:
    try:
        lire_yaml(texte.encode(errors="surrogatepass"), "essai.yaml")
    except EntreeRefusee as refus:
        message = refus.message
    else:
        message = "essai.yaml, lu"
    assert "essai.yaml" in message
