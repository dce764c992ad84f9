"""Find the words that name a person: name beside its label, home address, e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.personal_data.findings import PersonalDataKind as Kind
from gongkai.domain.personal_data.numbers import Hit, before

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+*\-])[A-Za-z0-9][A-Za-z0-9_.+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
)
_OFFICE_MAIL = re.compile(
    r"(?:举报|监督|投诉|受理|办公|公开|征集|征求|反馈|单位|机关|咨询|报名|投稿)[^。；;\n]{0,14}$"
)
_OFFICE_HOSTS = (".gov.cn", ".政务", ".edu.cn", ".org.cn")
_LABELS = (
    r"(?:申请人|申请人姓名|姓名|户主|监护人|患者|学生|家长|举报人|投诉人|信访人|受害人|被害人|死者"
    r"|伤者|领取人|收款人|持卡人|代理人)(?:姓名|名称)?"
)
# the commonest family names of the household register, and compound ones
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|端木|完颜"
_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏"
    "吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万"
    "覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时"
    "穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇"
    "栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NAME_TEXT = rf"(?:(?:{_COMPOUND})[一-鿿]{{1,2}}|[{_FAMILY}][一-鿿]{{1,2}})"
_FOLLOWS = r"(?=[^一-鿿]|$|身份|性别|电话|手机|住址|联系|年龄|男|女)"
_NAMED = re.compile(rf"(?P<label>{_LABELS})(?: ?: ?|[\t|]+)(?P<name>{_NAME_TEXT}?){_FOLLOWS}")
_ALONE = re.compile(_NAME_TEXT)
_NO_NAMES = frozenset(
    {
        *("金额", "单位", "成员", "项目", "关系", "高龄", "应当", "全部", "方式", "房屋", "车辆"),
        *("和", "包括", "常住", "许可", "解决", "方面", "时间", "文化", "明细", "师生", "全体"),
        *("连续", "向我", "关于", "于某", "和平", "任职", "任何", "左右", "安置", "农户", "农民"),
        *("万元", "章程", "成功", "文件", "温馨", "程序", "高中", "路线", "游客", "管理", "解释"),
    }
)
_OFFICER = re.compile(r"职务|局长|县长|镇长|乡长|主任|科长|股长|书记|部长|新闻发言人")
_VALUE = r"[^，,。；;\t|\n:]{4,50}"
_HOME_SAID = re.compile(
    rf"(?:家庭住址|家庭地址|现住址|现住地址|居住地址|居住地|户籍地址|户籍地|户籍所在地|住址|家住|现住)"
    rf"(?: ?: ?|[\t|]+|在|于| )?(?P<at>{_VALUE})"
)
_POST_SAID = re.compile(rf"(?:通信地址|通讯地址|联系地址|收件地址)(?: ?: ?|[\t|]+)(?P<at>{_VALUE})")
_PRECISE = re.compile(r"[\d一二三四五六七八九十]+ ?(?:号|组|栋|幢|座|室|单元|户|弄)")
_ROOM = re.compile(
    r"[一-鿿]{2,20}(?:小区|花园|家园|公寓|新村|苑|庭|里|府|城|村|路|街|巷|道|院|屯|\d+号)?"
    r"[\dA-Z一二三四五六七八九十]+ ?(?:号楼|栋|幢|座|#楼|号)[ \-]?"
    r"[\d一二三四五六七八九十]+ ?单元 ?(?:[\d一二三四五六七八九十]+ ?(?:层|楼))? ?\d*(?:室|号|户)?"
    r"|[一-鿿]{2,20}(?:小区|花园|家园|公寓|新村|苑)[\dA-Z]+ ?(?:号楼|栋|幢|座) ?\d{2,4} ?(?:室|号)"
    r"|[一-鿿]{2,16}(?:村|屯)(?:第?[\d一二三四五六七八九十]+ ?(?:组|队|社)) ?\d+ ?号"
)
_MASKED = re.compile(r"[*×＊Xx]{1,}|某")


def emails(text: str) -> Iterator[Hit]:
    """Yield mailboxes of persons; those of government hosts and named as an office's stay."""
    for match in _EMAIL.finditer(text):
        office = _OFFICE_MAIL.search(before(text, match.start()))
        if not office and not match[0].lower().endswith(_OFFICE_HOSTS):
            yield Kind.EMAIL, match.start(), match.end(), ""


def addresses(text: str) -> Iterator[Hit]:
    """Yield homes down to the house; town and village alone may stand in public lists."""
    for match in _HOME_SAID.finditer(text):
        if _PRECISE.search(match["at"]) and not _MASKED.search(match["at"]):
            yield Kind.ADDRESS, match.start("at"), match.end("at"), ""
    for match in _POST_SAID.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "单元" in match["at"] or (
            re.search("申请人|姓名|本人", line) and _PRECISE.search(match["at"])
        ):
            yield Kind.ADDRESS, match.start("at"), match.end("at"), ""
    for match in _ROOM.finditer(text):
        yield Kind.ADDRESS, match.start(), match.end(), ""


def names(text: str) -> Iterator[Hit]:
    """Yield names beside the label of a private role; officers in office are named publicly."""
    for match in _NAMED.finditer(text):
        name = match["name"]
        line_end = text.find("\n", match.end())
        line = text[text.rfind("\n", 0, match.start()) + 1 : None if line_end < 0 else line_end]
        if is_name(name) and not _OFFICER.search(line):
            yield Kind.NAME, match.start("name"), match.end("name"), f"写在“{match['label']}”后面"


def is_name(text: str) -> bool:
    """Tell whether the text alone reads as the full name of a person, not masked."""
    usual = _ALONE.fullmatch(text) is not None and text not in _NO_NAMES
    return usual and not _MASKED.search(text) and not text.endswith(("先生", "女士", "氏"))
