"""Facts of letters as officers enter them, for the tests of letters."""

from datetime import date

from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.letters.facts import (
    Case,
    CourseStep,
    Decision,
    DeliveryWay,
    LetterFacts,
    LetterOrgan,
)
from gongkai.domain.foi.letters.kinds import Detail, LetterKind
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome

ORGAN = LetterOrgan(
    name="青禾县交通运输局",
    reconsideration_body="青禾县人民政府",
    court="青禾县人民法院",
    online_reconsideration="https://xzfy.moj.gov.cn/",
    contact="0000-0000000",
)
WANTED = "2025年农村公路养护工程招标文件"
COURSE = (
    CourseStep(Event.EXTEND, date(2026, 3, 25), working_days=15),
    CourseStep(Event.OPEN_CONSULT, date(2026, 3, 26)),
    CourseStep(Event.CONSULT_ANSWERED, date(2026, 4, 2)),
)
DETAILS = {
    Detail.MATTER: "请写明所需信息的文号或者其他特征描述",
    Detail.PERIOD: "15",
    Detail.REASON: "涉及的材料较多，需要逐件核对",
    Detail.DOCUMENTS: "《青禾县2025年农村公路养护工程招标文件》",
    Detail.WITHHELD_PART: "评标专家的姓名和联系方式",
    Detail.SECRET_MARK: "该信息于2025年1月6日定为秘密级，定密依据为有关保密事项范围",
    Detail.PROHIBITING_LAW: "《中华人民共和国统计法》第十一条规定统计调查对象的原始资料应当保密",
    Detail.HARM: "信息载明桥梁的薄弱部位，公开后可能被用于破坏交通设施",
    Detail.THIRD_PARTY_RESULT: "本机关书面征求了第三方意见，第三方不同意公开，理由成立",
    Detail.NATURE: "该信息形成于方案讨论阶段，未作为行政管理的依据",
    Detail.SPECIAL_RULE: "不动产登记资料依照《不动产登记暂行条例》第二十七条向登记机构查询",
    Detail.SEARCH: "本机关以“养护招标”为关键词检索了公文系统和档案，询问了公路股，均未找到",
    Detail.UNCLEAR: "没有写明是哪一条公路、哪一个年度",
    Detail.PROPER_CHANNEL: "县信访局来访接待窗口",
    Detail.EARLIER_REPLY: "青交公开告〔2025〕8号，2025年11月5日",
    Detail.WHERE_TO_GET: "县新华书店有售，县图书馆可以借阅",
    Detail.FREQUENCY: "2026年1月以来共提出申请46件",
    Detail.REASON_GIVEN: "本机关已要求说明理由，所说明的理由不合理",
    Detail.LAPSED: "告知书于2026年3月5日送达，期限于3月26日届满",
    Detail.RESULT: "2026年4月7日，申请人书面撤回申请",
    Detail.INFORMATION: "养护工程中标单位的投标报价明细",
    Detail.AMOUNT: "200",
    Detail.CALCULATION: "按量计收，共提供50页，其中30页以内不收费",
    Detail.PAYMENT: "凭本通知书到政务服务中心财政窗口缴纳",
    Detail.BASIS: "《中华人民共和国政府信息公开条例》第二条",
}
OPTIONAL = {
    Detail.PUBLISHED_AT: "县政府门户网站“政府信息公开”栏目",
    Detail.OTHER_ORGAN: "县财政局（电话0000-0000001）",
}
ELSEWHERE = {
    LetterKind.THIRD_PARTY_INQUIRY: "青禾县路桥有限公司",
    LetterKind.THIRD_PARTY_NOTICE: "青禾县路桥有限公司",
    LetterKind.CO_PRODUCER_INQUIRY: "青禾县财政局",
    LetterKind.ASSISTANCE: "青禾县档案馆",
}


def case(kind=ApplicantKind.NATURAL_PERSON, delivery=DeliveryWay.MAIL, course=COURSE, **fields):
    """A request of March 2026."""
    named = "张某" if kind is ApplicantKind.NATURAL_PERSON else "青禾县同心研究所"
    return Case(
        number=fields.pop("number", "20260302-0007"),
        applicant_name=fields.pop("applicant_name", named),
        applicant_kind=kind,
        received_on=date(2026, 3, 2),
        channel=fields.pop("channel", IntakeChannel.ONLINE),
        wanted=WANTED,
        delivery=delivery,
        course=course,
    )


def notice(kind, **fields):
    """Facts of a letter along the way."""
    return LetterFacts(
        kind=kind,
        organ=fields.pop("organ", ORGAN),
        case=fields.pop("case", None) or case(course=()),
        number="青交公开函〔2026〕12号",
        dated_on=date(2026, 3, 9),
        addressee_name=ELSEWHERE.get(kind, ""),
        details=fields.pop("details", DETAILS),
        **fields,
    )


def reply(outcome, *, case=None, withheld=(Outcome.DELIBERATIVE,), details=None, **fields):
    """Facts of an answer of 9 April 2026."""
    in_part = outcome is Outcome.GRANTED_IN_PART
    return LetterFacts(
        kind=LetterKind.REPLY,
        organ=fields.pop("organ", ORGAN),
        case=case or globals()["case"](),
        number="青交公开告〔2026〕3号",
        dated_on=date(2026, 4, 9),
        decision=Decision(
            outcome, withheld if in_part else (), already_given=fields.pop("already_given", False)
        ),
        details=details or DETAILS,
        due_on=date(2026, 5, 8),
        **fields,
    )


GRANTED_LINE = {
    "id": "b",
    "kind": "reply",
    "number": "青交公开告〔2026〕3号",
    "dated_on": "2026-04-09",
    "due_on": "2026-05-08",
    "organ": {
        "name": ORGAN.name,
        "reconsideration_body": ORGAN.reconsideration_body,
        "court": ORGAN.court,
    },
    "case": {
        "number": "20260302-0007",
        "applicant_name": "张某",
        "applicant_kind": "person",
        "received_on": "2026-03-02",
        "channel": "online",
        "wanted": WANTED,
        "delivery": "mail",
        "course": [{"event": "extend", "on": "2026-03-25", "working_days": 15}],
    },
    "decision": {"outcome": "open"},
    "details": {"documents": DETAILS[Detail.DOCUMENTS]},
    "annexes": ["青禾县2025年农村公路养护工程招标文件"],
}
REFUSED_LINE = GRANTED_LINE | {
    "id": "a",
    "decision": {"outcome": "d6"},
    "details": {"nature": DETAILS[Detail.NATURE]},
    "annexes": [],
}
