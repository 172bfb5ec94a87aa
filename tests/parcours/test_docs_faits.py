"""``docs/faits.md`` suit ``resources/faits.toml``.

Après un changement de la table, la page se récrit avec :
``GUICHET_RECRIRE_DOCS=1 pytest tests/parcours/test_docs_faits.py``.
"""

import os
from pathlib import Path

from guichet.catalogue.contenu import Catalogue
from guichet.parcours.conditions import faits_de
from guichet.parcours.vocabulaire import FaitNomme, vocabulaire

PAGE = Path(__file__).resolve().parents[2] / "docs" / "faits.md"
GENRES = {"oui_non": "oui ou non", "nombre": "nombre", "date": "date"}
ENTETE = """# Les faits du parcours

Les étapes d'un moment de vie ont des conditions (« si vous êtes locataire ») et des délais qui
partent d'une date (« 2 mois après le jugement »). Chaque condition nomme des **faits**, chaque
délai une **date**. Guichet en tire de la situation tout ce qui y est sûr ; le reste est inconnu :
l'étape est alors gardée, avec la condition à vérifier.

- Un fait se donne aussi à la main : `guichet parcours MOMENT --evenement DATE --fait NOM=VALEUR`,
  où `VALEUR` est `oui`, `non`, un nombre ou une date `AAAA-MM-JJ`. Il l'emporte sur ce qui est
  déduit.
- La date de l'événement est celle de `--evenement` : on ne la redonne pas.
- « Le mois regardé » est celui de `--au`. Une réponse absente, « ne sait pas » ou refusée laisse
  le fait inconnu.
- « La personne concernée » est le demandeur, sauf pour `majorite` : la seule personne du foyer qui
  a 18 ans ce jour-là. S'il n'y en a pas, ses faits restent inconnus.

Cette page est tenue par `tests/parcours/test_docs_faits.py` d'après `resources/faits.toml`.
"""


def rediger() -> str:
    """La page entière."""
    table = vocabulaire()
    lignes = [ENTETE, "## Faits", "", "| fait | valeur | question | déduit de la situation |"]
    lignes.append("|---|---|---|---|")
    lignes += [_ligne(fait) for fait in sorted(table.faits.values(), key=lambda f: f.nom.lower())]
    lignes += ["", "## Dates", "", "| date | délai compté | déduite |", "|---|---|---|"]
    lignes += [
        f"| `{jour.nom}` | avant ou après {jour.libelle} | {jour.deduit or 'à donner'} |"
        for jour in sorted(table.dates.values(), key=lambda d: d.nom)
    ]
    return "\n".join(lignes) + "\n"


def _ligne(fait: FaitNomme) -> str:
    return (
        f"| `{fait.nom}` | {GENRES[fait.genre]} | {fait.question} "
        f"| {fait.deduit or 'jamais : à demander'} |"
    )


def test_la_page_des_faits_suit_la_table() -> None:
    if os.environ.get("GUICHET_RECRIRE_DOCS"):
        PAGE.write_text(rediger(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == rediger()


def test_la_table_ne_garde_aucun_fait_ni_aucune_date_inutile(catalogue: Catalogue) -> None:
    etapes = [etape for moment in catalogue.moments.values() for etape in moment.etapes]
    conditions = [etape.condition for etape in etapes]
    conditions += [c.condition for etape in etapes for c in etape.echeance.cas_particuliers]
    references = {etape.echeance.reference for etape in etapes}

    assert {fait for texte in conditions for fait in faits_de(texte)} == set(vocabulaire().faits)
    assert set(vocabulaire().dates) == references - {"2026-12-31"}
