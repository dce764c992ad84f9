"""Find the numbers of a person: identity card, bank card, telephone, passport, plate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.domain.content_checks.personal_numbers import is_identity_number, passes_luhn
from gongkai.domain.personal_data.findings import PersonalDataKind as Kind

# kind, start, end, evidence
Hit = tuple[Kind, int, int, str]

_EDGE = r"(?<![0-9A-Za-z])(?<!\d\.)"
_END = r"(?![0-9A-Za-z])(?!\.\d)"
_S = r"[ .\-]"
_ID = re.compile(rf"{_EDGE}[1-8](?:[ \-]?\d){{16}}[ \-]?[\dXx]{_END}")
_OLD_ID = re.compile(rf"{_EDGE}[1-8]\d{{14}}{_END}")
_ID_SAID = re.compile(r"(?:身份证|公民身份|身份号码|证件号)[^，,。；;\d\n]{0,10}$")
_CODE_SAID = re.compile(r"(?:信用代码|索引号|流水号|订单号|条码|时间戳)[^，,。；;\d\n]{0,6}$")
_MOBILE = re.compile(
    rf"{_EDGE}(?:(?:\+|00)?86[ \-]?)?(?:1[3-9]\d{{9}}|1[3-9]\d{_S}\d{{4}}{_S}?\d{{4}}"
    rf"|1[3-9]\d{{5}}{_S}\d{{4}}|1[3-9]\d{{2}}{_S}\d{{3}}{_S}\d{{4}}|1[ ][3-9](?:[ ]\d){{9}}){_END}"
)
_CARD = re.compile(rf"{_EDGE}(?:62(?:[ \-]?\d){{14,17}}|(?:4\d|5[1-5]|35)(?:[ \-]?\d){{14}}){_END}")
_CARD_SAID = re.compile(r"(?:卡号|银行卡|一卡通|存折|个人账[户号])[^，,。；;\d\n]{0,8}$")
_OTHER_NUMBER = re.compile(
    r"(?:索引号|信用代码|流水号|订单号|编号|文号|案号|代码|批号|许可证号|宗地号|合同号|登记号|备案号"
    r"|单号|时间戳|序列号|条码|型号|发票号码?|ISBN)[^，,。；;\d\n]{0,6}$",
    re.IGNORECASE,
)
_AMOUNT_SAID = re.compile(r"(?:金额|总额|产值|总计|合计|收入|支出|资金)[^，,。；;\d\n]{0,4}$")
_UNIT = re.compile(r" ?(?:元|万|亿|吨|公斤|千克|人次|人|平方|立方|千瓦|度|件|户|公里|米|亩|次|%)")
_LANDLINE = re.compile(rf"{_EDGE}(?:\(0\d{{2,3}}\) ?|0\d{{2,3}}[ \-]?)?[2-8]\d{{6,7}}{_END}")
_PRIVATE = re.compile(
    r"(?:家庭|住宅|宅电|宅内|家中|家里|本人|申请人|户主|家属|家长|监护人)[^。；;\n]{0,30}$"
)
_OFFICE = re.compile(r"(?:办公|单位|机关|监督|举报|咨询|服务|受理|值班|传真)[^。；;\n]{0,12}$")
_PHONE_SAID = re.compile(r"(?:电话|座机|宅电|联系方式)[^，,。；;\d\n]{0,6}$")
_PASSPORT = re.compile(rf"{_EDGE}(?:[EGDPS]\d{{8}}|E[A-HJ-NP-Z]\d{{7}}|[CHMT]\d{{8,10}}){_END}")
_PASSPORT_SAID = re.compile(r"(?:护照|通行证|台胞证)[^，,。；;\d\n]{0,10}$")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•]?"
    r"(?=[A-Z]{0,2}\d|\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学](?![0-9A-Za-z\-])"
)
_OFFICIAL_CAR = re.compile(r"(?:公务(?:用)?车|执法车|公车|公交车?)[^。；;\n]{0,12}$")
_FIGURES = re.compile(r"\D")
_ID_LENGTH = 18
_BEFORE = 40


def before(text: str, start: int) -> str:
    """Return the words that lead to a place, at most forty characters of them."""
    return text[max(0, start - _BEFORE) : start]


def identity_cards(text: str) -> Iterator[Hit]:
    """Yield identity numbers (GB 11643—1999); one that fails its check where it is called one."""
    for match in _ID.finditer(text):
        said = before(text, match.start())
        number = re.sub(r"[ \-]", "", match[0]).upper()
        if is_identity_number(number) and _is_of_a_living(number[6:14]):
            if not _CODE_SAID.search(said):
                yield Kind.IDENTITY_CARD, match.start(), match.end(), "校验码相符"
        elif _ID_SAID.search(said):
            yield Kind.IDENTITY_CARD, match.start(), match.end(), "校验码不符，请核对"
    for match in _OLD_ID.finditer(text):
        if _ID_SAID.search(before(text, match.start())) and _is_day(f"19{match[0][6:12]}"):
            yield Kind.IDENTITY_CARD, match.start(), match.end(), "15位旧号码"


def _is_of_a_living(birth: str) -> bool:
    """Tell whether somebody born then may be meant: from 1880 to 2099."""
    return "1880" <= birth[:4] <= "2099"


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def bank_cards(text: str) -> Iterator[Hit]:
    """Yield card numbers: an issuer's prefix and Luhn's formula, or called one by the text."""
    for match in _CARD.finditer(text):
        digits, said = _FIGURES.sub("", match[0]), before(text, match.start())
        named = _CARD_SAID.search(said) is not None
        if passes_luhn(digits):
            if named or not _OTHER_NUMBER.search(said):
                yield Kind.BANK_CARD, match.start(), match.end(), "卡号校验相符"
        elif named:
            yield Kind.BANK_CARD, match.start(), match.end(), "卡号校验不符，请核对"


def mobiles(text: str) -> Iterator[Hit]:
    """Yield whole mobile numbers; masked ones, amounts and other numbers stay in peace."""
    for match in _MOBILE.finditer(text):
        said = before(text, match.start())
        counted = _UNIT.match(text, match.end()) or _AMOUNT_SAID.search(said)
        if not counted and not _OTHER_NUMBER.search(said):
            yield Kind.MOBILE, match.start(), match.end(), ""


def landlines(text: str) -> Iterator[Hit]:
    """Yield telephones at home; those of offices are meant to be called."""
    for match in _LANDLINE.finditer(text):
        said = before(text, match.start())
        if _PRIVATE.search(said) and _PHONE_SAID.search(said) and not _OFFICE.search(said):
            yield Kind.LANDLINE, match.start(), match.end(), ""


def passports(text: str) -> Iterator[Hit]:
    """Yield numbers of passports; of other travel documents only where they are called so."""
    for match in _PASSPORT.finditer(text):
        said = before(text, match.start())
        usual = match[0][0] in "EG" and not _OTHER_NUMBER.search(said)
        if usual or _PASSPORT_SAID.search(said):
            yield Kind.PASSPORT, match.start(), match.end(), ""


def plates(text: str) -> Iterator[Hit]:
    """Yield plates of vehicles that are not the office's own."""
    for match in _PLATE.finditer(text):
        if not _OFFICIAL_CAR.search(before(text, match.start())):
            yield Kind.PLATE, match.start(), match.end(), ""
