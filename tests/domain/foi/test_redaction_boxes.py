"""Boxes told as lines of numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.redaction import MOST_BOXES, Box, BoxesWrong, boxes_of, lines_of

PERCENT = st.integers(0, 99)


def test_lines_are_read_however_they_are_parted():
    assert boxes_of("1 10 20 30 5\n\n 2,0，0、100 100 ", 2) == (
        Box(1, 10, 20, 30, 5),
        Box(2, 0, 0, 100, 100),
    )
    assert boxes_of("", 3) == ()
    assert boxes_of("1 1.5 2 3 4\n1 1.5 2 3 4", 1) == (Box(1, 1.5, 2, 3, 4),)


@given(st.lists(st.builds(Box, st.integers(1, 9), PERCENT, PERCENT, st.just(1), st.just(0.5))))
def test_what_is_written_is_read_again(boxes):
    assert boxes_of(lines_of(boxes), 9) == tuple(dict.fromkeys(boxes))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("1 2 3 4", 1, "五个数"),
        ("1 2 3 4 5 6", 1, "五个数"),
        ("x 2 3 4 5", 1, "五个数"),
        ("1.5 2 3 4 5", 1, "五个数"),
        ("1 1 1 1 1\n0 2 3 4 5", 2, "没有第0页"),
        ("3 2 3 4 5", 1, "没有第3页，文件共2页"),
        ("1 -1 3 4 5", 1, "超出"),
        ("1 1 -3 4 5", 1, "超出"),
        ("1 1 3 0 5", 1, "超出"),
        ("1 1 3 4 0", 1, "超出"),
        ("1 60 3 41 5", 1, "超出"),
        ("1 1 60 4 41", 1, "超出"),
        ("1 nan 3 4 5", 1, "超出"),
    ],
)
def test_a_line_that_is_no_box_is_named(text, line, reason):
    with pytest.raises(BoxesWrong) as refused:
        boxes_of(text, 2)
    assert refused.value.facts["line"] == line
    assert reason in refused.value.facts["reason"]


def test_there_is_an_end_of_boxes():
    many = "\n".join(f"1 {n / 10} 1 1 1" for n in range(MOST_BOXES + 1))
    with pytest.raises(BoxesWrong, match=str(MOST_BOXES)):
        boxes_of(many, 1)
