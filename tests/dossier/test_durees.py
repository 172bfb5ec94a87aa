from datetime import UTC, date, datetime

import pytest

from guichet.dossier import durees


@pytest.mark.parametrize(
    ("contact", "fin"),
    [
        (date(2026, 11, 20), date(2027, 5, 20)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_un_dossier_s_efface_six_mois_apres_le_dernier_contact(contact: date, fin: date) -> None:
    assert durees.a_effacer_le(contact) == fin


@pytest.mark.parametrize("duree", [durees.DOSSIER, durees.JOURNAL, durees.SAUVEGARDE])
def test_aucune_duree_ne_depasse_son_plafond_et_chacune_dit_d_ou_elle_vient(
    duree: durees.Conservation,
) -> None:
    jour = date(2026, 11, 20)
    assert duree.duree.ajouter(jour) <= duree.plafond.ajouter(jour)
    assert "CNIL" in duree.source or "Proposition" in duree.source
    assert duree.verifie is False  # passer à True seulement après lecture du texte


def test_le_journal_remonte_a_douze_mois() -> None:
    debut = durees.debut_du_journal(datetime(2028, 2, 29, 9, tzinfo=UTC))
    assert debut == datetime(2027, 2, 28, 9, tzinfo=UTC)
