from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.demo.people import PASSWORD
from tests.factories.foundation import OrganFactory


def test_the_accounts_are_listed_with_their_one_password():
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = out.getvalue()
    assert lines.count(PASSWORD) == 1
    for username in ("xinxiyuan", "sanshen", "baomi", "fuzeren", "gongkaiban", "shenji"):
        assert username in lines
    assert "演示数据" in lines


def test_another_county_is_named_in_the_list():
    out = StringIO()
    call_command("demo_accounts", "--county", "云山县", stdout=out)
    assert out.getvalue().startswith("云山县（演示数据")


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone():
    OrganFactory()
    with pytest.raises(CommandError, match="--fresh"):
        call_command("demo_build", stdout=StringIO())


@pytest.mark.django_db
def test_a_fresh_start_is_for_demonstrations_only(settings):
    settings.GONGKAI_DEMO = False
    with pytest.raises(CommandError, match="只用于演示环境"):
        call_command("demo_build", "--fresh", stdout=StringIO())


def test_a_list_of_units_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="找不到名单文件"):
        call_command("demo_build", "--units", str(tmp_path / "none.csv"), stdout=StringIO())


def test_a_wrong_line_of_the_list_is_named(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("金沟镇\n", encoding="utf-8")
    with pytest.raises(CommandError, match="第1行"):
        call_command("demo_build", "--units", str(path), stdout=StringIO())
