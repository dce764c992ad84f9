"""Letters told line by line come back worded and checked, and as Word files."""

import json
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from gongkai.apps.foi.letter_word import build
from gongkai.domain.foi.letters.composing import compose
from gongkai.domain.foi.outcomes import Outcome
from tests.domain.foi.letter_facts import GRANTED_LINE, REFUSED_LINE, case, reply


def _run(tmp_path, lines, **options):
    told, out = tmp_path / "letters.jsonl", tmp_path / "out.jsonl"
    told.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    call_command("letters", source=str(told), out=str(out), **options)
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_each_line_becomes_a_letter_and_a_word_file(tmp_path):
    first, second = _run(tmp_path, [REFUSED_LINE, GRANTED_LINE], docx=str(tmp_path / "word"))
    assert (first["id"], first["faults"], first["may_be_signed"]) == ("a", [], True)
    assert "先向青禾县人民政府申请行政复议" in first["text"][-1]["text"]
    assert "直接向青禾县人民法院提起行政诉讼" in second["text"][-1]["text"]
    word = Document(tmp_path / "word" / second["docx"])
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert lines[0] == "青禾县交通运输局"
    assert [one["text"] for one in second["text"]] == lines[6 : 6 + len(second["text"])]
    assert lines[-1] == "2026年4月9日"


def test_a_letter_edited_by_hand_is_looked_over(tmp_path):
    (worded,) = _run(tmp_path, [REFUSED_LINE])
    edited = [row for row in worded["text"] if row["part"] != "remedy"]
    (answer,) = _run(tmp_path, [REFUSED_LINE | {"text": edited}])
    assert answer["may_be_signed"] is False
    assert [(one["kind"], one["message"]) for one in answer["faults"]] == [
        ("remedy_missing", "缺少救济告知")
    ]


def test_a_line_that_lacks_something_is_named_and_the_others_are_worded(tmp_path):
    lacking = REFUSED_LINE | {"details": {}}
    out = tmp_path / "out.jsonl"
    with pytest.raises(CommandError, match="1行有错，没有作答；其余1行已作答"):
        _run(tmp_path, [lacking, GRANTED_LINE])
    assert len(out.read_text("utf-8").splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(CommandError, match="建立失败"):
        _run(tmp_path, [GRANTED_LINE], docx=str(tmp_path / "file" / "word"))


def test_the_word_file_says_nothing_of_the_applicant_in_its_properties():
    letter = compose(reply(Outcome.GRANTED, case=case(applicant_name="欧阳晓敏")))
    core = Document(BytesIO(build(letter))).core_properties
    told = " ".join(map(str, (core.title, core.subject, core.author, core.comments, core.keywords)))
    assert "欧阳晓敏" not in told
    assert (core.title, core.author) == ("政府信息公开告知书", "青禾县交通运输局")
