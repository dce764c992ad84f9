"""Hold policy interpretations tied to their documents."""
