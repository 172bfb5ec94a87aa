"""Les erreurs prévues, dites au conseiller en français.

Toute autre exception est un défaut de Guichet : elle remonte jusqu'au crochet
posé par ``application`` et finit dans la fenêtre d'incident et le journal.
"""

import errno

_CAUSES = {
    errno.ENOENT: "ce fichier ou ce dossier n'existe pas",
    errno.ENOTDIR: "un morceau du chemin n'est pas un dossier",
    errno.EISDIR: "c'est un dossier",
    errno.EEXIST: "ce nom est déjà pris",
    errno.EACCES: "l'accès est refusé",
    errno.EPERM: "l'accès est refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.EBADF: "rien n'y arrive",
    errno.EIO: "le disque ne répond pas",
}


class GuichetError(Exception):
    """Une situation prévue, que le conseiller peut comprendre et contourner.

    ``message`` dit ce qui s'est passé, ``advice`` ce qu'il peut faire. Ni l'un ni
    l'autre ne contient de donnée sur la personne reçue : ils sont journalisés.
    ``code`` est le code de sortie de la ligne de commande.
    """

    advice = "Réessayez ; si l'erreur persiste, appelez l'assistance."
    code = 1

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if advice is not None:
            self.advice = advice


class EntreeRefusee(GuichetError):
    """Une entrée ou un contenu refusé : rien n'est écrit.

    ``champ`` est le chemin du contrat (``logement.loyer``) ou l'endroit du fichier.
    """

    advice = "Corrigez cette valeur puis recommencez."
    code = 2

    def __init__(self, message: str, *, champ: str = "", advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.champ = champ


class PasEncoreDisponible(GuichetError):
    """Une option du contrat qui viendra plus tard."""

    advice = "Cette fonction viendra dans une prochaine version."


def cause(error: OSError) -> str:
    """Pourquoi le système refuse, en français ; son code s'il est rare."""
    return _CAUSES.get(error.errno or 0, f"erreur {error.errno} du système")
