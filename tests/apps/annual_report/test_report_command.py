import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from gongkai.apps.annual_report import services
from gongkai.apps.annual_report.models import Scope


@pytest.mark.parametrize("form", ["html", "docx", "json"])
def test_command_writes_the_file_and_says_so(county, portfolio, tmp_path, capsys, form):
    out = tmp_path / f"report.{form}"
    call_command("report_build", "--year", "2025", "--format", form, "--out", str(out))
    assert out.stat().st_size > 1000
    said = capsys.readouterr().out
    assert said.startswith(f"已写入{out}：青禾县人民政府2025年政府信息公开工作年度报告，")


def test_command_builds_the_report_of_one_organ(county, portfolio, tmp_path):
    out = tmp_path / "land.json"
    call_command("report_build", "--year=2025", "--organ=land", "--format=json", f"--out={out}")
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["body"] == "青禾县自然资源局"
    assert data["level"] == "部门"
    assert data["table3"]["一、本年新收政府信息公开申请数量"]["总计"] == 4


def test_command_builds_the_office_s_own_report(county, portfolio, tmp_path):
    out = tmp_path / "own.json"
    call_command("report_build", "--year=2025", "--own", "--format=json", f"--out={out}")
    assert json.loads(out.read_text(encoding="utf-8"))["body"] == "青禾县人民政府办公室"


def failure(*arguments):
    with pytest.raises(CommandError) as failed:
        call_command("report_build", *arguments)
    return str(failed.value)


def test_command_names_an_unknown_organ(county, tmp_path):
    sentence = failure("--year=2025", "--organ=nowhere", f"--out={tmp_path / 'r.docx'}")
    assert sentence == "没有代码为“nowhere”的机关。请核对机关代码。"


def test_command_refuses_a_year_that_has_not_begun(county, tmp_path):
    sentence = failure("--year=2999", f"--out={tmp_path / 'r.docx'}")
    assert sentence.startswith("2999年还没有开始")


def test_command_refuses_a_folder_that_is_not_there(county, tmp_path):
    place = tmp_path / "missing" / "r.docx"
    assert failure("--year=2025", f"--out={place}") == (
        f"没有{place.parent}这个文件夹。请先建立它，或者换一个位置。"
    )


def test_command_refuses_a_folder_as_file(county, tmp_path):
    assert failure("--year=2025", f"--out={tmp_path}") == f"{tmp_path}是文件夹。请写明文件名。"


def test_command_says_that_no_county_is_set_up(db, tmp_path):
    sentence = failure("--year=2025", f"--out={tmp_path / 'r.docx'}")
    assert sentence == "系统里还没有县级人民政府。请先在“机关”中登记。"


def test_public_download_is_the_snapshot(client, county, portfolio, publish):
    published = publish()
    data = client.get(f"/annual-reports/{published.pk}/download/json/").json()
    assert data["hash"] == published.snapshot.hash
    assert data["table3"]["一、本年新收政府信息公开申请数量"]["总计"] == 7


def test_unpublished_report_cannot_be_downloaded(client, county, portfolio, portal, officers):
    draft = services.prepare_publication(
        year=2025,
        organ_id=county.government.pk,
        scope=Scope.ROLL_UP,
        actor=officers.editor,
        at=datetime(2026, 1, 20, 2, tzinfo=UTC),
    )
    assert client.get(f"/annual-reports/{draft.pk}/download/json/").status_code == 404


def test_unknown_format_is_not_found(client, county, portfolio, publish):
    assert client.get(f"/annual-reports/{publish().pk}/download/exe/").status_code == 404
