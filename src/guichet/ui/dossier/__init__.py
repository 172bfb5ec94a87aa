"""Écran « dossier »."""
