"""Keep yearly counts of licences, penalties, coercive measures and fees per organ."""
