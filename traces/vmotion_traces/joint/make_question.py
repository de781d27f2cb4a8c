"""A question is made of the records of one migration, in the order that the logs give them.

The records of one VMX are ordered as its log has them. Those of different logs are ordered only where their times cannot be
the other way round: `SAME_HOST_S` apart on one host, `OTHER_HOST_S` on two, whose clocks differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from math import ceil, inf, isfinite

from vmotion_model.language import Const
from vmotion_model.protocol import LOCATIONS, printed, vmotion
from vmotion_model.vmx_states import Side
from vmotion_traces.clocks import skew_of
from vmotion_traces.events import (
    ConfigWrite,
    LogEvent,
    LoggedClaim,
    LoggedOutcome,
    StateChange,
    StepSeen,
    TaskStage,
    TaskStep,
)
from vmotion_traces.known_of_migration import SLACK_S
from vmotion_traces.lines import LogLine
from vmotion_traces.stamps import Scale, Stamp

from .question import NONE, OVER, Changed, Fact, Place, Question, Ran, Stands, Steps, Told, Wrote

OTHER_HOST_S = SLACK_S
"""Seconds by which the clocks of two hosts are allowed to differ."""
SAME_HOST_S = 1.0
"""Seconds by which two logs of one host may be out of order: each is written when its writer comes to it."""
SHIFTED_S = 2.0
"""Seconds by which records of two hosts may be out of order at one time of both clocks: both are rounded."""
_EXACT_S = 0.001
MOST_STEPS = 2
"""Records of steps in other logs that are looked at: each makes the search twice as large."""
MOST_RECORDS = 300
"""Records of one migration up to which a run with all of them is looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the line of each record. `end_line` is the one that tells the outcome in the end.

    `sequence` are the records in the order in which they are gone through.
    """

    question: Question
    events: tuple[tuple[LogEvent, ...], ...]
    end_line: LogLine | None = None
    sequence: tuple[Place, ...] = ()

    @property
    def differences(self) -> tuple[float, ...]:
        """Differences of the hosts' clocks (destination minus source), likely ones first: if any fits, one of these does.

        Empty where a host has no times, or times on several scales. Clocks that show the world's time are at most
        `OTHER_HOST_S` apart; nothing is known of others.
        """
        of_side = {t.side: events for t, events in zip(self.question.told, self.events, strict=True) if t.side}
        stamps = {side: [e.stamp for e in of_side.get(side, ())] for side in Side}
        seconds = {side: [s.seconds for s in stamps[side] if s is not None] for side in Side}
        scales = {side: {s.scale if s is not None else None for s in stamps[side]} for side in Side}
        if any(len(found) != 1 or None in found for found in scales.values()):
            return ()
        apart = {d - s for s, d in product(seconds[Side.SOURCE], seconds[Side.DESTINATION])}
        # The order changes where two records are `SHIFTED_S` apart; there it says less than on either side.
        edges = {a + slack for a in apart for slack in (-SHIFTED_S, SHIFTED_S)}
        is_of_all = all(scale is Scale.WORLD for found in scales.values() for scale in found)
        skew = skew_of((event for events in self.events for event in events), of_the_world=False)
        if skew is not None:
            # What waits for what bounds it already.
            least = -inf if skew.least is None else skew.least - SHIFTED_S
            most = inf if skew.most is None else skew.most + SHIFTED_S
            edges = {d for d in edges if least <= d <= most} | {d for d in (least, most) if isfinite(d)}
        centre = 0.0 if is_of_all else min(seconds[Side.DESTINATION]) - min(seconds[Side.SOURCE])
        if skew is not None and (skew.is_shown or not is_of_all):
            centre = skew.estimate
        near = {d for d in edges if not is_of_all or abs(d) <= OTHER_HOST_S} | {centre}
        if is_of_all and skew is None:
            near |= {-OTHER_HOST_S, OTHER_HOST_S}
        return tuple(sorted(near, key=lambda difference: (abs(difference - centre), difference)))

    def shifted(self, difference: float) -> Question:
        """The question with all records of both hosts in the order of their times, the difference of their clocks taken off."""
        return replace(self.question, order=frozenset(_order(self.events, difference)))

    def line(self, place: Place) -> LogLine:
        """Where a record stands."""
        return self.events[place[0]][place[1]].line

    def fact(self, place: Place) -> Fact:
        """What a record says."""
        return self.question.told[place[0]].facts[place[1]]


def are_too_many(events: Sequence[LogEvent]) -> bool:
    """Whether there are more records than a run is looked for with."""
    return sum(isinstance(event, StateChange | ConfigWrite) for event in events) > MOST_RECORDS


def ask(events: Sequence[LogEvent], outcome: LoggedOutcome, outcome_line: LogLine | None) -> Asked | None:
    """The question of one migration's records, whose sides are known; None where no change of a VMX's state is known.

    `outcome` is what the logs tell in words without contradiction, and where.
    """
    parties: list[tuple[Told, tuple[LogEvent, ...]]] = []
    for side in Side:
        party = _of_side(side, [e for e in events if e.side is side and isinstance(e, StateChange | ConfigWrite)])
        if party is not None:
            parties.append(party)
    if not parties:
        return None
    seen = [
        (e, state) for e in events if isinstance(e, StepSeen) and e.side and (state := state_of(e.entry)) is not None
    ]
    for event, state in seen[:MOST_STEPS]:
        assert event.side is not None
        parties.append((Told(None, (Steps(event.side, state),)), (event,)))
    claims: list[LogEvent] = [e for e in events if isinstance(e, LoggedClaim) and e.outcome is LoggedOutcome.SUCCESS]
    if claims and outcome is LoggedOutcome.SUCCESS:
        tasks = {e.task for e in events if isinstance(e, TaskStep) and e.is_migration}
        claims += [e for e in events if isinstance(e, TaskStep) and e.stage is TaskStage.FINISH and e.task in tasks]
        # The first one says most: those after it are then true as well.
        parties.append((Told(None, (Ran(),)), (min(claims, key=_when),)))
    lines = tuple(party for _, party in parties)
    end = None if outcome is LoggedOutcome.UNKNOWN else outcome
    question = Question(tuple(told for told, _ in parties), frozenset(_order(lines)), end)
    return Asked(question, lines, outcome_line, _sequence(lines))


@cache
def state_of(entry: str) -> str | None:
    """The one state of its VMX to which the steps lead that print a text of the table; None where they lead to several."""
    (text,) = (each for each in printed.PRINTED if each.name == entry)
    location = LOCATIONS[str(text.role)]
    found = {c.updates.get(location) for c in vmotion().commands if text in printed.printed_by(c)}
    values = {update.value for update in found if isinstance(update, Const)}
    return str(values.pop()) if len(values) == 1 == len(found) else None


def _when(event: LogEvent) -> float:
    return event.stamp.seconds if event.stamp is not None and event.stamp.scale.is_of_all else float("inf")


def _of_side(side: Side, events: Sequence[LogEvent]) -> tuple[Told, tuple[LogEvent, ...]] | None:
    facts: list[Fact] = []
    kept: list[LogEvent] = []
    gaps: set[int] = set()
    wide: set[int] = set()
    entered: dict[str, Stamp] = {}
    last: str | None = NONE  # where the VMX stands after the records so far; None where that is not known
    since = 0  # the place behind the last change
    for event in _flag_after_its_step(events):
        if isinstance(event, ConfigWrite):
            # The model leaves the flag to the source and to vCenter. A value that is printed again says nothing more.
            if side is Side.SOURCE and (not facts or facts[-1] != Wrote(event.read_only)):
                facts.append(Wrote(event.read_only))
                kept.append(event)
            continue
        assert isinstance(event, StateChange)
        before, after = (
            None if s is None else s.member if s.side is side else s.name for s in (event.left, event.entered)
        )
        if before is not None and before == after == last:
            continue  # it stays where it is, which a step need not print
        here = range(since, len(facts) + 1)
        if before is None or after is None or before != last:
            gaps.update(here)
        if before is None or (side is Side.DESTINATION and before != last):
            wide.update(here)  # this very line may lead out of NONE, or a destination was made again in what is missing
        fact: Fact | None = None
        if before and after and before != after:
            fact = Changed(before, after, _since(entered, event))
        elif before or after:
            fact = Stands(before or after or "")
        if fact is not None:
            facts.append(fact)
            kept.append(event)
        since = len(facts)
        if after is not None and event.stamp is not None:
            entered[after] = event.stamp
        if before is None or after is None:
            gaps.add(since)
        if after is None and before in (None, NONE):
            wide.add(since)
        last = after
    if not any(isinstance(fact, Changed | Stands) for fact in facts):
        return None
    if last not in OVER:
        gaps.update(
            range(since, len(facts))
        )  # the log stops: the change that came with a value may be among what is missing
    wide |= gaps & set(range(_until_first_state(facts)))
    return Told(side, tuple(facts), frozenset(gaps | {len(facts)}), frozenset(wide)), tuple(kept)


def _since(entered: Mapping[str, Stamp], event: LogEvent) -> tuple[tuple[str, int], ...]:
    """The seconds since states were entered, rounded up: clocks are of whole seconds, and lines are written late."""
    if event.stamp is None:
        return ()
    apart = {s: event.stamp.seconds - at.seconds for s, at in entered.items() if at.scale is event.stamp.scale}
    return tuple((state, ceil(seconds) + 1) for state, seconds in apart.items() if seconds >= 0)


def _until_first_state(facts: Sequence[Fact]) -> int:
    """The places up to the first record that tells of a state: before it, the VMX may have come from anywhere."""
    return next((n + 1 for n, fact in enumerate(facts) if isinstance(fact, Changed | Stands)), 0)


def _flag_after_its_step(events: Sequence[LogEvent]) -> Iterator[LogEvent]:
    """The records with a flag that is set put behind the step out of NONE that sets it: which is printed first differs."""
    waiting: list[LogEvent] = []
    for place, event in enumerate(events):
        following = next((e for e in events[place + 1 :] if isinstance(e, StateChange)), None)
        leaves_none = following is not None and following.left is not None and following.left.member == NONE
        if isinstance(event, ConfigWrite) and event.read_only and leaves_none:
            waiting.append(event)
            continue
        yield event
        if isinstance(event, StateChange):
            yield from waiting
            waiting.clear()
    yield from waiting


def _order(
    parties: Sequence[Sequence[LogEvent]], difference: float | None = None
) -> Iterator[tuple[int, int, int, int]]:
    """Which records come before which; with a `difference` of the hosts' clocks, those of both hosts by their times less that."""
    for (a, ones), (c, others) in product(enumerate(parties), repeat=2):
        if a == c:
            continue
        for (b, one), (d, other) in product(enumerate(ones), enumerate(others)):
            if difference is not None and {one.side, other.side} == set(Side) and one.stamp and other.stamp:
                ahead = difference if other.side is Side.DESTINATION else -difference
                if other.stamp.seconds - one.stamp.seconds - ahead > SHIFTED_S + _EXACT_S:
                    yield a, b, c, d
                continue
            slack = SAME_HOST_S if one.side is not None and one.side is other.side else OTHER_HOST_S
            if _apart(one.stamp, other.stamp) > slack:
                yield a, b, c, d


def _apart(one: Stamp | None, other: Stamp | None) -> float:
    """The seconds from one time to another; 0 where they cannot be compared."""
    if one is None or other is None or one.scale is not other.scale or not one.scale.is_of_all:
        return 0.0
    return other.seconds - one.seconds


def _sequence(parties: Sequence[Sequence[LogEvent]]) -> tuple[Place, ...]:
    """All records: by time where all have one of the world's, each party's in its own order; else party by party."""
    places = [(p, n) for p, events in enumerate(parties) for n in range(len(events))]
    if not all(e.stamp is not None and e.stamp.scale.is_of_all for events in parties for e in events):
        return tuple(places)
    latest: dict[int, float] = {}
    keys: dict[Place, float] = {}
    for p, n in places:
        stamp = parties[p][n].stamp
        latest[p] = keys[p, n] = max(latest.get(p, float("-inf")), stamp.seconds if stamp else 0.0)
    return tuple(sorted(places, key=lambda place: (keys[place], place)))
