"""A table of machines, one row a virtual machine, read into questions: cells are written as on the command line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any

from vmotion_model.common.errors import InputError

from .question import STUNS, Question, read_question
from .scenario import Scenario

LABELS = ("name", "note")
"""Columns that are carried along and not read."""
MOST_ROWS = 1_000_000
MOST_VCPUS = 10_000
_FIELDS: Mapping[str, str] = {
    "memory": "memory",
    "zero-memory": "zero_memory",
    "page-size": "page_size",
    "measured-page": "measured_page",
    "link": "link",
    "link-min": "link_min",
    "switchover-link": "switchover_link",
    "dirty-rate": "dirty_rate",
    "working-set": "working_set",
    "burst": "burst",
    "random-writes": "random",
    "at-most": "at_most",
    "vcpus": "vcpus",
    "cpu-share": "cpu_share",
    "device-rate": "device_rate",
    "goal": "goal",
    "rest": "rest",
    "window": "window",
    "fixed-downtime": "fixed",
    "stun": "stun",
    "fault-sleep": "fault_sleep",
    "quota": "quota",
    "growth": "growth",
    "error": "error",
    "max-stun": "most_stun",
    "peak-rate": "peak_rate",
}
COLUMNS: tuple[str, ...] = tuple(_FIELDS)
"""Names of columns that describe a migration: those of the options (``dirty_rate`` is read as ``dirty-rate``)."""
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_OPTION = re.compile(r"^--([a-z-]+)(?: (?:size|rate|duration|interval duration))?:? ?")


@dataclass(frozen=True)
class Machine:
    """One row: its line in the file, its cells as they stand there, and the question that they ask."""

    line: int
    cells: tuple[str, ...]
    question: Question


@dataclass(frozen=True)
class Machines:
    """A file's machines under its header."""

    source: str
    header: tuple[str, ...]
    rows: tuple[Machine, ...]

    def scenario(self, machine: Machine) -> Scenario:
        """The scenario of a row. Raises InputError with file, row and column."""
        try:
            return read_question(machine.question)
        except InputError as problem:
            found = _OPTION.match(str(problem))
            column = found[1] if found and found[1] in _FIELDS else ""
            said = str(problem)[found.end() :] if found and column else str(problem)
            where = f"{self.source}:{machine.line}" + (f": column {column}" if column else "")
            raise InputError(f"{where}: {said}") from None


def read_machines(text: str, base: Question, given: Sequence[str], *, name: str = "machines") -> Machines:
    """The machines of CSV text with a header. An empty cell, or a column that is not there, means what ``base`` says.

    ``given`` are the options that the user wrote: one that is a column, too, is refused. Raises InputError with file,
    line and column.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Machine] = []
    header: tuple[str, ...] = ()
    try:
        for cells in reader:
            where = f"{name}:{reader.line_num}"
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            if not header:
                header = _header(cells, given, where)
                continue
            if len(cells) != len(header):
                raise InputError(f"{where}: {len(cells)} cells under {len(header)} columns; quote cells with commas")
            if len(rows) == MOST_ROWS:
                raise InputError(f"{where}: more than {MOST_ROWS} machines; split the file")
            rows.append(Machine(reader.line_num, tuple(cells), _question(base, header, cells, where)))
    except csv.Error as problem:
        raise InputError(f"{name}:{reader.line_num}: not CSV text: {problem}") from None
    if not header:
        raise InputError(f"{name}: the file is empty; its first line names columns, like memory,dirty-rate,link")
    if not rows:
        raise InputError(f"{name}: a header and no machine under it; write one row for each")
    return Machines(name, header, tuple(rows))


def _header(cells: Sequence[str], given: Sequence[str], where: str) -> tuple[str, ...]:
    names = tuple(cell.strip().lower().replace("_", "-") for cell in cells)
    for place, column in enumerate(names, 1):
        if column not in _FIELDS and column not in LABELS:
            near = get_close_matches(column, (*_FIELDS, *LABELS), 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join((*LABELS, *_FIELDS))}"
            raise InputError(f"{where}: column {place} is {column[:40]!r}, which is none; {hint}")
        if names.index(column) != place - 1:
            raise InputError(f"{where}: column {place} is {column} again; keep one of them")
        if column in given:
            raise InputError(f"{where}: {column} is a column here and --{column} is given; leave one of them out")
    return names


def _question(base: Question, header: Sequence[str], cells: Sequence[str], where: str) -> Question:
    said: dict[str, Any] = {}
    for column, cell in zip(header, cells, strict=True):
        text = cell.strip()
        if column in LABELS or not text:
            continue
        said[_FIELDS[column]] = _value(column, text, f"{where}: column {column}")
    question = replace(base, **said)
    for column in ("memory", "link", "dirty-rate"):
        if not getattr(question, _FIELDS[column]):
            if column in header:
                raise InputError(f"{where}: column {column}: the cell is empty; fill it in")
            raise InputError(f"{where}: there is no column {column} and no --{column} is given; add one of them")
    return question


def _value(column: str, text: str, where: str) -> object:
    if column in ("random-writes", "at-most"):
        if text.lower() not in _YES_NO:
            raise InputError(f"{where}: {text[:40]!r} is neither yes nor no")
        return _YES_NO[text.lower()]
    if column == "vcpus":
        if not (text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= MOST_VCPUS):
            raise InputError(f"{where}: {text[:40]!r} is no number of vCPUs between 1 and {MOST_VCPUS}")
        return int(text)
    if column == "stun" and text not in STUNS:
        raise InputError(f"{where}: {text[:40]!r} is none of {', '.join(STUNS)}")
    return text


assert set(_FIELDS.values()) <= {field.name for field in fields(Question)}
