"""Make a draft of a Word document."""

from __future__ import annotations

from dataclasses import replace

from gongkai.apps.websites.importing.draft import Draft, Hint, Warned
from gongkai.apps.websites.importing.reading import from_html
from gongkai.apps.websites.importing.word_files import html_of


def from_docx(content: bytes, name: str = "正文.docx") -> Draft:
    """Return the draft that a Word document makes.

    Raises:
        Refusal: the file cannot be taken.
    """
    html = html_of(content, name)
    draft = from_html(html)
    if "<ol>" not in html:
        return draft
    return replace(draft, warnings=(*draft.warnings, Hint(Warned.NUMBERED)))
