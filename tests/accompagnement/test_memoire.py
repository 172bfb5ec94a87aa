"""Après le verrouillage, la clé n'est plus dans la mémoire du programme."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = '''
import gc, sys
from pathlib import Path
from guichet.accompagnement.coffre import Coffre
from guichet.catalogue.structure import Structure

PHRASE = "jora kalo pufo more fodu bovi libo"

def relever(masquee):
    """Combien de fois la clé, brute puis en hexadécimal, se lit dans nos pages."""
    cle = bytes(octet ^ 0xFF for octet in masquee)
    motifs = (cle, cle.hex().encode())
    comptes = [0, 0]
    with open("/proc/self/maps") as plan, open("/proc/self/mem", "rb", 0) as memoire:
        for ligne in plan:
            bornes, droits = ligne.split()[:2]
            if "rw" not in droits or "[v" in ligne:
                continue
            debut, fin = (int(borne, 16) for borne in bornes.split("-"))
            try:
                memoire.seek(debut)
                page = memoire.read(fin - debut)
            except (OSError, ValueError, OverflowError):
                continue
            comptes = [n + page.count(motif) for n, motif in zip(comptes, motifs)]
    return comptes

coffre = Coffre(Path(sys.argv[1]))
coffre.confirmer_code(coffre.creer_structure(Structure(nom="S"), conseiller="K", phrase=PHRASE))
coffre.verrouiller()
coffre.ouvrir(PHRASE)
masquee = bytes(octet ^ 0xFF for octet in coffre._cle)
print(*relever(masquee))
coffre.verrouiller()
gc.collect()
print(*relever(masquee))
'''


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="demande /proc (Linux)")
def test_apres_verrouillage_la_cle_n_est_plus_en_memoire(tmp_path: Path) -> None:
    fin = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "donnees")],
        capture_output=True,
        text=True,
        check=True,
    )
    (brute_ouvert, hexa_ouvert), (brute, hexa) = (
        tuple(map(int, ligne.split())) for ligne in fin.stdout.splitlines()
    )
    du_releve = 1  # le relevé tient lui-même un exemplaire de chaque forme
    assert brute_ouvert > du_releve
    assert brute == du_releve
    # La forme hexadécimale passe par des textes que Python libère sans les effacer.
    assert hexa <= hexa_ouvert
