"""Clés, fichiers, effacement, journal."""
