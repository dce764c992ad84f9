from datetime import date

import pytest

from gongkai.domain.content_checks.directories import Directories, LawTitle, OfficeHolder
from gongkai.domain.content_checks.engine import Checker
from gongkai.domain.content_checks.findings import Finding, Level, TextProfile, Tier
from gongkai.domain.content_checks.quotations import is_mentioned
from gongkai.domain.content_checks.rules import Change, Pack, Rule, RuleKind, overlay
from gongkai.domain.content_checks.validators import VALIDATORS


def rule(name="p.r", kind=RuleKind.NEAR_MISS, tier=Tier.MUST_LOOK, **more):
    given = {"pairs": {"布署": "部署"}} if kind is RuleKind.NEAR_MISS else {}
    return Rule(
        name,
        kind,
        tier,
        Level.WARNING,
        "“{quote}”应为“{suggest}”。",
        "词典",
        **given | more,
    )


def test_a_finding_says_where_what_and_why():
    text = "🙂按照布署开展工作"
    assert Checker((rule(),)).check(text) == [
        Finding(
            "p.r",
            Tier.MUST_LOOK,
            Level.WARNING,
            3,
            5,
            "布署",
            "部署",
            "“布署”应为“部署”。",
            "词典",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "将“部署”错写为“布署”",
        "“布署”应为“部署”",
        "误写成布署",
        "把“布署”改为“部署”",
        "存在“布署”等错别字",
    ],
)
def test_a_mistake_that_is_only_mentioned_is_left_in_peace(text):
    assert Checker((rule(),)).check(text) == []


def test_the_word_is_a_mention_only_where_the_sentence_says_so():
    assert not is_mentioned("认真布署", 2, 4)


def test_the_surer_of_two_findings_in_one_place_stays():
    sure = rule("p.sure", RuleKind.LITERAL, Tier.BLOCKS, match=("按照布署",))
    found = Checker((rule(), sure)).check("按照布署")
    assert [finding.rule for finding in found] == ["p.sure"]


def test_full_width_letters_and_digits_are_read_as_plain_ones():
    pattern = rule("p.n", RuleKind.REGEX, match=(r"超\d+余",))
    found = Checker((pattern,)).check("点赞超２０００余次")
    assert [(f.quote, f.start, f.end) for f in found] == [("超２０００余", 2, 8)]


def test_a_rule_of_another_kind_of_text_is_left_out():
    official = Checker((rule(profiles=(TextProfile.OFFICIAL,)),))
    assert official.check("布署", profile=TextProfile.NEW_MEDIA) == []
    assert len(official.check("布署", profile=TextProfile.OFFICIAL)) == 1


def test_the_right_words_are_not_taken_for_the_wrong_ones_inside_them():
    inside = rule(pairs={"二十大": "党的二十大"})
    assert Checker((inside,)).check("党的二十大") == []


def test_a_rule_that_reports_once_tells_how_often():
    many = Rule(
        "p.half",
        RuleKind.VALIDATOR,
        Tier.MUST_LOOK,
        Level.WARNING,
        "全文{n}处。",
        "标准",
        validator="half-width-marks",
        once=True,
    )
    found = Checker((many,)).check("一,二,三;四")
    assert [(f.start, f.message) for f in found] == [(1, "全文3处。")]


def test_a_county_silences_replaces_and_grades_rules():
    shipped = Pack("p", "1", "", (rule("p.a"), rule("p.b"), rule("p.c")))
    own = Pack("q", "1", "", (rule("p.c", tier=Tier.BLOCKS),))
    changes = (Change("p.a", silent=True), Change("p.b", tier=Tier.HINT))
    rules = overlay((shipped, own), changes)
    assert [(r.rule_id, r.tier) for r in rules] == [("p.b", Tier.HINT), ("p.c", Tier.BLOCKS)]


def test_a_change_of_an_unknown_rule_is_refused():
    with pytest.raises(KeyError):
        overlay((), (Change("p.none", silent=True),))


LISTS = Directories(
    laws=(
        LawTitle("政府信息公开条例"),
        LawTitle("合同法", date(2021, 1, 1), "民法典"),
        LawTitle("民法典"),
    ),
    holders=(
        OfficeHolder("张建国", "县长", since_on=date(2024, 3, 1)),
        OfficeHolder("李明", "县长", until_on=date(2024, 2, 29)),
        OfficeHolder("王芳", "县委书记"),
    ),
)


def found_by(validator, text, as_of=None):
    one = Rule(
        "p.d",
        RuleKind.DIRECTORY,
        Tier.BLOCKS,
        Level.ERROR,
        "{evidence}",
        "名录",
        validator=validator,
    )
    found = Checker((one,), LISTS).check(text, as_of=as_of)
    return [(finding.quote, finding.suggestion, finding.tier.value) for finding in found]


def test_a_law_is_judged_by_the_day_of_the_text():
    text = "依据《中华人民共和国合同法》"
    assert found_by("law-titles", text, date(2020, 12, 31)) == []
    assert found_by("law-titles", text, date(2021, 1, 1)) == [
        ("中华人民共和国合同法", "民法典", "B")
    ]


@pytest.mark.parametrize("wrong", ["政府信息公开条列", "政府信息公条例", "政府信息公开开条例"])
def test_a_title_one_character_off_is_put_right(wrong):
    assert found_by("law-titles", f"根据《中华人民共和国{wrong}》") == [
        (f"中华人民共和国{wrong}", "中华人民共和国政府信息公开条例", "A")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县长张建国主持会议", []),
        ("县长张健国主持会议", [("张健国", "张建国", "A")]),
        ("县长王芳主持会议", [("县长王芳", "", "A")]),
        ("副县长王芳主持会议", []),
        ("县长李明主持会议", [("县长李明", "", "A")]),
        ("县长强调安全生产", []),
    ],
)
def test_posts_and_names_are_compared_with_the_list(text, expected):
    assert found_by("office-holders", text, date(2025, 6, 1)) == expected


def test_a_text_of_an_earlier_day_is_compared_with_the_list_of_that_day():
    assert found_by("office-holders", "县长李明主持会议", date(2024, 1, 15)) == []


def test_every_detector_takes_an_empty_text():
    empty = [
        Rule(f"p.{n}", RuleKind.VALIDATOR, Tier.HINT, Level.HINT, "", "", validator=n)
        for n in VALIDATORS
    ]
    assert Checker(tuple(empty)).check("") == []
