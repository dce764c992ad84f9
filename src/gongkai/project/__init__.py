"""Assemble the apps into one running project."""
