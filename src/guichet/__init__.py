"""Guichet : droits, parcours, rendez-vous et récapitulatif au guichet France Services."""
