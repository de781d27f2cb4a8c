"""Quantities over a grid as ranges of floats that hold the exact value, and terms evaluated on them.

Every operation rounds outward, so a comparison that the ranges decide is decided for the exact values. One that they do
not decide is left open, for exact arithmetic. Arrays keep length 1 along the axes that they do not depend on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from vmotion_model.precopy.terms import Op, Prop, Real


@dataclass(frozen=True, eq=False)
class Range:
    """``low`` and ``high``, NumPy arrays that broadcast together: the exact value lies between them, ends included."""

    low: Any
    high: Any

    def __add__(self, other: Range | Fraction | int) -> Range:
        right = _range(other)
        return _outward(self.low + right.low, self.high + right.high)

    __radd__ = __add__

    def __sub__(self, other: Range | Fraction | int) -> Range:
        right = _range(other)
        return _outward(self.low - right.high, self.high - right.low)

    def __rsub__(self, other: Fraction | int) -> Range:
        return _range(other) - self

    def __mul__(self, other: Range | Fraction | int) -> Range:
        import numpy as np

        right = _range(other)
        ends = [a * b for a in (self.low, self.high) for b in (right.low, right.high)]
        low, high = ends[0], ends[0]
        for end in ends[1:]:
            low, high = np.minimum(low, end), np.maximum(high, end)
        return _outward(low, high)

    __rmul__ = __mul__

    def __truediv__(self, other: Range | Fraction | int) -> Range:
        import numpy as np

        right = _range(other)
        unsafe = (right.low <= 0) & (right.high >= 0)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            inverse = _outward(1 / right.high, 1 / right.low)
        return self * Range(np.where(unsafe, -np.inf, inverse.low), np.where(unsafe, np.inf, inverse.high))

    def __rtruediv__(self, other: Fraction | int) -> Range:
        return _range(other) / self

    def larger(self, other: Range | Fraction) -> Range:
        """The larger of two."""
        import numpy as np

        right = _range(other)
        return Range(np.maximum(self.low, right.low), np.maximum(self.high, right.high))

    def smaller(self, other: Range | Fraction) -> Range:
        """The smaller of two."""
        import numpy as np

        right = _range(other)
        return Range(np.minimum(self.low, right.low), np.minimum(self.high, right.high))


def ranges_of(values: tuple[Fraction, ...], shape: list[int]) -> Range:
    """The ranges of exact values, each as narrow as floats allow, in an array of the given shape."""
    import numpy as np

    around = [_around(value) for value in values]
    return Range(np.array([a for a, _ in around]).reshape(shape), np.array([b for _, b in around]).reshape(shape))


def _around(value: Fraction) -> tuple[float, float]:
    from math import inf, nextafter

    near = float(value)
    exact = Fraction(near)
    return near if exact <= value else nextafter(near, -inf), near if exact >= value else nextafter(near, inf)


def _range(value: Range | Fraction | int) -> Range:
    if isinstance(value, Range):
        return value
    import numpy as np

    low, high = _around(Fraction(value))
    return Range(np.float64(low), np.float64(high))


def _outward(low: Any, high: Any) -> Range:
    import numpy as np

    # Zero times infinity is no number: nothing is known then.
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    return Range(np.nextafter(low, -np.inf), np.nextafter(high, np.inf))


def term_over(term: Real, at: Mapping[str, Range]) -> Range:
    """The range of a term. Raises KeyError for an unknown without a value."""
    if term.op is Op.VAR:
        return at[term.name]
    if term.op is Op.CONST:
        return _range(term.value)
    left, right = (term_over(arg, at) for arg in term.args)
    if term.op is Op.ADD:
        return left + right
    if term.op is Op.SUB:
        return left - right
    return left * right if term.op is Op.MUL else left / right


def holds_over(prop: Prop, at: Mapping[str, Range | Fraction]) -> tuple[Any, Any]:
    """Where a comparison surely holds and where it surely fails, as boolean arrays; elsewhere neither is known.

    Where an unknown has no value nothing is known. A proposition made of several is left to exact arithmetic.
    """
    import numpy as np

    unknown = np.zeros((1,), bool)
    if prop.op not in (Op.LE, Op.LT):
        return unknown, unknown
    try:
        left, right = (term_over(arg, _ranges(at)) for arg in prop.args if isinstance(arg, Real))
    except KeyError:
        return unknown, unknown
    if prop.op is Op.LE:
        return left.high <= right.low, left.low > right.high
    return left.high < right.low, left.low >= right.high


def _ranges(at: Mapping[str, Range | Fraction]) -> dict[str, Range]:
    return {name: _range(value) for name, value in at.items()}
