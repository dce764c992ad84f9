"""SQLite with JSON kept as readable UTF-8 text."""
