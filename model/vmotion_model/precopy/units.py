"""Sizes, rates and durations with their units, read as exact rationals.

A number without a unit is refused: ``64`` may be pages, MiB or GiB, and a wrong guess is a wrong verdict. Sizes are in
bytes, rates in bytes per second, durations in seconds. Decimal prefixes are powers of 1000, ``Ki``, ``Mi`` ... powers
of 1024; a lower-case ``b`` is a bit. Shares (stun, margins) are written ``0.2`` or ``20%``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from vmotion_model.common.errors import InputError

_NUMBER = re.compile(
    r"\s*([+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?)\s*([A-Za-zµ%/]*)\s*", re.ASCII
)
_LINKS = re.compile(r"\s*(\d{1,4})\s*[x\u00d7]\s*(\S.*)", re.ASCII)
"""A number of equal links, the letter x or the sign, and the rate of each."""
MOST_LINKS = 64
_DECIMAL = {"": 1, "k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15}
_BINARY = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50}

SIZE_UNITS: Mapping[str, Fraction] = {f"{p}B": Fraction(f) for p, f in (_DECIMAL | _BINARY).items()}
RATE_UNITS: Mapping[str, Fraction] = (
    {f"{p}B/s": Fraction(f) for p, f in (_DECIMAL | _BINARY).items()}
    | {f"{p}bps": Fraction(f, 8) for p, f in (_DECIMAL | _BINARY).items()}
    | {f"{p}bit/s": Fraction(f, 8) for p, f in (_DECIMAL | _BINARY).items()}
    | {f"{p}b/s": Fraction(f, 8) for p, f in (_DECIMAL | _BINARY).items()}
    | {f"{p}bE": Fraction(_DECIMAL[p], 8) for p in ("M", "G", "T")}
)
TIME_UNITS: Mapping[str, Fraction] = {
    "ns": Fraction(1, 10**9),
    "us": Fraction(1, 10**6),
    "µs": Fraction(1, 10**6),
    "ms": Fraction(1, 1000),
    "s": Fraction(1),
    "min": Fraction(60),
    "h": Fraction(3600),
}
LARGEST_SIZE = Fraction(2**60)
LARGEST_RATE = Fraction(10**15)
LARGEST_TIME = Fraction(10**9)
SMALLEST = Fraction(1, 10**12)
"""Less than this of a byte, a byte per second, a second or a share is a slip of the exponent, not a quantity."""
LARGEST_FACTOR = Fraction(10**6)
"""Of a growth or a step: more is a slip as well."""


def parse_size(source: str, *, what: str = "size", zero: bool = False) -> Fraction:
    """Bytes of a text like ``64GiB``. Raises InputError; at most one exbibyte, zero only where ``zero`` says so."""
    return _parse(source, SIZE_UNITS, what, "64GiB, 512MiB or 4096B", LARGEST_SIZE, zero=zero)


def parse_rate(source: str, *, what: str = "rate") -> Fraction:
    """Bytes per second of a text like ``25Gbps``, ``1.2GB/s`` or ``2x25GbE``. Raises InputError.

    ``2x`` before a rate is two links that carry the migration together, as vMotion does over several ports. ``25GbE`` is
    the line rate of the standard, of which frames and protocol take their part: with it a link is taken at its best.
    """
    count, rate = 1, source
    if links := _LINKS.fullmatch(source):
        count, rate = int(links[1]), links[2]
        if not 1 <= count <= MOST_LINKS:
            raise InputError(f"{what}: {source.strip()[:60]}: links are counted from 1 to {MOST_LINKS}")
    value = count * _parse(rate, RATE_UNITS, what, "25Gbps, 2x25GbE or 1.2GB/s", LARGEST_RATE)
    if value > LARGEST_RATE:
        raise InputError(f"{what}: {source.strip()[:60]} is absurdly large; check the unit")
    return value


def parse_time(source: str, *, what: str = "duration", zero: bool = False) -> Fraction:
    """Seconds of a text like ``500ms``. Raises InputError; zero only where ``zero`` says so."""
    return _parse(source, TIME_UNITS, what, "500ms, 30s or 28us", LARGEST_TIME, zero=zero)


def is_plain_number(source: str) -> bool:
    """Whether the text is a number without a unit (no fraction, no infinity, an exponent of at most three digits)."""
    match = _NUMBER.fullmatch(source)
    return match is not None and not match[2]


def parse_share(source: str, *, what: str = "share", largest: Fraction = Fraction(1)) -> Fraction:
    """A number of ``0 .. largest`` written ``0.2`` or ``20%``. Raises InputError."""
    match = _NUMBER.fullmatch(source)
    if match is None or match[2] not in ("", "%"):
        raise InputError(f"{what}: {source[:60]!r} is not a share; write it like 20% or 0.2")
    value = Fraction(match[1]) / (100 if match[2] == "%" else 1)
    if value < 0 or value > largest or 0 < value < SMALLEST:
        raise InputError(f"{what}: {source.strip()} is outside 0 .. {largest}")
    return value


def _parse(
    source: str, units: Mapping[str, Fraction], what: str, example: str, largest: Fraction, *, zero: bool = False
) -> Fraction:
    match = _NUMBER.fullmatch(source)
    if match is None:
        raise InputError(f"{what}: {source[:60]!r} is not a number with a unit; write it like {example}")
    number, unit = Fraction(match[1]), match[2]
    if not unit and not (zero and number == 0):
        raise InputError(f"{what}: {source.strip()!r} has no unit; write it like {example}")
    if unit and unit not in units:
        # Letters of both kinds may be meant: gb/s is GB/s to one and Gb/s, an eighth of it, to another.
        near = [u for u in units if u.lower() == unit.lower()]
        named = (
            [f"{u} ({'bits' if 'b' in u.replace('bps', 'b') else 'bytes'})" for u in near] if len(near) > 1 else near
        )
        hint = f"; did you mean {' or '.join(named)}?" if near else f"; units are like those in {example}"
        raise InputError(f"{what}: {unit!r} is not a unit of a {what.rsplit(maxsplit=1)[-1]}{hint}")
    value = number * (units[unit] if unit else 1)
    if value < 0 or (value == 0 and not zero):
        raise InputError(f"{what}: {source.strip()} must be {'zero or more' if zero else 'more than zero'}")
    if value > largest:
        raise InputError(f"{what}: {source.strip()} is absurdly large; check the unit")
    if 0 < value < SMALLEST:
        raise InputError(f"{what}: {source.strip()} is absurdly small; check the unit and the exponent")
    return value


def _scaled(value: Fraction, steps: tuple[tuple[str, Fraction], ...]) -> str:
    for unit, factor in steps:
        if abs(value) >= factor:
            return f"{float(value / factor):.4g} {unit}"
    unit, factor = steps[-1]
    return f"{float(value / factor):.4g} {unit}"


_SIZE_STEPS = tuple(
    (unit, Fraction(factor))
    for unit, factor in (("TiB", 2**40), ("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10), ("B", 1))
)


def show_size(value: Fraction) -> str:
    """A size for people, in binary units, four digits."""
    return _scaled(value, _SIZE_STEPS)


def shown_size_below(value: Fraction) -> Fraction:
    """The largest size of at most four digits in its unit, as ``show_size`` prints it, that is not above the value."""
    factor = next((factor for _, factor in _SIZE_STEPS if value >= factor), Fraction(1))
    whole = value / factor
    digits = 10 ** max(0, 4 - len(str(int(whole))))
    return Fraction(int(whole * digits), digits) * factor


def show_rate(value: Fraction) -> str:
    """A rate for people, in decimal bytes per second, four digits."""
    steps = (("GB/s", 10**9), ("MB/s", 10**6), ("kB/s", 10**3), ("B/s", 1))
    return _scaled(value, tuple((unit, Fraction(factor)) for unit, factor in steps))


def show_time(value: Fraction) -> str:
    """A duration for people, four digits."""
    steps = (("s", Fraction(1)), ("ms", Fraction(1, 1000)), ("us", Fraction(1, 10**6)), ("ns", Fraction(1, 10**9)))
    return _scaled(value, steps) if value else "0 s"


def show_share(value: Fraction) -> str:
    """A share for people, in per cent."""
    return f"{float(value * 100):.4g} %"
