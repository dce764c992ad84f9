import pytest

from gongkai.domain.annual_report import layout
from gongkai.domain.foi.outcomes import (
    EXEMPTIONS,
    RULES,
    ApplicantKind,
    Outcome,
    OutcomeGroup,
    RemedyRoute,
    WithheldGroundMissing,
    remedy_route,
)

FIRST, EITHER, NOT_SUABLE = (
    RemedyRoute.REVIEW_FIRST,
    RemedyRoute.REVIEW_OR_SUIT,
    RemedyRoute.NOT_SUABLE,
)
# key, printed row label, remedy, number of legal sources
PRINTED = [
    ("open", "（一）予以公开", EITHER),
    ("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", None),
    ("d1", "1.属于国家秘密", FIRST),
    ("d2", "2.其他法律行政法规禁止公开", FIRST),
    ("d3", "3.危及“三安全一稳定”", FIRST),
    ("d4", "4.保护第三方合法权益", FIRST),
    ("d5", "5.属于三类内部事务信息", FIRST),
    ("d6", "6.属于四类过程性信息", FIRST),
    ("d7", "7.属于行政执法案卷", FIRST),
    ("d8", "8.属于行政查询事项", NOT_SUABLE),
    ("u1", "1.本机关不掌握相关政府信息", EITHER),
    ("u2", "2.没有现成信息需要另行制作", NOT_SUABLE),
    ("u3", "3.补正后申请内容仍不明确", EITHER),
    ("r1", "1.信访举报投诉类申请", NOT_SUABLE),
    ("r2", "2.重复申请", EITHER),
    ("r3", "3.要求提供公开出版物", NOT_SUABLE),
    ("r4", "4.无正当理由大量反复申请", EITHER),
    ("r5", "5.要求行政机关确认或重新出具已获取信息", EITHER),
    ("o1", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", EITHER),
    ("o2", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", EITHER),
    ("o3", "3.其他", EITHER),
]


def test_outcomes_are_the_leaf_rows_of_the_statutory_table():
    assert [(o.value, o.label) for o in Outcome] == [(key, label) for key, label, _ in PRINTED]


@pytest.mark.parametrize(("key", "route"), [(k, r) for k, _, r in PRINTED if r])
def test_reply_tells_the_remedy_of_its_outcome(key, route):
    assert remedy_route(Outcome(key)) is route


def test_columns_are_those_of_the_statutory_table():
    assert [kind.label for kind in ApplicantKind] == [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]


def test_kinds_are_stored_under_the_keys_of_the_report():
    columns = [(kind.value, kind.label) for kind in ApplicantKind]
    assert columns == [column for column in layout.COLUMNS if column[0] != "total"]


def test_outcomes_are_stored_under_the_keys_of_the_report():
    rows = [(form.key, form.labels[-1]) for form in layout.OUTCOME_FORMS]
    assert [(outcome.value, outcome.label) for outcome in Outcome] == rows


def test_groups_hold_as_many_rows_as_the_statutory_table():
    sizes = [sum(r.group is group for r in RULES.values()) for group in OutcomeGroup]
    assert sizes == [1, 1, 8, 3, 5, 3]


def test_every_outcome_has_a_rule():
    assert list(RULES) == list(Outcome)


@pytest.mark.parametrize(
    ("outcome", "sources"),
    [
        (Outcome.GRANTED, ["第三十六条第（一）项", "第三十六条第（二）项"]),
        (Outcome.GRANTED_IN_PART, ["第三十七条"]),
        (Outcome.STATE_SECRET, ["第十四条"]),
        (Outcome.THIRD_PARTY_RIGHTS, ["第十五条", "第三十二条"]),
        (Outcome.INTERNAL_AFFAIRS, ["第十六条第一款"]),
        (Outcome.DELIBERATIVE, ["第十六条第二款"]),
        (Outcome.ENFORCEMENT_CASE_FILE, ["第十六条第二款"]),
        (Outcome.ADMINISTRATIVE_INQUIRY, ["第三十六条第（七）项", "第十条第二款第（五）项"]),
        (Outcome.NOT_HELD, ["第三十六条第（四）项", "第三十六条第（五）项"]),
        (Outcome.NEEDS_CREATION, ["第三十八条", "第十条第二款第（六）项"]),
        (Outcome.STILL_UNCLEAR, ["第三十条"]),
        (Outcome.PETITION, ["第三十九条第一款", "第十条第二款第（七）项"]),
        (Outcome.REPEATED, ["第三十六条第（六）项"]),
        (Outcome.PUBLIC_PUBLICATION, ["第三十九条第二款", "第十条第二款第（八）项"]),
        (Outcome.EXCESSIVE, ["第三十五条"]),
        (Outcome.CONFIRMATION, []),
        (Outcome.CORRECTION_LAPSED, ["第三十条"]),
        (Outcome.FEE_LAPSED, ["第六条"]),
        (Outcome.OTHER, []),
    ],
)
def test_outcome_cites_its_articles(outcome, sources):
    ends = [str(source) for source in RULES[outcome].sources]
    assert len(ends) == len(sources)
    assert all(end.endswith(source) for end, source in zip(ends, sources, strict=True))


def test_exemptions_are_the_eight_rows_of_refusal():
    assert {outcome.value for outcome in EXEMPTIONS} == {f"d{i}" for i in range(1, 9)}


@pytest.mark.parametrize("ground", sorted(o for o in EXEMPTIONS if o != "d8"))
def test_part_withheld_under_articles_14_to_16_goes_to_reconsideration_first(ground):
    assert remedy_route(Outcome.GRANTED_IN_PART, withheld_under=[ground]) is FIRST


def test_part_withheld_otherwise_leaves_the_choice():
    withheld = [Outcome.ADMINISTRATIVE_INQUIRY]
    assert remedy_route(Outcome.GRANTED_IN_PART, withheld_under=withheld) is EITHER


def test_one_exempt_ground_among_several_is_enough():
    withheld = [Outcome.ADMINISTRATIVE_INQUIRY, Outcome.STATE_SECRET]
    assert remedy_route(Outcome.GRANTED_IN_PART, withheld_under=withheld) is FIRST


@pytest.mark.parametrize("withheld", [[], [Outcome.NOT_HELD], [Outcome.GRANTED]])
def test_reply_in_part_without_a_ground_of_refusal_is_refused(withheld):
    with pytest.raises(WithheldGroundMissing):
        remedy_route(Outcome.GRANTED_IN_PART, withheld_under=withheld)


def test_repeated_request_is_not_suable_once_the_information_was_given():
    assert remedy_route(Outcome.REPEATED, already_given=True) is NOT_SUABLE
    assert remedy_route(Outcome.REPEATED, already_given=False) is EITHER


@pytest.mark.parametrize(
    ("outcome", "wording"),
    [
        (Outcome.GRANTED, "予以公开"),
        (Outcome.GRANTED_IN_PART, "部分公开"),
        (Outcome.ENDANGERS_SECURITY, "危及“三安全一稳定”"),
        (Outcome.OTHER, "其他"),
    ],
)
def test_wording_drops_the_number_and_the_remark(outcome, wording):
    assert outcome.wording == wording
