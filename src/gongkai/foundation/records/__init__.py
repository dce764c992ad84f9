"""Save plain records of any register with one audit row each."""
