"""Text of a change is shown as text by every command that prints it, and nothing that standard output does is a traceback."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vmotion_cli.console import PlainConsole
from vmotion_cli.main import SUBCOMMANDS, cli
from vmotion_cli.show_step import show_step
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED
from vmotion_model.common.safe_text import hidden_escaped, one_line, shown

MAIN = [sys.executable, "-c", "from vmotion_cli.main import main; main()"]
MARKUP = r"""schema = 1
title = "x [/red] [bold]y[/bold] :smile: \u001b[2J\u001b[31mRED \u202e \u009b31m"
model = "counter"
text = "[/] [link=http://a]b\n\u001b[8mhidden"
[[command]]
action = "add"
name = "more"
role = "counter"
says = "[/x] \u001b[2K */ *) \" ` <b>"
[command.guard]
"[/y] \u001b[2K" = "counter.value == 2"
[command.effect]
"counter.value" = "5"
[[property]]
action = "add"
id = "[/z]"
title = "[/q] \u001b[1A\u001b[2K */"
claim = "counter.value != 5"
why = "[/w] [red]"
"""


@pytest.fixture
def markup(tmp_path: Path) -> str:
    path = tmp_path / "markup.toml"
    path.write_text(MARKUP, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--model", "counter", "--change"),
        ("check", "--model", "counter", "--format", "json", "--change"),
        ("export", "promela", "--model", "counter", "--change"),
        ("export", "tla", "--model", "counter", "--change"),
        ("export", "json", "--model", "counter", "--change"),
        ("diagram", "difference", "--change"),
        ("diagram", "difference", "--format", "dot", "--change"),
        ("diagram", "counterexample", "--property", "[/z]", "--change"),
        ("diagram", "counterexample", "--format", "dot", "--property", "[/z]", "--change"),
        ("certify", "--model", "counter", "--cross-check", "spin", "--change"),
    ],
    ids=" ".join,
)
def test_text_of_a_change_is_text(markup: str, arguments: tuple[str, ...]) -> None:
    """A tag that closes nothing is no error, and nothing that is printed speaks to a terminal."""
    done = CliRunner().invoke(cli, [*arguments, markup])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert shown(done.output) == done.output
    if arguments[0] == "check" and "json" not in arguments:
        assert done.exit_code == REFUTED
        for text in ("[/red] [bold]y[/bold] :smile:", "[link=http://a]b", "[/x]", "[/q]", "[/w] [red]"):
            assert text in done.output


def test_a_console_shows_every_kind_of_text_as_it_is() -> None:
    out = StringIO()
    console = PlainConsole(file=out, width=60, force_terminal=True, color_system="truecolor")
    table = Table(box=None)
    table.add_column("[/head]")
    table.add_row("[/cell]\x1b[31m", Text("[/text]\x1b]8;;http://a\x1b\\"))
    console.print(table)
    console.print("[/plain] :smile: \x1b[2J\x9b", style="bold")
    said = out.getvalue()
    for text in ("[/head]", "[/cell]\ufffd[31m", "[/text]\ufffd]8", "[/plain] :smile: \ufffd[2J\ufffd"):
        assert text in said
    assert "\x1b[2J" not in said
    assert "\x1b]8" not in said


def test_what_is_not_seen_is_marked_and_what_is_seen_stays() -> None:
    assert shown("a\nb\tc é → 😀") == "a\nb\tc é → 😀"
    assert shown("\x00\x1b\x7f\x9b\u202e\u200b\U000e0041") == "\ufffd" * 7
    assert one_line("a\n b") == "a b"
    hard = {"a": "\x9b\u202e\U000e0041\x7f é"}
    text = hidden_escaped(json.dumps(hard, ensure_ascii=False))
    assert json.loads(text) == hard
    assert shown(text) == text


@pytest.fixture
def violated(markup: str) -> tuple[str, ...]:
    return "check", "--model", "counter", "--change", markup


def _run(arguments: tuple[str, ...], redirected: str) -> "subprocess.CompletedProcess[str]":
    """The command with its streams redirected by a shell."""
    script = f'"$@" {redirected}'
    return subprocess.run(
        ["bash", "-c", script, "bash", *MAIN, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("redirected", [">&-", ">/dev/full", ">&- <&-"])
def test_output_that_can_not_be_written_is_one_line_and_never_a_pass(
    redirected: str, violated: tuple[str, ...]
) -> None:
    if "/dev/full" in redirected and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    others = ((("check", "--model", "counter"), BAD_INPUT), (("--help",), BAD_INPUT))
    for arguments, code in ((violated, REFUTED), *(others if redirected == ">&-" else ())):
        done = _run(arguments, redirected)
        assert done.returncode == code, arguments
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("vmotion: the result can't be written: ")


def test_a_closed_standard_error_changes_no_exit_code(violated: tuple[str, ...]) -> None:
    assert _run(violated, "2>&-").returncode == REFUTED
    assert _run(("check", "--nope"), "2>&-").returncode == BAD_INPUT


@pytest.mark.parametrize(("change", "code"), [(True, REFUTED), (False, HOPED)])
def test_a_reader_who_went_away_changes_no_exit_code(violated: tuple[str, ...], change: bool, code: int) -> None:
    arguments = violated if change else ("check", "--model", "counter")
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        done = subprocess.run([*MAIN, *arguments], stdout=nobody, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")


JSON = [
    name
    for name in SUBCOMMANDS
    if (command := cli.get_command(click.Context(cli), name)) is not None
    and any("--format" in p.opts and "json" in getattr(p.type, "choices", ()) for p in command.params)
]


def test_the_commands_with_json_are_known() -> None:
    assert {
        "check",
        "certify",
        "corpus",
        "mutation",
        "explain",
        "trace",
        "converge",
        "preflight",
        "diagnose",
        "causes",
    } == set(JSON)


@pytest.mark.parametrize(
    "arguments", [*((name, "--nope") for name in JSON), ("check", "--model", "nope"), ("trace", "no.log")], ids=" ".join
)
def test_bad_input_is_an_object_where_json_is_asked_for(arguments: tuple[str, ...]) -> None:
    done = subprocess.run([*MAIN, *arguments, "--format", "json"], capture_output=True, text=True, check=False)
    assert done.returncode == BAD_INPUT
    data = json.loads(done.stdout)
    assert data["schema"] == 1
    assert data["error"]["message"] in done.stderr
    assert json.loads(
        subprocess.run([*MAIN, *arguments, "--format=json"], capture_output=True, text=True, check=False).stdout
    )
    plain = subprocess.run([*MAIN, *arguments, "--format", "text"], capture_output=True, text=True, check=False)
    assert (plain.returncode, plain.stdout) == (BAD_INPUT, "")


def test_a_step_without_a_sentence_has_no_line_for_it() -> None:
    shown = []
    for says in ("", "It goes."):
        console = Console(file=(text := StringIO()), width=80)
        show_step(console, 1, 0, "cabin", "go", says, {"moving": (False, True)})
        shown.append(text.getvalue().rstrip().splitlines())
    assert [line.strip() for line in shown[0]] == ["1.    0 s  cabin: go", "moving false → true"]
    assert [line.strip() for line in shown[1]] == ["1.    0 s  cabin: go", "It goes.", "moving false → true"]
