"""The lines of a vmware.log that have the same time to the millisecond: in which order they were written is not known.

Whatever collects logs may put such lines in any order. So they are read in the order in which one goes on where the other
ended, if there is one: what names or begins a migration first, and the config flag behind the step that writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from .envelopes import Grammar
from .events import ConfigWrite, LogEvent, Request, StateChange
from .stamps import Stamp

FINISHED, NONE = "FINISHED", "NONE"


def in_order(events: Sequence[LogEvent]) -> list[LogEvent]:
    """The records of one log, those of a VMX in an order that it can have written them in; others stay where they are."""
    found: list[LogEvent] = []
    last: StateChange | None = None
    for _, group in groupby(enumerate(events), key=lambda pair: _moment(*pair)):
        ones = [event for _, event in group]
        if len(ones) > 1 and any(isinstance(e, StateChange) for e in ones):
            ones = list(_sorted(ones, last))
        found += ones
        last = next((e for e in reversed(ones) if isinstance(e, StateChange)), last)
    return found


def _moment(place: int, event: LogEvent) -> tuple[Stamp | None, int]:
    """What records of one moment share; a record without a time, or with one in whole seconds only, is a moment of its own."""
    stamp = event.stamp
    if event.grammar is not Grammar.VMX or stamp is None or not re.search(r"[.,]\d{3}", event.time or ""):
        return None, place
    return stamp, -1


def _sorted(events: Sequence[LogEvent], last: StateChange | None) -> Iterator[LogEvent]:
    changes = [e for e in events if isinstance(e, StateChange)]
    flags = [e for e in events if isinstance(e, ConfigWrite)]
    others = [e for e in events if not isinstance(e, StateChange | ConfigWrite)]
    yield from sorted(others, key=lambda e: e.migration is None and not isinstance(e, Request))
    here = last.entered if last is not None else None
    left = list(changes)
    while left:
        following = next((e for e in left if e.left is not None and _goes_on(e, here)), left[0])
        left.remove(following)
        yield following
        here = following.entered
        for flag in [f for f in flags if _writes(following, f)]:
            flags.remove(flag)
            yield flag
    yield from flags


def _goes_on(change: StateChange, here: object) -> bool:
    return change.left == here if here is not None else change.left is not None and change.left.member == NONE


def _writes(change: StateChange, flag: ConfigWrite) -> bool:
    """Whether the step may be the one that wrote the flag: it is set out of NONE and cleared at the end."""
    state = change.left if flag.read_only else change.entered
    return state is not None and state.member in ((NONE,) if flag.read_only else (FINISHED, NONE))
