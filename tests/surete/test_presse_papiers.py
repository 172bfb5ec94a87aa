"""Le presse-papiers, sous un vrai serveur d'affichage : seul ce que Guichet y a mis s'efface."""

import os
import shutil
import subprocess
import sys

import pytest

PROGRAMME = """
import subprocess, sys
from PySide6.QtWidgets import QApplication
from guichet.ui.presse_papiers import vider_presse_papiers

AUTRE = '''
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication(sys.argv)
application.clipboard().setText("d'un autre programme")
QTimer.singleShot(0, lambda: print("pret", flush=True))
QTimer.singleShot(20000, application.quit)
application.exec()
'''
application = QApplication(sys.argv)
presse_papiers = application.clipboard()
presse_papiers.setText("Zzcanarine")
presse_papiers.setText("Zzcanarine", presse_papiers.Mode.Selection)
vider_presse_papiers()
application.processEvents()
print(repr(presse_papiers.text()), repr(presse_papiers.text(presse_papiers.Mode.Selection)))
presse_papiers.setText("Zzcanarine")
autre = subprocess.Popen([sys.executable, "-c", AUTRE], stdout=subprocess.PIPE)
autre.stdout.readline()
for _tour in range(20):
    application.processEvents()
vider_presse_papiers()
print(repr(presse_papiers.text()))
autre.kill()
autre.wait()
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="pas de serveur d'affichage d'essai")
def test_seul_ce_que_guichet_a_copie_s_efface() -> None:
    milieu = {cle: valeur for cle, valeur in os.environ.items() if cle != "QT_QPA_PLATFORM"}
    essai = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", PROGRAMME],
        env=milieu, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert essai.stdout.splitlines() == ["'' ''", '"d\'un autre programme"'], essai.stderr
