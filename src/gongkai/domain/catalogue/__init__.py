"""Measure how completely disclosure items are listed."""
