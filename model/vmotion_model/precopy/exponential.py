"""Rational bounds of the exponential, for guests that write at random."""

from __future__ import annotations

from fractions import Fraction

from .dirtying import Bounds

_ZERO = Fraction(0)


def _rounded(value: Fraction, bits: int) -> Fraction:
    """Rounded up to ``bits`` fractional bits: keeps iterated fractions short."""
    return Fraction(-((-value.numerator << bits) // value.denominator), 1 << bits)


_EXP_BITS = 160


def exp_minus(x: Fraction) -> Bounds:
    """Rational bounds of exp(-x) for x >= 0: alternating series of exp(-x/2^k), squared k times, rounded outward."""
    if x < 0:
        raise ValueError("exp_minus needs x >= 0")
    if x > 200:
        return Bounds(_ZERO, Fraction(1, 2**288))  # exp(-200) < 2^-288
    halvings = max(0, (x.numerator // x.denominator).bit_length() + 1)
    y = x / 2**halvings
    low, term, n = Fraction(1), Fraction(1), 0
    high = low
    while term > Fraction(1, 2**_EXP_BITS):
        n += 1
        term = term * y / n
        low, high = (high - term, high) if n % 2 else (low, low + term)
    low, high = _down(low), _up(high)
    for _ in range(halvings):
        low, high = _down(low * low), _up(high * high)
    return Bounds(max(low, _ZERO), min(high, Fraction(1)))


def _up(value: Fraction) -> Fraction:
    return _rounded(value, _EXP_BITS)


def _down(value: Fraction) -> Fraction:
    return -_rounded(-value, _EXP_BITS)
