"""Prendre, rendre et relire de vrais créneaux sur un vrai Radicale."""

import socket
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import httpx
import pytest

from guichet.errors import GuichetError
from guichet.rendezvous.agenda import (
    AccesRefuse,
    AgendaIllisible,
    Creneau,
    CreneauPris,
    Guichet,
    HorsLigne,
    IssueInconnue,
    OrganismeSansAgenda,
    Reservation,
    ServeurOccupe,
)
from guichet.visio import semis, serveur_demo
from guichet.visio.caldav import AgendaCaldav, FournisseurCaldav
from guichet.visio.processus_demo import COMPTE
from guichet.visio.serveur_demo import ServeurDemo

Traiter: TypeAlias = Callable[[socket.socket, bytes], None]
Hostile: TypeAlias = Callable[[Traiter], str]

DEPART = datetime(2026, 11, 20, 12, tzinfo=UTC)
FAUX = "pas le bon"
FIN = DEPART + timedelta(days=40)
LANGON = Guichet(nom="France Services de Langon", telephone="05 00 00 00 00")
AUTRE = Guichet(nom="France Services de Bazas")


def neuf() -> str:
    return str(uuid.uuid4())


def lu(demo: ServeurDemo, ref: str) -> str:
    """Le texte de l'agenda, lignes dépliées, relu sans passer par Guichet."""
    reponse = httpx.get(demo.adresse + ref, auth=(COMPTE, demo.secret), trust_env=False)
    return reponse.text.replace("\r\n ", "")


def pointe(adresse: str) -> FournisseurCaldav:
    agenda = AgendaCaldav(cle="caf-1", organisme="caf", url=adresse)
    return FournisseurCaldav(
        [agenda], compte="guichet", secret=FAUX, maintenant=lambda: DEPART, delai=1.5
    )


def fictif() -> Creneau:
    debut = datetime(2026, 11, 24, 8, tzinfo=UTC)
    fin = debut + semis.DUREE
    return Creneau(ref="caf-1/x.ics", debut=debut, fin=fin, organismes=("caf",), motif="")


def test_les_creneaux_d_une_caisse_viennent_de_tous_ses_agents_dans_l_ordre(
    fournisseur: FournisseurCaldav,
) -> None:
    creneaux = fournisseur.creneaux("cpam", DEPART, FIN)
    assert len(creneaux) == 2 * 5 * 4
    assert {creneau.ref.split("/")[0] for creneau in creneaux} == {"cpam-1", "cpam-2"}
    assert [c.debut for c in creneaux] == sorted(c.debut for c in creneaux)
    assert all(creneau.debut.tzinfo is UTC and creneau.motif for creneau in creneaux)


def test_l_intervalle_contient_son_debut_et_pas_sa_fin(fournisseur: FournisseurCaldav) -> None:
    tous = fournisseur.creneaux("dgfip", DEPART, FIN)
    debut, fin = tous[3].debut, tous[10].debut
    attendus = [creneau for creneau in tous if debut <= creneau.debut < fin]
    assert fournisseur.creneaux("dgfip", debut, fin) == attendus


def test_un_organisme_sans_agenda_est_dit(fournisseur: FournisseurCaldav) -> None:
    with pytest.raises(OrganismeSansAgenda, match="ccas"):
        fournisseur.creneaux("ccas", DEPART, FIN)


def test_reserver_puis_relire_puis_annuler(
    fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    identifiant = neuf()
    prise = fournisseur.reserver(identifiant, creneau, LANGON)
    assert (prise.id, prise.etat, prise.ref) == (identifiant, "reserve", creneau.ref)
    assert prise.demonstration
    assert fournisseur.relire(identifiant, creneau.ref) == prise
    libres = {libre.ref for libre in fournisseur.creneaux("caf", DEPART, FIN)}
    assert creneau.ref not in libres

    assert fournisseur.annuler(prise).etat == "annule"
    assert fournisseur.relire(identifiant, creneau.ref) is None
    libres = {libre.ref for libre in fournisseur.creneaux("caf", DEPART, FIN)}
    assert creneau.ref in libres


def test_un_creneau_rendu_redevient_ce_que_la_caisse_avait_publie(
    demo: ServeurDemo, fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    def durable() -> set[str]:
        mobiles = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
        lignes = lu(demo, creneau.ref).splitlines()
        return {ligne for ligne in lignes if not ligne.startswith(mobiles)}

    avant = durable()
    fournisseur.annuler(fournisseur.reserver(neuf(), creneau, LANGON))
    assert durable() == avant


def test_l_evenement_est_neutre(
    demo: ServeurDemo, fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    identifiant = neuf()
    fournisseur.reserver(identifiant, creneau, LANGON)
    lignes = dict(
        ligne.split(":", 1) for ligne in lu(demo, creneau.ref).splitlines() if ":" in ligne
    )
    assert lignes["SUMMARY"] == "RDV visio France Services"
    assert lignes["CLASS"] == "PRIVATE"
    assert lignes["X-GUICHET-RESERVATION"] == identifiant
    assert lignes["DESCRIPTION"] == (
        "caf\\nFrance Services de Langon\\, tél. 05 00 00 00 00\\nRéservation : " + identifiant
    )
    assert lignes["URL"].startswith("https://visio.demonstration.invalid/guichet")
    connues = {
        "BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTART", "DTEND", "DTSTAMP", "CATEGORIES",
        "CLASS", "DESCRIPTION", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL",
        "X-GUICHET-AVANT-SUMMARY", "X-GUICHET-LIEN-POSE", "X-GUICHET-MOTIF", "X-GUICHET-NOM",
        "X-GUICHET-ORGANISME", "X-GUICHET-RESERVATION", "X-GUICHET-TELEPHONE",
    }  # fmt: skip
    assert set(lignes) <= connues


def test_reserver_deux_fois_avec_le_meme_identifiant_ne_prend_qu_une_fois(
    demo: ServeurDemo, fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    identifiant = neuf()
    premiere = fournisseur.reserver(identifiant, creneau, LANGON)
    texte = lu(demo, creneau.ref)
    assert fournisseur.reserver(identifiant, creneau, LANGON) == premiere
    assert lu(demo, creneau.ref) == texte


def test_un_creneau_deja_pris_est_refuse(fournisseur: FournisseurCaldav, creneau: Creneau) -> None:
    fournisseur.reserver(neuf(), creneau, LANGON)
    with pytest.raises(CreneauPris, match="Créneau pris"):
        fournisseur.reserver(neuf(), creneau, AUTRE)


def test_un_seul_gagnant_parmi_douze_sur_un_creneau(demo: ServeurDemo, creneau: Creneau) -> None:
    # L'horloge est lue entre la relecture et l'écriture : tous ont vu le créneau libre.
    tous_l_ont_vu_libre = threading.Barrier(12, timeout=30)

    def attendre() -> datetime:
        tous_l_ont_vu_libre.wait()
        return DEPART

    fournisseur = serveur_demo.fournisseur(demo, maintenant=attendre)

    def courir(identifiant: str) -> str:
        try:
            return fournisseur.reserver(identifiant, creneau, LANGON).id
        except CreneauPris:
            return ""

    with ThreadPoolExecutor(12) as fils:
        gagnants = [nom for nom in fils.map(courir, [neuf() for _ in range(12)]) if nom]
    assert len(gagnants) == 1
    assert fournisseur.relire(gagnants[0], creneau.ref) is not None


def test_un_creneau_retire_par_l_agent_est_dit_pris(
    demo: ServeurDemo, fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    httpx.delete(demo.adresse + creneau.ref, auth=(COMPTE, demo.secret), trust_env=False)
    with pytest.raises(CreneauPris):
        fournisseur.reserver(neuf(), creneau, LANGON)
    assert fournisseur.creneau(creneau.ref) is None


def test_un_creneau_deplace_par_l_agent_n_est_pas_pris_a_la_mauvaise_heure(
    fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    ancien = replace(creneau, debut=creneau.debut - timedelta(hours=1))
    with pytest.raises(CreneauPris, match="heure"):
        fournisseur.reserver(neuf(), ancien, LANGON)
    assert fournisseur.relire("", creneau.ref) is not None


def test_annuler_le_creneau_d_un_autre_ne_change_rien(
    demo: ServeurDemo, fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    prise = fournisseur.reserver(neuf(), creneau, LANGON)
    texte = lu(demo, creneau.ref)
    fournisseur.annuler(replace(prise, id=neuf()))
    assert lu(demo, creneau.ref) == texte


def test_annuler_deux_fois_est_sans_effet(fournisseur: FournisseurCaldav, creneau: Creneau) -> None:
    prise = fournisseur.reserver(neuf(), creneau, LANGON)
    fournisseur.annuler(prise)
    assert fournisseur.annuler(prise).etat == "annule"


@pytest.mark.parametrize(
    "ref", ["", "caf-1", "caf-1/", "caf-9/x.ics", "caf-1/../cpam-1/x.ics", "caf-1/absent.ics"]
)
def test_une_reference_inconnue_ne_mene_nulle_part(
    fournisseur: FournisseurCaldav, ref: str
) -> None:
    assert fournisseur.creneau(ref) is None
    assert fournisseur.relire(neuf(), ref) is None


def test_le_lien_de_la_caisse_l_emporte_sur_le_gabarit(fournisseur: FournisseurCaldav) -> None:
    creneau = fournisseur.creneaux("cpam", DEPART, FIN)[0]
    premiere = fournisseur.reserver(neuf(), creneau, LANGON)
    fournisseur.annuler(premiere)
    seconde = fournisseur.reserver(neuf(), creneau, LANGON)
    assert premiere.lien_visio == seconde.lien_visio is not None


def test_le_lien_du_gabarit_change_a_chaque_reservation(
    fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    premiere = fournisseur.reserver(neuf(), creneau, LANGON)
    fournisseur.annuler(premiere)
    seconde = fournisseur.reserver(neuf(), creneau, LANGON)
    assert premiere.lien_visio is not None
    assert seconde.lien_visio is not None
    assert premiere.lien_visio != seconde.lien_visio


def test_les_rendez_vous_du_jour_portent_leur_lien_et_leur_guichet(
    fournisseur: FournisseurCaldav, creneau: Creneau
) -> None:
    prise = fournisseur.reserver(neuf(), creneau, AUTRE)
    jour = creneau.debut.replace(hour=0, minute=0)
    trouves = fournisseur.rendez_vous(jour, jour + timedelta(days=1))
    assert prise in trouves
    assert prise.guichet == AUTRE.nom
    assert prise.lien_visio


def test_un_mauvais_mot_de_passe_est_dit(demo: ServeurDemo, creneau: Creneau) -> None:
    fournisseur = serveur_demo.fournisseur(replace(demo, secret=FAUX), maintenant=lambda: DEPART)
    for acte in (
        lambda: fournisseur.creneaux("caf", DEPART, FIN),
        lambda: fournisseur.reserver(neuf(), creneau, LANGON),
        lambda: fournisseur.relire(neuf(), creneau.ref),
    ):
        with pytest.raises(AccesRefuse, match="mot de passe"):
            acte()


def test_un_compte_sans_droit_est_dit(demo: ServeurDemo) -> None:
    """Le compte du guichet ne peut ni créer, ni écraser, ni effacer un agenda."""
    acces = (COMPTE, demo.secret)
    url = demo.adresse + "caf-1/"
    agenda = httpx.get(url, auth=acces, trust_env=False)
    refus = [
        httpx.request("MKCALENDAR", demo.adresse + "intrus/", auth=acces, trust_env=False),
        httpx.put(
            url,
            auth=acces,
            content=agenda.content,
            headers={"If-Match": agenda.headers["etag"], "Content-Type": "text/calendar"},
            trust_env=False,
        ),
        httpx.delete(url, auth=acces, trust_env=False),
    ]
    assert [reponse.status_code in (401, 403, 405) for reponse in refus] == [True] * 3
    intrus = FournisseurCaldav(
        [AgendaCaldav(cle="x", organisme="caf", url=demo.adresse)],
        compte=COMPTE, secret=demo.secret, maintenant=lambda: DEPART,
    )  # fmt: skip
    with pytest.raises(AccesRefuse, match="droit"):
        intrus.creneaux("caf", DEPART, FIN)


def test_un_serveur_arrete_est_dit_hors_ligne() -> None:
    with socket.create_server(("127.0.0.1", 0)) as prise:
        adresse = f"http://127.0.0.1:{prise.getsockname()[1]}/caf-1/"
    for acte in (
        lambda: pointe(adresse).creneaux("caf", DEPART, FIN),
        lambda: pointe(adresse).reserver(neuf(), fictif(), LANGON),
    ):
        with pytest.raises(HorsLigne) as panne:
            acte()
        assert "Rien n'est perdu" in panne.value.advice


def http(statut: str, corps: str = "", **entetes: str) -> bytes:
    lignes = [f"HTTP/1.1 {statut}", f"Content-Length: {len(corps.encode())}", "Connection: close"]
    lignes += [f"{nom}: {valeur}" for nom, valeur in entetes.items()]
    return ("\r\n".join([*lignes, "", ""]) + corps).encode()


@pytest.mark.parametrize(
    ("reponse", "panne"),
    [
        (http("200 OK", "<html>Portail de l'hôtel</html>"), AgendaIllisible),
        (http("302 Found", Location="https://ailleurs.invalid/"), AgendaIllisible),
        (http("207 Multi-Status", "<html></html>"), AgendaIllisible),
        (http("404 Not Found"), AgendaIllisible),
        (http("401 Unauthorized"), AccesRefuse),
        (http("403 Forbidden"), AccesRefuse),
        (http("423 Locked"), ServeurOccupe),
        (http("429 Too Many Requests"), ServeurOccupe),
        (http("503 Service Unavailable"), ServeurOccupe),
        (b"n'importe quoi\r\n\r\n", HorsLigne),
    ],
)
def test_chaque_reponse_bizarre_a_sa_phrase(
    hostile: Hostile, reponse: bytes, panne: type[GuichetError]
) -> None:
    adresse = hostile(lambda client, _demande: client.sendall(reponse))
    with pytest.raises(panne) as erreur:
        pointe(adresse).creneaux("caf", DEPART, FIN)
    assert erreur.value.message.endswith(".")
    assert erreur.value.advice


def serveur_qui_ecrit(etats: list[bytes], reponse_au_put: bytes) -> Traiter:
    """Sert ``etats[0]`` en lecture ; un PUT fait passer à l'état suivant, puis répond."""

    def traiter(client: socket.socket, demande: bytes) -> None:
        if not demande.startswith(b"PUT"):
            client.sendall(etats[0])
            return
        entetes, _, corps = demande.partition(b"\r\n\r\n")
        annonce = entetes.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
        while len(corps) < int(annonce):
            corps += client.recv(65536)
        if len(etats) > 1:
            etats.pop(0)
        client.sendall(reponse_au_put)

    return traiter


def en_ics(version: str, *extra: str) -> bytes:
    agent = semis.AGENTS[0]
    texte = semis.ressource(agent, fictif().debut).decode()
    corps = texte.replace("END:VEVENT", "\r\n".join([*extra, "END:VEVENT"]))
    return http("200 OK", corps, ETag=f'"{version}"')


def test_un_serveur_qui_dit_oui_sans_rien_garder_ne_fait_pas_croire_a_un_rendez_vous(
    hostile: Hostile,
) -> None:
    adresse = hostile(serveur_qui_ecrit([en_ics("1")], http("204 No Content")))
    with pytest.raises(IssueInconnue, match="ne montre pas"):
        pointe(adresse).reserver(neuf(), fictif(), LANGON)


def test_un_serveur_qui_coupe_apres_avoir_ecrit_laisse_une_issue_inconnue_que_relire_resout(
    hostile: Hostile,
) -> None:
    identifiant = neuf()
    pris = en_ics("2", f"X-GUICHET-RESERVATION:{identifiant}")
    fournisseur = pointe(hostile(serveur_qui_ecrit([en_ics("1"), pris], b"")))
    with pytest.raises(IssueInconnue):
        fournisseur.reserver(identifiant, fictif(), LANGON)
    relue = fournisseur.relire(identifiant, "caf-1/x.ics")
    assert isinstance(relue, Reservation)
    assert relue.etat == "reserve"


def test_un_serveur_en_panne_qui_a_quand_meme_ecrit_a_bien_reserve(hostile: Hostile) -> None:
    identifiant = neuf()
    pris = en_ics("2", f"X-GUICHET-RESERVATION:{identifiant}")
    adresse = hostile(serveur_qui_ecrit([en_ics("1"), pris], http("500 Erreur")))
    assert pointe(adresse).reserver(identifiant, fictif(), LANGON).etat == "reserve"


def test_un_creneau_sans_version_n_est_pas_ecrit(hostile: Hostile) -> None:
    sans = en_ics("1").replace(b'ETag: "1"\r\n', b"")
    with pytest.raises(AgendaIllisible, match="version"):
        pointe(hostile(serveur_qui_ecrit([sans], b""))).reserver(neuf(), fictif(), LANGON)


def test_un_evenement_illisible_ne_cache_pas_ses_voisins(
    demo: ServeurDemo, fournisseur: FournisseurCaldav
) -> None:
    avant = len(fournisseur.creneaux("urssaf", DEPART, FIN))
    sans_fuseau = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:flottant\r\n"
        "DTSTAMP:20261120T080000Z\r\nDTSTART:20261124T090000\r\nDTEND:20261124T093000\r\n"
        "CATEGORIES:GUICHET-LIBRE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    depot = httpx.put(
        demo.adresse + "urssaf-1/flottant.ics",
        content=sans_fuseau,
        auth=(COMPTE, demo.secret),
        headers={"If-None-Match": "*", "Content-Type": "text/calendar"},
        trust_env=False,
    )
    assert depot.status_code == 201
    assert len(fournisseur.creneaux("urssaf", DEPART, FIN)) == avant


def test_le_fournisseur_de_demonstration_a_les_sept_caisses(
    demo: ServeurDemo,
) -> None:
    fournisseur = serveur_demo.fournisseur(demo, maintenant=lambda: DEPART)
    assert fournisseur.organismes == (
        "caf", "cpam", "carsat", "urssaf", "msa", "france_travail", "dgfip",
    )  # fmt: skip
