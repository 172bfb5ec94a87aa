"""À venir."""
