"""Reader of the recordings in ``qemu_runs``: one JSON file per migration between two QEMU processes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from vmotion_model.common.errors import InputError
from vmotion_model.precopy.units import LARGEST_RATE

from .reader import read_json
from .recording import GuestFacts, Observed, Recording, Settings

DEVICE_STATE_B = 114_000
"""What these guests send besides pages on QEMU 10 (113.5-116.3 kB in odd recordings; 7.2 does not count it)."""

MOST_MEMORY_B = 2**40
"""Memory that is followed page by page: a bitmap of 256 Mi pages."""
MOST_DOWNTIME_MS = 2_000_000
"""QEMU takes no longer downtime-limit (migration/options.c)."""

_MODES = {0: (False, False), 1: (True, False), 2: (False, True), 3: (True, True)}
"""Guest mode -> (paced, random)."""


def is_run(document: object) -> bool:
    """Whether a JSON document is such a recording."""
    return isinstance(document, dict) and "sample_columns" in document and "params" in document


def read_run(path: Path) -> Recording:
    """Read one file. Raises InputError with the file and what is missing."""
    document = read_json(path)
    if not is_run(document):
        raise InputError(f"{path}: no recorded migration: it has no params and sample_columns")
    return run_from(cast("dict[str, Any]", document), str(path))


def run_from(document: dict[str, Any], where: str) -> Recording:
    """The recording in a parsed document. Raises InputError."""
    try:
        return _recording(document, where)
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError, ZeroDivisionError) as problem:
        raise InputError(f"{where}: the recording is incomplete: {type(problem).__name__}: {problem}") from None


def _recording(document: dict[str, Any], where: str) -> Recording:
    params, guest = document["params"], document.get("guest") or {}
    columns = document["sample_columns"]
    samples = [dict(zip(columns, row, strict=False)) for row in document["samples"]]
    if not samples:
        raise InputError(f"{where}: the recording is empty: it has no samples")
    active = [s for s in samples if s.get("total")]
    status = document.get("result", {}).get("status")
    if not active and status in ("failed", "cancelled"):
        return Recording(
            name=str(params.get("name", Path(where).stem)),
            group=str(params.get("group", "")),
            source=where,
            memory_pages=0,
            nonzero_pages=0,
            settings=Settings(0.0, 0.0),
            observed=Observed(None, None, None, None, ()),
            excluded=f"it {status} before any memory was sent",
        )
    if not active:
        raise InputError(f"{where}: the recording is truncated: no sample has a memory size")
    start = float(params.get("migrate_t", 0.0))
    limits = params.get("migrate_parameters", {})
    _check(active, limits, guest, where)
    found = _guest(document, guest, start)
    return Recording(
        name=str(params.get("name", Path(where).stem)),
        group=str(params.get("group", "")),
        source=where,
        memory_pages=int(active[-1]["total"]) // 4096,
        nonzero_pages=int(guest.get("prefill_pages") or guest.get("pages") or 0),
        settings=_settings(params, limits),
        observed=_observed(document, samples, start),
        guest=found,
        stop_after=(float(params.get("max_s", 1e9)), int(params.get("max_passes", 10**9))),
        first_pass_share=_first_pass(document, samples, start, float(limits.get("max-bandwidth", 0) or 1)),
        excluded=_excluded(document) or ("" if found is not None else "the recording does not say what the guest did"),
        device_state_b=DEVICE_STATE_B if int(params.get("qemu_src", {}).get("major", 10)) >= 9 else 0,
    )


def _check(active: list[dict[str, Any]], limits: dict[str, Any], guest: dict[str, Any], where: str) -> None:
    """Refuse what no migration can be. Raises InputError."""
    total = active[-1]["total"]
    if not 4096 <= total <= MOST_MEMORY_B:
        raise InputError(f"{where}: a memory of {total:g} bytes: at most {MOST_MEMORY_B} can be followed page by page")
    if not 4096 * 8 <= float(limits["max-bandwidth"]) <= float(LARGEST_RATE):
        raise InputError(f"{where}: max-bandwidth of {limits['max-bandwidth']} bytes per second is no migration's")
    if not 0 < float(limits["downtime-limit"]) <= MOST_DOWNTIME_MS:
        raise InputError(f"{where}: downtime-limit of {limits['downtime-limit']} ms: must be above 0, 2000000 at most")
    for name in ("cpu-throttle-initial", "cpu-throttle-increment", "max-cpu-throttle", "throttle-trigger-threshold"):
        if not 0 < float(limits.get(name, 1)) <= 100:
            raise InputError(f"{where}: {name} of {limits[name]}: a share in per cent, above 0 and at most 100")
    for name in ("pages", "pages2", "prefill_pages"):
        if not 0 <= int(guest.get(name) or 0) <= total // 4096:
            raise InputError(f"{where}: {name} of {guest[name]} do not fit the memory of {total // 4096} pages")
    if int(guest.get("mode", 0)) not in _MODES:
        raise InputError(f"{where}: guest mode {guest['mode']} is none of {', '.join(map(str, _MODES))}")


def _settings(params: dict[str, Any], limits: dict[str, Any]) -> Settings:
    version = params.get("qemu_src", {}).get("major", 10)
    capabilities = params.get("capabilities", {})
    return Settings(
        bandwidth_Bps=float(limits["max-bandwidth"]),
        downtime_limit_s=float(limits["downtime-limit"]) / 1000,
        auto_converge=bool(capabilities.get("auto-converge", False)),
        initial=float(limits.get("cpu-throttle-initial", 20)) / 100,
        increment=float(limits.get("cpu-throttle-increment", 10)) / 100,
        maximum=float(limits.get("max-cpu-throttle", 99)) / 100,
        trigger=float(limits.get("throttle-trigger-threshold", 50)) / 100,
        tailslow=bool(limits.get("cpu-throttle-tailslow", False)),
        forced_sync_s=5.0 if int(version) >= 9 else None,
    )


def _guest(document: dict[str, Any], guest: dict[str, Any], start: float) -> GuestFacts | None:
    """The guest's programme; None where it is not recorded. An idle guest says that it writes no pages."""
    rows = document.get("guest_counter_src") or []
    counter = tuple((float(row[0]) - start, float(row[1])) for row in rows if row[1] is not None)
    rate = float((document.get("baseline") or {}).get("writes_per_s") or 0.0)
    pages = int(guest.get("pages") or 0)
    if "pages" not in guest or (pages and not rate):
        return None
    if not pages:
        return GuestFacts(0, 0.0, paced=False, random=False, counter=())
    paced, random = _MODES[int(guest.get("mode", 0))]
    emulated = str((document.get("params") or {}).get("accel") or "tcg").startswith("tcg")
    found = GuestFacts(pages, rate, paced, random, counter, emulated=emulated)
    return _two_phases(found, guest, rows, start) if guest.get("pages2") else found


def _two_phases(found: GuestFacts, guest: dict[str, Any], rows: list[Any], start: float) -> GuestFacts:
    """A guest that changes its working set and its pace every ``phase_s``; it began to count when its phase 0 began."""
    timed = [(float(row[0]) - start, int(row[2])) for row in rows if len(row) > 2 and row[2] is not None]
    changes = tuple(((a + b) / 2, phase) for (a, before), (b, phase) in pairwise(timed) if before != phase)
    began = found.counter[0][0] - found.counter[0][1] / found.rate if found.counter else 0.0
    pause, pause2 = float(guest.get("delay") or 0), float(guest.get("delay2") or 0)
    return replace(
        found,
        second_pages=int(guest["pages2"]),
        second_rate=found.rate * pause / pause2 if pause and pause2 else found.rate,
        phase_s=float(guest.get("phase_s") or 0.0),
        phase_from=began,
        phase_at=changes,
    )


def _observed(document: dict[str, Any], samples: list[dict[str, Any]], start: float) -> Observed:
    result = document.get("result", {})
    final = result.get("query_migrate") or {}
    ram = final.get("ram") or {}
    passes = [e for e in document.get("events", []) if e["side"] == "src" and e["event"] == "MIGRATION_PASS"]
    stop = next((e["t"] for e in document.get("events", []) if e["side"] == "src" and e["event"] == "STOP"), None)
    live = [e["t"] - start for e in passes if stop is None or e["t"] <= stop]
    throttles: list[float] = []
    at: list[float] = []
    for sample in samples:
        level = sample.get("cpu_throttle_pct")
        if level and (not throttles or throttles[-1] != level / 100):
            throttles.append(level / 100)
            at.append(sample["t"] - start)
    status = result.get("status")
    completed = status == "completed"
    gaps = tuple(b - a for a, b in pairwise(live))
    return Observed(
        ended=True if completed else False if status in ("cancelled", "timeout") else None,
        total_s=float(final["total-time"]) / 1000 if completed and "total-time" in final else None,
        downtime_s=float(final["downtime"]) / 1000 if completed and "downtime" in final else None,
        rounds=len(live),
        throttles=tuple(throttles),
        wire_b=ram.get("transferred") if completed else None,
        normal_pages=ram.get("normal") if completed else None,
        zero_pages=ram.get("duplicate") if completed else None,
        final_b=float(ram["downtime-bytes"]) if completed and "downtime-bytes" in ram else None,
        round_s=gaps,
        throttle_at=tuple(at),
    )


def _first_pass(document: dict[str, Any], samples: list[dict[str, Any]], start: float, limit: float) -> float | None:
    """Achieved over allowed rate in the first pass: under about 0.9 the host was starved."""
    ends = [e["t"] for e in document.get("events", []) if e["side"] == "src" and e["event"] == "MIGRATION_PASS"]
    if len(ends) < 2:
        return None
    inside = [s for s in samples if s.get("transferred") and s["t"] <= ends[1]]
    if not inside or inside[-1]["t"] <= start:
        return None
    return float(inside[-1]["transferred"] / (inside[-1]["t"] - ends[0]) / limit)


def _excluded(document: dict[str, Any]) -> str:
    params = document["params"]
    capabilities = params.get("capabilities", {})
    own = [a for a in document.get("actions", []) if a.get("action") == "cancel" and a.get("why") in _OWN_LIMITS]
    if params.get("inject") or params.get("no_resume") or len(document.get("actions", [])) > 1 + len(own):
        return "a fault was injected or the set-up did not match"
    if capabilities.get("xbzrle"):
        return "xbzrle sends differences, not pages (F1 does not hold)"
    if capabilities.get("multifd"):
        return "multifd sends through channels that the rate limit counts differently"
    if params.get("accel", "tcg") != "tcg" and (capabilities.get("dirty-limit") or "ring" in str(params.get("accel"))):
        return "the dirty ring stopped the guest"
    return ""


_OWN_LIMITS = ("max_passes", "max_s")
"""The recorder's own limits: a migration that it ended by one of them had not converged by then."""
