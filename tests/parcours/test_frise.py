import itertools
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Organisme
from guichet.parcours.construction import construire
from guichet.parcours.etape import Etape, Parcours
from guichet.parcours.frise import placer
from guichet.parcours.frise_formes import ECRAN, ECRAN_LARGE, Carte, Frise, Gabarit
from guichet.parcours.lignes import nom_de
from guichet.parcours.mesure import couper

from .etapes import AU, SEPARATION, etape, parcours

CATALOGUE = load_catalogue(ressources())
ORGANISMES = CATALOGUE.organismes
LARGEURS = st.sampled_from([911.0, 1100.0, 1318.0, 1600.0])


def mesure(texte: str, taille: float, gras: bool) -> float:
    """Une police à chasse presque fixe : assez proche d'Atkinson pour les proportions."""
    return len(texte) * taille * (0.5 if gras else 0.47)


def _frise(trace: Parcours, largeur: float = 1318, gabarit: Gabarit = ECRAN) -> Frise:
    return placer(trace, ORGANISMES, au=AU, largeur=largeur, mesure=mesure, gabarit=gabarit)


def _se_recouvrent(une: Carte, autre: Carte) -> bool:
    return (
        une.x < autre.x + autre.largeur
        and autre.x < une.x + une.largeur
        and une.y < autre.y + autre.hauteur
        and autre.y < une.y + une.hauteur
    )


def _verifier(frise: Frise, etapes: Sequence[Etape]) -> None:
    """Chaque étape une fois, dans sa cellule, sans rien recouvrir, tout le texte écrit."""
    assert sorted(carte.etape.id for carte in frise.cartes) == sorted(e.id for e in etapes)
    for une, autre in itertools.combinations(frise.cartes, 2):
        assert not _se_recouvrent(une, autre), (une, autre)
    for carte in frise.cartes:
        colonne, ligne = frise.colonnes[carte.colonne], frise.lignes[carte.ligne]
        assert colonne.x < carte.x
        assert carte.x + carte.largeur < colonne.x + colonne.largeur
        assert ligne.y < carte.y
        assert carte.y + carte.hauteur < ligne.y + ligne.hauteur
        assert " ".join(carte.titre) == carte.etape.titre_court
        assert carte.texte
    bords = [frise.noms, *(c.x + c.largeur for c in frise.colonnes)]
    assert bords == sorted(bords)
    assert bords[-1] <= frise.largeur + 0.001
    assert frise.hauteur == frise.lignes[-1].y + frise.lignes[-1].hauteur
    assert [carte.rang for carte in frise.cartes] == list(range(len(frise.cartes)))


@pytest.mark.parametrize("gabarit", [ECRAN, ECRAN_LARGE])
@pytest.mark.parametrize("moment", sorted(CATALOGUE.moments))
def test_les_15_moments_tiennent_sans_se_recouvrir(moment: str, gabarit: Gabarit) -> None:
    for evenement in (SEPARATION, date(2026, 6, 30), date(2027, 9, 1)):
        trace = construire(
            CATALOGUE.moments[moment],
            evenement=evenement,
            faits={},
            au=AU,
            droits=CATALOGUE.droits,
        )
        for largeur in (911, 1318, 1872):
            _verifier(_frise(trace, largeur, gabarit), trace.etapes)


ETAPES = st.lists(
    st.builds(
        lambda jour, organismes, titre, doute, genre: etape(
            id="",
            titre_court=titre,
            organismes=tuple(organismes),
            date_sure=jour,
            echeance=jour,
            debut=None,
            type=genre,
            concerne="a_verifier" if doute else "oui",
            en_retard=jour is not None and jour < AU,
        ),
        st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2036, 1, 1))),
        st.lists(st.sampled_from(sorted(ORGANISMES)), min_size=1, max_size=3, unique=True),
        st.sampled_from(
            ["Demander", "Demander l’aide au logement", "Mettre à jour CPAM et C2S", "W" * 28]
        ),
        st.booleans(),
        st.sampled_from(["legale", "droit_perdu", "conseillee", "sans"]),
    ),
    min_size=1,
    max_size=60,
)


@given(ETAPES, LARGEURS)
def test_soixante_etapes_quelconques_ne_se_recouvrent_jamais(
    quelconques: list[Etape], largeur: float
) -> None:
    etapes = _numeroter(quelconques)

    _verifier(_frise(parcours(*etapes), largeur), etapes)


@given(ETAPES)
def test_les_fleches_menent_partout_et_en_reviennent(quelconques: list[Etape]) -> None:
    frise = _frise(parcours(*_numeroter(quelconques)))
    cartes = {carte.etape.id: carte for carte in frise.cartes}
    vues, a_voir = set(), [frise.cartes[0].etape.id]
    while a_voir:
        ici = a_voir.pop()
        if ici in vues:
            continue
        vues.add(ici)
        voisins = frise.voisins[ici]
        if voisins.haut:
            assert frise.voisins[voisins.haut].bas == ici
            assert cartes[voisins.haut].y < cartes[ici].y
        if voisins.gauche:
            assert cartes[voisins.gauche].colonne < cartes[ici].colonne
        if voisins.droite:
            assert cartes[voisins.droite].colonne > cartes[ici].colonne
        suivants = (voisins.haut, voisins.bas, voisins.gauche, voisins.droite)
        a_voir += [suivant for suivant in suivants if suivant]

    assert vues == set(cartes)


def _numeroter(etapes: Sequence[Etape]) -> tuple[Etape, ...]:
    champs = ("titre_court", "organismes", "date_sure", "debut", "type", "concerne", "en_retard")
    return tuple(
        etape(id=f"e{rang}", **{champ: getattr(modele, champ) for champ in champs})
        for rang, modele in enumerate(etapes)
    )


def test_la_lecture_va_de_periode_en_periode_puis_d_organisme_en_organisme() -> None:
    frise = _frise(
        parcours(
            etape(id="caf_tard", date_sure=date(2027, 5, 2)),
            etape(id="impots", organismes=("dgfip",), date_sure=date(2026, 12, 1)),
            etape(id="caf", date_sure=date(2026, 11, 30)),
            etape(id="fs", organismes=("france_services",), date_sure=date(2026, 12, 3)),
        )
    )

    assert [ligne.groupe for ligne in frise.lignes] == ["fs", "caf", "dgfip"]
    assert [carte.etape.id for carte in frise.cartes] == ["fs", "caf", "impots", "caf_tard"]


def test_le_trait_d_aujourd_hui_suit_la_colonne_avant() -> None:
    passee, future = etape(id="a", date_sure=date(2026, 11, 1)), etape(id="b")

    avec = _frise(parcours(passee, future))
    sans = _frise(parcours(future))

    assert avec.x_aujourd_hui == avec.colonnes[1].x
    assert sans.x_aujourd_hui == sans.noms == sans.colonnes[0].x
    assert avec.aujourd_hui == "Aujourd’hui, 20\u00a0nov."


def test_une_carte_porte_son_etat_et_ses_autres_organismes() -> None:
    fixer = etape(id="fixer", organismes=("tribunal_judiciaire", "caf", "msa"))
    frise = _frise(
        parcours(
            fixer,
            etape(id="faite", faite_le=AU),
            etape(id="tard", date_sure=date(2026, 11, 1), en_retard=True),
            etape(id="doute", concerne="a_verifier", organismes=("caf", "msa")),
        )
    )

    assert frise.carte("fixer").groupe == "tribunal"
    assert frise.carte("fixer").secondaires == ("caf", "msa")
    assert frise.carte("doute").secondaires == ()
    assert {c.etape.id: c.etat for c in frise.cartes} == {
        "fixer": "ordinaire",
        "faite": "faite",
        "tard": "en_retard",
        "doute": "a_verifier",
    }
    carte = frise.carte("fixer")
    assert carte.ancre_gauche == (carte.x, carte.y + carte.hauteur / 2)
    assert carte.ancre_droite[0] == carte.x + carte.largeur


def test_une_date_inconnue_est_dite_en_mots_dans_la_colonne_sans_date() -> None:
    frise = _frise(
        parcours(etape(date_sure=None, debut=None, delai="2\u00a0mois après le jugement"))
    )

    assert " ".join(frise.cartes[0].texte).endswith("2\u00a0mois après le jugement")


def test_une_carte_grandit_avec_ses_lignes_de_texte() -> None:
    courte = etape(id="courte", titre_court="Déclarer")
    longue = etape(
        id="longue",
        titre_court="Demander l’aide au logement",
        date_sure=None,
        debut=None,
        delai="12\u00a0mois après la fin des indemnités journalières",
    )

    frise = _frise(parcours(courte, longue), largeur=420)

    lignes = len(frise.carte("longue").titre) + len(frise.carte("longue").texte)
    assert lignes > 3
    assert frise.carte("courte").hauteur == ECRAN.carte
    assert frise.carte("longue").hauteur == ECRAN.carte + (lignes - 2) * ECRAN.interligne


def test_les_fleches_de_cote_restent_chez_le_meme_organisme() -> None:
    """La carte d'en face est plus proche, mais c'est une autre ligne."""
    avant = [etape(id=f"a{rang}", date_sure=date(2026, 11, 21)) for rang in range(4)]
    frise = _frise(
        parcours(
            *avant,
            etape(id="caf", date_sure=date(2027, 5, 2)),
            etape(id="cpam", organismes=("cpam",), date_sure=date(2027, 5, 1)),
        )
    )

    assert frise.voisins["a3"].droite == "caf"
    assert frise.voisins["cpam"].gauche == "a3"


def test_un_organisme_inconnu_va_dans_la_ligne_autre() -> None:
    frise = _frise(parcours(etape(organismes=("lune",)), etape(id="b", organismes=())))

    assert [ligne.groupe for ligne in frise.lignes] == ["autre"]
    assert nom_de(etape(organismes=()), ORGANISMES) == ""


def test_une_ligne_nomme_ses_organismes() -> None:
    def nom(*organismes: tuple[str, ...]) -> str:
        etapes = [etape(id=f"e{rang}", organismes=o) for rang, o in enumerate(organismes)]
        return " ".join(_frise(parcours(*etapes)).lignes[0].nom)

    assert nom(("banque",), ("bailleur",), ("banque",)) == "Banque, Bailleur"
    assert nom(("banque",), ("bailleur",), ("notaire",)).endswith("…")
    assert nom(("caf", "msa"), ("caf",)) == "Caf ou MSA"


def test_un_parcours_vide_n_a_que_son_en_tete() -> None:
    frise = _frise(parcours())

    assert (frise.cartes, frise.hauteur, frise.x_aujourd_hui) == ((), ECRAN.entete, frise.noms)


def test_un_texte_se_coupe_sans_s_abreger_ni_separer_une_date() -> None:
    lignes = couper("conseillé avant le 30\u00a0nov.", 60, 13, False, mesure)

    assert " ".join(lignes) == "conseillé avant le 30\u00a0nov."
    assert lignes[-1].endswith("30\u00a0nov.")
    assert couper("Anticonstitutionnellement", 10, 13, False, mesure) == [
        "Anticonstitutionnellement"
    ]


def test_les_organismes_du_catalogue_ont_tous_un_groupe() -> None:
    groupes = {organisme.groupe for organisme in ORGANISMES.values()}

    assert groupes == {
        "autre",
        "caf",
        "carsat",
        "cpam",
        "departement",
        "dgfip",
        "francetravail",
        "fs",
        "mairie",
        "msa",
        "prefecture",
        "tribunal",
        "urssaf",
    }
    assert isinstance(ORGANISMES["caf"], Organisme)
