"""Run the rules over texts in the work, keep what they find and what officers say about it."""
