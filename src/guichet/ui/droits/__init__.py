"""Écran « droits »."""
