"""Simulation of pre-copy by rounds: exactly for one migration, and vectorised with NumPy over many scenarios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ROUNDS = 10_000
"""A simulation that has not ended by then is reported as not ended."""


@dataclass(frozen=True)
class Round:
    """Bytes to send, seconds taken, and bytes left by the guest meanwhile."""

    to_send_b: Fraction
    seconds: Fraction
    left_b: Fraction


@dataclass(frozen=True)
class PrecopyRun:
    """The rounds before the switchover; ``ended`` says whether what was left came under the threshold."""

    rounds: tuple[Round, ...]
    ended: bool

    @property
    def seconds(self) -> Fraction:
        """Duration of the live rounds."""
        return sum((r.seconds for r in self.rounds), Fraction(0))

    @property
    def sent_b(self) -> Fraction:
        """Bytes of the live rounds and of the last set."""
        live = sum((r.to_send_b for r in self.rounds), Fraction(0))
        return live + (self.rounds[-1].left_b if self.ended else 0)


def run_rounds(
    memory_b: Fraction,
    threshold_b: Fraction,
    rates: Callable[[int], Fraction] | Fraction,
    dirtied: Callable[[int, Fraction], Fraction],
    *,
    rest_b: Fraction = Fraction(0),
    most_rounds: int = MOST_ROUNDS,
) -> PrecopyRun:
    """F2/F7 exactly: ``dirtied(k, T)`` bytes in round k of T seconds, sent at ``rates`` (a number, or by round).

    ``rest_b`` stays unsent when the dirty log is read again: 0 is the rule between rounds.
    """
    rounds: list[Round] = []
    left = memory_b
    for k in range(most_rounds):
        rate = rates if isinstance(rates, Fraction) else rates(k)
        rest = min(rest_b, left)
        seconds = (left - rest) / rate
        after = rest + dirtied(k, seconds)
        rounds.append(Round(left - rest, seconds, after))
        left = after
        if left <= threshold_b:
            return PrecopyRun(tuple(rounds), ended=True)
    return PrecopyRun(tuple(rounds), ended=False)


@dataclass(frozen=True)
class Batch:
    """Results over many scenarios, one array entry each: rounds, seconds and bytes until the end; ``ended`` is
    boolean.
    """

    ended: NDArray[np.bool_]
    rounds: NDArray[np.int64]
    seconds: NDArray[np.float64]
    sent_b: NDArray[np.float64]
    left_b: NDArray[np.float64]


def simulate_batch(
    memory_b: Sequence[float] | NDArray[np.float64],
    dirty_rate: Sequence[float] | NDArray[np.float64],
    working_set_b: Sequence[float] | NDArray[np.float64],
    rate: Sequence[float] | NDArray[np.float64],
    threshold_b: Sequence[float] | NDArray[np.float64],
    *,
    most_rounds: int = 200,
) -> Batch:
    """The recurrence with U = min(D tau, W) over arrays that broadcast together: bytes and bytes per second.

    Floats: for exploring and plotting. A verdict never rests on it.
    """
    import numpy as np

    arrays = np.broadcast_arrays(
        *(np.asarray(a, float) for a in (memory_b, dirty_rate, working_set_b, rate, threshold_b))
    )
    left, dirty, working, speed, goal = arrays[0].copy(), *arrays[1:]
    rounds = np.zeros(left.shape, np.int64)
    seconds, sent = np.zeros(left.shape), np.zeros(left.shape)
    live = np.ones(left.shape, bool)
    for _ in range(most_rounds):
        took = left / speed
        seconds += np.where(live, took, 0.0)
        sent += np.where(live, left, 0.0)
        rounds += live
        left = np.where(live, np.minimum(dirty * took, working), left)
        live &= left > goal
        if not live.any():
            break
    return Batch(~live, rounds, seconds, sent + np.where(live, 0.0, left), left)
