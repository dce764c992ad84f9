"""Build the title of a report."""

from __future__ import annotations


def report_title(organ_name: str, year: int) -> str:
    """Return ``××人民政府2025年政府信息公开工作年度报告``."""
    return f"{organ_name}{year}年政府信息公开工作年度报告"
