"""Des foyers tirés au hasard, plausibles : ce que le contrat accepte, avec des trous."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import strategies as st

from guichet.droits.situation import (
    NE_SAIT_PAS,
    PAS_DEMANDE,
    Activite,
    AidantDe,
    AidePercue,
    Couple,
    Garde,
    Grossesse,
    Handicap,
    Logement,
    ModeGarde,
    Mois,
    Mutuelle,
    Nationalite,
    ParentsEtudiant,
    PensionEnfants,
    Personne,
    Regime,
    Ressource,
    RevenusAnnuels,
    Role,
    Situation,
    StatutCouple,
    TauxHandicap,
)

AU = date(2026, 11, 20)
INCONNUS = st.sampled_from([PAS_DEMANDE, NE_SAIT_PAS])
EUROS = st.integers(0, 500_000).map(lambda centimes: Decimal(centimes) / 100)
OUI_NON = INCONNUS | st.booleans()
MOIS = st.builds(Mois, st.integers(2020, 2027), st.integers(1, 12))


def ou_inconnu(strategie: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return INCONNUS | strategie


def ou_non(strategie: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return INCONNUS | st.just(False) | strategie


def choix(alias: object) -> st.SearchStrategy[Any]:
    return INCONNUS | st.sampled_from(get_args(alias))


@st.composite
def lignes(tirer: st.DrawFn) -> Ressource:
    du = tirer(MOIS)
    duree = tirer(st.none() | st.integers(0, 30))
    types = ["salaire_net", "are", "retraite_brute", "benefice_independant", "autre"]
    return Ressource(
        type=tirer(st.sampled_from(types)),
        montant=tirer(ou_inconnu(EUROS)),
        du=du,
        au=None if duree is None else du.plus(duree),
        environ=tirer(st.booleans()),
    )


def naissance(annees: tuple[int, int]) -> st.SearchStrategy[date]:
    return st.dates(AU - timedelta(days=366 * annees[1]), AU - timedelta(days=365 * annees[0]))


def personne(identifiant: str, role: Role, ages: tuple[int, int]) -> st.SearchStrategy[Personne]:
    jours = st.integers(0, 240).map(lambda n: Grossesse(terme_prevu=AU + timedelta(days=n)))
    handicap = st.builds(
        Handicap, taux=choix(TauxHandicap), restriction_emploi=OUI_NON, demande_en_cours=OUI_NON
    )
    garde = st.builds(
        Garde,
        mode=st.sampled_from(get_args(ModeGarde)),
        heures=ou_inconnu(EUROS),
        cout=ou_inconnu(EUROS),
    )
    parents = st.builds(ParentsEtudiant, revenus_imposables=ou_inconnu(EUROS))
    return st.builds(
        Personne,
        id=st.just(identifiant),
        role=st.just(role),
        date_naissance=naissance(ages),
        prenom=st.sampled_from(["", "Inès", "M. <Dupont>"]),
        grossesse=ou_non(jours),
        nationalite=choix(Nationalite),
        titre_sejour_depuis=ou_non(st.dates(AU - timedelta(days=300), AU)),
        activite=choix(Activite),
        inscrit_france_travail=OUI_NON,
        regime=choix(Regime),
        handicap=ou_non(handicap),
        inapte_travail=OUI_NON,
        boursier=OUI_NON,
        heures_3_ans=ou_non(st.integers(0, 5000)),
        ass_5_ans_sur_10=OUI_NON,
        garde_alternee=OUI_NON,
        garde=ou_non(garde),
        sortant_ase=OUI_NON,
        aidant_de=ou_non(st.sampled_from(get_args(AidantDe))),
        parents=ou_non(parents),
        ressources=ou_inconnu(st.lists(lignes(), max_size=3).map(tuple)),
    )


@st.composite
def situations(tirer: st.DrawFn) -> Situation:
    en_couple = tirer(st.booleans())
    personnes = [tirer(personne("p1", "demandeur", (30, 80)))]
    if en_couple:
        personnes.append(tirer(personne("c1", "conjoint", (30, 80))))
    enfants = tirer(st.integers(0, 3))
    personnes += [tirer(personne(f"e{rang}", "enfant", (1, 20))) for rang in range(enfants)]
    union = st.builds(Couple, statut=choix(StatutCouple), depuis=INCONNUS)
    logement = st.builds(
        Logement,
        commune=ou_inconnu(st.sampled_from(["44109", "75056", "15014"])),
        statut=ou_inconnu(st.sampled_from(["locataire_vide", "locataire_hlm", "heberge"])),
        loyer=ou_non(EUROS),
        colocation=OUI_NON,
        bailleur_famille=OUI_NON,
    )
    pension = st.builds(PensionEnfants, fixee=INCONNUS | st.just(True), versee=OUI_NON)
    revenus = st.dictionaries(
        st.sampled_from([2024, 2025]),
        st.builds(
            RevenusAnnuels,
            revenu_fiscal_reference=ou_inconnu(EUROS),
            revenus_imposables=ou_inconnu(EUROS),
        ),
    )
    aide = st.builds(
        AidePercue, droit=st.sampled_from(["af", "rsa"]), montant=ou_inconnu(EUROS), du=MOIS
    )
    return Situation(
        au=AU,
        personnes=tuple(personnes),
        couple=tirer(union if en_couple else INCONNUS | st.just(False)),
        encore_marie=tirer(INCONNUS | st.just(False)),
        isole_depuis=tirer(INCONNUS | st.just(False)),
        veuf_depuis=tirer(ou_non(st.dates(date(2020, 1, 1), AU))),
        pension_enfants=tirer(ou_non(pension)),
        logement=tirer(ou_non(logement)),
        revenus_annuels=tirer(ou_inconnu(revenus)),
        epargne=tirer(ou_non(EUROS)),
        aides_percues=tirer(ou_inconnu(st.lists(aide, max_size=1).map(tuple))),
        mutuelle=tirer(choix(Mutuelle)),
    )


@pytest.fixture(scope="session")
def foyers() -> st.SearchStrategy[Situation]:
    """Une stratégie hypothesis de situations valides."""
    return situations()


@pytest.fixture(scope="session")
def inconnu() -> Situation:
    """Un parent et son enfant de dix ans, dont on ne sait rien d'autre."""
    return Situation(
        au=AU,
        personnes=(
            Personne(id="p1", role="demandeur", date_naissance=date(1990, 3, 10)),
            Personne(id="e1", role="enfant", date_naissance=date(2016, 1, 20)),
        ),
    )
