"""A built county is neither built over nor built twice."""

import pytest


def test_a_built_county_is_not_built_over(county):
    before = county.database.stat().st_size
    again = county.run("demo", "build", "--county", county.name)
    assert again.returncode != 0
    assert again.stderr.strip() == "数据库里已经有数据。要删除后重新生成，请加 --fresh。"
    assert county.database.stat().st_size == before


def test_a_second_start_only_lists_the_accounts(county):
    again = county.run("demo", "build", "--county", county.name, "--if-missing")
    assert again.returncode == 0
    assert "gongkaiban" in again.stdout
    assert "生成演示数据" not in again.stderr


def test_data_of_somebody_else_are_not_taken_for_a_broken_building(county):
    mark = county.home / "demonstration-complete"
    mark.rename(county.home / "set-aside")
    try:
        again = county.run("demo", "build", "--county", county.name, "--if-missing")
    finally:
        (county.home / "set-aside").rename(mark)
    assert again.returncode != 0
    assert "数据库里已经有数据" in again.stderr


def test_the_accounts_can_be_listed_again(county):
    listed = county.run("demo", "accounts")
    assert listed.returncode == 0
    assert "xinxiyuan" in listed.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--year", "2025", "--organ", "nowhere"), "nowhere"),
        (("--year", "2999"), "2999"),
    ],
)
def test_a_report_that_cannot_be_built_says_why_in_one_sentence(county, tmp_path, words, sentence):
    out = tmp_path / "report.html"
    done = county.run("report", "build", *words, "--format", "html", "--out", str(out))
    assert done.returncode != 0
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()
