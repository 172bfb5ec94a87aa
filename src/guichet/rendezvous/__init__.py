"""Créneaux, réservations et ce qu'un fournisseur sait faire."""
