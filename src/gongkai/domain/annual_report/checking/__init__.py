"""Find what is wrong with a finished annual report, own or another organ's."""
