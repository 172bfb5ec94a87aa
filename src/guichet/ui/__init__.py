"""La fenêtre : PySide6 ne sort pas d'ici."""
