"""Number, class and date the documents an organ issues."""
