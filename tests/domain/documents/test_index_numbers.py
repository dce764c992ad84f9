import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.documents.index_numbers import (
    CreditCodeInvalid,
    IndexNumber,
    IndexNumberMalformed,
    check_credit_code,
    credit_code_check_character,
)

PUBLISHED_CODES = [
    "11441700007280420Y",
    "11620622013933539B",
    "11370322004222241N",
    "11500000MB1B37366Q",
]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", PUBLISHED_CODES)
def test_published_codes_pass(code):
    check_credit_code(code)
    assert credit_code_check_character(code[:17]) == code[17]


@given(st.sampled_from(PUBLISHED_CODES), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_slip_is_noticed(code, place, char):
    slipped = code[:place] + char + code[place + 1 :]
    if slipped == code:
        return
    with pytest.raises(CreditCodeInvalid):
        check_credit_code(slipped)


@pytest.mark.parametrize(
    "code", ["", "1", "11441700007280420", "11441700007280420YY", "I1441700007280420Y"]
)
def test_wrong_lengths_and_letters_are_refused(code):
    with pytest.raises(CreditCodeInvalid):
        check_credit_code(code)


def test_a_published_index_number_is_read_and_printed():
    number = IndexNumber.parse("11441700007280420Y/2021-00050")
    assert number == IndexNumber("11441700007280420Y", 2021, 50)
    assert str(number) == "11441700007280420Y/2021-00050"


@given(st.sampled_from(PUBLISHED_CODES), st.integers(1949, 2099), st.integers(1, 99_999))
def test_a_printed_index_number_reads_back(code, year, serial):
    number = IndexNumber(code, year, serial)
    assert IndexNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000014349/2018-00221",
        "11441700007280420Y/2021-50",
        "11441700007280420Y-2021-00050",
        "11441700007280420Y/2021-00000",
    ],
)
def test_other_shapes_are_refused(text):
    with pytest.raises(IndexNumberMalformed):
        IndexNumber.parse(text)


@pytest.mark.parametrize("serial", [0, -1, 100_000])
def test_a_serial_outside_five_digits_is_refused(serial):
    with pytest.raises(IndexNumberMalformed):
        IndexNumber("11441700007280420Y", 2021, serial)


def test_an_index_number_with_a_false_code_is_refused():
    with pytest.raises(CreditCodeInvalid):
        IndexNumber.parse("11441700007280421Y/2021-00050")
