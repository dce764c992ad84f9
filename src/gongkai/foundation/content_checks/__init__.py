"""Read rule packs and files for the checks of content."""
