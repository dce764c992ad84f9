"""Conclusions against grounds, and what moves the digest of an approved text."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.review.secrecy import (
    GROUND_SOURCES,
    SecrecyConclusion,
    SecrecyGround,
    SecrecyGroundMissing,
    SecretMayNotBeDisclosed,
    check_secrecy_conclusion,
)
from gongkai.domain.review.text_hash import (
    TextChangedSinceApproval,
    TextHash,
    check_unchanged,
    text_hash,
)

YES, NO, UPWARDS = SecrecyConclusion

# ground, may be cleared in spite of it, article of its statute
GROUNDS = [
    ("state_secret", False, "《中华人民共和国政府信息公开条例》第十四条"),
    ("work_secret", False, "《中华人民共和国保守国家秘密法》第六十四条"),
    ("prohibited_by_law", False, "《中华人民共和国政府信息公开条例》第十四条"),
    ("public_security", False, "《中华人民共和国政府信息公开条例》第十四条"),
    ("trade_secret", True, "《中华人民共和国政府信息公开条例》第十五条"),
    ("personal_privacy", True, "《中华人民共和国政府信息公开条例》第十五条"),
    ("internal_affairs", True, "《中华人民共和国政府信息公开条例》第十六条第一款"),
    ("deliberative", True, "《中华人民共和国政府信息公开条例》第十六条第二款"),
    ("enforcement_case_file", True, "《中华人民共和国政府信息公开条例》第十六条第二款"),
]
CLEARABLE = {name for name, may_be_cleared, _ in GROUNDS if may_be_cleared}


def test_the_table_of_grounds_is_complete():
    assert [name for name, _, _ in GROUNDS] == [ground.value for ground in SecrecyGround]


@pytest.mark.parametrize(("name", "may_be_cleared", "article"), GROUNDS)
def test_each_ground_against_each_conclusion(name, may_be_cleared, article):
    ground = SecrecyGround(name)
    assert str(GROUND_SOURCES[ground]) == article
    check_secrecy_conclusion(NO, [ground])
    check_secrecy_conclusion(UPWARDS, [ground])
    if may_be_cleared:
        check_secrecy_conclusion(YES, [ground])
    else:
        with pytest.raises(SecretMayNotBeDisclosed):
            check_secrecy_conclusion(YES, [ground])


@pytest.mark.parametrize(("one", "other"), list(combinations([g[0] for g in GROUNDS], 2)))
def test_two_grounds_are_cleared_only_when_each_could_be(one, other):
    grounds = [SecrecyGround(other), SecrecyGround(one)]
    if {one, other} <= CLEARABLE:
        check_secrecy_conclusion(YES, grounds)
    else:
        with pytest.raises(SecretMayNotBeDisclosed):
            check_secrecy_conclusion(YES, grounds)


def test_the_refusal_names_only_what_cannot_be_weighed_in_the_order_of_the_form():
    with pytest.raises(SecretMayNotBeDisclosed) as refused:
        check_secrecy_conclusion(
            YES,
            [SecrecyGround.WORK_SECRET, SecrecyGround.TRADE_SECRET, SecrecyGround.STATE_SECRET],
        )
    assert refused.value.facts == {"grounds": "国家秘密、工作秘密"}


@pytest.mark.parametrize(
    ("conclusion", "label"), [(NO, "不予公开"), (UPWARDS, "报请确定")], ids=["no", "upwards"]
)
@pytest.mark.parametrize("grounds", [(), [], frozenset()])
def test_a_conclusion_without_a_ground_is_named(conclusion, label, grounds):
    with pytest.raises(SecrecyGroundMissing) as refused:
        check_secrecy_conclusion(conclusion, grounds)
    assert refused.value.facts == {"conclusion": label}


TITLE = "青禾县人民政府关于发放春耕补贴的通知"
BODY = [
    {"type": "paragraph", "value": "每亩补贴120元。"},
    {"type": "table", "value": [["乡镇", "亩数"], ["东岭镇", "3400"]]},
]
FILES = {"附件1.docx": "1f3a", "附件2.xlsx": "77c0"}
APPROVED = text_hash(title=TITLE, body=BODY, attachments=FILES)

EDITS = {
    "one character of the title": (TITLE.replace("发放", "发送"), BODY, FILES),
    "a space after the title": (TITLE + " ", BODY, FILES),
    "an empty title": ("", BODY, FILES),
    "one digit of the body": (TITLE, [{**BODY[0], "value": "每亩补贴130元。"}, BODY[1]], FILES),
    "full-width punctuation": (TITLE, [{**BODY[0], "value": "每亩补贴120元."}, BODY[1]], FILES),
    "the kind of a block": (TITLE, [{**BODY[0], "type": "quote"}, BODY[1]], FILES),
    "the order of blocks": (TITLE, [BODY[1], BODY[0]], FILES),
    "a block left out": (TITLE, BODY[:1], FILES),
    "a block twice": (TITLE, [*BODY, BODY[1]], FILES),
    "rows of a table turned": (
        TITLE,
        [BODY[0], {"type": "table", "value": [["东岭镇", "3400"], ["乡镇", "亩数"]]}],
        FILES,
    ),
    "a number instead of its text": (
        TITLE,
        [BODY[0], {"type": "table", "value": [["乡镇", "亩数"], ["东岭镇", 3400]]}],
        FILES,
    ),
    "an attachment left out": (TITLE, BODY, {"附件1.docx": "1f3a"}),
    "an attachment more": (TITLE, BODY, {**FILES, "附件3.pdf": "00aa"}),
    "an attachment renamed": (TITLE, BODY, {"附件一.docx": "1f3a", "附件2.xlsx": "77c0"}),
    "the bytes of an attachment": (TITLE, BODY, {"附件1.docx": "1f3b", "附件2.xlsx": "77c0"}),
    "two attachments exchanged": (TITLE, BODY, {"附件1.docx": "77c0", "附件2.xlsx": "1f3a"}),
    "no attachments at all": (TITLE, BODY, None),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_each_kind_of_edit_voids_the_approval(edit):
    title, body, files = edit
    with pytest.raises(TextChangedSinceApproval) as refused:
        check_unchanged(APPROVED, title=title, body=body, attachments=files)
    assert refused.value.facts["title"] == title
    assert refused.value.facts["approved"] == str(APPROVED) != refused.value.facts["current"]


def test_all_edits_differ_among_themselves():
    made = {text_hash(title=t, body=b, attachments=f) for t, b, f in EDITS.values()}
    assert len(made) == 17


def test_the_order_in_which_files_and_keys_were_given_does_not_matter():
    turned_files = {"附件2.xlsx": "77c0", "附件1.docx": "1f3a"}
    turned_body = [{"value": block["value"], "type": block["type"]} for block in BODY]
    check_unchanged(APPROVED, title=TITLE, body=turned_body, attachments=turned_files)


def test_no_attachments_and_an_empty_list_are_the_same():
    assert text_hash(title="甲", body="") == text_hash(title="甲", body="", attachments={})


def test_an_approval_under_another_algorithm_still_notices_an_edit():
    approved = text_hash(title=TITLE, body=BODY, algorithm="sha512")
    with pytest.raises(TextChangedSinceApproval):
        check_unchanged(approved, title=TITLE, body=BODY[:1])


@pytest.mark.parametrize(("algorithm", "hex_digits"), [("sha256", 64), ("sha512", 128)])
def test_a_printed_digest_names_its_algorithm(algorithm, hex_digits):
    printed = str(text_hash(title="甲", body="乙", algorithm=algorithm))
    name, _, digest = printed.partition(":")
    assert (name, len(digest)) == (algorithm, hex_digits)
    assert TextHash.parse(printed) == TextHash(algorithm, digest)


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_two_texts_share_a_digest_only_when_they_are_the_same(title, body, title_2, body_2):
    same = (title, body) == (title_2, body_2)
    try:
        hashes = {text_hash(title=title, body=body), text_hash(title=title_2, body=body_2)}
    except UnicodeEncodeError:  # lone surrogates are no text
        return
    assert (len(hashes) == 1) == same
