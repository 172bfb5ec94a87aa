"""Les inconnues du foyer : couple, isolement, pension des enfants, logement, aides reçues."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from guichet.catalogue.baremes import COMMUNE_PAR_ZONE, zone_loyer
from guichet.droits import chemins
from guichet.droits.dates import decaler
from guichet.droits.inconnues import Inconnue, Poser, Reperes, poser
from guichet.droits.objet import LOCATAIRES, parent_seul
from guichet.droits.situation import (
    Inconnu,
    Logement,
    PensionEnfants,
    Situation,
)

STATUTS_ESSAYES: Final = ("locataire_vide", "locataire_hlm", "proprietaire", "heberge")
ZONES_ESSAYEES: Final = (2, 1, 3)
PENSION_PAR_ENFANT: Final = Decimal(150)
ZERO: Final = Decimal(0)


def du_couple(situation: Situation, _reperes: Reperes) -> Iterator[Inconnue]:
    """Un conjoint ne s'invente pas : sans personne décrite, on calcule sans."""
    if isinstance(situation.couple, Inconnu) and situation.conjoint is None:
        yield Inconnue(chemin="couple", valeurs=(poser(couple=False),))
    if isinstance(situation.isole_depuis, Inconnu) and parent_seul(situation):
        longtemps, recent = decaler(situation.au, ans=-3), decaler(situation.au, mois=-6)
        yield Inconnue(
            chemin="isole_depuis",
            valeurs=(poser(isole_depuis=longtemps), poser(isole_depuis=recent)),
            favorable=1,
        )


def de_la_pension(situation: Situation, _reperes: Reperes) -> Iterator[Inconnue]:
    pension = situation.pension_enfants
    if not parent_seul(situation) or pension is False:
        return
    par_defaut = PENSION_PAR_ENFANT * len(situation.enfants)
    if isinstance(pension, Inconnu):
        en_ressource = any(
            ligne.type == "pension_alimentaire_recue"
            for personne in situation.personnes
            for ligne in chemins.lignes(personne)
        )
        versee = PensionEnfants(
            fixee=True, versee=True, montant=ZERO if en_ressource else par_defaut
        )
        rien = PensionEnfants(fixee=False, versee=False, montant=ZERO)
        valeurs = (versee, rien) if en_ressource else (rien, versee)
        yield Inconnue(
            chemin="pension_enfants",
            valeurs=tuple(poser(pension_enfants=valeur) for valeur in valeurs),
            favorable=int(en_ressource),
            defavorable=int(not en_ressource),
        )
    elif isinstance(pension.versee, Inconnu):
        yield Inconnue(
            chemin="pension_enfants.versee",
            valeurs=tuple(
                poser(pension_enfants=_completee(pension, versee, par_defaut))
                for versee in (False, True)
            ),
            defavorable=1,
        )
    elif isinstance(pension.fixee, Inconnu) or isinstance(pension.montant, Inconnu):
        manque = "fixee" if isinstance(pension.fixee, Inconnu) else "montant"
        complete = _completee(pension, pension.versee, par_defaut)
        yield Inconnue(
            chemin=f"pension_enfants.{manque}", valeurs=(poser(pension_enfants=complete),)
        )


def _completee(pension: PensionEnfants, versee: bool, par_defaut: Decimal) -> PensionEnfants:
    """Seule la partie manquante est essayée : un montant dit (0 compris) reste celui-là."""
    supposee = par_defaut if versee else ZERO
    montant = supposee if isinstance(pension.montant, Inconnu) else pension.montant or ZERO
    fixee = versee if isinstance(pension.fixee, Inconnu) else pension.fixee
    return replace(pension, fixee=fixee, versee=versee, montant=montant)


def du_logement(situation: Situation, reperes: Reperes) -> Iterator[Inconnue]:
    if situation.logement is False:
        return
    logement = Logement() if isinstance(situation.logement, Inconnu) else situation.logement
    if isinstance(logement.commune, Inconnu):
        yield Inconnue(
            chemin="logement.commune",
            valeurs=tuple(_loger(commune=COMMUNE_PAR_ZONE[zone]) for zone in ZONES_ESSAYEES),
            favorable=1,
            defavorable=2,
        )
    if isinstance(logement.statut, Inconnu):
        yield Inconnue(
            chemin="logement.statut",
            valeurs=tuple(_loger(statut=statut) for statut in STATUTS_ESSAYES),
            defavorable=3,
        )
    if isinstance(logement.statut, Inconnu) or logement.statut in LOCATAIRES:
        yield from _du_locataire(logement, reperes)


def _du_locataire(logement: Logement, reperes: Reperes) -> Iterator[Inconnue]:
    if isinstance(logement.loyer, Inconnu):
        yield Inconnue(
            chemin="logement.loyer",
            valeurs=(_loyer(reperes, Decimal(1)), _loyer(reperes, Decimal("0.5"))),
            defavorable=1,
        )
    for champ in ("colocation", "bailleur_famille"):
        if isinstance(getattr(logement, champ), Inconnu):
            yield Inconnue(
                chemin=f"logement.{champ}",
                valeurs=(_loger(**{champ: False}), _loger(**{champ: True})),
                defavorable=1,
            )


def _loger(**champs: object) -> Poser:
    def poser_(situation: Situation) -> Situation:
        logement = situation.logement if isinstance(situation.logement, Logement) else Logement()
        return replace(situation, logement=replace(logement, **champs))  # type: ignore[arg-type]

    return poser_


def _loyer(reperes: Reperes, part: Decimal) -> Poser:
    """Une part du plafond de loyer ; rien pour la variante qui n'est pas locataire."""

    def poser_(situation: Situation) -> Situation:
        logement = situation.logement
        locataire = isinstance(logement, Logement) and logement.statut in LOCATAIRES
        loyer = plafond_loyer(situation, reperes) * part if locataire else ZERO
        return _loger(loyer=loyer.quantize(Decimal("0.01")))(situation)

    return poser_


def plafond_loyer(situation: Situation, reperes: Reperes) -> Decimal:
    """Le loyer au-delà duquel l'aide au logement n'augmente plus. Euros par mois."""
    logement = situation.logement
    commune = logement.commune if isinstance(logement, Logement) else None
    zone = zone_loyer(commune) if isinstance(commune, str) else ZONES_ESSAYEES[0]

    def plafond(nom: str) -> Decimal:
        bareme = reperes.baremes[f"plafond_loyer_zone_{zone}_{nom}"]
        return bareme.vers(situation.au).montant

    a_charge = len(situation.enfants)
    if a_charge:
        return plafond("un_enfant") + (a_charge - 1) * plafond("par_enfant_de_plus")
    return plafond("couple" if situation.conjoint else "personne_seule")


def des_aides(situation: Situation, _reperes: Reperes) -> Iterator[Inconnue]:
    """Une aide reçue sans montant est laissée à calculer : mieux qu'un zéro."""
    if isinstance(situation.aides_percues, Inconnu):
        yield Inconnue(chemin="aides_percues", valeurs=(poser(aides_percues=()),))
        return
    chiffrees = tuple(a for a in situation.aides_percues if not isinstance(a.montant, Inconnu))
    if chiffrees != situation.aides_percues:
        muette = next(a for a in situation.aides_percues if isinstance(a.montant, Inconnu))
        yield Inconnue(
            chemin=f"aides_percues.{muette.droit}", valeurs=(poser(aides_percues=chiffrees),)
        )
