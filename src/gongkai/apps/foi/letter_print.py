"""Set a letter as a PDF file in the letter format (信函格式) of official papers."""

from __future__ import annotations

from importlib import resources

from gongkai.domain.foi.letters.facts import Letter, chinese_day
from gongkai.foundation import typesetting


def build(letter: Letter) -> bytes:
    """Return the PDF file of a letter.

    Raises:
        ChineseFontMissing: no typeface of the machine can write Chinese.
    """
    drawing = resources.files(__package__).joinpath("letter.typ").read_bytes()
    return typesetting.pdf(
        drawing,
        {
            "organ": letter.organ,
            "number": letter.number,
            "title": letter.title,
            "addressee": letter.addressee,
            "paragraphs": [paragraph.text for paragraph in letter.paragraphs],
            "annexes": list(letter.annexes),
            "day": chinese_day(letter.dated_on) if letter.dated_on else "",
        },
    )
