"""Ce qu'un dossier contient, combien de temps, et ce qu'il refuse."""
