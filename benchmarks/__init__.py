"""Measure Gongkai at the size of a county that has published for years."""
