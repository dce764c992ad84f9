"""Say what makes an interpretation of a policy document useful and timely."""
