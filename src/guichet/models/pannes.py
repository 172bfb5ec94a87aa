"""Ce qui peut arriver à une base, dit en français ; jamais le contenu d'une requête."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from guichet.errors import GuichetError


class BaseEnClair(GuichetError):
    """Le fichier, ou la bibliothèque, ne chiffre pas : on s'arrête là."""

    advice = "Rien n'a été écrit. Appelez l'assistance : ce fichier n'a pas été fait par Guichet."


class BaseIllisible(GuichetError):
    advice = "Le fichier n'a pas été touché. Gardez-le et appelez l'assistance."


class BaseAbsente(GuichetError):
    advice = "Remettez le fichier à sa place ; Guichet n'en crée pas un autre à sa place."


class BaseEtrangere(GuichetError):
    advice = "Le fichier n'a pas été touché. Vérifiez le dossier de données de Guichet."


class BasePlusRecente(GuichetError):
    advice = "Ce poste a déjà servi avec un Guichet plus récent : installez la dernière version."


class EcritureImpossible(GuichetError):
    advice = "Rien de cet acte n'a été gardé. Libérez de la place ou vos droits, puis recommencez."


_PLEIN, _OCCUPEE, _VERROU, _LECTURE_SEULE, _DISQUE = 13, 5, 6, 8, 10
_ABIMEE, _PAS_UNE_BASE, _OUVERTURE = 11, 26, 14

# Codes d'erreur de SQLite (sqlite.org/rescode.html), dans l'octet de poids faible.
_DITES: dict[int, GuichetError] = {
    _PLEIN: EcritureImpossible("Le disque est plein."),
    _LECTURE_SEULE: EcritureImpossible("La base est en lecture seule."),
    _DISQUE: EcritureImpossible("Le disque a refusé de lire ou d'écrire la base."),
    _OCCUPEE: EcritureImpossible(
        "La base est occupée par un autre Guichet.",
        advice="Fermez l'autre fenêtre de Guichet, puis recommencez.",
    ),
    _ABIMEE: BaseIllisible("La base est abîmée."),
    _PAS_UNE_BASE: BaseIllisible("Ce fichier ne s'ouvre pas avec la clé de cette structure."),
    _OUVERTURE: BaseAbsente("La base est introuvable ou protégée."),
}
_DITES[_VERROU] = _DITES[_OCCUPEE]


def traduire(erreur: BaseException) -> GuichetError | None:
    """La panne prévue que cache une erreur de SQLite ; ``None`` si c'est un défaut."""
    origine = erreur.orig if isinstance(erreur, DBAPIError) else erreur
    dite = _DITES.get(getattr(origine, "sqlite_errorcode", 0) & 0xFF)
    return None if dite is None else type(dite)(dite.message, advice=dite.advice)


@contextmanager
def pannes_dites() -> Iterator[None]:
    """Change une panne de la base en ``GuichetError`` ; laisse remonter les défauts."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as erreur:
        dite = traduire(erreur)
        if dite is None:
            raise
        raise dite from erreur
