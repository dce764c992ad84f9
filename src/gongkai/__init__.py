"""Gongkai 公开: the open-government year of a county, from the draft to the annual report."""
