"""Un revenu mois par mois devient les périodes du contrat, sans rien perdre."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guichet.droits.situation import NE_SAIT_PAS, Mois, Ressource
from guichet.ui.situation.mois import DialogueMois, decouper, etaler

AU = Mois(2026, 11)
SALAIRE = Ressource(type="salaire_net", montant=Decimal(1150), du=Mois(2024, 1))


def au_mois(periodes: tuple[Ressource, ...], mois: Mois) -> Decimal:
    return sum(
        (
            p.montant
            for p in periodes
            if isinstance(p.montant, Decimal) and p.du <= mois and (p.au is None or mois <= p.au)
        ),
        Decimal(0),
    )


def test_un_revenu_stable_reste_une_seule_ligne() -> None:
    assert decouper(SALAIRE, etaler(SALAIRE, AU)) == (SALAIRE,)


def test_un_mois_different_coupe_la_periode_en_trois() -> None:
    montants = [
        (mois, Decimal(900) if mois == Mois(2026, 8) else montant)
        for mois, montant in etaler(SALAIRE, AU)
    ]
    periodes = decouper(SALAIRE, montants)
    assert [(p.montant, p.du, p.au) for p in periodes] == [
        (Decimal(1150), Mois(2024, 1), Mois(2026, 7)),
        (Decimal(900), Mois(2026, 8), Mois(2026, 8)),
        (Decimal(1150), Mois(2026, 9), None),
    ]


def test_un_mois_sans_rien_disparait_et_un_mois_inconnu_reste() -> None:
    montants = etaler(SALAIRE, AU)
    montants[-1] = (montants[-1][0], NE_SAIT_PAS)
    montants[-2] = (montants[-2][0], Decimal(0))
    periodes = decouper(SALAIRE, montants)
    assert periodes[-1].montant is NE_SAIT_PAS
    assert periodes[-1].au is None
    assert periodes[0].au == Mois(2026, 8)


@given(
    st.lists(st.integers(0, 3), min_size=12, max_size=12),
    st.integers(-30, 8),
    st.none() | st.integers(0, 10),
)
def test_chaque_mois_garde_le_montant_tape(tapes: list[int], debut: int, duree: int | None) -> None:
    du = AU.plus(debut - 12)
    fin = None if duree is None else du.plus(duree)
    ressource = Ressource(type="are", montant=Decimal(7), du=du, au=fin)
    montants = [
        (mois, Decimal(tape)) for (mois, _), tape in zip(etaler(ressource, AU), tapes, strict=True)
    ]
    periodes = decouper(ressource, montants)
    for mois, montant in montants:
        assert au_mois(periodes, mois) == montant
    avant = AU.plus(-13)
    assert au_mois(periodes, avant) == au_mois((ressource,), avant)


def test_le_dialogue_corrige_un_mois_et_dit_les_periodes(
    qtbot: QtBot, montrer: Callable[[QWidget], None], taper: Callable[[QWidget, str], None]
) -> None:
    fenetre = QWidget()
    fenetre.resize(1000, 700)
    montrer(fenetre)
    dialogue = DialogueMois(fenetre, "Nadia · salaire net", SALAIRE, AU)
    dialogue.ouvrir()
    mois, champ = dialogue.champs[-1]
    assert mois == Mois(2026, 10)
    assert champ.ligne.hasFocus()
    champ.ligne.selectAll()
    taper(champ.ligne, "neuf cents")
    dialogue._valider()
    assert champ.erreur
    assert dialogue.isVisible()

    champ.ligne.selectAll()
    taper(champ.ligne, "900")
    with qtbot.waitSignal(dialogue.choisies) as signal:
        dialogue._valider()
    assert [p.montant for p in signal.args[0]] == [Decimal(1150), Decimal(900)]
