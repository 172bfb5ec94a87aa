"""Le papier : reportlab ne sort pas d'ici."""
