"""Draw what people see: the stylesheets, page frames, tags and charts of every site."""
