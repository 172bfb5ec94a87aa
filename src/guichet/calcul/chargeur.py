"""Le système français d'OpenFisca, prêt à calculer en 0,25 s au lieu de 2 s.

Les paramètres viennent d'un fichier fabriqué à l'installation
(``installer/parametres.py``), les variables d'imports ordinaires. Si ce fichier ne
correspond plus (version, empreinte, surcouche), le chargeur d'origine prend le relais :
plus lent, mêmes résultats.
"""

import gc
import hashlib
import importlib
import importlib.metadata
import json
import logging
import pickle
import sys
from pathlib import Path
from typing import Any

from guichet.calcul import surcouche
from guichet.calcul.openfisca import Systeme

_journal = logging.getLogger(__name__)

PAQUET = "openfisca-france"


def dossier_parametres() -> Path:
    return Path(sys.prefix) / "share" / "guichet"


def charger(dossier: Path | None = None) -> Systeme:
    """Le système prêt, surcouche posée, raccourcis du calcul compris."""
    from guichet.calcul import memoisation  # noqa: PLC0415 - importe le moteur

    gc.disable()
    try:
        memoisation.poser()
        systeme = _charger_vite(dossier or dossier_parametres()) or charger_origine()
        _precharger_zones()
        gc.freeze()
    finally:
        gc.enable()
    return systeme


def charger_origine() -> Systeme:
    """Le chargeur d'OpenFisca, sans raccourci, surcouche posée."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415 - lourd

    systeme = FranceTaxBenefitSystem()
    surcouche.appliquer(systeme.parameters, surcouche.lire(surcouche.chemin_surcouche()))
    systeme.get_parameters_at_instant.cache_clear()
    return systeme


def fiche_attendue() -> dict[str, str]:
    """Ce qui doit être égal pour que le fichier fabriqué soit encore bon."""
    return {
        "openfisca_france": importlib.metadata.version(PAQUET),
        "openfisca_core": importlib.metadata.version("openfisca-core"),
        "surcouche": surcouche.empreinte(surcouche.chemin_surcouche()),
    }


def lire_fiche(dossier: Path) -> dict[str, Any] | None:
    """La fiche posée à côté du fichier, ou ``None`` si elle ne correspond plus."""
    try:
        fiche = json.loads((dossier / "parametres.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    attendue = fiche_attendue()
    return fiche if all(fiche.get(cle) == valeur for cle, valeur in attendue.items()) else None


def _charger_vite(dossier: Path) -> Systeme | None:
    fiche = lire_fiche(dossier)
    contenu = _lire_parametres(dossier, fiche)
    if fiche is None or contenu is None:
        _journal.warning("paramètres préparés absents ou périmés : chargeur d'origine")
        return None
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415 - lourd
    from openfisca_core.variables import Variable  # noqa: PLC0415
    from openfisca_france import france_taxbenefitsystem as france  # noqa: PLC0415
    from openfisca_france.entities import entities  # noqa: PLC0415

    systeme = france.FranceTaxBenefitSystem.__new__(france.FranceTaxBenefitSystem)
    TaxBenefitSystem.__init__(systeme, entities)
    # Fabriqué ici même à l'installation, et son empreinte vient d'être contrôlée.
    systeme.parameters = pickle.loads(contenu)  # noqa: S301
    for nom in fiche["modules"]:
        module = importlib.import_module(nom)
        for objet in list(vars(module).values()):
            if _est_variable(objet, Variable) and objet.__module__ == module.__name__:
                systeme.add_variable(objet)
    systeme.cache_blacklist = france.conf_cache_blacklist
    return systeme


def _lire_parametres(dossier: Path, fiche: dict[str, Any] | None) -> bytes | None:
    if fiche is None:
        return None
    try:
        contenu = (dossier / "parametres.pickle").read_bytes()
    except OSError:
        return None
    return contenu if hashlib.sha256(contenu).hexdigest() == fiche.get("sha256") else None


def _est_variable(objet: object, classe: type) -> bool:
    return isinstance(objet, type) and issubclass(objet, classe)


def _precharger_zones() -> None:
    from openfisca_france.model.prestations import aides_logement  # noqa: PLC0415

    aides_logement.preload_zone_apl()
