"""Ce que la personne emporte, sans mise en page."""
