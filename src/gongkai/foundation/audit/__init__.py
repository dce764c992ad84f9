"""Remember who did what, so that nobody can change it afterwards."""
