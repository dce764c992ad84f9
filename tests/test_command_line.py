"""The command line as a person meets it."""

import os
import subprocess
import sys

import pytest
from django.core.management import get_commands

from gongkai import cli


@pytest.fixture
def gongkai(tmp_path):
    """Run ``gongkai`` in a home of its own; return exit code, output, errors."""
    environment = {
        **os.environ,
        "GONGKAI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "gongkai.project.settings.dev",
    }

    def run(*words):
        done = subprocess.run(
            [sys.executable, "-m", "gongkai.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return done.returncode, done.stdout.strip(), done.stderr.strip()

    return run


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"], ["help"]])
def test_the_overview_names_every_command_in_chinese(capsys, words):
    cli.main(words)
    said = capsys.readouterr().out
    assert said.startswith("公开：县级政务公开工作平台。")
    for command, (_, about) in cli.COMMANDS.items():
        assert f"gongkai {command}" in said
        assert about in said
    assert "--help" in said


@pytest.mark.parametrize(
    "words", [["repot"], ["report", "bild"], ["demo"], ["audit"], [""], ["--year"]]
)
def test_an_unknown_command_ends_with_a_sentence_and_the_overview(capsys, words):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"没有“{' '.join(words)}”这个命令。")
    assert "gongkai audit verify" in said.err


@pytest.mark.parametrize("command", list(cli.COMMANDS))
def test_every_command_of_the_overview_exists(command):
    name, about = cli.COMMANDS[command]
    assert name in get_commands()
    assert about


@pytest.mark.parametrize(
    ("words", "resolved"),
    [
        (["audit", "verify"], ("audit_verify", [])),
        (["report", "build", "--year", "2025"], ("report_build", ["--year", "2025"])),
        (["serve", "--port", "9000"], ("serve", ["--port", "9000"])),
        (["setup"], ("setup", [])),
        (["audit"], None),
        (["verify", "audit"], None),
        ([], None),
    ],
)
def test_words_lead_to_commands(words, resolved):
    assert cli._resolve(words) == resolved


def test_a_new_county_is_set_up_and_its_record_verified(gongkai):
    assert gongkai("setup") == (0, "数据库已是最新，岗位权限已设好。", "")
    code, out, _ = gongkai("audit", "verify")
    assert code == 0
    assert out.startswith("0条审计记录首尾相连")


def test_a_wrong_argument_is_one_chinese_sentence(gongkai):
    assert gongkai("serve", "--port", "八千") == (
        2,
        "",
        "参数--port应为整数，现为'八千'。加 --help 看用法。",
    )


def test_a_port_in_use_is_one_chinese_sentence(gongkai):
    import socket

    with socket.socket() as busy:
        busy.bind(("0.0.0.0", 0))  # noqa: S104 -- as the server does
        busy.listen()
        port = busy.getsockname()[1]
        code, out, err = gongkai("serve", "--port", str(port))
    assert (code, out) == (1, "")
    assert err == f"端口{port}已被占用。换一个端口，例如 make demo PORT={port + 1}。"


def test_the_help_of_a_command_is_chinese(gongkai):
    code, out, _ = gongkai("serve", "--help")
    assert code == 0
    assert out.startswith("用法：gongkai serve")
    assert "端口，默认8000" in out
