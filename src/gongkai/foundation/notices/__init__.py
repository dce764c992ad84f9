"""Tell officers what waits for them, on the screen and by mail."""
