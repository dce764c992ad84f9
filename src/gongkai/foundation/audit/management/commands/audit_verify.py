"""``gongkai audit verify``: prove that the record of acts is whole, and what rests on it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from gongkai.foundation.audit.models import Entry
from gongkai.foundation.audit.services import Proven, breaks, proofs
from gongkai.foundation.commands import Command as BaseCommand

_SHOWN = 20


class Command(BaseCommand):
    """Walk the chain; non-zero exit when it does not hold."""

    help = "核验审计记录：逐条重算哈希，查出缺失和改动，再核对各项业务记录。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Verify and say how many entries hold."""
        total = Entry.objects.count()
        found = list(self.progress(breaks(), label="核验审计记录", total=None))
        for place in found[:_SHOWN]:
            self.stderr.write(place.sentence)
        if found:
            raise CommandError(f"审计记录有{len(found)}处对不上，请立即报告审计管理员。")
        last = Entry.objects.order_by("-sequence").first()
        seal = last.hash if last else "（没有记录）"
        self.stdout.write(f"{total}条审计记录首尾相连，没有缺失和改动。末条哈希：{seal}")
        gaps = sum(self._prove(name, proof()) for name, proof in proofs().items())
        if gaps:
            raise CommandError(f"业务记录有{gaps}处对不上，请立即报告审计管理员。")

    def _prove(self, name: str, proven: Proven) -> int:
        """Print what one proof found; return how many gaps."""
        for gap in proven.gaps[:_SHOWN]:
            self.stderr.write(f"{name}：{gap}")
        if not proven.gaps:
            self.stdout.write(f"{name}：{proven.count}条与审计记录一致。")
        return len(proven.gaps)
