"""Lay out, compute, cross-foot and narrate the statutory annual report (年度报告)."""
