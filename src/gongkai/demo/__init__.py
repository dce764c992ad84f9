"""Build the demonstration county through the services that the screens use."""
