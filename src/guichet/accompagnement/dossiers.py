"""« Suivre cette personne » : ouvrir un dossier, le retrouver, l'enregistrer, l'effacer.

Sans un appel à ``ouvrir``, rien de la personne n'est écrit : c'est le mode « Passage ».
Chaque fonction est un acte : une transaction, une ligne de journal sans donnée personnelle.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from guichet.accompagnement import effacement, rangement
from guichet.accompagnement.acces import Acces
from guichet.accompagnement.coffre import Coffre
from guichet.dossier import references
from guichet.dossier.contenu import Dossier
from guichet.dossier.garde import DossierGarde, Recu, Trouve
from guichet.errors import EntreeRefusee, GuichetError
from guichet.models.dossier import DossierRow, FeuilleRow

LETTRES_MIN = 3
TROUVES_MAX = 20


class DossierInconnu(GuichetError):
    advice = "Vérifiez la référence. Le dossier a pu être effacé à sa date."


class DossierDejaOuvert(GuichetError):
    advice = "Enregistrez ce dossier au lieu d'en ouvrir un autre."


def ouvrir(coffre: Coffre, dossier: Dossier, *, garder_prenom: bool = True) -> DossierGarde:
    """Garde la visite, avec l'accord de la personne ; rend référence et date d'effacement.

    Sans ``garder_prenom``, seule la référence permettra de retrouver le dossier.

    Raises:
        EntreeRefusee: un numéro interdit, un champ qui ne se relirait pas.
        GuichetError: base verrouillée, disque plein ; rien n'est gardé.
    """
    acces, le = coffre.acces(), coffre.maintenant()
    with acces.transaction() as session:
        if dossier.reference and _chercher(session, dossier.reference):
            raise DossierDejaOuvert("Cette personne a déjà un dossier.")
        ligne = DossierRow(
            reference=_reference_libre(session), conseiller_id=acces.conseiller_id, ouvert_le=le
        )
        ligne.prenom_cle = "" if garder_prenom else None
        garde = _poser(ligne, dossier, acces.jour(le))
        session.add(ligne)
        session.flush()
        acces.inscrire(session, "ouvrir", le=le, objet=ligne.id.hex)
        return rangement.garder(ligne, garde)


def enregistrer(coffre: Coffre, dossier: Dossier) -> DossierGarde:
    """Remplace ce qui est gardé sous ``dossier.reference`` ; repousse la date d'effacement.

    Raises:
        DossierInconnu: effacé entre-temps.
        GuichetError: base verrouillée, disque plein ; l'ancien contenu reste.
    """
    acces, le = coffre.acces(), coffre.maintenant()
    with acces.transaction() as session:
        ligne, garde = _remplacer(session, dossier, acces, le)
        acces.inscrire(session, "enregistrer", le=le, objet=ligne.id.hex)
        return rangement.garder(ligne, garde)


def noter_remise(coffre: Coffre, dossier: Dossier) -> DossierGarde:
    """Enregistre, et garde l'instantané daté de la feuille que la personne emporte."""
    acces, le = coffre.acces(), coffre.maintenant()
    with acces.transaction() as session:
        ligne, garde = _remplacer(session, dossier, acces, le)
        contenu = rangement.instantane(garde, acces.fuseau)
        session.add(FeuilleRow(dossier_id=ligne.id, remise_le=le, contenu=contenu))
        session.flush()
        acces.inscrire(session, "remettre", le=le, objet=ligne.id.hex)
        return rangement.garder(ligne, garde)


def retrouver(coffre: Coffre, texte: str) -> tuple[Trouve, ...]:
    """Cherche par référence, prénom (trois lettres au moins) ou date de naissance.

    Raises:
        EntreeRefusee: recherche trop courte : la base ne se feuillette pas.
    """
    acces, le = coffre.acces(), coffre.maintenant()
    critere = _critere(texte)
    with acces.transaction() as session:
        lignes = session.scalars(
            select(DossierRow)
            .where(critere)
            .order_by(DossierRow.dernier_contact.desc(), DossierRow.reference)
            .limit(TROUVES_MAX)
        ).all()
        acces.inscrire(session, "chercher", le=le, objet=f"{len(lignes)} trouvé(s)")
        return tuple(rangement.resumer(ligne) for ligne in lignes)


def rouvrir(coffre: Coffre, reference: str) -> DossierGarde:
    """Le dossier tel qu'il a été gardé ; la consultation est notée au journal.

    Raises:
        DossierInconnu: pas de dossier sous cette référence.
    """
    acces, le = coffre.acces(), coffre.maintenant()
    with acces.transaction() as session:
        ligne = _exiger(session, reference)
        acces.inscrire(session, "consulter", le=le, objet=ligne.id.hex)
        return rangement.relire(ligne, _derniere_feuille(session, ligne))


def effacer(coffre: Coffre, reference: str) -> Recu:
    """Efface pour de bon : lignes, copies faites par Guichet, et restes dans le fichier.

    Raises:
        DossierInconnu: déjà effacé.
        GuichetError: base verrouillée ; ou dossier retiré mais restes en attente du
            prochain démarrage (disque plein).
    """
    acces, le = coffre.acces(), coffre.maintenant()
    with acces.transaction() as session:
        ligne = _exiger(session, reference)
        recu = Recu(reference=ligne.reference, efface_le=acces.jour(le))
        effacement.retirer(session, acces, [ligne], le=le)
    effacement.finir(acces, le=le)
    return recu


def _remplacer(
    session: Session, dossier: Dossier, acces: Acces, le: datetime
) -> tuple[DossierRow, Dossier]:
    ligne = _exiger(session, dossier.reference)
    ligne.rendez_vous.clear()
    session.flush()
    garde = _poser(ligne, dossier, acces.jour(le))
    session.flush()
    return ligne, garde


def _poser(ligne: DossierRow, dossier: Dossier, jour: date) -> Dossier:
    """Remplit la ligne ; rend le dossier tel qu'il est gardé, prénoms retirés ou non."""
    garde = _selon_accord(ligne, dossier)
    rangement.ranger(ligne, garde, jour=jour, garder_prenom=ligne.prenom_cle is not None)
    return garde


def _derniere_feuille(session: Session, ligne: DossierRow) -> FeuilleRow | None:
    return session.scalar(
        select(FeuilleRow)
        .where(FeuilleRow.dossier_id == ligne.id)
        .order_by(FeuilleRow.remise_le.desc())
        .limit(1)
    )


def _selon_accord(ligne: DossierRow, dossier: Dossier) -> Dossier:
    nomme = replace(dossier, reference=ligne.reference)
    return rangement.sans_prenoms(nomme) if ligne.prenom_cle is None else nomme


def _reference_libre(session: Session) -> str:
    while _chercher(session, reference := references.tirer()):
        continue
    return reference


def _chercher(session: Session, reference: str) -> DossierRow | None:
    return session.scalar(select(DossierRow).where(DossierRow.reference == reference))


def _exiger(session: Session, texte: str) -> DossierRow:
    reference = references.lire(texte)
    ligne = _chercher(session, reference) if reference else None
    if ligne is None:
        raise DossierInconnu("Aucun dossier ne porte cette référence.")
    return ligne


def _critere(texte: str) -> ColumnElement[bool]:
    if reference := references.lire(texte):
        return (DossierRow.reference == reference) | (
            DossierRow.prenom_cle == rangement.cle_de_prenom(texte)
        )
    if jour := _lire_jour(texte):
        return DossierRow.date_naissance == jour
    cle = rangement.cle_de_prenom(texte)
    if len(cle) < LETTRES_MIN:
        raise EntreeRefusee(
            "Cette recherche est trop courte.",
            champ="recherche",
            advice=(
                "Tapez une référence (7K3F-2QX), trois lettres du prénom, "
                "ou une date de naissance (10/03/1990)."
            ),
        )
    # Un intervalle se sert de l'index, LIKE non.
    return DossierRow.prenom_cle.between(cle, f"{cle}\U0010ffff")


def _lire_jour(texte: str) -> date | None:
    for forme in ("%d/%m/%Y", "%Y-%m-%d", "%d %m %Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(texte.strip(), forme).date()  # noqa: DTZ007 - une date seule
        except ValueError:
            continue
    return None
