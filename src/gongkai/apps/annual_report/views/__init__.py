"""Answer the public and the officers."""
