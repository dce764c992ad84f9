"""Keep the administrative organs and their hierarchy."""
