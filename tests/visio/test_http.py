"""Le client borné face à des serveurs lents, bavards ou menteurs."""

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from guichet.errors import GuichetError
from guichet.rendezvous.agenda import AgendaIllisible, HorsLigne, IssueInconnue, ServeurOccupe
from guichet.visio.http import ClientBorne, Demande, Echeance, verifier_adresse

Traiter: TypeAlias = Callable[[socket.socket, bytes], None]
Hostile: TypeAlias = Callable[[Traiter], str]

DELAI = 0.6
MARGE = 0.7
ENTETE = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"


def lire(url: str, *, ecrit: bool = False, delai: float = DELAI, taille: int = 1 << 20) -> bytes:
    demande = Demande(methode="PUT" if ecrit else "GET", url=url, ecrit=ecrit)
    return ClientBorne(taille_max=taille).demander(demande, Echeance(delai)).corps


def goutte_a_goutte(debut: bytes) -> Traiter:
    def traiter(client: socket.socket, _demande: bytes) -> None:
        client.sendall(debut)
        while True:
            client.sendall(b"x")
            time.sleep(0.05)

    return traiter


def se_taire(client: socket.socket, _demande: bytes) -> None:
    client.recv(1)


def repondre(reponse: bytes) -> Traiter:
    return lambda client, _demande: client.sendall(reponse)


def inonder(debut: bytes) -> Traiter:
    def traiter(client: socket.socket, _demande: bytes) -> None:
        client.sendall(debut)
        while True:
            client.sendall(debut.splitlines()[-1] + b"y" * 60000 + b"\r\n")

    return traiter


@pytest.mark.parametrize(
    "debut",
    [ENTETE, b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 "],
    ids=["corps", "en-tête", "statut"],
)
def test_un_serveur_au_goutte_a_goutte_ne_depasse_pas_le_delai(
    hostile: Hostile, debut: bytes
) -> None:
    depart = time.monotonic()
    with pytest.raises((ServeurOccupe, HorsLigne)):
        lire(hostile(goutte_a_goutte(debut)))
    assert time.monotonic() - depart < DELAI + MARGE


def test_un_serveur_muet_ne_depasse_pas_le_delai(hostile: Hostile) -> None:
    depart = time.monotonic()
    with pytest.raises(ServeurOccupe):
        lire(hostile(se_taire))
    assert time.monotonic() - depart < DELAI + MARGE


def test_un_corps_sans_fin_est_coupe(hostile: Hostile) -> None:
    with pytest.raises(AgendaIllisible, match="démesurée"):
        lire(hostile(inonder(b"HTTP/1.1 200 OK\r\n\r\n")), delai=5)


def test_des_entetes_sans_fin_sont_coupes(hostile: Hostile) -> None:
    depart = time.monotonic()
    with pytest.raises(GuichetError):
        lire(hostile(inonder(b"HTTP/1.1 200 OK\r\nX-A: b")), delai=3)
    assert time.monotonic() - depart < 3 + MARGE


def test_une_bombe_gzip_est_refusee_sans_etre_ouverte(hostile: Hostile) -> None:
    compresseur = zlib.compressobj(9, zlib.DEFLATED, 31)
    bombe = b"".join(compresseur.compress(b"\0" * (1 << 20)) for _ in range(64))
    bombe += compresseur.flush()
    entete = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bombe)}\r\n\r\n"
    with pytest.raises(AgendaIllisible, match="compressée"):
        lire(hostile(repondre(entete.encode() + bombe)))


def test_une_redirection_n_est_pas_suivie(hostile: Hostile) -> None:
    vues: list[int] = []
    cible = hostile(lambda client, _demande: vues.append(client.fileno()))
    adresse = hostile(
        repondre(f"HTTP/1.1 302 Found\r\nLocation: {cible}\r\nContent-Length: 0\r\n\r\n".encode())
    )
    reponse = ClientBorne().demander(Demande(methode="GET", url=adresse), Echeance(2))
    assert reponse.code == 302
    assert not vues


def test_une_lecture_coupee_net_se_refait(hostile: Hostile) -> None:
    essais: list[int] = []

    def couper_deux_fois(client: socket.socket, _demande: bytes) -> None:
        essais.append(1)
        if len(essais) == 3:
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nvrai")

    assert lire(hostile(couper_deux_fois), delai=3) == b"vrai"


def test_une_ecriture_coupee_ne_se_refait_jamais_et_son_issue_est_inconnue(
    hostile: Hostile,
) -> None:
    essais: list[int] = []
    adresse = hostile(lambda _client, _demande: essais.append(1))
    with pytest.raises(IssueInconnue):
        lire(adresse, ecrit=True)
    assert len(essais) == 1


def test_une_ecriture_restee_sans_reponse_a_une_issue_inconnue(hostile: Hostile) -> None:
    with pytest.raises(IssueInconnue):
        lire(hostile(goutte_a_goutte(b"HTTP/1.1 ")), ecrit=True)


def test_rien_n_est_parti_quand_le_serveur_est_arrete() -> None:
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    for ecrit in (True, False):
        with pytest.raises(HorsLigne, match="ne répond pas"):
            lire(f"http://127.0.0.1:{port}/", ecrit=ecrit, delai=3)


def test_un_serveur_de_noms_lent_n_etire_pas_le_delai(monkeypatch: pytest.MonkeyPatch) -> None:
    vrai = socket.getaddrinfo

    def lent(*args: object, **options: object) -> object:
        time.sleep(1.8)
        return vrai(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", lent)
    depart = time.monotonic()
    with pytest.raises(GuichetError):
        lire("https://agenda.invalid/")
    assert time.monotonic() - depart < DELAI + MARGE
    time.sleep(1.5)


@pytest.mark.parametrize(
    "url",
    [
        "http://caisse.example.org/agenda/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://",
        "https://compte:secret@caisse.example.org/",
        "http://127.0.0.1.example.org/",
        "http://[::1",
    ],
)
def test_une_adresse_peu_sure_est_refusee(url: str) -> None:
    with pytest.raises(AgendaIllisible):
        verifier_adresse(url)


@pytest.mark.parametrize(
    "url", ["https://caisse.example.org/a/", "http://127.0.0.1:5232/", "http://localhost:1/"]
)
def test_https_ou_la_boucle_locale_sont_acceptes(url: str) -> None:
    verifier_adresse(url)


def test_un_serveur_sans_tls_n_est_pas_joint_en_clair(hostile: Hostile) -> None:
    adresse = hostile(repondre(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    with pytest.raises(HorsLigne):
        lire(adresse.replace("http://", "https://"), ecrit=True, delai=3)


def test_un_certificat_inconnu_du_systeme_est_refuse(tmp_path: Path) -> None:
    contexte = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    contexte.load_cert_chain(certificat(tmp_path))
    recus: list[bytes] = []
    prise = socket.create_server(("127.0.0.1", 0))

    def servir() -> None:
        with (
            contextlib.suppress(OSError),
            prise.accept()[0] as client,
            contexte.wrap_socket(client, server_side=True) as chiffre,
        ):
            recus.append(chiffre.recv(65536))

    fil = threading.Thread(target=servir)
    fil.start()
    with pytest.raises(HorsLigne, match="certificat") as panne, prise:
        lire(f"https://127.0.0.1:{prise.getsockname()[1]}/", ecrit=True, delai=5)
    fil.join(5)
    assert "responsable informatique" in panne.value.advice
    assert not any(recus)


def certificat(dossier: Path) -> Path:
    """Un certificat auto-signé pour 127.0.0.1, que personne ne connaît."""
    cle = ec.generate_private_key(ec.SECP256R1())
    nom = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    debut = datetime(2020, 1, 1, tzinfo=UTC)
    adresse = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    signe = (
        x509.CertificateBuilder(nom, nom, cle.public_key(), 1, debut, debut.replace(year=2040))
        .add_extension(x509.SubjectAlternativeName([adresse]), critical=False)
        .sign(cle, hashes.SHA256())
    )
    fichier = dossier / "serveur.pem"
    fichier.write_bytes(
        cle.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signe.public_bytes(serialization.Encoding.PEM)
    )
    return fichier


def test_le_proxy_du_poste_sert_au_dehors_et_jamais_sur_la_boucle_locale(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    vus: list[bytes] = []

    def relayer(client: socket.socket, demande: bytes) -> None:
        vus.append(demande.splitlines()[0])
        client.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")

    proxy = hostile(relayer).removesuffix("agenda/")
    for nom in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(nom, proxy)
    for nom in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(nom, raising=False)
    with pytest.raises(HorsLigne):
        lire("https://agenda.invalid/", ecrit=True, delai=3)
    assert vus == [b"CONNECT agenda.invalid:443 HTTP/1.1"]

    direct = hostile(repondre(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nici!"))
    assert lire(direct, delai=3) == b"ici!"
    assert len(vus) == 1
