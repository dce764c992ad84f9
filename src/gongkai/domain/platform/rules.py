"""List the national rules that every platform's 政府信息公开制度 names."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.law import (
    FEE_MEASURES,
    GRASSROOTS_OPINIONS,
    OGI_REGULATIONS,
    OPEN_GOVERNMENT_RULES_2016,
    PLATFORM_NOTICE,
    REPORT_FORMAT_2021,
    STATE_SECRETS_LAW,
    STATE_SECRETS_RULES,
    Instrument,
)


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules of one rank."""

    label: str
    rules: tuple[Instrument, ...]


NATIONAL_RULES = (
    RuleGroup("法律、行政法规", (OGI_REGULATIONS, STATE_SECRETS_LAW, STATE_SECRETS_RULES)),
    RuleGroup(
        "国务院办公厅文件",
        (
            OPEN_GOVERNMENT_RULES_2016,
            GRASSROOTS_OPINIONS,
            PLATFORM_NOTICE,
            FEE_MEASURES,
            REPORT_FORMAT_2021,
        ),
    ),
)
OWN_RULES = "本机关制度"
