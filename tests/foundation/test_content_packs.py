import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.domain.content_checks.findings import Tier
from gongkai.foundation.content_checks.packs import checker, read_packs, shipped
from gongkai.foundation.reference_data import ReferenceDataInvalid

TABLES = ("pairs.", "misspellings.", "terms.")  # one line, one example: the wrong words
RULES = [rule for pack in read_packs(shipped()) for rule in pack.rules]


def rules_at(text):
    return {finding.rule for finding in checker().check(text)}


def test_every_rule_has_a_name_of_its_own():
    names = [rule.rule_id for rule in RULES]
    assert len(names) == len(set(names))


def test_every_rule_finds_its_bad_examples_and_leaves_the_good_ones():
    wrong = [
        (rule.rule_id, text)
        for rule in RULES
        for texts, finds in ((rule.bad, True), (rule.good, False))
        for text in texts
        if (rule.rule_id in rules_at(text)) is not finds
    ]
    assert wrong == []


def test_every_rule_that_needs_no_county_data_carries_examples():
    bare = {rule.rule_id for rule in RULES if not (rule.bad and rule.good)}
    assert {name for name in bare if not name.startswith(TABLES)} == {"core.office-holder"}


def test_every_pair_without_a_context_is_found_in_a_sentence():
    lost = [
        wrong
        for rule in RULES
        for wrong in rule.pairs
        if not rules_at(f"各单位按照{wrong}要求办理。")
    ]
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "全年共收到申请28件，其中网上15件、信函9件、当面4件。",
        "2025年5月16日（星期五），首次开展“5·15政务公开日”直播活动。",
        "根据《中华人民共和国政府信息公开条例》，现公布2025年度报告。",
        "朝阳县人民政府办公室关于印发《办法》的通知（朝政办发〔2025〕12号）。",
        "以习近平新时代中国特色社会主义思想为指导，深刻领悟“两个确立”的决定性意义。",
        "统一社会信用代码11500000MB1B37366Q，联系电话0421-2612345。",
        "截至2025年底，累计关注12700余人，同比增长12.5%。",
        "集中港口资源，可以经主任会议决定，群众反应热烈。",
    ],
)
def test_clean_sentences_are_left_in_peace(text):
    loud = [f.rule for f in checker().check(text) if f.tier is not Tier.HINT]
    assert loud == []


def test_a_county_folder_adds_rules_and_changes_others(tmp_path):
    (tmp_path / "county.toml").write_text(
        'id = "county"\nversion = "1"\ntitle = "本县"\n[[rules]]\nid = "name"\nkind = "literal"\n'
        'tier = "A"\nlevel = "error"\nmatch = ["青河县"]\nsuggest = "青禾县"\n'
        'message = "县名应为“{suggest}”。"\nwhy = "本县名称"\n',
        encoding="utf-8",
    )
    (tmp_path / "changes.csv").write_text(
        "rule,tier\npairs.布署,off\npairs.按装,C\n", encoding="utf-8"
    )
    (tmp_path / "holders.csv").write_text(
        "name,post,since_on,until_on\n张建国,县长,2024-03-01,\n", encoding="utf-8"
    )
    found = checker(tmp_path).check("青河县布署按装工作，县长张健国到会。")
    assert [(f.rule, f.tier.value, f.suggestion) for f in found] == [
        ("county.name", "A", "青禾县"),
        ("pairs.按装", "C", "安装"),
        ("core.office-holder", "A", "张建国"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.toml", "id ="),
        ("nothing.toml", 'id = "n"\nversion = "1"\n'),
        (
            "regex.toml",
            (
                'id="r"\nversion="1"\ntitle="r"\n[[rules]]\nid="x"\nkind="regex"\ntier="A"\n'
                'level="error"\nmessage=""\nwhy=""\nmatch=["("]\n'
            ),
        ),
        (
            "detector.toml",
            (
                'id="r"\nversion="1"\ntitle="r"\n[[rules]]\nid="x"\nkind="validator"\ntier="A"\n'
                'level="error"\nmessage=""\nwhy=""\nvalidator="none"\n'
            ),
        ),
        ("changes.csv", "rule,tier\ncore.none,off\n"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReferenceDataInvalid, match=name):
        checker(tmp_path)


PIECES = st.sampled_from(
    [
        *(
            "2025年",
            "13月",
            "2月30日",
            "二〇二五年",
            "十月",
            "三十二日",
            "（星期五）",
            "至",
            "共",
            "其中",
        ),
        *(
            "15件",
            "3.5%",
            "占",
            "由",
            "增加到",
            "增长",
            "《",
            "》",
            "“",
            "”",
            "（",
            ")",
            "〔2025〕",
            "第",
        ),
        *(
            "012号",
            "朝政办发",
            "中华人民共和国",
            "政府信息公开条例",
            "１２３",
            "突破",
            "余",
            "\n",
            "一、",
        ),
        *(
            "二、",
            "二是",
            ",",
            "。",
            "🙂",
            "布署",
            "错写为",
            "13800138000",
            "\u3000",
            "的的",
            "继续有效",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_findings_quote_the_text_in_order_and_apart(text):
    found = checker().check(text)
    assert all(text[f.start : f.end] == f.quote for f in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all("{" not in f.message + f.why for f in found)
