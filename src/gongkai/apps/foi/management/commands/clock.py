"""Count the reply deadlines of cases told by others."""

from __future__ import annotations

from typing import Any

from gongkai.domain.foi.told_cases import answer_case
from gongkai.foundation.line_files import JsonLinesCommand
from gongkai.foundation.reference_data import work_calendar


class Command(JsonLinesCommand):
    """``gongkai clock --in cases.jsonl``."""

    help = "推算依申请公开的答复期限，逐日说明。一行一件，读写都是JSON Lines。"

    def answer(self, told: object) -> dict[str, Any]:
        """Return the deadline of one case."""
        return answer_case(told, work_calendar())
