"""Logs of both hosts that fit or contradict each other, written by hand: the verdict, and which lines it rests on.

What must come out is argued beside each case from KB 1003734 and KB 1010634: a source pre-copies once the destination waits, the
destination restores what the stunned source has sent, and the VM runs on one side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from vmotion_traces import LoggedOutcome, MigrationTrace, TraceVerdict, to_json, trace

BEGIN = datetime(2031, 5, 1, 10, 0, 0)
ID = "4200000000000001"
CONFORMS, IMPOSSIBLE, INCOMPLETE = TraceVerdict.CONFORMS, TraceVerdict.IMPOSSIBLE, TraceVerdict.INCOMPLETE
SUCCESS, FAILURE, UNKNOWN = LoggedOutcome.SUCCESS, LoggedOutcome.FAILURE, LoggedOutcome.UNKNOWN

# Old numbers (KB 1010634): source 0 none, 1 ready, 2 pre-copy, 3 checkpoint, 4 wait, 5 finished;
# destination 7 init, 8 waiting, 9 pre-copy, 10 checkpoint, 11 finished.
ALL_OF_SOURCE = (0, 1, 2, 3, 4, 5, 0)
ALL_OF_DESTINATION = (0, 7, 8, 9, 10, 11)
TRUE, FALSE = "TRUE", "FALSE"


@dataclass(frozen=True)
class Case:
    """The states of both VMX in their order, with values of the config flag between them; when they begin, in s; more lines.

    `lines` are those that contradict each other: `source 2-5` is a change of state, other words stand in the line.
    """

    source: tuple[int | str, ...]
    destination: tuple[int | str, ...]
    verdict: TraceVerdict
    outcome: LoggedOutcome
    lines: frozenset[str] = frozenset()
    starts: tuple[float, float] = (0, 0)
    step_s: float = 1.0
    steps: tuple[float, float] | None = None
    more: dict[str, str] = field(default_factory=dict)


HOSTD = "2031-05-01T10:00:{0:02}.500Z info hostd[1A2B3C] [Originator@6876 sub=Vcsvc.VMotion{1} (" + ID + ")] {2}"
RESUMED = {"hostd.log": HOSTD.format(9, "Src", "ResolveCb: VMX reports needsUnregister = true for migrateType X")}
GAVE_UP = {"hostd.log": HOSTD.format(9, "Src", "ResolveCb: Failed with fault: (vim.fault.GenericVmConfigFault)")}
STOPS = {
    "source/vmkernel.log": "2031-05-01T10:00:01.500Z cpu4:2100001)VMotion: 4650: "
    + ID
    + " S: Stopping pre-copy: only 900 pages left "
    "to send, which can be sent within the switchover time goal\n"
}

CASES = {
    "both to the end, and the source says so": Case(ALL_OF_SOURCE, ALL_OF_DESTINATION, CONFORMS, SUCCESS, more=RESUMED),
    # A destination that runs the VM is done with the migration, and says so; a source is, too.
    "both back to none after a success": Case(ALL_OF_SOURCE, (*ALL_OF_DESTINATION, 0), CONFORMS, SUCCESS, more=RESUMED),
    # FINISHED is entered after success and after failure; nothing tells which.
    "both to the end": Case(ALL_OF_SOURCE, ALL_OF_DESTINATION, CONFORMS, UNKNOWN),
    # The flag is printed when it is set and not when it is cleared, as every failure does: KB 320352.
    "silence after the flag": Case((0, 1, TRUE, 2, 3, 4, 5, 0), ALL_OF_DESTINATION, CONFORMS, SUCCESS),
    "flag cleared": Case((0, 1, TRUE, 2, 3, 4, 5, FALSE, 0), ALL_OF_DESTINATION, CONFORMS, FAILURE),
    # The destination restores no checkpoint, so it never ran the VM: the source cannot have succeeded.
    "success without a checkpoint": Case(
        ALL_OF_SOURCE,
        (0, 7, 8, 9, 11),
        IMPOSSIBLE,
        UNKNOWN,
        frozenset({"destination 9-11", "needsUnregister"}),
        more=RESUMED,
    ),
    # The same without a word of success: then it has failed.
    "no checkpoint": Case(ALL_OF_SOURCE, (0, 7, 8, 9, 11), CONFORMS, FAILURE),
    # A source that gives up in pre-copy has sent no checkpoint.
    "checkpoint from nowhere": Case(
        (0, 1, 2, 5), ALL_OF_DESTINATION, IMPOSSIBLE, UNKNOWN, frozenset({"source 2-5", "destination 9-10"})
    ),
    "failure in pre-copy": Case((0, 1, 2, 5, FALSE, 0), (0, 7, 8, 9, 11, 0), CONFORMS, FAILURE),
    "called off before pre-copy": Case((0, 1, TRUE, 0), (0, 7, 11, 0), CONFORMS, FAILURE),
    "destination cannot take over": Case(
        (0, 1, 2, 3, 4, 5, FALSE), ALL_OF_DESTINATION, CONFORMS, FAILURE, more=GAVE_UP
    ),
    # It may have been asked again; then a log of the destination is missing.
    "pre-copy after a refusal": Case((0, 1, 2, 5), (0, 7, 11), INCOMPLETE, FAILURE),
    "destination's log stops": Case(ALL_OF_SOURCE, (0, 7, 8, 9), INCOMPLETE, SUCCESS, more=RESUMED),
    "source's log stops": Case((0, 1, 2), ALL_OF_DESTINATION, INCOMPLETE, UNKNOWN),
    # The source is asked first (step 4), and the destination has ended before: a clock is wrong, or these are two migrations.
    "destination ends before the source begins": Case(
        ALL_OF_SOURCE,
        ALL_OF_DESTINATION,
        INCOMPLETE,
        UNKNOWN,
        frozenset(),
        starts=(600, 0),
    ),
    "clocks a minute apart": Case(ALL_OF_SOURCE, ALL_OF_DESTINATION, CONFORMS, UNKNOWN, starts=(60, 0)),
    # Once the source is told that it is over, no destination is made any more.
    "destination made too late": Case(
        ALL_OF_SOURCE,
        ALL_OF_DESTINATION,
        INCOMPLETE,
        UNKNOWN,
        frozenset(),
        starts=(0, 600),
    ),
    # The source's timers (KB 2141355: 100 s from the stun; the protection timer of 90 s while nothing can be progress).
    "source ready for two minutes": Case((0, 1, 2, 5, FALSE, 0), (0, 7, 8), INCOMPLETE, FAILURE, step_s=120),
    "switchover of four minutes": Case(ALL_OF_SOURCE, ALL_OF_DESTINATION, INCOMPLETE, UNKNOWN, step_s=80),
    # The destination receives for longer than the whole migration takes at the source: no difference of clocks helps.
    "destination takes longer than the source is there": Case(
        ALL_OF_SOURCE, ALL_OF_DESTINATION, INCOMPLETE, UNKNOWN, steps=(1, 15)
    ),
    # A destination may wait as long as it likes for a source whose log is as long.
    "a minute in each state": Case(ALL_OF_SOURCE, ALL_OF_DESTINATION, CONFORMS, UNKNOWN, step_s=45),
    # A machine alone refuses these; the line is impossible by itself.
    "wait to none": Case((0, 1, 2, 3, 4, 0), ALL_OF_DESTINATION, IMPOSSIBLE, UNKNOWN, frozenset({"source 4-0"})),
    "destination skips waiting": Case(ALL_OF_SOURCE, (0, 7, 9), IMPOSSIBLE, UNKNOWN, frozenset({"destination 7-9"})),
    "flag set in pre-copy": Case(
        (0, 1, 2, 5, FALSE, TRUE), (0, 7, 8, 9), IMPOSSIBLE, FAILURE, frozenset({"FALSE", "TRUE"})
    ),
    "flag cleared in success": Case(
        (0, 1, TRUE, 2, 3, 4, 5, FALSE, 0),
        ALL_OF_DESTINATION,
        IMPOSSIBLE,
        UNKNOWN,
        frozenset({"needsUnregister", "FALSE", "source 5-0"}),
        more=RESUMED,
    ),
}


def log_of(way: str, states: tuple[int | str, ...], start: float, step: float, zone: str = "Z") -> str:
    header = "{}| vmx| I125: {}\n"

    def at(seconds: float) -> str:
        return (BEGIN + timedelta(seconds=seconds)).isoformat(timespec="milliseconds") + zone

    lines = [
        header.format(
            at(start), f"Received migrate '{way}' request for mid id {ID}, src ip <192.0.2.1>, dst ip <192.0.2.2>(x)."
        )
    ]
    last: int | str | None = None
    for number, state in enumerate(states):
        time = at(start + step * number + 0.001)
        if isinstance(state, str):
            lines.append(header.format(time, f'ConfigDB: Setting config.readOnly = "{state}"'))
            continue
        if last is not None:
            lines.append(header.format(time, f"MigrateSetState: Transitioning from state {last} to {state}."))
        last = state
    return "".join(lines)


def traced(tmp_path: Path, case: Case, zone: str = "Z") -> MigrationTrace:
    steps = case.steps or (case.step_s, case.step_s)
    for side, way, states, start, step in (
        ("source", "to", case.source, case.starts[0], steps[0]),
        ("destination", "from", case.destination, case.starts[1], steps[1]),
    ):
        (tmp_path / side).mkdir()
        (tmp_path / side / "vmware.log").write_text(log_of(way, states, start, step, zone), encoding="utf-8")
    for name, text in case.more.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    (migration,) = trace([tmp_path]).migrations
    return migration


@pytest.mark.parametrize("name", CASES)
def test_hosts_that_fit_or_contradict_each_other(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    migration = traced(tmp_path, case)
    assert (migration.verdict, migration.outcome) == (case.verdict, case.outcome), (
        migration.open,
        migration.first_impossible,
    )
    explanation = migration.explanation
    if abs(case.starts[0] - case.starts[1]) > 120:
        # Each host's records are fine; only their times are not.
        assert explanation is None
        assert any("their clocks differ" in found.why for found in migration.open)
        return
    assert explanation is not None
    assert explanation.run
    if case.verdict is IMPOSSIBLE:
        assert migration.first_impossible is not None
        assert migration.first_impossible.line in explanation.contradicting
        assert len(explanation.contradicting) == len(case.lines)
        for part in case.lines:
            side, _, change = part.rpartition(" ")
            words = f"from state {change.replace('-', ' to ')}." if side else part
            assert any(words in line.text and side in line.file for line in explanation.contradicting), part
    else:
        assert explanation.contradicting == ()
        # Every change of a state is explained by one step, of its role; the model knows no step for the return of a destination.
        told = [(step.role, line) for step in explanation.run for line in step.lines]
        assert all([line for _, line in told].count(state.line) == 1 for state in migration.states)
        for state in migration.states:
            if state.state != "MIGRATE_VMX_NONE":
                assert (str(state.side), state.line) in told


@pytest.mark.parametrize("zone", ["Z", ""])
@pytest.mark.parametrize("hours", [0, 5])
def test_durations_of_two_hosts_are_compared_whatever_their_clocks_show(tmp_path: Path, zone: str, hours: int) -> None:
    # Times without a zone may be any number of hours apart; how long something takes is the same on every clock.
    starts = (0, 0 if zone else hours * 3600)
    fits = traced(tmp_path, Case(ALL_OF_SOURCE, ALL_OF_DESTINATION, CONFORMS, UNKNOWN, starts=starts), zone)
    assert fits.verdict is CONFORMS, fits.open
    (tmp_path / "other").mkdir()
    case = Case(ALL_OF_SOURCE, ALL_OF_DESTINATION, INCOMPLETE, UNKNOWN, starts=starts, steps=(1, 15))
    other = traced(tmp_path / "other", case, zone)
    assert other.verdict is INCOMPLETE
    assert [found.why for found in other.open if "none at their times" in found.why]


def test_step_in_another_log_of_the_host_is_one_of_the_run(tmp_path: Path) -> None:
    """The vmkernel says when pre-copy stops (KB 436882): then the VMX is in pre-copy or has just left it."""
    states = ((0, 1, 2, 3, 5, FALSE, 0), (0, 7, 8, 9, 11, 0))
    fits = traced(tmp_path, Case(*states, CONFORMS, FAILURE, more=STOPS))
    assert (fits.verdict, fits.outcome) == (CONFORMS, FAILURE)
    assert fits.explanation is not None
    run = fits.explanation.run
    (place,) = (n for n, step in enumerate(run) if any("vmkernel" in line.file for line in step.lines))
    # At that moment the source is in pre-copy or in CHECKPT.
    entered = [n for n, step in enumerate(run) if any("from state 1 to 2" in line.text for line in step.lines)]
    left = [n for n, step in enumerate(run) if any("from state 3 to 5" in line.text for line in step.lines)]
    assert entered[0] <= place < left[0]
    (tmp_path / "late").mkdir()
    late = traced(tmp_path / "late", Case(*states, INCOMPLETE, FAILURE, starts=(300, 300), more=STOPS))
    assert late.verdict is INCOMPLETE
    assert any("their clocks differ" in found.why for found in late.open)


@pytest.mark.parametrize(
    ("source", "verdict"), [((0, 1, 2, 3, 4, 5, FALSE, 0), CONFORMS), ((0, 1, 2, 5, FALSE, 0), IMPOSSIBLE)]
)
def test_last_pages_in_the_vmkernels_log_are_a_step_of_the_source(
    source: tuple[int | str, ...], verdict: TraceVerdict, tmp_path: Path
) -> None:
    """They are sent from CHECKPT (in KB 436882, 53 ms after the end of pre-copy), so never by a source that fails before."""
    sent = f"2031-05-01T10:00:03.500Z cpu1:2100002)VMotionSend: 4156: {ID} S: Sent all modified pages to destination (network"
    found = traced(tmp_path, Case(source, (), verdict, FAILURE, more={"source/vmkernel.log": sent + "\n"}))
    assert found.verdict is verdict
    assert found.explanation is not None
    explained = [line.text for step in found.explanation.run for line in step.lines]
    if verdict is CONFORMS:
        place = next(n for n, text in enumerate(explained) if "Sent all" in text)
        assert "from state 2 to 3" in "".join(explained[:place])
        assert "from state 4 to 5" in "".join(explained[place:])


def test_long_log_has_its_two_contradicting_records_found(tmp_path: Path) -> None:
    """A destination that was made a dozen times restores a checkpoint, though the source failed in pre-copy."""
    lines: list[str] = []
    asked = f"Received migrate 'from' request for mid id {ID}, src ip <192.0.2.1>, dst ip <192.0.2.2>"
    for _ in range(12):
        lines += [
            asked,
            *(f"MigrateSetState: Transitioning from state {a} to {b}." for a, b in ((0, 7), (7, 11), (11, 0))),
        ]
    lines += [
        asked,
        *(f"MigrateSetState: Transitioning from state {a} to {b}." for a, b in ((0, 7), (7, 8), (8, 9), (9, 10))),
    ]
    text = "".join(f"2031-05-01T10:{n // 60:02}:{n % 60:02}.000Z| vmx| I120: {line}\n" for n, line in enumerate(lines))
    (tmp_path / "source").mkdir()
    (tmp_path / "destination").mkdir()
    (tmp_path / "source" / "vmware.log").write_text(log_of("to", (0, 1, 2, 5), 40, 5, "Z"), encoding="utf-8")
    (tmp_path / "destination" / "vmware.log").write_text(text, encoding="utf-8")
    (found,) = trace([tmp_path]).migrations
    assert found.verdict is IMPOSSIBLE
    assert found.explanation is not None
    contradicting = [line.text.rpartition("from state ")[2] for line in found.explanation.contradicting]
    assert sorted(contradicting) == ["2 to 5.", "9 to 10."]
    assert found.explanation.is_smallest


def test_stay_that_is_too_long_names_its_two_lines(tmp_path: Path) -> None:
    migration = traced(tmp_path, CASES["source ready for two minutes"])
    (found,) = (each for each in migration.open if "READY" in each.why and "90 s" in each.why)
    assert found.line is not None
    assert "from state 1 to 2" in found.line.text
    assert "since line 2;" in found.why


def test_log_that_stops_before_what_the_other_host_shows_is_known_to_go_on(tmp_path: Path) -> None:
    explanation = traced(tmp_path, CASES["source's log stops"]).explanation
    assert explanation is not None
    # The destination has a checkpoint, so the source is past pre-copy.
    assert "MIGRATE_TO_VMX_PRECOPY" not in dict(explanation.roles)["source"]
    assert "the rest of the vmware.log of the source: by the records of the others it went on" in explanation.look_for


def test_guard_that_forbids_is_named(tmp_path: Path) -> None:
    case = CASES["checkpoint from nowhere"]
    migration = traced(tmp_path, case)
    assert migration.first_impossible is not None
    # Both orders contradict; by the times the source gives up last, and a source that has sent a checkpoint is past pre-copy.
    assert "PRECOPY" in migration.first_impossible.why


def test_explanation_is_in_the_json(tmp_path: Path) -> None:
    migration = traced(tmp_path, CASES["both to the end"])
    from vmotion_traces import TraceResult

    (answer,) = to_json(TraceResult((migration,), ()))["migrations"]
    run = answer["explanation"]["run"]
    assert run[0]["command"] == "request"
    assert [line["line"] for step in run for line in step["lines"] if line["file"].endswith("source/vmware.log")] == [
        2,
        3,
        4,
        5,
        6,
        7,
    ]
