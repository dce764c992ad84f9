from itertools import product

import pytest

from gongkai.domain.new_media.accounts import (
    CLOSING_ORDER,
    TRANSITIONS,
    AccountAction,
    AccountActionNotAllowed,
    AccountState,
    Platform,
    advance,
    allowed_actions,
    as_mermaid,
    crowded_platforms,
)

EXPECTED = {
    ("正常", "申请变更"): "变更中",
    ("变更中", "完成变更"): "正常",
    ("正常", "发布停更公告"): "停更",
    ("停更", "在平台注销账号"): "关停",
    ("关停", "在全国系统报送注销"): "注销",
}


@pytest.mark.parametrize(("state", "action"), list(product(AccountState, AccountAction)))
def test_every_combination_leads_where_the_filing_rules_say(state, action):
    expected = EXPECTED.get((state.label, action.label))
    if expected is None:
        with pytest.raises(AccountActionNotAllowed) as refused:
            advance(state, action)
        assert refused.value.facts == {"state": state.label, "action": action.label}
    else:
        assert advance(state, action).label == expected


def test_closing_announces_then_closes_then_files():
    state = AccountState.ACTIVE
    for action in CLOSING_ORDER:
        state = advance(state, action)
    assert state is AccountState.CANCELLED
    assert allowed_actions(state) == ()


def test_an_active_account_can_change_or_announce_its_end():
    assert allowed_actions(AccountState.ACTIVE) == (
        AccountAction.REQUEST_CHANGE,
        AccountAction.ANNOUNCE_PAUSE,
    )


def test_diagram_draws_every_transition():
    lines = as_mermaid().splitlines()
    assert '    state "停更" as paused' in lines
    assert "    closed --> cancelled: 在全国系统报送注销" in lines
    assert sum(" --> " in line for line in lines) == len(TRANSITIONS) + 1


def test_a_second_account_on_the_same_platform_is_pointed_out():
    accounts = [(1, Platform.WECHAT), (1, Platform.WECHAT), (1, Platform.DOUYIN)]
    assert crowded_platforms(accounts) == ((1, Platform.WECHAT, 2),)


def test_one_account_per_platform_and_organ_is_fine():
    assert crowded_platforms(product([1, 2], Platform)) == ()


def test_two_mini_programs_are_not_two_accounts_on_a_platform():
    assert crowded_platforms([(1, Platform.MINI_PROGRAM)] * 2) == ()


def test_official_platform_names():
    assert [platform.label for platform in Platform] == [
        "微信公众号",
        "微信视频号",
        "新浪微博",
        "抖音",
        "快手",
        "今日头条",
        "小红书",
        "移动客户端",
        "小程序",
        "其他",
    ]
