"""« Suivre cette personne » sur une vraie base chiffrée, jusqu'à l'effacement pour de bon."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from guichet.accompagnement import dossiers, effacement
from guichet.accompagnement.coffre import Coffre
from guichet.accompagnement.dossiers import DossierDejaOuvert, DossierInconnu
from guichet.accompagnement.refus import Verrouille
from guichet.dossier.contenu import Dossier
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, SourceCitee
from guichet.droits.situation import NE_SAIT_PAS, Personne, Situation
from guichet.errors import EntreeRefusee
from guichet.models import journal
from guichet.models.compactage import compacter
from guichet.models.dossier import DossierRow
from guichet.models.journal import JournalRow
from guichet.models.pannes import EcritureImpossible
from guichet.parcours.etape import Etape, Parcours
from guichet.rendezvous.agenda import Reservation
from guichet.securite.effacement import HorlogeSuspecte
from guichet.securite.keychain import Trousseau

from .poste import PHRASE, Poste

CANARI = b"ZZCANARI"
PERSONNE = Personne(
    id="p1",
    prenom="Zzcanari-Inès",
    role="demandeur",
    date_naissance=date(1990, 3, 10),
    activite="salarie",
    handicap=NE_SAIT_PAS,
    grossesse=False,
)
RDV = Reservation(
    id="r-1",
    etat="reserve",
    debut=datetime(2026, 11, 24, 9, tzinfo=UTC),
    fin=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    organismes=("caf", "cpam"),
    motif="Le point sur mes droits",
    lien_visio="https://visio.exemple/salle",
    ref="creneau-1",
    demonstration=True,
)
PARCOURS = Parcours(
    moment="separation",
    titre="Séparation",
    evenement=date(2026, 11, 2),
    debut=date(2026, 11, 2),
    fin=date(2028, 5, 2),
    etapes=(
        Etape(
            id="declarer",
            titre="Déclarer la séparation",
            titre_court="Déclarer",
            organismes=("caf",),
            acteur="usager",
            concerne="oui",
            debut=date(2026, 11, 2),
            echeance=date(2026, 12, 2),
            date_sure=date(2026, 11, 30),
            type="conseillee",
            consequence=None,
            en_retard=False,
            depend_de=(),
            droits=(),
            pieces=(),
            canaux={},
            attentionne=False,
            verifie=True,
            delai_verifie=True,
            source=SourceCitee(titre="Une source", url=None, date=None),
            faite_le=date(2026, 11, 20),
        ),
    ),
)
DOSSIER = Dossier(
    parcours=(PARCOURS,),
    situation=Situation(au=date(2026, 11, 20), personnes=(PERSONNE,), couple=False),
    rendez_vous=(RDV,),
    choix={"rsa": "demande", "af": "deja"},
    forme="gros_caracteres",
)
DIAGNOSTIC = Diagnostic(
    au=date(2026, 11, 20),
    openfisca_france="176.1.8",
    complements=date(2026, 11, 20),
    total=Fourchette(min=Decimal("225.00"), max=Decimal("240.00")),
    droits=(
        Resultat(
            id="prime_activite",
            nom="Prime d'activité",
            organismes=("caf",),
            statut="probable",
            montant_min=Decimal("225.00"),
            montant_max=Decimal("240.00"),
            unite="€/mois",
        ),
    ),
)


@pytest.fixture
def coffre(poste: Poste, code: str) -> Iterator[Coffre]:
    assert code
    coffre = poste.lancer()
    coffre.ouvrir(PHRASE)
    yield coffre
    coffre.fermer()


def dechiffre(coffre: Coffre) -> bytes:
    """Tout ce que la clé permet de lire dans le fichier, en minuscules sans trait d'union."""
    assert coffre._cle is not None
    dossier = coffre.acces().dossier
    with closing(coffre.acces().moteur.raw_connection()) as connexion:
        connexion.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    clair = b""
    for base in dossier.glob("*.db"):
        octets = base.read_bytes()
        for rang in range(len(octets) // 4096):
            page = octets[rang * 4096 : (rang + 1) * 4096]
            chiffre = Cipher(algorithms.AES(bytes(coffre._cle)), modes.CBC(page[-80:-64]))
            clair += chiffre.decryptor().update(page[16 * (rang == 0) : -80])
    assert b"CREATE TABLE dossier" in clair
    return clair


def cherche(coffre: Coffre) -> bool:
    return b"zzcanari" in dechiffre(coffre).lower()


def test_en_passage_rien_de_la_personne_n_est_ecrit(coffre: Coffre, poste: Poste) -> None:
    """Diagnostic, écran, verrouillage : sans « suivre », le disque n'en sait rien."""
    avant = poste.contenu()
    coffre.verrouiller(repr(DOSSIER).encode())
    coffre.ouvrir(PHRASE)
    assert coffre.reprendre_visite() is not None
    assert dossiers.retrouver(coffre, "Zzcanari") == ()
    coffre.verrouiller(repr(DOSSIER).encode())
    fermee = poste.contenu()
    assert set(fermee) == {nom for nom in avant if not nom.endswith(("-wal", "-shm"))}
    coffre.ouvrir(PHRASE)
    assert not cherche(coffre)
    temporaire = poste.donnees.parent / "tmp"
    assert not list(temporaire.rglob("*"))


def test_suivre_rend_une_reference_et_une_date_d_effacement(coffre: Coffre) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)

    assert re.fullmatch(r"[2-9A-Y]{4}-[2-9A-Y]{3}", garde.reference)
    assert garde.a_effacer_le == date(2027, 5, 20)
    assert garde.ouvert_le == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_ce_qui_est_garde_se_rouvre_a_l_identique_apres_relance(
    coffre: Coffre, poste: Poste
) -> None:
    garde = dossiers.ouvrir(coffre, replace(DOSSIER, diagnostic=DIAGNOSTIC))
    coffre.fermer()
    relance = poste.lancer()
    relance.ouvrir(PHRASE)

    relu = dossiers.rouvrir(relance, garde.reference.lower())

    assert relu == replace(garde, dossier=replace(garde.dossier, diagnostic=None))
    assert relu.dossier == replace(DOSSIER, reference=garde.reference)
    assert (relu.bareme_openfisca, relu.bareme_complements) == ("176.1.8", date(2026, 11, 20))


def test_rien_n_est_lisible_dans_le_fichier(coffre: Coffre, poste: Poste) -> None:
    dossiers.ouvrir(coffre, DOSSIER)
    brut = b"".join(poste.contenu().values()).lower()
    assert b"zzcanari" not in brut
    assert cherche(coffre)  # le même texte est bien là pour qui a la clé


def test_le_jour_est_celui_du_guichet(coffre: Coffre, poste: Poste) -> None:
    poste.horloge.instant = datetime(2026, 11, 20, 21, tzinfo=UTC)  # déjà le 21 à La Réunion
    assert dossiers.ouvrir(coffre, DOSSIER).dernier_contact == date(2026, 11, 21)


@pytest.mark.parametrize(
    "texte", ["zzcanari", "ZZC", "Zzcanari ines", "10/03/1990", "1990-03-10", "10.03.1990"]
)
def test_on_retrouve_par_prenom_ou_date_de_naissance(coffre: Coffre, texte: str) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    (trouve,) = dossiers.retrouver(coffre, texte)
    assert (trouve.reference, trouve.prenom) == (garde.reference, "Zzcanari-Inès")
    assert trouve.a_effacer_le == garde.a_effacer_le


def test_on_retrouve_par_reference_dictee(coffre: Coffre) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    (trouve,) = dossiers.retrouver(coffre, garde.reference.replace("-", " ").lower())
    assert trouve.reference == garde.reference


@pytest.mark.parametrize("texte", ["", " ", "z", "zz", "%", "%%%", "___"])
def test_la_base_ne_se_feuillette_pas(coffre: Coffre, texte: str) -> None:
    dossiers.ouvrir(coffre, DOSSIER)
    with pytest.raises(EntreeRefusee, match="trop courte"):
        dossiers.retrouver(coffre, texte)


def test_sans_prenom_seule_la_reference_retrouve_et_aucun_prenom_n_est_ecrit(
    coffre: Coffre,
) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER, garder_prenom=False)
    dossiers.enregistrer(coffre, replace(DOSSIER, reference=garde.reference))
    dossiers.noter_remise(coffre, replace(DOSSIER, reference=garde.reference))

    assert not cherche(coffre)
    assert dossiers.retrouver(coffre, "zzcanari") == ()
    assert dossiers.retrouver(coffre, "10/03/1990") == ()
    assert len(dossiers.retrouver(coffre, garde.reference)) == 1


def test_enregistrer_remplace_et_repousse_l_effacement(coffre: Coffre, poste: Poste) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    poste.horloge.avancer(timedelta(days=30))
    autre_rdv = replace(RDV, id="r-2", etat="annule", motif="")

    dossiers.enregistrer(
        coffre,
        replace(garde.dossier, choix={"rsa": "deja"}, rendez_vous=(autre_rdv, RDV)),
    )

    relu = dossiers.rouvrir(coffre, garde.reference)
    assert relu.dossier.choix == {"rsa": "deja"}
    assert {rdv.id for rdv in relu.dossier.rendez_vous} == {"r-1", "r-2"}
    assert relu.a_effacer_le == date(2027, 6, 20)
    assert relu.ouvert_le == garde.ouvert_le


def test_on_n_ouvre_pas_deux_dossiers_pour_la_meme_visite(coffre: Coffre) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    with pytest.raises(DossierDejaOuvert):
        dossiers.ouvrir(coffre, garde.dossier)


def test_la_feuille_remise_ne_change_plus(coffre: Coffre, poste: Poste) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    remise = replace(garde.dossier, diagnostic=DIAGNOSTIC)
    dossiers.noter_remise(coffre, remise)
    poste.horloge.avancer(timedelta(days=10))
    dossiers.enregistrer(coffre, replace(remise, choix={"rsa": "refuse"}))

    relu = dossiers.rouvrir(coffre, garde.reference)

    assert relu.dossier.diagnostic is None
    assert relu.dossier.choix == {"rsa": "refuse"}
    assert relu.derniere_feuille is not None
    assert relu.derniere_feuille.remise_le == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert relu.derniere_feuille.dossier == remise
    assert relu.derniere_feuille.dossier.diagnostic == DIAGNOSTIC

    poste.horloge.avancer(timedelta(days=1))
    dossiers.noter_remise(coffre, replace(remise, choix={"rsa": "deja"}))
    seconde = dossiers.rouvrir(coffre, garde.reference).derniere_feuille
    assert seconde is not None
    assert seconde.dossier.choix == {"rsa": "deja"}


def test_un_numero_interdit_n_entre_pas(coffre: Coffre) -> None:
    fautive = replace(PERSONNE, prenom="1 90 03 44 109 123 28")
    situation = replace(DOSSIER.situation, personnes=(fautive,))
    with pytest.raises(EntreeRefusee):
        dossiers.ouvrir(coffre, replace(DOSSIER, situation=situation))
    bavard = replace(RDV, motif="FR76 3000 6000 0112 3456 7890 189")
    with pytest.raises(EntreeRefusee):
        dossiers.ouvrir(coffre, replace(DOSSIER, rendez_vous=(bavard,)))
    with Session(coffre.acces().moteur) as session:
        assert session.scalars(select(DossierRow)).all() == []


def test_verrouille_aucun_acte_n_est_possible(coffre: Coffre) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    coffre.verrouiller()
    for acte in (
        lambda: dossiers.ouvrir(coffre, DOSSIER),
        lambda: dossiers.enregistrer(coffre, garde.dossier),
        lambda: dossiers.retrouver(coffre, "zzcanari"),
        lambda: dossiers.rouvrir(coffre, garde.reference),
        lambda: dossiers.effacer(coffre, garde.reference),
        lambda: effacement.effacer_echus(coffre),
        lambda: effacement.bientot_effaces(coffre),
    ):
        with pytest.raises(Verrouille):
            acte()


def test_effacer_ne_laisse_pas_un_octet_de_la_personne(coffre: Coffre) -> None:
    voisin = replace(PERSONNE, prenom="Voisine", id="v")
    for _ in range(20):
        dossiers.ouvrir(
            coffre,
            replace(
                DOSSIER,
                rendez_vous=(),
                situation=replace(DOSSIER.situation, personnes=(voisin,)),
            ),
        )
    garde = dossiers.ouvrir(coffre, DOSSIER)
    dossiers.noter_remise(coffre, replace(garde.dossier, diagnostic=DIAGNOSTIC))
    copie = coffre.acces().dossier / "guichet.avant-0002.2026-11-20.db"
    copie.write_bytes((coffre.acces().dossier / "guichet.db").read_bytes())
    assert cherche(coffre)

    recu = dossiers.effacer(coffre, garde.reference)

    # Seule la ligne « compacter » du journal, sans rien de la personne, a pu suivre.
    assert (coffre.acces().dossier / "guichet.db-wal").stat().st_size < 20_000
    lu = dechiffre(coffre)
    assert CANARI.lower() not in lu.lower()
    assert garde.reference.encode() not in lu
    assert b"creneau-1" not in lu
    assert b"voisine" in lu.lower()
    assert not copie.exists()
    assert recu.reference == garde.reference
    assert recu.efface_le == date(2026, 11, 20)
    assert "Zzcanari" not in recu.phrase
    for acte in (dossiers.rouvrir, dossiers.effacer):
        with pytest.raises(DossierInconnu):
            acte(coffre, garde.reference)
    assert len(dossiers.retrouver(coffre, "voisine")) == 20


def test_l_effacement_interrompu_finit_au_demarrage_suivant(
    coffre: Coffre, monkeypatch: pytest.MonkeyPatch
) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)

    def plein(_moteur: object) -> NoReturn:
        raise EcritureImpossible("Le disque est plein.")

    with monkeypatch.context() as panne:
        panne.setattr(effacement, "compacter", plein)
        with pytest.raises(EcritureImpossible):
            dossiers.effacer(coffre, garde.reference)
    with pytest.raises(DossierInconnu):
        dossiers.rouvrir(coffre, garde.reference)

    appels: list[Engine] = []

    def compter(moteur: Engine) -> None:
        appels.append(moteur)
        compacter(moteur)

    monkeypatch.setattr(effacement, "compacter", compter)
    assert effacement.effacer_echus(coffre) == 0
    assert len(appels) == 1
    assert not cherche(coffre)
    effacement.effacer_echus(coffre)
    assert len(appels) == 1


def test_un_dossier_s_efface_a_sa_date_pas_la_veille(coffre: Coffre, poste: Poste) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    fuseau = coffre.acces().fuseau
    veille = datetime.combine(garde.a_effacer_le - timedelta(days=1), RDV.debut.time(), fuseau)
    poste.horloge.instant = veille
    assert effacement.effacer_echus(coffre) == 0
    assert effacement.bientot_effaces(coffre)[0].reference == garde.reference
    poste.horloge.instant = veille + timedelta(days=1)
    assert effacement.effacer_echus(coffre) == 1
    assert not cherche(coffre)
    assert effacement.bientot_effaces(coffre) == ()


def test_une_horloge_folle_n_efface_rien_meme_en_insistant(coffre: Coffre, poste: Poste) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    effacement.effacer_echus(coffre)
    poste.horloge.avancer(timedelta(days=3650))
    for _ in range(3):
        coffre.verrouiller()
        coffre.ouvrir(PHRASE)
        with pytest.raises(HorlogeSuspecte):
            effacement.effacer_echus(coffre)
    poste.horloge.avancer(timedelta(days=-3650))
    coffre.verrouiller()
    coffre.ouvrir(PHRASE)
    assert effacement.effacer_echus(coffre) == 0
    assert dossiers.rouvrir(coffre, garde.reference) is not None
    poste.horloge.avancer(timedelta(days=500))
    assert effacement.effacer_echus(coffre, horloge_confirmee=True) == 1


def test_le_journal_garde_douze_mois_sans_rien_de_la_personne(coffre: Coffre, poste: Poste) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    dossiers.retrouver(coffre, "zzcanari")
    dossiers.effacer(coffre, garde.reference)
    acces = coffre.acces()
    with Session(acces.moteur) as session:
        lignes = session.scalars(select(JournalRow).order_by(JournalRow.n)).all()
        assert [ligne.acte for ligne in lignes[-4:]] == [
            "ouvrir",
            "chercher",
            "effacer",
            "compacter",
        ]
        dit = " ".join(f"{ligne.acte} {ligne.objet}" for ligne in lignes).lower()
        assert "zzcanari" not in dit
        assert garde.reference.lower() not in dit
        journal.verifier(session, acces.cle_journal)

    poste.horloge.avancer(timedelta(days=380))
    effacement.effacer_echus(coffre)
    with Session(acces.moteur) as session:
        assert journal.verifier(session, acces.cle_journal) == 2
        actes = session.scalars(select(JournalRow.acte).order_by(JournalRow.n)).all()
    assert actes == ["sceau", "purger"]


def test_une_sauvegarde_de_plus_de_trente_jours_part(coffre: Coffre, poste: Poste) -> None:
    copie = coffre.acces().dossier / "guichet.avant-0002.2026-11-20.db"
    copie.write_bytes(b"x")
    poste.horloge.instant = datetime.now(UTC) + timedelta(days=29)
    effacement.effacer_echus(coffre, horloge_confirmee=True)
    assert copie.exists()
    poste.horloge.avancer(timedelta(days=2))
    effacement.effacer_echus(coffre)
    assert not copie.exists()


def test_le_disque_plein_garde_l_ancien_contenu(coffre: Coffre) -> None:
    garde = dossiers.ouvrir(coffre, DOSSIER)
    with closing(coffre.acces().moteur.raw_connection()) as connexion:
        curseur = connexion.cursor()
        curseur.execute("PRAGMA page_count")
        compte = curseur.fetchone()
        assert compte is not None
        curseur.execute(f"PRAGMA max_page_count = {compte[0]}")
    choix = {f"droit_{rang}": "demande" for rang in range(3000)}
    with pytest.raises(EcritureImpossible, match="plein"):
        dossiers.enregistrer(coffre, replace(garde.dossier, choix=choix))  # type: ignore[arg-type]
    assert dossiers.rouvrir(coffre, garde.reference).dossier == garde.dossier


def test_la_demonstration_garde_puis_oublie_tout(poste: Poste) -> None:
    coffre = poste.lancer()
    garde = dossiers.ouvrir(coffre, DOSSIER)
    assert dossiers.rouvrir(coffre, garde.reference) == garde
    coffre.fermer()
    assert not poste.donnees.exists()
    with pytest.raises(DossierInconnu):
        dossiers.rouvrir(poste.lancer(), garde.reference)


ENFANT = """
import sys
from dataclasses import replace
from pathlib import Path
from guichet.accompagnement import dossiers
from guichet.accompagnement.coffre import Coffre
from guichet.securite.cles import CoutArgon2
leger = CoutArgon2(memoire_kio=64, tours=1, voies=1)
coffre = Coffre(Path(sys.argv[1]), cout=leger, plancher=leger)
coffre.ouvrir(sys.argv[2])
dossier = dossiers.rouvrir(coffre, sys.argv[3]).dossier
personne = dossier.situation.personnes[0]
rang = int(sys.argv[4])
while True:
    rang += 1
    nommee = replace(personne, prenom=f"N{rang}")
    situation = replace(dossier.situation, personnes=(nommee,))
    dossiers.enregistrer(coffre, replace(dossier, situation=situation))
    print(rang, flush=True)
"""


def test_kill_9_pendant_l_ecriture_ne_perd_rien_d_acquitte(poste: Poste, tmp_path: Path) -> None:
    coffre = poste.lancer(trousseau=Trousseau())
    coffre.confirmer_code(
        coffre.creer_structure(replace(coffre.structure(), nom="S"), conseiller="K", phrase=PHRASE)
    )
    reference = dossiers.ouvrir(coffre, DOSSIER).reference
    coffre.fermer()
    script = tmp_path / "enfant.py"
    script.write_text(ENFANT)
    acquitte = 0
    for tour in range(4):
        arguments = [str(poste.donnees), PHRASE, reference, str(acquitte)]
        enfant = subprocess.Popen(
            [sys.executable, str(script), *arguments], stdout=subprocess.PIPE, text=True
        )
        assert enfant.stdout is not None
        for _ in range(5 + tour):
            enfant.stdout.readline()
        enfant.send_signal(signal.SIGKILL)
        lus = [int(ligne) for ligne in enfant.stdout.read().split()]
        enfant.wait()
        enfant.stdout.close()
        acquitte = max([acquitte + 5 + tour, *lus])

        relance = poste.lancer(trousseau=Trousseau())
        relance.ouvrir(PHRASE)
        prenom = dossiers.rouvrir(relance, reference).dossier.situation.demandeur.prenom
        assert int(prenom[1:]) in {acquitte, acquitte + 1}
        acquitte = int(prenom[1:])
        relance.fermer()


def test_deux_fenetres_ecrivent_sans_se_perdre(coffre: Coffre, poste: Poste) -> None:
    autre = poste.lancer()
    autre.ouvrir(PHRASE)
    references = [
        dossiers.ouvrir(c, replace(DOSSIER, rendez_vous=())).reference
        for c in (coffre, autre, coffre, autre)
    ]
    assert len({*references}) == 4
    assert len(dossiers.retrouver(autre, "zzcanari")) == 4
    with Session(coffre.acces().moteur) as session:
        journal.verifier(session, coffre.acces().cle_journal)


def test_deux_dossiers_peuvent_noter_le_meme_rendez_vous(coffre: Coffre) -> None:
    premier = dossiers.ouvrir(coffre, DOSSIER)
    second = dossiers.ouvrir(coffre, DOSSIER)
    dossiers.effacer(coffre, premier.reference)
    assert dossiers.rouvrir(coffre, second.reference).dossier.rendez_vous == (RDV,)


def test_une_reference_deja_prise_est_tiree_a_nouveau(
    coffre: Coffre, monkeypatch: pytest.MonkeyPatch
) -> None:
    tirages = iter(["7K3F-2QX", "7K3F-2QX", "ACDE-FGH"])
    monkeypatch.setattr("guichet.dossier.references.tirer", lambda: next(tirages))
    assert dossiers.ouvrir(coffre, DOSSIER).reference == "7K3F-2QX"
    assert dossiers.ouvrir(coffre, DOSSIER).reference == "ACDE-FGH"
