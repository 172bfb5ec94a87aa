"""La caisse de la personne : la Caf et la CPAM, ou la MSA, selon son régime."""

from collections.abc import Mapping

from guichet.droits.situation import Regime, Situation

# Les adresses et numéros propres à une caisse (resources/organismes.yaml).
_CONTACTS = {"caf.fr": "caf", "3230": "caf", "msa.fr": "msa", "ameli.fr": "cpam", "3646": "cpam"}


def regime_de(situation: Situation | None) -> Regime | None:
    """Le régime du demandeur ; ``None`` s'il n'est pas connu : on garde les deux caisses."""
    regime = situation.demandeur.regime if situation else None
    return regime if regime in ("general", "msa") else None


def caisses(organismes: tuple[str, ...], regime: Regime | None) -> tuple[str, ...]:
    """Les organismes de l'étape pour ce régime.

    La MSA tient lieu de Caf ; elle ne remplace la CPAM que si l'étape nomme les deux.
    """
    if regime == "general":
        return tuple(o for o in organismes if o != "msa") or organismes
    if regime == "msa":
        remplacees = ("caf", "cpam") if "msa" in organismes else ("caf",)
        return tuple(dict.fromkeys("msa" if o in remplacees else o for o in organismes))
    return organismes


def canaux(
    contacts: Mapping[str, tuple[str, ...]],
    avant: tuple[str, ...],
    apres: tuple[str, ...],
) -> dict[str, tuple[str, ...]]:
    """Les moyens de faire la démarche, sans ceux des caisses écartées."""
    ecartees = set(avant) - set(apres)
    gardes = {
        moyen: tuple(c for c in valeurs if _CONTACTS.get(c) not in ecartees)
        for moyen, valeurs in contacts.items()
    }
    return {moyen: valeurs for moyen, valeurs in gardes.items() if valeurs}
