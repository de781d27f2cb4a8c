"""From what is given to the events of each log: sources, lines, first stage, records, grammars.

Rotated files of one log are put together by time, whatever their order. Only events are kept, so that memory depends on
what the logs say of migrations and not on their size.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from vmotion_traces.recordings.other_hypervisors import KUBEVIRT, is_replies

from .envelopes import Grammar
from .events import LogEvent, Mention
from .grammars import WORDS, events_of, task_event
from .grammars.tables import MAX_DOCUMENT, events_of_document, events_of_table, is_document, is_table
from .grouping import is_of_event
from .lines import MAX_LINE, SAMPLE, Block, LogLine, blocks, coding_of
from .new_year import over_new_year
from .records import record_of, records_in
from .scanning import records
from .sources import STDIN, TEXT, Limits, LogSource, open_sources
from .sources.limits import DEFAULT
from .stamps import Scale

MAX_EVENTS = 100_000
"""Events that are kept: some 150 MB. The logs of a day of a busy cluster hold some ten thousand."""

MAX_PROGRESS = 10_000
"""Lines of another hypervisor that are kept, the latest: one a second for some hours."""
MAX_MENTIONS = 50_000
"""Records kept that hold a message of the failure catalogue and name no migration."""

Report = Callable[[str, int], None]
"""Told the name of the log that is read, and the bytes that were read of all."""

_ROTATED = re.compile(
    r"(?P<stem>(?:.*[-_.])?(?:vmware|vmkernel|vmkwarning|vmksummary|hostd|vpxa|vpxd|syslog|messages|vobd))"
    r"(?:[-.]\d{1,8})?(?:\.log)?(?:[-.]\d{1,8})?",
    re.IGNORECASE,
)
_PACKED = re.compile(r"(?:\.(?:gz|xz|zst|bz2))+$")
_NO_LOGS = (".md", ".rst", ".html", ".htm", ".xml", ".py", ".sh", ".toml")
"""Files beside logs that may speak of migrations, but are none."""
_SMALL = 8 * 1024
_SHORT = 2 * 1024
"""Bytes of a text without any header that somebody gives by itself: it is then the text of a task."""
_TASK_LINE = re.compile(r"^[ \t>]*\w{3,40}_Task\b", re.MULTILINE)


@dataclass(slots=True)
class Log:
    """The events of one log, which may have come in several files, in the order of the log."""

    file: str
    events: list[LogEvent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Logs:
    """What was read. `is_cut`: there were more events than are kept. `damaged`: files of which only the first part was read.

    `progress` holds, by file, what another hypervisor tells of its migrations.
    """

    logs: tuple[Log, ...]
    notes: tuple[str, ...]
    files: tuple[str, ...]
    is_cut: bool
    damaged: frozenset[str]
    progress: Mapping[str, str]


def read_logs(
    given: Sequence[str | Path], telling: Sequence[str], limits: Limits = DEFAULT, report: Report | None = None
) -> Logs:
    """Read all that is given. `telling` are texts (lower case) that make a record an event although no grammar reads it.

    Raises LogError for a given path that is not there or cannot be opened; whatever is wrong inside is a note.
    """
    notes: list[str] = []
    words = tuple(sorted({*WORDS, *telling}))
    read: dict[str, list[Log]] = {}
    known: dict[int, str] = {}
    files: list[str] = []
    damaged: set[str] = set()
    progress: dict[str, str] = {}
    kept, mentions, done, is_cut = 0, 0, 0, False
    for source in open_sources(given, notes, limits):
        if not source.is_given and source.name.lower().endswith(_NO_LOGS):
            continue
        log = Log(source.name)
        events = _events(source, words, telling, notes, progress, _reported(source.name, done, report))
        for event in events:
            if isinstance(event, Mention):
                # Messages that may be about anything must not take the place of records of migrations.
                mentions += 1
                if mentions > MAX_MENTIONS:
                    is_cut = True
                    continue
            elif kept >= MAX_EVENTS:
                is_cut = True
                break
            else:
                kept += 1
            log.events.append(event)
        log.events = _oldest_first(log.events)
        done += source.stream.passed
        files.append(source.name)
        if source.stream.trouble:
            damaged.add(source.name)
        if not log.events:
            continue
        # A bundle holds some logs twice, under two paths.
        content = hash(tuple(event.line.text for event in log.events))
        if content in known and log.events[0].record is not None and source.name not in (TEXT, STDIN):
            notes.append(f"{source.name}: given twice (the same lines as {known[content]}); it was read once")
            continue
        known[content] = source.name
        read.setdefault(series_of(source.name), []).append(log)
    if is_cut:
        notes.append(
            f"the logs hold more than {MAX_EVENTS:,} records of migrations, or {MAX_MENTIONS:,} of failures; not all were kept: "
            "give the logs of the time of the migration"
        )
    return Logs(
        tuple(_in_order(parts) for parts in read.values()),
        tuple(notes),
        tuple(files),
        is_cut,
        frozenset(damaged),
        progress,
    )


def _oldest_first(events: list[LogEvent]) -> list[LogEvent]:
    """The records of a log; events of vCenter by their times, for clients list the newest first."""
    stamps = [event.stamp for event in events]
    if (
        not all(is_of_event(event) for event in events)
        or len({stamp.scale if stamp else None for stamp in stamps}) != 1
    ):
        return events
    timed = [(stamp.seconds, event) for stamp, event in zip(stamps, events, strict=True) if stamp is not None]
    if timed and timed[0][0] > timed[-1][0]:
        timed.reverse()
    return [event for _, event in sorted(timed, key=lambda pair: pair[0])] if timed else events


def _reported(name: str, done: int, report: Report | None) -> Callable[[int], None]:
    return lambda count: report(name, done + count) if report is not None else None


def _events(
    source: LogSource,
    words: Sequence[str],
    telling: Sequence[str],
    notes: list[str],
    progress: dict[str, str],
    report: Callable[[int], None],
) -> Iterator[LogEvent]:
    sample = source.stream.peek(SAMPLE)
    coding = coding_of(sample)
    text = sample[coding.skip :].decode(coding.name or "utf-8", errors="replace").encode()
    read = _watched(source, notes, report)
    if is_table(text):
        yield from events_of_table(source.name, _all_lines(source.name, read), notes)
        return
    if is_replies(text.decode()):
        progress[source.name] = _document(source.name, read, notes)
        return
    if is_document(text):
        yield from events_of_document(source.name, _document(source.name, read, notes))
        return
    found, under_way = False, deque[str](maxlen=MAX_PROGRESS)
    # In a short text words may be torn apart, as a mail or a forum does: every record of it is looked at.
    chosen = words if len(sample) == SAMPLE else None
    for lines in records(source.name, read, chosen, notes):
        for line in lines:
            if KUBEVIRT in line.text:
                under_way.append(line.text)
        for event in events_of(records_in(lines), telling):
            found = True
            yield event
    if under_way:
        progress[source.name] = "\n".join(under_way)
    if not found and len(sample) < SAMPLE and _may_be_task(source, len(text)):
        is_said = source.name in (TEXT, STDIN) or (source.is_given and len(text) <= _SHORT)
        yield from _of_task(source.name, text.decode(), is_said)


def _watched(source: LogSource, notes: list[str], report: Callable[[int], None]) -> Iterator[Block]:
    for block in blocks(source, notes):
        report(source.stream.passed)
        yield block


def _all_lines(name: str, read: Iterator[Block]) -> Iterator[LogLine]:
    for block in read:
        for number, line in enumerate(block.data.split(b"\n"), block.number):
            text = line.decode(errors="replace").removesuffix("\r")
            if text.strip():
                yield LogLine(name, number, text)


def _document(name: str, read: Iterator[Block], notes: list[str]) -> str:
    """All of a JSON document, within bounds."""
    parts, size = list[bytes](), 0
    for block in read:
        size += len(block.data) + 1
        if size > MAX_DOCUMENT:
            notes.append(
                f"{name}: only the first {MAX_DOCUMENT // 2**20} MiB of this JSON document were read; "
                "write one event per line"
            )
            break
        parts.append(block.data)
    return b"\n".join(parts).decode(errors="replace")


def _may_be_task(source: LogSource, size: int) -> bool:
    if source.name in (TEXT, STDIN) or source.is_given:
        return True
    return size <= _SMALL and source.name.lower().endswith(".log")


def _of_task(name: str, text: str, is_said: bool) -> Iterator[LogEvent]:
    """A text without any header: that of one task, or a list of tasks, one a line."""
    lines = [
        LogLine(name, number, line[:MAX_LINE].replace("\0", "").removesuffix("\r"))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip("\0 \r\t")
    ]
    several = len(_TASK_LINE.findall(text)) > 1
    parts: list[list[LogLine]] = []
    for line in lines:
        if not parts or (several and _TASK_LINE.match(line.text)):
            parts.append([])
        parts[-1].append(line)
    for part in parts:
        record = record_of(part)
        event = task_event(record, is_said) if record.envelope.log is None else None
        if event is not None:
            yield event


def series_of(name: str) -> str:
    """What the rotated files of one log share: their folder and their name without its number."""
    path = PurePosixPath(name.replace("!", "/!/"))
    found = _ROTATED.fullmatch(_PACKED.sub("", path.name))
    return name if found is None else f"{path.parent}/{found['stem'].lower()}"


def _in_order(parts: list[Log]) -> Log:
    """One log out of its files, the oldest first; files without a time that can be compared keep their order."""
    turned = iter(over_new_year([event for part in parts for event in part.events]))
    parts = [Log(part.file, [next(turned) for _ in part.events]) for part in parts]
    if len(parts) == 1:
        return parts[0]
    starts = [_start(log.events) for log in parts]
    if all(start is not None for start in starts) and len({start[0] for start in starts if start}) == 1:
        order = sorted(range(len(parts)), key=lambda n: starts[n] or ("", 0.0))
        parts = [parts[n] for n in order]
    return Log(parts[0].file, [event for part in parts for event in part.events])


def _start(events: Sequence[LogEvent]) -> tuple[str, float] | None:
    """The first time in a log, with its scale."""
    return next(
        ((str(event.stamp.scale), event.stamp.seconds) for event in events if event.stamp is not None),
        None,
    )


def is_of_host(event: LogEvent) -> bool:
    """Whether the clock of a host stamped the record."""
    return event.grammar not in (Grammar.VCENTER, Grammar.TASK, Grammar.HOSTLOG)


def is_world(event: LogEvent) -> bool:
    """Whether the record's time can be compared with those of other logs."""
    return event.stamp is not None and event.stamp.scale is Scale.WORLD
