"""Hold the Django things that every app stands on."""
