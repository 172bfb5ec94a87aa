"""Le chiffre de chaque droit que le moteur sait calculer, avec ses raisons."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from guichet.calcul import familiales, invalidite, logement_sante, minima
from guichet.calcul.cas import Cas, non
from guichet.droits.moteur import Chiffre

DROITS: Mapping[str, Callable[[Cas], Chiffre]] = {
    "rsa": minima.rsa,
    "rsa_majore": minima.rsa_majore,
    "prime_activite": minima.prime_activite,
    "aides_logement": logement_sante.aides_logement,
    "af": familiales.af,
    "cf": familiales.cf,
    "asf": familiales.asf,
    "paje_base": familiales.paje_base,
    "paje_prime": familiales.paje_prime,
    "ars": familiales.ars,
    "aeeh": familiales.aeeh,
    "aah": invalidite.aah,
    "aspa": invalidite.aspa,
    "asi": invalidite.asi,
    "ass": minima.ass,
    "c2s": logement_sante.c2s,
    "cheque_energie": logement_sante.cheque_energie,
}
# Saint-Pierre-et-Miquelon, Mayotte, Saint-Barthélemy, Saint-Martin, Pacifique
AUTRES_BAREMES = ("975", "976", "977", "978", "98")
SANS_TITRE_POSSIBLE = frozenset({"cheque_energie"})


def chiffrer(cas: Cas) -> dict[str, Chiffre]:
    """Identifiant du catalogue → chiffre."""
    return {droit: _chiffre(cas, droit, calculer) for droit, calculer in DROITS.items()}


def _chiffre(cas: Cas, droit: str, calculer: Callable[[Cas], Chiffre]) -> Chiffre:
    if cas.sans_titre and droit not in SANS_TITRE_POSSIBLE:
        return non("Il faut un titre de séjour en cours de validité.")
    chiffre = calculer(cas)
    if chiffre.ouvert and str(cas.logement.commune).startswith(AUTRES_BAREMES):
        phrase = "Dans ce territoire, les règles et les montants sont différents."
        return replace(chiffre, montant=None, premier_mois=None, a_verifier=("condition", phrase))
    return chiffre
