"""What the predictions were asked to reach, and what they reach: the summary of the validation page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import mean, median

from .compare import RecordingComparison
from .fit import MOST_FORCED_S
from .published import Point
from .qemu import window_b
from .wire_bytes import PAGE, WIRE, ZERO

TARGETS = {
    "wire": 0.0005,
    "total": 0.03,
    "stall": 0.05,
    "auto": 0.10,
    "right": 0.97,
    "median": 0.03,
    "tail": 0.10,
    "auto_median": 0.06,
}
"""What the predictions are asked to reach: relative errors, and the share of right endings."""


def _line(name: str, value: str, target: str, reached: bool | None) -> str:
    return f"| {name} | {value} | {target} | {'-' if reached is None else 'yes' if reached else '**no**'} |"


def summary(
    curves: Sequence[RecordingComparison],
    pages: Sequence[RecordingComparison],
    before: Sequence[RecordingComparison],
    published: Sequence[Point],
) -> Iterator[str]:
    """The table of what was asked and what was reached."""
    yield "## What was asked and what was reached"
    yield ""
    yield "| figure | reached | target | met |"
    yield "|---|---|---|---|"
    wires = [abs(c.wire_error) for c in (*curves, *pages) if c.wire_error is not None and _plain(c)]
    if wires:
        yield _line(
            f"wire bytes (F1), largest error of {len(wires)}",
            f"{max(wires):.3%}",
            "0.05 %",
            max(wires) <= TARGETS["wire"],
        )
    odd = [c for c in curves if c.recording.number % 2]
    even = [c for c in curves if not c.recording.number % 2]
    if odd:
        yield from _curve_summary("odd runs: ", odd)
    if even:
        yield from _curve_summary("even runs: ", even)
    if pages:
        yield from _page_summary("", pages)
        yield from _page_summary(", from what was known before `migrate` only", before, strict=False)
    if curves or pages:
        yield from _bound_summary((*curves, *pages))
    good = sum(point.holds for point in published)
    if published:
        yield _line("published points", f"{good} of {len(published)}", "all", good == len(published))
    yield ""


def _plain(c: RecordingComparison) -> bool:
    return not c.recording.excluded or c.recording.excluded == "no pre-copy"


def _curve_summary(which: str, curves: Sequence[RecordingComparison]) -> Iterator[str]:
    """Lines of the PostgreSQL recordings of one parity: a fit comes from odd runs, without the one it predicts."""
    finals = [
        (c.recording.observed.final_b, c.recording.settings)
        for c in curves
        if c.recording.observed.final_b and not c.recording.excluded
    ]
    inside = sum(final <= window_b(s, 0.1) / 0.1 * s.downtime_limit_s for final, s in finals)
    yield _line(f"{which}final sets under the threshold", f"{inside} of {len(finals)}", "all", inside == len(finals))
    for label, group, target in (
        ("convergent runs, total time, worst", "Precopy_Convergent", TARGETS["total"]),
        ("auto-converge, total time, worst", "Autoconverge_16T", TARGETS["auto"]),
    ):
        errors = [abs(c.time_error) for c in curves if c.recording.group == group and c.time_error is not None]
        missing = sum(c.time_error is None for c in curves if c.recording.group == group)
        if errors or missing:
            worst = max(errors, default=1.0)
            yield _line(
                f"{which}{label}",
                f"{worst:.1%} of {len(errors)}, {missing} not predicted to end",
                f"{target:.0%}",
                worst <= target and not missing,
            )
    yield from _theory_lines(which, curves)
    stalls = [c for c in curves if c.stall_b and "Nonconvergent" in c.recording.group]
    for group in sorted({c.recording.group for c in stalls}):
        levels = [c.stall_b for c in stalls if c.recording.group == group and c.stall_b]
        error = levels[0][0] / mean(o for _, o in levels) - 1
        worst = max(abs(p / o - 1) for p, o in levels)
        yield _line(
            f"{which}stall level, {group}",
            f"{error:+.1%} of the mean, worst single run {worst:.1%}",
            "5 %",
            abs(error) <= TARGETS["stall"],
        )
    autos = [c for c in curves if c.recording.settings.auto_converge and c.predicted]
    if autos:
        exact = sum(levels_of(c) == c.recording.observed.throttles for c in autos)
        expected = sum(c.predicted.sequences[0][1] for c in autos if c.predicted and c.predicted.sequences)
        close = sum(_one_step(levels_of(c), c.recording.observed.throttles) for c in autos)
        yield _line(
            f"{which}auto-converge, throttle sequence",
            f"{exact} of {len(autos)} exact, {close} within one last step; {expected:.1f} exact expected of its chances",
            "all",
            exact == len(autos),
        )


def _theory_lines(which: str, curves: Sequence[RecordingComparison]) -> Iterator[str]:
    """What theorems and formulas say of the recordings without any fit."""
    for group in sorted({c.recording.group for c in curves if "Nonconvergent" in c.recording.group}):
        rounds = [
            (r.dirty_b, r.seconds * window_b(c.recording.settings, 0.1) / 0.1 * PAGE / WIRE)
            for c in curves
            if c.recording.group == group
            for r in c.recording.rounds[len(c.recording.rounds) // 2 :]
            if r.seconds < MOST_FORCED_S
        ]
        if rounds:
            ratio = sum(dirty for dirty, _ in rounds) / sum(sent for _, sent in rounds)
            yield _line(
                f"{which}stall ratio of dirty to sent (T6), {group}",
                f"{ratio:.3f}",
                "1 within 3 %",
                abs(ratio - 1) <= 0.03,
            )
    copies = [c for c in curves if c.recording.group.startswith("Stop_Copy") and c.recording.observed.total_s]
    if copies:
        errors = []
        for c in copies:
            seen = c.recording.observed
            sent = (seen.normal_pages or 0) * WIRE + (seen.zero_pages or 0) * ZERO
            errors.append(sent / (window_b(c.recording.settings, 0.1) / 0.1) / (seen.total_s or 1) - 1)
        worst = max(map(abs, errors))
        yield _line(f"{which}stop-and-copy, M/R against the observed time, worst", f"{worst:.1%}", "2 %", worst <= 0.02)
    fits = [c.fit for c in curves if c.recording.settings.auto_converge and c.fit]
    if fits:
        table = [(level, left) for fit in fits for level, left in fit.left_by_throttle if level]
        inside = all(1 - level <= left + 0.1 * left and left <= 1.0 for level, left in table)
        words = ", ".join(f"{left:.2f} at {level:.0%}" for level, left in fits[0].left_by_throttle if level)
        yield _line(f"{which}share of U left under a throttle (F8)", words, "between 1-theta and 1", inside)


def levels_of(c: RecordingComparison) -> tuple[float, ...]:
    """The predicted throttles, as shares rounded to per cent: the most frequent sequence where several runs were made."""
    if c.predicted is None:
        return ()
    if c.predicted.sequences:
        return c.predicted.sequences[0][0]
    return tuple(round(level, 2) for _, level in c.predicted.throttles)


def chance_of_seen(c: RecordingComparison) -> float:
    """The share of the predicted runs that took the observed throttle sequence."""
    return dict(c.predicted.sequences).get(c.recording.observed.throttles, 0.0) if c.predicted else 0.0


def _one_step(a: Sequence[float], b: Sequence[float]) -> bool:
    short = min(len(a), len(b))
    return tuple(a[:short]) == tuple(b[:short]) and abs(len(a) - len(b)) <= 1


def usable(pages: Iterable[RecordingComparison]) -> list[RecordingComparison]:
    """Recordings that can be judged: predicted, observed, and not starved by the host."""
    return [c for c in pages if c.right is not None and not c.starved]


def _page_summary(suffix: str, pages: Sequence[RecordingComparison], *, strict: bool = True) -> Iterator[str]:
    for auto, name in ((False, "qemu_runs without throttling"), (True, "qemu_runs with auto-converge")):
        used = [c for c in usable(pages) if c.recording.settings.auto_converge == auto]
        if not used:
            continue
        right = sum(bool(c.right) for c in used)
        share = right / len(used)
        yield _line(
            f"{name}{suffix}: ending right",
            f"{right} of {len(used)} ({share:.1%})",
            "97 %" if strict else "-",
            share >= TARGETS["right"] if strict else None,
        )
        errors = sorted(abs(c.time_error) for c in used if c.time_error is not None)
        if not errors:
            continue
        bound = TARGETS["auto_median"] if auto else TARGETS["median"]
        yield _line(
            f"{name}{suffix}: median time error of {len(errors)}",
            f"{median(errors):.1%}",
            f"{bound:.0%}" if strict else "-",
            median(errors) < bound if strict else None,
        )
        tail = errors[min(len(errors) - 1, int(0.9 * len(errors)))]
        limited = strict and not auto
        yield _line(
            f"{name}{suffix}: 90th percentile",
            f"{tail:.1%}",
            "10 %" if limited else "-",
            tail < TARGETS["tail"] if limited else None,
        )


def _bound_summary(found: Sequence[RecordingComparison]) -> Iterator[str]:
    """Whether an observation lies outside what was proved. A curve's load may end, so it may not be said to diverge."""
    proved = [c for c in usable(found) if c.judged and c.verdict == "guaranteed"]
    never = [c for c in usable(found) if c.verdict == "diverges" and c.recording.observed.ended and not c.fit]
    for name, excess in (
        ("time", outside_time),
        ("rounds", outside_rounds),
        ("bytes", outside_bytes),
        ("downtime", outside_downtime),
    ):
        said = [(c, excess(c)) for c in proved]
        words = [f"{c.recording.name} ({how})" for c, how in said if how]
        words += [f"{c.recording.name} (said to diverge)" for c in never] if name == "time" else []
        bounded = sum(how is not None for _, how in said)
        yield _line(
            f"observed {name} outside a proved bound ({bounded} compared)",
            ", ".join(words) or "none",
            "none",
            not words,
        )


def outside_time(c: RecordingComparison) -> str | None:
    """How pre-copy took longer than proved, or was still running when the recorder gave up after the proved time; ""
    where it did not, None where nothing can be compared.
    """
    assert c.judged is not None
    limits, seen = c.judged.limits, c.recording.observed
    if limits.total_time_s is None:
        return None
    bound = float(limits.total_time_s - (limits.downtime_s or 0))
    if seen.ended:
        if seen.total_s is None:
            return None
        live = seen.total_s - (seen.downtime_s or 0)
        return f"{live:.3f} s > {bound:.3f} s" if live > bound else ""
    seconds, rounds = c.recording.stop_after
    over = seconds > bound and rounds > (limits.rounds or 0)
    return f"not ended after {seconds:g} s > {bound:.3f} s" if over else ""


def outside_rounds(c: RecordingComparison) -> str | None:
    """The same of rounds before the stop. A run that did not end has had at least the rounds that were seen."""
    assert c.judged is not None
    bound, seen = c.judged.limits.rounds, c.recording.observed.live_rounds
    if bound is None or seen is None:
        return None
    return f"{seen} > {bound}" if seen > bound else ""


def outside_bytes(c: RecordingComparison) -> str | None:
    """The same of bytes on the wire, without device state, which no theorem counts."""
    assert c.judged is not None
    bound, seen = c.judged.limits.sent_b, c.recording.observed.wire_b
    if bound is None or seen is None:
        return None
    pages = seen - c.recording.device_state_b
    return f"{pages} B > {float(bound):.0f} B" if pages > bound else ""


def outside_downtime(c: RecordingComparison) -> str | None:
    """The same of downtime. T8 assumes that the link is no slower in the switchover, and bounds no device state."""
    assert c.judged is not None
    bound, seen = c.judged.limits.downtime_s, c.recording.observed.downtime_s
    if bound is None or seen is None:
        return None
    return f"{1000 * seen:.0f} ms > {float(1000 * bound):.0f} ms" if seen > bound else ""
