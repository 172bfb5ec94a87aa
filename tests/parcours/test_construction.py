import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue, Source
from guichet.droits.contrat import lire_situation
from guichet.errors import EntreeRefusee
from guichet.parcours.conditions import Faits
from guichet.parcours.construction import construire
from guichet.parcours.durees import ajouter
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.faits import faits
from guichet.parcours.vocabulaire import vocabulaire

from .etapes import AU, SEPARATION, delai, modele, moment
from .foyer import personne, situation

NADIA = Path(__file__).resolve().parents[1] / "foyers" / "nadia.json"
CATALOGUE = load_catalogue(ressources())
EVENEMENTS = st.dates(date(2026, 1, 1), date(2036, 11, 20))


def _construire(*modeles: Any, faits: Faits | None = None, **champs: Any) -> Parcours:  # noqa: ANN401
    regle = {
        "evenement": SEPARATION,
        "faits": faits or {},
        "au": AU,
        "droits": {},
        **{cle: champs.pop(cle) for cle in tuple(champs) if cle in ("evenement", "situation")},
        **{cle: champs.pop(cle) for cle in tuple(champs) if cle in ("droits", "fragilites")},
    }
    return construire(moment(*modeles, **champs), **regle)


def _etape(parcours: Parcours, identifiant: str) -> Etape:
    return next(etape for etape in parcours.etapes if etape.id == identifiant)


def test_la_separation_de_nadia_suit_le_contrat(catalogue: Catalogue) -> None:
    nadia = lire_situation(json.loads(NADIA.read_text(encoding="utf-8")), AU)
    separation = catalogue.moments["separation"]
    connus = faits(
        nadia,
        separation,
        evenement=SEPARATION,
        au=AU,
        donnes={"aides_versees_sur_compte_ex": True},
    )

    parcours = construire(
        separation,
        evenement=SEPARATION,
        faits=connus,
        au=AU,
        droits=catalogue.droits,
        situation=nadia,
    )

    declarer = _etape(parcours, "declarer-separation-caf")
    rib = _etape(parcours, "changer-iban")
    assert (parcours.debut, parcours.fin) == (SEPARATION, date(2028, 5, 2))
    assert (declarer.debut, declarer.echeance) == (SEPARATION, date(2026, 12, 2))
    assert declarer.date_sure == date(2026, 11, 30)
    assert (declarer.type, declarer.delai_verifie) == ("conseillee", False)
    assert declarer.organismes == ("caf",)
    assert "msa.fr" not in declarer.canaux["en_ligne"]
    assert (rib.echeance, rib.en_retard) == (date(2026, 11, 17), True)
    assert _etape(parcours, "demander-prime-activite").date_sure == date(2026, 11, 30)
    assert _etape(parcours, "demander-asf").concerne == "a_verifier"
    assert _etape(parcours, "demander-asf").condition == (
        "si l’autre parent ne verse pas de pension"
    )
    assert _etape(parcours, "signaler-impots").concerne == "a_verifier"
    absentes = {"partage-allocations-familiales", "intermediation", "saisir-juge-4-mois"}
    assert absentes.isdisjoint(etape.id for etape in parcours.etapes)


def test_une_condition_decide_de_l_etape() -> None:
    modeles = (
        modele("vraie", condition="locataire"),
        modele("fausse", condition="not locataire"),
        modele("inconnue", condition="locataire and boursier"),
    )

    parcours = _construire(*modeles, faits={"locataire": True})

    assert {etape.id: etape.concerne for etape in parcours.etapes} == {
        "vraie": "oui",
        "inconnue": "a_verifier",
    }
    assert _etape(parcours, "vraie").condition is None
    inconnue = _etape(parcours, "inconnue")
    assert inconnue.condition == "si vous avez une bourse sur critères sociaux"
    assert inconnue.condition_courte == "si boursier"


def test_les_dependances_se_recousent_autour_d_une_etape_absente() -> None:
    modeles = (
        modele("un"),
        modele("deux", condition="boursier", dependances=("un",)),
        modele("trois", dependances=("deux",)),
    )

    parcours = _construire(*modeles, faits={"boursier": False})

    assert _etape(parcours, "trois").depend_de == ("un",)


def test_une_etape_garde_ses_textes_et_sa_source() -> None:
    source = Source(titre="Une fiche", url="https://exemple.fr", date="2024-01-01")
    etape = _construire(
        modele(
            source=source,
            action="Écrire.",
            note="Note.",
            pieces=("un RIB",),
            echeance=delai(consequence="Un mois perdu."),
        )
    ).etapes[0]

    assert (etape.action, etape.note, etape.pieces) == ("Écrire.", "Note.", ("un RIB",))
    assert etape.consequence == "Un mois perdu."
    assert (etape.source.titre, etape.source.date) == ("Une fiche", "2024-01-01")
    assert etape.fraicheur == "vu_2026"


def test_une_etape_sans_date_de_reference_reste_sans_date() -> None:
    etape = _construire(modele(echeance=delai(reference="date_titre_executoire"))).etapes[0]

    assert (etape.debut, etape.echeance, etape.date_sure, etape.en_retard) == (
        None,
        None,
        None,
        False,
    )
    assert etape.delai == "1\u00a0mois après le jugement"


@pytest.mark.parametrize(
    ("maximum", "en_retard"), [("P18D", False), ("P17D", True), ("P19D", False)]
)
def test_le_dernier_jour_n_est_pas_encore_un_retard(maximum: str, en_retard: bool) -> None:
    etape = _construire(modele(echeance=delai("P0D", maximum))).etapes[0]

    assert etape.en_retard is en_retard


def test_une_etape_attentionnee_sans_condition_attend_d_etre_demandee() -> None:
    modeles = (
        modele("ordinaire"),
        modele("jeune", attentionne=True, attentionne_pour="jeune sortant de l’ASE"),
        modele(
            "suivie",
            attentionne=True,
            attentionne_pour="jeune sortant de l’ASE",
            condition="confie_ase",
        ),
    )

    seule = _construire(*modeles, faits={"confie_ase": True})
    demandee = _construire(*modeles, fragilites=("jeune sortant de l’ASE",))

    assert {etape.id for etape in seule.etapes} == {"ordinaire", "suivie"}
    assert {etape.id for etape in demandee.etapes} == {"ordinaire", "jeune", "suivie"}
    assert _etape(demandee, "jeune").raison == "jeune sortant de l’ASE"
    assert _etape(demandee, "jeune").attentionne


def test_les_bornes_inconnues_viennent_des_etapes() -> None:
    parcours = _construire(
        modele("tot", echeance=delai("-P6M", "-P1M")),
        modele("tard", echeance=delai("P0D", "P9M")),
        debut="date_debut_grossesse",
        fin="date_conge + P1M",
    )

    assert (parcours.debut, parcours.fin) == (date(2026, 5, 2), date(2027, 8, 2))


@pytest.mark.parametrize(
    ("evenement", "attendu"),
    [
        (date(1899, 12, 31), "trop ancien"),
        (date(2036, 11, 21), "trop lointain"),
        (date(9999, 12, 31), "trop lointain"),
    ],
)
def test_un_evenement_absurde_est_refuse(evenement: date, attendu: str) -> None:
    with pytest.raises(EntreeRefusee, match=attendu) as refus:
        _construire(modele(), evenement=evenement)

    assert (refus.value.champ, refus.value.code) == ("evenement", 2)


def test_le_regime_choisit_la_caisse() -> None:
    etape = modele(organismes=("caf", "msa"), canaux={"en_ligne": ("caf.fr", "msa.fr")})

    agricole = _construire(etape, situation=situation(personne(regime="msa"))).etapes[0]
    inconnu = _construire(etape, situation=situation()).etapes[0]

    assert (agricole.organismes, agricole.canaux) == (("msa",), {"en_ligne": ("msa.fr",)})
    assert inconnu.organismes == ("caf", "msa")


def test_tout_le_contenu_se_construit_et_se_dit(catalogue: Catalogue) -> None:
    """Faits, dates et conditions des 15 moments sont tous dans le vocabulaire."""
    for regarde in catalogue.moments.values():
        parcours = construire(
            regarde, evenement=SEPARATION, faits={}, au=AU, droits=catalogue.droits
        )
        assert len(parcours.etapes) == len(regarde.etapes)
        assert all(etape.condition for etape in parcours.etapes if etape.concerne == "a_verifier")
        assert {e.echeance.reference for e in regarde.etapes} <= {
            *vocabulaire().dates,
            "2026-12-31",
        }


MOMENTS = st.sampled_from(sorted(CATALOGUE.moments))


@given(MOMENTS, EVENEMENTS)
def test_une_date_ne_precede_jamais_le_debut_de_son_etape(nom: str, evenement: date) -> None:
    parcours = construire(
        CATALOGUE.moments[nom], evenement=evenement, faits={}, au=AU, droits=CATALOGUE.droits
    )

    for etape in parcours.etapes:
        if etape.debut is not None and etape.echeance is not None:
            assert etape.debut <= etape.echeance
        if etape.debut is not None and etape.date_sure is not None:
            assert etape.debut <= etape.date_sure
        if etape.echeance is not None:
            assert etape.date_sure is not None
            assert etape.date_sure <= etape.echeance
        assert etape.en_retard == (etape.echeance is not None and etape.echeance < AU)
        assert etape.en_retard == (etape.date_sure is not None and etape.date_sure < AU)
    dates = [etape.date_sure or date.max for etape in parcours.etapes]
    assert dates == sorted(dates)


@given(MOMENTS, EVENEMENTS, EVENEMENTS)
def test_un_evenement_plus_tardif_ne_rapproche_aucune_echeance(
    nom: str, un: date, autre: date
) -> None:
    tot, tard = (
        construire(CATALOGUE.moments[nom], evenement=jour, faits={}, au=AU, droits={})
        for jour in sorted((un, autre))
    )
    avant = {etape.id: etape for etape in tot.etapes}

    for apres in tard.etapes:
        echeance = avant[apres.id].echeance
        assert (echeance is None) == (apres.echeance is None)
        # L'exception « enfant né de janvier à juin 2026 » fixe sa propre date.
        if echeance and apres.echeance and apres.id != "conge-supplementaire-naissance":
            assert echeance <= apres.echeance


@given(EVENEMENTS, st.sampled_from(["P1M", "P6M", "P2Y", "P14W", "P60D"]))
def test_un_delai_en_mois_finit_le_meme_jour_ou_a_la_fin_du_mois(
    evenement: date, duree: str
) -> None:
    etape = _construire(modele(echeance=delai("P0D", duree)), evenement=evenement).etapes[0]

    assert etape.debut == evenement
    assert etape.echeance == ajouter(evenement, duree)
    if duree.endswith(("M", "Y")):
        assert etape.echeance is not None
        lendemain = etape.echeance + timedelta(days=1)
        assert etape.echeance.day == evenement.day or lendemain.day == 1


@given(EVENEMENTS, st.dates(date(2026, 1, 1), date(2036, 12, 31)))
def test_un_droit_du_mois_de_la_demande_ne_se_montre_jamais_un_mois_trop_tard(
    evenement: date, au: date
) -> None:
    separation = CATALOGUE.moments["separation"]
    if evenement > ajouter(au, "P10Y"):
        return
    parcours = construire(separation, evenement=evenement, faits={}, au=au, droits=CATALOGUE.droits)

    prime = _etape(parcours, "demander-prime-activite")
    declarer = _etape(parcours, "declarer-separation-caf")
    assert prime.date_sure is not None
    assert declarer.date_sure is not None
    depart = max(au, evenement)
    assert (prime.date_sure.year, prime.date_sure.month) <= (depart.year, depart.month)
    if prime.date_sure >= au:
        assert declarer.date_sure <= prime.date_sure
