"""La ligne de commande."""
