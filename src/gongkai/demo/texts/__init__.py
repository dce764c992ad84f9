"""Write articles that read like the real thing; every fact in them is invented."""
