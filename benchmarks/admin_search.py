"""Time the admin's searches for pages in a built county, a word in every title among them.

Run as a process of its own: ``GONGKAI_HOME=DIR python -m benchmarks.admin_search``; DIR is
a home that ``benchmarks.county`` filled. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.figures import p95

ROUNDS = 7
EVERYWHERE = "青禾县"  # put before every title while the searches are timed
_COUNT = re.compile(r"(\d[\d,]*)\s*(?:个|条|项)")


def searches(big_section_id: int) -> dict[str, str]:
    """Return the searches an officer makes: by what they are called, their addresses."""
    return {
        "每个标题都有的词": f"/admin/pages/search/?q={EVERYWHERE}",
        "其第50页": f"/admin/pages/search/?q={EVERYWHERE}&p=50",
        "按标题排": f"/admin/pages/search/?q={EVERYWHERE}&ordering=title",
        "两个词": f"/admin/pages/search/?q={EVERYWHERE} 医保",
        "没有的词": "/admin/pages/search/?q=飞机场候机",
        "栏目里找": f"/admin/pages/{big_section_id}/?q={EVERYWHERE}",
        "选择页面时找": f"/admin/choose-page/search/?q={EVERYWHERE}",
    }


def main() -> None:
    """Ask as a superuser and as an editor; print one line of JSON."""
    home = Path(os.environ["GONGKAI_HOME"])
    kept = json.loads((home / "benchmark-county.json").read_text(encoding="utf-8"))["built"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    from django.db import transaction
    from django.db.models import F, Value
    from django.db.models.functions import Concat
    from django.test import Client

    from gongkai.foundation.accounts.models import User
    from gongkai.foundation.pages.models import GovPage

    call_command("migrate", interactive=False, verbosity=0)
    rows: list[dict[str, Any]] = []
    with transaction.atomic():
        GovPage.objects.update(title=Concat(Value(EVERYWHERE), F("title")))
        for role in ("superuser", "editor"):
            client = Client()
            client.force_login(User.objects.get(username=kept["officers"][role]))
            for label, address in searches(kept["big_section_id"]).items():
                rows.append({"label": f"{role} {label}", **timed(client, address)})
        transaction.set_rollback(True)
    print(json.dumps({"articles": kept["articles"], "rows": rows}, ensure_ascii=False))


def timed(client: Any, address: str) -> dict[str, Any]:
    """Return what an answer costs and how many hits it speaks of."""
    text = client.get(address).content.decode()
    count = _COUNT.search(text[text.find("<h2") :])
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = client.get(address)
        took.append((time.process_time() - began) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
    hits = count[1] if count else "0"
    return {"p50": statistics.median(took), "p95": p95(took), "hits": hits}


if __name__ == "__main__":
    main()
