"""Créer la structure, la rouvrir, la verrouiller ; et tout ce qui peut manquer."""

import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from guichet.accompagnement import demonstration
from guichet.accompagnement.coffre import Coffre
from guichet.accompagnement.refus import RienAConfirmer, StructureDejaCreee, Verrouille
from guichet.catalogue.structure import Structure
from guichet.errors import EntreeRefusee, GuichetError
from guichet.models import journal
from guichet.models.journal import JournalRow
from guichet.models.mise_a_niveau import creer
from guichet.models.ouverture import open_for_migration
from guichet.models.pannes import (
    BaseAbsente,
    BaseEnClair,
    BaseEtrangere,
    BaseIllisible,
    BasePlusRecente,
)
from guichet.securite import code_secours
from guichet.securite.cles import FenteRefusee, MauvaisCode, MauvaisePhrase
from guichet.securite.keychain import Trousseau, TrousseauIndisponible
from guichet.securite.patience import TropTot
from guichet.securite.serrures import SerruresIllisibles

from .poste import PHRASE, STRUCTURE, Poste

CANARI = b"ZZCANARI"


def etat(coffre: Coffre) -> str:
    return coffre.etat


def test_au_premier_lancement_tout_est_demonstration_et_rien_n_est_ecrit(poste: Poste) -> None:
    coffre = poste.lancer()
    assert etat(coffre) == "demonstration"
    assert coffre.structure().demonstration
    assert not poste.donnees.exists()
    assert not list(Path(tempfile.gettempdir()).iterdir())


def test_la_base_de_demonstration_est_chiffree_privee_et_disparait(poste: Poste) -> None:
    coffre = poste.lancer()
    with coffre.acces().transaction() as session:
        coffre.acces().inscrire(session, "ouvrir", le=poste.horloge(), objet="ZZCANARI")

    (dossier,) = Path(tempfile.gettempdir()).iterdir()
    assert dossier.stat().st_mode & 0o777 == 0o700
    assert all(CANARI not in fichier.read_bytes() for fichier in dossier.iterdir())
    coffre.fermer()
    assert not dossier.exists()
    assert not poste.donnees.exists()


def test_une_demonstration_abandonnee_est_retiree_au_lancement_suivant(poste: Poste) -> None:
    temporaire = Path(tempfile.gettempdir())
    for nom, age in (("vieux", 2), ("recent", 0)):
        abandon = temporaire / f"{demonstration.PREFIXE}{nom}"
        abandon.mkdir()
        quand = poste.horloge().timestamp() - age * 86_400
        os.utime(abandon, (quand, quand))
    poste.lancer().acces()
    restes = sorted(fichier.name for fichier in temporaire.iterdir())
    assert f"{demonstration.PREFIXE}recent" in restes
    assert f"{demonstration.PREFIXE}vieux" not in restes


def test_creer_puis_confirmer_met_la_structure_en_service(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.acces()
    code = coffre.creer_structure(STRUCTURE, conseiller=" Karine M. ", phrase=PHRASE)
    assert etat(coffre) == "demonstration"
    attendait = coffre.code_a_confirmer
    assert attendait
    assert not (poste.donnees / "structure").exists()

    assert coffre.confirmer_code(code) == ""

    assert etat(coffre) == "ouvert"
    assert not coffre.demonstration
    assert not coffre.code_a_confirmer
    assert coffre.avec_trousseau
    assert coffre.structure() == STRUCTURE
    assert coffre.conseiller == "Karine M."
    assert str(coffre.acces().fuseau) == "Indian/Reunion"
    assert not list(Path(tempfile.gettempdir()).iterdir())
    dossiers = [poste.donnees, poste.donnees / "structure"]
    assert {dossier.stat().st_mode & 0o777 for dossier in dossiers} == {0o700}
    fichiers = [f for f in (poste.donnees / "structure").iterdir() if f.is_file()]
    assert {fichier.stat().st_mode & 0o777 for fichier in fichiers} == {0o600}


def test_un_code_mal_recopie_ne_met_rien_en_service(poste: Poste) -> None:
    coffre = poste.lancer()
    code = coffre.creer_structure(STRUCTURE, conseiller="Karine", phrase=PHRASE)
    with pytest.raises(EntreeRefusee, match="mal recopié"):
        coffre.confirmer_code(code[:-1])
    with pytest.raises(MauvaisCode):
        coffre.confirmer_code(code_secours.ecrire(code_secours.nouveau_secret()))
    assert etat(coffre) == "demonstration"
    assert not poste.memoire.secrets
    coffre.confirmer_code(code)
    assert etat(coffre) == "ouvert"


def test_une_creation_non_confirmee_ne_laisse_rien(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.creer_structure(STRUCTURE, conseiller="Karine", phrase=PHRASE)
    coffre.fermer()
    assert not list(poste.donnees.iterdir())
    relance = poste.lancer()
    assert etat(relance) == "demonstration"
    with pytest.raises(RienAConfirmer):
        relance.confirmer_code("x")


def test_une_creation_coupee_par_le_courant_se_recommence(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.creer_structure(STRUCTURE, conseiller="Karine", phrase=PHRASE)
    relance = poste.lancer()  # l'autre n'a rien pu fermer
    assert etat(relance) == "demonstration"
    relance.confirmer_code(relance.creer_structure(STRUCTURE, conseiller="Karine", phrase=PHRASE))
    assert etat(relance) == "ouvert"


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"nom": "  "}, "nom"),
        ({"nom": "x" * 121}, "nom"),
        ({"telephone": "appelez-moi"}, "telephone"),
        ({"fuseau": "Europe/Rezé"}, "fuseau"),
        ({"fuseau": "../etc/passwd"}, "fuseau"),
        ({"conseiller": " "}, "conseiller"),
        ({"phrase": "123456"}, "phrase"),
    ],
)
def test_une_structure_incomplete_est_refusee_et_rien_n_est_ecrit(
    poste: Poste, champs: dict[str, str], champ: str
) -> None:
    valeurs = {"nom": "Nom", "telephone": "", "fuseau": "Europe/Paris"} | champs
    coffre = poste.lancer()
    with pytest.raises(EntreeRefusee) as refus:
        coffre.creer_structure(
            Structure(nom=valeurs["nom"], telephone=valeurs["telephone"], fuseau=valeurs["fuseau"]),
            conseiller=valeurs.get("conseiller", "Karine"),
            phrase=valeurs.get("phrase", PHRASE),
        )
    assert refus.value.champ == champ
    assert not poste.donnees.exists()


@pytest.mark.usefixtures("code")
def test_on_ne_cree_pas_deux_structures(poste: Poste) -> None:
    with pytest.raises(StructureDejaCreee):
        poste.lancer().creer_structure(STRUCTURE, conseiller="K", phrase=PHRASE)


@pytest.mark.usefixtures("code")
def test_relance_verrouille_puis_la_phrase_ouvre(poste: Poste) -> None:
    coffre = poste.lancer()
    assert etat(coffre) == "verrouille"
    assert coffre.structure() == STRUCTURE
    with pytest.raises(Verrouille):
        coffre.acces()
    coffre.ouvrir(f"  {PHRASE} ")
    assert etat(coffre) == "ouvert"
    assert coffre.conseiller == "Karine M."


@pytest.mark.usefixtures("code")
def test_une_mauvaise_phrase_se_dit_et_ralentit(poste: Poste) -> None:
    coffre = poste.lancer()
    for _ in range(5):
        with pytest.raises(MauvaisePhrase):
            coffre.ouvrir("ce n'est pas elle")
    with pytest.raises(TropTot):
        coffre.ouvrir(PHRASE)
    assert etat(coffre) == "verrouille"


def test_le_code_de_secours_ouvre_sans_phrase_ni_trousseau(poste: Poste, code: str) -> None:
    poste.memoire.secrets.clear()
    coffre = poste.lancer()
    with pytest.raises(TrousseauIndisponible, match="disparu") as refus:
        coffre.ouvrir(PHRASE)
    assert "code de secours" in refus.value.advice

    coffre.ouvrir_par_code(code)
    nouvelle = "Le chat dort depuis 20 ans"
    assert coffre.changer_phrase(nouvelle) == ""
    coffre.fermer()

    relance = poste.lancer()
    relance.ouvrir(nouvelle)
    assert etat(relance) == "ouvert"
    relance.verrouiller()
    with pytest.raises(MauvaisePhrase):
        relance.ouvrir(PHRASE)
    relance.ouvrir_par_code(code)


@pytest.mark.usefixtures("code")
def test_un_trousseau_remplace_se_dit(poste: Poste) -> None:
    for cle in poste.memoire.secrets:
        poste.memoire.secrets[cle] = secrets.token_hex(32)
    with pytest.raises(FenteRefusee, match="remplacé"):
        poste.lancer().ouvrir(PHRASE)


def test_un_poste_sans_trousseau_le_dit_et_reste_chiffre(poste: Poste) -> None:
    coffre = poste.lancer(trousseau=Trousseau())
    code = coffre.creer_structure(STRUCTURE, conseiller="Karine", phrase=PHRASE)
    avertissement = coffre.confirmer_code(code)
    assert avertissement == (
        "Ce poste n'a pas de trousseau sûr. La phrase de passe protège seule la base."
    )
    assert not coffre.avec_trousseau
    coffre.fermer()
    assert not (poste.donnees / "structure" / "guichet.db").read_bytes().startswith(b"SQLite")
    relance = poste.lancer(trousseau=Trousseau())
    relance.ouvrir(PHRASE)
    assert etat(relance) == "ouvert"


@pytest.mark.usefixtures("code")
def test_verrouiller_oublie_la_cle_et_ferme_la_base(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.ouvrir(PHRASE)
    cle, acces = coffre._cle, coffre.acces()
    assert cle is not None
    assert any(cle)

    coffre.verrouiller()

    assert etat(coffre) == "verrouille"
    assert not any(cle)
    with pytest.raises(Verrouille):
        coffre.acces()
    with pytest.raises(GuichetError), acces.transaction() as session:
        session.scalars(select(JournalRow)).all()


@pytest.mark.usefixtures("code")
def test_la_visite_attend_chiffree_en_memoire_trente_minutes(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.ouvrir(PHRASE)
    avant = poste.contenu()
    coffre.verrouiller(CANARI)
    with pytest.raises(Verrouille):
        coffre.reprendre_visite()
    assert CANARI not in repr(vars(coffre._visite)).encode()
    assert CANARI not in b"".join(poste.contenu().values())
    assert set(poste.contenu()) <= set(avant)

    poste.horloge.avancer(timedelta(minutes=30))
    coffre.ouvrir(PHRASE)
    assert coffre.reprendre_visite() == CANARI
    assert coffre.reprendre_visite() is None

    coffre.verrouiller(CANARI)
    poste.horloge.avancer(timedelta(minutes=31))
    coffre.ouvrir(PHRASE)
    assert coffre.reprendre_visite() is None

    coffre.verrouiller(CANARI)
    coffre.oublier_visite()
    coffre.ouvrir(PHRASE)
    assert coffre.reprendre_visite() is None


def test_la_demonstration_se_verrouille_aussi(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.verrouiller(CANARI)
    assert etat(coffre) == "verrouille"
    assert coffre.demonstration
    with pytest.raises(Verrouille):
        coffre.acces()
    coffre.ouvrir("")
    assert etat(coffre) == "demonstration"
    assert coffre.reprendre_visite() == CANARI


@pytest.mark.usefixtures("code")
def test_modifier_la_structure_se_retrouve_au_lancement(poste: Poste) -> None:
    coffre = poste.lancer()
    with pytest.raises(Verrouille):
        coffre.modifier_structure(STRUCTURE)
    coffre.ouvrir(PHRASE)
    nouvelle = Structure(nom="France services Nantes Sud", fuseau="Europe/Paris")
    coffre.modifier_structure(nouvelle)
    assert str(coffre.acces().fuseau) == "Europe/Paris"
    coffre.fermer()
    relance = poste.lancer()
    assert relance.structure() == nouvelle
    relance.ouvrir(PHRASE)
    assert relance.structure() == nouvelle


@pytest.mark.usefixtures("code")
def test_une_part_publique_falsifiee_ou_perdue_cede_devant_la_base(poste: Poste) -> None:
    (poste.donnees / "structure" / "structure.json").write_text('{"nom": 1}')
    coffre = poste.lancer()
    assert coffre.structure().nom == "France services"
    coffre.ouvrir(PHRASE)
    assert coffre.structure() == STRUCTURE


@pytest.mark.usefixtures("code")
def test_une_base_disparue_n_est_pas_recreee(poste: Poste) -> None:
    base = poste.donnees / "structure" / "guichet.db"
    base.unlink()
    coffre = poste.lancer()
    assert etat(coffre) == "verrouille"
    with pytest.raises(BaseAbsente):
        coffre.ouvrir(PHRASE)
    assert not base.exists()
    assert etat(coffre) == "verrouille"


@pytest.mark.usefixtures("code")
def test_des_serrures_disparues_n_ouvrent_pas_une_nouvelle_structure(poste: Poste) -> None:
    for fichier in (poste.donnees / "structure").glob("serrures*"):
        fichier.unlink()
    coffre = poste.lancer()
    assert etat(coffre) == "verrouille"
    with pytest.raises(SerruresIllisibles):
        coffre.ouvrir(PHRASE)
    with pytest.raises(StructureDejaCreee):
        coffre.creer_structure(STRUCTURE, conseiller="K", phrase=PHRASE)


@pytest.mark.usefixtures("code")
def test_une_base_en_clair_mise_a_la_place_est_refusee(poste: Poste) -> None:
    base = poste.donnees / "structure" / "guichet.db"
    base.unlink()
    with closing(sqlite3.connect(base)) as claire:
        claire.execute("CREATE TABLE t (a)")
    avant = base.read_bytes()
    with pytest.raises(BaseEnClair):
        poste.lancer().ouvrir(PHRASE)
    assert base.read_bytes() == avant


@pytest.mark.usefixtures("code")
def test_la_base_d_une_autre_structure_est_refusee_et_gardee(poste: Poste) -> None:
    base = poste.donnees / "structure" / "guichet.db"
    base.unlink()
    creer(base, secrets.token_bytes(32)).dispose()
    avant = base.read_bytes()
    with pytest.raises(BaseIllisible):
        poste.lancer().ouvrir(PHRASE)
    assert base.read_bytes() == avant


@pytest.mark.usefixtures("code")
def test_une_base_plus_recente_est_refusee(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.ouvrir(PHRASE)
    assert coffre._cle is not None
    moteur = open_for_migration(poste.donnees / "structure" / "guichet.db", coffre._cle)
    with closing(moteur.raw_connection()) as connexion:
        connexion.cursor().execute("UPDATE alembic_version SET version_num = '9999'")
    moteur.dispose()
    coffre.verrouiller()
    with pytest.raises(BasePlusRecente):
        coffre.ouvrir(PHRASE)
    assert etat(coffre) == "verrouille"


@pytest.mark.usefixtures("code")
def test_chaque_ouverture_est_notee_dans_un_journal_intact(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.ouvrir(PHRASE)
    acces = coffre.acces()
    with Session(acces.moteur) as session:
        actes = session.scalars(select(JournalRow.acte).order_by(JournalRow.n)).all()
        assert actes == ["creer_structure", "deverrouiller", "deverrouiller"]
        assert journal.verifier(session, acces.cle_journal) == 3


@pytest.mark.usefixtures("code")
def test_aucun_secret_ne_traine_dans_les_fichiers_ni_dans_repr(poste: Poste, code: str) -> None:
    coffre = poste.lancer()
    coffre.ouvrir(PHRASE)
    assert coffre._cle is not None
    cle = bytes(coffre._cle)
    contenu = b"".join(poste.contenu().values())
    for secret in (PHRASE.encode(), code.encode(), cle, cle.hex().encode()):
        assert secret not in contenu
    dit = repr(coffre.acces()) + repr(coffre._branche)
    assert cle.hex() not in dit
    assert repr(coffre.acces().cle_journal) not in dit


def test_le_coffre_s_importe_sans_la_base_ni_le_trousseau() -> None:
    """La fenêtre s'ouvre avant que SQLAlchemy (0,25 s) ne soit utile."""
    script = (
        "import sys, guichet.accompagnement.coffre\n"
        "print([m for m in ('sqlalchemy', 'sqlcipher3', 'keyring', 'alembic') if m in sys.modules])"
    )
    fin = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert fin.stdout.strip() == "[]"


def test_une_visite_de_la_demonstration_ne_passe_pas_dans_la_structure(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.verrouiller(CANARI)
    coffre.ouvrir("")
    code = coffre.creer_structure(STRUCTURE, conseiller="Karine", phrase=PHRASE)
    coffre.confirmer_code(code)
    assert coffre.reprendre_visite() is None


@pytest.mark.usefixtures("code")
def test_une_base_de_guichet_sans_structure_est_refusee(poste: Poste) -> None:
    coffre = poste.lancer()
    coffre.ouvrir(PHRASE)
    assert coffre._cle is not None
    cle = bytes(coffre._cle)
    coffre.verrouiller()
    coffre.verrouiller()
    base = poste.donnees / "structure" / "guichet.db"
    base.unlink()
    creer(base, cle).dispose()
    with pytest.raises(BaseEtrangere, match="aucune structure"):
        coffre.ouvrir(PHRASE)
    assert etat(coffre) == "verrouille"


def test_l_horloge_par_defaut_est_celle_du_poste_en_utc(tmp_path: Path) -> None:
    maintenant = Coffre(tmp_path).maintenant()
    assert abs(datetime.now(UTC) - maintenant) < timedelta(minutes=1)
    assert maintenant.tzinfo is UTC


def test_changer_la_phrase_demande_une_base_ouverte(poste: Poste) -> None:
    with pytest.raises(Verrouille):
        poste.lancer().changer_phrase(PHRASE)
