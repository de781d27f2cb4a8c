"""The validation page: every recording and published point, its prediction, the observation, the error, and what
fails why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from vmotion_model.common.errors import InputError

from .compare import RecordingComparison, compare_curve, compare_pages, fit_for
from .guest_clock import PEAK_WRITES
from .host import Host, held_out, measured
from .predict import RUNS, throttle_sensitivity
from .published import Point, not_computed, published_points
from .qemu import SETUP_S, WAKE_S
from .qemu_runs import read_run
from .query_migrate import read_samples
from .recording import Recording
from .targets import TARGETS, chance_of_seen, levels_of, summary, usable
from .wire_bytes import WIRE


def validation_page(folder: Path) -> Iterator[str]:
    """Markdown lines. Raises InputError when the folder holds none of the known recordings."""
    samples = folder / "qemu_ycsb" / "query_migrate_samples.csv"
    runs = folder / "qemu_runs" / "runs"
    points = folder / "published" / "points.json"
    if not (samples.exists() or runs.is_dir() or points.exists()):
        raise InputError(
            f"{folder}: no recordings: expected qemu_ycsb/, qemu_runs/runs/ or published/points.json in it"
        )
    yield "# Predictions and real migrations"
    yield ""
    yield "Made by `vmotion converge --validate FOLDER`; every figure is computed from the recordings. Errors are"
    yield "predicted over observed, less one. Rows that miss their target are listed, not dropped."
    yield ""
    yield f"Recordings used: {recordings_used(folder)}."
    yield ""
    curves = _curve_comparisons(samples) if samples.exists() else []
    recorded = _read_runs(runs) if runs.is_dir() else []
    pages = _page_comparisons(recorded, before_only=False)
    before = _page_comparisons(recorded, before_only=True)
    published = list(published_points(points)) if points.exists() else []
    yield from summary(curves, pages, before, published)
    if curves:
        yield from _curve_tables(curves)
        yield from _throttle_table(curves)
    if pages:
        yield from _page_tables(pages)
        yield from _fitted(recorded)
    yield from _published_table(published)
    if points.exists():
        yield from _without_row(list(not_computed(points)))
    yield from _LIMITS


def recordings_used(folder: Path) -> str:
    """How many files the page is made from and a digest of them: with other recordings it says other things."""
    from hashlib import sha256

    files = [f for f in sorted(folder.rglob("*")) if f.suffix in (".csv", ".json") and f.is_file()]
    digest = sha256(b"".join(sha256(f.read_bytes()).digest() for f in files)).hexdigest()
    return f"{len(files)} files, digest {digest[:16]}"


def _curve_comparisons(path: Path) -> list[RecordingComparison]:
    recordings = read_samples(path)
    return [compare_curve(r, fit_for(r, recordings, held_out=True)) for r in recordings]


def _read_runs(folder: Path) -> list[Recording]:
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(read_run(path))
        except InputError:
            continue  # migrations that never became active hold nothing to predict; they are counted below
    return found


def _page_comparisons(recordings: Sequence[Recording], *, before_only: bool) -> list[RecordingComparison]:
    """Each predicted with what the other configurations show of the host."""
    return [compare_pages(r, before_only=before_only, host=held_out(r, recordings)) for r in recordings]


def _curve_tables(curves: Sequence[RecordingComparison]) -> Iterator[str]:
    yield "## PostgreSQL guest, QEMU at its defaults (qemu_ycsb)"
    yield ""
    yield "Each run is predicted from a fit of the odd-numbered runs present, itself left out. A non-convergent run"
    yield "ended with its workload: its total time says nothing of the migration; its stall level is compared."
    yield ""
    columns = ("run", "proved", "s predicted", "observed", "error", "throttle predicted", "observed")
    yield f"| {' | '.join(columns)} | stall MB predicted | observed |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for c in curves:
        p, o = c.predicted, c.recording.observed
        if p is None:
            continue
        ends = "Nonconvergent" in c.recording.group
        error = "-" if c.time_error is None or ends else f"{c.time_error:+.1%}"
        stall = (f"{c.stall_b[0] / 1e6:.1f}", f"{c.stall_b[1] / 1e6:.1f}") if c.stall_b and ends else ("-", "-")
        end = " (load ended)" if ends else ""
        yield (
            f"| {c.recording.name} | {c.verdict} "
            f"| {f'{p.total_s:.2f}' if p.ended else 'does not end'} | "
            f"{o.total_s:.2f}{end} | {error} "
            f"| {_percent(levels_of(c))} | {_percent(o.throttles)} | {stall[0]} | {stall[1]} |"
        )
    yield ""


def _throttle_table(curves: Sequence[RecordingComparison]) -> Iterator[str]:
    """How sure a throttle sequence is, and how little turns it."""
    autos = [c for c in curves if c.recording.settings.auto_converge and c.predicted and c.fit]
    if not autos:
        return
    yield "### How sure the last step of a throttle is"
    yield ""
    yield f"Each prediction is {RUNS} runs with the scatter of the fit's single rounds; the sequence that most of them"
    yield "take is the predicted one. s.e.: the share of U that a throttle leaves, lower and higher by its standard error."
    yield ""
    yield "| run | observed | share of runs that take it | predicted | share | s.e. | one s.e. lower | one s.e. higher |"
    yield "|---|---|---|---|---|---|---|---|"
    for c in autos:
        assert c.predicted is not None
        assert c.fit is not None
        error, shifted = throttle_sensitivity(c.recording, c.fit)
        turned = " | ".join(f"{_percent(p.sequences[0][0])} ({p.sequences[0][1]:.0%})" for p in shifted)
        yield (
            f"| {c.recording.name} | {_percent(c.recording.observed.throttles)} | {chance_of_seen(c):.0%} "
            f"| {_percent(levels_of(c))} | {c.predicted.sequences[0][1]:.0%} | {error:.1%} | {turned} |"
        )
    yield ""


def _percent(levels: Sequence[float]) -> str:
    return " ".join(f"{round(level * 100)}" for level in levels) or "-"


_HEAD = (
    "| run | proved | ends, predicted | observed | s predicted | observed | error | throttle predicted | observed |",
    "|---|---|---|---|---|---|---|---|---|",
)


def _page_tables(pages: Sequence[RecordingComparison]) -> Iterator[str]:
    yield "## Two QEMU processes, guest of known programme (qemu_runs)"
    yield ""
    yield "Each prediction uses the guest's own write counter, up to the first throttle, and nothing else of its run;"
    yield "the summary also gives the error from what was known before `migrate`. What was measured on recordings, and on"
    yield "which, is listed below. What is *proved* here grants one mean: that the programme writes at a steady pace"
    yield "between two counts, 0.1 s apart. Without that, a burst of two such stretches would have to be assumed."
    yield ""
    yield from _HEAD
    for c in usable(pages):
        yield _page_row(c)
    yield ""
    yield "### Starved hosts (first pass under 0.9 of the limit), listed apart"
    yield ""
    yield from _HEAD
    for c in pages:
        if c.starved and c.right is not None:
            yield _page_row(c)
    yield ""
    yield "### Not predicted"
    yield ""
    reasons: dict[str, list[str]] = {}
    for c in pages:
        if c.right is None:
            reasons.setdefault(c.recording.excluded or "the recording does not show how it ended", []).append(
                c.recording.name
            )
    for reason, names in sorted(reasons.items()):
        yield f"- {reason}: {len(names)} ({', '.join(names)})"
    yield ""
    missed = sorted((c for c in usable(pages) if c.time_error is not None), key=lambda c: -abs(c.time_error or 0))
    yield "### The largest errors"
    yield ""
    for c in missed[:8]:
        if abs(c.time_error or 0) > TARGETS["tail"]:
            yield f"- {c.recording.name}: {c.time_error:+.1%}. {_reason(c)}"
    yield ""


def _fitted(recordings: Sequence[Recording]) -> Iterator[str]:
    """Every parameter that came from recordings, how far it moves when a configuration is left out, and those that did
    not.
    """
    whole = measured(recordings)
    used = [r for r in recordings if not r.excluded]
    others = [held_out(r, recordings) for r in used]

    def span(figure: Callable[[Host], float]) -> str:
        values = [figure(host) for host in others]
        return f"{figure(whole):.4g} | {min(values):.4g} - {max(values):.4g}"

    yield "### What was taken from recordings, and what was not"
    yield ""
    yield "A prediction in the tables above is made with the values that remain when its own configuration (all repeats, both"
    yield "versions of QEMU) is left out. None is fitted to the time of a migration: each is the median of a figure that"
    yield "recordings show directly. Columns: all recordings, and the least and most of the values left out."
    yield ""
    yield "| parameter | from | all | one configuration left out |"
    yield "|---|---|---|---|"
    yield (
        "| wire rate of pages new to the destination (a page fault there), MB/s | final copies of idle guests, first "
        f"passes under a limit of 400 MB/s or more | {span(lambda h: WIRE / h.copying.new_s / 1e6)} |"
    )
    yield (
        "| wire rate of pages sent before, MB/s | final copies of guests that are through their working set "
        f"| {span(lambda h: WIRE / h.copying.again_s / 1e6)} |"
    )
    yield (
        "| a page of zeros, us | migrations of memory full of zeros, which are one configuration "
        f"| {whole.copying.zero_s * 1e6:.4g} | not left out |"
    )
    yield f"| wake-up after a refill, ms | rounds of whole windows, odd recordings | {1000 * WAKE_S:g} | not left out |"
    yield f"| setup, ms | setup times, odd recordings | {1000 * SETUP_S:g} | not left out |"
    yield f"| most writes of a guest in a second | guests that nothing holds, odd recordings | {PEAK_WRITES:g} | not left out |"
    yield (
        "| an emulated guest that sleeps holds a sync up | seen in both runs at 99 %, which are also among the rows above "
        "| - | not left out |"
    )
    yield (
        "| a PostgreSQL guest's U, its scatter, the share that a throttle leaves | odd-numbered runs of its group "
        "| a table | the run itself left out |"
    )
    yield ""
    yield "Not from recordings: QEMU's window of 100 ms, groups of 32 pages, bursts of 50 ms, trigger, throttle slices and"
    yield "forced sync (its sources); the settings of each run; page and header sizes. Used of the predicted run itself: its"
    yield "write counter up to the first throttle (not in the rows from before `migrate`), for qemu_ycsb the page counts."
    yield "The rows of the two runs at 99 % and of memory full of zeros, and what rests on the wake-up delay, are thus not"
    yield "independent of what they are compared with."
    yield ""
    yield "Before the three kinds of pages were told apart, with one rate of 600 MB/s for the final copy and the threshold of"
    yield "the limit instead of the measured rate: median error 0.9 % and 90th percentile 6.7 % without throttling, 5.1 % and"
    yield "16.4 % with it; `H-bw-unlimited` -65.9 %, `A-idle-m1024-bw200-zero` -94.7 %, `A-idle-m512-bw200` -31.9 %."
    yield ""


def _page_row(c: RecordingComparison) -> str:
    p, o = c.predicted, c.recording.observed
    assert p is not None
    error = "-" if c.time_error is None else f"{c.time_error:+.1%}"
    total = "-" if o.total_s is None else f"{o.total_s:.3f}"
    predicted = f"{p.total_s:.3f}" if p.ended else "-"
    return (
        f"| {c.recording.name} | {c.verdict} | {'yes' if p.ended else 'no'} | {'yes' if o.ended else 'no'} "
        f"| {predicted} | {total} | {error} | {_percent(levels_of(c))} | {_percent(o.throttles)} |"
    )


def _reason(c: RecordingComparison) -> str:
    """Why a prediction missed, from the recording's own figures."""
    p, o = c.predicted, c.recording.observed
    assert p is not None
    if levels_of(c) != o.throttles:
        seen, said = _percent(o.throttles), _percent(levels_of(c))
        return f"The throttle went {seen}, predicted {said}: the guest's rate under stun differed."
    if any(level >= 0.99 for level in o.throttles) and any(s > 0.9 for s in o.round_s):
        return "At 99 % one sleep lasts a second, and the sync waits for it."
    first_p, first_o = (p.round_s or (0.0,))[0], (o.round_s or (0.0,))[0]
    if abs(first_p - first_o) > 0.15:
        return f"The first pass took {first_o:.2f} s where the rate limit allows {first_p:.2f} s: the host was busy."
    if not c.recording.settings.auto_converge and len(p.round_s) != len(o.round_s):
        return f"{len(o.round_s)} rounds before the stop, predicted {len(p.round_s)}: one window more or less is 0.1 s."
    if c.recording.settings.auto_converge:
        return "The right throttles, but the guest ran at another rate under them than its share of the time."
    last = f"The last set took {o.downtime_s or 0:.3f} s, predicted {p.downtime_s:.3f} s"
    return f"{last}: the final copy is not rate-limited."


def _published_table(points: Sequence[Point]) -> Iterator[str]:
    if not points:
        return
    yield "## Published figures"
    yield ""
    yield "Figures marked recalled were not checked against the paper."
    yield ""
    yield "| source | figure | computed | printed | holds |"
    yield "|---|---|---|---|---|"
    for point in points:
        mark = "" if point.verified else " (recalled)"
        sign = "<= " if point.bound else ""
        holds = "yes" if point.holds else "**no**"
        figures = f"{sign}{point.predicted:.5g} | {point.printed:.5g}"
        yield f"| {point.case}{mark} | {point.what} | {figures} | {holds} |"
    yield ""


def _without_row(missing: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield "Published points of which nothing can be computed here: " + ("" if missing else "none.")
    yield ""
    for name, what in missing:
        yield f"- {name}: {what}"
    if missing:
        yield ""


_LIMITS = """## What bounds the accuracy

- Time comes in windows of 0.1 s: a run of 2.5-3.5 s is 3-4 % per window, so one window more or less already misses 3 %.
  Which side a round falls on depends on a few hundred pages of some twenty thousand.
- With a throttle the guest's rate on a contended two-core host is the unknown: recorded guests ran at 0.95 of their
  rate at 20 %, 0.56 at 50 % and 0.30 at 70 %, and in one run faster at 30 % than before. The same recorded setting
  gives rates that differ by a factor of two before any throttle (0.37-1.45 of the rate before logging). A prediction
  that knows only the setting cannot do better.
- The final copy is not rate-limited: 168 to 930 MB/s were seen. Which pages are left explains it: what remains of round 0
  is new to the destination and costs a page fault each (124-272 MB/s), what was sent before does not (a billion bytes
  per second). Within a kind runs scatter by a third, and no setting says which way; of a migration of 3 s that is 1 %,
  of an idle guest of 1 s 10 %. The same costs set the pace where the limit does not, and the pace of zero pages.
- At 99 % single sleeps last 0.99 s, and an emulated guest holds the sync up for the rest of one: both recorded runs at
  99 % end 1.00 s after the raise. A KVM guest is not predicted to do so; no recording shows it.
- A prediction near the threshold is a coin toss without a throttle, too: B-paced-ws64-r30000-i30-n20 is predicted to slip
  through at 3.7 s, and stalled until its throttle reached 90 %.
- The last throttle step is a coin toss with these recordings. QEMU's rule is followed to the letter (judged at syncs a
  second or more apart, raised at the second judgement over half of what was sent), so a step comes every 2.1-3.0 s.
  Near the end what is left hovers within one window (13.5 MB) above the threshold (40.6 MB), in rounds of 0.1-0.3 s
  whose dirtying scatters by a third, and the migration ends at the first that falls under it: 0.6-2.5 s after the step to
  40 %, sometimes after the next step, mostly before. The table above says how sure each step is, and where one standard
  error of the share that a throttle leaves turns it. To do better it would take every round under throttle (the samples
  are 0.2 s apart, so many are never seen) and the guest's own phase: which rounds are small is not in the samples.
- How the rounds are read matters more than how they are fitted: the figure of a sample in the first window of a round is
  that of the sync before, and the last set of a migration is the figure of its last live sync. Before both were
  read so, small sets were seen too rarely, and the predicted times of the throttled runs came out up to 8 % long.
- Downtime beyond the last set (device state, page faults at the destination) is bounded by no theorem and not predicted.
- On a starved host the link assumption fails (the first pass stays under 0.9 of the limit): outside every bound.
- No even-numbered PostgreSQL run is among these recordings; where there are some, their figures stand in rows of their
  own.
- Where the two working sets of a guest of two phases lie is not recorded: the prediction lets them overlap, the verdict
  takes their sum.
- In a memory that is smaller than one window QEMU reads the dirty log several times before it first measures its rate;
  T2m's least time between two reads does not hold there.
""".splitlines()
