"""Look into uploaded files and clean them before anybody can publish them."""
