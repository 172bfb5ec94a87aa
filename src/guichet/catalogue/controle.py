"""Contrôler le contenu lu dans ``resources/`` : la forme de chaque fichier, puis les liens.

Un refus nomme le fichier et la clé. Rien n'est construit avant que tout soit accepté.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guichet.catalogue.brut import Contenu, conditions, faits_cites, moments
from guichet.catalogue.forme import controler_forme, refuser
from guichet.catalogue.schemas import proche
from guichet.errors import EntreeRefusee


def controler(
    contenu: Contenu, schemas: Path, condition_correcte: Callable[[str], object] | None = None
) -> None:
    """``condition_correcte`` analyse une condition ; ``ValueError`` ou ``EntreeRefusee`` : refus.

    Raises:
        EntreeRefusee: le premier écart trouvé ; fichier, clé, ce qui est attendu.
    """
    for fichier, objet in contenu.items():
        if fichier.endswith(".yaml"):
            controler_forme(fichier, objet, schemas)
    _controler_unicite(contenu)
    _controler_liens(contenu)
    for fichier, moment in moments(contenu):
        _controler_dependances(fichier, moment)
        _controler_bornes(fichier, moment)
    for fichier, champ, condition in conditions(contenu):
        _controler_condition(fichier, champ, condition, condition_correcte)


def _controler_unicite(contenu: Contenu) -> None:
    listes = [("droits.yaml", "droits", "id"), ("organismes.yaml", "organismes", "id")]
    listes += [("organismes.yaml", "telephones", "numero"), ("organismes.yaml", "sites", "adresse")]
    listes += [("sources.yaml", "sources", "cle")]
    listes += [(fichier, "etapes", "id") for fichier, _ in moments(contenu)]
    for fichier, liste, cle in listes:
        _sans_doublon(fichier, liste, [element[cle] for element in contenu[fichier][liste]])
    for fichier, moment in moments(contenu):
        if moment["id"] != Path(fichier).stem:
            raise refuser(fichier, "id", f"« {moment['id']} » n'est pas le nom du fichier")
    ordres = [moment["ordre"] for _, moment in moments(contenu)]
    _sans_doublon("moments", "ordre", ordres)


def _sans_doublon(fichier: str, champ: str, noms: Sequence[object]) -> None:
    vus: set[object] = set()
    for nom in noms:
        if nom in vus:
            raise refuser(fichier, champ, f"« {nom} » est donné deux fois")
        vus.add(nom)


def _controler_liens(contenu: Contenu) -> None:
    connus = {
        "droit": {droit["id"] for droit in contenu["droits.yaml"]["droits"]},
        "organisme": {o["id"] for o in contenu["organismes.yaml"]["organismes"]},
        "source": {source["cle"] for source in contenu["sources.yaml"]["sources"]},
        "numéro": {tel["numero"] for tel in contenu["organismes.yaml"]["telephones"]},
        "site": {site["adresse"] for site in contenu["organismes.yaml"]["sites"]},
        "date": {*contenu["faits.toml"]["dates"], *contenu["faits.toml"]["faits"]},
        "fait": {*contenu["faits.toml"]["dates"], *contenu["faits.toml"]["faits"]},
    }
    for fichier, champ, nature, nom in _liens(contenu):
        if nom not in connus[nature]:
            voisin = proche(nom, sorted(connus[nature]))
            suite = f" ; le plus proche est « {voisin} »" if voisin else ""
            raise refuser(fichier, champ, f"{nature} inconnu(e) : « {nom} »{suite}")


def _liens(contenu: Contenu) -> Iterator[tuple[str, str, str, str]]:
    """Tout ce qui en désigne un autre : fichier, endroit, nature, nom cité."""
    for fichier, moment in moments(contenu):
        for champ, nature, nom in _liens_moment(moment):
            yield fichier, champ, nature, nom
    for droit in contenu["droits.yaml"]["droits"]:
        for nature, nom in _liens_droit(droit):
            yield "droits.yaml", droit["id"], nature, nom
    for fichier, champ, condition in conditions(contenu):
        for fait in faits_cites(condition):
            yield fichier, champ, "fait", fait


def _liens_moment(moment: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for champ in ("reference", "reference_secondaire", "debut", "fin"):
        if champ in moment:
            yield champ, "date", moment[champ].split(" ")[0]
    for etape in moment["etapes"]:
        yield from ((etape["id"], nature, nom) for nature, nom in _liens_etape(etape))
    for variante in moment["variantes_attentionnees"]:
        if "source" in variante:
            yield "variantes_attentionnees", "source", variante["source"]


def _liens_etape(etape: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("organisme", nom) for nom in etape["organismes"])
    yield from (("droit", nom) for nom in etape.get("droits", ()))
    yield from (("source", _cle(source)) for source in etape.get("sources", ()))
    reference = etape["echeance"]["reference"]
    if not _est_un_jour(reference):
        yield "date", reference
    yield from _liens_canaux(etape.get("canaux", {}))


def _liens_droit(droit: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("organisme", nom) for nom in droit["organismes"])
    yield from (("source", _cle(source)) for source in droit["sources"])
    yield from (("source", montant["source"]) for montant in droit.get("montants", ()))
    if "source" in droit["retroactivite"]:
        yield "source", droit["retroactivite"]["source"]
    yield from _liens_canaux(droit.get("demarche", {}))


def _liens_canaux(canaux: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("site", site) for site in canaux.get("en_ligne", ()))
    yield from (("numéro", tel) for tel in canaux.get("telephone", ()))


def _controler_dependances(fichier: str, moment: Mapping[str, Any]) -> None:
    attendues = {e["id"]: tuple(e.get("dependances", ())) for e in moment["etapes"]}
    for etape, noms in attendues.items():
        for nom in noms:
            if nom not in attendues:
                raise refuser(fichier, f"{etape}.dependances", f"étape inconnue : « {nom} »")
    while attendues:
        pretes = [nom for nom, noms in attendues.items() if not set(noms) & attendues.keys()]
        if not pretes:
            raise refuser(fichier, "dependances", f"boucle entre {', '.join(sorted(attendues))}")
        for nom in pretes:
            del attendues[nom]


def _controler_bornes(fichier: str, moment: Mapping[str, Any]) -> None:
    for etape in moment["etapes"]:
        echeance = etape["echeance"]
        if echeance["type"] == "sans" and ("min" in echeance or "max" in echeance):
            raise refuser(fichier, f"{etape['id']}.echeance", "« sans » n'a ni min ni max")
        if etape["verifie"] and "sources" not in etape:
            raise refuser(fichier, f"{etape['id']}.verifie", "vrai demande au moins une source")


def _controler_condition(
    fichier: str, champ: str, condition: str, correcte: Callable[[str], object] | None
) -> None:
    if correcte is None:
        return
    try:
        correcte(condition)
    except (ValueError, EntreeRefusee) as error:
        raise refuser(fichier, champ, f"condition illisible : « {condition} »") from error


def _cle(source: str | Mapping[str, str]) -> str:
    return source if isinstance(source, str) else source["cle"]


def _est_un_jour(texte: str) -> bool:
    return texte[:4].isdigit() and texte[4:5] == "-"
