"""The reviewers' desk: what waits for me, and what my organs have under way or done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.apps.review import queries, services
from gongkai.apps.review.desk import LANES, MINE, Desk
from gongkai.apps.review.forms import BulkForm, Marked
from gongkai.apps.review.models import Submission
from gongkai.apps.review.views.access import posted_only, posts_of, reads_all, sets_chains
from gongkai.domain.errors import Refusal
from gongkai.domain.review.three_reviews import Action
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.organs.models import Organ

NAMED = 3


def _number(text: str | None) -> int | None:
    """Return a row's number that an address names, or None."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004


def desk(request: HttpRequest) -> HttpResponse:
    """List the texts of one lane, with whom they wait for and since when."""
    actor, posts = officer_of(request), posts_of(officer_of(request))
    everything = reads_all(actor, posts)
    mine = {post.organ_id for post in posts}
    of_actor = Desk(
        actor=actor,
        posts=posts,
        organ_ids=None if everything else mine,
        organ_id=_number(request.GET.get("organ")),
        at=clock.now(),
    )
    lane = request.GET.get("lane", MINE)
    if lane not in LANES:
        lane = MINE
    counts = of_actor.counts()
    sheet = of_actor.page(lane, counts[lane], request.GET.get("page"))
    rows = of_actor.rows(sheet)
    organs = Organ.objects.all() if everything else Organ.objects.filter(pk__in=mine)
    context: dict[str, Any] = {
        "title": "审校",
        "breadcrumbs_items": [{"url": "", "label": "审校台"}],
        "header_icon": "clipboard-list",
        "lane": lane,
        "lanes": [(key, label, counts[key]) for key, (label, _) in LANES.items()],
        "rows": rows,
        "sheet": sheet,
        "organs": list(organs) if everything or len(mine) > 1 else [],
        "organ_id": of_actor.organ_id,
        "bulk_form": BulkForm() if lane == MINE and rows else None,
        "may_set_chains": sets_chains(actor, posts),
    }
    return render(request, "review/desk.html", context)


@posted_only
def approve_all(request: HttpRequest) -> HttpResponse:
    """Pass the marked texts of one level together, all or none."""
    back = redirect(f"{reverse('review:desk')}?lane={MINE}")
    form = BulkForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for found in form.errors.values() for e in found))
        return back
    texts: Marked = form.cleaned_data["texts"]
    if not queries.all_stand_at(texts.level, texts.ids):
        messages.error(request, "一篇也没有通过。有的稿件已不在这一审级，请重新选择。")
        return back
    try:
        passed = services.decide_all(
            submission_ids=texts.ids,
            action=Action.PASS,
            actor=officer_of(request),
            at=clock.now(),
            opinion=form.opinion(),
            level=texts.level,
        )
    except Refusal as refusal:
        messages.error(request, f"一篇也没有通过。{refusals.sentence(refusal)}")
    except Submission.DoesNotExist:
        messages.error(request, "选中的稿件有的已经不在。请刷新后重新选择。")
    else:
        messages.success(request, f"{len(passed)}篇稿件已通过：{_names(passed)}。")
    return back


def _names(submissions: list[Submission]) -> str:
    """Return the first titles of these texts."""
    named = "、".join(f"《{row.title}》" for row in submissions[:NAMED])
    return f"{named}等" if len(submissions) > NAMED else named
