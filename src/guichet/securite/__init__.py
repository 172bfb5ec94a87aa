"""Les clés, le trousseau du poste, les fichiers et le journal technique."""
