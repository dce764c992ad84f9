import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain import law
from gongkai.domain.law import FEE_MEASURES, OGI_REGULATIONS, Instrument, chinese_number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (33, "三十三"),
        (50, "五十"),
        (99, "九十九"),
    ],
)
def test_numbers_are_written_as_statutes_number_articles(number, written):
    assert chinese_number(number) == written


@pytest.mark.parametrize("number", [0, -1, 100])
def test_numbers_outside_one_to_ninety_nine_are_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        chinese_number(number)


@given(st.integers(1, 99), st.integers(1, 99))
def test_different_numbers_are_written_differently(one, other):
    assert (chinese_number(one) == chinese_number(other)) == (one == other)


def test_article_paragraph_and_item_are_cited_in_full():
    assert str(OGI_REGULATIONS.article(20, 1, 8)) == (
        "《中华人民共和国政府信息公开条例》第二十条第一款第（八）项"
    )


def test_paragraph_and_item_are_left_out_when_not_meant():
    assert str(OGI_REGULATIONS.article(33)) == "《中华人民共和国政府信息公开条例》第三十三条"
    assert str(OGI_REGULATIONS.article(33, 2)).endswith("第三十三条第二款")


def test_a_notice_shows_its_number():
    assert str(FEE_MEASURES) == "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"


def test_document_numbers_use_the_statutory_brackets():
    numbers = [i.document_number for i in vars(law).values() if isinstance(i, Instrument)]
    assert len(numbers) >= 10
    assert not [n for n in numbers if set(n) & set("[]【】()（）")]
