"""Runs of the model as logs of a release, read back: the same records, explained; what no run does is found at its line."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from effort import examples
from plain_run import through
from vmotion_model.language import Const
from vmotion_model.language.commands import derived
from vmotion_model.machines import Migration, edges
from vmotion_model.protocol import LOCATIONS, printed, vmotion
from vmotion_model.protocol.printed import LogKind
from vmotion_model.script import PlayedStep
from vmotion_model.session import Session, wander
from vmotion_model.vmx_states import Side, named, on_side
from vmotion_specs.suites import vmotion_suite
from vmotion_traces import LogError, LoggedOutcome, MigrationTrace, TraceVerdict, trace
from vmotion_traces.made import FORMS, Wishes, first_id_of, lines_of, made_logs
from vmotion_traces.made.disturbed import written
from vmotion_traces.made.lines import FIRST_ID, VM

MODEL = vmotion()
OVER = ("FINISHED", "NONE")
CRASHES = {"crash_source", "crash_destination"}


def run_of(seed: int, limit: int = 120) -> list[PlayedStep]:
    session = Session(MODEL, LOCATIONS, vmotion_suite().ended)
    return list(wander(session, seed, limit))


def read_back(logs: Mapping[str, str]) -> dict[str | None, MigrationTrace]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return {migration.id: migration for migration in trace(_written(Path(folder), logs)).migrations}
        except LogError:
            return {}


def _written(folder: Path, logs: Mapping[str, str]) -> list[Path]:
    for name, text in logs.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder]


def changes_of(steps: Sequence[PlayedStep], sides: Sequence[Side]) -> dict[str, dict[Side, list[tuple[str, str]]]]:
    """What a run does to the states of the two VMX, by the id of the attempt: from the run alone."""
    found: dict[str, dict[Side, list[tuple[str, str]]]] = {}
    attempt = 0
    for step in steps:
        attempt += step.command == "request"
        for side in sides:
            if LOCATIONS[side] in step.changed and step.command not in CRASHES:
                before, after = map(str, step.changed[LOCATIONS[side]])
                by_side = found.setdefault(str(FIRST_ID + attempt), {})
                by_side.setdefault(side, []).append((before, after))
    return found


def full(side: Side, member: str) -> str:
    state = named(side, member)
    assert state is not None
    return state.name


wishes = st.builds(
    Wishes,
    release=st.sampled_from(sorted(FORMS)),
    sides=st.sampled_from([tuple(Side), (Side.SOURCE,), (Side.DESTINATION,)]),
    noise=st.sampled_from([0.0, 0.5, 3.0]),
    shuffled=st.booleans(),
    pieces=st.integers(1, 3),
    skew_s=st.sampled_from([0.0, -40.0, 90.0]),
    seed=st.integers(0, 1000),
)


def check_read_back(seed: int, wish: Wishes) -> None:
    steps = run_of(seed)
    truth = changes_of(steps, wish.sides)
    migrations = read_back(made_logs(MODEL, steps, wish))
    ended = {str(FIRST_ID + n): any(s.command == "resume" for s in part) for n, part in enumerate(_attempts(steps))}
    crashed = {str(FIRST_ID + n) for n, part in enumerate(_attempts(steps)) if any(s.command in CRASHES for s in part)}
    for identity, by_side in truth.items():
        migration = migrations[identity]
        assert migration.verdict is not TraceVerdict.IMPOSSIBLE, (seed, wish, migration)
        for side, expected in by_side.items():
            seen = [(s.before, s.state) for s in migration.states if s.side is side]
            assert seen == [(full(side, a), full(side, b)) for a, b in expected], (seed, wish)
        if identity in crashed:
            continue
        if all(expected[-1][1] in OVER for expected in by_side.values()):
            assert migration.verdict is TraceVerdict.CONFORMS, (seed, wish, migration.open)
            assert migration.explanation is not None
            # The run explains every record of a state: each once, by a step of its role.
            told = [(step.role, line) for step in migration.explanation.run for line in step.lines]
            for state in migration.states:
                assert told.count((str(state.side), state.line)) == 1
            truly = LoggedOutcome.SUCCESS if ended[identity] else LoggedOutcome.FAILURE
            assert migration.outcome in (truly, LoggedOutcome.UNKNOWN), (seed, wish)
        else:
            assert migration.verdict is TraceVerdict.INCOMPLETE


def _attempts(steps: Sequence[PlayedStep]) -> list[list[PlayedStep]]:
    """The steps before the first request, and those of each attempt."""
    parts: list[list[PlayedStep]] = [[]]
    for step in steps:
        if step.command == "request":
            parts.append([])
        parts[-1].append(step)
    return parts


@settings(max_examples=examples(12), deadline=None)
@given(st.integers(0, 10_000), wishes)
def test_run_as_logs_is_read_back_and_explained(seed: int, wish: Wishes) -> None:
    check_read_back(seed, wish)


@pytest.mark.nightly
@settings(max_examples=10_000, deadline=None)
@given(st.integers(0, 1_000_000), wishes)
def test_ten_thousand_runs_as_logs_are_read_back_and_explained(seed: int, wish: Wishes) -> None:
    check_read_back(seed, wish)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), wishes, st.sampled_from([0.05, 0.3]))
def test_lost_lines_make_nothing_impossible(seed: int, wish: Wishes, loss: float) -> None:
    for migration in read_back(made_logs(MODEL, run_of(seed), replace(wish, loss=loss, shuffled=False))).values():
        assert migration.verdict is not TraceVerdict.IMPOSSIBLE, (seed, wish, loss, migration.first_impossible)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["6", "8"]), st.data())
def test_step_that_no_run_makes_is_found_at_its_line(seed: int, release: str, data: st.DataObject) -> None:
    form = FORMS[release]
    lines = list(lines_of(MODEL, run_of(seed), release, form.dialect))
    of_first = [n for n, line in enumerate(lines) if line.attempt == 1 and "SetState: " in line.text]
    assume(of_first)
    place = data.draw(st.sampled_from(of_first))
    side = lines[place].side
    assert side is not None
    found = printed.STATE.pattern.match(lines[place].text)
    assert found is not None
    now = _member(side, found)
    legal = {e.target for e in edges(MODEL, MODEL.variable[LOCATIONS[side]]) if e.source == now}
    illegal = sorted({s.member for s in on_side(side)} - legal - {now})
    assume(illegal)
    wrong = printed.STATE.filled(
        before=printed.label(side, now, form.dialect),
        after=printed.label(side, data.draw(st.sampled_from(illegal)), form.dialect),
    )
    lines[place] = replace(lines[place], text=wrong)
    migration = read_back(written(lines, Wishes(release=release)))[str(FIRST_ID + 1)]
    assert migration.verdict is TraceVerdict.IMPOSSIBLE
    assert migration.first_impossible is not None
    assert migration.first_impossible.line.text.endswith(wrong)
    assert migration.explanation is not None
    assert migration.first_impossible.line in migration.explanation.contradicting


def _member(side: Side, found: object) -> str:
    """The state that a line leaves."""
    groups = found.groupdict()  # type: ignore[attr-defined]
    for state in on_side(side):
        numbers = {str(state.old.value)} if state.old else set()
        if groups["before_name"] == state.name or (
            groups["before_name"] is None and groups["before_number"] in numbers
        ):
            return state.member
    raise AssertionError(groups)


def mutated_run(command: str, conjunct: str, *names: str) -> list[PlayedStep]:
    """A run of a model with one mistake: a conjunct of a guard is dropped."""
    commands = tuple(
        derived(c.name, c.role, {k: g for k, g in c.guard.items() if k != conjunct}, c.effect, like=c)
        if c.name == command
        else c
        for c in MODEL.commands
    )
    assert conjunct in MODEL.command[command].guard
    wrong = replace(MODEL, commands=commands)
    migration = Migration(wrong, LOCATIONS)
    steps = []
    for name in names:
        seconds = 0
        while migration.failing(name) and seconds < 200:
            migration.elapse(10)
            seconds += 10
        steps.append(PlayedStep(name, wrong.command[name].role, migration.time, migration.fire(name)))
    return steps


TO_PRECOPY = through("receive_batch")
STUNNED = (*TO_PRECOPY, "round_reaches_goal", "stun", "send_last")
MUTANTS = {
    # A checkpoint that was never sent: the source fails in pre-copy and says so.
    "checkpoint from nowhere": (
        ("receive_checkpoint", "the checkpoint has come"),
        (*TO_PRECOPY, "receive_checkpoint", "transfer_fails"),
        {"PRECOPY to CHECKPT", "PRECOPY to FINISHED"},
    ),
    # The source ends with success though the destination has given up without a checkpoint.
    "success without a resume": (
        ("finish", "the destination has resumed"),
        (*STUNNED, "give_up", "finish"),
        {"PRECOPY to FINISHED", "needsUnregister = true"},
    ),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_run_of_a_mutated_model_is_impossible_and_the_wrong_records_are_named(name: str) -> None:
    (command, conjunct), names, expected = MUTANTS[name]
    logs = made_logs(MODEL, mutated_run(command, conjunct, *names), Wishes(release="6"))
    migration = read_back(logs)[str(FIRST_ID + 1)]
    assert migration.verdict is TraceVerdict.IMPOSSIBLE
    assert migration.explanation is not None
    assert migration.explanation.is_smallest
    contradicting = {_short(line.text) for line in migration.explanation.contradicting}
    assert contradicting == expected


def _short(text: str) -> str:
    found = printed.STATE.pattern.search(text)
    if found is None:
        return text.rpartition("VMX reports ")[2]
    numbers = {str(s.old.value): s.member for s in (*on_side(Side.SOURCE), *on_side(Side.DESTINATION)) if s.old}
    return f"{numbers[found['before_number']]} to {numbers[found['after_number']]}"


def test_every_visible_step_prints_its_change_and_only_hosts_print() -> None:
    for command in MODEL.commands:
        texts = [entry.text for entry in printed.printed_by(command)]
        moves = LOCATIONS.get(command.role) in command.updates and command.name not in CRASHES
        assert (printed.STATE in texts) == (moves and command.role in ("source", "destination")), command.name
        update = command.updates.get("vcenter.state")
        ends = isinstance(update, Const) and update.value in ("REJECTED", "ROLLED_BACK", "COMPLETED")
        assert (printed.TASK_ENDS in texts) == ends, command.name
        if command.role == "source":
            assert (printed.READ_ONLY in texts) == ("config.read_only" in command.updates), command.name


@given(st.sampled_from(printed.PRINTED), st.data())
def test_what_is_printed_is_recognized_with_its_values(entry: printed.Printed, data: st.DataObject) -> None:
    values = {
        "id": "number", "at": "number", "pages": "number", "limit": "number", "type": "number",
        "task": "word", "object": "word", "method": "word", "session": "word", "fault": "word", "datacenter": "word",
        "vm": "name",
        "way": "way", "value": "value", "source": "address", "destination": "address",
        "before": "state", "after": "state", "new": "state",
    }  # fmt: skip
    drawn = {}
    for hole in entry.text.holes:
        match values[hole]:
            case "number":
                drawn[hole] = str(data.draw(st.integers(0, 10**15)))
            case "way":
                drawn[hole] = data.draw(st.sampled_from(["to", "from"]))
            case "value":
                drawn[hole] = data.draw(
                    st.sampled_from(["true", "false"] if "needs" in str(entry.text) else ["TRUE", "FALSE"])
                )
            case "word" | "name":
                drawn[hole] = data.draw(st.from_regex(r"\A[a-z][a-z0-9_-]{0,20}\Z"))
            case "address" if entry.role == "vcenter":
                drawn[hole] = data.draw(st.from_regex(r"\A[a-z][a-z0-9-]{0,20}\Z"))
            case "address":
                drawn[hole] = str(data.draw(st.ip_addresses()))
            case _:
                drawn[hole] = data.draw(st.sampled_from(["MIGRATE_VMX_NONE", "MIGRATE_TO_VMX_READY (1)", "7"]))
    text = entry.text.filled(**drawn)
    found = entry.text.pattern.match(text.replace(" ", "  "))
    assert found is not None
    for hole, value in drawn.items():
        groups = found.groupdict()
        if values[hole] != "state":
            assert groups[hole] == value
        else:
            name, number = groups[f"{hole}_name"], groups[f"{hole}_named"] or groups[f"{hole}_number"]
            assert (name or number) == value or f"{name} ({number})" == value


def test_release_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="not known, only those of 4, 6, 8"):
        made_logs(MODEL, [], Wishes(release="3"))


def traced(*names: str, release: str) -> tuple[MigrationTrace, ...]:
    migration = Migration(MODEL, LOCATIONS)
    steps = [PlayedStep(n, MODEL.command[n].role, migration.time, migration.fire(n)) for n in names]
    with tempfile.TemporaryDirectory() as folder:
        return trace(_written(Path(folder), made_logs(MODEL, steps, Wishes(release=release)))).migrations


ABANDONED = ("transfer_fails", "roll_back_on_failure", "close_finished", "destroy", "finish_roll_back")
DONE = (
    *("receive_pages", "receive_checkpoint", "send_ready", "release_disk", "resume"),
    *("switch_host", "switch_inventory", "switch_pool", "finish"),
    *("power_down", "unregister", "release_resources", "complete"),
)


@pytest.mark.parametrize("release", sorted(FORMS))
def test_what_vcenter_prints_of_a_refused_request_is_read_back(release: str) -> None:
    """No host has a migration: the task and the events tell that it began and failed, and what of it."""
    found = traced("request", "refuse_request", release=release)
    assert {m.outcome for m in found} == {LoggedOutcome.FAILURE}
    assert {m.summary.logs_of for m in found} == {("vCenter",)}
    assert VM in {m.summary.vm for m in found}


@pytest.mark.parametrize("release", ["6", "8"])
def test_records_of_vcenter_come_to_the_migration_of_the_hosts(release: str) -> None:
    (found,) = traced(*TO_PRECOPY, *ABANDONED, release=release)
    assert found.id == str(FIRST_ID + 1)
    assert (found.outcome, found.verdict) == (LoggedOutcome.FAILURE, TraceVerdict.CONFORMS)
    assert found.summary.logs_of == ("source", "destination", "vCenter")
    assert found.summary.vm == VM


@pytest.mark.parametrize("release", ["6", "8"])
def test_refusal_before_a_migration_is_none_of_that_migration(release: str) -> None:
    """A request that is refused, and at once one that runs: the refusal is of another task, and the second one has not failed."""
    found = traced("request", "refuse_request", *STUNNED, *DONE, release=release)
    assert [m.outcome for m in found if m.id == str(FIRST_ID + 2)] == [LoggedOutcome.SUCCESS]
    assert LoggedOutcome.FAILURE in {m.outcome for m in found if m.id is None}


AGAIN = ("start_never_comes", "exit_failed", "repeat_creation", "create", "wait_for_source")


@pytest.mark.parametrize("release", ["6", "8"])
def test_destination_that_is_made_again_stays_in_its_migration_beside_vcenter(release: str) -> None:
    """Its VMX begins twice in one migration; records of vCenter at that time do not take the second part away."""
    first = (*TO_PRECOPY[: TO_PRECOPY.index("destination_created")], *AGAIN)
    steps = (*first, "destination_created", "start_source", "start_precopy", *ABANDONED)
    migration = Migration(MODEL, LOCATIONS)
    played = []
    for name in steps:
        while migration.failing(name):
            migration.elapse(10)
        played.append(PlayedStep(name, MODEL.command[name].role, migration.time, migration.fire(name)))
    found = read_back(made_logs(MODEL, played, Wishes(release=release)))[str(FIRST_ID + 1)]
    entered = [s.state for s in found.states if s.side is Side.DESTINATION]
    assert entered.count(full(Side.DESTINATION, "INIT")) == 2
    assert (found.verdict, found.outcome) == (TraceVerdict.CONFORMS, LoggedOutcome.FAILURE)


def test_log_kinds_and_sides_are_chosen() -> None:
    logs = made_logs(MODEL, run_of(1), Wishes(sides=(Side.SOURCE,), kinds=(LogKind.VMX,)))
    assert set(logs) == {"source/vmware.log"}


def test_agents_of_the_hosts_tell_how_the_vm_leaves_and_comes() -> None:
    """By hand: hostd of the source sees it leave, and powered down; that of the destination sees it come and run."""
    migration = Migration(MODEL, LOCATIONS)
    names = (*STUNNED, *DONE)
    steps = [PlayedStep(n, MODEL.command[n].role, migration.time, migration.fire(n)) for n in names]
    logs = made_logs(MODEL, steps, Wishes(release="6", kinds=(LogKind.HOSTD,)))
    told = {
        side: [
            line.rpartition("State Transition ")[2]
            for line in logs[f"{side}/hostd.log"].splitlines()
            if "VM_STATE" in line
        ]
        for side in Side
    }
    assert told[Side.SOURCE] == [
        "(VM_STATE_ON -> VM_STATE_EMIGRATING)",
        "(VM_STATE_EMIGRATING -> VM_STATE_OFF)",
    ]
    assert told[Side.DESTINATION] == [
        "(VM_STATE_OFF -> VM_STATE_IMMIGRATING)",
        "(VM_STATE_IMMIGRATING -> VM_STATE_ON)",
    ]
    (found,) = read_back(logs).values()
    assert (found.outcome, found.summary.vm) == (LoggedOutcome.SUCCESS, VM)


def test_logs_of_two_runs_with_their_own_numbers_are_read_together_as_two_migrations() -> None:
    """One fails, one succeeds, at the same time: nothing of the one is taken for the other's."""
    logs: dict[str, str] = {}
    for name, seed, steps in (("a", 0, (*TO_PRECOPY, *ABANDONED)), ("b", 7, (*STUNNED, *DONE))):
        migration = Migration(MODEL, LOCATIONS)
        played = [PlayedStep(n, MODEL.command[n].role, migration.time, migration.fire(n)) for n in steps]
        made = made_logs(MODEL, played, Wishes(release="6", first_id=first_id_of(seed)))
        logs |= {f"{name}/{file}": text for file, text in made.items()}
    found = {m.id: (m.verdict, m.outcome, m.summary.logs_of) for m in read_back(logs).values()}
    everywhere = ("source", "destination", "vCenter")
    assert found == {
        "7100000000000001": (TraceVerdict.CONFORMS, LoggedOutcome.FAILURE, everywhere),
        "7100000000007001": (TraceVerdict.CONFORMS, LoggedOutcome.SUCCESS, everywhere),
    }
