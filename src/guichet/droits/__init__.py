"""Le diagnostic de niveau 1 : situation, variantes, résultats."""
