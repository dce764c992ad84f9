"""Register, change and close new-media accounts (分级备案)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.law import NEW_MEDIA_OPINIONS
from gongkai.domain.terms import Term

REGISTRATION_SOURCE = NEW_MEDIA_OPINIONS


class Platform(Term):
    """Where an account is kept."""

    WECHAT = "wechat", "微信公众号"
    WECHAT_CHANNELS = "wechat_channels", "微信视频号"
    WEIBO = "weibo", "新浪微博"
    DOUYIN = "douyin", "抖音"
    KUAISHOU = "kuaishou", "快手"
    TOUTIAO = "toutiao", "今日头条"
    XIAOHONGSHU = "xiaohongshu", "小红书"
    APP = "app", "移动客户端"
    MINI_PROGRAM = "mini_program", "小程序"
    OTHER = "other", "其他"


class AccountState(Term):
    """Where an account stands in its registered life."""

    ACTIVE = "active", "正常"
    CHANGING = "changing", "变更中"
    PAUSED = "paused", "停更"
    CLOSED = "closed", "关停"
    CANCELLED = "cancelled", "注销"


class AccountAction(Term):
    """What is filed with the supervising office."""

    REQUEST_CHANGE = "request_change", "申请变更"
    COMPLETE_CHANGE = "complete_change", "完成变更"
    ANNOUNCE_PAUSE = "announce_pause", "发布停更公告"
    CLOSE_ON_PLATFORM = "close_on_platform", "在平台注销账号"
    FILE_CANCELLATION = "file_cancellation", "在全国系统报送注销"


# Closing has an order: announce, close on the platform, then file in the national
# system. An account in the course of change finishes the change first.
TRANSITIONS: Mapping[tuple[AccountState, AccountAction], AccountState] = MappingProxyType(
    {
        (AccountState.ACTIVE, AccountAction.REQUEST_CHANGE): AccountState.CHANGING,
        (AccountState.CHANGING, AccountAction.COMPLETE_CHANGE): AccountState.ACTIVE,
        (AccountState.ACTIVE, AccountAction.ANNOUNCE_PAUSE): AccountState.PAUSED,
        (AccountState.PAUSED, AccountAction.CLOSE_ON_PLATFORM): AccountState.CLOSED,
        (AccountState.CLOSED, AccountAction.FILE_CANCELLATION): AccountState.CANCELLED,
    }
)

CLOSING_ORDER = (
    AccountAction.ANNOUNCE_PAUSE,
    AccountAction.CLOSE_ON_PLATFORM,
    AccountAction.FILE_CANCELLATION,
)

# Only these are expected to publish; a paused account has said in public that it does not.
PUBLISHING_STATES = frozenset({AccountState.ACTIVE, AccountState.CHANGING})


class AccountActionNotAllowed(Refusal):
    """The registered life of an account has no such step from here."""

    code = "account_action_not_allowed"


def advance(state: AccountState, action: AccountAction) -> AccountState:
    """Return the state that ``action`` leads to, or refuse.

    Raises:
        AccountActionNotAllowed: the lifecycle has no such transition.
    """
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise AccountActionNotAllowed(state=state.label, action=action.label) from None


def allowed_actions(state: AccountState) -> tuple[AccountAction, ...]:
    """Return the actions open in ``state``, in the order of the list of actions."""
    return tuple(action for action in AccountAction if (state, action) in TRANSITIONS)


def as_mermaid() -> str:
    """Draw the lifecycle for the handbook, as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in AccountState]
    lines.append(f"    [*] --> {AccountState.ACTIVE.value}")
    lines += [
        f"    {before.value} --> {after.value}: {action.label}"
        for (before, action), after in TRANSITIONS.items()
    ]
    return "\n".join(lines) + "\n"


def crowded_platforms(
    accounts: Iterable[tuple[int, Platform]],
) -> tuple[tuple[int, Platform, int], ...]:
    """Return (organ id, platform, accounts) where an organ keeps more than one account.

    In principle one organ opens one account per platform (``REGISTRATION_SOURCE``). "In
    principle" makes it a warning, never a refusal. Apps, mini programs and accounts on
    other platforms are not one platform, so they do not count.
    """
    exempt = {Platform.APP, Platform.MINI_PROGRAM, Platform.OTHER}
    counts = Counter(account for account in accounts if account[1] not in exempt)
    return tuple(sorted((*account, times) for account, times in counts.items() if times > 1))
