import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.documents.numbers import (
    DocumentNumber,
    DocumentNumberHasOrdinal,
    DocumentNumberMalformed,
    DocumentNumberPadded,
    duplicates,
    gaps,
)

numbers = st.builds(
    DocumentNumber,
    issuer_code=st.sampled_from(["青政发", "青政办发", "青教字"]),
    year=st.integers(1949, 2099),
    number=st.integers(1, 40),
)


def test_official_form_has_tortoise_shell_brackets():
    assert str(DocumentNumber("青政发", 2025, 3)) == "青政发\u30142025\u30153号"


@pytest.mark.parametrize(
    "written",
    [
        "青政发〔2025〕3号",
        "青政发[2025]3号",
        "青政发【2025】3号",
        "青政发（2025）3号",
        "青政发(2025)3号",
        "青政发〔２０２５〕３号",
        "  青政发 〔2025〕 3 号 ",
    ],
)
def test_other_brackets_digits_and_spaces_are_put_right(written):
    assert DocumentNumber.parse(written) == DocumentNumber("青政发", 2025, 3)


@given(numbers)
def test_a_printed_number_reads_back(number):
    assert DocumentNumber.parse(str(number)) == number


def test_ordinal_mark_is_refused():
    with pytest.raises(DocumentNumberHasOrdinal):
        DocumentNumber.parse("青政发〔2025〕第3号")


@pytest.mark.parametrize(
    "written", ["青政发〔2025〕03号", "青政发〔2025〕0号", "青政发〔2025〕00号"]
)
def test_leading_zeros_are_refused(written):
    with pytest.raises(DocumentNumberPadded) as refused:
        DocumentNumber.parse(written)
    assert refused.value.facts == {"text": written}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "青政发",
        "青政发2025-3号",
        "〔2025〕3号",
        "青政发〔25〕3号",
        "青政发〔2025〕3",
        "青政发〔2025〕号",
        "青政发〔2025〕三号",
        "青政发〔2025〕3号附件",
    ],
)
def test_anything_else_is_no_document_number(written):
    with pytest.raises(DocumentNumberMalformed):
        DocumentNumber.parse(written)


def _series(*counts, code="青政发", year=2025):
    return [DocumentNumber(code, year, count) for count in counts]


def test_a_number_given_twice_is_found():
    assert duplicates(_series(1, 2, 2, 3, 3, 3)) == tuple(_series(2, 3))


def test_the_same_number_of_two_issuers_is_no_duplicate():
    assert duplicates([*_series(1), *_series(1, code="青政办发"), *_series(1, year=2024)]) == ()


def test_numbers_left_out_are_found_per_issuer_and_year():
    given_out = [*_series(1, 4), *_series(2, year=2024)]
    assert gaps(given_out) == (*_series(1, year=2024), *_series(2, 3))


def test_no_numbers_have_no_gaps():
    assert gaps([]) == ()


@given(st.lists(numbers))
def test_with_its_gaps_filled_a_sequence_has_none(given_out):
    assert gaps([*given_out, *gaps(given_out)]) == ()
