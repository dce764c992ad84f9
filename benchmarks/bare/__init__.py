"""A plain Wagtail site with default settings: the peer that publishing is measured beside."""
