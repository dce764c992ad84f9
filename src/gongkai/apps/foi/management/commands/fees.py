"""Work out processing fees told by others."""

from __future__ import annotations

from typing import Any

from gongkai.domain.foi.told_cases import answer_fee
from gongkai.foundation.line_files import JsonLinesCommand


class Command(JsonLinesCommand):
    """``gongkai fees --in rows.jsonl``."""

    help = "计算信息处理费，列出各档。按件（items）或按页（pages），读写都是JSON Lines。"

    def answer(self, told: object) -> dict[str, Any]:
        """Return the fee of one line."""
        return answer_fee(told)
