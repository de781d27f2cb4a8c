"""Markdown of traced logs, for a ticket: of each migration who, when, what failed and why, and what to do."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from vmotion_traces import LoggedOutcome, LogLine, MigrationTrace, TraceResult
from vmotion_traces.lines import short_names
from vmotion_traces.why.why_result import Action, CauseFound, Evidence, Why

from .as_markdown import fenced, quoted

Where = Callable[[LogLine], str]


def to_markdown(result: TraceResult) -> str:
    """The text. What stands in it of the logs is shown as it is, and means nothing to a reader of Markdown."""
    parts = [part for migration in result.migrations for part in _migration(migration)]
    if result.notes:
        parts += ["### How the logs were read\n", *_list(quoted(note) for note in result.notes)]
    return "\n".join(parts)


def _migration(migration: MigrationTrace) -> Iterator[str]:
    name = f"Migration {migration.id}" if migration.id else "A migration whose id is not logged"
    summary, said, where = migration.summary, migration.summary.message, _places(migration)
    yield f"## {quoted(name)}: {migration.outcome}\n"
    rows = [
        ("VM", summary.vm),
        ("source", ", ".join(summary.source)),
        ("destination", ", ".join(summary.destination)),
        ("logs of", ", ".join(summary.logs_of)),
        ("release", summary.release),
        ("start", summary.start),
        ("end", summary.end),
        ("seconds", None if summary.seconds is None else f"{summary.seconds:,.3f}"),
        ("said", f"{said.text} ({where(said.line)})" if said else None),
        ("the model", str(migration.verdict)),
    ]
    yield from _table(("", ""), [(k, v) for k, v in rows if v])
    if migration.why is not None:
        yield from _why(migration.why, migration.outcome is LoggedOutcome.FAILURE, where)
    if migration.first_impossible is not None:
        refused = migration.first_impossible
        yield f"### First impossible line: {quoted(where(refused.line))}\n"
        yield fenced(refused.line.text, "text")
        yield f"{quoted(refused.why)}.\n"
    explanation = migration.explanation
    if explanation is not None and len(explanation.contradicting) > 1:
        yield "No run of the model has these lines together:\n"
        yield from _list(quoted(f"{where(line)}: {line.text}") for line in explanation.contradicting)
    if migration.timeline:
        yield "### Timeline\n"
        rows_of = [(m.time or "", m.role, m.what, where(m.line)) for m in migration.timeline]
        yield from _table(("at", "who", "what", "where"), rows_of)
    yield "### Properties\n"
    yield from _table(
        ("", "statement", "observed", "why"),
        [
            (p.id, p.statement, str(p.observed), p.why + (f"; see {p.needs}" if p.needs else ""))
            for p in migration.properties
        ],
    )
    if migration.open:
        yield "### What stays open\n"
        yield from _list(quoted(o.why if o.line is None else f"{where(o.line)}: {o.why}") for o in migration.open)
        if explanation is not None and explanation.look_for:
            yield "To look for next:\n"
            yield from _list(map(quoted, explanation.look_for))


def _why(why: Why, failed: bool, where: Where) -> Iterator[str]:
    yield f"### {'Why it failed' if failed else 'What its records say of failures'}\n"
    yield f"{quoted(why.says)}\n"
    for beyond in why.beyond:
        yield f"{quoted(beyond.says)} ({quoted(where(beyond.line))}; no condition of the model stands for this)\n"
    for cause in why.causes:
        yield from _cause(cause, where)
    if why.excluded:
        yield f"Excluded by where it stopped: {quoted(', '.join(why.excluded))}.\n"
    if why.look_at:
        yield f"What would tell the causes apart: {quoted(why.look_at)}.\n"


def _cause(cause: CauseFound, where: Where) -> Iterator[str]:
    yield f"#### {quoted(cause.name)} ({cause.standing})\n"
    yield f"{quoted(cause.description)}\n"
    yield from _list((*_evidence("for", cause.speaks_for, where), *_evidence("against", cause.speaks_against, where)))
    yield f"Confirmed if {quoted(cause.confirmed_by.says)}\n"
    if cause.confirmed_by.action is not None:
        yield from _action(cause.confirmed_by.action)
    for action in cause.actions:
        if action != cause.confirmed_by.action:
            yield from _action(action)


def _evidence(word: str, evidence: Sequence[Evidence], where: Where) -> tuple[str, ...]:
    return tuple(f"{word}: {quoted(where(e.line))}: {quoted(e.says)}" for e in evidence)


def _action(action: Action) -> Iterator[str]:
    if not action.place:
        yield f"{quoted(action.text)}\n"
        return
    note = f" ({action.note})" if action.note else ""
    yield f"{'In' if action.place.startswith('PowerCLI') else 'On'} {quoted(action.place)}{quoted(note)}:\n"
    yield fenced(action.text, "sh")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(quoted(cell) for cell in row)} |" for row in rows]
    yield "\n".join(lines) + "\n"


def _list(items: Iterable[str]) -> Iterator[str]:
    text = "\n".join(f"- {item}" for item in items)
    if text:
        yield text + "\n"


def _places(migration: MigrationTrace) -> Where:
    """Places as `file:line`, with as much of the path as tells the logs of this migration apart."""
    names = short_names(migration.files)

    def where(line: LogLine) -> str:
        name = names.get(line.file, line.file.rpartition("!")[2].rpartition("/")[2] or line.file)
        return f"{name}:{line.number}"

    return where
