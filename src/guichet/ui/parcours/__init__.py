"""Écran « parcours »."""
