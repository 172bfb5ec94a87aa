"""``guichet diagnostic`` comme on la tape ; le moteur est écrit à la main, le contenu est vrai."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue
from guichet.catalogue.schemas import verifier
from guichet.cli import diagnostic
from guichet.cli.principal import SousCommandes, executer
from guichet.droits.contrat import lire_situation
from guichet.droits.diagnostic import diagnostiquer
from guichet.droits.moteur import Chiffre, VersionBaremes
from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import PensionEnfants, Situation

AUJOURD_HUI = date(2026, 11, 20)
NADIA = Path(__file__).resolve().parents[1] / "foyers" / "nadia.json"
Guichet: TypeAlias = Callable[..., int]


class MoteurDeTest:
    def evaluer(self, variantes: Sequence[Situation]) -> tuple[Mapping[str, Chiffre], ...]:
        return tuple(self._chiffrer(variante) for variante in variantes)

    def versions(self) -> VersionBaremes:
        return VersionBaremes(openfisca_france="176.1.8", complements=date(2026, 11, 1), dates={})

    def _chiffrer(self, situation: Situation) -> Mapping[str, Chiffre]:
        pension = situation.pension_enfants
        verse = isinstance(pension, PensionEnfants) and pension.versee is True
        return {
            "asf": Chiffre(ouvert=not verse, montant=None if verse else Decimal("402.55")),
            "prime_activite": Chiffre(ouvert=True, montant=Decimal("234.27"), raisons=("Voilà.",)),
            "af": Chiffre(ouvert=True, montant=Decimal("152.25")),
            "cheque_energie": Chiffre(ouvert=True, a_verifier=("bareme", "Barème ancien.")),
        }


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


@pytest.fixture
def guichet(catalogue: Catalogue) -> Guichet:
    def lire(objet: Any, au: date | None) -> Situation:  # noqa: ANN401 - un objet JSON
        return lire_situation(
            objet,
            au or AUJOURD_HUI,
            au_impose=au is not None,
            commune_connue=lambda code: code == "44109",
            droits_connus=catalogue.droits,
        )

    def calculer(situation: Situation) -> Diagnostic:
        return diagnostiquer(situation, MoteurDeTest(), catalogue)

    def declarer(sous: SousCommandes) -> None:
        diagnostic.declarer(sous, lire_situation=lire, diagnostiquer=calculer)

    return lambda *arguments: executer(["diagnostic", *map(str, arguments)], [declarer])


def test_le_json_a_exactement_la_forme_du_contrat(
    guichet: Guichet, catalogue: Catalogue, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert guichet(NADIA, "--json") == 0
    sortie = capsysbinary.readouterr()
    objet = json.loads(sortie.out.decode())

    verifier(objet, "diagnostic")
    assert sortie.err == b""
    assert objet["au"] == "2026-11-20"
    assert objet["total"] == {"min": 234.27, "max": 234.27, "unite": "€/mois"}
    assert [droit["id"] for droit in objet["droits"]] == list(catalogue.droits)
    prime = next(droit for droit in objet["droits"] if droit["id"] == "prime_activite")
    assert prime["montant_min"] == prime["montant_max"] == 234.27
    assert "Prime d’activité".encode() in sortie.out, "les accents ne sont pas échappés"


def test_le_texte_groupe_les_droits_et_dit_que_c_est_une_estimation(
    guichet: Guichet, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guichet(NADIA) == 0
    texte = capsys.readouterr().out.replace("\u00a0", " ")

    titres = ["Droits probables", "À vérifier (", "Non, aujourd'hui", "Non calculés ici"]
    places = [texte.index(titre) for titre in titres]
    assert places == sorted(places)
    assert "Prime d’activité : 234 € par mois\n      Voilà." in texte
    assert "Allocations familiales : 152 € par mois (déjà reçu)" in texte
    assert "à vérifier, une réponse manque : L'autre parent aide-t-il ?" in texte
    assert "à vérifier, le barème connu a peut-être changé\n      Barème ancien." in texte
    assert "À demander (droits probables, pas encore reçus) : 234 € par mois." in texte
    assert "L'autre parent aide-t-il ? (change 1 droit)" in texte
    assert texte.rstrip().endswith("Estimation, seule la caisse décide.")


def test_au_l_emporte_sur_la_date_du_fichier(
    guichet: Guichet, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert guichet(NADIA, "--au", "2026-12-01", "--json") == 0

    assert json.loads(capsysbinary.readouterr().out)["au"] == "2026-12-01"


def test_tout_dit_la_sortie_ne_pose_plus_de_question(
    guichet: Guichet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    objet = json.loads(NADIA.read_text(encoding="utf-8"))
    objet["pension_enfants"] = False
    objet["personnes"][0]["inscrit_france_travail"] = False
    chemin = tmp_path / "foyer.json"
    chemin.write_text(json.dumps(objet), encoding="utf-8")

    assert guichet(chemin) == 0
    assert "Réponses encore utiles" not in capsys.readouterr().out


def test_l_entree_standard_se_lit_avec_un_tiret(
    guichet: Guichet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NADIA.read_bytes())))

    assert guichet("-") == 0
    assert "Les droits du foyer au 20/11/2026" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("texte", "extrait"),
    [
        ('{"personnes": []}', "Refusé : personnes vaut une liste de 0 éléments"),
        ('{"personne": []}', "la plus proche est « personnes »"),
        ("[]", "le document vaut une liste"),
        ("{", "JSON"),
        ('{"personnes": [], "epargne": NaN}', "« NaN » n'est pas un nombre"),
        ('{"personnes": [{"prenom": "1 90 03 75 441 001 23"}]}', "numéro de sécurité sociale"),
    ],
)
def test_un_fichier_refuse_sort_en_code_2_sans_rien_ecrire(
    guichet: Guichet, tmp_path: Path, capsys: pytest.CaptureFixture[str], texte: str, extrait: str
) -> None:
    chemin = tmp_path / "foyer.json"
    chemin.write_text(texte, encoding="utf-8")

    assert guichet(chemin, "--json") == 2
    sortie = capsys.readouterr()
    assert sortie.out == ""
    assert extrait in sortie.err
    assert "75 441" not in sortie.err


@pytest.mark.parametrize("arguments", [[], ["absent.json"], [str(NADIA), "--au", "20/11/2026"]])
def test_une_commande_mal_ecrite_sort_en_code_2(
    guichet: Guichet, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert guichet(*arguments) == 2
    assert capsys.readouterr().out == ""


def test_un_groupe_vide_n_a_pas_de_titre(catalogue: Catalogue) -> None:
    situation = lire_situation(json.loads(NADIA.read_text(encoding="utf-8")), AUJOURD_HUI)
    complet = diagnostiquer(situation, MoteurDeTest(), catalogue)
    probables = tuple(droit for droit in complet.droits if droit.statut == "probable")

    texte = diagnostic.en_texte(replace(complet, droits=probables), situation)

    assert "Droits probables (2)" in texte
    assert "À vérifier" not in texte
