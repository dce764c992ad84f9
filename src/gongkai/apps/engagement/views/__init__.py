"""Entry points of readers and officers."""
