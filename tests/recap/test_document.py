"""Ce que la feuille dit, et ce qu'elle ne dit jamais."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from guichet.catalogue.contenu import Catalogue
from guichet.dossier.contenu import Dossier
from guichet.parcours import phrases
from guichet.recap.document import Options, composer, composer_parcours, discret
from guichet.recap.sections import (
    Document,
    Section,
    SectionChoses,
    SectionDroits,
    SectionPapiers,
    SectionParcours,
    SectionRendezVous,
)
from guichet.recap.textes import textes
from guichet.rendezvous.agenda import Etat

from .exemples import (
    AU,
    RENDEZ_VOUS,
    STRUCTURE,
    avec_prenom,
    diagnostic,
    dossier,
    parcours,
)

S = TypeVar("S", bound=Section)


def feuille(dossier: Dossier, catalogue: Catalogue, **options: Any) -> Document:  # noqa: ANN401
    return composer(dossier, catalogue, STRUCTURE, au=AU, options=Options(**options))


def toutes(document: Document, genre: type[S]) -> list[S]:
    return [section for section in document.sections if isinstance(section, genre)]


def mots(objet: object) -> Iterator[str]:
    """Tous les textes d'un document."""
    if isinstance(objet, str):
        yield objet
    elif dataclasses.is_dataclass(objet):
        for champ in dataclasses.fields(objet):
            yield from mots(getattr(objet, champ.name))
    elif isinstance(objet, tuple):
        for element in objet:
            yield from mots(element)


def texte(document: Document) -> str:
    return " ".join(mots(document)).replace("\u00a0", " ")


def aides(document: Document, etat: str) -> dict[str, Any]:
    groupes = [g for s in toutes(document, SectionDroits) for g in s.groupes if g.etat == etat]
    return {ligne.nom: ligne for groupe in groupes for ligne in groupe.lignes}


def test_la_feuille_porte_ses_sections_dans_l_ordre(catalogue: Catalogue) -> None:
    document = feuille(dossier(catalogue), catalogue)
    assert [type(section).__name__ for section in document.sections] == [
        "SectionChoses",
        "SectionRendezVous",
        "SectionParcours",
        "SectionDroits",
        "SectionPapiers",
        "SectionEncadre",
        "SectionContacts",
        "SectionNotes",
    ]


def test_une_aide_refusee_n_est_nulle_part(catalogue: Catalogue) -> None:
    document = feuille(dossier(catalogue, choix={"prime_activite": "refuse"}), catalogue)
    assert "rime d’activité" not in texte(document)
    assert "Aides au logement (APL, ALF, ALS)" in aides(document, "demander")


def test_une_aide_a_verifier_refusee_n_est_plus_a_verifier(catalogue: Catalogue) -> None:
    document = feuille(dossier(catalogue, choix={"asf": "refuse"}), catalogue)
    assert "soutien familial" not in texte(document)
    assert not aides(document, "verifier")


def test_une_condition_que_personne_ne_peut_verifier_n_encombre_pas_la_feuille(
    catalogue: Catalogue,
) -> None:
    orientee: dict[str, Any] = {"statut": "a_verifier", "motif": "condition", "unite": None}
    sujet = dossier(catalogue, diagnostic=diagnostic(catalogue, fsl=orientee))
    assert list(aides(feuille(sujet, catalogue), "verifier")) == ["Allocation de soutien familial"]
    choisie = dataclasses.replace(sujet, choix={"fsl": "demande"})
    assert "Fonds de solidarité pour le logement" in aides(feuille(choisie, catalogue), "demander")


def test_une_etape_qui_ne_sert_qu_une_aide_refusee_n_est_pas_imprimee(
    catalogue: Catalogue,
) -> None:
    entiere = texte(feuille(dossier(catalogue), catalogue))
    assert "Demander l’ASF" in entiere
    assert "Demander l’ASF" not in texte(
        feuille(dossier(catalogue, choix={"asf": "refuse"}), catalogue)
    )


def test_une_aide_choisie_est_imprimee_meme_incertaine(catalogue: Catalogue) -> None:
    document = feuille(dossier(catalogue, choix={"asf": "demande", "rsa": "demande"}), catalogue)
    demandees = aides(document, "demander")
    assert "Allocation de soutien familial" in demandees
    assert "Revenu de solidarité active" in demandees
    assert not aides(document, "verifier")


def test_une_aide_remise_a_plus_tard_n_est_pas_a_demander(catalogue: Catalogue) -> None:
    document = feuille(dossier(catalogue, choix={"c2s": "plus_tard"}), catalogue)
    assert "Complémentaire santé solidaire" not in aides(document, "demander")
    assert "plus tard" in toutes(document, SectionDroits)[0].conclusion


@pytest.mark.parametrize("choix", [{}, {"af": "deja"}])
def test_une_aide_deja_recue_est_dite_a_part(catalogue: Catalogue, choix: dict[str, Any]) -> None:
    document = feuille(dossier(catalogue, choix=choix), catalogue)
    assert list(aides(document, "deja")) == ["Allocations familiales"]


def test_chaque_aide_dit_combien_et_ou(catalogue: Catalogue) -> None:
    document = feuille(dossier(catalogue), catalogue)
    prime = aides(document, "demander")["Prime d’activité"]
    assert prime.combien == "365 à 449\u00a0€ par mois"
    assert (prime.organisme, prime.ou[0]) == ("Caf", "caf.fr ou 3230")


def test_une_aide_a_verifier_dit_quelle_reponse_manque(catalogue: Catalogue) -> None:
    soutien = aides(feuille(dossier(catalogue), catalogue), "verifier")[
        "Allocation de soutien familial"
    ]
    assert soutien.precision == "(selon la pension versée ou non)"


def test_un_agriculteur_va_a_la_msa(catalogue: Catalogue) -> None:
    foyer = dossier(catalogue).situation
    agricole = dataclasses.replace(
        foyer, personnes=(dataclasses.replace(foyer.personnes[0], regime="msa"),)
    )
    document = feuille(dossier(catalogue, situation=agricole, parcours=()), catalogue)
    prime = aides(document, "demander")["Prime d’activité"]
    assert (prime.organisme, prime.ou) == ("MSA", ("msa.fr",))


def test_le_total_n_est_dit_que_s_il_porte_sur_les_aides_imprimees(catalogue: Catalogue) -> None:
    assert "629 à 798 € par mois" in texte(feuille(dossier(catalogue), catalogue))
    tronque = feuille(dossier(catalogue, choix={"prime_activite": "refuse"}), catalogue)
    assert "798" not in texte(tronque)


def test_les_echeances_sont_celles_de_l_ecran(catalogue: Catalogue) -> None:
    document = feuille(dossier(catalogue), catalogue)
    imprimees = {
        ligne.id: ligne.quand[0]
        for section in toutes(document, SectionParcours)
        for periode in section.periodes
        for ligne in periode.lignes
    }
    choses = {chose.quand[0] for chose in toutes(document, SectionChoses)[0].choses}
    etapes = {etape.id: etape for etape in parcours(catalogue).etapes}
    assert len(imprimees) + 3 == len(etapes) - 1  # la mise en sécurité ne s'imprime pas
    assert all(dit == phrases.echeance(etapes[i], au=AU) for i, dit in imprimees.items())
    restantes = [etape for i, etape in etapes.items() if i not in imprimees]
    assert choses <= {phrases.echeance(etape, au=AU) for etape in restantes}


def test_la_mise_en_securite_ne_s_imprime_sur_aucune_feuille(catalogue: Catalogue) -> None:
    assert any("danger" in etape.titre for etape in parcours(catalogue).etapes)
    imprime = texte(feuille(dossier(catalogue), catalogue))
    for interdit in ("danger", "sécurité", "3919", "violence"):
        assert interdit not in imprime.casefold()


def test_les_trois_premieres_choses_sont_dans_l_ordre_ou_on_peut_les_faire(
    catalogue: Catalogue,
) -> None:
    choses = toutes(feuille(dossier(catalogue), catalogue), SectionChoses)[0].choses
    assert [chose.rang for chose in choses] == [1, 2, 3]
    assert choses[0].titre.startswith("Déclarer la séparation")


def test_un_sigle_est_ecrit_en_entier_la_premiere_fois(catalogue: Catalogue) -> None:
    choses = toutes(feuille(dossier(catalogue), catalogue), SectionChoses)[0].choses
    assert choses[0].ou == "Caisse d’allocations familiales (Caf) : caf.fr ou 3230"
    assert choses[1].ou == "Caf : caf.fr ou 3230"


def test_une_etape_faite_n_est_plus_a_faire(catalogue: Catalogue) -> None:
    chemin = parcours(catalogue)
    faites = tuple(etape.faire(AU) for etape in chemin.etapes)
    document = feuille(
        dossier(catalogue, parcours=(dataclasses.replace(chemin, etapes=faites),)), catalogue
    )
    assert not toutes(document, SectionChoses)
    [section] = toutes(document, SectionParcours)
    assert all(ligne.faite for periode in section.periodes for ligne in periode.lignes)


def test_chaque_papier_n_est_dit_qu_une_fois(catalogue: Catalogue) -> None:
    [liste] = toutes(feuille(dossier(catalogue), catalogue), SectionPapiers)
    noms = [nom.casefold() for nom, _ in liste.papiers]
    assert len(noms) == len(set(noms))
    assert "relevé d’identité bancaire (rib)" in noms
    assert all(nom not in liste.autres.casefold() for nom in noms)


def test_le_rendez_vous_est_a_l_heure_du_guichet(catalogue: Catalogue) -> None:
    structure = dataclasses.replace(STRUCTURE, fuseau="Indian/Reunion")
    [rdv] = toutes(composer(dossier(catalogue), catalogue, structure, au=AU), SectionRendezVous)
    assert rdv.quand == "Mardi 24\u00a0novembre\u00a02026 à 13\u00a0h"
    assert "Heure de La Réunion (10\u00a0h à Paris)." in rdv.details[0]


@pytest.mark.parametrize(
    ("etat", "dit"), [("demande", "pas encore confirmé"), ("inconnu", "à confirmer")]
)
def test_un_rendez_vous_pas_sur_n_est_jamais_dit_pris(
    catalogue: Catalogue,
    etat: Etat,
    dit: str,
) -> None:
    douteux = dataclasses.replace(RENDEZ_VOUS, etat=etat)
    document = feuille(dossier(catalogue, rendez_vous=(douteux,)), catalogue, lien_visio=True)
    [rdv] = toutes(document, SectionRendezVous)
    assert dit in rdv.surtitre
    assert (rdv.sur, rdv.agenda, rdv.lien) == (False, "", "")


def test_un_rendez_vous_annule_ou_passe_n_est_pas_imprime(catalogue: Catalogue) -> None:
    annule = dataclasses.replace(RENDEZ_VOUS, etat="annule")
    passe = dataclasses.replace(
        RENDEZ_VOUS,
        debut=datetime(2026, 11, 19, 9, tzinfo=UTC),
        fin=datetime(2026, 11, 19, 10, tzinfo=UTC),
    )
    document = feuille(dossier(catalogue, rendez_vous=(annule, passe)), catalogue)
    assert not toutes(document, SectionRendezVous)


def test_l_agenda_ne_nomme_personne(catalogue: Catalogue) -> None:
    [rdv] = toutes(feuille(dossier(catalogue), catalogue), SectionRendezVous)
    assert rdv.agenda.startswith("BEGIN:VCALENDAR")
    assert "Nadia" not in rdv.agenda
    assert "visio.exemple" not in rdv.agenda


def test_le_lien_de_la_video_n_est_imprime_que_si_on_le_coche(catalogue: Catalogue) -> None:
    assert "visio.exemple" not in texte(feuille(dossier(catalogue), catalogue))
    assert "visio.exemple" in texte(feuille(dossier(catalogue), catalogue, lien_visio=True))


def test_un_lien_qui_n_est_pas_une_page_web_n_est_pas_imprime(catalogue: Catalogue) -> None:
    piege = dataclasses.replace(RENDEZ_VOUS, lien_visio="javascript:alert(1)")
    document = feuille(dossier(catalogue, rendez_vous=(piege,)), catalogue, lien_visio=True)
    assert "javascript" not in texte(document)


@pytest.mark.parametrize(
    ("option", "genre"),
    [
        ("parcours", SectionParcours),
        ("rendez_vous", SectionRendezVous),
        ("droits", SectionDroits),
        ("papiers", SectionPapiers),
    ],
)
def test_le_conseiller_choisit_chaque_section(
    catalogue: Catalogue, option: str, genre: type[Section]
) -> None:
    assert toutes(feuille(dossier(catalogue), catalogue), genre)
    assert not toutes(feuille(dossier(catalogue), catalogue, **{option: False}), genre)


def test_un_moment_discret_impose_la_feuille_discrete(catalogue: Catalogue) -> None:
    violences = dossier(catalogue, parcours=(parcours(catalogue, "violences-conjugales"),))
    assert discret(violences, catalogue)
    assert not discret(dossier(catalogue), catalogue)
    assert feuille(violences, catalogue).discret


@pytest.mark.parametrize("moment", ["violences-conjugales", "separation"])
def test_la_feuille_discrete_ne_montre_rien_du_sujet(catalogue: Catalogue, moment: str) -> None:
    sujet = dossier(catalogue, parcours=(parcours(catalogue, moment),), reference="7K3F-2QX")
    document = feuille(sujet, catalogue, discret=True, lien_visio=True)
    assert document.titre == "Votre feuille"
    connus = [etape.titre.casefold() for etape in sujet.parcours[0].etapes]
    connus += [droit.nom.casefold() for droit in catalogue.droits.values()]
    connus += [organisme.nom.casefold() for organisme in catalogue.organismes.values()]
    connus += ["violence", "séparation", "danger", "nadia", "7k3f", "visio.exemple", "3919"]
    # Le nom du guichet lui-même contient « France Services ».
    imprime = texte(document).casefold().replace(STRUCTURE.nom.casefold(), "")
    assert [mot for mot in connus if re.search(rf"\b{re.escape(mot)}\b", imprime)] == []


def test_rien_ne_distingue_le_fichier_d_une_feuille_discrete(catalogue: Catalogue) -> None:
    ordinaire = feuille(dossier(catalogue), catalogue)
    cachee = feuille(dossier(catalogue), catalogue, discret=True)
    assert ordinaire.nom_fichier == cachee.nom_fichier == "feuille-2026-11-20.pdf"


def test_le_titre_et_le_fichier_ne_disent_rien_de_la_personne(catalogue: Catalogue) -> None:
    document = feuille(avec_prenom(dossier(catalogue), "Zénobie"), catalogue)
    assert "Zénobie" not in f"{document.titre} {document.nom_fichier}"
    assert "Zénobie" in document.chapeaux[0]


def test_la_feuille_dit_estimation_information_et_baremes(catalogue: Catalogue) -> None:
    pied = feuille(dossier(catalogue), catalogue).pied.replace("\u00a0", " ")
    assert "Estimation : seule la caisse décide." in pied
    assert "Document d’information." in pied
    assert "Barèmes au 1er octobre 2026." in pied


def test_la_feuille_donne_le_guichet_en_entier(catalogue: Catalogue) -> None:
    imprime = texte(feuille(dossier(catalogue), catalogue))
    for attendu in (STRUCTURE.nom, STRUCTURE.adresse, STRUCTURE.horaires, STRUCTURE.telephone):
        assert attendu in imprime


def test_une_visite_sans_dossier_ne_promet_pas_que_le_guichet_garde_la_feuille(
    catalogue: Catalogue,
) -> None:
    passage = texte(feuille(dossier(catalogue), catalogue))
    assert "n’a pas été gardée" in passage
    assert "Réf." not in passage
    assert "suffit" not in passage
    suivie = texte(feuille(dossier(catalogue, reference="7K3F-2QX"), catalogue))
    assert "Réf. 7K3F-2QX" in suivie
    assert "n’a pas été gardée" not in suivie


def test_un_parcours_seul_ne_porte_que_le_parcours(catalogue: Catalogue) -> None:
    document = composer_parcours(parcours(catalogue), catalogue, STRUCTURE, au=AU)
    assert toutes(document, SectionParcours)
    assert not toutes(document, SectionDroits)
    assert not toutes(document, SectionRendezVous)


def test_un_parcours_relu_sans_titre_prend_celui_du_catalogue(catalogue: Catalogue) -> None:
    muet = dataclasses.replace(parcours(catalogue), titre="")
    document = composer_parcours(muet, catalogue, STRUCTURE, au=AU)
    assert document.chapeaux[0].startswith("Séparation")


def test_un_dossier_vide_a_quand_meme_sa_feuille(catalogue: Catalogue) -> None:
    vide = dossier(catalogue, diagnostic=None, parcours=(), rendez_vous=())
    assert [type(s).__name__ for s in feuille(vide, catalogue).sections] == [
        "SectionEncadre",
        "SectionNotes",
    ]


@pytest.mark.parametrize("moment", ["perte-emploi", "retraite", "perte-proche", "senior"])
def test_tous_les_moments_se_composent(catalogue: Catalogue, moment: str) -> None:
    sujet = dossier(catalogue, parcours=(parcours(catalogue, moment),))
    [section] = toutes(feuille(sujet, catalogue), SectionParcours)
    assert section.periodes


def test_aucune_phrase_de_la_feuille_ne_depasse_quinze_mots() -> None:
    phrases_dites = [
        phrase
        for section in textes("fr").phrases.values()
        for texte_entier in section.values()
        if isinstance(texte_entier, str)
        for phrase in re.split(r"(?<=[.?])\s", texte_entier)
    ]
    assert [phrase for phrase in phrases_dites if len(phrase.split()) > 15] == []
