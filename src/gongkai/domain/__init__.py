"""Decide what the law and the office's arithmetic say, in plain Python."""
