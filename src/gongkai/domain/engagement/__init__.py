"""Decide what the county's exchanges with the public owe: days, sums, states and counts."""
