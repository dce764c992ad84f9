"""Keep each organ's disclosure catalogue and whether it was finished in time."""
