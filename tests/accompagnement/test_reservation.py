"""Prendre, rendre, retrouver : sur un vrai agenda, à travers de vraies coupures."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from guichet.accompagnement.journal_rdv import JournalRdv
from guichet.accompagnement.reservation import RendezVousDuGuichet
from guichet.rendezvous.agenda import (
    Creneau,
    CreneauInconnu,
    CreneauPris,
    Guichet,
    HorsLigne,
    OrganismeSansAgenda,
    RendezVousInconnu,
    Reservation,
)
from guichet.securite.fichiers import ecrire_atomique
from guichet.visio import semis, serveur_demo
from guichet.visio.caldav import FournisseurCaldav
from guichet.visio.serveur_demo import ServeurDemo

AU = date(2026, 11, 20)
DEPART = datetime(2026, 11, 20, 12, tzinfo=UTC)
PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
LANGON = Guichet(nom="France Services de Langon", telephone="05 00 00 00 00")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeurDemo]:
    dossier = tmp_path_factory.mktemp("demo")
    try:
        with pytest.MonkeyPatch.context() as moins:
            # Moins de jours que la vraie démonstration : les tests vont trois fois plus vite.
            moins.setattr(semis, "JOURS", 5)
            serveur = serveur_demo.demarrer(dossier, today=AU, ecrire=ecrire_atomique)
        yield serveur
    finally:
        serveur_demo.arreter(dossier)


@pytest.fixture
def agenda(demo: ServeurDemo, tmp_path: Path) -> RendezVousDuGuichet:
    return RendezVousDuGuichet(
        fournisseur=serveur_demo.fournisseur(demo, maintenant=lambda: DEPART),
        journal=JournalRdv(tmp_path / "journal"),
        guichet=LANGON,
        zone=PARIS,
        maintenant=lambda: DEPART,
    )


@pytest.fixture(scope="module")
def libres(demo: ServeurDemo) -> Iterator[Creneau]:
    fournisseur = serveur_demo.fournisseur(demo, maintenant=lambda: DEPART)
    return iter(fournisseur.creneaux("caf", DEPART, DEPART + timedelta(days=40)))


@pytest.fixture
def creneau(libres: Iterator[Creneau]) -> Creneau:
    return next(libres)


class Coupeur:
    """Un relais qui perd la réponse des PUT : le créneau est pris, personne ne le sait."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._prise = socket.create_server(("127.0.0.1", 0))
        self.port = self._prise.getsockname()[1]
        self.a_couper = 1
        self._fil = threading.Thread(target=self._servir)
        self._fil.start()

    def _servir(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._prise.accept()
                with client, suppress(OSError):
                    self._relayer(client)

    def _relayer(self, client: socket.socket) -> None:
        demande = client.recv(65536)
        entetes, _, corps = demande.partition(b"\r\n\r\n")
        taille = entetes.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
        while len(corps) < int(taille or 0):
            morceau = client.recv(65536)
            corps, demande = corps + morceau, demande + morceau
        with socket.create_connection(("127.0.0.1", self._port)) as serveur:
            serveur.sendall(demande.replace(b"Connection: keep-alive", b"Connection: close"))
            reponse = b""
            while morceau := serveur.recv(65536):
                reponse += morceau
        if demande.startswith(b"PUT") and self.a_couper:
            self.a_couper -= 1
            return
        client.sendall(reponse)

    def fermer(self) -> None:
        with suppress(OSError):
            self._prise.shutdown(socket.SHUT_RDWR)
        self._prise.close()
        self._fil.join(5)
        assert not self._fil.is_alive()


@pytest.fixture
def coupeur(demo: ServeurDemo) -> Iterator[Coupeur]:
    relais = Coupeur(demo.port)
    yield relais
    relais.fermer()


def passer_par(agenda: RendezVousDuGuichet, demo: ServeurDemo, port: int) -> RendezVousDuGuichet:
    fournisseur = serveur_demo.fournisseur(replace(demo, port=port), maintenant=lambda: DEPART)
    return replace(agenda, fournisseur=fournisseur)


def plus_tard(agenda: RendezVousDuGuichet, delai: timedelta) -> RendezVousDuGuichet:
    return replace(agenda, maintenant=lambda: DEPART + delai)


def test_reserver_note_au_journal_et_annuler_rend_le_creneau(
    agenda: RendezVousDuGuichet, creneau: Creneau
) -> None:
    prise = agenda.reserver(creneau.ref)
    ligne = agenda.journal.lire(prise.id)
    assert ligne is not None
    assert (ligne.etat, ligne.ref, ligne.debut) == ("reserve", creneau.ref, creneau.debut)
    assert agenda.annuler(prise.id).etat == "annule"
    ligne = agenda.journal.lire(prise.id)
    assert ligne is not None
    assert ligne.etat == "annule"
    assert agenda.annuler(prise.id).etat == "annule"


def test_l_identifiant_est_au_journal_avant_que_rien_ne_parte(
    agenda: RendezVousDuGuichet, creneau: Creneau, monkeypatch: pytest.MonkeyPatch
) -> None:
    vus: list[str] = []
    vrai = FournisseurCaldav.reserver

    def espionner(
        ici: FournisseurCaldav, reservation_id: str, creneau: Creneau, guichet: Guichet
    ) -> Reservation:
        ligne = agenda.journal.lire(reservation_id)
        vus.append(ligne.etat if ligne else "absente")
        return vrai(ici, reservation_id, creneau, guichet)

    monkeypatch.setattr(FournisseurCaldav, "reserver", espionner)
    agenda.reserver(creneau.ref)
    assert vus == ["reservation"]


def test_un_creneau_pris_propose_les_trois_suivants_et_ne_laisse_rien_au_journal(
    agenda: RendezVousDuGuichet, creneau: Creneau
) -> None:
    agenda.reserver(creneau.ref)
    with pytest.raises(CreneauPris) as pris:
        agenda.reserver(creneau.ref)
    suivants = pris.value.suivants
    assert len(suivants) == 3
    assert creneau.ref not in {suivant.ref for suivant in suivants}
    assert all(suivant.debut >= creneau.debut for suivant in suivants)
    attendus = agenda.fournisseur.creneaux("caf", creneau.debut, DEPART + timedelta(days=30))
    assert list(suivants) == list(attendus)[:3]
    assert len(list(agenda.journal.lignes())) == 1


def test_une_reponse_perdue_est_resolue_sur_le_champ(
    agenda: RendezVousDuGuichet, demo: ServeurDemo, coupeur: Coupeur, creneau: Creneau
) -> None:
    prise = passer_par(agenda, demo, coupeur.port).reserver_creneau(creneau)
    assert prise.etat == "reserve"
    assert coupeur.a_couper == 0
    assert agenda.fournisseur.relire(prise.id, creneau.ref) is not None


def test_un_serveur_qui_meurt_apres_avoir_ecrit_laisse_un_inconnu_que_la_reprise_resout(
    agenda: RendezVousDuGuichet, demo: ServeurDemo, coupeur: Coupeur, creneau: Creneau
) -> None:
    par_le_relais = passer_par(agenda, demo, coupeur.port)
    relayer = coupeur._relayer

    def mourir_au_put(client: socket.socket) -> None:
        relayer(client)
        if not coupeur.a_couper:
            coupeur._prise.close()

    coupeur._relayer = mourir_au_put  # type: ignore[method-assign]
    inconnue = par_le_relais.reserver_creneau(creneau)
    assert inconnue.etat == "inconnu"
    assert inconnue.lien_visio is None
    assert [x.etat for x in par_le_relais.resoudre_inconnus()] == ["inconnu"]

    (resolue,) = agenda.resoudre_inconnus()
    assert (resolue.id, resolue.etat) == (inconnue.id, "reserve")
    assert agenda.resoudre_inconnus() == []


def test_une_demande_jamais_arrivee_n_est_declaree_perdue_qu_apres_une_minute(
    agenda: RendezVousDuGuichet, creneau: Creneau
) -> None:
    prise = agenda.reserver(creneau.ref)
    agenda.fournisseur.annuler(prise)
    ligne = agenda.journal.lire(prise.id)
    assert ligne is not None
    agenda.journal.ecrire(replace(ligne, etat="reservation"))
    assert [x.etat for x in agenda.resoudre_inconnus()] == ["inconnu"]
    (dite,) = plus_tard(agenda, timedelta(seconds=61)).resoudre_inconnus()
    assert dite.etat == "annule"


def test_redemander_un_creneau_reste_en_suspens_retrouve_le_meme_rendez_vous(
    agenda: RendezVousDuGuichet, creneau: Creneau
) -> None:
    prise = agenda.reserver(creneau.ref)
    ligne = agenda.journal.lire(prise.id)
    assert ligne is not None
    agenda.journal.ecrire(replace(ligne, etat="reservation"))
    with pytest.raises(CreneauPris):
        agenda.reserver(creneau.ref)
    assert plus_tard(agenda, timedelta(seconds=61)).reserver(creneau.ref) == prise
    assert agenda.resoudre_inconnus() == []


def test_une_annulation_dont_la_reponse_se_perd_est_refaite(
    agenda: RendezVousDuGuichet, demo: ServeurDemo, coupeur: Coupeur, creneau: Creneau
) -> None:
    prise = agenda.reserver(creneau.ref)
    assert passer_par(agenda, demo, coupeur.port).annuler(prise.id).etat == "annule"
    assert coupeur.a_couper == 0
    assert agenda.fournisseur.relire(prise.id, creneau.ref) is None


def test_hors_ligne_rien_n_est_reserve_ni_laisse_au_journal(
    agenda: RendezVousDuGuichet, demo: ServeurDemo, creneau: Creneau
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    with pytest.raises(HorsLigne):
        passer_par(agenda, demo, port).reserver_creneau(creneau)
    assert list(agenda.journal.lignes()) == []


def test_une_annulation_hors_ligne_laisse_le_rendez_vous_en_place_et_le_dit(
    agenda: RendezVousDuGuichet, demo: ServeurDemo, creneau: Creneau
) -> None:
    prise = agenda.reserver(creneau.ref)
    with socket.create_server(("127.0.0.1", 0)) as prise_morte:
        port = prise_morte.getsockname()[1]
    with pytest.raises(HorsLigne):
        passer_par(agenda, demo, port).annuler(prise.id)
    assert [x.etat for x in agenda.resoudre_inconnus()] == ["reserve"]
    assert agenda.fournisseur.relire(prise.id, creneau.ref) is not None


@pytest.mark.parametrize("ref", ["", "x", "caf-1/absent.ics", "caf-1/../../etc/passwd"])
def test_une_reference_inconnue_est_refusee(agenda: RendezVousDuGuichet, ref: str) -> None:
    with pytest.raises(CreneauInconnu) as refus:
        agenda.reserver(ref)
    assert refus.value.code == 2


@pytest.mark.parametrize("nom", ["", "../x", "0b0e2b3c-0000-4000-8000-00000000ffff"])
def test_un_identifiant_inconnu_est_refuse(agenda: RendezVousDuGuichet, nom: str) -> None:
    with pytest.raises(RendezVousInconnu) as refus:
        agenda.annuler(nom)
    assert refus.value.code == 2


def test_un_organisme_sans_agenda_est_dit(agenda: RendezVousDuGuichet) -> None:
    with pytest.raises(OrganismeSansAgenda):
        agenda.creneaux("ccas", AU, AU + timedelta(days=7))


def test_les_bornes_sont_des_jours_du_guichet_compris(agenda: RendezVousDuGuichet) -> None:
    mardi = date(2026, 11, 24)
    jours = {
        creneau.debut.astimezone(PARIS).date() for creneau in agenda.creneaux("msa", mardi, mardi)
    }
    assert jours == {mardi}
    deux_jours = agenda.creneaux("msa", mardi, date(2026, 11, 25))
    assert len(deux_jours) == 2 * len(agenda.creneaux("msa", mardi, mardi)) == 2 * 2 * 4


def test_a_la_reunion_le_jour_du_guichet_n_est_pas_celui_de_paris(
    agenda: RendezVousDuGuichet,
) -> None:
    ailleurs = replace(agenda, zone=ZoneInfo("Pacific/Noumea"))
    mercredi = date(2026, 11, 25)
    debuts = [creneau.debut for creneau in ailleurs.creneaux("msa", mercredi, mercredi)]
    # À Nouméa (UTC+11), le 25 commence le 24 à 13 h UTC, soit 14 h à Paris.
    assert {debut.astimezone(ailleurs.zone).date() for debut in debuts} == {mercredi}
    assert {debut.astimezone(PARIS).date() for debut in debuts} == {date(2026, 11, 24), mercredi}
    reunion = replace(agenda, zone=REUNION).creneaux("msa", mercredi, mercredi)
    assert reunion
    for creneau in reunion:
        a_paris, sur_place = creneau.debut.astimezone(PARIS), creneau.debut.astimezone(REUNION)
        assert sur_place.hour == a_paris.hour + 3


def test_un_creneau_deja_commence_n_est_plus_propose(agenda: RendezVousDuGuichet) -> None:
    lundi = date(2026, 11, 23)
    (premier, *_) = agenda.creneaux("msa", AU, lundi)
    apres = replace(agenda, maintenant=lambda: premier.debut + timedelta(minutes=1))
    assert premier.ref not in {creneau.ref for creneau in apres.creneaux("msa", AU, lundi)}
    with pytest.raises(CreneauPris, match="passé"):
        apres.reserver(premier.ref)


def test_la_liste_du_jour_a_les_rendez_vous_de_ce_guichet_et_leur_lien(
    agenda: RendezVousDuGuichet, creneau: Creneau, libres: Iterator[Creneau]
) -> None:
    ailleurs = replace(
        agenda, guichet=Guichet(nom="Bazas"), journal=JournalRdv(Path("/inexistant"))
    )
    autre = next(libres)
    prise = agenda.reserver(creneau.ref)
    ailleurs.fournisseur.reserver("0b0e2b3c-0000-4000-8000-0000000000aa", autre, ailleurs.guichet)
    jour = creneau.debut.astimezone(PARIS).date()
    trouves = agenda.rendez_vous_du_jour(jour)
    assert prise in trouves
    assert all(trouve.guichet == LANGON.nom and trouve.lien_visio for trouve in trouves)
    assert prise not in ailleurs.rendez_vous_du_jour(jour)


def test_la_reprise_efface_du_journal_ce_qui_est_passe(
    agenda: RendezVousDuGuichet, creneau: Creneau
) -> None:
    agenda.reserver(creneau.ref)
    plus_tard(agenda, timedelta(days=60)).resoudre_inconnus()
    assert list(agenda.journal.lignes()) == []


def test_un_journal_plein_a_la_fin_ne_fait_pas_dire_que_rien_n_est_reserve(
    agenda: RendezVousDuGuichet, creneau: Creneau, monkeypatch: pytest.MonkeyPatch
) -> None:
    ecrire = JournalRdv.ecrire

    def plein(journal: JournalRdv, ligne: object) -> None:
        if ligne.etat != "reservation":  # type: ignore[attr-defined]
            raise HorsLigne("plein")
        ecrire(journal, ligne)  # type: ignore[arg-type]

    monkeypatch.setattr(JournalRdv, "ecrire", plein)
    assert agenda.reserver(creneau.ref).etat == "reserve"
    monkeypatch.undo()
    assert [x.etat for x in agenda.resoudre_inconnus()] == ["reserve"]


def test_apres_un_kill_9_du_serveur_le_rendez_vous_est_toujours_la(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(semis, "JOURS", 2)
    serveur = serveur_demo.demarrer(tmp_path, today=AU, ecrire=ecrire_atomique)
    try:
        agenda = RendezVousDuGuichet(
            fournisseur=serveur_demo.fournisseur(serveur, maintenant=lambda: DEPART),
            journal=JournalRdv(tmp_path / "journal"),
            guichet=LANGON, zone=PARIS, maintenant=lambda: DEPART,
        )  # fmt: skip
        prise = agenda.reserver(agenda.creneaux("carsat", AU, date(2026, 11, 24))[0].ref)
        os.kill(serveur.pid, signal.SIGKILL)
        serveur_demo.demarrer(tmp_path, today=AU, ecrire=ecrire_atomique)
        assert prise in agenda.rendez_vous_du_jour(prise.debut.date())
    finally:
        serveur_demo.arreter(tmp_path)


def test_mort_a_n_importe_quelle_ligne_le_rendez_vous_est_entier_ou_absent_et_cela_est_dit(
    tmp_path: Path,
) -> None:
    # Une ligne sur quatre (GUICHET_TUER_PAS=1 pour toutes) : chaque essai est un vrai processus.
    pas = os.environ.get("GUICHET_TUER_PAS", "4")
    programme = Path(__file__).with_name("tuer_reservation.py")
    try:
        fait = subprocess.run(
            [sys.executable, str(programme), str(tmp_path), pas],
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
    finally:
        serveur_demo.arreter(tmp_path)
    assert fait.returncode == 0, fait.stderr
    essais = [json.loads(ligne) for ligne in fait.stdout.splitlines()]
    for essai in essais:
        assert essai["entier"], essai
        assert essai["libre"] is not essai["agenda"], essai
        # Le journal dit la même chose que l'agenda : jamais de réservation que nul ne connaît.
        assert (essai["journal"] == "reserve") is essai["agenda"], essai
        assert "inconnu" not in essai["dits"], essai
    for acte in ("prendre", "rendre"):
        de_l_acte = [essai for essai in essais if essai["acte"] == acte]
        morts = [essai for essai in de_l_acte if essai["mort"]]
        assert len(morts) > 20
        assert {essai["agenda"] for essai in morts} == {True, False}
        assert any(essai["dits"] for essai in morts)
        assert not de_l_acte[-1]["mort"]
