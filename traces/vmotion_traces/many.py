"""Many migrations at once: the logs of whole sites, read on all cores, as one row for each migration.

What lies under a folder is taken apart into *cases* that are read by themselves: each of its folders, each archive, and each
log with its rotated files. Cases that name the same migration are then read again, together: the logs of the two hosts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError, SpentError
from vmotion_model.common.parallel import LOCAL, spread

from .errors import LogError
from .result import MigrationTrace, Phase

Progress = Callable[[str, int, int], None]
"""Told what is done, how many are done, and of how many."""
MOST_TOGETHER = 64
"""So many cases at once are read together for one migration; more of the same id are no logs of two hosts."""


@dataclass(frozen=True, slots=True)
class Case:
    """Paths that are read together, under the name of the first."""

    paths: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.paths[0]


@dataclass(frozen=True, slots=True)
class MigrationRow:
    """One migration in a table. ``named`` are causes that its records name, ``possible`` those that they leave open."""

    case: str
    id: str | None
    vm: str | None
    source: str | None
    destination: str | None
    release: str | None
    start: str | None
    end: str | None
    seconds: float | None
    outcome: str
    verdict: str
    named: tuple[str, ...]
    possible: tuple[str, ...]
    beyond: str | None
    message: str | None
    phases: tuple[tuple[str, str, float], ...]

    @property
    def slowest(self) -> tuple[str, str, float] | None:
        """The phase that took longest: its role, its name, and its seconds."""
        return max(self.phases, key=lambda phase: phase[2], default=None)


@dataclass(frozen=True, slots=True)
class CaseRead:
    """What came of a case; ``unread`` says why nothing did, or is empty."""

    case: Case
    rows: tuple[MigrationRow, ...]
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """All that was read. ``of`` is how many cases there were; ``stopped`` says what ended the work early."""

    read: tuple[CaseRead, ...]
    of: int
    stopped: str = ""

    @property
    def rows(self) -> tuple[MigrationRow, ...]:
        """One row for each migration, in the order of the cases."""
        return tuple(row for each in self.read for row in each.rows)

    @property
    def unread(self) -> tuple[CaseRead, ...]:
        """The cases without a migration."""
        return tuple(each for each in self.read if each.unread)


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """How long a phase took over all migrations, in seconds, and in which case longest."""

    role: str
    name: str
    count: int
    median: float
    longest: float
    case: str


def cases_in(folders: Sequence[str | Path]) -> tuple[Case, ...]:
    """The cases under these folders, or files; in the order of names. Raises LogError for a path that is not there."""
    from .reading import series_of

    found: list[Case] = []
    for folder in map(Path, folders):
        if not folder.exists():
            raise LogError(str(folder), "there is no such folder; check the path")
        if not folder.is_dir():
            found.append(Case((str(folder),)))
            continue
        logs: dict[str, list[str]] = {}
        for path in sorted(folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                found.append(Case((str(path),)))
            elif path.is_file() and not path.name.startswith("."):
                logs.setdefault(series_of(str(path)), []).append(str(path))
        found += [Case(tuple(paths)) for paths in logs.values()]
    return tuple(found)


def many(folders: Sequence[str | Path], jobs: int = -1, progress: Progress | None = None, backend: str = LOCAL) -> Many:
    """Read every case under these folders; ``jobs`` processes, -1 for all cores. A Ctrl-C ends it with what was read so far.

    Raises LogError for a path that is not there, InputError for a backend or a number of jobs that is none.
    """
    cases = cases_in(folders)
    report = progress or (lambda *_: None)
    read: dict[str, CaseRead] = {}

    def alone(done: CaseRead) -> None:
        read[done.case.name] = done
        report(f"reading, last {Path(done.case.name).name}", len(read), len(cases))

    stopped = ""
    try:
        _each(cases, alone, jobs, backend)
        # In the order of the cases, whichever process was done first.
        together = _of_same_migrations([read[case.name] for case in cases])
        joined: list[CaseRead] = []

        def with_others(done: CaseRead) -> None:
            joined.append(done)
            report("reading together what is of one migration", len(joined), len(together))

        _each(together, with_others, jobs, backend)
        for done in joined:
            for path in done.case.paths:
                read.pop(path, None)
            read[done.case.name] = done
    except (KeyboardInterrupt, GaveUpError) as error:
        why = str(error) or SpentError.INTERRUPTED
        stopped = f"{why} after {len(read):,} of {len(cases):,} cases"
    order = {case.name: number for number, case in enumerate(cases)}
    return Many(tuple(sorted(read.values(), key=lambda r: order[r.case.name])), len(cases), stopped)


def _each(cases: Sequence[Case], done: Callable[[CaseRead], None], jobs: int, backend: str) -> None:
    """Read the cases and tell each as it is done. Raises KeyboardInterrupt or GaveUpError where that ends early."""
    if jobs == 1 or len(cases) < 2:
        for case in cases:
            done(read_case(case))
        return
    calls = {case.name: (case,) for case in cases}
    spread(read_case, calls, lambda _, read: done(read), jobs=jobs, backend=backend, budget=Budget())


def read_case(case: Case) -> CaseRead:
    """The migrations of one case."""
    from .tracing import trace

    try:
        migrations = trace(case.paths).migrations
    except LogError as error:
        return CaseRead(case, (), str(error))
    return CaseRead(case, tuple(row_of(case.name, migration) for migration in migrations))


def _of_same_migrations(read: Sequence[CaseRead]) -> tuple[Case, ...]:
    """Cases that name a migration in common, as one case each; the name of that is its first path."""
    group = {each.case: each.case for each in read}

    def head(case: Case) -> Case:
        while group[case] != case:
            case = group[case]
        return case

    by_id: dict[str, Case] = {}
    for each in read:
        for row in each.rows:
            if row.id is not None:
                group[head(each.case)] = head(by_id.setdefault(row.id, each.case))
    members: dict[Case, list[Case]] = {}
    for each in read:
        members.setdefault(head(each.case), []).append(each.case)
    return tuple(
        Case(tuple(path for case in cases for path in case.paths))
        for cases in members.values()
        if 1 < len(cases) <= MOST_TOGETHER
    )


def row_of(case: str, migration: MigrationTrace) -> MigrationRow:
    """The row of one migration."""
    from vmotion_traces.why.why_result import Standing

    summary, why = migration.summary, migration.why
    causes = why.causes if why is not None else ()
    return MigrationRow(
        case=case,
        id=migration.id,
        vm=summary.vm,
        source=next(iter(summary.source), None),
        destination=next(iter(summary.destination), None),
        release=summary.release,
        start=summary.start,
        end=summary.end,
        seconds=summary.seconds,
        outcome=str(migration.outcome),
        verdict=str(migration.verdict),
        named=tuple(c.name for c in causes if c.standing is Standing.NAMED),
        possible=tuple(c.name for c in causes if c.standing is not Standing.NAMED),
        beyond=why.beyond[0].says if why is not None and why.beyond else None,
        message=summary.message.text if summary.message is not None else None,
        phases=tuple(_timed(summary.phases)),
    )


def _timed(phases: Sequence[Phase]) -> Iterator[tuple[str, str, float]]:
    for phase in phases:
        if phase.seconds is not None:
            # A task's own number names one task only.
            name = "the whole task" if phase.role == "vCenter" else phase.name
            yield phase.role, name, phase.seconds


def outcomes(rows: Sequence[MigrationRow]) -> Mapping[str, int]:
    """How many migrations ended how, the most frequent first."""
    return dict(Counter(row.outcome for row in rows).most_common())


def causes(rows: Sequence[MigrationRow]) -> Mapping[str, tuple[int, int]]:
    """By cause, how many migrations name it, and in how many more it is one of several; the most frequent first."""
    named = Counter(name for row in rows for name in row.named)
    possible = Counter(name for row in rows for name in row.possible)
    order = sorted({*named, *possible}, key=lambda name: (-named[name], -possible[name], name))
    return {name: (named[name], possible[name]) for name in order}


def phase_times(rows: Sequence[MigrationRow]) -> tuple[PhaseTime, ...]:
    """The phases of all migrations, the slowest first."""
    times: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for row in rows:
        for role, name, seconds in row.phases:
            times.setdefault((role, name), []).append((seconds, row.case))
    found = []
    for (role, name), lasted in times.items():
        longest, case = max(lasted)
        found.append(PhaseTime(role, name, len(lasted), median(s for s, _ in lasted), longest, case))
    return tuple(sorted(found, key=lambda p: -p.longest))


def table_of(rows: Sequence[MigrationRow]) -> dict[str, list[Any]]:
    """The rows as columns, for CSV and Parquet: several names in one cell are parted by a blank."""
    plain = ("case", "id", "vm", "source", "destination", "release", "start", "end", "seconds", "outcome", "verdict")
    columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in plain}
    columns["named"] = [" ".join(row.named) for row in rows]
    columns["possible"] = [" ".join(row.possible) for row in rows]
    columns["beyond_the_model"] = [row.beyond for row in rows]
    columns["message"] = [row.message for row in rows]
    columns["slowest_role"] = [row.slowest[0] if row.slowest else None for row in rows]
    columns["slowest_phase"] = [row.slowest[1] if row.slowest else None for row in rows]
    columns["slowest_s"] = [row.slowest[2] if row.slowest else None for row in rows]
    return columns


def many_to_json(result: Many) -> dict[str, Any]:
    """The whole as JSON values."""
    return {
        "schema": 1,
        "cases": result.of,
        "read": len(result.read),
        "stopped": result.stopped or None,
        "outcomes": dict(outcomes(result.rows)),
        "causes": [
            {"name": name, "named": named, "one_of_several": several}
            for name, (named, several) in causes(result.rows).items()
        ],
        "phases": [
            {
                "role": p.role,
                "name": p.name,
                "migrations": p.count,
                "median_s": p.median,
                "longest_s": p.longest,
                "longest_in": p.case,
            }
            for p in phase_times(result.rows)
        ],
        "migrations": [_row_to_json(row) for row in result.rows],
        "without_a_migration": [{"case": each.case.name, "why": each.unread} for each in result.unread],
    }


def _row_to_json(row: MigrationRow) -> dict[str, Any]:
    cells = {name: column[0] for name, column in table_of([row]).items()}
    return cells | {"named": list(row.named), "possible": list(row.possible)}
