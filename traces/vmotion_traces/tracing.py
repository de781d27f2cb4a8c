"""From what is given to verdicts: read, group, join, replay, diagnose, sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vmotion_model.vmx_states import Side

from .catalogue_messages import diagnose, telling_texts
from .dialects import decide, understand
from .envelopes import Grammar
from .errors import LogError, OtherHypervisorError
from .events import ConfigWrite, LogEvent, LoggedClaim, LoggedOutcome, StateChange, TaskStage, TaskStep, Worlds
from .explaining import explain
from .grouping import Attempt, group
from .joining import join
from .lines import LogLine
from .measures import measures_of
from .projection import view
from .properties import properties_of, switchover_limit
from .reading import Logs, read_logs
from .replay import Replay
from .replay import replay as replay_side
from .result import ConfigSeen, Impossible, MigrationTrace, Open, TraceResult, TraceVerdict, WorldsSeen
from .same_moment import in_order
from .sources import DEFAULT, TEXT, Limits, is_task_text
from .summary import summary_of
from .timeline import timeline_of
from .why import why_of


def trace(
    given: Sequence[str | Path], limits: Limits = DEFAULT, report: Callable[[str, int], None] | None = None
) -> TraceResult:
    """Replay the migrations in what is given on the model: logs, folders, archives, `-`, or the text of a task.

    Logs of one migration from several hosts are put together, rotated logs by time. `report` is told the log that is read
    and the bytes so far. Raises LogError for a path that is not there, and where nothing has a record of a migration.
    """
    if not given:
        raise LogError("no log", "name at least one log file")
    read = read_logs(given, telling_texts(), limits, report)
    notes = list(read.notes)
    logs: list[list[LogEvent]] = []
    for log in read.logs:
        events, reading = _understood(log.events)
        notes.extend(f"{log.file}: {why}" for why in reading)
        logs.append(in_order(events))
    attempts = join(group(logs), logs)
    if not attempts and read.progress:
        raise OtherHypervisorError(read.progress)
    if not attempts:
        raise _nothing(given, notes)
    places = {event.line.file: number for number, events in enumerate(logs) for event in events}
    order = {event.line: number for events in logs for number, event in enumerate(events)}
    for attempt in attempts:
        attempt.events[:] = _in_log_order(attempt.events, places, order)
    migrations = tuple(_migration(attempt, places, read) for attempt in attempts)
    for migration in migrations:
        skew = migration.summary.skew
        if skew is not None and skew.is_shown:
            notes.append(f"migration {migration.id}: {skew}; see {' and '.join(line.where for line in skew.evidence)}")
    notes += (
        f"{name}: it also has the progress of another hypervisor's migration; trace it alone" for name in read.progress
    )
    return TraceResult(migrations, tuple(notes))


def _in_log_order(
    events: Sequence[LogEvent], places: Mapping[str, int], order: Mapping[LogLine, int]
) -> list[LogEvent]:
    """The records of each vmware.log in its order: a part of a migration that names no id was joined to it last."""
    kept = list(events)
    by_log: dict[int, list[int]] = {}
    for at, event in enumerate(kept):
        if event.grammar is Grammar.VMX:
            by_log.setdefault(places[event.line.file], []).append(at)
    for ats in by_log.values():
        ordered = sorted((kept[at] for at in ats), key=lambda event: order.get(event.line, -1))
        for at, event in zip(ats, ordered, strict=True):
            kept[at] = event
    return kept


def _nothing(given: Sequence[str | Path], notes: Sequence[str]) -> LogError:
    """The one message where no migration was found: what is wrong with the logs, else what to give."""
    names = list(dict.fromkeys(map(str, given)))
    if notes:
        more = f" (and {len(notes) - 1} more like it)" if len(notes) > 1 else ""
        file, _, why = notes[0].partition(": ")
        return LogError(file, f"{why}{more}")
    if names == ["-"]:
        names = ["standard input"]
    if all(map(is_task_text, names)):
        return LogError(
            TEXT,
            "no words of a failed migration in it, and no file is called so; give the text of the task as it is shown",
        )
    what = "give vmware.log, vmkernel.log, hostd.log or vpxd.log of the time of the migration"
    return LogError(", ".join(names), f"no line of a migration; {what}")


def _understood(events: list[LogEvent]) -> tuple[list[LogEvent], list[str]]:
    """The events of one log with the states that their labels mean, and what was decided about the numbers."""
    changes = [event for event in events if isinstance(event, StateChange)]
    reading = decide(event for event in events if event.grammar is Grammar.VMX)
    done: list[LogEvent] = []
    hint: Side | None = None
    for event in events:
        if isinstance(event, StateChange):
            event = understand(event, reading.dialect, hint)
        if event.grammar is Grammar.VMX and event.side is not None:
            hint = event.side
        done.append(event)
    # A line that speaks of the side may come after the first state changes.
    sides = {event.side for event in done if event.grammar is Grammar.VMX and event.side is not None}
    if len(sides) == 1:
        side = sides.pop()
        done = [understand(e, reading.dialect, side) if isinstance(e, StateChange) else e for e in done]
    numeric = any(label and label.name is None for change in changes for label in (change.before, change.after))
    return done, [reading.why] if numeric else []


@dataclass(frozen=True, slots=True)
class _Claimed:
    outcome: LoggedOutcome
    line: LogLine | None
    contradiction: LogLine | None
    is_inferred: bool = False
    """Whether it only follows from the end of a task without an error."""


def _without_copies(events: Sequence[LogEvent]) -> list[LogEvent]:
    """The records without exact copies of a state change: sent twice, or pasted from pieces that overlap.

    No VMX makes the same change twice in one moment.
    """
    seen: set[tuple[str, str]] = set()
    kept: list[LogEvent] = []
    for event in events:
        if isinstance(event, StateChange) and event.time is not None:
            if (key := (event.line.file, event.line.text)) in seen:
                continue
            seen.add(key)
        kept.append(event)
    return kept


def _migration(attempt: Attempt, places: Mapping[str, int], read: Logs) -> MigrationTrace:
    sided = _without_copies(_with_sides(attempt, places))
    claimed = _claimed(sided)
    found = _judged(attempt, read, sided, claimed)
    if claimed.is_inferred and claimed.line is not None and found.verdict is TraceVerdict.IMPOSSIBLE:
        # What the hosts say counts more than that no line tells of an error.
        without = _judged(attempt, read, sided, _Claimed(LoggedOutcome.UNKNOWN, None, None))
        if without.verdict is not TraceVerdict.IMPOSSIBLE:
            why = (
                "the task ends without an error, but the hosts' records are those of a failure: lines of it are missing"
            )
            return replace(without, verdict=TraceVerdict.INCOMPLETE, open=(*without.open, Open(claimed.line, why)))
    return found


def _judged(attempt: Attempt, read: Logs, sided: Sequence[LogEvent], claimed: _Claimed) -> MigrationTrace:
    replays: dict[Side, Replay] = {}
    for side in Side:
        events = [event for event in sided if event.side is side]
        if any(isinstance(event, StateChange) for event in events):
            told = claimed.outcome if claimed.outcome is not LoggedOutcome.UNKNOWN else None
            replays[side] = replay_side(view(side), side, events, told)
    states = tuple(state for run in replays.values() for state in run.states)
    outcome, against = _outcome(claimed, replays.get(Side.SOURCE))
    worlds, mixed_up = _worlds(sided)
    impossible = [run.first_impossible for run in replays.values() if run.first_impossible]
    impossible += [found for found in (against, mixed_up) if found]
    limit = switchover_limit(sided)
    together = explain(sided, claimed.outcome, claimed.line, impossible, limit)
    impossible, outcome = list(together.impossible), together.outcome(outcome, claimed.contradiction is not None)
    reasons = (*_open(attempt, sided, replays, claimed), *together.open)
    names = sorted({e.about.vm for e in sided if e.grammar is Grammar.VMX and e.about is not None and e.about.vm})
    if len(names) > 1:
        reasons += (Open(None, f"the vmware.log files are of several VMs: {', '.join(names)}"),)
    # Also a file of which no line is about this migration: its lines may be in the part that is missing.
    for name in sorted(read.damaged):
        reasons += (
            Open(None, f"only the first part of {name} could be read, so that lines of this migration may be missing"),
        )
    if read.is_cut:
        reasons += (
            Open(None, "there were more records than are kept, so that lines of this migration may be missing"),
        )
    summary = summary_of(sided, states)
    why = why_of(sided, states, summary, outcome)
    return MigrationTrace(
        id=attempt.id,
        files=tuple(dict.fromkeys(event.line.file for event in sided)),
        verdict=TraceVerdict.IMPOSSIBLE
        if impossible
        else TraceVerdict.INCOMPLETE
        if reasons
        else TraceVerdict.CONFORMS,
        outcome=outcome,
        states=states,
        first_impossible=impossible[0] if impossible else None,
        open=reasons,
        config=tuple(ConfigSeen(e.side, e.read_only, e.line) for e in sided if isinstance(e, ConfigWrite)),
        worlds=worlds,
        diagnosis=()
        if outcome is LoggedOutcome.SUCCESS
        else diagnose(sided, {name for state in states for name in (state.before, state.state)}),
        summary=summary,
        properties=properties_of(sided, worlds, limit),
        measures=measures_of(sided, summary.phases),
        timeline=timeline_of(sided),
        why=why,
        explanation=together.explanation,
    )


def _with_sides(attempt: Attempt, places: Mapping[str, int]) -> list[LogEvent]:
    """The events; the lines of a vmware.log without a side are of the side that the others there speak of."""
    spoken: dict[int, set[Side]] = {}
    for event in attempt.events:
        if event.grammar is Grammar.VMX and event.side is not None:
            spoken.setdefault(places[event.line.file], set()).add(event.side)

    def sided(event: LogEvent) -> LogEvent:
        if event.side is not None or event.grammar is not Grammar.VMX:
            return event
        sides = spoken.get(places[event.line.file], set())
        return replace(event, side=next(iter(sides))) if len(sides) == 1 else event

    return [sided(event) for event in attempt.events]


def _claimed(events: Sequence[LogEvent]) -> _Claimed:
    told: list[tuple[LoggedOutcome, LogLine]] = [(e.outcome, e.line) for e in events if isinstance(e, LoggedClaim)]
    steps = [event for event in events if isinstance(event, TaskStep)]
    tasks = {step.task for step in steps if step.is_migration}
    told += [(LoggedOutcome.FAILURE, s.line) for s in steps if s.stage is TaskStage.ERROR and s.task in tasks]
    is_inferred = not told
    if not told:
        # A task that ends without an error succeeded, as far as vCenter knows.
        told = [(LoggedOutcome.SUCCESS, s.line) for s in steps if s.stage is TaskStage.FINISH and s.task in tasks]
    if not told:
        return _Claimed(LoggedOutcome.UNKNOWN, None, None)
    first, line = told[0]
    other = next((where for outcome, where in told if outcome is not first), None)
    if other is not None:
        return _Claimed(LoggedOutcome.UNKNOWN, line, other)
    return _Claimed(first, line, None, is_inferred)


def _outcome(claimed: _Claimed, source: Replay | None) -> tuple[LoggedOutcome, Impossible | None]:
    """The outcome, and where the claim contradicts what the source did.

    FINISHED of a destination does not tell: a VMX goes there after success and after failure (KB 1010634).
    """
    fitting = source.outcomes if source is not None else frozenset[LoggedOutcome]()
    if (
        claimed.outcome is not LoggedOutcome.UNKNOWN
        and claimed.line is not None
        and fitting
        and claimed.outcome not in fitting
    ):
        why = f"the line tells of {claimed.outcome}, but the source's steps lead to {' or '.join(sorted(fitting))} only"
        return LoggedOutcome.UNKNOWN, Impossible(claimed.line, why, tuple(sorted(fitting)))
    if claimed.outcome is not LoggedOutcome.UNKNOWN:
        return claimed.outcome, None
    return (next(iter(fitting)) if len(fitting) == 1 else LoggedOutcome.UNKNOWN), None


def _worlds(events: Iterable[LogEvent]) -> tuple[WorldsSeen, Impossible | None]:
    """The destination's world id as each side prints it; the source sends to the world of this attempt (S11)."""
    sent_to = destination = None
    for event in events:
        if not isinstance(event, Worlds):
            continue
        if event.side is Side.SOURCE and event.target is not None:
            sent_to = event.target
        elif event.side is Side.DESTINATION and event.leader is not None:
            destination = event.leader
        if sent_to is not None and destination is not None and sent_to != destination:
            why = f"the source sends to world {sent_to}, but the destination's world is {destination}"
            return WorldsSeen(sent_to, destination), Impossible(event.line, why, ("one world id on both sides",))
    return WorldsSeen(sent_to, destination), None


def _open(
    attempt: Attempt, events: Sequence[LogEvent], replays: dict[Side, Replay], claimed: _Claimed
) -> Iterator[Open]:
    for run in replays.values():
        yield from run.open
    changes = [event for event in events if isinstance(event, StateChange)]
    if not changes:
        yield Open(None, "no line shows a state change of a VMX; give the vmware.log of this migration")
    for change in changes:
        if change.side is None:
            yield Open(change.line, "nothing tells whether this is the source or the destination")
            break
    if attempt.followed_by is not None:
        yield Open(attempt.followed_by, "a new migration begins here, and no line ends this one: lines are missing")
    if claimed.contradiction is not None and claimed.line is not None:
        yield Open(claimed.contradiction, f"this line contradicts the outcome that {claimed.line.where} tells")
