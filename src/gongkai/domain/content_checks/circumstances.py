"""Name what a detector may know besides the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.domain.content_checks.directories import Directories
from gongkai.domain.content_checks.findings import TextProfile


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The day a text is dated, the kind of text, the lists to compare with."""

    as_of: date | None = None
    profile: TextProfile = TextProfile.OFFICIAL
    directories: Directories = field(default_factory=Directories)
