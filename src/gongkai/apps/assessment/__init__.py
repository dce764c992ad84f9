"""Keep the yearly assessment: weight, rounds and rectifications."""
