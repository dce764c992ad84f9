"""Decide who reviews a text before it is published."""
