"""Ce que le panneau de droite dit du diagnostic : mots et chiffres, sans widget."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import Situation
from guichet.ui.visite import Etat

MONTRES = 5
QUESTIONS = 3
STATUTS = ("probable", "a_verifier")
DEBUT_LONG = re.compile(r"^Allocation d(?:e (?:la |l['’])?|u |['’])")


@dataclass(frozen=True, slots=True, kw_only=True)
class DroitBref:
    """Un droit sur deux lignes."""

    nom: str
    montant: str
    groupe: str
    statut: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUtile:
    """Une réponse qui change des droits."""

    chemin: str
    titre: str
    effet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Apercu:
    """Ce que montre le panneau ; ``pret`` : un diagnostic existe, ``attente`` : il se refait."""

    compte: str
    droits: Sequence[DroitBref] = ()
    questions: Sequence[QuestionUtile] = ()
    total_questions: int = 0
    attente: bool = False
    pret: bool = False


class Redacteur:
    """Écrit l'aperçu ; ``combien`` écrit le montant d'un droit."""

    def __init__(
        self,
        combien: Callable[[Resultat], str],
        groupe_organisme: Callable[[str], str],
        libelle: Callable[[str, Situation], str],
    ) -> None:
        self._combien = combien
        self._groupe = groupe_organisme
        self._libelle = libelle

    def apercu(self, etat: Etat) -> Apercu:
        """Le panneau pour cet état de la visite."""
        situation, diagnostic = etat.situation, etat.diagnostic
        attente = etat.calcul_en_cours
        erreur = f"{etat.erreur_calcul.message}" if etat.erreur_calcul else ""
        if diagnostic is None or situation is None:
            return Apercu(compte=erreur or "Les droits s'affichent ici.", attente=attente)
        questions = self._questions(diagnostic, situation)
        complet = Apercu(
            compte=erreur or _compte(diagnostic),
            droits=[self._bref(droit) for droit in _a_montrer(diagnostic)],
            questions=questions[:QUESTIONS],
            total_questions=len(questions),
            pret=True,
        )
        return replace(complet, compte="recalcul…", attente=True) if attente else complet

    def _questions(self, diagnostic: Diagnostic, situation: Situation) -> list[QuestionUtile]:
        return [
            QuestionUtile(
                chemin=chemin, titre=self._libelle(chemin, situation), effet=effet(nombre)
            )
            for chemin, nombre in diagnostic.questions_utiles
            if chemin not in situation.inconnus_assumes and _existe(chemin, situation)
        ]

    def _bref(self, droit: Resultat) -> DroitBref:
        return DroitBref(
            nom=nom_bref(droit.nom),
            montant=self._combien(droit),
            groupe=self._groupe(droit.organismes[0]),
            statut="deja" if droit.deja_percu else droit.statut,
        )


def nom_bref(nom: str) -> str:
    """« Allocation de rentrée scolaire » tient en « Rentrée scolaire »."""
    court = DEBUT_LONG.sub("", nom.partition(" (")[0])
    return court[:1].upper() + court[1:]


def effet(nombre: int) -> str:
    """« change 3 droits »."""
    return f"change {nombre} droit{'s' if nombre > 1 else ''}"


def _existe(chemin: str, situation: Situation) -> bool:
    """Pendant un recalcul, le diagnostic d'avant peut citer quelqu'un qui n'est plus là."""
    pas = chemin.split(".")
    return pas[0] != "personnes" or pas[1] in {p.id for p in situation.personnes}


def _a_montrer(diagnostic: Diagnostic) -> list[Resultat]:
    """Les plus gros d'abord, les probables avant ; ce qui est déjà reçu n'est plus à voir."""
    candidats = [
        droit
        for droit in diagnostic.droits
        if droit.statut in STATUTS
        and not droit.deja_percu
        and "violence" not in droit.nom.lower()
        and (droit.statut == "probable" or droit.motif == "reponse")
    ]
    candidats.sort(key=lambda d: (STATUTS.index(d.statut), -(d.montant_max or 0), d.nom))
    return candidats[:MONTRES]


def _compte(diagnostic: Diagnostic) -> str:
    statuts = [droit.statut for droit in diagnostic.droits if not droit.deja_percu]
    probables = statuts.count("probable")
    pluriel = "s" if probables > 1 else ""
    return f"{probables} probable{pluriel}, {statuts.count('a_verifier')} à vérifier"
