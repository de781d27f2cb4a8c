"""How far the clocks of the two hosts of a migration stand apart, by what both of them wrote of it.

Some records are in an order that no run reverses: the source waits for what the destination does, and the other way round.
A pair out of that order shows a difference of the clocks; pairs in both directions bound it from both sides. A line that
the destination wrote and the source repeats bounds it closely. Sources of the order: KB 1010634 (a source
pre-copies once the destination waits) and KB 436882 (restoring begins after the source has stopped pre-copy).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from vmotion_model.vmx_states import Side

from .events import Forwarded, LogEvent, StateChange
from .lines import LogLine
from .stamps import Scale

_REPEATED_WITHIN_S = 1.0
_AGREE_S = 0.5
_REPEATS = 50
"""Repeated lines that are looked for in the other log; one is enough."""

# A state that one side enters only after the other side has entered a state.
_ORDER = (
    (Side.DESTINATION, "INIT", Side.SOURCE, "PRECOPY"),
    (Side.DESTINATION, "WAITING", Side.SOURCE, "PRECOPY"),
    (Side.SOURCE, "PRECOPY", Side.DESTINATION, "CHECKPT"),
    (Side.SOURCE, "CHECKPT", Side.DESTINATION, "CHECKPT"),
)


@dataclass(frozen=True, slots=True)
class Skew:
    """The destination's clock minus the source's, in seconds: between `least` and `most`, None where nothing bounds it.

    `evidence` are the two lines that bound it most closely.
    """

    least: float | None
    most: float | None
    evidence: tuple[LogLine, ...]

    @property
    def estimate(self) -> float:
        """The middle of the bounds, or the bound that is nearest to none."""
        if self.least is not None and self.most is not None:
            return (self.least + self.most) / 2
        bound = self.least if self.least is not None else self.most
        return 0.0 if bound is None else bound

    @property
    def is_shown(self) -> bool:
        """Whether the clocks cannot agree."""
        return (self.least or 0.0) > _AGREE_S or (self.most or 0.0) < -_AGREE_S

    def __str__(self) -> str:
        """In words."""
        way = "ahead of" if self.estimate > 0 else "behind"
        size = abs(self.estimate)
        if self.least is not None and self.most is not None:
            return f"the destination's clock is about {size:.1f} s {way} the source's ({self.least:.1f} to {self.most:.1f} s)"
        return f"the destination's clock is at least {size:.1f} s {way} the source's"


def skew_of(events: Iterable[LogEvent], of_the_world: bool = True) -> Skew | None:
    """What the records of one migration tell of the clocks of its hosts; None where they tell nothing.

    Not `of_the_world`: each host has times of one scale, whatever they count from.
    """
    timed = [e for e in events if e.stamp is not None and (not of_the_world or e.stamp.scale is Scale.WORLD)]
    least: tuple[float, tuple[LogLine, ...]] | None = None
    most: tuple[float, tuple[LogLine, ...]] | None = None
    for bound, is_least, lines in _bounds(timed):
        if is_least and (least is None or bound > least[0]):
            least = (bound, lines)
        elif not is_least and (most is None or bound < most[0]):
            most = (bound, lines)
    if least is None and most is None:
        return None
    low, high = least[0] if least else None, most[0] if most else None
    if low is not None and high is not None and low > high:
        return None  # the records contradict each other: nothing is said
    evidence = (least if most is None or (least is not None and abs(least[0]) >= abs(most[0])) else most) or most
    return Skew(low, high, evidence[1] if evidence else ())


def _bounds(events: list[LogEvent]) -> Iterator[tuple[float, bool, tuple[LogLine, ...]]]:
    """Bounds of destination minus source: the value, whether it is the least, and the lines that it rests on."""
    entered: dict[tuple[Side, str], LogEvent] = {}
    for event in events:
        if isinstance(event, StateChange) and event.entered is not None and event.side is not None:
            entered.setdefault((event.side, event.entered.member), event)
    for side, state, later_side, later_state in _ORDER:
        first, second = entered.get((side, state)), entered.get((later_side, later_state))
        if first is not None and second is not None:
            yield _ordered(first, second)
    yield from _repeated(events)


def _ordered(first: LogEvent, second: LogEvent) -> tuple[float, bool, tuple[LogLine, ...]]:
    """`first` happened before `second`, on the other host."""
    lines = (first.line, second.line)
    if first.side is Side.DESTINATION:
        return _at(first) - _at(second), True, lines
    return _at(second) - _at(first), False, lines


def _repeated(events: list[LogEvent]) -> Iterator[tuple[float, bool, tuple[LogLine, ...]]]:
    """A line of the destination that the source repeats is as old as its way was long."""
    repeats = (event for event in events if isinstance(event, Forwarded) and event.side is Side.SOURCE)
    for repeat in islice(repeats, _REPEATS):
        said = " ".join(repeat.said.split())
        for event in events:
            if (
                event.side is Side.DESTINATION
                and event.record is not None
                and said in " ".join(event.record.text.split())
            ):
                apart = _at(event) - _at(repeat)
                yield apart, True, (event.line, repeat.line)
                yield apart + _REPEATED_WITHIN_S, False, (event.line, repeat.line)
                break


def _at(event: LogEvent) -> float:
    return event.stamp.seconds if event.stamp is not None else 0.0
