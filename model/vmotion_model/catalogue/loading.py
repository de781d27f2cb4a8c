"""Reads the catalogue from its data file and refuses one that is not whole."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vmotion_model.certainty import Trust
from vmotion_model.common.strict_tables import DataError, Table
from vmotion_model.vmx_states import STATES

from .entry import FIELDS, Citation, CitedPage, Failure, FailureKind, Remedy

_ID = re.compile(r"F\d{2}")
_STATE_NAMES = frozenset(state.name for state in STATES)
_PAYLOAD_BY_HAND = re.compile(r"vmkping.*\s-s\s*\d")


def parse(text: str) -> tuple[Failure, ...]:
    """Read a catalogue from TOML `text`: tables `source` and `failure`. Raises DataError."""
    document = Table.document("the failure catalogue", text)
    sources: dict[str, CitedPage] = {}
    for table in document.tables("source", "key"):
        source = _source(table)
        if source.key in sources:
            raise table.error("the key is used twice")
        sources[source.key] = source
    failures = tuple(_failure(table, sources) for table in document.tables("failure", "id"))
    document.nothing_left()
    _expect_numbered_in_order(failures)
    _expect_every_source_cited(sources, failures)
    return failures


def _source(table: Table) -> CitedPage:
    source = CitedPage(key=table.text("key"), title=table.text("title"), url=table.optional_text("url") or None)
    table.nothing_left()
    return source


def _failure(table: Table, sources: Mapping[str, CitedPage]) -> Failure:
    failure = Failure(
        id=table.text("id"),
        title=table.text("title"),
        kind=table.one_of("kind", FailureKind),
        steps=table.items("steps", int),
        states=table.items("states", str),
        progress=table.optional_text("progress"),
        trigger=table.text("trigger"),
        messages=table.items("messages", str),
        faults=table.items("faults", str),
        outcome=table.text("outcome"),
        cause=table.text("cause"),
        remedy_templates=tuple(read_remedy(table, remedy) for remedy in table.tables("remedy")),
        mtu=table.optional_integer("mtu"),
        citations=tuple(_citation(table, citation, sources) for citation in table.tables("sources")),
        inferred=table.optional_text("inferred"),
    )
    table.nothing_left()
    _expect_whole(table, failure)
    return failure


def read_remedy(entry: Table, table: Table) -> Remedy:
    """One remedy of an entry. Raises DataError."""
    table.where = f"{entry.where}, {table.where}"
    is_command = "run" in table
    remedy = Remedy(
        text=table.text("run" if is_command else "do"),
        is_command=is_command,
        place=table.text("on") if is_command else "",
        evidence=table.one_of("tag", Trust),
    )
    table.nothing_left()
    if _PAYLOAD_BY_HAND.search(remedy.text):
        raise table.error(f"write {{icmp_payload}} instead of a number in {remedy.text!r}")
    unknown = remedy.fields - FIELDS
    if unknown:
        raise table.error(f"unknown template field {', '.join(sorted(unknown))} in {remedy.text!r}")
    return remedy


def _citation(entry: Table, table: Table, sources: Mapping[str, CitedPage]) -> Citation:
    table.where = f"{entry.where}, {table.where}"
    key = table.text("key")
    if key not in sources:
        raise table.error(f"no source has the key {key!r}")
    citation = Citation(sources[key], table.one_of("tag", Trust), covers=table.optional_text("covers"))
    table.nothing_left()
    return citation


def _expect_whole(table: Table, failure: Failure) -> None:
    if not _ID.fullmatch(failure.id):
        raise table.error("the id must look like F07")
    if not failure.steps or any(step not in range(1, 9) for step in failure.steps):
        raise table.error("steps must be some of the steps 1 to 8")
    for state in failure.states:
        if state not in _STATE_NAMES:
            raise table.error(f"{state} is no VMX migration state")
    if any(not message for message in (*failure.messages, *failure.faults)):
        raise table.error("an empty message would be found in every line")
    if failure.kind is FailureKind.SYMPTOM and not (failure.messages or failure.faults):
        raise table.error("a symptom is a message, and none is given")
    inferred = any(citation.evidence is Trust.INFERRED for citation in failure.citations)
    if inferred != bool(failure.inferred):
        raise table.error("give 'inferred' exactly where a source is tagged I: it says what is inferred")
    needs_mtu = any(template.fields for template in failure.remedy_templates)
    if needs_mtu != (failure.mtu is not None):
        raise table.error("give an MTU exactly where a remedy has a template field")
    try:
        _ = failure.remedy
    except ValueError as error:
        raise table.error(str(error)) from error


def _expect_numbered_in_order(failures: tuple[Failure, ...]) -> None:
    for number, failure in enumerate(failures, 1):
        if failure.id != f"F{number:02}":
            raise DataError(f"failure {failure.id}: the entries are numbered without a gap, F{number:02} is next")


def _expect_every_source_cited(sources: Mapping[str, CitedPage], failures: tuple[Failure, ...]) -> None:
    cited = {citation.source.key for failure in failures for citation in failure.citations}
    for key in sources:
        if key not in cited:
            raise DataError(f"source {key}: no entry cites it")
