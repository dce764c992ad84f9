"""Show leaders and officers where the year stands."""
