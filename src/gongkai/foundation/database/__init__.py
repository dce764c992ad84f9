"""Database backends that differ from Django's in one point each."""
