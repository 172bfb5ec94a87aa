"""Ce que chaque carte et le panneau disent d'un droit, avec le vrai catalogue."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from guichet.catalogue.contenu import Catalogue
from guichet.droits.questions import libelle
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, Unite
from guichet.droits.situation import NE_SAIT_PAS, Situation
from guichet.ui.droits.chiffres import montant_et_unite, sous_total, titre_total
from guichet.ui.droits.detail import detailler
from guichet.ui.droits.lignes import Redacteur, fin_de_mois

Fabrique = Callable[..., Diagnostic]


def resultat(unite: Unite, bas: int, haut: int, annee: int | None = None) -> Resultat:
    return Resultat(
        id="x",
        nom="X",
        organismes=("caf",),
        statut="probable",
        montant_min=Decimal(bas),
        montant_max=Decimal(haut),
        unite=unite,
        annee=annee,
    )


@pytest.mark.parametrize(
    ("droit", "attendu"),
    [
        (resultat("€/mois", 449, 663), ("449 à 663 €", "par mois")),
        (resultat("€/mois", 1349, 1349), ("1 349 €", "par mois")),
        (resultat("€/an", 877, 877, 2027), ("877 €", "par an (2027)")),
        (resultat("€", 1000, 1000), ("1 000 €", "une fois")),
        (resultat("€/mois à payer", 0, 0), ("Gratuite", "")),
        (resultat("€/mois à payer", 0, 30), ("Gratuite", "ou jusqu'à 30 € par mois à payer")),
        (resultat("€/mois à payer", 30, 30), ("30 €", "par mois à payer")),
    ],
)
def test_le_chiffre_et_son_unite(droit: Resultat, attendu: tuple[str, str]) -> None:
    montant, unite = montant_et_unite(droit)
    assert (montant.replace("\u00a0", " "), unite.replace("\u00a0", " ")) == attendu


def test_un_droit_sans_montant_n_en_invente_pas(asf: Resultat) -> None:
    assert montant_et_unite(replace(asf, montant_min=None, montant_max=None)) == ("", "")


def test_le_total_et_ce_qui_est_deja_recu(diagnostic: Fabrique, nadia: Situation) -> None:
    titre = titre_total(diagnostic()).replace("\u00a0", " ")
    assert titre == "Entre 798 € et 1 012 € par mois à demander"
    zero = replace(diagnostic(), total=Fourchette(min=Decimal(0), max=Decimal(0)))
    assert "Aucun montant" in titre_total(zero)
    sous = sous_total(nadia, "Caf").replace("\u00a0", " ")
    assert sous == "en plus des 152 € déjà reçus. Estimation : seule la caisse décide (Caf)."


def test_aucune_violence_a_l_ecran(
    catalogue: Catalogue, diagnostic: Fabrique, nadia: Situation
) -> None:
    redacteur = Redacteur(catalogue, libelle)
    lignes = redacteur.lignes(diagnostic(), nadia, {})
    montres = [ligne for groupe in lignes.values() for ligne in groupe]
    assert len(montres) == len(catalogue.droits) - 1
    assert not any("violence" in f"{m.nom}{m.sous_ligne}".lower() for m in montres)


def test_chaque_non_dit_sa_raison(
    catalogue: Catalogue, diagnostic: Fabrique, nadia: Situation
) -> None:
    redacteur = Redacteur(catalogue, libelle)
    for ligne in redacteur.lignes(diagnostic(), nadia, {})["non"]:
        assert ligne.sous_ligne == f"Raison de {ligne.id}."
    muet = replace(diagnostic().droit("rsa"), raisons=())
    assert redacteur.ligne(muet, nadia).sous_ligne.startswith("Il faut ")
    assert detailler(redacteur, muet, nadia).raisons


def test_ce_qui_se_perd_est_rouge_date_et_dit_si_le_delai_est_verifie(
    catalogue: Catalogue, nadia: Situation, prime: Resultat
) -> None:
    redacteur = Redacteur(catalogue, libelle)
    ligne = redacteur.ligne(prime, nadia)
    assert ligne.urgent
    assert "30\u00a0nov." in ligne.sous_ligne
    assert "2026" not in ligne.sous_ligne
    assert ("à vérifier" in ligne.sous_ligne) is (
        not catalogue.droits["prime_activite"].retroactivite_verifiee
    )
    assert not redacteur.ligne(replace(prime, deja_percu=True), nadia).urgent
    assert not redacteur.ligne(replace(prime, statut="a_verifier"), nadia).urgent


def test_le_detail_dit_tout_ce_que_le_conseiller_doit_dire(
    catalogue: Catalogue, nadia: Situation, prime: Resultat
) -> None:
    detail = detailler(Redacteur(catalogue, libelle), prime, nadia)
    droit = catalogue.droits["prime_activite"]
    assert detail.organismes == "Caf ou MSA"
    assert detail.bareme.replace("\u00a0", " ") == "Barème du 1er avril 2026"
    assert detail.papiers == droit.pieces
    assert any(canal in phrase for phrase in detail.demander for canal in droit.canaux["en_ligne"])
    assert detail.perte
    assert detail.sources[0].texte == "Prime d'activité (15/01/2024)"
    assert detail.sources[0].adresse.startswith("https://www.service-public.gouv.fr/")
    assert [c.chemin for c in detail.changements] == ["pension_enfants.versee"]


def test_le_premier_mois_different_est_dit(
    catalogue: Catalogue, nadia: Situation, prime: Resultat
) -> None:
    premier = Fourchette(min=Decimal(553), max=Decimal(789))
    detail = detailler(Redacteur(catalogue, libelle), replace(prime, premier_mois=premier), nadia)
    assert detail.changements[0].texte.replace("\u00a0", " ") == "Le premier mois : 553 à 789 €"


def test_la_question_repondue_ici_reste_sur_sa_carte(
    catalogue: Catalogue, nadia: Situation, asf: Resultat
) -> None:
    redacteur = Redacteur(catalogue, libelle)
    ligne = redacteur.ligne(asf, nadia)
    assert ligne.question == "pension_enfants.versee"
    assert ligne.oui_non
    tranche = replace(asf, statut="probable", motif=None, bascule=(), manque=())
    assert redacteur.ligne(tranche, nadia).question == ""
    assert redacteur.ligne(tranche, nadia, "pension_enfants.versee").question == ligne.question


def test_une_question_sur_quelqu_un_qui_n_est_plus_la_disparait(
    catalogue: Catalogue, nadia: Situation, asf: Resultat
) -> None:
    parti = replace(asf, bascule=("personnes.c9.handicap",), manque=("personnes.c9.handicap",))
    redacteur = Redacteur(catalogue, libelle)
    assert redacteur.ligne(parti, nadia).question == ""
    assert detailler(redacteur, parti, nadia).changements == ()


def test_la_reponse_inconnue_est_montree_telle_quelle(
    catalogue: Catalogue, nadia: Situation, asf: Resultat
) -> None:
    pension = replace(nadia.pension_enfants, versee=NE_SAIT_PAS)  # type: ignore[type-var]
    ligne = Redacteur(catalogue, libelle).ligne(asf, replace(nadia, pension_enfants=pension))
    assert ligne.reponse is NE_SAIT_PAS


@pytest.mark.parametrize("jour", [date(2026, 11, 20), date(2026, 11, 30), date(2028, 2, 1)])
def test_la_fin_du_mois(jour: date) -> None:
    fin = fin_de_mois(jour)
    assert (fin.year, fin.month) == (jour.year, jour.month)
    assert fin.month != date.fromordinal(fin.toordinal() + 1).month
