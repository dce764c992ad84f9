"""Fill an empty database with a county and its articles; see ``benchmarks.county``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import Max
from tqdm import tqdm
from wagtail.models import PageLogEntry, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from benchmarks.county import BIG_SHARE
from gongkai.apps.review.models import Edition, Opening, Step, Submission
from gongkai.apps.review.queries import hash_of
from gongkai.apps.review.services import Opinion
from gongkai.apps.review.services.opinions import step_of
from gongkai.apps.review.services.posts import ActingPost
from gongkai.apps.search import services as search
from gongkai.apps.websites import services as websites
from gongkai.apps.websites.models import ArticlePage, SectionPage
from gongkai.demo import build as demo
from gongkai.demo import organs, sites
from gongkai.demo.county import OFFICE_CODE, DemoOrgan, read_county
from gongkai.demo.world import PORTAL, World, empty_world
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, State
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind, slug_for
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.audit import services as audit
from gongkai.foundation.database import statistics
from gongkai.foundation.pages.models import GovPage

_ZONE = ZoneInfo("Asia/Shanghai")
_FIRST_DAY = datetime(2021, 1, 4, 9, tzinfo=_ZONE)
_DAYS = 2100
_BATCH = 1000
_CHARACTERS = 2000
_TEXTS = 400
_MORE_SECTIONS = (
    ("projects", "重点项目", SectionKind.STATUTORY),
    ("services", "便民信息", SectionKind.NOTICES),
    ("topics", "专题", SectionKind.NEWS),
)
_CLEAN = Proofreading()
_LEVELS = (
    (State.FIRST_REVIEW, Role.FIRST_REVIEWER, "first_reviewer", Opinion("内容属实。", _CLEAN)),
    (State.SECOND_REVIEW, Role.SECOND_REVIEWER, "second_reviewer", Opinion("同意。", _CLEAN)),
    (
        State.SECRECY_REVIEW,
        Role.SECRECY_REVIEWER,
        "secrecy_reviewer",
        Opinion("可以公开。", secrecy=SecrecyConclusion.MAY_BE_DISCLOSED),
    ),
    (State.FINAL_REVIEW, Role.FINAL_REVIEWER, "final_reviewer", Opinion("同意发布。", _CLEAN)),
)


def fill(articles: int, seed: int, *, show: bool) -> dict[str, Any]:
    """Build everything; return the facts of ``Built`` that are known only now."""
    call_command("setup", stdout=StringIO())
    world = empty_world(read_county(), seed)
    for _ in demo.run(world, [*organs.steps(world), *sites.steps(world)]):
        pass
    with transaction.atomic():
        _open_more_sections(world)
    call_command("setup", stdout=StringIO())  # again: rights to pages need the sites
    filling = _Filling(world, Random(f"articles {seed}"), articles)
    with tqdm(total=articles, desc="信息", unit="篇", disable=not show, ncols=78) as bar:
        for start in range(0, articles, _BATCH):
            count = min(_BATCH, articles - start)
            with transaction.atomic(), disable_reference_index_auto_update():
                filling.add(start, count)
            bar.update(count)
    filling.finish()
    search.rebuild()
    statistics.refresh()
    unit = world.county.units[0].code
    return {
        "portal_id": world.sites[PORTAL].pk,
        "big_section_id": world.sections[PORTAL, "news"].pk,
        "site_id": world.sites[unit].pk,
        "section_id": world.sections[unit, "news"].pk,
        "first_article_id": filling.first_id,
        "sites": len(world.sites) - 1,
        "sections": len(world.sections),
        "officers": {
            "superuser": "xitong",
            **{
                role.value: user.username
                for (code, role), user in world.officers.items()
                if code == OFFICE_CODE
            },
        },
    }


def _open_more_sections(world: World) -> None:
    """Give every site the sections that a site gathers over the years."""
    for organ in world.county.organs:
        if not organ.has_site:
            continue
        for key, title, kind in _MORE_SECTIONS:
            world.sections[organ.code, key] = websites.open_section(
                section=SectionPage(
                    title=title, slug=key, organ=world.organs[organ.code], kind=kind.value
                ),
                parent=world.sites[organ.code],
                actor=world.officer(Role.SYSTEM_ADMIN),
                at=world.set_up_at,
            )


@dataclass(slots=True)
class _Row:
    """One article with all that stands behind it."""

    page: ArticlePage
    revision: Revision
    submission: Submission
    steps: list[Step]
    log: PageLogEntry


@dataclass(slots=True)
class _Filling:
    """Makes articles batch by batch and remembers what the next batch needs."""

    world: World
    rng: Random
    articles: int
    posts: dict[tuple[str, Role], Post] = field(default_factory=dict)
    texts: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    places: list[tuple[DemoOrgan, SectionPage]] = field(default_factory=list)
    children: Counter[int] = field(default_factory=Counter)
    slugs: Counter[datetime] = field(default_factory=Counter)
    first_id: int = 0
    first_revision_id: int = 0
    first_submission_id: int = 0

    def __post_init__(self) -> None:
        world = self.world
        for post in Post.objects.select_related("organ", "user").order_by("-pk"):
            self.posts[post.organ.code, Role(post.role)] = post
        self.places = [
            (world.county.by_code(OFFICE_CODE if site == PORTAL else site), section)
            for (site, _), section in sorted(world.sections.items())
        ]
        for section in GovPage.objects.filter(numchild__gt=0):
            self.children[section.pk] = section.numchild
        self.texts = list(_texts(world))
        self.first_id = _next_id(GovPage)
        self.first_revision_id = _next_id(Revision)
        self.first_submission_id = _next_id(Submission)

    def add(self, start: int, count: int) -> None:
        """Insert ``count`` articles; the rows of the review go first, as its walls demand."""
        rows = [self._row(number) for number in range(start, start + count)]
        pages = [row.page for row in rows]
        _insert(Revision, [row.revision for row in rows])
        _insert(Submission, [row.submission for row in rows])
        Step.objects.bulk_create([step for row in rows for step in row.steps])
        Opening.objects.bulk_create([_opening(step) for row in rows for step in row.steps])
        _insert(GovPage, pages)
        _insert(ArticlePage, pages)
        Edition.objects.bulk_create([_first_edition(row.submission) for row in rows])
        PageLogEntry.objects.bulk_create([row.log for row in rows])
        for row in rows:
            self._record(row)

    def finish(self) -> None:
        """Count the children of each section, and let the database look at its new rows."""
        for pk, count in self.children.items():
            GovPage.objects.filter(pk=pk).update(numchild=count)
        tables = [Revision, Submission, GovPage, ArticlePage]
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), tables):
                cursor.execute(sql)
            cursor.execute("ANALYZE")

    def _row(self, number: int) -> _Row:
        organ, section = self._place(number)
        at = _FIRST_DAY + timedelta(
            days=number * _DAYS // self.articles,
            minutes=self.rng.randrange(420),
        )
        editor = self.posts[organ.code, Role.EDITOR]
        page = self._page(number, organ, section, at)
        revision = Revision(
            pk=self.first_revision_id + number,
            content_type=ContentType.objects.get_for_model(ArticlePage),
            base_content_type=ContentType.objects.get_for_model(GovPage),
            object_id=str(page.pk),
            created_at=at - timedelta(hours=5),
            user=editor.user,
            object_str=page.title,
        )
        page.latest_revision_id = page.live_revision_id = revision.pk
        page.latest_revision_created_at = revision.created_at
        page.owner_id = editor.user_id
        revision.content = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
        submission = self._submission(number, page, revision, organ, at)
        log = PageLogEntry(
            page_id=page.pk, action="wagtail.publish", label=page.title, timestamp=at,
            content_type_id=revision.content_type_id, user_id=editor.user_id, revision=revision,
            content_changed=True,
        )  # fmt: skip
        return _Row(page, revision, submission, self._steps(submission, organ, at), log)

    def _place(self, number: int) -> tuple[DemoOrgan, SectionPage]:
        """Return where an article goes: every fifth into the portal's news."""
        every = round(1 / BIG_SHARE)
        if number % every == 0:
            office = self.world.county.by_code(OFFICE_CODE)
            return office, self.world.sections[PORTAL, "news"]
        return self.places[(number - number // every) % len(self.places)]

    def _page(
        self, number: int, organ: DemoOrgan, section: SectionPage, at: datetime
    ) -> ArticlePage:
        """Return the page itself, with its place in the tree computed."""
        title, summary, _ = self.texts[self.rng.randrange(len(self.texts))]
        self.children[section.pk] += 1
        day = at.replace(hour=0, minute=0)
        self.slugs[day] += 1
        page = ArticlePage(
            title=f"{title}（{number + 1}）", draft_title=f"{title}（{number + 1}）",
            slug=slug_for(clock.day_of(at), self.slugs[day]), summary=summary,
            organ=self.world.organs[organ.code], source_name=organ.short_name,
            editor_name=self.posts[organ.code, Role.EDITOR].user.name,
            formed_on=clock.day_of(at), body=self._body(), attachment_files="[]",
            live=True, has_unpublished_changes=False, first_published_at=at,
            last_published_at=at, depth=section.depth + 1, locale_id=section.locale_id,
            path=GovPage._get_path(section.path, section.depth + 1, self.children[section.pk]),  # noqa: SLF001
        )  # fmt: skip
        page.pk = page.govpage_ptr_id = page.id = self.first_id + number
        page.content_type = ContentType.objects.get_for_model(ArticlePage)
        page.url_path = f"{section.url_path}{page.slug}/"
        return page

    def _body(self) -> str:
        """Return some 2,000 characters of paragraphs."""
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < _CHARACTERS:
            paragraphs += self.texts[self.rng.randrange(len(self.texts))][2]
        blocks = [
            {"type": "paragraph", "value": f"<p>{text}</p>", "id": f"{place:08d}"}
            for place, text in enumerate(paragraphs)
        ]
        return json.dumps(blocks, ensure_ascii=False)

    def _submission(
        self, number: int, page: ArticlePage, revision: Revision, organ: DemoOrgan, at: datetime
    ) -> Submission:
        people = {name: self.posts[organ.code, role].user for _, role, name, _ in _LEVELS}
        return Submission(
            pk=self.first_submission_id + number,
            page_id=page.pk,
            revision=revision,
            organ_id=self.world.organs[organ.code].pk,
            title=page.title,
            state=State.PUBLISHED.value,
            text_hash=str(hash_of(revision.content)),
            submitted_by=self.posts[organ.code, Role.EDITOR].user,
            submitted_at=at - timedelta(hours=5),
            changed_at=at,
            published_at=at,
            **people,
        )

    def _steps(self, submission: Submission, organ: DemoOrgan, at: datetime) -> list[Step]:
        return [
            step_of(
                submission=submission,
                state=level,
                action=Action.PASS,
                actor=self.posts[organ.code, role].user,
                post=ActingPost(self.posts[organ.code, role]),
                at=at - timedelta(hours=len(_LEVELS) - place),
                opinion=opinion,
            )
            for place, (level, role, _, opinion) in enumerate(_LEVELS, start=1)
        ]

    @staticmethod
    def _record(row: _Row) -> None:
        """Leave the audit entries of the submission and of its four steps."""
        facts = {"text_hash": row.submission.text_hash}
        audit.record_all(
            [
                audit.Act("review.submit", row.submission, facts),
                *(
                    audit.Act("review.pass", row.submission, {**facts, "level": step.level})
                    for step in row.steps
                ),
            ],
            at=row.submission.changed_at,
            actor=row.submission.submitted_by,
        )


def _opening(step: Step) -> Opening:
    """Return the record that a reviewer opened what he decided on."""
    return Opening(
        submission=step.submission,
        actor_id=step.actor_id,
        text_hash=step.text_hash,
        at=step.at - timedelta(minutes=10),
    )


def _first_edition(submission: Submission) -> Edition:
    """Return the edition that a first publication leaves."""
    return Edition(
        page_id=submission.page_id,
        submission=submission,
        major=1,
        minor=0,
        kind=submission.edition_kind,
        text_hash=submission.text_hash,
        published_at=submission.published_at,
    )


def _texts(world: World) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the texts that the articles are mixed from."""
    writer = world.writer
    units = [organ for organ in world.county.organs if organ.has_site]
    for number in range(_TEXTS):
        organ = units[number % len(units)]
        at = datetime(2025, 1 + number % 12, 10, 9, tzinfo=_ZONE)
        text = writer.write(organ, ("news", "notices")[number // len(units) % 2], at)
        yield text.title, text.summary, text.paragraphs


def _next_id(model: type[models.Model]) -> int:
    """Return the first free key of a table."""
    return int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def _insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert rows with their keys into the model's own table only, as bulk_create will not."""
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(f.column)) for f in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    values = [
        [f.get_db_prep_save(f.pre_save(row, add=True), connection) for f in fields] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
