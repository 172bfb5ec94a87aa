"""La feuille suit la visite, se compose une fois par changement, et reste discrète."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Dossier
from guichet.errors import GuichetError
from guichet.recap.contexte import Options
from guichet.ui.recap.presenter import ChoixDit, RecapPresenter
from guichet.ui.tasks import TaskRunner
from guichet.ui.visite import Etat

from .conftest import composer_pdf, ecrire, etat


class FausseVue:
    def __init__(self) -> None:
        self.pdf = b""
        self.vide = self.impose = False
        self.options = Options()
        self.choix: Sequence[ChoixDit] = ()
        self.prenom = self.suivi = self.dit = self.fait = ""
        self.sans_lieu: Sequence[str] = ()
        self.attentes = 0
        self.imprimante = 0

    def montrer_attente(self, phrase: str) -> None:
        assert phrase
        self.attentes += 1

    def montrer_pdf(self, pdf: bytes) -> None:
        self.pdf = pdf

    def montrer_vide(self) -> None:
        self.vide = True

    def montrer_options(self, options: Options, *, discret_impose: bool) -> None:
        self.options, self.impose = options, discret_impose

    def montrer_choix(self, prenom: str, choix: Sequence[ChoixDit]) -> None:
        self.prenom, self.choix = prenom, choix

    def montrer_relecture(self, sans_lieu: Sequence[str]) -> None:
        self.sans_lieu = sans_lieu

    def montrer_suivi(self, reference: str) -> None:
        self.suivi = reference

    def dire(self, message: str, advice: str) -> None:
        self.dit = f"{message} {advice}"

    def dire_fait(self, phrase: str) -> None:
        self.fait = phrase

    def dire_imprimante(self) -> None:
        self.imprimante += 1


class Banc:
    def __init__(self, catalogue: Catalogue, runner: TaskRunner) -> None:
        self.vue = FausseVue()
        self.catalogue = catalogue
        self.composes: list[Options] = []
        self.imprimes: list[tuple[bytes, str]] = []
        self.remis: list[Dossier] = []
        self.reponse: bool | None = True
        self.panne: GuichetError | None = None
        self.presenter = RecapPresenter(
            self.vue,
            runner,
            catalogue=catalogue,
            composer=self._composer,
            ecrire=ecrire,
            imprimer=self._imprimer,
            remis=self.remis.append,
        )

    def _composer(self, sujet: Dossier, options: Options) -> bytes:
        if self.panne is not None:
            raise self.panne
        self.composes.append(options)
        return composer_pdf(self.catalogue, sujet, options)

    def _imprimer(self, pdf: bytes, nom: str) -> bool | None:
        self.imprimes.append((pdf, nom))
        return self.reponse


@pytest.fixture
def banc(catalogue: Catalogue, runner: TaskRunner) -> Banc:
    return Banc(catalogue, runner)


def texte(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    mots = []
    for page in document:
        lecture = page.get_textpage()
        mots.append(lecture.get_text_range())
        lecture.close()
        page.close()
    document.close()
    return " ".join(mots).replace("\u00a0", " ")


def test_rien_n_est_compose_tant_que_l_ecran_est_cache(banc: Banc, exemple: Dossier) -> None:
    banc.presenter.montrer(etat(exemple))
    assert banc.composes == []
    banc.presenter.ouvrir()
    assert "Prime d" in texte(banc.vue.pdf)


def test_la_feuille_n_est_composee_qu_une_fois_par_changement(banc: Banc, exemple: Dossier) -> None:
    banc.presenter.montrer(etat(exemple))
    banc.presenter.ouvrir()
    banc.presenter.montrer(etat(exemple))
    banc.presenter.quitter()
    banc.presenter.ouvrir()
    assert len(banc.composes) == 1
    banc.presenter.changer_option("droits", False)
    assert len(banc.composes) == 2
    assert "Vos aides possibles" not in texte(banc.vue.pdf)


def test_sans_situation_il_n_y_a_rien_a_imprimer(banc: Banc) -> None:
    banc.presenter.montrer(Etat())
    banc.presenter.ouvrir()
    banc.presenter.demander_impression()
    assert banc.vue.vide
    assert banc.imprimes == []


def test_les_codes_coches_au_rendez_vous_arrivent_sur_la_feuille(
    banc: Banc, exemple: Dossier
) -> None:
    banc.presenter.montrer(etat(exemple))
    banc.presenter.ouvrir(qr_agenda=True, lien_visio=False)
    assert "mettre dans l" in texte(banc.vue.pdf)
    assert "visio.exemple.fr" not in texte(banc.vue.pdf)
    banc.presenter.ouvrir(qr_agenda=False, lien_visio=True)
    assert "mettre dans l" not in texte(banc.vue.pdf)
    assert "visio.exemple.fr/salle/abcdef" in texte(banc.vue.pdf)


def test_une_visite_discrete_ne_peut_pas_rendre_une_feuille_qui_ne_l_est_pas(
    banc: Banc, exemple: Dossier
) -> None:
    banc.presenter.montrer(etat(exemple, discret=True))
    banc.presenter.ouvrir(lien_visio=True)
    banc.presenter.changer_option("discret", False)

    assert banc.vue.options.discret
    assert banc.vue.impose
    lu = texte(banc.vue.pdf)
    assert "éparation" not in lu
    assert "visio.exemple.fr" not in lu
    assert banc.presenter.nom_de_fichier() == "document.pdf"


def test_le_nom_du_fichier_ne_dit_rien_de_la_personne(banc: Banc, exemple: Dossier) -> None:
    banc.presenter.montrer(etat(exemple))
    banc.presenter.ouvrir()
    banc.presenter.demander_impression()
    assert [nom for _, nom in banc.imprimes] == ["feuille-de-route.pdf"]


def test_imprimer_note_la_remise_seulement_si_la_personne_est_suivie(
    banc: Banc, exemple: Dossier
) -> None:
    banc.presenter.montrer(etat(exemple))
    banc.presenter.ouvrir()
    banc.presenter.demander_impression()
    assert banc.vue.fait == "La feuille est envoyée à l'imprimante."
    assert banc.remis == []

    banc.presenter.montrer(etat(exemple, reference="7K3F-2QX"))
    assert banc.vue.suivi == "7K3F-2QX"
    banc.presenter.demander_impression()
    assert [d.reference for d in banc.remis] == ["7K3F-2QX"]


def test_une_imprimante_muette_est_dite_et_rien_n_est_note(banc: Banc, exemple: Dossier) -> None:
    banc.reponse = False
    banc.presenter.montrer(etat(exemple, reference="7K3F-2QX"))
    banc.presenter.ouvrir()
    banc.presenter.demander_impression()
    assert banc.vue.imprimante == 1
    assert (banc.remis, banc.vue.fait) == ([], "")

    banc.reponse = None
    banc.presenter.demander_impression()
    assert (banc.vue.imprimante, banc.vue.fait) == (1, ""), "renoncer n'est pas une panne"


def test_ctrl_p_pendant_la_mise_en_page_imprime_des_que_c_est_pret(
    banc: Banc, catalogue: Catalogue, exemple: Dossier
) -> None:
    retenus: list[object] = []

    class Retenu:
        def run(self, work, *, on_success, on_failure) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
            del on_failure
            retenus.append(lambda: on_success(work()))

    lent = Banc(catalogue, Retenu())
    lent.presenter.montrer(etat(exemple))
    lent.presenter.ouvrir()
    lent.presenter.demander_impression()
    assert lent.imprimes == []
    suite = retenus.pop()
    assert callable(suite)
    suite()
    assert [pdf for pdf, _ in lent.imprimes] == [lent.vue.pdf]
    assert banc.imprimes == []


def test_une_mise_en_page_ratee_est_dite_et_peut_etre_refaite(banc: Banc, exemple: Dossier) -> None:
    banc.panne = GuichetError("La feuille ne tient pas.", advice="Retirez une section.")
    banc.presenter.montrer(etat(exemple))
    banc.presenter.ouvrir()
    assert banc.vue.dit == "La feuille ne tient pas. Retirez une section."
    banc.panne = None
    banc.presenter.ouvrir()
    assert banc.vue.pdf


def test_enregistrer_ecrit_exactement_ce_que_l_on_voit(
    banc: Banc, exemple: Dossier, tmp_path: Path
) -> None:
    banc.presenter.montrer(etat(exemple))
    banc.presenter.ouvrir()
    banc.presenter.enregistrer(tmp_path / "feuille.pdf")
    assert (tmp_path / "feuille.pdf").read_bytes() == banc.vue.pdf


def test_les_choix_et_la_relecture_sont_dits(banc: Banc, exemple: Dossier) -> None:
    banc.presenter.montrer(etat(exemple))
    banc.presenter.ouvrir()
    assert {c.nom for c in banc.vue.choix} or not exemple.choix
    for parcours in exemple.parcours:
        for etape in parcours.etapes:
            muette = etape.acteur == "usager" and not any(etape.canaux.values())
            assert (etape.titre_court in banc.vue.sans_lieu) == muette
