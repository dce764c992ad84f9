"""Gather the year's records into the statutory annual report and publish it."""
