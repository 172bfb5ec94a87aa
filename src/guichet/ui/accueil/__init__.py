"""Écran « accueil »."""
