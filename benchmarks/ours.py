"""Publish, export and serve in a built county, and print what it took as one line of JSON.

Run as a process of its own: ``python -m benchmarks.ours HOME ACT [NUMBER...]``, the act being
``build ARTICLES``, ``export``, ``approve ROUNDS``, ``at-once`` or ``publish SUBMISSION...``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.county import Built, build
from benchmarks.figures import p95

_SENTENCE = "为便利群众了解农村公路养护安排，现将有关事项公开如下，办理时间以本通知所列日期为准。"
_AT_ONCE = 10
_EACH = 5


def body_of(number: int) -> str:
    """Return about 2,000 characters as the stored form of a body."""
    paragraph = f"<p>第{number}号。{_SENTENCE * 10}</p>"
    blocks = [("heading", f"一、第{number}号事项"), *[("paragraph", paragraph)] * 5]
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


class Desk:
    """The officers of the county's office, and texts that wait for the last of them."""

    def __init__(self, built: Built) -> None:
        from gongkai.apps.websites.models import SectionPage
        from gongkai.domain.roles import Role
        from gongkai.foundation.accounts.models import Post, User
        from gongkai.foundation.organs.models import Organ

        self.sections = [
            SectionPage.objects.get(pk=pk) for pk in (built.big_section_id, built.section_id)
        ]
        self.officers = {
            Role(role): User.objects.get(username=name)
            for role, name in built.officers.items()
            if role in Role.values()
        }
        post = Post.objects.filter(user=self.officers[Role.FINAL_REVIEWER]).first()
        self.organ = Organ.objects.get(pk=post.organ_id if post else 0)

    def prepare(self, number: int, title: str) -> int:
        """Write a text and pass it at every level but the last; return its submission."""
        from gongkai.apps.review import services as review
        from gongkai.apps.websites import services as websites
        from gongkai.apps.websites.models import ArticlePage
        from gongkai.domain.roles import Role
        from gongkai.foundation import clock

        page = ArticlePage(
            title=title,
            organ=self.organ,
            body=body_of(number),
            source_name=self.organ.short_name,
            formed_on=clock.today(),
        )
        editor = self.officers[Role.EDITOR]
        section = self.sections[number % len(self.sections)]
        section.refresh_from_db()
        websites.save_draft(page=page, parent=section, actor=editor, at=clock.now())
        submission = review.submit(page_id=page.pk, actor=editor, at=clock.now())
        for role in (Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER):
            self.decide(submission.pk, role)
        review.open_all(
            submission_ids=[submission.pk],
            actor=self.officers[Role.FINAL_REVIEWER],
            at=clock.now(),
        )
        return int(submission.pk)

    def decide(self, submission_id: int, role: Any, *, opened: bool = False) -> Any:
        """Pass one text at the level of a role; open it first unless that was done."""
        from gongkai.apps.review import services as review
        from gongkai.domain.review.opinions import Proofreading
        from gongkai.domain.review.secrecy import SecrecyConclusion
        from gongkai.domain.review.three_reviews import Action
        from gongkai.domain.roles import Role
        from gongkai.foundation import clock

        actor = self.officers[role]
        if not opened:
            review.open_all(submission_ids=[submission_id], actor=actor, at=clock.now())
        secret = role is Role.SECRECY_REVIEWER
        return review.decide(
            submission_id=submission_id,
            action=Action.PASS,
            actor=actor,
            at=clock.now(),
            opinion=review.Opinion(
                text="同意。",
                proofreading=None if secret else Proofreading(),
                secrecy=SecrecyConclusion.MAY_BE_DISCLOSED if secret else None,
            ),
        )

    def publish(self, submission_id: int) -> Any:
        """Give the last approval of a text that was opened; the timed act."""
        from gongkai.domain.roles import Role

        return self.decide(submission_id, Role.FINAL_REVIEWER, opened=True)


def file_of(page_id: int) -> Path:
    """Return where the public file of a page stands."""
    from django.conf import settings

    from gongkai.foundation.pages.models import GovPage

    address = GovPage.objects.get(pk=page_id).url or "/"
    return Path(settings.GONGKAI_PUBLIC_ROOT) / address.lstrip("/") / "index.html"


def approvals(desk: Desk, rounds: int) -> dict[str, list[float]]:
    """Return how long the item and all that hangs on it took after each last approval."""
    from gongkai.apps.static_site import services
    from gongkai.apps.static_site.listening import DRAIN
    from gongkai.apps.static_site.models import QueueItem

    item, everything, targets = [], [], []
    services.drain()
    for number in range(rounds + 1):  # the first one finds nothing compiled and is not counted
        title = f"计时通知第{number}号"
        submission_id = desk.prepare(number, title)
        _idle(DRAIN)
        before = QueueItem.objects.count()
        started = time.perf_counter()
        submission = desk.publish(submission_id)
        if title not in file_of(submission.page_id).read_text(encoding="utf-8"):
            sys.exit("批准以后，静态文件里没有批准的标题。")
        item.append(time.perf_counter() - started)
        _idle(DRAIN)
        everything.append(time.perf_counter() - started)
        targets.append(QueueItem.objects.count() - before)
        if QueueItem.objects.exclude(state="done").exists():
            sys.exit("静态发布队列里还有没有写出的页面。")
    return {
        "item": item[1:],
        "all": everything[1:],
        "targets": [float(number) for number in targets[1:]],
    }


def _idle(drain: Any) -> None:
    """Wait until the thread that writes what hangs on a page has nothing left to do."""
    from gongkai.apps.static_site.models import QueueItem

    end = time.monotonic() + 120
    while QueueItem.objects.filter(state__in=["waiting", "running"]).exists():
        drain.join(1)
        if time.monotonic() > end:
            sys.exit("静态发布队列两分钟没有写完。")
        time.sleep(0.002)


def export(jobs: int) -> dict[str, float]:
    """Return how long the whole site took to write, and how many files it is."""
    from gongkai.apps.static_site import services
    from gongkai.foundation import clock

    started = time.perf_counter()
    run = services.export_all(at=clock.now(), jobs=jobs)
    return {
        "seconds": time.perf_counter() - started,
        "targets": run.targets,
        "problems": len(run.differences),
    }


def at_once(home: str, desk: Desk) -> dict[str, float]:
    """Let ten processes publish at the same time; return errors and the time of an approval."""
    from django.db import connections

    from gongkai.apps.static_site import services
    from gongkai.foundation import clock

    texts = [desk.prepare(number, f"同时发布第{number}号") for number in range(_AT_ONCE * _EACH)]
    connections.close_all()
    started = time.perf_counter()
    people = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.ours", home, "publish",
             *map(str, texts[number :: _AT_ONCE])],
            stdout=subprocess.PIPE, text=True,
        )
        for number in range(_AT_ONCE)
    ]  # fmt: skip
    answers = [process.communicate()[0] for process in people]
    errors = sum(process.returncode != 0 for process in people)
    took = [float(value) for answer in answers for value in json.loads(answer or "[]")]
    services.drain()
    _, differences = services.verify(at=clock.now())
    return {
        "errors": errors,
        "published": len(took),
        "p95": p95(took),
        "seconds": time.perf_counter() - started,
        "differences": len(differences),
    }


def _publish(built: Built, submission_ids: list[int]) -> None:
    """Be one of the ten."""
    desk, took = Desk(built), []
    for submission_id in submission_ids:
        started = time.perf_counter()
        desk.publish(submission_id)
        took.append(time.perf_counter() - started)
    print(json.dumps(took))


def main() -> None:
    """Do one act in a home and print one line of JSON."""
    home, act, numbers = Path(sys.argv[1]), sys.argv[2], [int(word) for word in sys.argv[3:]]
    if act == "build":
        print(json.dumps({"built": build(home, *numbers).seconds}))
        return
    built = _known(home)
    if act == "publish":
        _publish(built, numbers)
        return
    acts: dict[str, Any] = {
        "export": lambda: export(jobs=os.cpu_count() or 1),
        "approve": lambda: approvals(Desk(built), *numbers),
        "at-once": lambda: at_once(str(home), Desk(built)),
    }
    print(json.dumps(acts[act]()))


def _known(home: Path) -> Built:
    """Return the county that stands in a home, or the county it is a copy of."""
    kept = json.loads((home / "benchmark-county.json").read_text(encoding="utf-8"))
    return build(home, kept["wanted"]["articles"], kept["wanted"]["seed"])


if __name__ == "__main__":
    main()
