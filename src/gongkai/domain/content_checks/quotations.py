"""Tell a mistake from the mention of a mistake: “错写为……”."""

from __future__ import annotations

import re

AROUND = 12  # characters looked at on each side of a hit

_BEFORE = re.compile(
    r"(?:(?:错|误)(?:写|印|用|录|排)?(?:为|成|作|将|把)|写成|误作|不得(?:写|用|称)\w{0,2}|不(?:能|应|要|使)用?写?(?:作|成|为)?"
    r"|不是|而非|错别字|错误表述|原文为|[将把])[：:，,“”\"'‘（(]{0,3}$"
)
_AFTER = re.compile(
    r"^[”\"'’）)]{0,2}(?:[一-鿿]{0,2}(?:应为|应改为|应当为|应写|改为|更正为|订正为|误为|系)"
    r"|(?:等)?(?:的)?(?:错误|错别字|笔误|误写|写法|一词有误)|→)"
)


def is_mentioned(text: str, start: int, end: int) -> bool:
    """Tell whether the words are quoted as a mistake and not used."""
    before = text[max(0, start - AROUND) : start]
    return bool(_BEFORE.search(before) or _AFTER.match(text[end : end + AROUND]))
