"""Keep the index in the database, by the means of each kind of database."""
