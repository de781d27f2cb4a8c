"""A question as an engineer writes it: sizes, rates and choices as text, made into a scenario.

The command line and the sweep both go through here, so a value means the same in either.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from vmotion_model.common.errors import InputError

from . import documented_numbers
from .guests import ConstantRate, Guest, RandomWrites, Tabulated, TokenBucket, check_curve
from .policies import FaultStun, NoStun, Policy, Quota, Ratchet, Sdps
from .scenario import Link, Memory, Scenario, StopRule
from .units import (
    LARGEST_FACTOR,
    SIZE_UNITS,
    TIME_UNITS,
    is_plain_number,
    parse_rate,
    parse_share,
    parse_size,
    parse_time,
)

T = TypeVar("T")

STUNS = ("none", "sdps", "fault", "quota", "ratchet")
ERROR = "10%"
"""Error of the measured rates, where nothing else is said."""
MOST_STUN = "99%"
"""Largest stunned share, where nothing else is said."""


SMALLEST_PAGE_B = 4096
LARGEST_PAGE_B = 2**30


@dataclass(frozen=True)
class Question:
    """What was asked, as text with units; None where nothing was said. ``curve`` is the text of a dirty curve."""

    memory: str
    link: str
    dirty_rate: str | None = None
    curve: str | None = None
    curve_name: str = "curve"
    working_set: str | None = None
    burst: str | None = None
    random: bool = False
    at_most: bool = False
    zero_memory: str | None = None
    link_min: str | None = None
    switchover_link: str | None = None
    goal: str = "500ms"
    rest: str = "0"
    window: str | None = None
    fixed: str = "0s"
    vcpus: int = 1
    cpu_share: str = "1"
    stun: str = "sdps"
    fault_sleep: str | None = None
    quota: str | None = None
    growth: str | None = None
    error: str | None = None
    most_stun: str | None = None
    peak_rate: str | None = None
    device_rate: str | None = None
    page_size: str = "4KiB"
    measured_page: str | None = None
    grants: tuple[str, ...] = ()


def read_question(question: Question) -> Scenario:
    """The scenario that is meant. Raises InputError that names the option."""
    high = parse_rate(question.link, what="--link rate")
    low = _given(parse_rate, question.link_min, "--link-min rate", high)
    if low > high:
        raise InputError(f"--link-min {question.link_min} is above --link {question.link}")
    final = _given(parse_rate, question.switchover_link, "--switchover-link rate", low)
    zero = _given(parse_size, question.zero_memory, "--zero-memory size", Fraction(0))
    devices = _given(parse_rate, question.device_rate, "--device-rate rate", Fraction(0))
    guest, policy = read_guest(question), read_policy(question)
    _check_peak(question, guest, policy)
    if final > high:
        raise InputError(f"--switchover-link {question.switchover_link} is above --link {question.link}")
    return Scenario(
        memory=Memory(parse_size(question.memory, what="--memory size"), zero, page_size(question.page_size)),
        guest=guest,
        link=Link(low, high, final),
        stop=StopRule(
            parse_time(question.goal, what="--goal duration"),
            parse_share(question.rest, what="--rest"),
            _given(parse_time, question.window, "--window duration", None),
        ),
        policy=policy,
        vcpus=question.vcpus,
        cpu_share=parse_share(question.cpu_share, what="--cpu-share"),
        fixed_s=parse_time(question.fixed, what="--fixed-downtime duration", zero=True),
        unthrottled_rate=devices,
        grants=frozenset(question.grants),
    )


def _check_peak(question: Question, guest: Guest, policy: Policy) -> None:
    """A guest that is said to dirty exactly so much cannot have a lower peak."""
    peak = policy.peak_rate if isinstance(policy, Sdps | Ratchet) else None
    if peak is None or not guest.exact:
        return
    if isinstance(guest, Tabulated):
        faster = any(unique > peak * tau for tau, unique in guest.points)
    else:
        faster = guest.peak_rate is None or guest.peak_rate > peak
    if faster:
        raise InputError(
            f"--peak-rate {question.peak_rate} contradicts the guest, which dirties faster; with --at-most its own "
            "rate is a bound, too"
        )


def _given(parse: Callable[..., Fraction], text: str | None, what: str, otherwise: T) -> Fraction | T:
    """What the text says, or the value that stands when nothing was said (an empty text is not nothing)."""
    return otherwise if text is None else parse(text, what=what)


def page_size(text: str, what: str = "--page-size") -> Fraction:
    """Bytes of a page: what one trace covers, what a write makes dirty, and what is sent. Raises InputError."""
    size = parse_size(text, what=f"{what} size")
    if size.denominator != 1 or size < SMALLEST_PAGE_B or size > LARGEST_PAGE_B or size.numerator.bit_count() != 1:
        raise InputError(f"{what}: {text.strip()} is no page of 4KiB to 1GiB that is a power of two, like 4KiB or 2MiB")
    return size


def read_guest(question: Question) -> Guest:
    """The guest of a question. Raises InputError when none or two are described.

    Its figures count whole pages. Where they were measured in smaller pages than the migration traces and sends, each
    of those may make a whole page dirty, and the guest is at most that.
    """
    guest = _described(question)
    if question.measured_page is None:
        return guest
    whole, measured = page_size(question.page_size), page_size(question.measured_page, "--measured-page")
    if measured > whole:
        raise InputError(f"--measured-page {question.measured_page} is above --page-size {question.page_size}")
    factor = whole / measured
    if factor == 1:
        return guest
    if not isinstance(guest, ConstantRate | TokenBucket):
        raise InputError("--measured-page goes with --dirty-rate, without --random-writes")
    working = None if guest.working_set is None else guest.working_set * factor
    if isinstance(guest, TokenBucket):
        return TokenBucket(guest.sigma * factor, guest.rho * factor, working)
    return ConstantRate(guest.rate * factor, working, exact=False)


def _described(question: Question) -> Guest:
    working = _given(parse_size, question.working_set, "--working-set size", None)
    if (question.curve is None) == (question.dirty_rate is None):
        raise InputError("describe the guest by --dirty-rate or by --dirty-curve, by exactly one of them")
    if question.curve is not None:
        if question.burst is not None or question.random:
            raise InputError("--burst and --random-writes go with --dirty-rate, not with a curve")
        points = read_curve(question.curve, name=question.curve_name)
        if working is not None and not question.at_most and points[-1][1] > working:
            raise InputError(
                f"{question.curve_name}: its last point is above --working-set {question.working_set}, the most that "
                "is ever dirty; with --at-most both are bounds"
            )
        return Tabulated(points, working, exact=not question.at_most)
    rate = parse_rate(question.dirty_rate or "", what="--dirty-rate rate")
    if question.random:
        if question.burst is not None:
            raise InputError("--burst and --random-writes contradict each other: a burst is written at once")
        if working is None:
            raise InputError("--random-writes needs --working-set: the region that is written at random")
        return RandomWrites(rate, working, exact=not question.at_most)
    if question.burst is not None:
        return TokenBucket(parse_size(question.burst, what="--burst size"), rate, working)
    return ConstantRate(rate, working, exact=not question.at_most)


def read_policy(question: Question) -> Policy:
    """The stun policy of a question. Raises InputError for a value that its policy does not take."""
    for name, text, stuns in (
        ("--fault-sleep", question.fault_sleep, ("fault",)),
        ("--quota", question.quota, ("quota",)),
        ("--growth", question.growth, ("sdps",)),
        ("--peak-rate", question.peak_rate, ("sdps", "ratchet")),
        ("--error", question.error, ("sdps",)),
        ("--max-stun", question.most_stun, ("sdps", "ratchet")),
    ):
        if text is not None and question.stun not in stuns:
            raise InputError(f"{name} goes with --stun {' or '.join(stuns)}, not with --stun {question.stun}")
    peak = _given(parse_rate, question.peak_rate, "--peak-rate rate", None)
    if question.stun == "none":
        return NoStun()
    if question.stun == "fault":
        if question.fault_sleep is None:
            raise InputError("--stun fault needs --fault-sleep, like 28us (see --what-if for the least that is enough)")
        return FaultStun(parse_time(question.fault_sleep, what="--fault-sleep duration"))
    if question.stun == "quota":
        pages, _, interval = (question.quota or "").partition("/")
        if not pages.isdecimal() or not interval:
            raise InputError("--stun quota needs --quota PAGES/INTERVAL, like 500/10ms")
        return Quota(int(pages), parse_time(interval, what="--quota interval duration"))
    most = parse_share(MOST_STUN if question.most_stun is None else question.most_stun, what="--max-stun")
    if question.stun == "ratchet":
        return Ratchet(initial=min(documented_numbers.QEMU_INITIAL, most), maximum=most, peak_rate=peak)
    error = parse_share(ERROR if question.error is None else question.error, what="--error")
    growth = None
    if question.growth is not None:
        growth = parse_share(question.growth, what="--growth", largest=LARGEST_FACTOR)
    return Sdps(most_theta=most, growth=growth, dirty_error=error, rate_error=error, peak_rate=peak)


def read_curve(text: str, *, name: str = "curve") -> tuple[tuple[Fraction, Fraction], ...]:
    """Points of a dirty curve from CSV text: two columns, window and unique dirty bytes.

    Either every cell carries its unit (``2.05s,69MB``), or the header names them (``seconds,bytes`` or like
    ``ms,MiB``). Raises InputError with the line.
    """
    reader = csv.reader(io.StringIO(text))
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except csv.Error as problem:
        raise InputError(f"{name}:{reader.line_num}: not CSV text: {problem}") from None
    rows = [(n, row) for n, row in rows if not row[0].startswith("#") and any(row)]
    if not rows:
        raise InputError(f"{name}: the curve is empty; write lines like 2.05s,69MB")
    units: tuple[str, str] | None = None
    if rows[0][1][0][:1].isalpha():
        units = _header(rows[0][1], f"{name}:{rows[0][0]}")
        rows = rows[1:]
    points = []
    for number, row in rows:
        where = f"{name}:{number}"
        if len(row) != 2:
            raise InputError(f"{where}: a point has two columns, window and bytes, not {len(row)}")
        points.append((_cell(row[0], True, units, where), _cell(row[1], False, units, where)))
    try:
        check_curve(points, places=[f"line {number}" for number, _ in rows])
    except InputError as problem:
        raise InputError(f"{name}: {problem}") from None
    return tuple(points)


_LONG_NAMES = {"seconds": "s", "bytes": "B"}


def _header(row: list[str], where: str) -> tuple[str, str]:
    names = tuple(_LONG_NAMES.get(cell, cell) for cell in row)
    if len(names) != 2 or names[0] not in TIME_UNITS or names[1] not in SIZE_UNITS:
        raise InputError(f"{where}: {','.join(row)[:60]!r} is no header; write seconds,bytes or units like ms,MiB")
    return names[0], names[1]


def _cell(text: str, is_time: bool, units: tuple[str, str] | None, where: str) -> Fraction:
    plain = is_plain_number(text)
    if units is not None and not plain:
        raise InputError(
            f"{where}: {text[:40]!r}: the header names the units, so cells are plain numbers (mixed units)"
        )
    given = text + units[0 if is_time else 1] if units is not None else text
    try:
        if is_time:
            return parse_time(given, what="window duration", zero=True)
        return parse_size(given, what="dirty size", zero=True)
    except InputError as problem:
        raise InputError(f"{where}: {problem}") from None


AXES = ("memory", "link", "dirty-rate", "working-set", "goal", "fault-sleep", "vcpus", "page-size", "growth")
"""What a sweep can vary."""

MOST_STEPS = 1_000_001
"""Values on one axis at most."""


def read_axis(text: str) -> tuple[str, tuple[Fraction, ...]]:
    """An axis of a sweep: ``memory=16GiB:1TiB:x2`` (factor), ``:+16GiB`` (step), ``:#100`` (points), or a list.

    Values are in bytes, bytes per second or seconds. Raises InputError.
    """
    name, _, values = text.partition("=")
    if name not in AXES or not values:
        raise InputError(f"{text[:60]!r} is no axis; write like memory=16GiB:1TiB:x2, with one of {', '.join(AXES)}")

    def parse(value: str) -> Fraction:
        if name in ("memory", "working-set"):
            return parse_size(value, what=f"{name} size")
        if name == "page-size":
            return page_size(value, what=name)
        if name == "vcpus":
            if not (value.isascii() and value.isdecimal() and len(value) < 6 and int(value)):
                raise InputError(f"{text[:60]!r}: {value[:40]!r} is no number of vCPUs")
            return Fraction(int(value))
        if name == "growth":
            return parse_share(value, what=f"{name} share", largest=LARGEST_FACTOR)
        if name in ("link", "dirty-rate"):
            return parse_rate(value, what=f"{name} rate")
        return parse_time(value, what=f"{name} duration")

    if ":" not in values:
        return name, tuple(parse(value) for value in values.split(","))
    parts = values.split(":")
    if len(parts) != 3 or parts[2][:1] not in ("x", "+", "#"):
        raise InputError(f"{text[:60]!r}: write LOW:HIGH:xFACTOR, LOW:HIGH:+STEP or LOW:HIGH:#POINTS")
    low, high, step = parse(parts[0]), parse(parts[1]), parts[2][1:]
    if name in ("vcpus", "page-size") and parts[2][0] == "#":
        raise InputError(f"{text[:60]!r}: {name} takes a list or a factor, points between are no values of it")
    if low > high:
        raise InputError(f"{text[:60]!r}: the first value is above the last")
    return name, _steps(text, low, high, parts[2][0], step, parse(step) if parts[2][0] == "+" else Fraction(0))


def _steps(text: str, low: Fraction, high: Fraction, kind: str, step: str, stride: Fraction) -> tuple[Fraction, ...]:
    if kind == "#":
        if not step.isdecimal() or not 2 <= int(step) <= MOST_STEPS:
            raise InputError(f"{text[:60]!r}: a number of points is between 2 and {MOST_STEPS}")
        count = int(step)
        return tuple(low + (high - low) * k / (count - 1) for k in range(count))
    factor = parse_share(step, what=f"{text[:60]!r}: factor", largest=LARGEST_FACTOR) if kind == "x" else Fraction(1)
    if kind == "x" and factor <= 1:
        raise InputError(f"{text[:60]!r}: a factor must be above 1")
    values = [low]
    while (following := values[-1] * factor + stride) <= high:
        values.append(following)
        if len(values) > MOST_STEPS:
            raise InputError(f"{text[:60]!r}: more than {MOST_STEPS} values")
    return tuple(values)


def with_policy(scenario: Scenario, policy: Policy) -> Scenario:
    """The same question under another policy."""
    return replace(scenario, policy=policy)
