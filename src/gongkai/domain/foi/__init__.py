"""Decide what may happen to a request for information and by when."""
