"""One Django app per duty of the office."""
