"""The grammars of the logs, one per file. Each turns a line into an event, or says that it is not its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vmotion_traces.events import Event, Grammar, Mention
from vmotion_traces.reader import Line

from . import hostd, vcenter, vmkernel, vmx

__all__ = ["events_of"]

_GRAMMARS = (vmkernel, hostd, vcenter, vmx)
"""In the order in which they are tried; vmware.log is last, because it also reads lines without a header."""


def events_of(lines: Iterable[Line], telling: Iterable[str]) -> Iterator[Event]:
    """The events of one log, in its order.

    A line that no grammar reads is still an event where it holds one of the `telling` texts (lower case): a message
    may stand on a line of its own, below the header it belongs to.
    """
    fragments = tuple(telling)
    grammar: Grammar | None = None
    migration: str | None = None
    for line in lines:
        module = next((m for m in _GRAMMARS if m.is_header(line.text)), None)
        event = (module or vmx).event(line)
        if event is not None:
            grammar, migration = event.grammar, event.migration
            yield event
            continue
        if module is not None:
            grammar, migration = module.GRAMMAR, None
        if grammar is not None and any(fragment in line.text.lower() for fragment in fragments):
            yield Mention(line=line, grammar=grammar, migration=migration)
