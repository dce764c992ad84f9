"""Build the plain site with N articles, approve one after another, print what it took.

Run as a process of its own: ``BARE_HOME=DIR python -m benchmarks.bare.measure N ROUNDS``.
"""

from __future__ import annotations

import json
import os
import sys
import time
import uuid
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.bare.settings")

_SENTENCE = "为便利群众了解农村公路养护安排，现将有关事项公开如下，办理时间以本通知所列日期为准。"


def body_of(number: int) -> list[dict[str, str]]:
    """Return about 2,000 characters in the shape of a stream."""
    paragraph = f"<p>第{number}号。{_SENTENCE * 10}</p>"
    return [
        {"type": kind, "value": value, "id": str(uuid.UUID(int=number * 100 + index))}
        for index, (kind, value) in enumerate(
            [("heading", f"一、第{number}号事项"), *[("paragraph", paragraph)] * 5]
        )
    ]


def build(articles: int) -> None:
    """Fill an empty database: sites, sections, articles; then the search index."""
    migrations = Path(os.environ["BARE_HOME"]) / "bare_migrations"
    migrations.mkdir(exist_ok=True)
    (migrations / "__init__.py").touch()
    django.setup()
    from django.contrib.auth import get_user_model
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone
    from wagtail.models import Locale, Page, Site

    from benchmarks.bare.models import PlainArticle, PlainSection

    call_command("makemigrations", "bare", verbosity=0)
    call_command("migrate", verbosity=0)
    get_user_model().objects.create_superuser("root", "root@example.org", "root")
    root = Page.objects.get(depth=1)
    for stray in root.get_children():
        stray.delete()
    root.refresh_from_db()
    home = root.add_child(instance=PlainSection(title="县门户", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    sections = []
    for number in range(54):
        site = home.add_child(instance=PlainSection(title=f"网站{number}", slug=f"site-{number}"))
        sections += [
            site.add_child(instance=PlainSection(title=f"栏目{part}", slug=f"section-{part}"))
            for part in range(9)
        ]
    kind, locale, now = (
        ContentType.objects.get_for_model(PlainArticle),
        Locale.get_active(),
        timezone.now(),
    )
    counts: dict[int, int] = {}
    pages = []
    for number in range(articles):
        section = sections[0] if number % 5 == 0 else sections[1 + number % (len(sections) - 1)]
        step = counts[section.pk] = counts.get(section.pk, 0) + 1
        at = now - timedelta(hours=articles - number)
        pages.append(
            Page(
                path=Page._get_path(section.path, section.depth + 1, step),  # noqa: SLF001 -- treebeard's own numbering
                depth=section.depth + 1, numchild=0, title=f"关于第{number}号事项的通知",
                draft_title=f"关于第{number}号事项的通知", slug=f"t{number}",
                url_path=f"{section.url_path}t{number}/", content_type=kind, locale=locale,
                translation_key=uuid.uuid4(), live=True, first_published_at=at,
                last_published_at=at,
                latest_revision_created_at=at,
            )
        )  # fmt: skip
    with transaction.atomic():
        Page.objects.bulk_create(pages, batch_size=500)
        rows = Page.objects.filter(content_type=kind).values_list("pk", "slug")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO bare_plainarticle (page_ptr_id, body) VALUES (%s, %s)",
                [(pk, json.dumps(body_of(int(slug[1:])))) for pk, slug in rows],
            )
        for section in sections:
            Page.objects.filter(pk=section.pk).update(numchild=counts.get(section.pk, 0))
    call_command("update_index", verbosity=0)


def approve(rounds: int) -> dict[str, list[float]]:
    """Approve drafts through Wagtail's default workflow; time until the page shows the text."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from wagtail.models import Workflow

    from benchmarks.bare.models import PlainArticle, PlainSection

    user = get_user_model().objects.get(username="root")
    workflow = Workflow.objects.get(active=True)
    section = PlainSection.objects.get(slug="section-0", url_path__contains="site-0/")
    client = Client()
    own, seen = [], []
    for number in range(rounds + 1):  # the first one finds nothing compiled and is not counted
        page = PlainArticle(
            title=f"新通知{number}",
            slug=f"new-{uuid.uuid4().hex[:12]}",
            live=False,
            body=body_of(number),
        )
        section.refresh_from_db()
        section.add_child(instance=page)
        page.save_revision(user=user)
        state = workflow.start(page, user)
        task_state = state.current_task_state
        started = time.perf_counter()
        task_state.approve(user=user)
        own.append(time.perf_counter() - started)
        answer = client.get(page.get_url())
        seen.append(time.perf_counter() - started)
        if answer.status_code != 200 or f"新通知{number}" not in answer.content.decode():
            raise SystemExit("the plain site does not show what was approved")
    return {"approved": own[1:], "visible": seen[1:]}


def main() -> None:
    """Build, measure, print one line of JSON."""
    articles, rounds = int(sys.argv[1]), int(sys.argv[2])
    mark = Path(os.environ["BARE_HOME"]) / f"built-{articles}"
    if not mark.exists():
        build(articles)
        mark.touch()
    django.setup()
    if rounds:
        print(json.dumps(approve(rounds)))


if __name__ == "__main__":
    main()
