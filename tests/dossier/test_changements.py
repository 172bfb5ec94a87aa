from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guichet.dossier.changements import comparer
from guichet.droits.resultat import Diagnostic, Fourchette, Resultat, Statut

AU = date(2026, 11, 20)
RSA = Resultat(
    id="rsa",
    nom="RSA",
    organismes=("caf",),
    statut="probable",
    montant_min=Decimal(500),
    montant_max=Decimal(500),
    unite="€/mois",
)
AF = Resultat(id="af", nom="Allocations familiales", organismes=("caf",), statut="non")


def diagnostic(*droits: Resultat) -> Diagnostic:
    zero = Fourchette(min=Decimal(0), max=Decimal(0))
    return Diagnostic(au=AU, openfisca_france="1", complements=AU, total=zero, droits=droits)


def test_rien_n_a_change() -> None:
    redite = replace(RSA, raisons=("dit autrement",), date_bareme=AU)
    assert comparer(diagnostic(RSA, AF), diagnostic(AF, redite)) == ()


def test_un_statut_et_un_montant_qui_changent_se_voient() -> None:
    plus = replace(RSA, montant_max=Decimal(510))
    ouvert: Statut = "a_verifier"
    changements = comparer(diagnostic(RSA, AF), diagnostic(plus, replace(AF, statut=ouvert)))
    assert [(c.droit.id, c.nature) for c in changements] == [("rsa", "montant"), ("af", "statut")]
    assert changements[0].avant == RSA
    assert changements[0].apres == plus


def test_un_droit_nouveau_et_un_droit_retire_se_voient() -> None:
    changements = comparer(diagnostic(RSA), diagnostic(AF))
    assert [(c.droit.id, c.nature) for c in changements] == [("af", "nouveau"), ("rsa", "retire")]


statuts = st.sampled_from(["probable", "a_verifier", "non", "non_calcule"])
listes = st.dictionaries(st.sampled_from("abcdef"), statuts)


@given(listes, listes)
def test_comparer_puis_appliquer_redonne_aujourd_hui(
    avant: dict[str, Statut], apres: dict[str, Statut]
) -> None:
    def de(etats: dict[str, Statut]) -> Diagnostic:
        return diagnostic(
            *(Resultat(id=i, nom=i, organismes=(), statut=s) for i, s in etats.items())
        )

    rejoue = dict(avant)
    for changement in comparer(de(avant), de(apres)):
        if changement.apres is None:
            del rejoue[changement.droit.id]
        else:
            rejoue[changement.droit.id] = changement.apres.statut
    assert rejoue == apres
