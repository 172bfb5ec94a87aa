"""``guichet parcours --png`` : l'image de la frise, entière, comme à l'écran."""

from datetime import date

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from guichet.application.dessin import DENSITE, LARGEUR, dessiner_frise
from guichet.application.services import Services
from guichet.parcours.construction import construire
from guichet.parcours.etape import Parcours
from guichet.ui import theme

AU = date(2026, 11, 20)


@pytest.fixture
def parcours(services: Services) -> Parcours:
    catalogue = services.catalogue
    moment = catalogue.moments["separation"]
    evenement = date(2026, 11, 2)
    return construire(moment, evenement=evenement, faits={}, au=AU, droits=catalogue.droits)


def test_l_image_contient_toute_la_frise_a_double_densite(
    services: Services, parcours: Parcours, qapp: QApplication
) -> None:
    theme.appliquer(qapp)
    image = QImage.fromData(dessiner_frise(parcours, services.catalogue, AU))

    assert image.width() >= LARGEUR * DENSITE
    assert image.height() > 600 * DENSITE
    couleurs = {image.pixelColor(x, image.height() - 40).name() for x in range(0, image.width(), 7)}
    assert len(couleurs) > 2, "la dernière ligne est peinte, pas coupée"


def test_une_etape_de_plus_change_l_image(
    services: Services, parcours: Parcours, qapp: QApplication
) -> None:
    theme.appliquer(qapp)
    catalogue = services.catalogue
    assert qapp is not None
    avant = dessiner_frise(parcours, catalogue, AU)
    assert dessiner_frise(parcours, catalogue, AU) == avant
    demain = dessiner_frise(parcours, catalogue, date(2026, 11, 21))
    assert demain != avant
