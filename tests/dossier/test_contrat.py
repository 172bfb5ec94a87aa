"""dossier.json : ce qui s'écrit se relit, ce qui n'en est pas est refusé en une phrase."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.catalogue.schemas import verifier
from guichet.dossier.contenu import Dossier
from guichet.dossier.contrat import ecrire_dossier, lire_dossier
from guichet.droits.contrat import lire_situation
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, SourceCitee
from guichet.errors import EntreeRefusee
from guichet.parcours.etape import Etape, Parcours
from guichet.rendezvous.agenda import Reservation

Objet = dict[str, Any]
AU = date(2026, 11, 20)
NADIA: Objet = json.loads(
    (Path(__file__).parent.parent / "foyers" / "nadia.json").read_text(encoding="utf-8")
)
ETAPE = Etape(
    id="declarer",
    titre="Déclarer la séparation à la Caf",
    titre_court="Déclarer la séparation",
    organismes=("caf",),
    acteur="usager",
    concerne="a_verifier",
    debut=AU,
    echeance=date(2026, 12, 2),
    date_sure=date(2026, 11, 30),
    type="droit_perdu",
    consequence="Un mois perdu",
    en_retard=False,
    depend_de=("autre",),
    droits=("rsa",),
    pieces=("Pièce d'identité",),
    canaux={"en_ligne": ("caf.fr",)},
    attentionne=False,
    verifie=True,
    delai_verifie=False,
    source=SourceCitee(titre="Une source", url="https://www.caf.fr", date=None),
    condition="si vous vivez seule",
    faite_le=date(2026, 11, 21),
)
DOSSIER = Dossier(
    reference="7K3F-2QX",
    situation=lire_situation(NADIA, AU),
    diagnostic=Diagnostic(
        au=AU,
        openfisca_france="176.1.8",
        complements=AU,
        total=Fourchette(min=Decimal(1012), max=Decimal("1200.50")),
        droits=(
            Resultat(
                id="rsa",
                nom="RSA",
                organismes=("caf", "msa"),
                statut="a_verifier",
                motif="reponse",
                bascule=("epargne",),
            ),
        ),
    ),
    parcours=(
        Parcours(
            moment="separation",
            titre="Séparation",
            evenement=AU,
            debut=AU,
            fin=date(2028, 5, 2),
            etapes=(ETAPE,),
        ),
    ),
    rendez_vous=(
        Reservation(
            id="r1",
            etat="reserve",
            debut=datetime(2026, 11, 24, 8, tzinfo=UTC),
            fin=datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
            organismes=("caf",),
            motif="Point sur les droits",
            lien_visio="https://visio.exemple/salle",
            ref="creneau-1",
            demonstration=True,
        ),
    ),
    choix={"rsa": "demande"},
    langue="ar",
    forme="falc",
)


def test_un_dossier_complet_se_relit_a_l_identique() -> None:
    objet = json.loads(json.dumps(ecrire_dossier(DOSSIER)))
    assert lire_dossier(objet, AU) == DOSSIER
    assert ecrire_dossier(lire_dossier(objet, AU)) == objet


def test_l_heure_du_rendez_vous_s_ecrit_au_fuseau_du_guichet() -> None:
    objet = ecrire_dossier(DOSSIER, ZoneInfo("Indian/Reunion"))
    assert objet["rendez_vous"][0]["debut"] == "2026-11-24T12:00:00+04:00"
    assert lire_dossier(objet, AU) == DOSSIER


def test_la_forme_ecrite_est_celle_du_schema_publie() -> None:
    verifier(ecrire_dossier(DOSSIER), "dossier")


def test_une_situation_seule_suffit() -> None:
    dossier = lire_dossier({"situation": NADIA}, AU)
    assert dossier == Dossier(situation=DOSSIER.situation)
    assert "diagnostic" not in ecrire_dossier(dossier)
    assert "reference" not in ecrire_dossier(dossier)


def test_la_date_du_foyer_est_celle_du_fichier_sinon_celle_donnee() -> None:
    sans_date = {cle: valeur for cle, valeur in NADIA.items() if cle != "au"}
    autre = date(2026, 12, 1)
    assert lire_dossier({"situation": sans_date}, autre).situation.au == autre
    assert lire_dossier({"situation": NADIA}, autre).situation.au == AU


def test_un_diagnostic_null_vaut_absent() -> None:
    assert lire_dossier({"situation": NADIA, "diagnostic": None}, AU).diagnostic is None


@pytest.mark.parametrize(
    ("modifier", "extrait"),
    [
        (lambda o: o.pop("situation"), "situation"),
        (lambda o: o.update(versoin=1), "version"),
        (lambda o: o.update(version=2), "version"),
        (lambda o: o.update(forme="grand"), "gros_caracteres"),
        (lambda o: o["choix"].update(rsa="peut-être"), "plus_tard"),
        (lambda o: o["situation"]["personnes"].clear(), "personnes"),
        (lambda o: o["rendez_vous"][0].update(debut="2026-11-24T09:00:00"), "fuseau"),
        (lambda o: o["parcours"][0].update(evenement="2026-13-01"), "evenement"),
        (lambda o: o["diagnostic"]["droits"][0].update(statut="oui"), "probable"),
    ],
)
def test_un_dossier_mal_forme_est_refuse_en_nommant_le_champ(
    modifier: Callable[[Objet], object], extrait: str
) -> None:
    objet = copy.deepcopy(ecrire_dossier(DOSSIER))
    modifier(objet)
    with pytest.raises(EntreeRefusee) as refus:
        lire_dossier(objet, AU)
    assert refus.value.code == 2
    assert extrait in refus.value.message + refus.value.advice


def test_le_refus_donne_le_chemin_depuis_la_racine_du_dossier() -> None:
    objet = copy.deepcopy(ecrire_dossier(DOSSIER))
    objet["diagnostic"]["droits"][0]["statut"] = "oui"
    with pytest.raises(EntreeRefusee) as refus:
        lire_dossier(objet, AU)
    assert refus.value.champ.startswith("diagnostic.droits")


@pytest.mark.parametrize("objet", [None, [], "dossier", 1, {}])
def test_ce_qui_n_est_pas_un_dossier_est_refuse(objet: object) -> None:
    with pytest.raises(EntreeRefusee):
        lire_dossier(objet, AU)


@pytest.mark.parametrize("numero", ["1 90 03 44 109 123 28", "FR76 3000 6000 0112 3456 7890 189"])
def test_un_numero_interdit_est_refuse_ou_qu_il_soit_sans_etre_repete(numero: str) -> None:
    objet = copy.deepcopy(ecrire_dossier(DOSSIER))
    objet["rendez_vous"][0]["motif"] = f"voir {numero}"
    with pytest.raises(EntreeRefusee) as refus:
        lire_dossier(objet, AU)
    assert numero not in refus.value.message


@given(
    choix=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{1,39}", fullmatch=True),
        st.sampled_from(["demande", "deja", "refuse", "plus_tard"]),
        max_size=5,
    ),
    langue=st.from_regex(r"[a-z]{2,3}", fullmatch=True),
    forme=st.sampled_from(["standard", "gros_caracteres", "falc"]),
)
def test_choix_langue_et_forme_se_relisent_toujours(choix: Any, langue: str, forme: Any) -> None:  # noqa: ANN401
    dossier = replace(DOSSIER, choix=choix, langue=langue, forme=forme)
    assert lire_dossier(ecrire_dossier(dossier), AU) == dossier
