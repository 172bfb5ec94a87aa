from datetime import date
from pathlib import Path

import pytest

from guichet.calcul import surcouche
from guichet.calcul.openfisca import Systeme
from guichet.calcul.surcouche import Ligne
from guichet.errors import GuichetError

LIGNES = surcouche.lire(surcouche.chemin_surcouche())


@pytest.mark.parametrize("ligne", LIGNES, ids=lambda ligne: f"{ligne.chemin}@{ligne.depuis}")
def test_une_ligne_verifiee_est_appliquee_les_autres_jamais(systeme: Systeme, ligne: Ligne) -> None:
    parametre = surcouche.trouver(systeme.parameters, ligne.chemin)

    appliquee = parametre(ligne.depuis.isoformat()) == pytest.approx(ligne.valeur)

    assert appliquee is ligne.verifie


@pytest.mark.parametrize("ligne", LIGNES, ids=lambda ligne: f"{ligne.chemin}@{ligne.depuis}")
def test_une_ligne_dit_sa_source_et_qui_l_a_controlee(ligne: Ligne) -> None:
    assert ligne.titre
    assert ligne.controle_par
    assert ligne.controle_le >= ligne.depuis
    assert ligne.droits
    assert not ligne.verifie or (ligne.url or "").startswith("https://")


def test_le_plafond_de_la_c2s_est_celui_d_avril_2026(systeme: Systeme) -> None:
    chemin = "prestations_sociales.solidarite_insertion.minima_sociaux.cs.cmu.plafond_base"
    plafond = surcouche.trouver(systeme.parameters, chemin)

    assert plafond("2026-11-01") == 10_421
    assert round(plafond("2026-11-01") / 12) == 868  # le plafond par mois que l'on publie
    assert plafond("2026-03-01") == 10_339
    assert plafond("2025-03-01") == 10_166


@pytest.mark.parametrize(
    ("nom", "avant", "par_mois"), [("seul", 10_978.30, 922.18), ("couple", 19_212.03, 1613.81)]
)
def test_l_asi_suit_le_coefficient_d_avril_2026(
    systeme: Systeme, nom: str, avant: float, par_mois: float
) -> None:
    """CSS L816-3 et L161-25 ; le coefficient est celui du RSA et de la base mensuelle."""
    solidarite = "prestations_sociales.solidarite_insertion.minima_sociaux.rsa.rsa_m"
    rsa = surcouche.trouver(systeme.parameters, f"{solidarite}.montant_de_base_du_rsa")
    asi = "prestations_sociales.prestations_etat_de_sante.invalidite.asi"
    plafond = surcouche.trouver(systeme.parameters, f"{asi}.plafond_ressource_{nom}")

    assert rsa("2026-04-01") / rsa("2026-03-01") == pytest.approx(1.008, abs=1e-5)
    assert plafond("2026-03-01") == pytest.approx(avant)
    assert plafond("2026-04-01") == pytest.approx(avant * 1.008, abs=0.01)
    assert plafond("2026-04-01") / 12 == pytest.approx(par_mois, abs=0.005)


def test_une_ligne_sans_source_est_refusee(tmp_path: Path) -> None:
    fichier = tmp_path / "surcouche.toml"
    fichier.write_text(
        '[[parametre]]\nchemin = "a.b"\nvaleur = 1\nfrom = 2026-01-01\n', encoding="utf-8"
    )

    with pytest.raises(GuichetError, match="ligne 1"):
        surcouche.lire(fichier)


def test_un_parametre_inconnu_est_refuse(systeme: Systeme) -> None:
    ligne = Ligne(
        chemin="prestations_sociales.inconnu",
        valeur=1,
        depuis=date(2026, 1, 1),
        droits=("rsa",),
        verifie=True,
        titre="essai",
        url=None,
        controle_le=date(2026, 1, 1),
        controle_par="essai",
    )

    with pytest.raises(GuichetError, match="inconnu"):
        surcouche.appliquer(systeme.parameters, [ligne])
