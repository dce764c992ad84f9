"""Score organs against indicators."""
