"""La visite en mémoire : ce qui change, ce qui est recalculé, ce qui est oublié."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest

from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, SourceCitee
from guichet.droits.situation import Personne, Situation
from guichet.errors import GuichetError
from guichet.parcours.etape import Etape, Parcours
from guichet.ui.visite import Etat, Visite

T = TypeVar("T")
AU = date(2026, 11, 20)
EVENEMENT = date(2026, 11, 2)


def situation(prenom: str = "Ada") -> Situation:
    personne = Personne(id="p1", role="demandeur", date_naissance=date(1990, 3, 10), prenom=prenom)
    return Situation(au=AU, personnes=(personne,))


def diagnostic(total: int) -> Diagnostic:
    return Diagnostic(
        au=AU,
        openfisca_france="176.1.8",
        complements=AU,
        total=Fourchette(min=Decimal(total), max=Decimal(total)),
        droits=(),
    )


def etape(identifiant: str) -> Etape:
    return Etape(
        id=identifiant,
        titre="Titre",
        titre_court="Titre",
        organismes=("caf",),
        acteur="usager",
        concerne="oui",
        debut=EVENEMENT,
        echeance=date(2026, 11, 5),
        date_sure=date(2026, 11, 5),
        type="legale",
        consequence=None,
        en_retard=True,
        depend_de=(),
        droits=(),
        pieces=(),
        canaux={},
        attentionne=False,
        verifie=True,
        delai_verifie=True,
        source=SourceCitee(titre="Source", url=None, date=None),
    )


class RunnerRetenu:
    """Garde les travaux jusqu'à ce que le test les laisse finir."""

    def __init__(self) -> None:
        self.attente: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[GuichetError], None],
    ) -> None:
        def finir() -> None:
            try:
                resultat = work()
            except GuichetError as error:
                on_failure(error)
            else:
                on_success(resultat)

        self.attente.append(finir)

    def finir(self) -> None:
        self.attente.pop(0)()


class Temoin:
    def __init__(self) -> None:
        self.etats: list[Etat] = []

    def montrer(self, etat: Etat) -> None:
        self.etats.append(etat)


class Banc:
    """Une visite dont le test tient le calcul et l'attente."""

    def __init__(self) -> None:
        self.runner = RunnerRetenu()
        self.demandes: list[str] = []
        self.differes: list[Callable[[], None]] = []
        self.temoin = Temoin()
        self.etapes = (etape("a"), etape("b"))
        self.refuses: tuple[Resultat, ...] = ()
        self.panne: GuichetError | None = None
        self.visite = Visite(
            self.runner,
            diagnostiquer=self._diagnostiquer,
            construire=lambda moment, evenement, _s, **_faits: Parcours(
                moment=moment,
                titre="Séparation",
                evenement=evenement,
                debut=evenement,
                fin=evenement,
                etapes=self.etapes,
            ),
            differer=self.differes.append,
            moment_discret=lambda moment: moment == "violences-conjugales",
        )
        self.visite.brancher(self.temoin)

    def _diagnostiquer(self, foyer: Situation) -> Diagnostic:
        self.demandes.append(foyer.demandeur.prenom)
        if self.panne is not None:
            raise self.panne
        return replace(diagnostic(len(self.demandes)), droits=self.refuses)

    def en_cours(self) -> bool:
        return self.visite.etat.calcul_en_cours

    def recu(self) -> Diagnostic | None:
        return self.visite.etat.diagnostic

    def laisser_passer_le_delai(self) -> None:
        for suite in self.differes:
            suite()
        self.differes.clear()


@pytest.fixture
def banc() -> Banc:
    return Banc()


def test_une_reponse_relance_le_diagnostic_une_seule_fois(banc: Banc) -> None:
    for prenom in ("A", "Ad", "Ada"):
        banc.visite.repondre(situation(prenom))
    banc.laisser_passer_le_delai()
    assert banc.en_cours()
    banc.runner.finir()

    assert banc.demandes == ["Ada"]
    assert not banc.en_cours()
    assert banc.recu() == diagnostic(1)


def test_une_demande_depassee_n_arrive_jamais_a_l_ecran(banc: Banc) -> None:
    banc.visite.repondre(situation("Ada"))
    banc.laisser_passer_le_delai()
    banc.visite.repondre(situation("Ada B"))
    banc.laisser_passer_le_delai()
    banc.visite.repondre(situation("Ada C"))
    banc.laisser_passer_le_delai()
    banc.runner.finir()
    assert banc.recu() is None
    banc.runner.finir()

    assert banc.demandes == ["Ada", "Ada C"]
    assert banc.recu() == diagnostic(2)
    assert not banc.runner.attente


def test_une_panne_du_calcul_garde_le_dernier_resultat_et_le_dit(banc: Banc) -> None:
    banc.visite.repondre(situation())
    banc.laisser_passer_le_delai()
    banc.runner.finir()
    banc.panne = GuichetError("Le calcul ne répond pas.")
    banc.visite.recalculer()
    banc.runner.finir()

    assert banc.recu() == diagnostic(1)
    assert banc.visite.etat.erreur_calcul is banc.panne


def test_la_meme_reponse_ne_relance_rien(banc: Banc) -> None:
    banc.visite.repondre(situation())
    banc.visite.repondre(situation())
    assert len(banc.differes) == 1


def test_annuler_revient_a_la_reponse_d_avant(banc: Banc) -> None:
    banc.visite.repondre(situation("A"))
    banc.visite.repondre(situation("B"))
    assert banc.visite.annuler_reponse()
    assert banc.visite.etat.situation == situation("A")
    assert not banc.visite.annuler_reponse()


def test_une_etape_cochee_n_est_plus_en_retard_et_le_reste_apres_un_recalcul(banc: Banc) -> None:
    banc.visite.suivre_moment("separation", EVENEMENT)
    banc.visite.cocher("a", AU)
    banc.visite.repondre(situation())

    parcours = banc.visite.etat.parcours
    assert parcours is not None
    assert [e.faite_le for e in parcours.etapes] == [AU, None]
    assert [e.en_retard for e in parcours.etapes] == [False, True]
    banc.visite.cocher("a", None)
    assert banc.visite.etat.parcours is not None
    assert banc.visite.etat.parcours.etapes[0].en_retard


def test_un_moment_discret_rend_la_visite_discrete_pour_de_bon(banc: Banc) -> None:
    banc.visite.suivre_moment("violences-conjugales", EVENEMENT)
    banc.visite.suivre_moment("separation", EVENEMENT)
    assert banc.visite.etat.discret


def test_les_choix_se_posent_et_se_retirent(banc: Banc) -> None:
    banc.visite.choisir("rsa", "demande")
    banc.visite.choisir("rsa", "refuse")
    assert banc.visite.etat.choix == {"rsa": "refuse"}
    banc.visite.choisir("rsa", None)
    assert banc.visite.etat.choix == {}


def test_le_dossier_rassemble_la_visite(banc: Banc) -> None:
    assert banc.visite.etat.dossier() is None
    banc.visite.repondre(situation())
    banc.visite.suivre_moment("separation", EVENEMENT)
    banc.visite.choisir("rsa", "plus_tard")
    dossier = banc.visite.etat.dossier()
    assert dossier is not None
    assert dossier.parcours[0].moment == "separation"
    assert dossier.choix == {"rsa": "plus_tard"}


def test_un_dossier_rouvert_retrouve_ses_etapes_cochees(banc: Banc) -> None:
    banc.visite.repondre(situation())
    banc.visite.suivre_moment("separation", EVENEMENT)
    banc.visite.cocher("b", AU)
    dossier = banc.visite.etat.dossier()
    assert dossier is not None

    autre = Banc()
    autre.visite.reprendre(dossier)
    assert autre.visite.etat.faites == {"b": AU}
    assert autre.visite.etat.situation == dossier.situation


def test_une_precision_redessine_et_s_oublie() -> None:
    banc = Banc()
    banc.visite.suivre_moment("separation", EVENEMENT)

    banc.visite.preciser("compte_joint", True)
    assert banc.visite.etat.faits == {"compte_joint": True}
    banc.visite.preciser("compte_joint", None)
    assert banc.visite.etat.faits == {}


def test_une_etape_douteuse_d_un_droit_refuse_par_le_diagnostic_disparait(banc: Banc) -> None:
    banc.refuses = (Resultat(id="rsa", nom="RSA", organismes=("caf",), statut="non"),)
    banc.etapes = (replace(etape("a"), concerne="a_verifier", droits=("rsa",)), etape("b"))
    banc.visite.suivre_moment("separation", EVENEMENT)
    banc.visite.repondre(situation())
    banc.laisser_passer_le_delai()
    banc.runner.finir()

    parcours = banc.visite.etat.parcours
    assert parcours is not None
    assert [e.id for e in parcours.etapes] == ["b"]
