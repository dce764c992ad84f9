"""Read everything that a file holds, and say what of it must not leave the office."""
