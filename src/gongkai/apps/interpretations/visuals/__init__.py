"""Draw the points of an interpretation: the long picture, the cards."""
