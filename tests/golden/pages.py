"""Write the pages of the documentation that follow from the code."""

import ast
import importlib
import re
from collections import defaultdict

from gongkai.domain import law
from gongkai.domain.annual_report.issue import SENTENCES
from gongkai.domain.foi import deadlines, ledger
from gongkai.domain.foi import lifecycle as foi
from gongkai.domain.law import Citation, Instrument
from gongkai.domain.new_media import accounts
from gongkai.domain.new_media.staleness import VETO_DAYS, WARNING_DAYS
from gongkai.domain.review import three_reviews
from gongkai.domain.review.checklists import CHECKLISTS
from gongkai.domain.terms import Term
from tests.golden.source_tree import PACKAGE, module_name, nodes, python_files, subclasses

GENERATED = "<!-- Written by `make golden` from the code; do not edit below this line. -->"


def table(heads, rows):
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def page(title, *parts):
    """Return a whole page that is generated."""
    return "\n\n".join([f"# {title}", *parts]) + "\n"


def diagram(text):
    """Return a Mermaid diagram as a fenced block."""
    return f"```mermaid\n{text.rstrip()}\n```"


# Law: which module rests on which article.


def _citations_in(path):
    """Yield every article and every whole instrument that a module names."""
    module = importlib.import_module(module_name(path))
    cited_by_article = {
        id(found.value) for found in nodes(path, ast.Attribute) if found.attr == "article"
    }
    for call in nodes(path, ast.Call):
        target = call.func
        if isinstance(target, ast.Attribute) and target.attr == "article":
            owner = getattr(module, getattr(target.value, "id", ""), None)
        else:
            bound = getattr(module, getattr(target, "id", ""), None)
            owner = getattr(bound, "__self__", None)
        if isinstance(owner, Instrument):
            yield owner.article(
                *(ast.literal_eval(arg) for arg in call.args),
                **{
                    word.arg: ast.literal_eval(word.value)
                    for word in call.keywords
                    if isinstance(word.value, ast.Constant)
                },
            )
    for name in nodes(path, ast.Name):
        named = getattr(module, name.id, None)
        if isinstance(named, Instrument) and id(name) not in cited_by_article:
            yield named


def _article_text(cited):
    if isinstance(cited, Instrument):
        return "（全文）"
    return str(cited).removeprefix(str(cited.instrument))


def _article_order(cited):
    if isinstance(cited, Instrument):
        return (0, 0, 0)
    return (cited.number, cited.paragraph, cited.item)


def law_index():
    """Return the page that leads from an article to the modules that rest on it."""
    found = defaultdict(lambda: defaultdict(set))
    for path in python_files(demo=False):
        if path == PACKAGE / "domain" / "law.py" or path.name in {"wsgi.py", "urls.py"}:
            continue
        if "settings" in path.parts:
            continue
        for cited in _citations_in(path):
            instrument = cited.instrument if isinstance(cited, Citation) else cited
            found[instrument][cited].add(module_name(path))
    parts = [
        "法规修改时，从这里找到要改的模块。由代码中的引用（`gongkai.domain.law`）生成。",
        GENERATED,
    ]
    for instrument in (value for value in vars(law).values() if isinstance(value, Instrument)):
        cited = found.get(instrument)
        if not cited:
            continue
        rows = [
            (_article_text(one), "、".join(f"`{name}`" for name in sorted(cited[one])))
            for one in sorted(cited, key=_article_order)
        ]
        parts += [f"## {instrument}", table(["条款", "模块"], rows)]
    return page("法规条款与模块对照", *parts)


# Glossary: the closed lists.


def closed_lists():
    """Return the part of the glossary that lists every closed list and its members."""
    rows = [
        (
            f"`{cls.__module__}.{cls.__name__}`",
            "、".join(f"{member.label} `{member.name}`" for member in cls),
        )
        for cls in subclasses(Term)
    ]
    return table(["List", "Members"], rows)


# Handbook: the lifecycles.


def review_page():
    """Return the handbook's page on the lifecycle of a text."""
    steps = [
        (
            before.label,
            action.label,
            after.label,
            three_reviews.role_for_action(before, action).label,
        )
        for (before, action), after in three_reviews.TRANSITIONS.items()
    ]
    focus = [
        (
            state.label,
            checklist.usual_reviewer,
            "；".join(checklist.review_focus),
            "；".join(checklist.proofreading_focus) or "（本级不校对）",
        )
        for state, checklist in CHECKLISTS.items()
    ]
    return page(
        "稿件的审核流程",
        "一篇稿件从拟稿到发布走哪几步。怎么操作见[发布信息](publishing.md)。",
        GENERATED,
        diagram(three_reviews.as_mermaid()),
        "## 每一步由谁办",
        table(["现在", "办理", "之后", "岗位"], steps),
        "## 各级审什么、校什么",
        table(["审级", "一般由谁担任", "审核要点", "校对要点"], focus),
    )


_PERIODS = (
    ("答复", deadlines.REPLY, "收到申请之日"),
    ("延期（最长）", deadlines.MAX_EXTENSION, "原期限届满之日"),
    ("告知补正", deadlines.CORRECTION_NOTICE, "收到申请之日"),
    ("补正（机关设定，通常）", deadlines.CORRECTION, "补正通知送达之日"),
    ("第三方提出意见", deadlines.THIRD_PARTY_OPINION, "收到征求意见书之日"),
    ("其他机关提出意见", deadlines.AGENCY_OPINION, "收到征求意见书之日"),
    ("缴费", deadlines.FEE_PAYMENT, "收到缴费通知之日"),
    ("主动公开", deadlines.PUBLICATION, "信息形成或者变更之日"),
    ("法院判决重新答复", deadlines.COURT_ORDER, "责令重办之日"),
)


def foi_page():
    """Return the handbook's page on the lifecycle of a request."""
    steps = [
        (
            before.label,
            event.label,
            after.label,
            ledger.CLOCK_ACTS[event].label if event in ledger.CLOCK_ACTS else "",
        )
        for (before, event), after in foi.TRANSITIONS.items()
    ]
    periods = [
        (name, period.working_days, start, period.source) for name, period, start in _PERIODS
    ]
    return page(
        "依申请公开的办理流程",
        "一件申请从提交到归档走哪几步，每一步对答复期限有什么影响。期限怎么数见"
        "[期限的计算口径](../adr/0007-counting-of-deadlines.md)。",
        GENERATED,
        diagram(foi.as_mermaid()),
        "## 每一步与期限",
        table(["现在", "办理", "之后", "对答复期限"], steps),
        "## 各项期限",
        "起算当日不计入，只数工作日。",
        table(["期限", "工作日", "起算", "依据"], periods),
    )


def new_media_page():
    """Return the handbook's page on the lifecycle of an account."""
    steps = [
        (before.label, action.label, after.label)
        for (before, action), after in accounts.TRANSITIONS.items()
    ]
    warnings = "、".join(f"第{days}天" for days in WARNING_DAYS)
    closing = "→".join(action.label for action in accounts.CLOSING_ORDER)
    return page(
        "政务新媒体账号的备案流程",
        "账号的开设、变更、关停和注销依次办理，顺序不能颠倒。",
        GENERATED,
        diagram(accounts.as_mermaid()),
        "## 步骤",
        table(["现在", "办理", "之后"], steps),
        f"关停的顺序：{closing}。",
        "## 内容不更新",
        f"正常和变更中的账号超过{VETO_DAYS}天没有更新，即为单项否决的“内容不更新”；"
        f"{warnings}没有更新的，分三级提醒。",
    )


_CHECK_GROUPS = (
    ("H", "表内与跨年勾稽"),
    ("L", "是否合法、是否符合格式"),
    ("S", "与台账、与各单位报告比对"),
    ("N", "正文"),
)
_SLOT = re.compile(r"\{\w+\}")


def report_checks_page():
    """Return the handbook's page on what is checked before a report goes out."""
    parts = []
    for letter, title in _CHECK_GROUPS:
        rows = [
            (code, _SLOT.sub("…", sentence))
            for code, sentence in SENTENCES.items()
            if code.startswith(letter)
        ]
        parts += [f"## {title}", table(["编号", "不符时的提示"], rows)]
    return page(
        "年报核对项目",
        "送审前系统逐项核对，不符的给出下列提示；“…”处是当时的数字。"
        "怎样编制见[编制年度报告](annual-report.md)。",
        GENERATED,
        *parts,
    )


PAGES = {
    "docs/law/index.md": law_index,
    "docs/handbook/review.md": review_page,
    "docs/handbook/foi.md": foi_page,
    "docs/handbook/new-media.md": new_media_page,
    "docs/handbook/report-checks.md": report_checks_page,
}
