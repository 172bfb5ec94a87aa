"""D'un moment de vie et des faits connus aux étapes datées."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias, cast

from guichet.catalogue.contenu import Droit, EtapeModele, Moment, Source
from guichet.droits.resultat import SourceCitee
from guichet.droits.situation import Regime, Situation
from guichet.errors import EntreeRefusee
from guichet.parcours.caisses import caisses, canaux, regime_de
from guichet.parcours.condition_dite import en_mots, en_peu_de_mots
from guichet.parcours.conditions import Condition, Constante, Faits, analyser, simplifier
from guichet.parcours.dates import dater_expression, dates_de_l_evenement
from guichet.parcours.delais import Delai, calculer
from guichet.parcours.durees import ajouter
from guichet.parcours.etape import Acteur, Etape, Parcours, TypeEcheance
from guichet.parcours.ordre import dates_sures, ordonner, recoudre

DEPART_AU_MOIS_DE_LA_DEMANDE = "mois de la demande"
PREMIERE_ANNEE = 1900
ANNEES_A_VENIR = 10

# Par identifiant : l'étape du contenu, et ce qu'il reste à savoir de sa condition.
Retenues: TypeAlias = Mapping[str, tuple[EtapeModele, Condition]]


def construire(
    moment: Moment,
    *,
    evenement: date,
    faits: Faits,
    au: date,
    droits: Mapping[str, Droit],
    situation: Situation | None = None,
    fragilites: Sequence[str] = (),
) -> Parcours:
    """Le parcours daté, regardé le jour ``au``.

    ``faits`` : voir ``parcours.faits.faits``. ``droits`` : ceux du catalogue, pour savoir
    lesquels partent du mois de la demande. ``situation`` : choisit la Caf ou la MSA.
    ``fragilites`` : les publics (``EtapeModele.attentionne_pour``) dont on ajoute les
    étapes, même sans condition.

    Raises:
        EntreeRefusee: événement avant 1900 ou à plus de 10 ans, contenu mal écrit.
    """
    _refuser_un_evenement_absurde(evenement, au)
    connus = {**dates_de_l_evenement(moment, evenement), **faits}
    etapes = _dater_etapes(moment, _retenir(moment, connus, fragilites), connus, droits, au)
    regime = regime_de(situation)
    return Parcours(
        moment=moment.id,
        titre=moment.titre,
        evenement=evenement,
        debut=_borne(moment.debut, connus, min, evenement, etapes),
        fin=_borne(moment.fin, connus, max, evenement, etapes),
        etapes=tuple(_presenter(etape, au=au, regime=regime) for etape in etapes),
    )


def _dater_etapes(
    moment: Moment, retenues: Retenues, connus: Faits, droits: Mapping[str, Droit], au: date
) -> tuple[Etape, ...]:
    """Les étapes retenues, datées et rangées."""
    recousues = recoudre({modele.id: modele.dependances for modele in moment.etapes}, retenues)
    delais = {
        identifiant: calculer(modele.echeance, connus)
        for identifiant, (modele, _) in retenues.items()
    }
    du_mois = _du_mois_de_la_demande(retenues, droits)
    sures = dates_sures(delais, recousues, au=au, du_mois=du_mois)
    return ordonner(
        tuple(
            _etape(modele, reste, recousues[modele.id], delais[modele.id], sures[modele.id])
            for modele, reste in retenues.values()
        )
    )


def _retenir(moment: Moment, faits: Faits, fragilites: Sequence[str]) -> Retenues:
    """Les étapes dont la condition n'est pas fausse, avec ce qu'il en reste à savoir."""
    retenues = {}
    for modele in moment.etapes:
        condition = analyser(modele.condition)
        sur_demande = modele.attentionne and isinstance(condition, Constante)
        if sur_demande and modele.attentionne_pour not in fragilites:
            continue
        reste = simplifier(condition, faits)
        if reste != Constante(vraie=False):
            retenues[modele.id] = (modele, reste)
    return retenues


def _du_mois_de_la_demande(retenues: Retenues, droits: Mapping[str, Droit]) -> frozenset[str]:
    """Les étapes dont un droit part du mois de la demande : attendre coûte un mois."""
    return frozenset(
        identifiant
        for identifiant, (modele, _) in retenues.items()
        if any(
            droit in droits and droits[droit].retroactivite_type == DEPART_AU_MOIS_DE_LA_DEMANDE
            for droit in modele.droits
        )
    )


def _etape(
    modele: EtapeModele,
    reste: Condition,
    depend_de: tuple[str, ...],
    delai: Delai,
    date_sure: date | None,
) -> Etape:
    connue = isinstance(reste, Constante)
    return Etape(
        id=modele.id,
        titre=modele.titre,
        titre_court=modele.titre_court,
        organismes=modele.organismes,
        acteur=cast("Acteur", modele.acteur),
        concerne="oui" if connue else "a_verifier",
        debut=delai.debut,
        echeance=delai.echeance,
        date_sure=date_sure,
        type=cast("TypeEcheance", modele.echeance.type),
        consequence=modele.echeance.consequence,
        en_retard=False,
        depend_de=depend_de,
        droits=modele.droits,
        pieces=modele.pieces,
        canaux=modele.canaux,
        attentionne=modele.attentionne,
        verifie=modele.verifie,
        delai_verifie=delai.verifie,
        source=_source(modele.source),
        action=modele.action,
        note=modele.note,
        condition=None if connue else en_mots(reste),
        condition_courte=None if connue else en_peu_de_mots(reste),
        fraicheur=modele.fraicheur,
        delai=delai.en_mots,
        raison=modele.attentionne_pour if modele.attentionne else None,
    )


def _presenter(etape: Etape, *, au: date, regime: Regime | None) -> Etape:
    """Ce qui dépend du jour où l'on regarde et de la caisse de la personne."""
    organismes = caisses(etape.organismes, regime)
    return replace(
        etape,
        en_retard=etape.echeance is not None and etape.echeance < au,
        organismes=organismes,
        canaux=canaux(etape.canaux, etape.organismes, organismes),
    )


def _source(source: Source) -> SourceCitee:
    return SourceCitee(titre=source.titre, url=source.url, date=source.date)


def _borne(
    expression: str,
    faits: Faits,
    choisir: Callable[[Iterable[date]], date],
    evenement: date,
    etapes: tuple[Etape, ...],
) -> date:
    """La borne écrite ; si sa date est inconnue, la première ou la dernière date du parcours."""
    ecrite = dater_expression(expression, faits)
    if ecrite is not None:
        return ecrite
    dates = (jour for etape in etapes for jour in (etape.debut, etape.echeance) if jour)
    return choisir([evenement, *dates])


def _refuser_un_evenement_absurde(evenement: date, au: date) -> None:
    if evenement.year < PREMIERE_ANNEE:
        raise EntreeRefusee(
            f"L'événement du {evenement.isoformat()} est trop ancien.",
            champ="evenement",
            advice=f"Donnez une date à partir de {PREMIERE_ANNEE}.",
        )
    if evenement > ajouter(au, f"P{ANNEES_A_VENIR}Y"):
        raise EntreeRefusee(
            f"L'événement du {evenement.isoformat()} est trop lointain.",
            champ="evenement",
            advice=f"Donnez une date dans les {ANNEES_A_VENIR} ans à venir.",
        )
