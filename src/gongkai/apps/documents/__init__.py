"""Hold policy and normative documents with their validity."""
