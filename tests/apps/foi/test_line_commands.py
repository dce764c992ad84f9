"""Counting for other offices: a file in, a file out, every bad line named."""

import csv
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

GOOD = {"id": "x", "received_on": "2025-01-24", "events": []}


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on a file; return what it wrote, what it complained of, how it ended."""

    def running(command, content):
        source, out = tmp_path / "in", tmp_path / "out"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        ended = ""
        try:
            call_command(command, "--in", str(source), "--out", str(out))
        except CommandError as error:
            ended = str(error)
        return out.read_text("utf-8"), capsys.readouterr().err.splitlines(), ended

    return running


def test_every_case_is_answered(run):
    lines = [json.dumps(GOOD | {"id": number}) for number in range(3)]
    out, wrong, ended = run("clock", "\n".join(lines))
    answers = [json.loads(line) for line in out.splitlines()]
    assert [(a["id"], a["due_on"]) for a in answers] == [(n, "2025-02-27") for n in range(3)]
    assert (wrong, ended) == ([], "")


def test_bad_lines_are_named_and_the_others_answered(run):
    lines = [
        json.dumps(GOOD).encode(),
        b"{",
        b"",
        json.dumps(GOOD | {"received_on": "2025-02-30"}).encode(),
        "收到".encode("gb18030"),
        json.dumps(GOOD | {"events": [{"type": "extend", "working_days": 21}]}).encode(),
        b"[1]",
        json.dumps(GOOD | {"id": "last"}).encode(),
    ]
    out, wrong, ended = run("clock", b"\xef\xbb\xbf" + b"\r\n".join(lines))
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["x", "last"]
    named = [sentence.partition("：")[0] for sentence in wrong]
    assert named == ["第2行", "第4行", "第5行", "第6行", "第7行"]
    assert any("received_on" in sentence and "2025-02-30" in sentence for sentence in wrong)
    assert any("UTF-8" in sentence for sentence in wrong)
    assert ended == "5行有错，没有作答；其余2行已作答。"


def test_rows_come_back_with_their_last_day(run):
    out, wrong, ended = run(
        "deadline", "件号,start,working_days\n甲,2025-01-24,7\n乙,2025-01-24,x\n丙,2025-09-22,20\n"
    )
    rows = list(csv.DictReader(out.splitlines()))
    assert list(rows[0]) == ["件号", "start", "working_days", "due_on"]
    assert [row["due_on"] for row in rows] == ["2025-02-10", "", "2025-10-24"]
    assert wrong == ["第3行：“working_days”应为0到2000之间的整数，现为x。"]
    assert ended == "1行有错，没有作答；其余2行已作答。"


def test_a_day_in_a_year_without_notice_is_told(run):
    _, wrong, ended = run("deadline", "start,working_days\n2026-12-20,20\n")
    assert ended == ""
    assert len(wrong) == 1
    assert "2027-01-15" in wrong[0]
    assert "暂定" in wrong[0]


@pytest.mark.parametrize("table", ["start,days\n2025-01-24,7\n", "", "2025-01-24,7\n"])
def test_a_table_without_its_columns_is_refused(run, table):
    _, _, ended = run("deadline", table)
    assert "working_days" in ended
    assert "首行" in ended


def test_fees_are_worked_out_line_by_line(run):
    out, wrong, ended = run(
        "fees", '{"basis":"items","count":31}\n{"basis":"pages","count":null}\n'
    )
    assert json.loads(out)["yuan"] == 2200
    assert [sentence.partition("：")[0] for sentence in wrong] == ["第2行"]
    assert ended.startswith("1行有错")


@pytest.mark.parametrize("command", ["clock", "deadline", "fees"])
def test_a_file_that_is_not_there_ends_with_a_sentence(command, tmp_path):
    with pytest.raises(CommandError, match="不能读取"):
        call_command(command, "--in", str(tmp_path / "none"))
