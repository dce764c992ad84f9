import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.personal_data import numbers, words
from gongkai.domain.personal_data.detection import personal_data_in
from gongkai.domain.personal_data.findings import PersonalDataKind, PersonalFinding
from gongkai.domain.personal_data.folding import folded

ID = "11010519491231002X"  # the worked example of GB 11643—1999
WIDE_ID = "１１０１０５１９４９１２３１００２Ｘ"
CARD = "4111111111111111"  # a card issuer's published test number


def found(text, known=()):
    return [(one.kind.name, one.quote) for one in personal_data_in(text, known=known)]


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        (f"证号{ID}。", "IDENTITY_CARD", ID),
        (f"低保名单_{ID}.xlsx", "IDENTITY_CARD", ID),
        (f"编号：{ID}", "IDENTITY_CARD", ID),
        ("110105 19491231 002X", "IDENTITY_CARD", "110105 19491231 002X"),
        (WIDE_ID, "IDENTITY_CARD", WIDE_ID),
        ("110105-19491231-002x", "IDENTITY_CARD", "110105-19491231-002x"),
        ("身份证号：110105194912310021", "IDENTITY_CARD", "110105194912310021"),
        ("身份证号码：110105491231002", "IDENTITY_CARD", "110105491231002"),
        ("电话13800138000", "MOBILE", "13800138000"),
        ("+86 138-0013-8000", "MOBILE", "+86 138-0013-8000"),
        ("１３８００１３８０００", "MOBILE", "１３８００１３８０００"),
        ("138\u200b0013\u200b8000", "MOBILE", "138\u200b0013\u200b8000"),
        ("1 3 8 0 0 1 3 8 0 0 0", "MOBILE", "1 3 8 0 0 1 3 8 0 0 0"),
        (f"打入{CARD}", "BANK_CARD", CARD),
        ("4111 1111 1111 1111", "BANK_CARD", "4111 1111 1111 1111"),
        ("一卡通账号：6222021234567890124", "BANK_CARD", "6222021234567890124"),
        ("护照号E12345678", "PASSPORT", "E12345678"),
        ("港澳通行证：C12345678", "PASSPORT", "C12345678"),
        ("写信到zhang.san@example.com", "EMAIL", "zhang.san@example.com"),
        ("家庭住址：红旗镇东村3组12号", "ADDRESS", "红旗镇东村3组12号"),
        ("幸福小区5号楼2单元301室的住户", "ADDRESS", "幸福小区5号楼2单元301室"),
        ("停有辽B12345轿车", "PLATE", "辽B12345"),
        ("停有辽BD12345轿车", "PLATE", "辽BD12345"),
        ("本人家庭电话0411-87654321", "LANDLINE", "0411-87654321"),
        ("申请人：王建国，男", "NAME", "王建国"),
        ("姓名: 欧阳明月 性别: 女", "NAME", "欧阳明月"),
        ("户主\t李秀英\t3人", "NAME", "李秀英"),
    ],
)  # fmt: skip
def test_personal_data_is_found_where_it_stands(text, kind, quote):
    assert found(text) == [(kind, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "138****1234",
        "1101************2X",
        "6222 **** **** 1234",
        "统一社会信用代码11441700007280420Y",
        "统一社会信用代码：11620622013933539B，索引号11441700007280420Y/2025-00012",
        "国办发〔2018〕123号、辽政发〔2025〕12号",
        "（2025）辽0211行初123号",
        "时间戳1763900000000，流水号20251123233000123456",
        "产值13800138000元，增长5.2%",
        "金额：13800138000",
        "订单号13800138000",
        "联系电话：0411-12345678，热线12345",
        "办公电话：0411-87654321",
        "邮箱xxgk@example.gov.cn",
        "举报邮箱：jubao@example.com",
        "住址：红旗镇东村",
        "家庭住址：幸福小区*号楼*单元",
        "办公地址：人民路1号政务服务中心3号楼201室",
        "申请人：张某某",
        "申请人：张先生",
        "申请人：大连某某有限公司",
        "姓名\t金额\t单位",
        "申请人应当提交身份证明",
        "姓名：王建国，职务：县长",
        "公务用车辽B12345",
        "粤B2-20250012，京ICP备12345678号",
        "坐标121.61861800138000，38.91",
        "身份证号（18位）请如实填写",
        "110105194912310021",  # the check digit would be X
        "4111111111111112",  # Luhn's formula does not fit
    ],
)
def test_what_tells_about_nobody_is_left_in_peace(text):
    assert found(text) == []


def test_an_organs_own_telephones_and_mailboxes_may_be_given():
    text = "值班手机13800138000，邮箱office@example.com，另13900139000"
    assert found(text, known=["138-0013-8000", "Office@example.com"]) == [("MOBILE", "13900139000")]
    assert found("+86 13800138000", known=["13800138000"]) == []


def test_a_finding_says_what_it_is_and_why():
    (one,) = personal_data_in(f"卡号{CARD}")
    assert one.message == "有银行卡号（卡号校验相符）"
    assert one.why == "依据《中华人民共和国个人信息保护法》第二十八条"
    assert (one.start, one.end, one.masked) == (2, 18, "41************11")
    assert PersonalFinding(PersonalDataKind.NAME, 0, 3, "王建国").masked == "王**"


def test_an_identity_number_wins_over_what_else_its_digits_might_be():
    kinds = [kind for kind, _ in found(f"{ID}，{CARD}，13800138000")]
    assert kinds == ["IDENTITY_CARD", "BANK_CARD", "MOBILE"]


def test_each_detector_answers_alone():
    assert [hit[0].name for hit in numbers.plates("辽B12345")] == ["PLATE"]
    assert words.is_name("张伟")
    assert not words.is_name("张某")


@given(st.text())
def test_folding_moves_no_character(text):
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="0123456789X张王号室：，@.a- \t", max_size=60))
def test_findings_quote_the_text_and_never_overlap(text):
    last = 0
    for one in personal_data_in(text):
        assert text[one.start : one.end] == one.quote
        assert one.start >= last
        last = one.end


@given(st.integers(0, 10**17 - 1))
def test_masked_never_shows_more_than_four_characters(number):
    quote = f"{number:017d}X"
    shown = PersonalFinding(PersonalDataKind.IDENTITY_CARD, 0, 18, quote).masked
    assert len(shown.replace("*", "")) == 4
