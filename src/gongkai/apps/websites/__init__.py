"""Hold the website group's sites, sections and ordinary pages."""
