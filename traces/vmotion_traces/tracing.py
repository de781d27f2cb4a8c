"""From log files to verdicts: read, recognise, group, replay, diagnose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vmotion_model.vmx_states import Side

from .diagnosis import diagnose, telling_texts
from .dialects import decide, understand
from .errors import LogError
from .events import Claim, ConfigWrite, Event, Grammar, Outcome, StateChange, Worlds
from .grammars import events_of
from .grouping import Attempt, group
from .projection import view
from .reader import Line, read
from .replay import Replay
from .replay import replay as replay_side
from .result import ConfigSeen, Impossible, MigrationTrace, Open, TraceResult, Verdict, WorldsSeen


def trace(paths: Sequence[str | Path]) -> TraceResult:
    """Replay the migrations in some logs on the model.

    Logs of one migration from several hosts are put together by the migration id. Rotated logs of one VMX are given the
    oldest first. Raises LogError for a log that cannot be read, and where no log has a line of a migration.
    """
    if not paths:
        raise LogError("no log", "name at least one log file")
    notes: list[str] = []
    logs: list[list[Event]] = []
    given: set[Path] = set()
    for path in paths:
        log = read(path)
        if Path(path).resolve() in given:
            notes.append(f"{log.file}: given twice; it was read once")
            continue
        given.add(Path(path).resolve())
        notes.extend(log.notes)
        events, reading = _understood(list(events_of(log.lines, telling_texts())))
        notes.extend(f"{log.file}: {why}" for why in reading)
        logs.append(events)
    attempts = group(logs)
    if not attempts:
        raise LogError(
            ", ".join(dict.fromkeys(map(str, paths))),
            "no line of a migration; give vmware.log, vmkernel.log, hostd.log or vpxd.log of the time of the migration",
        )
    return TraceResult(tuple(_migration(attempt) for attempt in attempts), tuple(notes))


def _understood(events: list[Event]) -> tuple[list[Event], list[str]]:
    """The events of one log with the states that their labels mean, and what was decided about the numbers."""
    changes = [event for event in events if isinstance(event, StateChange)]
    reading = decide(event for event in events if event.grammar is Grammar.VMX)
    done: list[Event] = []
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
    outcome: Outcome
    line: Line | None
    contradiction: Line | None


def _migration(attempt: Attempt) -> MigrationTrace:
    sided = _with_sides(attempt)
    claimed = _claimed(sided)
    replays: dict[Side, Replay] = {}
    for side in Side:
        events = [event for event in sided if event.side is side]
        if any(isinstance(event, StateChange) for event in events):
            told = claimed.outcome if claimed.outcome is not Outcome.UNKNOWN else None
            replays[side] = replay_side(view(side), side, events, told)
    states = tuple(state for run in replays.values() for state in run.states)
    outcome, against = _outcome(claimed, replays.get(Side.SOURCE))
    worlds, mixed_up = _worlds(sided)
    impossible = [run.first_impossible for run in replays.values() if run.first_impossible]
    impossible += [found for found in (against, mixed_up) if found]
    reasons = tuple(_open(attempt, sided, replays, claimed))
    return MigrationTrace(
        id=attempt.id,
        files=tuple(dict.fromkeys(event.line.file for event in sided)),
        verdict=Verdict.IMPOSSIBLE if impossible else Verdict.INCOMPLETE if reasons else Verdict.CONFORMS,
        outcome=outcome,
        states=states,
        first_impossible=impossible[0] if impossible else None,
        open=reasons,
        config=tuple(ConfigSeen(e.side, e.read_only, e.line) for e in sided if isinstance(e, ConfigWrite)),
        worlds=worlds,
        diagnosis=diagnose(sided, {name for state in states for name in (state.before, state.state)}),
    )


def _with_sides(attempt: Attempt) -> list[Event]:
    """The events; the lines of a vmware.log without a side are of the side that the others there speak of."""
    sides = {file: attempt.side_in(file) for file in {event.line.file for event in attempt.events}}
    return [
        replace(event, side=sides[event.line.file]) if event.side is None and event.grammar is Grammar.VMX else event
        for event in attempt.events
    ]


def _claimed(events: Iterable[Event]) -> _Claimed:
    claims = [event for event in events if isinstance(event, Claim)]
    if not claims:
        return _Claimed(Outcome.UNKNOWN, None, None)
    first = claims[0]
    other = next((claim for claim in claims if claim.outcome is not first.outcome), None)
    if other is not None:
        return _Claimed(Outcome.UNKNOWN, first.line, other.line)
    return _Claimed(first.outcome, first.line, None)


def _outcome(claimed: _Claimed, source: Replay | None) -> tuple[Outcome, Impossible | None]:
    """The outcome, and where the claim contradicts what the source did.

    FINISHED of a destination does not tell: a VMX goes there after success and after failure (KB 1010634).
    """
    fitting = source.outcomes if source is not None else frozenset[Outcome]()
    if (
        claimed.outcome is not Outcome.UNKNOWN
        and claimed.line is not None
        and fitting
        and claimed.outcome not in fitting
    ):
        why = f"the line tells of {claimed.outcome}, but the source's steps lead to {' or '.join(sorted(fitting))} only"
        return Outcome.UNKNOWN, Impossible(claimed.line, why, tuple(sorted(fitting)))
    if claimed.outcome is not Outcome.UNKNOWN:
        return claimed.outcome, None
    return (next(iter(fitting)) if len(fitting) == 1 else Outcome.UNKNOWN), None


def _worlds(events: Iterable[Event]) -> tuple[WorldsSeen, Impossible | None]:
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


def _open(attempt: Attempt, events: Sequence[Event], replays: dict[Side, Replay], claimed: _Claimed) -> Iterable[Open]:
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
