"""`vmotion preflight` and `vmotion causes` as a user types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.main import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def test_a_condition_that_fails_the_migration_says_where_and_what_to_do() -> None:
    result = run("preflight", "--set", "nfs.same_path=false")
    assert result.exit_code == 1
    words = " ".join(result.output.split())
    assert words.startswith("The migration fails.")
    for part in (
        "Cause F17 nfs_mounted_differently",
        "cannot_power_on (step 5); cannot_resume (step 6)",
        "Ends rolled back",
        "runs on at the source",
        "esxcli storage nfs list",
        "exhausted: all",
        "what is healthy acts before the timers run out",
    ):
        assert part in words, part


def test_healthy_conditions_complete_and_pre_copy_converges_by_a_theorem() -> None:
    result = run("preflight")
    assert result.exit_code == 0
    assert "converges, by T1" in result.output
    assert "pre-copy converges" not in result.output


def test_where_no_theorem_applies_convergence_is_an_assumption() -> None:
    """SDPS stuns at most so much: nobody has shown that a guest twice as fast as the network is slowed enough."""
    result = run("preflight", "--set", "vm.dirty_rate=20000")
    words = " ".join(result.output.split())
    assert "that it converges is assumed" in words
    assert "pre-copy converges" in words


def test_the_template_is_a_file_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "conditions.toml"
    assert run("preflight", "--template", "--output", file).exit_code == 0
    assert run("preflight", file).exit_code == 0
    file.write_text(file.read_text().replace("same_path = true", "same_path = false"))
    assert run("preflight", file).exit_code == 1
    # What is set on the command line comes after the file.
    assert run("preflight", file, "--set", "nfs.same_path=true").exit_code == 0


def test_json_has_the_whole_answer() -> None:
    result = run("preflight", "--set", "vm.sdps=?", "--set", "vm.dirty_rate=20000", "--format", "json")
    data = json.loads(result.output)
    assert result.exit_code == 1
    assert data["certainty"] == "may fail"
    assert data["open"] == ["vm.sdps"]
    assert {p["certainty"] for p in data["prospects"]} == {"completes", "fails"}
    (failing,) = [p for p in data["prospects"] if p["certainty"] == "fails"]
    assert [c["failure"] for c in failing["causes"]] == ["F21"]
    assert failing["endings"]["rolled back"]["steps"][0]["command"] == "request"


def test_the_run_is_shown_step_by_step() -> None:
    result = run("preflight", "--set", "vm.ready=false", "--run")
    assert "A shortest run that is refused:" in result.output
    assert "vcenter: refuse_request" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--set", "nfs.same_pth=false"), "did you mean 'nfs.same_path'"),
        (("--set", "vm.sdps=false", "--set", "vm.sdps=true"), "--set vm.sdps is given twice"),
        (("--template", "--set", "vm.sdps=false"), "--template prints the healthy conditions"),
        (("no-such-file.toml",), "no-such-file.toml can't be read"),
        (("--set", "network.path_mtu=9 KB"), "a whole number of bytes"),
        (
            ("--set", "destination_host.oldest_hardware=20", "--set", "destination_host.newest_hardware=10"),
            "destination_host.oldest_hardware=20, destination_host.newest_hardware=10 contradict each other",
        ),
        (("--set", "vm.memory_reservation=9000"), "vm.memory=8192 (its healthy value) contradict each other"),
        # A rate of 900 where 5,000 of it are left was "completes", whatever the guest does.
        (("--set", "network.rate=900", "--set", "network.all_streams=false"), "network.rate=900 contradict each other"),
        (("--set", "network.rate=900", "--set", "network.all_streams=false", "--set", "vm.sdps=?"), "contradict"),
    ],
)
def test_bad_input_is_one_message_and_exit_2(arguments: tuple[str, ...], message: str) -> None:
    result = run("preflight", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_values_that_contradict_each_other_are_told_with_the_line_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text("[vm]\nmemory = 100\n# more\nmemory_reservation = 200\nmemory_limit = 150\n", encoding="utf-8")
    result = run("preflight", str(file))
    assert result.exit_code == 2
    assert f"{file}:4: vm.memory_reservation=200, vm.memory=100 contradict each other" in result.output
    # What is set on the command line comes after the file; a limit below the reservation is the article's, and fails.
    fits = run("preflight", str(file), "--set", "vm.memory=400")
    assert fits.exit_code == 1
    assert "limit_not_valid" in fits.output


def test_it_is_said_that_a_cause_never_strikes() -> None:
    result = run("preflight", "--set", "destination_host.room_stays=false", "--set", "causes.strike_at=STEP_4")
    assert result.exit_code == 0
    assert "Never strikes    runs_full_on_destination: no step" in result.output
    data = json.loads(
        run("preflight", "--set", "network.stays_up=false", "--set", "vm.ready=false", "--format", "json").output
    )
    assert [p["never_strike"] for p in data["prospects"]] == [["connection_breaks"]]


def test_what_is_not_searched_in_time_is_not_decided() -> None:
    result = run("causes", "--timeout", "0.1")
    assert result.exit_code == 3
    assert "not every cause was searched" in result.output


@pytest.mark.long
@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_every_cause_stands_in_every_format(format_: str) -> None:
    from vmotion_model.protocol.conditions import CAUSES

    result = run("causes", "--format", format_)
    assert result.exit_code == 0
    for cause in CAUSES:
        assert cause.name in result.output
    for theorem in ("C0", "C1", "C2", "C3", "C4"):
        assert theorem in result.output
    if format_ == "json":
        assert {t["verdict"] for t in json.loads(result.output)["theorems"]} == {"proved", "exhausted"}
