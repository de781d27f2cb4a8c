"""The public cases of the shared folder: what they show is stated in their sidecars. (Made-up twins: test_trace_formats.)"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from vmotion_traces import LogError, LoggedOutcome, TraceVerdict, trace
from vmotion_traces.why.why_result import Standing

LOGS = Path(__file__).parents[2].parent / "shared" / "logs" / "public"
pytestmark = pytest.mark.skipif(
    not LOGS.is_dir(), reason="the public cases (../shared/logs) are not beside the project"
)


@dataclass(frozen=True)
class Case:
    """What a sidecar says: ids, outcome, parties, VM, hosts, and the beginning of the telling message."""

    ids: tuple[str | None, ...]
    outcome: LoggedOutcome
    logs_of: tuple[str, ...]
    said: str | None
    vm: str | None = None
    hosts: tuple[str | None, str | None] = (None, None)
    named: tuple[str, ...] = ()  # the cause that the author found, where the text alone tells it
    possible: tuple[str, ...] = ()  # causes that must be among several


VCENTER = ("vCenter",)
EXPECTED = {
    "001": Case(
        ("1451180724378133", "1451180723972539", "1451180724378135"),
        LoggedOutcome.UNKNOWN,  # that a couple of them failed is the author's word, not the log's
        ("destination",),
        "VMotionRecv: 2618: 1451180724378133 D: World 737163 waited 23.610 seconds",
        named=("memory_short_on_destination",),
    ),
    "003": Case(
        ("1488772268136447",),
        LoggedOutcome.FAILURE,
        ("source", "destination"),
        "Bind: Failed to initialize VMotionWorker",
    ),
    "004": Case(
        (None,),
        LoggedOutcome.FAILURE,
        VCENTER,
        "The vMotion failed because the destination host did not receive",
        possible=("hosts_unreachable", "mtu_too_large"),
    ),
    "006": Case(
        (None,),
        LoggedOutcome.FAILURE,
        VCENTER,
        "A general system error occurred: Timed out waiting for migration",
        possible=("mtu_too_large", "mtu_differs"),
    ),
    "008": Case(
        (None,),
        LoggedOutcome.FAILURE,
        VCENTER,
        "The source detected that the destination failed to resume.",
        possible=("concentrator_silent",),
    ),
    "009": Case(
        (None,),
        LoggedOutcome.FAILURE,
        VCENTER,
        "RelocateVM_Task error The target host does not support",
        named=("cpu_features_differ",),
    ),
    "013": Case((None,), LoggedOutcome.UNKNOWN, VCENTER, None, "vm-b", ("host-62", "host-81")),
    "015": Case(
        (None,),
        LoggedOutcome.FAILURE,
        VCENTER,
        "Cannot migrate vm-a to esx02",
        "vm-a",
        ("esx01.example.test", "esx02.example.test"),
    ),
    "016": Case(
        (None,),
        LoggedOutcome.FAILURE,
        VCENTER,
        "Currently connected device 'Network adapter 1' uses backing",
        named=("port_group_missing",),
    ),
}


@pytest.mark.parametrize("number", EXPECTED)
def test_case_is_read_as_its_sidecar_says(number: str) -> None:
    case = EXPECTED[number]
    migrations = trace([LOGS / f"{number}.log"]).migrations
    first = migrations[0].summary
    assert tuple(m.id for m in migrations) == case.ids
    assert {m.outcome for m in migrations} == {case.outcome}
    assert {m.verdict for m in migrations} == {TraceVerdict.INCOMPLETE}
    assert (first.logs_of, first.vm) == (case.logs_of, case.vm)
    assert (next(iter(first.source), None), next(iter(first.destination), None)) == case.hosts
    assert (first.message.text if first.message else None) == case.said or (
        first.message is not None and case.said is not None and first.message.text.startswith(case.said)
    )


@pytest.mark.parametrize("number", EXPECTED)
def test_causes_are_those_of_its_sidecar_or_several_or_none(number: str) -> None:
    case = EXPECTED[number]
    for migration in trace([LOGS / f"{number}.log"]).migrations:
        causes = migration.why.causes if migration.why is not None else ()
        assert tuple(c.name for c in causes if c.standing is Standing.NAMED) == case.named
        assert set(case.possible) <= {c.name for c in causes if c.standing is Standing.SEVERAL}
        assert case.named or case.possible or not causes


def test_power_on_is_no_migration() -> None:
    with pytest.raises(LogError, match="no line of a migration"):
        trace([LOGS / "019.log"])


def test_every_case_is_expected() -> None:
    assert {path.stem for path in LOGS.glob("*.log")} == {*EXPECTED, "019"}
