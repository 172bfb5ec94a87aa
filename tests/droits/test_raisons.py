"""Une supposition n'est jamais dite comme un fait."""

from guichet.droits.raisons import communes

E = "\u00a0€"


def test_une_seule_variante_garde_toutes_ses_raisons() -> None:
    assert communes([("Parent seul.", f"Loyer de 620{E}.")]) == (
        "Parent seul.",
        f"Loyer de 620{E}.",
    )


def test_ce_qu_une_seule_variante_suppose_n_est_pas_dit() -> None:
    assert communes([("Parent seul.", "Naissance prévue le 20/03/2027."), ("Parent seul.",)]) == (
        "Parent seul.",
    )


def test_deux_dates_differentes_ne_se_melangent_pas() -> None:
    assert communes([("Né le 01/02/2020.",), ("Né le 01/03/2020.",)]) == ()


def test_des_montants_differents_deviennent_une_fourchette_qui_le_dit() -> None:
    raisons = [
        (f"Ressources : 1\u00a0711,73{E} par mois, au-dessus de 1\u00a0394,75{E}.",),
        (f"Ressources : 1\u00a0310{E} par mois, au-dessus de 1\u00a0394,75{E}.",),
        (f"Ressources : 980,5{E} par mois, au-dessus de 1\u00a0394,75{E}.",),
    ]
    fourchette = f"Ressources : de 980,5 à 1\u00a0711,73{E} par mois"
    selon = "(selon les réponses qui manquent)."
    assert communes(raisons) == (f"{fourchette}, au-dessus de 1\u00a0394,75{E} {selon}",)


def test_l_ordre_est_celui_du_cas_central() -> None:
    assert communes([("A.", "B."), ("B.", "A.")]) == ("A.", "B.")
