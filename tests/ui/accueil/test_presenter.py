"""L'accueil dit ce que les agendas et la base disent, et rien d'autre."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue, Droit
from guichet.dossier.garde import Trouve
from guichet.errors import GuichetError
from guichet.rendezvous.agenda import HorsLigne, Reservation
from guichet.ui.accueil.contenu import GRILLE, MomentAffiche, RdvAffiche, Tache
from guichet.ui.accueil.presenter import AccueilPresenter
from guichet.ui.tasks import TaskRunner

VENDREDI = date(2026, 11, 20)


class FausseVue:
    def __init__(self) -> None:
        self.moments: tuple[MomentAffiche, ...] = ()
        self.a_jour = ""
        self.urgences: tuple[tuple[str, str], ...] = ()
        self.jour = ("", "")
        self.rendez_vous: tuple[RdvAffiche, ...] | None = None
        self.absent = ""
        self.taches: tuple[Tache, ...] = ()
        self.effacement = ""
        self.droit: Droit | None = None

    def montrer_moments(self, moments: Sequence[MomentAffiche], a_jour: str) -> None:
        self.moments, self.a_jour = tuple(moments), a_jour

    def montrer_urgences(self, numeros: Sequence[tuple[str, str]]) -> None:
        self.urgences = tuple(numeros)

    def montrer_jour(self, titre: str, detail: str) -> None:
        self.jour = (titre, detail)

    def montrer_rendez_vous(self, rendez_vous: Sequence[RdvAffiche]) -> None:
        self.rendez_vous = tuple(rendez_vous)

    def montrer_agenda_absent(self, message: str, conseil: str) -> None:
        self.absent = f"{message} {conseil}"

    def montrer_taches(self, taches: Sequence[Tache]) -> None:
        self.taches = tuple(taches)

    def montrer_effacement(self, phrase: str) -> None:
        self.effacement = phrase

    def montrer_droit(self, droit: Droit) -> None:
        self.droit = droit


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@pytest.fixture
def vue() -> FausseVue:
    return FausseVue()


def rdv(
    heure: int, *organismes: str, etat: str = "reserve", lien: str | None = None
) -> Reservation:
    return Reservation(
        id=f"rdv-{heure}",
        etat=etat,  # type: ignore[arg-type]
        debut=datetime(2026, 11, 20, heure, 30, tzinfo=UTC),
        fin=datetime(2026, 11, 20, heure + 1, tzinfo=UTC),
        organismes=organismes,
        motif="droits",
        lien_visio=lien,
    )


def trouve(jour: date) -> Trouve:
    return Trouve(
        reference="7K3F",
        prenom="",
        date_naissance=None,
        dernier_contact=date(2026, 5, 22),
        a_effacer_le=jour,
    )


class Accueil:
    """Le presenter et ce qu'il reçoit, réglables par le test."""

    def __init__(self, vue: FausseVue, runner: TaskRunner, catalogue: Catalogue) -> None:
        self.reservations: list[Reservation] = []
        self.trouves: list[Trouve] = []
        self.panne: GuichetError | None = None
        self.base_fermee: GuichetError | None = None
        self.ouverts: list[str] = []
        self.presenter = AccueilPresenter(
            vue,
            runner,
            catalogue=catalogue,
            guichet=lambda: "Guichet de Nantes Nord",
            zone=ZoneInfo("Europe/Paris"),
            rendez_vous_du_jour=self._agenda,
            bientot_effaces=self._base,
            ouvrir_lien=self.ouverts.append,
        )

    def _agenda(self, jour: date) -> list[Reservation]:
        assert jour == VENDREDI
        if self.panne:
            raise self.panne
        return self.reservations

    def _base(self) -> list[Trouve]:
        if self.base_fermee:
            raise self.base_fermee
        return self.trouves


@pytest.fixture
def accueil(vue: FausseVue, runner: TaskRunner, catalogue: Catalogue) -> Accueil:
    return Accueil(vue, runner, catalogue)


def test_les_quinze_parcours_ont_un_titre_court_et_une_icone(
    accueil: Accueil, vue: FausseVue, catalogue: Catalogue
) -> None:
    accueil.presenter.open(VENDREDI)

    assert {moment.id for moment in vue.moments} == set(catalogue.moments) == set(GRILLE)
    assert vue.a_jour.startswith("15 parcours, étapes datées")
    for moment in vue.moments:
        assert len(moment.titre) <= 28
        assert (ressources() / "icones" / f"{moment.icone}.svg").is_file()


def test_le_parcours_discret_ne_dit_pas_son_sujet(
    accueil: Accueil, vue: FausseVue, catalogue: Catalogue
) -> None:
    accueil.presenter.open(VENDREDI)

    discrets = [m for m in vue.moments if catalogue.moments[m.id].discret]

    assert discrets
    assert not any("violence" in moment.titre.casefold() for moment in discrets)


def test_les_urgences_viennent_du_catalogue(
    accueil: Accueil, vue: FausseVue, catalogue: Catalogue
) -> None:
    accueil.presenter.open(VENDREDI)

    numeros = [numero for numero, _mot in vue.urgences]
    assert numeros == ["17", "112", "115", "119", "3919"]
    assert set(numeros) <= set(catalogue.telephones)


def test_les_visios_du_jour_sont_dites_a_l_heure_du_guichet(
    accueil: Accueil, vue: FausseVue
) -> None:
    accueil.reservations = [
        rdv(13, "carsat"),
        rdv(9, "caf", "cpam", lien="https://visio.exemple/1"),
        rdv(8, "urssaf", etat="annule"),
    ]

    accueil.presenter.open(VENDREDI)

    assert vue.jour == ("Vendredi 20 novembre", "Guichet de Nantes Nord")
    assert vue.rendez_vous is not None
    premier, second = vue.rendez_vous
    assert (premier.heure, premier.noms) == ("10 h 30", "Caf et CPAM")
    assert premier.groupes == ("caf", "cpam")
    assert premier.rejoignable
    assert not second.rejoignable


def test_rejoindre_ouvre_le_lien_de_ce_rendez_vous_seulement(
    accueil: Accueil, vue: FausseVue
) -> None:
    accueil.reservations = [rdv(9, "caf", lien="https://visio.exemple/1"), rdv(13, "carsat")]
    accueil.presenter.open(VENDREDI)

    accueil.presenter.rejoindre("rdv-13")
    accueil.presenter.rejoindre("rdv-9")

    assert accueil.ouverts == ["https://visio.exemple/1"]
    assert vue.rendez_vous is not None
    assert "visio.exemple" not in repr(vue.rendez_vous)


def test_un_rendez_vous_a_l_issue_inconnue_est_a_verifier(accueil: Accueil, vue: FausseVue) -> None:
    accueil.reservations = [rdv(9, "caf", etat="inconnu")]

    accueil.presenter.open(VENDREDI)

    assert vue.rendez_vous is not None
    assert vue.rendez_vous[0].detail == "on ne sait pas si c'est enregistré"
    assert [tache.cle for tache in vue.taches] == ["inconnus"]


def test_un_agenda_muet_n_est_pas_une_journee_vide(accueil: Accueil, vue: FausseVue) -> None:
    accueil.panne = HorsLigne("L'agenda ne répond pas.")

    accueil.presenter.open(VENDREDI)

    assert vue.rendez_vous is None
    assert vue.absent.startswith("L'agenda ne répond pas. Vérifiez la connexion.")


def test_f5_relit_les_agendas(accueil: Accueil, vue: FausseVue) -> None:
    accueil.panne = HorsLigne("L'agenda ne répond pas.")
    accueil.presenter.open(VENDREDI)
    accueil.panne = None
    accueil.reservations = [rdv(9, "caf")]

    accueil.presenter.relire(VENDREDI)

    assert vue.rendez_vous is not None
    assert len(vue.rendez_vous) == 1


@pytest.mark.parametrize(
    ("jours", "phrase"),
    [
        ((), ""),
        ((date(2026, 12, 10),), ""),
        ((date(2026, 11, 22),), "1 dossier arrive à sa date et s'efface le 22 novembre."),
        (
            (date(2026, 11, 27), date(2026, 11, 22)),
            "2 dossiers arrivent à leur date, le premier le 22 novembre.",
        ),
    ],
)
def test_les_effacements_proches_sont_annonces(
    accueil: Accueil, vue: FausseVue, jours: tuple[date, ...], phrase: str
) -> None:
    accueil.trouves = [trouve(jour) for jour in jours]

    accueil.presenter.open(VENDREDI)

    assert vue.effacement == phrase


def test_une_base_illisible_est_dite(accueil: Accueil, vue: FausseVue) -> None:
    accueil.base_fermee = GuichetError("La base est plus récente que ce Guichet.")

    accueil.presenter.open(VENDREDI)

    assert vue.taches[0].titre == "La base est plus récente que ce Guichet."


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("sepa", "moment:separation"),
        ("demenag", "moment:demenagement"),
        ("DÉMÉNAG", "moment:demenagement"),
        ("rsa", "droit:rsa"),
        ("prime activ", "droit:prime_activite"),
    ],
)
def test_chercher_trouve_sans_accent_ni_majuscule(
    accueil: Accueil, texte: str, attendu: str
) -> None:
    assert attendu in [cle for cle, _texte in accueil.presenter.chercher(texte)]


def test_chercher_rien_ne_propose_rien(accueil: Accueil) -> None:
    assert accueil.presenter.chercher("  ") == []
    assert accueil.presenter.chercher("zzzz") == []


def test_un_droit_trouve_montre_sa_fiche(accueil: Accueil, vue: FausseVue) -> None:
    accueil.presenter.ouvrir_droit("rsa")

    assert vue.droit is not None
    assert vue.droit.sigle == "RSA"
