"""Keep published facts as files, each with its source."""
