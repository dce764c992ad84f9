"""Remove from a file what was found and needs no decision."""

from __future__ import annotations

from gongkai.foundation.files import compound, office_cleaning, packages, pdf, pictures
from gongkai.foundation.files.findings import Finding, Weight
from gongkai.foundation.files.inspection import OFFICE, OLD_OFFICE
from gongkai.foundation.files.kinds import Group, Kind


def clean(
    content: bytes, kind: Kind, findings: tuple[Finding, ...], name: str = ""
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the file without what can go, and what went.

    A file with nothing to remove keeps every byte, its electronic seal included.
    """
    removed = tuple(finding for finding in findings if finding.weight is Weight.REMOVED)
    if not removed:
        return content, ()
    if kind in OFFICE:
        parts = packages.parts_of(content, name)
        return office_cleaning.without_traces(parts, removed, name), removed
    if kind in OLD_OFFICE:
        return compound.without_properties(content, name), removed
    if kind is Kind.PDF:
        return pdf.without_traces(content), removed
    if kind.group is Group.PICTURE:
        return pictures.without_details(content), removed
    return content, ()
