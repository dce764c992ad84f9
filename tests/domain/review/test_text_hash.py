import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.review.text_hash import (
    PREFERRED_ALGORITHM,
    TextChangedSinceApproval,
    TextHash,
    check_unchanged,
    text_hash,
)

TEXT = {"title": "关于春耕的通知", "body": "正文", "attachments": {"附件1.docx": "aa"}}


def test_digest_is_that_of_the_canonical_text():
    canonical = '{"attachments":{"附件1.docx":"aa"},"body":"正文","title":"关于春耕的通知"}'
    assert text_hash(**TEXT, algorithm="sha256") == TextHash(
        "sha256", hashlib.sha256(canonical.encode()).hexdigest()
    )


def test_national_digest_is_used_where_the_machine_has_it():
    expected = "sm3" if "sm3" in hashlib.algorithms_available else "sha256"
    assert text_hash(**TEXT).algorithm == expected == PREFERRED_ALGORITHM


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=6))
def test_order_of_keys_does_not_matter(block):
    turned = dict(reversed(list(block.items())))
    assert text_hash(title="", body=[block]) == text_hash(title="", body=[turned])


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "关于春耕的通告"},
        {"body": "正文。"},
        {"attachments": {}},
        {"attachments": {"附件1.docx": "ab"}},
        {"attachments": {"附件2.docx": "aa"}},
    ],
)
def test_any_edit_is_noticed(edit):
    approved = text_hash(**TEXT)
    with pytest.raises(TextChangedSinceApproval):
        check_unchanged(approved, **(TEXT | edit))


def test_the_approved_text_passes_whatever_algorithm_approved_it():
    check_unchanged(text_hash(**TEXT), **TEXT)
    check_unchanged(text_hash(**TEXT, algorithm="sha512"), **TEXT)


def test_a_title_cannot_move_into_the_body():
    assert text_hash(title="甲乙", body="丙") != text_hash(title="甲", body="乙丙")


def test_a_printed_hash_reads_back():
    made = text_hash(**TEXT)
    assert TextHash.parse(str(made)) == made


@pytest.mark.parametrize("printed", ["sm3", "sm3:", ":ab"])
def test_half_a_hash_is_not_read(printed):
    with pytest.raises(ValueError, match=printed):
        TextHash.parse(printed)
