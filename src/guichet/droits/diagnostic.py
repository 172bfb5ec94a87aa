"""Le diagnostic : les variantes chiffrées par le moteur deviennent un avis par droit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from guichet.catalogue.contenu import Catalogue, Droit, Organisme, Source
from guichet.droits.avis import Avis, effets, juger, unite
from guichet.droits.exclusivites import departager
from guichet.droits.moteur import Chiffre, Moteur
from guichet.droits.orientation import orienter
from guichet.droits.percus import deja_percus
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, SourceCitee
from guichet.droits.situation import Situation
from guichet.droits.variantes import Variante, variantes

QUESTIONS_MAX = 12


def diagnostiquer(situation: Situation, moteur: Moteur, catalogue: Catalogue) -> Diagnostic:
    """Une ligne par droit du catalogue, toujours ; voir le contrat, « Diagnostic ».

    Raises:
        GuichetError: le moteur ne répond pas.
    """
    essais = variantes(situation)
    chiffres = tuple(
        departager(chiffre) for chiffre in moteur.evaluer([essai.situation for essai in essais])
    )
    versions = moteur.versions()
    percus = deja_percus(situation)
    resultats = tuple(
        _resultat(
            droit,
            _avis(droit, situation, catalogue, _du_droit(droit.id, chiffres), essais),
            date_bareme=versions.dates.get(droit.id),
            deja_percu=droit.id in percus,
        )
        for droit in catalogue.droits.values()
    )
    return Diagnostic(
        au=situation.au,
        openfisca_france=versions.openfisca_france,
        complements=versions.complements,
        total=total(resultats, chiffres),
        droits=resultats,
        questions_utiles=questions_utiles(situation, catalogue, chiffres, essais, resultats),
    )


def total(resultats: Sequence[Resultat], chiffres: Sequence[Mapping[str, Chiffre]]) -> Fourchette:
    """Euros par mois des droits probables non perçus : la somme de chaque variante, ses bornes."""
    comptes = [
        resultat.id
        for resultat in resultats
        if resultat.statut == "probable" and not resultat.deja_percu and resultat.unite == "€/mois"
    ]
    sommes = [
        sum((variante[droit].montant or Decimal(0) for droit in comptes), Decimal(0))
        for variante in chiffres
    ]
    return Fourchette(min=min(sommes), max=max(sommes))


def questions_utiles(
    situation: Situation,
    catalogue: Catalogue,
    chiffres: Sequence[Mapping[str, Chiffre]],
    essais: Sequence[Variante],
    resultats: Sequence[Resultat],
) -> tuple[tuple[str, int], ...]:
    """Les chemins dont la réponse change des droits, et combien ; le plus utile d'abord.

    Ce que la personne refuse de dire n'est plus demandé.
    """
    compte: Counter[str] = Counter()
    for droit in catalogue.droits:
        du_droit = _du_droit(droit, chiffres)
        if du_droit:
            compte.update(effets(du_droit, essais))
    for resultat in resultats:
        if not _du_droit(resultat.id, chiffres):
            compte.update(resultat.manque)
    utiles = [
        (chemin, nombre)
        for chemin, nombre in compte.most_common()
        if chemin not in situation.inconnus_assumes
    ]
    return tuple(utiles[:QUESTIONS_MAX])


def _du_droit(droit: str, chiffres: Sequence[Mapping[str, Chiffre]]) -> tuple[Chiffre, ...]:
    """Ce que vaut le droit dans chaque variante ; rien si le moteur ne le calcule pas."""
    if not any(droit in variante for variante in chiffres):
        return ()
    return tuple(variante.get(droit, Chiffre(ouvert=False)) for variante in chiffres)


def _avis(
    droit: Droit,
    situation: Situation,
    catalogue: Catalogue,
    chiffres: Sequence[Chiffre],
    essais: Sequence[Variante],
) -> Avis:
    if chiffres:
        return juger(droit.id, chiffres, essais)
    oriente = orienter(droit, situation, _organismes(droit, catalogue))
    return Avis(
        statut=oriente.statut,
        motif=oriente.motif,
        raisons=oriente.raisons,
        manque=oriente.manque,
    )


def _resultat(droit: Droit, avis: Avis, *, date_bareme: date | None, deja_percu: bool) -> Resultat:
    return Resultat(
        id=droit.id,
        nom=droit.nom,
        organismes=droit.organismes,
        statut=avis.statut,
        motif=avis.motif,
        montant_min=avis.montants.min if avis.montants else None,
        montant_max=avis.montants.max if avis.montants else None,
        unite=unite(droit.id) if avis.montants else None,
        premier_mois=avis.premier_mois,
        annee=avis.annee,
        deja_percu=deja_percu,
        raisons=avis.raisons,
        manque=avis.manque,
        bascule=avis.bascule,
        date_bareme=date_bareme,
        sources=tuple(_citer(source) for source in _officielles_d_abord(droit.sources)),
    )


def _organismes(droit: Droit, catalogue: Catalogue) -> list[Organisme]:
    return [
        catalogue.organismes[identifiant]
        for identifiant in droit.organismes
        if identifiant in catalogue.organismes
    ]


def _officielles_d_abord(sources: Sequence[Source]) -> list[Source]:
    return sorted(sources, key=lambda source: not source.nature.startswith("officielle"))


def _citer(source: Source) -> SourceCitee:
    return SourceCitee(titre=source.titre, url=source.url, date=source.date)
