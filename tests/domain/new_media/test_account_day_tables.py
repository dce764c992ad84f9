"""The days of silence of an account, and every step of its registered life."""

from datetime import date

import pytest

from gongkai.domain.new_media.accounts import (
    CLOSING_ORDER,
    AccountAction,
    AccountActionNotAllowed,
    AccountState,
    Platform,
    advance,
    allowed_actions,
    crowded_platforms,
)
from gongkai.domain.new_media.staleness import reminders_due_on, staleness

SILENCE = ["fresh"] * 7 + ["reminded"] * 3 + ["urgent"] * 2 + ["last_call"] * 3 + ["stale"] * 6


@pytest.mark.parametrize(("days", "freshness"), list(enumerate(SILENCE)))
def test_each_day_of_silence_has_its_level(days, freshness):
    standing = staleness(date(2025, 3, 5), date(2025, 3, 5 + days))
    assert (standing.days_since_update, standing.freshness.value) == (days, freshness)
    assert standing.next_update_due_on == date(2025, 3, 19)
    assert standing.is_stale == (days > 14)


@pytest.mark.parametrize(
    ("last_update_on", "due_on", "reminders"),
    [
        (
            date(2024, 2, 20),
            date(2024, 3, 5),
            (date(2024, 2, 27), date(2024, 3, 1), date(2024, 3, 3)),
        ),
        (
            date(2025, 2, 20),
            date(2025, 3, 6),
            (date(2025, 2, 27), date(2025, 3, 2), date(2025, 3, 4)),
        ),
        (
            date(2025, 12, 22),
            date(2026, 1, 5),
            (date(2025, 12, 29), date(2026, 1, 1), date(2026, 1, 3)),
        ),
    ],
)
def test_reminders_cross_months_leap_days_and_years(last_update_on, due_on, reminders):
    assert staleness(last_update_on, last_update_on).next_update_due_on == due_on
    assert reminders_due_on(last_update_on) == reminders


# state, then where 申请变更, 完成变更, 停更公告, 平台注销, 报送注销 lead
LIFE = [
    ("active", "changing", None, "paused", None, None),
    ("changing", None, "active", None, None, None),
    ("paused", None, None, None, "closed", None),
    ("closed", None, None, None, None, "cancelled"),
    ("cancelled", None, None, None, None, None),
]
ACTIONS = (
    "request_change",
    "complete_change",
    "announce_pause",
    "close_on_platform",
    "file_cancellation",
)
CELLS = [(row[0], a, after) for row in LIFE for a, after in zip(ACTIONS, row[1:], strict=True)]


@pytest.mark.parametrize(("state", "action", "after"), CELLS)
def test_every_step_leads_where_the_register_says_or_is_refused(state, action, after):
    before, step = AccountState(state), AccountAction(action)
    assert (step in allowed_actions(before)) == (after is not None)
    if after is None:
        with pytest.raises(AccountActionNotAllowed) as refused:
            advance(before, step)
        assert refused.value.facts == {"state": before.label, "action": step.label}
    else:
        assert advance(before, step) is AccountState(after)


def test_closing_announces_first_and_files_last():
    state, seen = AccountState.ACTIVE, []
    for action in CLOSING_ORDER:
        state = advance(state, action)
        seen.append(state.label)
    assert seen == ["停更", "关停", "注销"]


@pytest.mark.parametrize(
    ("accounts", "crowded"),
    [
        ([], ()),
        ([(1, "wechat")], ()),
        ([(1, "wechat"), (2, "wechat")], ()),
        ([(1, "wechat"), (1, "wechat_channels")], ()),
        ([(1, "wechat"), (1, "wechat")], ((1, "wechat", 2),)),
        ([(1, "weibo"), (1, "weibo"), (1, "weibo")], ((1, "weibo", 3),)),
        ([(1, "app"), (1, "app")], ()),
        ([(1, "mini_program"), (1, "mini_program")], ()),
        ([(1, "other"), (1, "other")], ()),
        (
            [(2, "douyin"), (1, "wechat"), (2, "douyin"), (1, "wechat"), (1, "app")],
            ((1, "wechat", 2), (2, "douyin", 2)),
        ),
    ],
)
def test_one_organ_keeps_one_account_on_one_platform(accounts, crowded):
    given = [(organ, Platform(name)) for organ, name in accounts]
    expected = tuple((organ, Platform(name), count) for organ, name, count in crowded)
    assert crowded_platforms(given) == expected
