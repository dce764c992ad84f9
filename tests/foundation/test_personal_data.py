import pytest
from django.db import connection

from gongkai.foundation import personal_data
from gongkai.foundation.personal_data import EncryptedTextField, mask_name, mask_number

FIELD = EncryptedTextField()


@pytest.fixture
def keys(settings):
    """Let a test change the keys, and forget the cipher before and after."""

    def change(*names):
        settings.PERSONAL_DATA_KEYS = list(names)
        personal_data._box.cache_clear()

    yield change
    personal_data._box.cache_clear()


def stored(text):
    return FIELD.get_prep_value(text)


def read(text):
    return FIELD.from_db_value(text, None, None)


@pytest.mark.parametrize("text", ["欧阳示例", "000000190001010011", "甲\n乙", "a" * 5000, "𠮷"])
def test_what_is_stored_is_read_again(text):
    assert read(stored(text)) == text
    assert text not in stored(text)


@pytest.mark.parametrize("text", ["", None])
def test_nothing_stays_nothing(text):
    assert stored(text) == text
    assert read(text) == text


def test_the_same_text_is_stored_differently_each_time():
    assert stored("欧阳示例") != stored("欧阳示例")


def test_the_database_holds_no_readable_text(db):
    from tests.factories.foi import InformationRequestFactory

    request = InformationRequestFactory(applicant_name="欧阳示例", applicant_contact="13900000000")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {request._meta.db_table}")
        row = [str(value) for value in cursor.fetchone()]
    assert not [value for value in row if "欧阳" in value or "13900000000" in value]
    request.refresh_from_db()
    assert (request.applicant_name, request.applicant_contact) == ("欧阳示例", "13900000000")


def test_a_wrong_key_is_said_in_words(keys):
    keys("one")
    text = stored("欧阳示例")
    keys("other")
    assert read(text) == "（无法解密：密钥不符）"


def test_a_damaged_text_is_said_in_words():
    assert read("not encrypted") == "（无法解密：密钥不符）"
    assert read(stored("欧阳示例")[:-5]) == "（无法解密：密钥不符）"


def test_keys_can_change_while_old_texts_stay_readable(keys):
    keys("old")
    text = stored("欧阳示例")
    keys("new", "old")
    assert read(text) == "欧阳示例"
    newer = stored("欧阳示例")
    keys("new")
    assert read(newer) == "欧阳示例"
    assert read(text) == "（无法解密：密钥不符）"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张某"),
        ("欧阳示例", "欧某某"),
        ("张", "张某"),
        ("示例有限公司", "示某某"),
        ("", ""),
    ],
)
def test_names_show_the_first_character(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13900001234", "*******1234"),
        ("000000190001010011", "**************0011"),
        ("12345", "*2345"),
        ("1234", "****"),
        ("1", "****"),
        ("", "****"),
    ],
)
def test_numbers_show_their_end(number, masked):
    assert mask_number(number) == masked


def test_how_much_of_a_number_shows_can_be_chosen():
    assert mask_number("13900001234", keep=2) == "*********34"
