"""Decide what a 政府信息公开 platform must show and whether it does."""
