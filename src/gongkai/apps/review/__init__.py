"""Lead every text through three reviews and the secrecy review to the one publishing door."""
