"""Hold the base page model of the website group, nothing else."""
