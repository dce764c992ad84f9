"""Ask that a reviewer has opened the very text he decides on."""

from __future__ import annotations

from gongkai.domain.errors import Refusal


class NotOpened(Refusal):
    """The reviewer has not opened this version of the text."""

    code = "not_opened"


def check_opened(*, title: str, is_opened: bool) -> None:
    """Accept a decision on a text that was opened, or refuse.

    Raises:
        NotOpened: nobody decides on what he has not seen.
    """
    if not is_opened:
        raise NotOpened(title=title)
