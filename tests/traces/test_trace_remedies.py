"""What is said of a failure that only a text tells: addresses in remedies, percentages, places in Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmotion_report.outputs.trace_as_markdown import to_markdown
from vmotion_traces import LogError, MigrationTrace, trace

DATA = Path(__file__).parent / "data"
TOLD = (
    "vMotion migration [c000020b:1528380011105000] failed to connect to remote host <192.0.2.12> from host <192.0.2.11>: "
    "Network unreachable"
)


def of(text: str) -> MigrationTrace:
    (migration,) = trace([text]).migrations
    return migration


def test_the_addresses_in_a_text_of_vcenter_are_those_of_the_vmotion_network() -> None:
    why = of(TOLD).why
    assert why is not None
    (cause,) = why.causes
    commands = [action.text for action in cause.actions if action.text.startswith("vmkping")]
    assert commands
    assert all(command.endswith(" 192.0.2.12") for command in commands)


def test_the_place_of_a_command_names_the_port_as_the_command_does() -> None:
    why = of(TOLD).why
    assert why is not None
    for action in (action for cause in why.causes for action in cause.actions):
        assert "vmk1" not in action.text + action.place


@pytest.mark.parametrize("text", ["vMotion fails at 14%", "Migration of the VM stuck at 14 percent"])
def test_a_percentage_is_said_to_be_a_symptom(text: str) -> None:
    why = of(text).why
    assert why is not None
    assert why.causes == ()
    assert why.says.endswith("14 % only tells how far it had come.")


def test_a_percentage_beside_a_cause_is_not_worth_a_word() -> None:
    why = of(
        "vMotion failed at 14%: The target host does not support the virtual machine's current hardware requirements."
    ).why
    assert why is not None
    assert [cause.name for cause in why.causes] == ["cpu_features_differ"]
    assert "%" not in why.says


def test_places_in_markdown_tell_logs_of_one_name_apart(tmp_path: Path) -> None:
    for side, name in (("source", "old-complete.log"), ("destination", "old-destination.log")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "vmware.log").write_bytes((DATA / name).read_bytes())
    text = to_markdown(trace([tmp_path]))
    assert "source/vmware.log:" in text
    assert "destination/vmware.log:" in text
    assert " vmware.log:" not in text


def test_an_empty_argument_is_no_folder() -> None:
    for empty in ("", "  "):
        with pytest.raises(LogError, match="no log and no text"):
            trace([empty])


def test_a_short_text_that_only_the_operation_ties_to_the_migration_is_evidence(tmp_path: Path) -> None:
    head = "2031-03-02T10:00:0{n}.000Z {level} hostd[{n}] [Originator@6876 sub={sub} opID={opid}] {text}\n"
    begin = head.format(
        n=1, level="info", sub="Vcsvc.VMotionSrc.1557741600123456", opid="ab12cd34-0001-5b", text="Begins"
    )
    end = begin.replace("0:01.", "0:03.").replace("Begins", "ResolveCb: VMX reports needsUnregister = false")
    for opid, names in (("ab12cd34-0001-5b-77", ["file_locked"]), ("ff99ee88-0001-5b", [])):
        said = head.format(n=2, level="error", sub="Default", opid=opid, text="Failed to lock the file")
        (tmp_path / "hostd.log").write_text(begin + said + end)
        (migration,) = trace([tmp_path / "hostd.log"]).migrations
        assert migration.why is not None
        assert [cause.name for cause in migration.why.causes] == names
