"""Find in a text what tells about a private person."""
