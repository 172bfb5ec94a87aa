"""Le contenu de référence, lu dans resources/ et contrôlé au démarrage."""
