"""Text for people fits into 80 columns, and what goes on below a line is seen to belong to it."""

import io
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.text import Text

from vmotion_cli import output
from vmotion_cli.console import Hanging, PlainConsole
from vmotion_cli.main import SUBCOMMANDS, cli
from vmotion_cli.show_counterexample import show_run
from vmotion_model.machines import Migration
from vmotion_model.protocol import vmotion
from vmotion_model.script import play, read_script
from vmotion_proofs.results.verdicts import Run
from vmotion_report.runs import verdict_steps
from vmotion_specs.scenarios import scenarios

pytestmark = pytest.mark.usefixtures("answered")

LOGS = str(Path(__file__).parent.parent / "data" / "logs")
GUEST = ("converge", "--memory", "64GiB", "--link", "10Gbps", "--dirty-rate")
SAID: Sequence[Sequence[str]] = (
    (*GUEST, "3Gbps", "--explain", "--what-if"),
    (*GUEST, "12Gbps", "--explain", "--what-if", "--platform", "qemu"),
    (*GUEST, "12Gbps", "--explain", "--what-if", "--stun", "none"),
    (*GUEST, "9.9Gbps", "--working-set", "8GiB", "--at-most", "--stun", "none", "--explain"),
    ("converge", "--sweep", "memory=1GiB:64GiB:x2", "--link", "10Gbps", "--dirty-rate", "3Gbps"),
    ("preflight", "--set", "nfs.same_path=false"),
    ("preflight", "--set", "network.path_mtu=1400", "--set", "vcenter.asked_by=API"),
    ("preflight", "--set", "vm.ready=?", "--run"),
    ("diagnose", "--source", "PRECOPY", "--all"),
    ("diagnose", "--message", "failed to initialize migration at source"),
    ("explain", "WAIT_HANDSHAKE"),
    ("explain", "mtu_too_large"),
    ("explain", "elapse"),
    ("explain", "resume"),
    ("check", "--list"),
    ("check", "--model", "peterson", "--change", "turn-before-flag", "--full"),
    ("check", "--model", "two-phase-commit", "--change", "forgotten-log"),
    ("check", "--model", "fischer", "--why"),
    ("certify", "--model", "peterson", "--cross-check", "spin"),
    ("corpus", "--list"),
    ("corpus", "--model", "hand-over", "--engine", "check"),
    ("mutation", "--model", "counter", "--jobs", "1", "--no-cache"),
    ("simulate", "--list"),
    ("simulate", "--script", "f-source-dies-after-release"),
    ("simulate", "--seed", "7", "--set", "network.path_mtu=1400"),
    ("diagram", "--list"),
    ("diagram", "whole", "--format", "text"),
    ("diagram", "failures", "--format", "text"),
    ("diagram", "sequence:c-vcenter-crash-after-switch", "--format", "text"),
    ("diagram", "difference", "--change", "release-by-message", "--format", "text"),
    ("trace", LOGS),
    ("trace", "--all", "--run", LOGS),
    ("trace", "--summary", LOGS),
)
OTHERS = {
    "new": "writes files",
    "export": "writes other languages",
    "report": "writes a page",
    "explore": "prints an address",
    "causes": "searches for half a minute; its theorems and table are shown below",
}


def said(arguments: Sequence[str]) -> list[str]:
    done = CliRunner().invoke(cli, [*arguments])
    assert done.exit_code in (0, 1, 3), done.output
    return done.stdout.splitlines()


def test_every_command_is_looked_at() -> None:
    assert {a[0] for a in SAID} | set(OTHERS) == set(SUBCOMMANDS)


@pytest.mark.parametrize("arguments", SAID, ids=lambda a: " ".join(a).replace(LOGS, "LOGS"))
def test_no_line_is_longer_and_none_goes_on_at_the_margin(
    arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that begins with blanks is an entry of something: what does not fit must not look like the next heading."""
    lines = said(arguments)
    assert max(map(len, lines)) <= 80
    monkeypatch.setattr(output, "WIDTH", 1000)
    whole = said(arguments)
    begin = {w.split()[0] for w in whole if re.match(r"\S", w)}
    for before, line in pairwise(lines):
        if before.startswith(" ") and re.match(r"\S", line):
            assert line.split()[0] in begin, (before, line)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_help_fits(name: str) -> None:
    done = CliRunner().invoke(cli, [name, "--help"], terminal_width=80)
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_steps_that_are_only_listed_hang_below_their_numbers() -> None:
    script = read_script(scenarios()["f-source-dies-after-release"], vmotion())
    run = Run(verdict_steps(play(script, Migration()).steps, vmotion()))
    out = io.StringIO()
    show_run(PlainConsole(file=out, width=80), run, [len(run.steps)])
    first, second, *_ = out.getvalue().splitlines()
    assert first.startswith("  1 to ")
    assert re.match(r" {5}\S", second)
    listed = out.getvalue().partition(f"{len(run.steps):>3}. ")[0].partition(":")[2].split()
    assert [w for w in listed if w != "s" and not w.isdigit()] == [s.command for s in run.steps[:-1]]


@pytest.mark.parametrize("width", [12, 20, 33, 80])
@pytest.mark.parametrize("text", ["one two  three " * 9, "  - " + "ü漢字 " * 30, "x" * 200, "", "a\n\n  b " + "c" * 50])
def test_a_hanging_text_says_all_of_it_within_the_width(width: int, text: str) -> None:
    out = io.StringIO()
    PlainConsole(file=out, width=width).print(Hanging(Text(text), 4))
    lines = out.getvalue().splitlines()
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(Text(line.rstrip()).cell_len <= width for line in lines)
    if "\n" not in text:
        hung = width >= 14
        assert all(line.startswith("    ") == hung for line in lines[1:] if line.strip())
