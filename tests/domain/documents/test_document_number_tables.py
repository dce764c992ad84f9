"""Document numbers and index numbers, read from tables of good and bad ones."""

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
from gongkai.domain.documents.kinds import Disclosure, DisclosureReasonMissing, check_disclosure
from gongkai.domain.documents.numbers import (
    DocumentNumber,
    DocumentNumberHasOrdinal,
    DocumentNumberMalformed,
    DocumentNumberPadded,
    duplicates,
    gaps,
)


@pytest.mark.parametrize(
    ("text", "code", "year", "number"),
    [
        ("青政发〔2025〕3号", "青政发", 2025, 3),
        ("青政办发〔2025〕12号", "青政办发", 2025, 12),
        ("国办发〔2018〕123号", "国办发", 2018, 123),
        ("国办函〔2026〕12号", "国办函", 2026, 12),
        ("国办公开办函〔2021〕33号", "国办公开办函", 2021, 33),
        ("青政发[2025]3号", "青政发", 2025, 3),
        ("青政发［2025］3号", "青政发", 2025, 3),
        ("青政发【2025】3号", "青政发", 2025, 3),
        ("青政发(2025)3号", "青政发", 2025, 3),
        ("青政发（2025）3号", "青政发", 2025, 3),
        ("青政发〔２０２５〕３号", "青政发", 2025, 3),
        (" 青政发〔2025〕3号 ", "青政发", 2025, 3),
        ("青政发 〔2025〕 3 号", "青政发", 2025, 3),
        ("青政发\u3000〔2025〕3号", "青政发", 2025, 3),
        ("青政发〔2025〕100号", "青政发", 2025, 100),
    ],
)
def test_a_number_is_read_into_its_three_parts(text, code, year, number):
    assert DocumentNumber.parse(text) == DocumentNumber(code, year, number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "青政发",
        "青政发〔2025〕",
        "青政发〔2025〕号",
        "青政发〔2025〕3",
        "青政发〔25〕3号",
        "青政发〔20255〕3号",
        "青政发2025〕3号",
        "青政发〔2025 3号",
        "青政发2025年3号",
        "〔2025〕3号",
        "2025〔2025〕3号",
        "青政发〔2025〕三号",
        "青政发〔二〇二五〕3号",
        "青政发〔2025〕3-1号",
        "青政发〔2025〕-3号",
        "青政发〔2025〕3号文件",
        "3号〔2025〕青政发",
        "青政发〔2025〕3号、4号",
    ],
)
def test_what_is_no_number_is_refused_with_its_text(text):
    with pytest.raises(DocumentNumberMalformed) as refused:
        DocumentNumber.parse(text)
    assert refused.value.facts == {"text": text}


@pytest.mark.parametrize(
    "text", ["青政发〔2025〕第3号", "青政发(2025)第12号", "青政发〔2025〕第03号"]
)
def test_the_word_for_ordinals_has_its_own_refusal(text):
    with pytest.raises(DocumentNumberHasOrdinal):
        DocumentNumber.parse(text)


@pytest.mark.parametrize(
    "text",
    ["青政发〔2025〕0号", "青政发〔2025〕03号", "青政发〔2025〕００３号", "青政发〔2025〕000号"],
)
def test_idle_zeros_have_their_own_refusal(text):
    with pytest.raises(DocumentNumberPadded):
        DocumentNumber.parse(text)


@given(st.sampled_from(["青政发", "青政办函"]), st.integers(1000, 9999), st.integers(1, 10**6))
def test_a_printed_number_reads_back(code, year, number):
    printed = str(DocumentNumber(code, year, number))
    assert printed == f"{code}\u3014{year}\u3015{number}号"
    assert DocumentNumber.parse(printed) == DocumentNumber(code, year, number)


def numbers(year, *given):
    return [DocumentNumber("青政发", year, number) for number in given]


@pytest.mark.parametrize(
    ("given", "missing", "twice"),
    [
        ([], [], []),
        ([1], [], []),
        ([2], [1], []),
        ([1, 2, 3], [], []),
        ([3, 1], [2], []),
        ([5], [1, 2, 3, 4], []),
        ([1, 1], [], [1]),
        ([4, 4, 2, 2, 2], [1, 3], [2, 4]),
        ([1, 2, 10], [3, 4, 5, 6, 7, 8, 9], []),
    ],
)
def test_a_years_series_shows_what_is_missing_and_what_came_twice(given, missing, twice):
    assert gaps(iter(numbers(2025, *given))) == tuple(numbers(2025, *missing))
    assert duplicates(iter(numbers(2025, *given))) == tuple(numbers(2025, *twice))


def test_each_year_and_each_code_begins_anew():
    given = [*numbers(2024, 1, 2), *numbers(2025, 2), DocumentNumber("青政办发", 2025, 3)]
    assert gaps(given) == (
        DocumentNumber("青政办发", 2025, 1),
        DocumentNumber("青政办发", 2025, 2),
        DocumentNumber("青政发", 2025, 1),
    )
    assert duplicates(given) == ()


REAL_CODES = (
    "11441700007280420Y",
    "11620622013933539B",
    "11370322004222241N",
    "11500000MB1B37366Q",
)
SLIPS = [
    (code, place, (int(char) + step) % 10)
    for code in REAL_CODES
    for place, char in enumerate(code)
    if char.isdigit()
    for step in range(1, 10)
]


@pytest.mark.parametrize("code", REAL_CODES)
def test_codes_in_real_use_pass_and_their_last_place_follows_from_the_rest(code):
    check_credit_code(code)
    assert credit_code_check_character(code[:17]) == code[17]


def test_no_digit_of_a_real_code_can_become_another_digit():
    assert len(SLIPS) > 500
    for code, place, digit in SLIPS:
        with pytest.raises(CreditCodeInvalid):
            check_credit_code(f"{code[:place]}{digit}{code[place + 1 :]}")


@pytest.mark.parametrize("code", REAL_CODES)
@pytest.mark.parametrize("letter", ["I", "O", "S", "V", "Z", "a", "-", " ", "县"])
def test_letters_out_of_use_are_refused_at_every_place(code, letter):
    for place in range(18):
        with pytest.raises(CreditCodeInvalid):
            check_credit_code(code[:place] + letter + code[place + 1 :])


@pytest.mark.parametrize(
    ("serial", "printed"),
    [(1, "00001"), (9, "00009"), (10, "00010"), (999, "00999"), (99_999, "99999")],
)
def test_the_serial_is_printed_with_five_digits(serial, printed):
    assert str(IndexNumber(REAL_CODES[0], 2025, serial)) == f"{REAL_CODES[0]}/2025-{printed}"


@pytest.mark.parametrize("serial", [-1, 0, 100_000, 5_135_380])
def test_a_serial_beyond_five_digits_is_refused(serial):
    with pytest.raises(IndexNumberMalformed):
        IndexNumber(REAL_CODES[0], 2025, serial)


@pytest.mark.parametrize("year", [-1, 0, 10_000, 20_255])
def test_a_year_beyond_four_digits_is_refused(year):
    with pytest.raises(IndexNumberMalformed):
        IndexNumber(REAL_CODES[0], year, 1)


@pytest.mark.parametrize(
    "text",
    [
        "11370322004222241N/2021-5135380",
        "PZ00101-1700-2026-00287",
        "035210000/2025-00016",
        "11441700007280420Y/21-00050",
        "11441700007280420Y/2021-0005",
        "11441700007280420Y/2021/00050",
        "11441700007280420y/2021-00050",
        "11441700007280420Y／2021-00050",
        "11441700007280420Y/2021-00050号",
    ],
)
def test_other_shapes_in_use_elsewhere_are_not_ours(text):
    with pytest.raises(IndexNumberMalformed) as refused:
        IndexNumber.parse(text)
    assert refused.value.facts == {"text": text}


def test_a_well_shaped_number_with_a_false_code_is_refused_for_the_code():
    with pytest.raises(CreditCodeInvalid):
        IndexNumber.parse("11441700007280421Y/2021-00050")


@pytest.mark.parametrize(
    ("disclosure", "reason", "is_refused"),
    [
        ("proactive", "", False),
        ("proactive", "依据第二十条", False),
        ("on_request", "", True),
        ("on_request", " \n", True),
        ("on_request", "仅涉及特定申请人", False),
        ("none", "", True),
        ("none", "\u3000", True),
        ("none", "含工作秘密", False),
    ],
)
def test_only_proactive_disclosure_goes_without_a_reason(disclosure, reason, is_refused):
    if is_refused:
        with pytest.raises(DisclosureReasonMissing) as refused:
            check_disclosure(Disclosure(disclosure), reason)
        assert refused.value.facts == {"disclosure": Disclosure(disclosure).label}
    else:
        check_disclosure(Disclosure(disclosure), reason)
