"""Decide the life of a new-media account and whether it has fallen asleep."""
