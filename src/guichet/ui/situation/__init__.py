"""Écran « situation »."""
