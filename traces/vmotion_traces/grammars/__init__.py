"""The grammars of the logs, one per file. Each turns a record into an event, or says that it is not its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import About, LogEvent, Mention
from vmotion_traces.records import LogRecord

from . import hostd, hostlog, task_text, vcenter, vmkernel, vmx, vpxd
from .shared_fields import fields, vm_of_path

__all__ = ["WORDS", "event_of", "events_of", "task_event"]

_OF_LOG: dict[Grammar, tuple[Callable[[LogRecord], LogEvent | None], ...]] = {
    Grammar.VMX: (vmx.event,),
    Grammar.VMKERNEL: (vmkernel.event,),
    Grammar.HOSTD: (hostd.event, vpxd.event),
    Grammar.VPXA: (hostd.event, vpxd.event),
    Grammar.VCENTER: (vcenter.event, vpxd.event),
}
_BARE = (hostlog.event, vmx.event, vcenter.event, vpxd.event)
"""Those that read a record without a header."""

WORDS: tuple[str, ...] = tuple(
    sorted({word for module in (hostd, hostlog, vcenter, vmkernel, vmx, vpxd) for word in module.WORDS})
)
"""The words without one of which no record can be an event, for the first stage."""


def event_of(record: LogRecord) -> LogEvent | None:
    """The event of one record."""
    for grammar in _BARE if record.envelope.log is None else _OF_LOG[record.envelope.log]:
        if (event := grammar(record)) is not None:
            return event
    return None


def events_of(records: Iterable[LogRecord], telling: Iterable[str]) -> Iterator[LogEvent]:
    """The events of one log, in its order.

    A record that no grammar reads is still an event where it holds one of the `telling` texts (lower case).
    """
    fragments = tuple(telling)
    for record in records:
        event = event_of(record)
        if event is not None:
            yield event
            continue
        text = " ".join(record.text.lower().split())
        if record.envelope.log is not None and any(part in text for part in fragments):
            about = About(vm=vm_of_path(record.envelope.subject or "") or vm_of_path(record.text))
            yield Mention(**fields(record, record.envelope.log, None, None), about=about)


def task_event(record: LogRecord, is_said: bool) -> LogEvent | None:
    """The event of a text without any header; `is_said` where it was given as the text of a task."""
    return task_text.event(record, is_said)
