"""Publish in processes that are killed at one point each, and see what is left.

Run as a program of its own with GONGKAI_HOME naming an empty directory that holds a
migrated ``gongkai.sqlite3``. Every trial starts from the same directory; a child process
gives the last approval and dies by SIGKILL at the n-th point, a second child drains the
queue as the next process would. Prints one JSON line per trial.
"""

import json
import os
import shutil
import signal
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import django

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
HOME = Path(os.environ["GONGKAI_HOME"])
DATA = HOME / "data"
BASE = HOME / "base"
_READS = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA", "EXPLAIN")


class Points:
    """Counts the points at which a process may die, and dies at the chosen one."""

    def __init__(self, die_at):
        self.die_at, self.names = die_at, []

    def pass_by(self, name, before_death=None):
        """Pass a point; the chosen one is the last thing the process does."""
        self.names.append(name)
        if len(self.names) == self.die_at:
            if before_death:
                before_death()
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute, sql, params, many, context):
        """Wrap a statement that writes: before it and after it a process may die."""
        if sql.lstrip().upper().startswith(_READS):
            return execute(sql, params, many, context)
        self.pass_by(f"before {sql[:24]}")
        return execute(sql, params, many, context)

    def around(self, name, act):
        """Return ``act`` with a point before and one after it."""

        def acted(*args, **kwargs):
            self.pass_by(f"before {name}")
            result = act(*args, **kwargs)
            self.pass_by(f"after {name}")
            return result

        return acted

    def filling(self, part, content):
        """Write a new file, with a point when half of it is there."""
        part.parent.mkdir(parents=True, exist_ok=True)
        self.pass_by("half a file", lambda: part.write_bytes(content[: len(content) // 2]))
        part.write_bytes(content)


@contextmanager
def dying(points):
    """Let the process die at a point of files, statements or commits."""
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    from gongkai.apps.static_site import writing

    with (
        connection.execute_wrapper(points.statement),
        patch.object(BaseDatabaseWrapper, "commit", points.around("commit", connection_commit())),
        patch.object(os, "replace", points.around("replace", os.replace)),
        patch.object(Path, "unlink", points.around("unlink", Path.unlink)),
        patch.object(writing, "_fill", points.filling),
    ):
        yield


def connection_commit():
    """Return the real commit."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    return BaseDatabaseWrapper.commit


def in_child(act):
    """Run an act in a process of its own; return its JSON, None when it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        result = act()
        from django.db import connections

        connections.close_all()
        os.write(writing, json.dumps(result).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None


def tree():
    """Return the digests of all public files."""
    from gongkai.apps.static_site import writing

    return {path: writing.digest_of_file(file) for path, file in writing.files_on_disk().items()}


def build():
    """Build a county with one public article and one before its last approval."""
    from gongkai.apps.static_site import services
    from gongkai.domain.organs import OrganLevel
    from tests.factories.foundation import OrganFactory
    from tests.factories.review import LEVELS, pass_levels, publish, staff_of, submit
    from tests.factories.websites import open_portal, open_section, save_draft

    organ = OrganFactory(code="county", name="青禾县人民政府", level=OrganLevel.COUNTY.value)
    news, staff = open_section(open_portal(organ)), staff_of(organ)
    publish(save_draft(news, staff.editor, title="先前的信息"), staff, AT - timedelta(days=3))
    page = save_draft(news, staff.editor, at=AT, title="今日发布的信息")
    submission = submit(page, staff, AT - timedelta(hours=5))
    submission = pass_levels(submission, staff, AT, LEVELS[:-1])
    services.export_all(at=AT - timedelta(days=1))
    return {"page": page.pk, "submission": submission.pk, "final": staff.final.pk}


def last_approval(facts, die_at):
    """Give the last approval; return how many points there are when nobody died."""
    from types import SimpleNamespace

    from gongkai.apps.review.models import Submission
    from gongkai.foundation.accounts.models import User
    from tests.factories.review import pass_levels

    points = Points(die_at)
    staff = SimpleNamespace(final=User.objects.get(pk=facts["final"]))
    submission = Submission.objects.get(pk=facts["submission"])
    with dying(points):
        pass_levels(submission, staff, AT, ("final",))
    return points.names


def aftermath(facts):
    """Return what a reader finds right after the crash and what the next drain leaves."""
    from gongkai.apps.static_site import conf, services
    from gongkai.apps.static_site.models import QueueItem
    from gongkai.foundation import clock
    from gongkai.foundation.pages.models import GovPage

    shown = tree()
    later = clock.now() + timedelta(seconds=conf.TAKE_OVER_AFTER_SECONDS + 700)
    services.drain(at=later)
    after = tree()
    page = GovPage.objects.get(pk=facts["page"])
    own = f"{page.url.strip('/')}/index.html"
    _, differences = services.verify(at=later)
    found = {
        "live": page.live,
        "own": own in after,
        "shown": {path: digest for path, digest in shown.items() if not path.endswith(".part")},
        "after": {path: digest for path, digest in after.items() if not path.endswith(".part")},
        "states": sorted(set(QueueItem.objects.values_list("state", flat=True))),
        "differences": [
            f"{d.subject} {d.said}" for d in differences if not d.subject.endswith(".part")
        ],
    }
    services.export_all(at=later + timedelta(hours=1))
    found["full"] = tree()
    return found


def restore():
    """Bring the directory of the trials back to its beginning."""
    shutil.rmtree(DATA, ignore_errors=True)
    shutil.copytree(BASE, DATA)


def main():
    """Run the trials."""
    every = int(sys.argv[1])
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = str(DATA / "gongkai.sqlite3")
    settings.GONGKAI_PUBLIC_ROOT, settings.MEDIA_ROOT = DATA / "public", DATA / "media"
    settings.GONGKAI_STATIC_DRAIN = "inline"
    django.setup()
    DATA.mkdir()
    shutil.copy(HOME / "migrated.sqlite3", DATA / "gongkai.sqlite3")
    facts = in_child(build)
    DATA.rename(BASE)
    restore()
    print(json.dumps({"before": in_child(tree)}))  # noqa: T201 -- its report
    names = in_child(lambda: last_approval(facts, 0))
    print(json.dumps({"point": "none", **in_child(lambda: aftermath(facts))}))  # noqa: T201 -- its report
    files = ("half", "before replace", "after replace", "after commit", "before commit")
    for number, name in enumerate(names, start=1):
        if number % (every // 3 if name.startswith(files) else every):
            continue
        restore()
        died = in_child(lambda number=number: last_approval(facts, number)) is None
        trial = in_child(lambda: aftermath(facts))
        print(json.dumps({"point": f"{number} {name}", "died": died, **trial}), flush=True)  # noqa: T201 -- its report


if __name__ == "__main__":
    main()
