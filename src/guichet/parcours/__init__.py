"""Les parcours datés et leur dessin, sans Qt ni reportlab."""
