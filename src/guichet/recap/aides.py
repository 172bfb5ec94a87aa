"""Les tableaux d'aides : à demander, à vérifier, déjà reçues ; une aide refusée n'y est jamais."""

from collections.abc import Mapping, Sequence
from typing import Literal

from guichet.droits.montants import dire_fourchette, dire_montant
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.parcours.calendrier import jour_et_mois
from guichet.recap import lieux
from guichet.recap.contexte import Contexte
from guichet.recap.sections import GroupeDroits, LigneDroit, SectionDroits

_REPONSES_NOMMEES = 2


def section(contexte: Contexte, diagnostic: Diagnostic) -> SectionDroits | None:
    """Le tableau des aides ; ``None`` s'il n'y en a aucune à imprimer."""
    dire = contexte.mots.dire
    par_classe: dict[str, list[Resultat]] = {}
    for resultat in diagnostic.droits:
        par_classe.setdefault(_classe(contexte, resultat), []).append(resultat)
    total = _total(contexte, diagnostic, par_classe.get("demander", ()))
    groupes = (
        _groupe(contexte, "demander", par_classe, total),
        _groupe(contexte, "verifier", par_classe),
        _groupe(contexte, "deja", par_classe),
    )
    if not any(groupe.lignes for groupe in groupes):
        return None
    return SectionDroits(
        titre=dire("droits", "titre"),
        chapeau=dire("droits", "chapeau", jour=jour_et_mois(diagnostic.au)),
        colonnes=(
            dire("droits", "colonne_aide"),
            dire("droits", "colonne_combien"),
            dire("droits", "colonne_ou"),
        ),
        groupes=tuple(groupe for groupe in groupes if groupe.lignes),
        conclusion=_remises(contexte, par_classe.get("plus_tard", ())),
    )


def a_demander(contexte: Contexte, diagnostic: Diagnostic) -> tuple[Resultat, ...]:
    """Les aides choisies, et les probables sur lesquelles rien n'a été dit."""
    return tuple(r for r in diagnostic.droits if _classe(contexte, r) == "demander")


def a_verifier(contexte: Contexte, diagnostic: Diagnostic) -> tuple[Resultat, ...]:
    """Les aides qu'une réponse ou un barème fait basculer, sans choix de la personne."""
    return tuple(r for r in diagnostic.droits if _classe(contexte, r) == "verifier")


def _classe(contexte: Contexte, resultat: Resultat) -> str:
    choix = contexte.choix.get(resultat.id)
    if not contexte.imprimable(resultat):
        return ""
    if choix == "deja" or (resultat.deja_percu and choix is None):
        return "deja"
    if choix == "demande" or (choix is None and resultat.statut == "probable"):
        return "demander"
    if choix == "plus_tard":
        return "plus_tard"
    # Une condition que l'outil ne peut pas vérifier vaut pour tout le monde : la feuille ne
    # liste que ce que la situation de cette personne laisse ouvert.
    return "verifier" if resultat.statut == "a_verifier" and resultat.motif != "condition" else ""


def _groupe(
    contexte: Contexte,
    etat: Literal["demander", "verifier", "deja"],
    par_classe: Mapping[str, Sequence[Resultat]],
    phrase: str = "",
) -> GroupeDroits:
    return GroupeDroits(
        etat=etat,
        titre=contexte.mots.dire(etat, "titre"),
        phrase=phrase or contexte.mots.dire(etat, "phrase"),
        lignes=tuple(_ligne(contexte, resultat) for resultat in par_classe.get(etat, ())),
    )


def _remises(contexte: Contexte, remises: Sequence[Resultat]) -> str:
    noms = ", ".join(resultat.nom for resultat in remises)
    return contexte.mots.dire("droits", "plus_tard", droits=noms) if noms else ""


def _ligne(contexte: Contexte, resultat: Resultat) -> LigneDroit:
    organismes, catalogue = contexte.organismes(resultat), contexte.catalogue
    ou = lieux.canaux(contexte.moyens(resultat))
    return LigneDroit(
        nom=resultat.nom,
        organisme=lieux.nom(organismes, catalogue),
        groupe=lieux.groupe(organismes, catalogue),
        combien=_combien(contexte, resultat),
        precision=_precision(contexte, resultat),
        ou=ou or (contexte.mots.dire("droits", "au_guichet"),),
    )


def _precision(contexte: Contexte, resultat: Resultat) -> str:
    """Ce qu'il faut savoir du montant, en une demi-ligne."""
    mots, morceaux = contexte.mots, []
    if resultat.premier_mois is not None and resultat.unite is not None:
        premier = dire_fourchette(resultat.premier_mois.min, resultat.premier_mois.max, "€/mois")
        premier = premier.removesuffix(" par mois")
        morceaux.append(mots.dire("droits", "premier_mois", montant=premier))
    if resultat.statut == "a_verifier":
        morceaux.append(_motif(contexte, resultat))
    return f"({', '.join(morceaux)})" if morceaux else ""


def _motif(contexte: Contexte, resultat: Resultat) -> str:
    mots = contexte.mots
    if resultat.motif in ("bareme", "seuil_versement", "condition"):
        return mots.dire("droits", resultat.motif)
    noms = dict.fromkeys(mots.reponse(chemin) for chemin in resultat.bascule)
    connus = [nom for nom in noms if nom is not None][:_REPONSES_NOMMEES]
    if not connus:
        return mots.dire("droits", "condition")
    return mots.dire("droits", "manque", reponses=", ".join(connus))


def _total(contexte: Contexte, diagnostic: Diagnostic, lignes: Sequence[Resultat]) -> str:
    """Le total du diagnostic, s'il porte exactement sur les aides mensuelles imprimées."""
    comptees = {r.id for r in diagnostic.droits if r.statut == "probable" and not r.deja_percu}
    imprimees = {resultat.id for resultat in lignes}
    if comptees != imprimees or diagnostic.total.max == 0:
        return ""
    montant = dire_fourchette(diagnostic.total.min, diagnostic.total.max, "€/mois")
    return contexte.mots.dire("droits", "total", montant=montant)


def _combien(contexte: Contexte, resultat: Resultat) -> str:
    montant = dire_montant(resultat).replace("'", "’")
    return montant or contexte.mots.dire("droits", "sans_montant")
