"""Retirer d'un parcours ce que le diagnostic ferme, sans rompre les dépendances."""

from collections.abc import Collection
from dataclasses import replace

from guichet.parcours.etape import Etape, Parcours


def sans_droits_fermes(parcours: Parcours, fermes: Collection[str]) -> Parcours:
    """Sans les étapes douteuses dont tous les droits sont fermés pour ce foyer.

    ``fermes`` : les droits dont le diagnostic dit « non ». Une étape qui concerne sûrement
    la personne, ou qui ouvre encore un droit, reste toujours.
    """
    retirees = {
        etape.id: etape.depend_de
        for etape in parcours.etapes
        if etape.concerne == "a_verifier"
        and etape.droits
        and all(droit in fermes for droit in etape.droits)
    }
    if not retirees:
        return parcours
    etapes = tuple(
        replace(etape, depend_de=_recoudre(etape, retirees))
        for etape in parcours.etapes
        if etape.id not in retirees
    )
    return replace(parcours, etapes=etapes)


def _recoudre(etape: Etape, retirees: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Ce que l'étape attendait d'une étape retirée, elle l'attend de celles d'avant."""
    attendues: dict[str, None] = {}
    a_voir = list(etape.depend_de)
    while a_voir:
        identifiant = a_voir.pop(0)
        if identifiant in retirees:
            a_voir = [*retirees[identifiant], *a_voir]
        else:
            attendues[identifiant] = None
    return tuple(attendues)
