"""Readers of ``query-migrate`` samples: the CSV of ``qemu_ycsb`` and lists of QMP replies in JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby, pairwise
from math import ceil
from pathlib import Path
from typing import Any

from vmotion_model.common.errors import InputError

from .reader import text_of
from .recording import Observed, Recording, RoundSeen, Settings
from .wire_bytes import PAGE, WIRE

QEMU_DEFAULTS = Settings(bandwidth_Bps=128 * 2**20, downtime_limit_s=0.3)
"""migration/options.c; the recordings of ``qemu_ycsb`` left them untouched."""

MOST_ROWS = 2_000_000
ABSURD = 2**60
"""No figure of a migration is larger: bytes, milliseconds, pages or megabits."""
MOST_SECONDS = 10**7
NEEDED = ("status", "total_time_ms", "remaining_B", "dirty_sync_count", "expected_downtime_ms", "mbps", "ram_total_B")
SLACK = 0.1
"""Windows by which the bytes sent since a sync may miss whole ones and the time between samples."""
SAME = 0.02
"""Windows by which two figures may differ and still be the same one, printed in whole milliseconds."""

NUMBERS = (
    *NEEDED[1:],
    "downtime_ms",
    "cpu_throttle_pct",
    "transferred_B",
    "normal_pages",
    "duplicate_pages",
    "downtime_bytes",
)
"""Columns that are read; others, and their order, do not matter. Those that are not needed may be missing."""
REST_SHARE = 0.5
"""Of the last window before a sync, the share that is expected to be unsent below the threshold (uniform: one half)."""


def read_samples(path: Path) -> tuple[Recording, ...]:
    """All migrations in a CSV of samples. Raises InputError with file and line."""
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    try:
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise InputError(f"{path}:1: no query-migrate samples: column {', '.join(missing)} is missing")
        rows = []
        for row in reader:
            number = reader.line_num
            if number > MOST_ROWS:
                raise InputError(f"{path}:{number}: more than {MOST_ROWS} rows")
            if None in row or None in row.values():
                raise InputError(f"{path}:{number}: the row is cut off or has too many cells")
            rows.append((number, row))
    except csv.Error as problem:
        raise InputError(f"{path}:{reader.line_num}: not CSV text: {problem}") from None
    if not rows:
        raise InputError(f"{path}: the recording is empty: a header and no samples")
    found = []
    for (scenario, run), part in groupby(rows, key=lambda item: (item[1].get("scenario", ""), item[1].get("run", ""))):
        samples = [_numbers(row, f"{path}:{number}") for number, row in part]
        found.append(_recording(samples, scenario, run, str(path)))
    finals = path.with_name("final_stats.csv")
    return tuple(_with_finals(found, finals)) if finals.exists() else tuple(found)


def read_replies(document: list[Any], where: str) -> Recording:
    """One migration from a list of QMP ``query-migrate`` replies (bare, or wrapped in ``return``)."""
    samples = []
    for number, reply in enumerate(document, 1):
        body = reply.get("return", reply) if isinstance(reply, dict) else None
        if not isinstance(body, dict) or "status" not in body:
            raise InputError(f"{where}: reply {number} is no answer to query-migrate: it has no status")
        ram = body.get("ram") or {}
        if not isinstance(ram, dict):
            raise InputError(f"{where}: reply {number}: ram is no object")
        sample = {
            "status": str(body["status"]),
            "total_time_ms": body.get("total-time"),
            "downtime_ms": body.get("downtime"),
            "remaining_B": ram.get("remaining"),
            "dirty_sync_count": ram.get("dirty-sync-count"),
            "expected_downtime_ms": body.get("expected-downtime"),
            "mbps": ram.get("mbps"),
            "ram_total_B": ram.get("total"),
            "cpu_throttle_pct": body.get("cpu-throttle-percentage"),
            "transferred_B": ram.get("transferred"),
            "normal_pages": ram.get("normal"),
            "duplicate_pages": ram.get("duplicate"),
            "downtime_bytes": ram.get("downtime-bytes"),
        }
        for name, value in sample.items():
            if name != "status" and value is not None:
                _check_number(name, value, f"{where}: reply {number}")
        samples.append(sample)
    return _recording(samples, Path(where).stem, "", where)


def _numbers(row: Mapping[str, str], where: str) -> dict[str, Any]:
    values: dict[str, Any] = {"status": row["status"]}
    for name in NUMBERS:
        text = row.get(name, "")
        if text == "":
            continue
        try:
            values[name] = float(text)
        except ValueError:
            raise InputError(f"{where}: {name} is {text[:30]!r}, not a number (mixed units?)") from None
        _check_number(name, values[name], where)
    return values


def _check_number(name: str, value: object, where: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{where}: {name} is {str(value)[:30]!r}, not a number (mixed units?)")
    if not 0 <= value <= ABSURD:
        raise InputError(f"{where}: {name} of {str(value)[:30]} cannot be: it is negative, absurdly large or no number")


def _recording(samples: list[dict[str, Any]], scenario: str, run: str, where: str) -> Recording:
    name = f"{scenario}/{run}" if run else scenario
    active = [s for s in samples if s.get("ram_total_B") and s.get("dirty_sync_count")]
    if not active:
        raise InputError(f"{where}: {name or 'the recording'} is empty or cut off: no sample of an active migration")
    last = active[-1]
    _check_samples(active, f"{where}: {name}" if name else where)
    completed = next((s for s in samples if s["status"] == "completed" and s.get("ram_total_B")), None)
    throttles: list[float] = []
    at: list[float] = []
    for sample in active:
        level = (sample.get("cpu_throttle_pct") or 0) / 100
        if level and (not throttles or throttles[-1] != level):
            throttles.append(level)
            at.append(sample["total_time_ms"] / 1000)
    settings = replace(QEMU_DEFAULTS, auto_converge="autoconverge" in scenario.lower() or bool(throttles))
    normal = int(last.get("normal_pages") or 0)
    zero = int(last.get("duplicate_pages") or 0)
    return Recording(
        name=name,
        group=scenario,
        source=where,
        memory_pages=int(last["ram_total_B"]) // 4096,
        nonzero_pages=_first_round_pages(active) or normal,
        settings=settings,
        observed=Observed(
            ended=True if completed else None,
            total_s=completed["total_time_ms"] / 1000 if completed else None,
            downtime_s=completed["downtime_ms"] / 1000
            if completed and completed.get("downtime_ms") is not None
            else None,
            rounds=int(last["dirty_sync_count"]),
            throttles=tuple(throttles),
            wire_b=int(last.get("transferred_B") or 0) or None,
            normal_pages=normal or None,
            zero_pages=zero,
            final_b=last.get("downtime_bytes"),
            throttle_at=tuple(at),
        ),
        rounds=_rounds(active),
        excluded="" if "Stop_Copy" not in scenario and "Postcopy" not in scenario else "no pre-copy",
        number=int(run) if run.isdecimal() else 0,
    )


def _check_samples(active: list[dict[str, Any]], where: str) -> None:
    """Times and rounds must not run backwards, and there must be some. Raises InputError."""
    for number, sample in enumerate(active, 1):
        if sample.get("total_time_ms") is None:
            raise InputError(f"{where}: active sample {number} has no total time; the recording is cut off")
        if sample["total_time_ms"] > 1000 * MOST_SECONDS:
            raise InputError(f"{where}: a total time of {sample['total_time_ms']:g} ms is absurd; check the unit")
    for number, (before, after) in enumerate(pairwise(active), 2):
        for name in ("total_time_ms", "dirty_sync_count"):
            if after[name] < before[name]:
                raise InputError(
                    f"{where}: active sample {number}: {name} falls from {before[name]:g} to {after[name]:g}; "
                    "samples must be in order, one migration after another"
                )


def _first_round_pages(active: list[dict[str, Any]]) -> int:
    """Non-zero pages of round 0: those sent in it and those still left, less the zero pages among what is left."""
    inside = [s for s in active if s["dirty_sync_count"] == 1 and s.get("normal_pages") is not None]
    if not inside:
        return 0
    end = inside[-1]
    left = (end.get("remaining_B") or 0) / 4096
    seen = end["normal_pages"] + (end.get("duplicate_pages") or 0)
    return int(end["normal_pages"] + left * (end["normal_pages"] / seen if seen else 1.0))


def _rounds(active: list[dict[str, Any]]) -> tuple[RoundSeen, ...]:
    """Bytes left at each sync, from QEMU's own expected downtime (dirty bytes at the last sync over the bandwidth).

    A round sends whole windows until the rest fits the threshold, so the bytes at its start give both its length and
    its rest; of round 0 the rest is taken as the mean.
    """
    left = _left_at_syncs(active)
    seen: list[RoundSeen] = []
    throttles: dict[int, float] = {}
    times: dict[int, float] = {}
    for sample in active:
        times.setdefault(int(sample["dirty_sync_count"]), sample["total_time_ms"] / 1000)
        throttles.setdefault(int(sample["dirty_sync_count"]), (sample.get("cpu_throttle_pct") or 0) / 100)
    first = [s for s in active if s["dirty_sync_count"] == 1]
    second = next((s for s in active if s["dirty_sync_count"] == 2), None)
    window = next((_window(s) for s in active if _window(s)), 0.0)
    if not window:
        return ()
    threshold = window * 10 * QEMU_DEFAULTS.downtime_limit_s
    if first and second is not None and 2 in left:
        seconds, rest = (second["total_time_ms"] + first[-1]["total_time_ms"]) / 2000, threshold - REST_SHARE * window
        if left[2] > rest and seconds > 0:
            seen.append(RoundSeen(seconds, left[2] - rest, throttles.get(1, 0.0), times[2]))
    level = 0.0
    for sync in sorted(left):
        level = throttles.get(sync, level)
        if sync < 2 or sync + 1 not in left:
            continue
        windows = max(1, ceil((left[sync] - threshold) / window))
        rest = max(left[sync] - windows * window, 0.0)
        if left[sync + 1] > rest:
            seen.append(RoundSeen(windows / 10, left[sync + 1] - rest, level, times.get(sync + 1, 0.0)))
    return tuple(seen)


def _window(sample: Mapping[str, Any]) -> float:
    """Bytes that the sample's rate sends in 100 ms."""
    return float(sample.get("mbps") or 0.0) * 1e6 / 80


def _left_at_syncs(active: list[dict[str, Any]]) -> dict[int, float]:
    """Bytes left by number of the sync.

    The expected downtime is renewed at the end of each window of 100 ms. So a sample in the first window of a round
    shows the figure of the sync before, and later ones that of its own. Which it is the sample itself tells: after a
    whole window, at least one window lies between that figure and what remains, and at most those since the last
    sample. This also gives rounds that no sample fell into; without them long rounds, which follow large dirty sets,
    would be seen too often.
    """
    left: dict[int, float] = {}
    before = 0.0
    for sync, part in groupby(active, key=lambda s: int(s["dirty_sync_count"])):
        samples = list(part)
        last, window = samples[-1], _window(samples[-1])
        if not window or last.get("expected_downtime_ms") is None:
            before = last["total_time_ms"]
            continue
        figure = last["expected_downtime_ms"] / 1000 * window * 10
        passed = figure - (last.get("remaining_B") or 0.0)
        gap = 10 * (samples[0]["total_time_ms"] - before) / 1000
        own = len(samples) > 1 or 1 - SLACK <= passed / window <= gap + SLACK
        before = last["total_time_ms"]
        known = left.get(sync - 1)
        if len(samples) == 1 and known is not None and abs(figure - known) < SAME * window:
            own = False
        if own:
            left[sync] = figure
        elif known is None:
            left[sync - 1] = figure
    end = active[-1]
    if end["status"] == "completed" and end.get("downtime_bytes"):
        # The last sync but one found the set that was sent in the downtime; the last was made when the guest stood still.
        left.setdefault(int(end["dirty_sync_count"]) - 1, end["downtime_bytes"] * PAGE / WIRE)
    return left


def _with_finals(found: Iterable[Recording], path: Path) -> Iterable[Recording]:
    with path.open(encoding="utf-8", newline="") as file:
        finals = {(row["scenario"], row["run"]): row for row in csv.DictReader(file)}
    for recording in found:
        row = finals.get((recording.group, str(recording.number)))
        if row is None:
            yield recording
            continue
        yield replace(
            recording,
            observed=replace(
                recording.observed,
                ended=True,
                total_s=int(row["total_time_ms"]) / 1000,
                downtime_s=int(row["downtime_ms"]) / 1000,
                rounds=int(row["dirty_sync_count"]),
                wire_b=int(row["transferred_B"]),
                normal_pages=int(row["normal_pages"]),
                zero_pages=int(row["duplicate_pages"]),
                final_b=float(row["downtime_bytes"]),
            ),
        )
