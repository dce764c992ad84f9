"""Ask Wagtail's own database search for the texts our index was asked for.

Run as a process of its own: ``BARE_HOME=DIR python -m benchmarks.bare.seeking N``. The
pages are built and indexed once. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
import uuid
from pathlib import Path

import django

from benchmarks import texts
from benchmarks.seeking import PEER_QUESTIONS, measured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.bare.settings")
_PAGE = 10


def build(rows: list[tuple[str, str]]) -> None:
    """Put the texts into pages under one section and index them as Wagtail does."""
    migrations = Path(os.environ["BARE_HOME"]) / "bare_migrations"
    migrations.mkdir(exist_ok=True)
    (migrations / "__init__.py").touch()
    django.setup()
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection, transaction
    from wagtail.models import Locale, Page

    from benchmarks.bare.models import PlainSection, PlainText

    call_command("makemigrations", "bare", verbosity=0)
    call_command("migrate", verbosity=0)
    section = Page.objects.get(depth=1).add_child(instance=PlainSection(title="栏目", slug="all"))
    kind, locale = ContentType.objects.get_for_model(PlainText), Locale.get_active()
    pages = [
        Page(
            path=Page._get_path(section.path, section.depth + 1, number),  # noqa: SLF001 -- treebeard's own numbering
            depth=section.depth + 1, numchild=0, title=title, draft_title=title,
            slug=f"t{number}", url_path=f"{section.url_path}t{number}/", content_type=kind,
            locale=locale, translation_key=uuid.uuid4(), live=True,
        )
        for number, (title, _text) in enumerate(rows, start=1)
    ]  # fmt: skip
    with transaction.atomic():
        Page.objects.bulk_create(pages, batch_size=500)
        known = Page.objects.filter(content_type=kind).values_list("pk", "slug")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO bare_plaintext (page_ptr_id, text) VALUES (%s, %s)",
                [(pk, rows[int(slug[1:]) - 1][1]) for pk, slug in known],
            )
    call_command("update_index", verbosity=0)


def stock(words: str) -> set[int]:
    """Find as a site of Wagtail's tutorial does: the hits' count and the first ten."""
    from benchmarks.bare.models import PlainText

    found = PlainText.objects.live().search(words)
    list(found[:_PAGE])
    return set() if not found.count() else {page.pk for page in found}


def main() -> None:
    """Build, ask, print one line of JSON."""
    size = int(sys.argv[1])
    rows = texts.texts(size)
    mark = Path(os.environ["BARE_HOME"]) / f"texts-{size}"
    began = time.process_time()
    if not mark.exists():
        build(rows)
        mark.touch()
    django.setup()
    from benchmarks.bare.models import PlainText
    from gongkai.domain.search.folding import fold_paragraphs

    built = time.process_time() - began
    keys = PlainText.objects.order_by("path").values_list("pk", flat=True)
    folded = {n: fold_paragraphs(f"{t}\n{x}") for n, (t, x) in zip(keys, rows, strict=True)}
    asked = texts.questions(rows)[:PEER_QUESTIONS]
    truth = {words: texts.holding([words], folded) for words in asked}
    print(json.dumps({"built": built, **measured(stock, truth, 1)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
