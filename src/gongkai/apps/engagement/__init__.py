"""Hold press conferences, online interviews and open days."""
