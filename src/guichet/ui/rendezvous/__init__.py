"""Écran « rendezvous »."""
