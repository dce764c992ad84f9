"""``gongkai report check``: files in, findings out, and what cannot be read is named."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from benchmarks.written_reports import report, with_cell

NEW = "一、本年新收政府信息公开申请数量"


@pytest.fixture
def files(tmp_path):
    sound, broken = tmp_path / "sound.json", tmp_path / "broken.json"
    sound.write_text(json.dumps(report(1), ensure_ascii=False), "utf-8")
    spoilt = with_cell(report(2), "table3", NEW, "总计", 999)
    broken.write_text(json.dumps(spoilt, ensure_ascii=False), "utf-8")
    return sound, broken


def run(*arguments):
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("report_check", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        status = error.returncode
    return status, out.getvalue(), err.getvalue()


def test_a_sound_report_is_left_in_peace(files):
    status, out, _ = run(files[0])
    assert (status, out.splitlines()) == (0, [f"{files[0]}：没有发现问题。"])


def test_findings_are_told_as_data(files):
    status, out, _ = run(*files, "--format", "json")
    first, second = map(json.loads, out.splitlines())
    assert (status, first["findings"]) == (1, [])
    for finding in second["findings"]:
        assert {"code", "severity", "where", "found", "expected", "message"} <= set(finding)
    (row_sum,) = [one for one in second["findings"] if one["code"] == "H3"]
    assert (row_sum["severity"], row_sum["found"]) == ("error", 999)
    assert row_sum["where"] == f"表三“{NEW}”行“总计”列"


def test_findings_are_told_in_words(files):
    status, out, _ = run(files[1])
    assert status == 1
    assert "错误 H" in out
    assert "国办公开办函〔2021〕30号" in out or "算术" in out


def test_a_bad_file_is_named_and_the_others_are_answered(files, tmp_path):
    (tmp_path / "damaged.json").write_text("{", "utf-8")
    (tmp_path / "other.json").write_text("{}", "utf-8")
    status, out, err = run(tmp_path, tmp_path / "missing.json", tmp_path / "a.exe")
    assert status == 2
    assert "sound.json：没有发现问题。" in out
    for name in ("damaged.json", "other.json", "missing.json", "a.exe"):
        assert name in err


def test_last_year_s_report_is_held_beside_one(files, tmp_path):
    this, last = report(1, 2025), report(1, 2024)
    path, before = tmp_path / "this.json", tmp_path / "last.json"
    path.write_text(json.dumps(this, ensure_ascii=False), "utf-8")
    spoilt = with_cell(last, "table3", "四、结转下年度继续办理", "总计", 77)
    before.write_text(json.dumps(spoilt, ensure_ascii=False), "utf-8")
    _, out, _ = run(path, "--previous", before, "--format", "json")
    assert "H6" in {one["code"] for one in json.loads(out)["findings"]}


def test_a_roll_up_is_held_against_its_parts(files, tmp_path):
    status, out, _ = run("--parent", files[0], "--children", *files, "--format", "json")
    told = json.loads(out)
    assert told["file"] == str(files[0])
    assert {"S3.over"} & {one["code"] for one in told["findings"]}
    assert status == 1
    (tmp_path / "damaged.json").write_text("{", "utf-8")
    status, out, err = run("--parent", files[0], "--children", tmp_path / "damaged.json")
    assert (status, out) == (2, "")
    assert "damaged.json" in err


@pytest.mark.parametrize(
    "arguments",
    [(), ("--parent", "a.json"), ("a.json", "--children", "b.json"),
     ("a.json", "b.json", "--previous", "c.json")],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(arguments):
    status, _, _ = run(*arguments)
    assert status == 2
