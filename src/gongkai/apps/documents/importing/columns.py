"""Name the columns of the spreadsheet, and what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from gongkai.domain.documents.kinds import Disclosure, DocumentKind
from gongkai.domain.documents.validity import Validity


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: how the program calls it.
        heading: what stands in the first row.
        help: what to fill in.
        needed: no row may leave it empty.
        longest: most characters.
    """

    name: str
    heading: str
    help: str
    needed: bool = False
    longest: int = 200


def _labels(kind: type[DocumentKind | Disclosure | Validity]) -> str:
    return "、".join(member.label for member in kind)


_DAY = "例如 2025-05-16"
COLUMNS = (
    Column("number", "发文字号", "例如 青政发〔2025〕3号", needed=True, longest=60),
    Column("title", "标题", "完整标题", needed=True),
    Column("kind", "文件类别", f"可填：{_labels(DocumentKind)}", needed=True),
    Column(
        "organs", "发文机关", "名称、简称或者代码；联合发文用分号隔开，牵头的写在前面", needed=True
    ),
    Column("theme", "主题分类", "国家主题分类的大类", longest=40),
    Column("theme_detail", "主题小类", "没有的不填", longest=40),
    Column("signed_on", "成文日期", _DAY, needed=True),
    Column("effective_from", "施行日期", f"{_DAY}；不填的自成文之日起施行"),
    Column("expires_on", "有效期至", f"{_DAY}；长期有效的不填"),
    Column("amended_on", "修改日期", _DAY),
    Column("repealed_on", "废止日期", f"{_DAY}；不再有效的第一天"),
    Column("act_basis", "废止修改依据", "有废止、修改日期的要填"),
    Column("successor", "替代文件文号", "在库里或者在本表里的文号", longest=60),
    Column("validity", "有效性", f"可填：{_labels(Validity)}；用来核对日期，可以不填"),
    Column("disclosure", "公开属性", f"可填：{_labels(Disclosure)}；不填的为主动公开"),
    Column("disclosure_reason", "不主动公开的理由", "不是主动公开的要填"),
    Column("basis", "制定依据", "没有的不填", longest=300),
    Column("enactment_note", "题注", "没有的不填", longest=300),
    Column("registration_number", "统一登记号", "没有的不填", longest=40),
    Column("legality_reviewed_on", "合法性审核日期", _DAY),
    Column("legality_reviewed_by", "合法性审核机构", "没有的不填", longest=80),
    Column("summary", "概述", "不超过300字", longest=300),
    Column("body", "正文", "全文；也可以不填，改填正文文件", longest=30_000),
    Column("body_file", "正文文件", "docx文件名，和表格一起提交", longest=200),
    Column("original", "原件", "PDF文件名，没有的不填", longest=200),
    Column("attachments", "附件", "文件名，用分号隔开", longest=1000),
)
BY_NAME = {column.name: column for column in COLUMNS}
DAYS = frozenset(name for name in BY_NAME if name.endswith(("_on", "_from")))


def template() -> bytes:
    """Return the empty spreadsheet: headings, and a second sheet that explains them."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "文件"
    notes = book.create_sheet("填写说明")
    notes.append(["列名", "填什么", "必填"])
    for number, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(row=1, column=number, value=column.heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(12, len(column.heading) * 2.4)
        notes.append([column.heading, column.help, "是" if column.needed else ""])
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
