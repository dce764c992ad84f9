"""Write the public site as files, and prove that they say what was approved."""
