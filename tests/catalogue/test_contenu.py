"""Ce que le contenu lui-même promet : titres, sources, mots, papiers."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Droit, EtapeModele, Moment
from guichet.parcours.conditions import analyser, faits_de
from guichet.parcours.durees import ajouter

CATALOGUE = load_catalogue(ressources())
MOMENTS = list(CATALOGUE.moments.values())
DROITS = list(CATALOGUE.droits.values())
ETAPES = [(moment, etape) for moment in MOMENTS for etape in moment.etapes]
INFINITIF = re.compile(r"^(S’|Se )?\w+(er|ir|re|oir)\b")
MOTS_INTERDITS = ("usager", "allocataire", "éligible", "notifier", "dossier incomplet")


def _noms(paires: list[tuple[Moment, EtapeModele]]) -> list[str]:
    return [f"{moment.id}/{etape.id}" for moment, etape in paires]


toutes_les_etapes = pytest.mark.parametrize(("moment", "etape"), ETAPES, ids=_noms(ETAPES))


@toutes_les_etapes
def test_une_etape_se_lit_seule(moment: Moment, etape: EtapeModele) -> None:
    assert len(etape.titre_court) <= 28
    assert INFINITIF.match(etape.titre_court), etape.titre_court
    assert INFINITIF.match(etape.titre), etape.titre
    assert not etape.titre_court.endswith(".")
    textes = " ".join((etape.titre, etape.action, etape.echeance.consequence or ""))
    assert not [mot for mot in MOTS_INTERDITS if mot in textes.lower()]
    assert etape.action.endswith((".", "…"))
    assert "[" not in etape.titre
    assert moment.titre


@toutes_les_etapes
def test_une_etape_verifiee_a_une_source(moment: Moment, etape: EtapeModele) -> None:
    assert (etape.source.cle == "AUCUNE") <= (not etape.verifie), moment.id
    assert (etape.source.cle == "AUCUNE") == (etape.fraicheur == "non_vu") or not etape.verifie


@toutes_les_etapes
def test_la_condition_s_analyse_et_ses_faits_sont_ceux_du_moment(
    moment: Moment, etape: EtapeModele
) -> None:
    analyser(etape.condition)
    for cas in etape.echeance.cas_particuliers:
        analyser(cas.condition)
    assert set(faits_de(etape.condition)) <= set(moment.faits)


@pytest.mark.parametrize("moment", MOMENTS, ids=[moment.id for moment in MOMENTS])
def test_les_titres_courts_d_un_moment_sont_tous_differents(moment: Moment) -> None:
    noms = Counter(etape.titre_court for etape in moment.etapes)
    assert max(noms.values()) == 1, noms.most_common(2)


def _pieces() -> Iterator[str]:
    for _, etape in ETAPES:
        yield from etape.pieces
    for droit in DROITS:
        yield from droit.pieces


def test_un_meme_papier_a_partout_les_memes_mots() -> None:
    """Deux écritures qui ne diffèrent que par la casse, un accord ou l'article."""
    familles: dict[str, set[str]] = {}
    for piece in _pieces():
        cle = re.sub(r"[^a-zà-ÿœ0-9]|s\b|\b(de|du|des|la|le|les|l|d)\b", "", piece.lower())
        familles.setdefault(cle, set()).add(piece)
    assert [noms for noms in familles.values() if len(noms) > 1] == []


@pytest.mark.parametrize(
    ("mot", "seule"),
    [
        ("RIB", "relevé d’identité bancaire (RIB)"),
        ("domicile", "justificatif de domicile"),
        ("livret", "livret de famille"),
        ("bail", "bail ou attestation de loyer"),
    ],
)
def test_un_papier_courant_n_a_qu_un_nom(mot: str, seule: str) -> None:
    autres = {"pièce d’identité ou livret de famille du défunt"}
    trouvees = {piece for piece in _pieces() if re.search(rf"\b{mot}\b", piece)}
    assert trouvees - autres == {seule}


def test_les_violences_gardent_un_titre_neutre() -> None:
    discrets = [moment for moment in MOMENTS if moment.discret]
    assert [moment.id for moment in discrets] == ["violences-conjugales"]
    assert discrets[0].titre == discrets[0].titre_court == "Mise en sécurité"
    assert "violence" in discrets[0].titre_complet.lower()
    for etape in discrets[0].etapes:
        assert not re.search("violence|plainte|bless", etape.titre_court.lower())


def test_aucune_mediation_en_cas_de_violences() -> None:
    for moment, etape in ETAPES:
        if "médiation" in etape.titre.lower():
            assert "not violences" in etape.condition, moment.id


def test_les_etapes_attentionnees_disent_pour_qui() -> None:
    attentionnees = [etape for _, etape in ETAPES if etape.attentionne]
    assert len(attentionnees) == 12
    assert all(etape.attentionne_pour for etape in attentionnees)


@pytest.mark.parametrize("droit", DROITS, ids=[droit.id for droit in DROITS])
def test_un_droit_dit_ou_le_demander_et_d_ou_il_vient(droit: Droit) -> None:
    assert droit.organismes
    assert droit.sources
    assert droit.conditions
    assert droit.retroactivite is not None
    for phrase in (droit.resume, droit.duree, droit.renouvellement, droit.silence):
        assert phrase is None or (phrase[0].isupper() or phrase[0].isdigit())
        assert phrase is None or phrase.endswith(".")
    assert droit.retroactivite.endswith(".")
    if droit.retroactivite_verifiee and droit.retroactivite != "Sans objet.":
        assert droit.retroactivite_source is not None


def test_les_delais_non_confirmes_sont_exactement_ceux_des_notes() -> None:
    """Les sept délais qui obligent et que l'écran doit dire « à vérifier »."""
    trouves = {
        f"{moment.id}/{etape.id}"
        for moment, etape in ETAPES
        if etape.echeance.type in {"legale", "droit_perdu"} and not etape.echeance.verifie
    }
    assert trouves == {
        "creation-entreprise/immatriculer",
        "etudiant/cvec",
        "majorite/impots-jeune",
        "parent-isole/impots",
        "perte-proche/revenus-annee-suivante",
        "senior/cheque-energie",
        "separation/declarations-revenus",
    }


def test_la_part_verifiee_est_celle_des_sources_lues() -> None:
    assert sum(etape.verifie for _, etape in ETAPES) == 194
    assert sum(etape.echeance.verifie for _, etape in ETAPES) == 101
    fraicheurs = Counter(etape.fraicheur for _, etape in ETAPES)
    assert fraicheurs == {"vu_2026": 118, "vu_2025": 2, "vu_anterieur": 76, "non_vu": 13}


def test_chaque_organisme_cite_a_un_groupe_du_langage_visuel() -> None:
    groupes = {organisme.groupe for organisme in CATALOGUE.organismes.values()}
    assert len(groupes) == 13
    assert all(len(organisme.nom) <= 24 for organisme in CATALOGUE.organismes.values())


def test_un_numero_non_verifie_reste_marque() -> None:
    incertains = {nom for nom, contact in CATALOGUE.contacts.items() if not contact.verifie}
    assert incertains == {"consignations.caissedesdepots.fr"}


@pytest.mark.parametrize("numero", ["17", "112", "114", "115", "119", "3919"])
def test_un_numero_d_urgence_vient_d_une_source_officielle(numero: str) -> None:
    contact = CATALOGUE.contacts[numero]

    assert contact.verifie
    assert re.search(r"service-public|fiche F\d+|Caf", contact.source)
    assert CATALOGUE.contacts["3919"].verifie


@toutes_les_etapes
def test_un_delai_commence_avant_de_finir(moment: Moment, etape: EtapeModele) -> None:
    depart = date(2026, 11, 20)
    echeance = etape.echeance
    if echeance.min and echeance.max:
        assert ajouter(depart, echeance.min) <= ajouter(depart, echeance.max), moment.id
    for cas in echeance.cas_particuliers:
        assert cas.max or cas.date_max
        assert not (cas.date_min and cas.date_max) or cas.date_min < cas.date_max
