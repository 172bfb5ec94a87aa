"""Les réponses qui ne sont pas une simple valeur : taux, garde, terme, pension, refus."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from guichet.droits import chemins
from guichet.droits.situation import (
    NE_SAIT_PAS,
    PAS_DEMANDE,
    Garde,
    Grossesse,
    Handicap,
    PensionEnfants,
    Personne,
    Situation,
)
from guichet.ui.situation import reponses
from guichet.ui.situation.question import Question

P1 = Personne(id="p1", role="demandeur", date_naissance=date(1990, 3, 10))
E1 = Personne(id="e1", role="enfant", date_naissance=date(2024, 1, 20))
SEULE = Situation(au=date(2026, 11, 20), personnes=(P1, E1))
HANDICAP, GARDE = "personnes.p1.handicap", "personnes.e1.garde"
GROSSESSE = "personnes.p1.grossesse"


def test_un_taux_de_handicap_cree_l_objet_et_se_relit() -> None:
    situation = reponses.ecrire_taux(SEULE, HANDICAP, "50_79")
    assert chemins.valeur(situation, HANDICAP) == Handicap(taux="50_79")
    assert reponses.lire_taux(situation, HANDICAP) == "50_79"


def test_ne_pas_savoir_le_taux_garde_la_demande_en_cours() -> None:
    situation = reponses.ecrire_taux(SEULE, HANDICAP, NE_SAIT_PAS)
    assert chemins.valeur(situation, HANDICAP) is NE_SAIT_PAS
    situation = reponses.ecrire_dans_handicap(situation, f"{HANDICAP}.demande_en_cours", True)
    assert chemins.valeur(situation, HANDICAP) == Handicap(taux=NE_SAIT_PAS, demande_en_cours=True)
    situation = reponses.ecrire_taux(situation, HANDICAP, PAS_DEMANDE)
    assert chemins.valeur(situation, HANDICAP) == Handicap(demande_en_cours=True)


def test_pas_de_handicap_efface_tout_le_handicap() -> None:
    situation = reponses.ecrire_taux(SEULE, HANDICAP, "80_plus")
    assert chemins.valeur(reponses.ecrire_taux(situation, HANDICAP, False), HANDICAP) is False


def test_changer_de_mode_de_garde_garde_les_heures_et_le_cout() -> None:
    situation = reponses.ecrire_mode(SEULE, GARDE, "creche")
    situation = chemins.remplacer(situation, f"{GARDE}.heures", Decimal(80))
    situation = reponses.ecrire_mode(situation, GARDE, "assistante_maternelle")
    attendue = Garde(mode="assistante_maternelle", heures=Decimal(80))
    assert chemins.valeur(situation, GARDE) == attendue
    assert reponses.lire_mode(situation, GARDE) == "assistante_maternelle"
    assert chemins.valeur(reponses.ecrire_mode(situation, GARDE, False), GARDE) is False


def test_une_grossesse_sans_terme_dit_que_le_terme_manque() -> None:
    situation = reponses.ecrire_grossesse(SEULE, GROSSESSE, True)
    assert reponses.lire_grossesse(situation, GROSSESSE) is True
    assert reponses.lire_terme(situation, GROSSESSE) is PAS_DEMANDE

    situation = reponses.ecrire_terme(situation, GROSSESSE, date(2027, 2, 1))
    assert chemins.valeur(situation, GROSSESSE) == Grossesse(terme_prevu=date(2027, 2, 1))
    situation = reponses.ecrire_terme(situation, GROSSESSE, NE_SAIT_PAS)
    assert reponses.lire_terme(situation, GROSSESSE) is NE_SAIT_PAS


def test_un_terme_sans_grossesse_ne_change_rien() -> None:
    assert reponses.ecrire_terme(SEULE, GROSSESSE, date(2027, 2, 1)) == SEULE
    assert reponses.lire_terme(SEULE, GROSSESSE) is PAS_DEMANDE


@pytest.mark.parametrize("avant", [PAS_DEMANDE, NE_SAIT_PAS, False])
def test_repondre_sur_la_pension_la_cree(avant: object) -> None:
    situation = replace(SEULE, pension_enfants=avant)  # type: ignore[arg-type]
    situation = reponses.ecrire_pension(situation, "pension_enfants.versee", False)
    assert situation.pension_enfants == PensionEnfants(versee=False)


def test_un_refus_tombe_quand_la_reponse_arrive_ou_que_la_personne_part() -> None:
    refus = ("epargne", "personnes.p1.regime", "personnes.e1.garde_alternee")
    situation = replace(SEULE, inconnus_assumes=refus)
    assert reponses.nettoyer(situation) == refus
    repondue = replace(situation, epargne=Decimal(0), personnes=(P1,))
    assert reponses.nettoyer(repondue) == ("personnes.p1.regime",)


def test_un_entier_tape_entre_comme_un_entier() -> None:
    heures = Question(chemin="personnes.{id}.heures_3_ans", etiquette="", genre="entier")
    assert reponses.valeur_metier(heures, Decimal(3214)) == 3214
    assert isinstance(reponses.valeur_metier(heures, Decimal(3214)), int)
    assert reponses.valeur_metier(heures, NE_SAIT_PAS) is NE_SAIT_PAS
