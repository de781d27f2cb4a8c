"""`vmotion explain` as a user types it: text within 80 columns, JSON, nearest names, and nothing heavy loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.explain import command
from vmotion_model.protocol.conditioned import healthy, present
from vmotion_specs.conditions import OPEN, read_setting
from vmotion_specs.coverage import load_statements, render_coverage
from vmotion_specs.reference import CauseEntry, EntryKind, reference

ROOT = Path(__file__).parents[2]
HEAVY = {"numpy", "z3", "cvc5", "matplotlib", "graphviz"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def _environment() -> dict[str, str]:
    folders = ("model", "specs", "proofs", "traces", "diagrams", "cli")
    return os.environ | {"PYTHONPATH": os.pathsep.join(str(ROOT / folder) for folder in folders)}


def test_list_names_everything_in_groups() -> None:
    result = run()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    # Two spaces before every name, and two or more after it: names may hold one.
    first_words = {line[2:].split("  ")[0] for line in lines if line.startswith("  ")}
    assert {entry.name for entry in reference().entries} <= first_words
    assert lines[0] == "Roles"
    for heading in ("Phases", "Commands", "Properties", "Failures", "Commands of the model admission"):
        assert heading in lines


@pytest.mark.parametrize("kind", [kind for kind in EntryKind if any(e.kind is kind for e in reference().entries)])
def test_every_kind_of_entry_is_shown_within_80_columns(kind: EntryKind) -> None:
    names = [entry.name for entry in reference().entries if entry.kind is kind][:6]
    for name in names:
        result = run(name)
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(f"{name}  {kind.value}")
        if kind is not EntryKind.SCENARIO:  # a script is printed as it is, to be copied
            assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_cause_says_what_it_needs_what_it_does_and_how_to_set_it() -> None:
    text = run("vt_disabled").stdout
    assert text.startswith("vt_disabled  cause\n")
    for piece in (
        "vm.guest_64bit and not (source_host.vt_enabled and destination_host.vt_enabled)",
        "--set destination_host.vt_enabled=false",
        "cannot_resume",
        "send_ready",
        "F28 VT enabled on one host only",
        "bound to come",
        "vmotion diagram cause:vt_disabled",
    ):
        assert piece in " ".join(text.split()), piece


def test_a_condition_says_its_healthy_value_its_source_and_what_reads_it() -> None:
    text = " ".join(run("network.path_mtu").stdout.split())
    assert "Healthy 1500 bytes" in text
    assert "KB 1003734" in text
    assert "mtu_too_large" in text
    assert "mtu_differs" in text
    assert "nfs" not in text


def test_a_command_says_its_causes_and_what_makes_it_impossible() -> None:
    assert "Causes" in run("transfer_fails").stdout
    assert "connection_breaks" in run("transfer_fails").stdout
    text = run("allow_vmotion").stdout
    assert "vmotion_disabled_on_destination" in text.partition("Impossible by")[2]
    assert "Causes" not in text


def test_a_setting_that_a_cause_shows_brings_about_that_cause_alone() -> None:
    """What is printed is read back as an administrator would type it."""
    for entry in reference().entries:
        if isinstance(entry, CauseEntry):
            given = dict(read_setting(s) for s in entry.setting)
            assert OPEN not in given.values()
            facts = {**healthy(), **{n: v for n, v in given.items() if v is not OPEN}}
            assert [c.name for c in present(facts)] == [entry.name]


def test_phase_shows_vmwares_name_and_numbers() -> None:
    text = run("WAIT_HANDSHAKE").stdout
    assert "MIGRATE_TO_VMX_WAIT_HANDSHAKE" in text
    assert "number 4: read at the source" in text
    assert "number 5: read at the source" in text
    assert "step 6 of KB 1003734" in text


def test_command_shows_guards_by_name_and_formula_and_its_effect() -> None:
    lines = [line.strip() for line in run("fall_back").stdout.splitlines()]
    at = lines.index("Guard       acknowledgement still awaited")
    assert lines[at + 1] == "source.state == WAIT_HANDSHAKE"
    assert "Effect      disk.holder := SOURCE" in lines
    assert "When        in WAIT_HANDSHAKE; then in FINISHED" in lines


def test_property_shows_formula_verdict_and_certificate() -> None:
    text = " ".join(run("S1").stdout.split())
    assert "Verdict proved: by vmotion.smt2" in text
    assert "Whenever destination.vm in {RUNNING, RESTARTED}" in text
    assert "Demands source.vm != RUNNING" in text


def test_response_shows_its_goal_its_assumptions_and_the_rankings_on_file() -> None:
    text = " ".join(run("L1b").stdout.split())
    assert "Verdict proved: by vmotion.liveness.smt2" in text
    assert "In the end vcenter.state in {REJECTED, ROLLED_BACK, COMPLETED}" in text
    assert "console closes (weak) An open console is closed in the end." in text
    assert "pre-copy converges (strong; by T1, T2, T3," in text
    assert "finite means: it happens only finitely often" in text


def test_fairness_is_every_assumption_with_its_commands() -> None:
    text = " ".join(run("fairness").stdout.split())
    assert "finitely many console sessions assumption Consoles are opened finitely often." in text
    assert "Finite it happens only finitely often: open_console" in text
    assert 'vmotion check --without "finitely many console sessions"' in text
    assert "units come free assumption, model admission" in text


def test_failure_shows_cause_messages_and_remedy_with_its_evidence() -> None:
    text = " ".join(run("F22").stdout.split())
    assert "Cause A slow network, or a VM with much state to save and restore." in text
    assert "maximum switchover time of 100 second(s)" in text
    assert "vmkping -I vmk1 -d -s 8972" in text
    assert "recollected, not read at a source" in text
    assert "Commands switchover_times_out" in text


def test_message_of_a_log_finds_its_failure() -> None:
    result = run("vmotion fails: Failed waiting for data. Error 16. Invalid argument")
    assert result.exit_code == 0
    assert result.stdout.startswith("F19  failure")


def test_ambiguous_name_shows_all() -> None:
    result = run("FINISHED")
    assert result.exit_code == 0
    assert "source.FINISHED  phase of source" in result.stdout
    assert "destination.FINISHED  phase of destination" in result.stdout


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        ("NFS", "F17", "NFS datastore mounted differently"),
        ("82%", "F26", "82 %"),
        ("vmkping", "F15", "vmkping -I vmk1"),
    ],
)
def test_a_word_lists_what_speaks_of_it_on_one_line_each(words: str, name: str, said: str) -> None:
    result = run(words)
    assert result.exit_code == 0
    *lines, blank, last = result.stdout.splitlines()
    assert (blank, last) == ("", "vmotion explain NAME says more of each.")
    found = [entry["name"] for entry in json.loads(run(words, "--format", "json").stdout)["entries"]]
    assert [line.split()[0] for line in lines] == found
    assert lines[0].startswith(f"{name} ")
    assert said in lines[0]
    assert max(map(len, lines)) <= 80


def test_a_long_list_says_how_much_it_leaves_out() -> None:
    lines = run("cluster").stdout.splitlines()
    everything = json.loads(run("cluster", "--format", "json").stdout)["entries"]
    assert lines[20:22] == ["", f"And {len(everything) - 20} more, farther off; --format json has all."]


def test_a_piece_of_one_message_shows_its_failure_in_full() -> None:
    result = run("waiting for data. Error 16")
    assert result.exit_code == 0
    assert result.stdout.startswith("F19  failure")
    assert "Remedy" in result.stdout


def test_misspelt_name_is_one_message_with_the_nearest() -> None:
    result = run("disk.holdr")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "vmotion: nothing is called 'disk.holdr'; did you mean 'disk.holder'?\n"


def test_json_has_a_schema_and_every_entry() -> None:
    data = json.loads(run("--format", "json").stdout)
    assert data["schema"] == 1
    assert len(data["entries"]) == len(reference().entries)
    (entry,) = json.loads(run("S1", "--format", "json").stdout)["entries"]
    assert entry["kind"] == "property"
    assert entry["formula"] == "destination.vm not in {RUNNING, RESTARTED} or source.vm != RUNNING"
    assert entry["record"]["verdict"] == "proved"
    assert entry["record"]["file"] == "vmotion.smt2"


def test_output_file_holds_what_would_be_printed(tmp_path: Path) -> None:
    target = tmp_path / "s1.txt"
    assert run("S1", "--output", target).exit_code == 0
    assert target.read_text(encoding="utf-8") == run("S1").stdout
    assert [path.name for path in tmp_path.iterdir()] == ["s1.txt"]


def test_output_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "absent" / "s1.txt"
    result = run("S1", "--output", target)
    assert result.exit_code == 2
    assert result.stderr == f"vmotion: {target} can't be written: No such file or directory\n"
    assert list(tmp_path.iterdir()) == []


def test_coverage_is_the_page_of_the_documentation(tmp_path: Path) -> None:
    target = tmp_path / "coverage.md"
    assert run("--coverage", "--output", target).exit_code == 0
    assert target.read_text(encoding="utf-8") == render_coverage(load_statements())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--coverage", "S1"),
        ("--coverage", "--format", "json"),
        ("--grammar", "--change", "timer-of-60s"),
        ("--grammar", "--coverage"),
    ],
)
def test_a_page_goes_alone(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "goes alone, with no other option but --output: it is one page of Markdown" in result.stderr


@pytest.mark.parametrize("arguments", [["explain"], ["explain", "S1"], ["explain", "--format", "json"]])
def test_explain_loads_no_solver_and_no_numpy(arguments: list[str]) -> None:
    code = (
        "import contextlib, io, sys\n"
        "from vmotion_cli.main import cli\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    cli.main({arguments!r}, standalone_mode=False)\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=_environment(), check=True)
    assert done.stdout.strip() == "[]"
