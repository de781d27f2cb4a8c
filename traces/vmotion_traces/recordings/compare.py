"""Prediction beside observation, for one recording or many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

from vmotion_convergence.verdict import ConvergenceVerdict, Outcome, ProvedLimits, judge
from vmotion_model.common.errors import InputError
from vmotion_model.precopy import documented_numbers
from vmotion_model.precopy.guests import Guest, TokenBucket
from vmotion_model.precopy.policies import NoStun, Policy, Ratchet
from vmotion_model.precopy.scenario import Link, Memory, Scenario, StopRule
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time

from .fit import Fit, fit_rounds, rounds_of
from .guest_clock import PEAK_WRITES
from .host import RECORDED, STARVED, Host
from .predict import predict_curve, predict_pages, stall_level
from .qemu import Predicted, window_b
from .qemu_runs import is_run, read_run
from .query_migrate import REST_SHARE, read_replies, read_samples
from .reader import read_json
from .recording import Observed, Recording, Settings
from .vmkernel import StopLine, read_stop_lines, stop_to_json
from .wire_bytes import PAGE, WIRE

LOGS = (".log", ".txt", ".gz")
"""Endings of vmkernel logs, as a host keeps them."""


@dataclass(frozen=True)
class RecordingComparison:
    """One recording: the exact verdict on its fitted guest, the predicted run and what was seen.

    ``stall_b`` is the level at which a stalled pre-copy stands: predicted, observed.
    """

    recording: Recording
    judged: ConvergenceVerdict | None
    predicted: Predicted | None
    fit: Fit | None = None
    stall_b: tuple[float, float] | None = None
    stop_line: StopLine | None = None

    @property
    def verdict(self) -> str:
        """The exact verdict's word; recordings without a guest to judge prove nothing."""
        return self.judged.outcome.value if self.judged else "not guaranteed"

    @property
    def time_error(self) -> float | None:
        """Relative error of the predicted total time, where both ended."""
        total = self.recording.observed.total_s
        if self.predicted is None or not self.predicted.ended or not total:
            return None
        return self.predicted.total_s / total - 1

    @property
    def right(self) -> bool | None:
        """Whether the predicted ending was the observed one; None where nothing was observed."""
        if self.predicted is None or self.recording.observed.ended is None:
            return None
        return self.predicted.ended == self.recording.observed.ended

    @property
    def starved(self) -> bool:
        """Whether the host kept the migration under the rate that it was allowed."""
        return (self.recording.first_pass_share or 1.0) < STARVED

    @property
    def wire_error(self) -> float | None:
        """Relative error of F1, and the device state where it is known, on the recorded page counts."""
        seen = self.recording.observed
        if not seen.wire_b or seen.normal_pages is None or seen.zero_pages is None:
            return None
        from vmotion_model.precopy.formulas import wire_bytes

        pages = wire_bytes(Fraction(seen.normal_pages), Fraction(seen.zero_pages), documented_numbers.PAGE_B)
        return (float(pages) + self.recording.device_state_b) / seen.wire_b - 1


def compare_path(path: Path) -> list[RecordingComparison]:
    """Read, fit and predict what a file holds. Raises InputError naming what is wrong with it."""
    if path.is_dir():
        logs = sorted(f for f in path.iterdir() if f.suffix in LOGS)
        # A JSON file of a log's name describes the log.
        own = [f for f in sorted(path.glob("*.json")) if f.with_suffix(".log") not in logs]
        found = [c for part in own for c in compare_path(part)]
        found += [_stop_comparison(line) for line in read_stop_lines(logs)] if logs else []
        if not found:
            raise InputError(f"{path}: no recording (*.json) and no log (*.log) in this folder")
        return found
    if not path.exists():
        raise InputError(f"{path}: no such file")
    if path.suffix == ".csv":
        recordings = read_samples(path)
        return [compare_curve(r, fit_for(r, recordings)) for r in recordings]
    if path.suffix in LOGS:
        return [_stop_comparison(line) for line in read_stop_lines([path])]
    if is_run(document := read_json(path)):
        return [compare_pages(read_run(path))]
    replies = document if isinstance(document, list) else [document]
    recording = read_replies(replies, str(path))
    return [compare_curve(recording, fit_rounds(rounds_of([recording])))]


def fit_for(recording: Recording, recordings: Sequence[Recording], *, held_out: bool = False) -> Fit | None:
    """A fit of all recordings of the same guest; auto-converge runs share the guest of their unthrottled twin.

    ``held_out`` fits on the odd-numbered recordings without the one that is to be predicted.
    """
    twin = recording.group.replace("Autoconverge", "Precopy_Nonconvergent")
    groups = {recording.group, twin}
    used = [r for r in recordings if r.group in groups and not (held_out and (r.number % 2 == 0 or r is recording))]
    return fit_rounds(rounds_of(used))


def compare_pages(recording: Recording, *, before_only: bool = False, host: Host = RECORDED) -> RecordingComparison:
    """A recording whose guest's programme is known, on a host of known speed."""
    if recording.excluded or recording.guest is None:
        return RecordingComparison(recording, None, None)
    guest = recording.guest
    judged = None
    if not guest.pages or len(guest.counter) > 1:
        peak = Fraction(round(PEAK_WRITES)) * documented_numbers.PAGE_B if guest.paced else None
        judged = _judged(recording, _counted_guest(recording), peak)
    return RecordingComparison(recording, judged, predict_pages(recording, before_only=before_only, host=host))


def compare_curve(recording: Recording, fit: Fit | None) -> RecordingComparison:
    """A recording of which only the rounds are known."""
    if recording.excluded or fit is None:
        return RecordingComparison(recording, None, None)
    predicted = predict_curve(recording, fit)
    seen = [r.dirty_b for r in recording.rounds[len(recording.rounds) // 2 :] if r.seconds < 5.0]
    stall = None
    if len(seen) >= 10 and not recording.settings.auto_converge:
        rest = _rest(recording)
        stall = (stall_level(recording, fit), mean(seen) + rest)
    judged = _judged(recording, fit.band()) if len(fit.high) > 1 else None
    return RecordingComparison(recording, judged, predicted, fit, stall)


def _rest(recording: Recording) -> float:
    window = window_b(recording.settings, float(documented_numbers.QEMU_UPDATE_S))
    return window / float(documented_numbers.QEMU_UPDATE_S) * recording.settings.downtime_limit_s - REST_SHARE * window


def _judged(recording: Recording, guest: Guest, peak: Fraction | None = None) -> ConvergenceVerdict | None:
    """The verdict on a recording's guest; ``peak`` is its demand per CPU second where its wall rate is no bound of it.

    None for a tail-slow throttle: its steps shrink, so their number is not known beforehand.
    """
    settings = recording.settings
    window = documented_numbers.QEMU_UPDATE_S
    rate = Fraction(round(window_b(settings, float(window)))) / window
    goal = Fraction(settings.downtime_limit_s).limit_denominator(1000)
    policy: Policy = NoStun()
    zero = max(recording.memory_pages - recording.nonzero_pages, 0)
    low = rate * Fraction(STARVED).limit_denominator(100)
    if settings.auto_converge and settings.tailslow:
        return None
    if settings.auto_converge:
        # Without the timer (before QEMU 9.1) a round is as long as its bytes take, at most the whole memory's.
        longest = recording.memory_pages * documented_numbers.PAGE_B * Fraction(WIRE, PAGE) / low
        policy = Ratchet(
            peak_rate=peak,
            forced_sync_s=longest if settings.forced_sync_s is None else Fraction(settings.forced_sync_s),
            initial=_share(settings.initial),
            increment=_share(settings.increment),
            maximum=_share(settings.maximum),
            trigger=_share(settings.trigger),
        )
    return judge(
        Scenario(
            Memory(recording.memory_pages * documented_numbers.PAGE_B, zero * documented_numbers.PAGE_B),
            guest,
            Link(low, rate, low),
            StopRule(goal, Fraction(1), window if goal >= window else None),
            policy,
        )
    )


def _share(value: float) -> Fraction:
    return Fraction(value).limit_denominator(1000)


def _counted_guest(recording: Recording) -> Guest:
    """The envelope that the recorded write counter shows: its fastest stretch between two counts (0.1 s apart).

    That it holds in shorter windows, too, is an assumption: the programme writes at a steady pace.
    """
    guest = recording.guest
    assert guest is not None
    pairs = list(pairwise(guest.counter))
    rates = [(c1 - c0) / (t1 - t0) for (t0, c0), (t1, c1) in pairs if t1 > t0] or [guest.rate]
    fastest = max([*rates, guest.rate, 1.0])
    # Where the two sets of a guest of two phases lie is not recorded: they may not overlap.
    pages = min(guest.pages + guest.second_pages, recording.memory_pages)
    working = Fraction(pages) * documented_numbers.PAGE_B if pages else None
    return TokenBucket(Fraction(0), Fraction(round(fastest * 1.001)) * documented_numbers.PAGE_B, working)


def _stop_comparison(line: StopLine) -> RecordingComparison:
    """T8 judges the line: its premise, that what is left fits the goal at the measured rate, stands in the log."""
    recording = Recording(
        name=f"{Path(line.file).name}:{line.line}, migration {line.migration}",
        group="vmkernel",
        source=line.file,
        memory_pages=0,
        nonzero_pages=0,
        settings=Settings(float(line.rate), float(line.goal_s)),
        observed=Observed(True, None, None, None, ()),
        excluded="only the last round is logged",
    )
    judged = ConvergenceVerdict(
        Outcome.GUARANTEED if line.consistent else Outcome.NOT_GUARANTEED,
        "T8" if line.consistent else "",
        ("link: not slower in the switchover than the logged bandwidth",),
        ProvedLimits(),
        stun_needed=False,
        stun_share=Fraction(0),
        argument=(),
    )
    return RecordingComparison(recording, judged, None, stop_line=line)


def comparison_text(comparisons: Sequence[RecordingComparison]) -> Iterator[str]:
    """Predicted beside observed, one block per recording."""
    for c in comparisons:
        yield c.recording.name
        if c.stop_line is not None:
            yield from _stop_text(c.stop_line)
            continue
        if c.recording.excluded or c.predicted is None:
            yield f"  not predicted: {c.recording.excluded or 'too few rounds to fit a guest'}"
            continue
        p, o = c.predicted, c.recording.observed
        yield f"  proved     {c.verdict}" + (f" (theorem {c.judged.theorem})" if c.judged and c.judged.theorem else "")
        if why := why_both(c):
            yield f"             {why}"
        yield "             predicted       observed"
        yield f"  ends       {_word(p.ended):15} {_word(o.ended)}"
        yield f"  total      {_seconds(p.total_s if p.ended else None):15} {_seconds(o.total_s)}" + _error(c.time_error)
        if p.spread_s is not None:
            low, high = p.spread_s
            yield f"             {low:.3f} - {high:.3f} s in nine of ten runs with the fit's own scatter"
        yield f"  downtime   {_seconds(p.downtime_s if p.ended else None):15} {_seconds(o.downtime_s)}"
        yield f"  rounds     {p.rounds:<15} {o.rounds if o.rounds is not None else '-'}"
        if c.recording.settings.auto_converge:
            yield f"  throttle   {_levels([level for _, level in p.throttles]):15} {_levels(o.throttles)}"
            for levels, share in p.sequences[:3]:
                yield f"             {share:.0%} of the predicted runs take {_levels(levels)}"
        if c.stall_b is not None:
            yield f"  stands at  {c.stall_b[0] / 1e6:<15.1f} {c.stall_b[1] / 1e6:.1f} MB"
        if c.starved:
            yield "  the host was starved: the first pass stayed under 0.9 of the limit"


def why_both(c: RecordingComparison) -> str:
    """Why "guaranteed" and a run that did not end, or is not predicted to, are both right; "" where there is no such."""
    if c.verdict != "guaranteed" or c.judged is None or c.predicted is None:
        return ""
    seen, limits = c.recording.observed, c.judged.limits
    if seen.ended and c.predicted.ended:
        return ""
    proved = float(limits.total_time_s or 0) - float(limits.downtime_s or 0)
    within = f"within {proved:.1f} s and {limits.rounds} rounds of the assumed guest and link"
    if c.starved:
        return (
            f"this is proved of a link that keeps its rate; here the host was starved, so nothing is proved ({within})"
        )
    if seen.ended is None:
        return f"the end was not recorded; the proof says that it comes {within}"
    if seen.ended:
        return f"it ended; the prediction was given up before the proved end, {within}"
    waited_s, waited_rounds = c.recording.stop_after
    if waited_s <= proved or waited_rounds <= (limits.rounds or 0):
        bounds = ((waited_s, "s"), (waited_rounds, "rounds"))
        given_up = " or ".join(f"{most:g} {unit}" for most, unit in bounds if most < 10**9)
        return f"both are right: the recorder gave up after {given_up}, the proved end comes {within}"
    return f"it should have ended {within}: an assumption did not hold in this run ({'; '.join(c.judged.assumptions)})"


def _stop_text(line: StopLine) -> Iterator[str]:
    goal = show_time(line.goal_s)
    if line.consistent:
        yield f"  proved     guaranteed (theorem T8): the last set takes at most {goal} while the link keeps its rate"
    else:
        yield f"  proved     nothing: by its own figures the last set does not fit the goal of {goal}"
    yield "             predicted       observed"
    last = f"{float(line.least_left_s) * 1000:.1f}-{float(line.left_s) * 1000:.1f} ms"
    seen = "-" if line.sent_s is None else f"{line.sent_s * 1000:.0f} ms until all pages were sent"
    yield f"  last set   {last:15} {seen}"
    yield f"  left       {line.pages} pages, {show_size(line.pages * documented_numbers.PAGE_B)}, at {show_rate(line.rate)}"
    if line.dirty_rate is not None and line.dirty_ratio is not None:
        yield f"  dirtied    {show_rate(line.dirty_rate)} in the last round, {show_share(line.dirty_ratio)} of the rate"
    if line.last_round_b is not None and line.last_round_s is not None:
        seen = "" if line.precopy_s is None else f", {line.precopy_s:.1f} s after the migration's first line"
        yield f"  last round {show_size(line.last_round_b)} in {show_time(line.last_round_s)} (pages left x t2d){seen}"
    yield "  not logged: memory, earlier rounds, stun; so rounds, total time and the throttle are not predicted"


def _word(ended: bool | None) -> str:
    return "not seen" if ended is None else "yes" if ended else "no"


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f} s"


def _error(value: float | None) -> str:
    return "" if value is None else f"   ({value:+.1%})"


def _levels(levels: Sequence[float]) -> str:
    return " ".join(f"{round(level * 100)}" for level in levels) or "none"


def comparison_json(comparisons: Sequence[RecordingComparison]) -> dict[str, Any]:
    """The same as data."""
    return {"schema": 1, "recordings": [_one_json(c) for c in comparisons]}


def _one_json(c: RecordingComparison) -> dict[str, Any]:
    o, p = c.recording.observed, c.predicted
    return {
        "name": c.recording.name,
        "excluded": c.recording.excluded or None,
        "starved": c.starved,
        "verdict": c.verdict,
        "theorem": c.judged.theorem or None if c.judged else None,
        "note": why_both(c) or None,
        "predicted": None
        if p is None
        else {
            "ended": p.ended,
            "total_time_s": p.total_s if p.ended else None,
            "downtime_s": p.downtime_s if p.ended else None,
            "total_time_range_s": None if p.spread_s is None else list(p.spread_s),
            "rounds": p.rounds,
            "throttle": [level for _, level in p.throttles],
        },
        "observed": {
            "ended": o.ended,
            "total_time_s": o.total_s,
            "downtime_s": o.downtime_s,
            "rounds": o.rounds,
            "throttle": list(o.throttles),
        },
        "errors": {"total_time": c.time_error, "wire_bytes": c.wire_error},
        "stop_line": None if c.stop_line is None else stop_to_json(c.stop_line),
        "stall_bytes": None if c.stall_b is None else {"predicted": c.stall_b[0], "observed": c.stall_b[1]},
    }
