"""Find what is public by fragments of its text, in Chinese."""
