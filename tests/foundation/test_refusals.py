import re

import pytest

from gongkai.domain.errors import Refusal
from gongkai.foundation import refusals


class NobodyKnows(Refusal):
    code = "nobody_knows"


class PostMissing(Refusal):
    code = "post_missing"


def test_the_facts_fill_the_sentence():
    refusal = PostMissing(name="张信", organ="县交通局", role="一审")
    assert refusals.sentence(refusal) == (
        "张信没有县交通局的“一审”岗位，不能办理这一步。请由担任该岗位的人员办理。"
    )


def test_a_fact_that_is_not_given_shows_as_an_ellipsis():
    assert refusals.sentence(PostMissing(name="张信")).startswith("张信没有…的“…”岗位")


def test_a_code_without_sentence_still_says_whom_to_ask():
    assert (
        refusals.sentence(NobodyKnows()) == "这一步不能办理（nobody_knows）。请联系县政务公开办。"
    )
    assert "nobody_knows" not in refusals.known_codes()


def all_refusals(base=Refusal):
    for kind in base.__subclasses__():
        if kind.__module__.startswith("gongkai."):
            yield kind
        yield from all_refusals(kind)


@pytest.mark.parametrize("app", ["review", "websites", "accounts"])
def test_the_refusals_of_the_app_have_sentences(app):
    wanted = {
        kind.code
        for kind in all_refusals()
        if kind.__module__.startswith((f"gongkai.apps.{app}", f"gongkai.foundation.{app}"))
        or kind.__module__.startswith(f"gongkai.domain.{app}")
        or kind.__module__ == "gongkai.domain.roles"
    }
    assert wanted
    assert wanted <= refusals.known_codes()


@pytest.mark.parametrize("code", sorted(refusals.SHARED))
def test_shared_sentences_are_sentences(code):
    text = refusals.SHARED[code]
    assert text.endswith("。")
    assert "！" not in text
    assert "请务必" not in text
    assert re.search(r"[\u4e00-\u9fff]", text)


def test_sentences_of_apps_join_the_shared_ones():
    assert refusals.known_codes() >= {
        *refusals.SHARED,
        "already_under_review",
        "page_not_published",
    }
