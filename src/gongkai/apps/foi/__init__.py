"""Receive, keep and answer requests for government information."""
