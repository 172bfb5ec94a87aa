"""Écran « recap »."""
