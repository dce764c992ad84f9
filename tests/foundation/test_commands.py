import pytest
from django.core.management.base import CommandError
from django.db import connections

from gongkai.domain.errors import Refusal
from gongkai.foundation.commands import Command as BaseCommand


class PostMissing(Refusal):
    code = "post_missing"


class Command(BaseCommand):
    help = "编制年度报告。"

    def add_arguments(self, parser):
        parser.add_argument("organ", metavar="机关")
        parser.add_argument("--year", type=int, help="年份")
        parser.add_argument("--share", type=float)
        parser.add_argument("--format", choices=["html", "docx"])
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--all", action="store_true")
        either.add_argument("--only", nargs="+")

    def handle(self, *_args, **options):
        if options["organ"] == "refused":
            raise PostMissing(name="张信", organ="县交通局", role="一审")
        if options["organ"] == "failing":
            raise CommandError("编制失败。", returncode=3)
        if options["organ"] == "broken":
            raise ZeroDivisionError
        for _ in self.progress(range(3), label="编制", total=3):
            pass
        self.stdout.write(f"已编制{options['organ']}{options['year']}年报告。")


@pytest.fixture(autouse=True)
def keep_connections(monkeypatch):
    monkeypatch.setattr(connections, "close_all", lambda: None)


@pytest.fixture
def run(capsys):
    """Run as from the command line; return exit code, output, errors."""

    def running(*words):
        code = 0
        try:
            Command().run_from_argv(["gongkai", "report_build", *words])
        except SystemExit as left:
            code = left.code
        said = capsys.readouterr()
        return code, said.out.strip(), said.err.strip()

    return running


def test_a_command_runs_and_shows_its_progress(run):
    code, out, err = run("县交通局", "--year", "2025")
    assert (code, out) == (0, "已编制县交通局2025年报告。")
    assert "编制 100%" in err
    assert "3/3" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "还缺参数：机关。加 --help 看用法。"),
        (["a", "b"], "不认识的参数：b。加 --help 看用法。"),
        (["a", "--colour", "red"], "不认识的参数：--colour red。加 --help 看用法。"),
        (["a", "--year", "去年"], "参数--year应为整数，现为'去年'。加 --help 看用法。"),
        (["a", "--share", "半"], "参数--share的值'半'不对。加 --help 看用法。"),
        (["a", "--year"], "参数--year后面要跟一个值。加 --help 看用法。"),
        (["a", "--only"], "参数--only后面至少要跟一个值。加 --help 看用法。"),
        (["a", "--all", "--only", "b"], "参数--only和--all不能同时用。加 --help 看用法。"),
        (
            ["a", "--format", "pdf"],
            "参数--format不能取'pdf'，可取：'html', 'docx'。加 --help 看用法。",
        ),
    ],
)
def test_wrong_arguments_are_explained_in_chinese(run, words, sentence):
    assert run(*words) == (2, "", sentence)


def test_a_refusal_is_its_sentence_and_a_failing_exit(run):
    code, out, err = run("refused")
    assert (code, out) == (1, "")
    assert err == "张信没有县交通局的“一审”岗位，不能办理这一步。请由担任该岗位的人员办理。"


def test_a_failure_keeps_its_exit_code(run):
    assert run("failing") == (3, "", "编制失败。")


def test_a_bug_is_not_dressed_as_a_sentence(run):
    with pytest.raises(ZeroDivisionError):
        run("broken")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_chinese_and_leaves_django_s_options_out(run, flag):
    code, out, err = run(flag)
    assert (code, err) == (0, "")
    for words in (
        "用法：gongkai report build",
        "编制年度报告。",
        "参数",
        "选项",
        "显示本说明",
        "年份",
    ):
        assert words in out
    for words in ("--settings", "--pythonpath", "--traceback", "usage", "options", "show this"):
        assert words not in out


def test_called_from_code_a_refusal_becomes_a_command_error():
    from django.core.management import call_command

    with pytest.raises(CommandError) as caught:
        call_command(Command(), "refused")
    assert str(caught.value).startswith("张信没有县交通局")
    with pytest.raises(CommandError) as caught:
        call_command(Command())
    assert str(caught.value) == "还缺参数：机关。加 --help 看用法。"
