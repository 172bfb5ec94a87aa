"""Lire la réponse d'un agenda : un vrai, une page HTML, des XML piégés."""

import pytest

from guichet.rendezvous.agenda import AgendaIllisible
from guichet.visio.multistatut import lire

VRAI = """<?xml version='1.0' encoding='utf-8'?>
<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:response><d:href>/a/1.ics</d:href><d:propstat><d:prop><d:getetag>"e1"</d:getetag>
<c:calendar-data>BEGIN:VCALENDAR
é &amp; &lt;</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status>
</d:propstat></d:response>
<d:response><d:href>/a/2.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>
</d:multistatus>"""


def test_une_vraie_reponse_est_lue_quel_que_soit_le_prefixe() -> None:
    (ressource,) = lire(VRAI.encode())
    assert (ressource.href, ressource.etag) == ("/a/1.ics", '"e1"')
    assert ressource.contenu == "BEGIN:VCALENDAR\né & <"


@pytest.mark.parametrize(
    "corps",
    [
        b"",
        b"<html><body>Connectez-vous au portail</body></html>",
        b"<!DOCTYPE html><html></html>",
        VRAI.encode()[:300],
        b'<!DOCTYPE l [<!ENTITY a "aaaa">]><multistatus xmlns="DAV:">&a;</multistatus>',
        b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><a>&a;</a>',
        b'<multistatus xmlns="DAV:">' + b"<a>" * 200_000,
        b"\xff\xfe\x00<",
        b'<?xml version="1.0" encoding="inconnu"?><a/>',
        VRAI.encode().replace(b"utf-8", b"utf-7"),
    ],
    ids=["vide", "html", "doctype", "coupe", "entite", "fichier", "profond", "octets", "cp", "u7"],
)
def test_ce_qui_n_est_pas_un_agenda_est_dit_illisible(corps: bytes) -> None:
    with pytest.raises(AgendaIllisible, match="pas un agenda"):
        list(lire(corps))


def test_une_reponse_de_trop_de_ressources_est_refusee() -> None:
    une = VRAI[VRAI.index("<d:response>") : VRAI.index("<d:response><d:href>/a/2")]
    with pytest.raises(AgendaIllisible):
        list(lire(VRAI.replace(une, une * 5002).encode()))
