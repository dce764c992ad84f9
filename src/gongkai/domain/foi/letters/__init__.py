"""Word the letters of a request for information and find what a letter lacks."""
