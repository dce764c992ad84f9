"""Keep the register of government new-media accounts and what they did."""
