"""Special topics that a clerk puts together out of what is public (专题)."""
