"""Choose the reader of a report by the name of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from gongkai.domain.annual_report.checking.told import ToldReport
from gongkai.domain.annual_report.checking.told_data import NoReport
from gongkai.foundation.report_files import data, plain_text, sheet, web_page, word

READERS: Mapping[str, Callable[[bytes, str], ToldReport]] = MappingProxyType(
    {
        ".json": data.read,
        ".html": web_page.read,
        ".htm": web_page.read,
        ".docx": word.read,
        ".xlsx": sheet.read,
        ".txt": plain_text.read,
        ".md": plain_text.read,
    }
)


def report_of(content: bytes, name: str) -> ToldReport:
    """Return the report of a file.

    Raises:
        FileDamaged: it cannot be read as what its name says.
        FileEncrypted: it opens only with a password.
        NoReport: it holds no annual report.
        KeyError: no reader for files of this name; see `READERS`.
    """
    read = READERS[PurePath(name).suffix.lower()]
    try:
        return read(content, name)
    except NoReport as error:
        raise NoReport(name=name) from error
