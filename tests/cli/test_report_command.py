"""``vmotion report`` and ``vmotion explore`` as a user types them: exit codes, files that are whole or absent, bad input."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.explore import command as explore
from vmotion_cli.report import command

LOGS = Path(__file__).parents[1] / "traces" / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def data_of(path: Path) -> Any:
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', path.read_text(encoding="utf-8"))
    return json.loads(text)


def test_exit_codes_are_those_of_the_result(tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert run("--output", out, "--model", "peterson").exit_code == 0
    assert data_of(out)["kind"] == "check"
    assert run("--output", out, "--model", "peterson", "--change", "turn-before-flag").exit_code == 1
    assert data_of(out)["kind"] == "change"
    assert run("--output", out, "trace", LOGS / "impossible-early-unlock.log").exit_code == 1
    assert data_of(out)["trace"]["verdict"] == "impossible"
    assert run("--output", out, "trace", LOGS / "old-complete.log").exit_code == 0
    guest = ("converge", "--memory", "64GiB", "--link", "10Gbps", "--dirty-rate")
    assert run("--output", out, *guest, "3Gbps").exit_code == 0
    assert data_of(out)["converge"]["verdict"] == "guaranteed"
    assert run("--output", out, *guest, "20Gbps", "--stun", "none").exit_code == 1
    assert run("--output", out, "preflight", "--set", "vm.ready=false").exit_code == 1
    assert data_of(out)["preflight"]["certainty"] == "fails"
    assert run("--output", out, "preflight").exit_code == 0
    assert data_of(out)["preflight"]["prospects"][0]["conditions"] == {}
    assert [p for p in tmp_path.iterdir() if p != out] == []


def test_a_preflight_that_is_stopped_is_undecided_and_its_page_says_so(tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    conditions = tmp_path / "c.toml"
    conditions.write_text('[vm]\nready = "open"\nvt = 1\n', encoding="utf-8")
    result = run("--output", out, "preflight", conditions)
    assert result.exit_code == 2
    assert f"{conditions}:3:" in result.stderr
    conditions.write_text('[vm]\nready = "open"\n', encoding="utf-8")
    assert run("--output", out, "preflight", conditions, "--timeout", "0.1").exit_code == 3
    said = data_of(out)["preflight"]
    assert said["certainty"] == "unknown"
    assert said["reason"]


def test_one_property_of_a_small_model(tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert run("--output", out, "--model", "peterson", "--property", "exclusion").exit_code == 0
    assert [p["id"] for p in data_of(out)["check"]["properties"]] == ["exclusion"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--model", "no-such"),
        ("--change", "no-such"),
        ("--model", "peterson", "--change", "fall-back-without-lock"),
        ("--model", "peterson", "--property", "no-such"),
        ("trace", "no-such.log"),
        ("preflight", "no-such.toml"),
        ("preflight", "--set", "nfs.same_path=maybe"),
        ("--property", "S1", "preflight"),
        ("--property", "S1", "trace", "no-such.log"),
        ("converge", "--memory", "64GiB"),
        ("converge", "--memory", "lots", "--link", "1Gbps", "--dirty-rate", "1MB/s"),
    ],
)
def test_bad_input_is_one_message_and_no_file(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run("--output", tmp_path / "r.html", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("vmotion: ")
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    result = run("--output", tmp_path / "absent" / "r.html")
    assert result.exit_code == 2
    assert "absent" in result.stderr


def test_explore_refuses_bad_input_before_it_listens() -> None:
    for arguments in (["--model", "no-such"], ["--change", "no-such"], ["--script", "no-such"]):
        result = CliRunner().invoke(explore, arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
