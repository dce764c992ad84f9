"""Read topics: which name a page, which a new day changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.apps.topics import content
from gongkai.apps.topics.models import TopicPage

chosen_ids = content.chosen_ids
is_over = content.is_over
public_pages = content.public_pages


def naming(page_id: int) -> list[int]:
    """Return the public topics that name a page; a county has some dozens."""
    topics = TopicPage.objects.live().only("blocks").order_by("pk")
    return [topic.pk for topic in topics if page_id in chosen_ids(topic)]


def changing_on(day: date, day_before: date) -> Iterator[int]:
    """Yield the topics that say something else on a day than on the day before.

    A topic becomes an archive; a document it names begins to bind or ceases to.
    """
    for topic in TopicPage.objects.live().order_by("pk"):
        documents = public_pages(chosen_ids(topic)).values()
        turned = any(
            page.validity_on_day(day) is not page.validity_on_day(day_before)
            for page in documents
            if hasattr(page, "validity_on_day")
        )
        if turned or is_over(topic, day) is not is_over(topic, day_before):
            yield topic.pk
