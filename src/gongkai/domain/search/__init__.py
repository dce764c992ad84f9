"""Say what a reader's words mean and where a text holds them."""
