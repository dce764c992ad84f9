"""The command line: ``gongkai <事项> <动作>`` over Django management commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

# command words → (management command, what it does)
COMMANDS: dict[str, tuple[str, str]] = {
    "demo build": ("demo_build", "生成演示县一年的数据"),
    "demo accounts": ("demo_accounts", "列出演示账号"),
    "serve": ("serve", "启动网站和工作平台"),
    "work": ("work", "按时发布、写静态文件、催办、核验"),
    "report build": ("report_build", "编制政府信息公开工作年度报告，输出网页、Word或数据"),
    "check": ("content_check", "检查文件里的文字差错，发布前纠错"),
    "leaks": ("leaks", "检查文件里的个人信息和隐藏内容，公开前把关"),
    "letters": ("letters", "生成并检查依申请公开的文书"),
    "report check": (
        "report_check",
        "核对年度报告，自己的或者别人的：勾稽、空格、正文与表格、雷同",
    ),
    "clock": ("clock", "推算依申请公开的答复期限，逐日说明"),
    "deadline": ("deadline", "推算工作日期限"),
    "fees": ("fees", "计算信息处理费"),
    "documents import": ("documents_import", "从表格和文件夹导入已有的文件库，或者只检查"),
    "audit verify": ("audit_verify", "核验审计记录是否完整、未被改动"),
    "keys rotate": ("keys_rotate", "换个人信息的加密密钥：全部改用第一把"),
    "export": ("static_export", "生成全站静态文件，或者只比对"),
    "static verify": ("static_verify", "核验公开的静态文件与审定内容是否一致"),
    "static queue": ("static_queue", "列出还没有生成的静态文件"),
    "search rebuild": ("search_rebuild", "重建搜索索引"),
    "setup": ("setup", "建立或升级数据库，按岗位授权"),
}


def _overview() -> str:
    """Return the list of commands."""
    width = max(len(words) for words in COMMANDS)
    lines = [f"  gongkai {words:<{width}}  {about}" for words, (_, about) in COMMANDS.items()]
    return "\n".join(
        [
            "公开：县级政务公开工作平台。",
            "",
            "用法：",
            *lines,
            "",
            "每个命令加 --help 看详细用法。",
        ]
    )


def _resolve(words: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return the management command and its arguments, or None when unknown."""
    for count in (2, 1):
        known = COMMANDS.get(" ".join(words[:count]))
        if known and len(words) >= count:
            return known[0], list(words[count:])
    return None


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command; exits non-zero with one clear sentence when it fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings.dev")
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_overview())
        return
    import django  # noqa: PLC0415 -- slow import, not needed for the overview
    from django.core.management import (  # noqa: PLC0415 -- the same
        execute_from_command_line,
        get_commands,
    )

    resolved = _resolve(words)
    if resolved is None:
        django.setup()  # Django knows the apps' commands only once they are loaded
        if words[0] not in get_commands():
            print(f"没有“{' '.join(words[:2])}”这个命令。\n\n{_overview()}", file=sys.stderr)
            sys.exit(2)
    name, rest = resolved or (words[0], words[1:])
    execute_from_command_line(["gongkai", name, *rest])


if __name__ == "__main__":
    main()
