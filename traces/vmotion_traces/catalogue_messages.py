"""Why it failed, at first depth: entries of the failure catalogue whose messages a migration's lines hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from vmotion_model.catalogue import Failure, FailureKind, Remedy, all_failures, find_by_message
from vmotion_model.protocol.conditions.texts import cause_texts, texts_in

from .events import LogEvent
from .lines import LogLine
from .result import Certainty, PossibleCause

_BLANK = re.compile(r"<\w+>")
_LONG = 20


@cache
def telling_texts() -> tuple[str, ...]:
    """For each known message its longest fixed part, in lower case: a line without any holds no message.

    Of the table of texts only long ones: a short one stands in too many records, and is read where the record is kept anyway.
    """
    messages = {text for failure in all_failures() for text in (*failure.messages, *failure.faults)}
    longer = {t.wording.printed for t in cause_texts() if t.may and not t.is_fault and len(t.wording.printed) >= _LONG}
    return tuple(sorted(longer | {max(_BLANK.split(message), key=len).lower() for message in messages}))


def diagnose(events: Iterable[LogEvent], states: Iterable[str]) -> tuple[PossibleCause, ...]:
    """The failures whose messages stand in the lines, each once with its first line, the surest first.

    `states` are VMware's names of the states that the migration was seen in.
    """
    seen = frozenset(states)
    found: dict[str, PossibleCause] = {}
    for event in sorted(events, key=lambda e: (e.line.file, e.line.number)):
        for line in _lines(event):
            matched = find_by_message(line.text) if _may_hold(line.text) else ()
            for failure in matched:
                finding = _finding(failure, matched, line, seen)
                known = found.get(failure.id)
                if known is None or _rank(finding) < _rank(known):
                    found[failure.id] = finding
    return tuple(sorted(found.values(), key=lambda finding: (_rank(finding), finding.failure)))


def _lines(event: LogEvent) -> Iterator[LogLine]:
    """The lines of a record, each for itself and then as one: a message may be wrapped."""
    if event.record is None:
        yield event.line
        return
    yield from event.record.lines
    if len(event.record.lines) > 1:
        yield event.record.whole


def _may_hold(text: str) -> bool:
    lower = text.lower()
    return any(fragment in lower for fragment in telling_texts())


def _rank(finding: PossibleCause) -> int:
    return list(Certainty).index(finding.certainty)


def _finding(failure: Failure, matched: tuple[Failure, ...], line: LogLine, states: frozenset[str]) -> PossibleCause:
    others = [other.id for other in matched if other is not failure]
    more = {c.name for hit in texts_in(line.text) for c in hit.text.may if c.failure != failure.id}
    fitting = [state for state in failure.states if state in states]
    if failure.kind is FailureKind.SYMPTOM:
        certainty, why = Certainty.SYMPTOM, "the message only reports that something failed"
    elif others:
        certainty, why = Certainty.ONE_OF_SEVERAL, f"{', '.join(others)} has the same message"
    elif more:
        certainty, why = Certainty.ONE_OF_SEVERAL, f"{len(more)} other known causes may print the message"
    else:
        certainty = Certainty.LIKELY if fitting else Certainty.POSSIBLE
        why = "no other entry of the catalogue has this message"
    if fitting:
        why += f"; it happens in {fitting[0]}, which was logged"
    remedy = tuple(_words(remedy) for remedy in failure.remedy)
    return PossibleCause(failure.id, failure.title, certainty, why, failure.cause, line, remedy)


def _words(remedy: Remedy) -> str:
    text = f"On {remedy.place}: {remedy.text}" if remedy.is_command else remedy.text
    return f"{text} [{remedy.evidence.words}]"
