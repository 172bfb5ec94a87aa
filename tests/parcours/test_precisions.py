"""Les questions qui affineraient un parcours : toutes, seulement elles, dans l'ordre."""

from datetime import date

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.parcours.conditions import Faits
from guichet.parcours.construction import construire
from guichet.parcours.dates import dates_de_l_evenement
from guichet.parcours.precisions import Precision, a_preciser

CATALOGUE = load_catalogue(ressources())
EVENEMENT = date(2026, 11, 2)


def questions(moment: str, **donnes: bool | int | date) -> dict[str, Precision]:
    modele = CATALOGUE.moments[moment]
    connus: Faits = {**dates_de_l_evenement(modele, EVENEMENT), **donnes}
    return {p.nom: p for p in a_preciser(modele, connus=connus, donnes=donnes)}


def test_la_separation_demande_si_les_aides_vont_sur_l_autre_compte() -> None:
    trouvee = questions("separation")["aides_versees_sur_compte_ex"]

    assert trouvee.question == "Les aides arrivent-elles sur le compte de l’autre personne ?"
    assert trouvee.etapes == ("Changer son RIB",)
    assert trouvee.donnee is None


def test_une_reponse_reste_dans_la_liste_a_sa_place_pour_etre_corrigee() -> None:
    avant = list(questions("separation"))
    apres = questions("separation", compte_joint=False)

    assert apres["compte_joint"].donnee is False
    assert list(apres) == avant


def test_une_etape_ecartee_ne_pose_plus_de_question() -> None:
    assert "change_logement" in questions("separation")
    assert "pension_versee" not in questions("separation", enfants_a_charge=0)


def test_une_date_inconnue_se_demande_en_disant_laquelle() -> None:
    trouvee = questions("arrivee-enfant")["date_debut_grossesse"]

    assert trouvee.genre == "date"
    assert trouvee.question == "Le début de la grossesse : à quelle date ?"


def test_la_date_de_l_evenement_ne_se_redemande_jamais() -> None:
    for identifiant, modele in CATALOGUE.moments.items():
        assert modele.reference not in questions(identifiant)


@pytest.mark.parametrize("moment", sorted(CATALOGUE.moments))
def test_tout_repondre_oui_ne_laisse_plus_d_etape_a_verifier(moment: str) -> None:
    """Une question manquante laisserait une étape conditionnelle pour toujours."""
    donnes: dict[str, bool | int | date] = {}
    for _ in range(30):
        reste = [p for p in questions(moment, **donnes).values() if p.donnee is None]
        if not reste:
            break
        for precision in reste:
            valeurs = {"oui_non": True, "nombre": 2, "date": date(2026, 12, 1)}
            donnes[precision.nom] = valeurs[precision.genre]  # type: ignore[assignment]
    modele = CATALOGUE.moments[moment]
    parcours = construire(
        modele,
        evenement=EVENEMENT,
        faits={**dates_de_l_evenement(modele, EVENEMENT), **donnes},
        au=date(2026, 11, 20),
        droits=CATALOGUE.droits,
    )

    assert [e.id for e in parcours.etapes if e.concerne == "a_verifier"] == []
