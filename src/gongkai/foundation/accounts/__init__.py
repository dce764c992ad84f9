"""Keep officers, their posts and how they sign in."""
