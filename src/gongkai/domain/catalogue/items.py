"""Lay out the catalogue of items for proactive disclosure (主动公开事项目录)."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.errors import Refusal
from gongkai.domain.law import GRASSROOTS_OPINIONS
from gongkai.domain.terms import Term

CATALOGUE_SOURCE = GRASSROOTS_OPINIONS


class Audience(Term):
    """Whom an item is disclosed to (公开范围)."""

    EVERYBODY = "everybody", "全社会"
    GROUP = "group", "特定群体"


# Heads of the per-organ catalogue as two published ones print them. The upload form of
# the provincial platform is still to be asked for. This is not the per-field national
# standard table, which also has time limits, channels and levels.
COLUMNS = (
    "序号",
    "一级事项",
    "二级事项",
    "三级事项",
    "公开内容",
    "公开依据",
    "公开范围",
)
OPTIONAL_COLUMNS = frozenset({"序号", "三级事项"})


class AudienceNotNamed(Refusal):
    """An item is disclosed to a group without saying which."""

    code = "catalogue_audience_not_named"


class CatalogueItemIncomplete(Refusal):
    """A column that must be filled is empty."""

    code = "catalogue_item_incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureItem:
    """One row of an organ's catalogue.

    Attributes:
        level_1: 一级事项.
        level_2: 二级事项.
        level_3: 三级事项, may be empty.
        content: 公开内容.
        basis: 公开依据, each entry quoting instrument and article.
        audience: 公开范围.
        group: which group, when the audience is one.

    Raises:
        CatalogueItemIncomplete: a column that must be filled is empty.
        AudienceNotNamed: the group is not named.
    """

    level_1: str
    level_2: str
    level_3: str = ""
    content: str
    basis: tuple[str, ...]
    audience: Audience = Audience.EVERYBODY
    group: str = ""

    def __post_init__(self) -> None:
        """Refuse a row that could not be uploaded."""
        filled = {
            "一级事项": self.level_1,
            "二级事项": self.level_2,
            "公开内容": self.content,
            "公开依据": "".join(self.basis),
        }
        empty = [column for column, text in filled.items() if not text.strip()]
        if empty:
            raise CatalogueItemIncomplete(columns="、".join(empty))
        if self.audience is Audience.GROUP and not self.group.strip():
            raise AudienceNotNamed(item=self.level_2)

    def as_row(self, serial: int) -> tuple[str, ...]:
        """Return the row as printed under ``COLUMNS``."""
        audience = f"{self.audience.label}（{self.group}）" if self.group else self.audience.label
        return (
            str(serial),
            self.level_1,
            self.level_2,
            self.level_3,
            self.content,
            "；".join(self.basis),
            audience,
        )
